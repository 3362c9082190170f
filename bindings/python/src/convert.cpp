// Each conversion, once for the whole module: what Python has for what the library has, and the
// other way round.
#include "convert.hpp"

#include <datetime.h>

#include <cstdio>

namespace entitle_python {

namespace {

/// Python's classes that values are made as. They are found when the module is loaded: a static of
/// a function that imports would make threads wait for each other for ever, the one for the
/// interpreter lock and the other for the static.
struct Classes {
  py::object decimal = found("decimal", "Decimal");
  py::object text = found("entitle.values", "Text");
  py::object range = found("entitle.values", "Range");
  py::object choices = found("entitle.values", "Choices");

  static py::object found(const char* module, const char* name) {
    return py::module_::import(module).attr(name);
  }
};
const Classes* classes = nullptr;  // kept for good: a module is never unloaded

/// Writes JSON out of Python's objects.
class JsonText {
 public:
  std::string take(const py::handle& household) {
    put(household, nullptr);
    if (!wrong_.empty()) throw py::type_error(wrong_);
    return std::move(out_);
  }

 private:
  static constexpr int deepest = 64;
  static constexpr std::size_t most_values = 1'000'000;  // as the library takes
  static constexpr std::size_t longest_wrong = 10'000;

  /// Where a value stands: under which key or number of which other. Written out only for what is
  /// refused.
  struct Step {
    const Step* above;
    py::handle key;          ///< in a dict
    std::size_t number = 0;  ///< in a list
    bool instead = false;    ///< what an object says of itself, in its own place
    int depth = above == nullptr ? 1 : above->depth + 1;
  };

  void put(const py::handle& given, const Step* at) {
    PyObject* const object = given.ptr();
    if (at != nullptr && at->depth > deepest)
      return refuse(at, "is nested too deeply, or holds itself");
    // Few objects, each held several times, can be more values than there is room for.
    if (++values_ > most_values)
      throw py::type_error("the profile holds more than 1,000,000 values");
    if (object == Py_None) {
      out_ += "null";
    } else if (PyBool_Check(object)) {
      out_ += object == Py_True ? "true" : "false";
    } else if (PyUnicode_Check(object)) {
      string(given);
    } else if (PyLong_Check(object)) {
      whole(object);
    } else if (PyFloat_Check(object)) {
      refuse(at, "is a float, which is not exact: give a Decimal, a whole number or a text");
    } else if (PyDict_Check(object)) {
      dict(given, at);
    } else if (PyList_Check(object) || PyTuple_Check(object)) {
      list(given, at);
    } else {
      other(given, at);
    }
  }

  void decimal(const py::handle& given, const Step* at) {
    const py::str written(given);
    const auto digits = written.cast<std::string_view>();
    if (digits.find_first_not_of("-0123456789.") == std::string_view::npos) {
      out_ += digits;
    } else if (given.attr("is_finite")().cast<bool>()) {
      // Never with an exponent, which is no way to write money.
      out_ += py::str(given.attr("__format__")("f")).cast<std::string_view>();
    } else {
      refuse(at, "is not a number");
    }
  }

  /// By its value: a class of its own (an IntEnum) may write itself in other words.
  void whole(PyObject* object) {
    int too_long = 0;
    const long long number = PyLong_AsLongLongAndOverflow(object, &too_long);
    if (too_long == 0) {
      out_ += std::to_string(number);
    } else {
      const auto digits = py::reinterpret_steal<py::object>(PyNumber_ToBase(object, 10));
      if (!digits) throw py::error_already_set();
      out_ += digits.cast<std::string_view>();
    }
  }

  void other(const py::handle& given, const Step* at) {
    if (py::isinstance(given, classes->decimal)) {
      decimal(given, at);
    } else if (PyDateTime_Check(given.ptr())) {
      refuse(at, "is a time: give a datetime.date, which day it is depends on the time zone");
    } else if (PyDate_Check(given.ptr())) {
      out_ += '"';
      out_ += day_from(given, "a date").iso();
      out_ += '"';
    } else if (py::hasattr(given, "model_dump")) {
      instead(given.attr("model_dump")(py::arg("exclude_unset") = true), at);
    } else if (py::hasattr(given, "__dataclass_fields__") && !PyType_Check(given.ptr())) {
      py::dict made;
      for (const py::handle field : Classes::found("dataclasses", "fields")(given))
        made[field.attr("name")] = given.attr(py::str(field.attr("name")));
      instead(made, at);
    } else if (py::hasattr(given, "_asdict")) {
      instead(given.attr("_asdict")(), at);
    } else {
      refuse(at, "is a " + std::string(py::str(py::type::of(given).attr("__name__"))) +
                     ", which a profile cannot hold");
    }
  }

