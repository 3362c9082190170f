// Whole tables through the Arrow C stream interface: what speaks `__arrow_c_stream__` comes in, and
// an object that speaks it goes out. The library runs on threads of its own while whoever reads the
// answers pulls them; neither holds the interpreter lock.
#include <atomic>
#include <cerrno>
#include <mutex>

#include "convert.hpp"

namespace entitle_python {

namespace {

constexpr const char* stream_name = "arrow_array_stream";

/// What a run tells beside its answers.
struct Told {
  std::mutex mutex;
  std::vector<entitle::BatchRejection> rejections;
  std::optional<entitle::BatchSummary> summary;
  std::atomic<std::uint64_t> households = 0;
};

/// Runs `work` without the interpreter lock where this thread holds it.
template <class Work>
auto unlocked(Work&& work) {
  if (!PyGILState_Check()) return work();
  const py::gil_scoped_release released;
  return work();
}

/// Whether Ctrl-C was pressed, which only the main thread is told. The interrupt is raised again
/// once the reader has come back to Python.
bool interrupted() {
  const py::gil_scoped_acquire locked;
  if (PyErr_CheckSignals() == 0) return false;
  PyErr_Clear();
  PyErr_SetInterrupt();
  return true;
}

/// The library's stream as a reader pulls it.
struct Pulled {
  ArrowArrayStream inner{};
  bool stopped = false;

  static Pulled& of(ArrowArrayStream* stream) {
    return *static_cast<Pulled*>(stream->private_data);
  }
  static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    Pulled& self = of(stream);
    return unlocked([&] { return self.inner.get_schema(&self.inner, out); });
  }
  static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    Pulled& self = of(stream);
    if (interrupted()) {
      self.stopped = true;
      return ECANCELED;
    }
    return unlocked([&] { return self.inner.get_next(&self.inner, out); });
  }
  static const char* get_last_error(ArrowArrayStream* stream) {
    Pulled& self = of(stream);
    return self.stopped ? "stopped by Ctrl-C" : self.inner.get_last_error(&self.inner);
  }
  static void release(ArrowArrayStream* stream) {
    Pulled* const self = &of(stream);
    unlocked([&] {
      if (self->inner.release != nullptr) self->inner.release(&self->inner);
      delete self;
    });
    stream->release = nullptr;
  }
};

void release_capsule(PyObject* capsule) {
  auto* const stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, stream_name));
  if (stream == nullptr) return PyErr_Clear();
  if (stream->release != nullptr) stream->release(stream);
  delete stream;
}

class Answers {
 public:
  Answers(entitle::Ruleset rules, entitle::Batch batch, bool hits, bool amounts_as_int64)
      : rules_(std::move(rules)), told_(std::make_shared<Told>()) {
    entitle::ArrowAnswers how;
    how.hits = hits;
    how.amounts_as_int64 = amounts_as_int64;
    how.rejected = [told = told_](std::span<const entitle::BatchRejection> rejections) {
      const std::lock_guard lock(told->mutex);
      told->rejections.insert(told->rejections.end(), rejections.begin(), rejections.end());
    };
    how.done = [told = told_](const entitle::BatchSummary& summary) {
      const std::lock_guard lock(told->mutex);
      told->summary = summary;
    };
    how.decided = [told = told_](std::uint64_t households) { told->households = households; };
    stream_ = std::make_unique<Pulled>();
    entitle::answers_to_arrow(std::move(batch), &stream_->inner, how);
  }
  ~Answers() {
    if (!stream_) return;
    unlocked([&] { stream_->inner.release(&stream_->inner); });
  }
  Answers(Answers&&) = default;
  Answers(const Answers&) = delete;
  Answers& operator=(const Answers&) = delete;
  Answers& operator=(Answers&&) = delete;

  py::object stream() {
    if (!stream_)
      throw std::runtime_error(
          "these answers were read already; they are made as they are read: call evaluate_table "
          "again, or keep what was read");
    auto made = std::make_unique<ArrowArrayStream>();
    made->get_schema = Pulled::get_schema;
    made->get_next = Pulled::get_next;
    made->get_last_error = Pulled::get_last_error;
    made->release = Pulled::release;
    made->private_data = stream_.get();
    PyObject* const capsule = PyCapsule_New(made.get(), stream_name, release_capsule);
    if (capsule == nullptr) throw py::error_already_set();
    (void)stream_.release();
    (void)made.release();
    return py::reinterpret_steal<py::object>(capsule);
  }

  std::uint64_t households() const { return told_->households; }

  py::list rejections() const {
    const std::lock_guard lock(told_->mutex);
    py::list all;
    for (const entitle::BatchRejection& one : told_->rejections) {
      py::dict row;
      row["table"] = one.file;
      row["row"] = one.line;
      row["column"] = one.column;
      row["household"] = one.household;
      row["reason"] = py::cast(one.reason);
      all.append(row);
    }
    return all;
  }

  /// The counts and sums of each program; None before the answers are read to their end.
  py::object summary() const {
    const std::lock_guard lock(told_->mutex);
    if (!told_->summary) return py::none();
    const entitle::BatchSummary& from = *told_->summary;
    py::dict made;
    made["households"] = from.households;
    made["rejected"] = from.rejected;
    made["settled"] = from.settled;
    made["unsettled"] = from.unsettled;
    made["programs"] = totals_of(from.programs);
    py::list groups;
    for (const auto& [choice, programs] : from.groups) {
      const bool known = !(choice.en.empty() && choice.zh.empty());
      groups.append(py::make_tuple(known ? text(choice) : py::none(), totals_of(programs)));
    }
    made["groups"] = groups;
    return made;
  }

  py::object summary_text(std::string_view language) const {
    const std::lock_guard lock(told_->mutex);
    if (!told_->summary) return py::none();
    return py::str(told_->summary->text(rules_, language_from(language)));
  }

 private:
  py::dict totals_of(const std::vector<entitle::BatchTotals>& all) const {
    py::dict programs;
    for (std::size_t p = 0; p < all.size(); ++p) {
      const entitle::BatchTotals& totals = all[p];
      py::dict one;
      for (const entitle::Status status : entitle::all_statuses)
        one[py::str(entitle::to_string(status))] =
            totals.by_status[static_cast<std::size_t>(status)];
      one["depends"] = totals.depends;
      one["amount_min"] = decimal(totals.least);
      one["amount_max"] = totals.most ? decimal(*totals.most) : py::none();
      one["recorded_not_supported"] = totals.recorded_not_supported;
      one["entitled_not_recorded"] = totals.entitled_not_recorded;
      programs[py::str(rules_.programs()[p])] = one;
    }
    return programs;
  }

  entitle::Ruleset rules_;
  std::shared_ptr<Told> told_;
  std::unique_ptr<Pulled> stream_;
};

entitle::RoundingMode rounding_from(std::string_view given) {
  using entitle::RoundingMode;
  if (given == "half_up") return RoundingMode::half_up;
  if (given == "half_even") return RoundingMode::half_even;
  if (given == "up") return RoundingMode::up;
  if (given == "down") return RoundingMode::down;
  throw py::value_error(
      "floats are rounded \"half_up\", \"half_even\", \"up\" or \"down\", not \"" +
      std::string(given) + "\"");
}

/// `tables`: by collection, the households' under ""; each speaks __arrow_c_stream__.
Answers evaluate_tables(const entitle::Ruleset& rules, const py::dict& tables,
                        const py::object& as_of, std::string_view level, std::uint32_t limit,
                        unsigned threads, const py::object& known_on, const py::object& facts_as_of,
                        bool hits, bool amounts_as_int64, bool ignore_extra, bool unsorted,
                        bool listed_in_full, const std::optional<std::string>& float_rounding,
                        const std::optional<std::string>& by) {
  entitle::BatchOptions options;
  options.level = level_from(level);
  options.limit = limit_from(limit);
  options.threads = threads;
  options.known_on = optional_day_from(known_on, "known_on");
  options.facts_as_of = optional_day_from(facts_as_of, "facts_as_of");
  options.ignore_extra = ignore_extra;
  options.unsorted = unsorted;
  options.listed_in_full = listed_in_full;
  if (float_rounding) options.float_rounding = rounding_from(*float_rounding);
  const entitle::Date day = day_from(as_of, "as_of");

  std::vector<py::object> capsules;  // they own the streams until the library has taken them over
  std::vector<entitle::ArrowTable> opened;
  for (const auto& [collection, table] : tables) {
    const auto name = collection.cast<std::string>();
    if (!py::hasattr(table, "__arrow_c_stream__"))
      throw py::type_error(
          (name.empty() ? std::string("the households") : name) + " are a " +
          std::string(py::str(py::type::of(table).attr("__name__"))) +
          ", which has no __arrow_c_stream__: give a pyarrow, polars or pandas table");
    capsules.push_back(table.attr("__arrow_c_stream__")());
    auto* const stream =
        static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsules.back().ptr(), stream_name));
    if (stream == nullptr) throw py::error_already_set();
    opened.push_back({name, stream});
  }
  entitle::Result<entitle::Batch> batch;
  {
    const py::gil_scoped_release released;
    batch = entitle::try_open_arrow(rules, day, opened, options);
  }
  if (!batch) raise("ProfileError", std::move(batch.diagnostics));
  if (by)
    if (auto wrong = batch.value->group_by(*by)) raise("ProfileError", {std::move(*wrong)});
  return {rules, std::move(*batch.value), hits, amounts_as_int64};
}

}  // namespace

void bind_tables(py::module_& module) {
  py::class_<Answers>(module, "Answers", "Answers of many households, made as they are read.")
      .def(
          "__arrow_c_stream__",
          [](Answers& answers, const py::object&) { return answers.stream(); },
          py::arg("requested_schema") = py::none())
      .def_property_readonly("rejected", &Answers::rejections,
                             "The rows that were not taken so far, each with its reason.")
      .def_property_readonly("summary", &Answers::summary,
                             "Counts and sums by program; None before the end was read.")
      .def_property_readonly("households", &Answers::households, "How many were decided so far.")
      .def("summary_text", &Answers::summary_text, py::arg("language") = "en");
  module.def("evaluate_tables", evaluate_tables, py::arg("rules"), py::arg("tables"), py::kw_only(),
             py::arg("as_of"), py::arg("level"), py::arg("limit"), py::arg("threads"),
             py::arg("known_on"), py::arg("facts_as_of"), py::arg("hits"),
             py::arg("amounts_as_int64"), py::arg("ignore_extra"), py::arg("unsorted"),
             py::arg("listed_in_full"), py::arg("float_rounding"), py::arg("by"));
}

}  // namespace entitle_python