  /// One step deeper, since an object may say itself again.
  void instead(const py::handle& said, const Step* at) {
    const Step step{at, {}, 0, true};
    put(said, &step);
  }

  void dict(const py::handle& given, const Step* at) {
    out_ += '{';
    bool first = true;
    for (const auto& [key, value] : py::reinterpret_borrow<py::dict>(given)) {
      if (!first) out_ += ',';
      first = false;
      if (!PyUnicode_Check(key.ptr())) {
        refuse(at, "has a key that is no text");
        continue;
      }
      string(key);
      out_ += ':';
      const Step below{at, key};
      put(value, &below);
    }
    out_ += '}';
  }

  void list(const py::handle& given, const Step* at) {
    out_ += '[';
    std::size_t number = 0;
    for (const py::handle element : given) {
      if (number != 0) out_ += ',';
      const Step below{at, {}, number++};
      put(element, &below);
    }
    out_ += ']';
  }

  void string(const py::handle& given) {
    py::object kept;
    string(utf8(given, kept));
  }

  /// A text's bytes, in itself or in `kept`. A lone half of a surrogate pair, which is no
  /// character, becomes a question mark, for the library to refuse or show.
  static std::string_view utf8(const py::handle& given, py::object& kept) {
    Py_ssize_t size = 0;
    if (const char* const bytes = PyUnicode_AsUTF8AndSize(given.ptr(), &size))
      return {bytes, static_cast<std::size_t>(size)};
    PyErr_Clear();
    kept = py::reinterpret_steal<py::bytes>(
        PyUnicode_AsEncodedString(given.ptr(), "utf-8", "replace"));
    return std::string_view(py::reinterpret_borrow<py::bytes>(kept));
  }

  void string(std::string_view text) {
    const auto is_plain = [](char c) {
      return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20;
    };
    out_ += '"';
    for (std::size_t i = 0, plain = 0; i < text.size(); i += plain + 1) {
      plain = 0;
      while (i + plain < text.size() && is_plain(text[i + plain])) ++plain;
      out_ += text.substr(i, plain);
      if (i + plain == text.size()) break;
      const char c = text[i + plain];
      char escape[8];
      if (c == '"' || c == '\\')
        std::snprintf(escape, sizeof escape, "\\%c", c);
      else
        std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      out_ += escape;
    }
    out_ += '"';
  }

  void path(const Step* at) {
    if (at == nullptr) return;
    path(at->above);
    if (at->instead) return;
    wrong_ += '/';
    py::object kept;
    wrong_ += at->key ? std::string(utf8(at->key, kept)) : std::to_string(at->number);
  }

  /// What was written by then is not used any more.
  void refuse(const Step* at, const std::string& what) {
    if (wrong_.size() > longest_wrong) return;
    if (!wrong_.empty()) wrong_ += '\n';
    const std::size_t before = wrong_.size();
    path(at);
    if (wrong_.size() == before) wrong_ += "the profile";
    wrong_ += " " + what;
  }

  std::string out_;
  std::string wrong_;
  std::size_t values_ = 0;
};

py::object number(const entitle::Value& of, const std::optional<entitle::Decimal>& end) {
  if (!end) return py::none();
  if (of.kind == entitle::Value::Kind::date)
    return date(entitle::Date::from_days(static_cast<std::int32_t>(end->units())));
  return decimal(*end);
}

}  // namespace

py::object decimal(entitle::Decimal number) { return classes->decimal(number.to_string()); }

py::object date(entitle::Date day) {
  if (day.year() < 1 || day.year() > 9999) return py::none();
  return py::reinterpret_steal<py::object>(
      PyDate_FromDate(day.year(), static_cast<int>(day.month()), static_cast<int>(day.day())));
}

py::object date(const std::optional<entitle::Date>& day) { return day ? date(*day) : py::none(); }

entitle::Date day_from(const py::handle& given, const char* what) {
  if (!PyDate_Check(given.ptr()) || PyDateTime_Check(given.ptr()))
    throw py::type_error(std::string(what) + " must be a datetime.date, not " +
                         std::string(py::str(py::type::of(given).attr("__name__"))));
  return {PyDateTime_GET_YEAR(given.ptr()),
          static_cast<unsigned>(PyDateTime_GET_MONTH(given.ptr())),
          static_cast<unsigned>(PyDateTime_GET_DAY(given.ptr()))};
}

std::optional<entitle::Date> optional_day_from(const py::handle& given, const char* what) {
  if (given.is_none()) return std::nullopt;
  return day_from(given, what);
}

entitle::Language language_from(std::string_view given) {
  if (given == "en") return entitle::Language::en;
  if (given == "zh") return entitle::Language::zh;
  throw py::value_error("the language is \"en\" or \"zh\", not \"" + std::string(given) + "\"");
}

entitle::Level level_from(std::string_view given) {
  if (given == "settled") return entitle::Level::settled;
  if (given == "bounds") return entitle::Level::bounds;
  throw py::value_error("the level is \"settled\" or \"bounds\", not \"" + std::string(given) +
                        "\"");
}

std::uint32_t limit_from(std::uint32_t given) {
  if (given == 0) throw py::value_error("the limit is at least 1");
  return given;
}

std::string json_from(const py::handle& household) { return JsonText().take(household); }

void raise(const char* kind, std::vector<entitle::Diagnostic> diagnostics) {
  const py::object error = py::module_::import("entitle.errors").attr(kind);
  const std::string text = entitle::to_text(diagnostics);
  py::list all;
  for (entitle::Diagnostic& one : diagnostics) all.append(py::cast(std::move(one)));
  const py::object made = error(text, all);
  PyErr_SetObject(error.ptr(), made.ptr());
  throw py::error_already_set();
}

py::object text(const entitle::Text& text) {
  return classes->text(py::str(text.en), py::str(text.zh));
}

py::object value(const entitle::Value& value) {
  using Kind = entitle::Value::Kind;
  if (value.truth == entitle::Truth3::inapplicable) return py::none();
  switch (value.kind) {
    case Kind::nothing:
      return py::none();
    case Kind::yes_no:
      if (value.truth == entitle::Truth3::unknown) return py::none();
      return py::bool_(value.truth == entitle::Truth3::yes);
    case Kind::text:
      return value.text.empty() ? py::object(py::none()) : py::str(value.text);
    case Kind::choice: {
      if (value.choices.size() == 1) return text(value.choices.front());
      py::list all;
      for (const entitle::Text& one : value.choices) all.append(text(one));
      return classes->choices(py::tuple(all));
    }
    default:
      break;
  }
  if (value.known()) return number(value, value.least);
  return classes->range(number(value, value.least), number(value, value.most));
}

void bind_convert(py::module_& module) {
  PyDateTime_IMPORT;
  if (PyDateTimeAPI == nullptr) throw py::error_already_set();
  classes = new Classes;
  using entitle::Diagnostic;
  using entitle::Label;
  py::class_<Label>(module, "Label",
                    "One place that a diagnostic points at; lines and columns count from 1.")
      .def_readonly("file", &Label::file)
      .def_readonly("line", &Label::line)
      .def_readonly("column", &Label::column)
      .def_readonly("end_line", &Label::end_line)
      .def_readonly("end_column", &Label::end_column)
      .def_readonly("primary", &Label::primary)
      .def_readonly("text", &Label::text)
      .def_readonly("quote", &Label::quote);
  const auto first = [](const Diagnostic& one) {
    return one.labels.empty() ? nullptr : &one.labels.front();
  };
  py::class_<Diagnostic>(module, "Diagnostic", "One thing that is wrong, said in one language.")
      .def_readonly("code", &Diagnostic::code)
      .def_property_readonly("severity",
                             [](const Diagnostic& one) {
                               constexpr const char* names[] = {"error", "warning", "note"};
                               return names[static_cast<std::size_t>(one.severity)];
                             })
      .def_readonly("message", &Diagnostic::message)
      .def_readonly("help", &Diagnostic::help)
      .def_readonly("notes", &Diagnostic::notes)
      .def_readonly("path", &Diagnostic::path)
      .def_readonly("labels", &Diagnostic::labels)
      .def_property_readonly("file",
                             [first](const Diagnostic& one) -> py::object {
                               const Label* const label = first(one);
                               return label == nullptr ? py::object(py::none())
                                                       : py::str(label->file);
                             })
      .def_property_readonly("line",
                             [first](const Diagnostic& one) -> std::optional<std::uint32_t> {
                               const Label* const label = first(one);
                               if (label == nullptr) return std::nullopt;
                               return label->line;
                             })
      .def_property_readonly("column",
                             [first](const Diagnostic& one) -> std::optional<std::uint32_t> {
                               const Label* const label = first(one);
                               if (label == nullptr) return std::nullopt;
                               return label->column;
                             })
      .def("__str__", [](const Diagnostic& one) { return entitle::to_text(one); })
      .def("__repr__", [](const Diagnostic& one) {
        return "<Diagnostic " + one.code + ": " + one.message + ">";
      });
}

}  // namespace entitle_python
