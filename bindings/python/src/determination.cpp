// A determination as Python sees it: programs with their recipients, reasons and citations, what is
// missing, and the pages the library writes. Everything is read out of the one determination, which
// each object keeps alive; nothing is copied before it is asked for.
#include "convert.hpp"

namespace entitle_python {

namespace {

using entitle::Determination;
using Shared = std::shared_ptr<const Determination>;

/// Something within a determination.
template <class T>
struct Within {
  Shared of;
  const T* at;
  const T* operator->() const { return at; }
};

struct ProgramAt : Within<entitle::ProgramInfo> {};
struct OutcomeAt : Within<entitle::Outcome> {};
struct ReasonAt : Within<entitle::Reason> {};
struct CitationAt : Within<entitle::CitationRef> {};
struct OpenFactAt : Within<entitle::OpenFact> {};
struct QuestionAt : Within<entitle::Question> {};

template <class At, class Range>
std::vector<At> each(const Shared& of, const Range& range) {
  std::vector<At> all;
  for (const auto& one : range) all.push_back({{of, &one}});
  return all;
}

py::object optional_text(const entitle::Text& given) {
  return given.empty() ? py::object(py::none()) : text(given);
}

py::object period(const std::optional<entitle::Value>& amount) {
  constexpr const char* names[] = {nullptr, "once", "month", "year"};
  const char* const name = amount ? names[static_cast<std::size_t>(amount->period)] : nullptr;
  return name == nullptr ? py::object(py::none()) : py::str(name);
}

const char* name(entitle::Truth3 truth) {
  constexpr const char* names[] = {"no", "unknown", "yes", "inapplicable"};
  return names[static_cast<std::size_t>(truth)];
}

const char* name(entitle::Reason::Kind kind) {
  constexpr const char* names[] = {"all_of",        "any_of",  "none_of", "at_least",
                                   "comparison",    "fact",    "finding", "criterion",
                                   "definition",    "program", "not",     "any_element",
                                   "every_element", "element", "other"};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<OutcomeAt> recipients(const ProgramAt& program) {
  std::vector<OutcomeAt> all;
  for (std::uint32_t o = 0; o < program->outcomes; ++o)
    all.push_back({{program.of, &program.of->outcomes[program->first_outcome + o]}});
  return all;
}

/// The one outcome of a household's program.
OutcomeAt only(const ProgramAt& program) {
  if (!program->of_household)
    throw py::attribute_error("the program " + std::string(program->key) +
                              " is decided for each member: look at its recipients");
  const std::vector<OutcomeAt> all = recipients(program);
  if (all.empty())
    throw py::attribute_error("nobody is decided under " + std::string(program->key));
  return all.front();
}

py::object amount(const OutcomeAt& outcome) {
  return outcome->amount ? value(*outcome->amount) : py::none();
}

std::vector<std::string_view> possible(const OutcomeAt& outcome) {
  std::vector<std::string_view> all;
  for (const entitle::Status status : entitle::all_statuses)
    if (outcome->status.has(status)) all.push_back(entitle::to_string(status));
  return all;
}

/// The lines of the condition; the condition itself where it is no block.
std::vector<ReasonAt> reasons(const OutcomeAt& outcome) {
  const entitle::Reason& reason = outcome->reason;
  if (reason.parts.empty()) return {{{outcome.of, &reason}}};
  return each<ReasonAt>(outcome.of, reason.parts);
}

std::string letter(const OutcomeAt& outcome, std::string_view language) {
  const std::string recipient =
      outcome->recipient_number == 0 ? std::string() : std::to_string(outcome->recipient_number);
  return outcome.of->letter(language_from(language), outcome->program, recipient, 0)
      .value_or(std::string());
}

void bind_parts(py::module_& module) {
  py::class_<CitationAt>(module, "Citation", "A document and its article.")
      .def_property_readonly("document", [](const CitationAt& c) { return c->document; })
      .def_property_readonly("title", [](const CitationAt& c) { return text(c->title); })
      .def_property_readonly("number", [](const CitationAt& c) { return c->number; })
      .def_property_readonly("article", [](const CitationAt& c) { return c->article; })
      .def_property_readonly("paragraph", [](const CitationAt& c) { return c->paragraph; })
      .def_property_readonly("item", [](const CitationAt& c) { return c->item; })
      .def_property_readonly("section", [](const CitationAt& c) { return c->section; })
      .def(
          "to_text",
          [](const CitationAt& c, std::string_view language) {
            return entitle::to_text(*c.at, language_from(language));
          },
          py::arg("language") = "en", "The citation as pages say it.")
      .def("__str__",
           [](const CitationAt& c) { return entitle::to_text(*c.at, entitle::Language::zh); });

  py::class_<ReasonAt>(module, "Reason", "One line of the reasons, and the lines below it.")
      .def_property_readonly("kind", [](const ReasonAt& r) { return name(r->kind); })
      .def_property_readonly(
          "label", [](const ReasonAt& r) { return text(r->label.empty() ? r->reads : r->label); })
      .def_property_readonly("truth", [](const ReasonAt& r) { return name(r->truth); })
      .def_property_readonly("key", [](const ReasonAt& r) { return r->key; })
      .def_property_readonly("path", [](const ReasonAt& r) { return r->path; })
      .def_property_readonly(
          "left",
          [](const ReasonAt& r) {
            return r->left() == nullptr ? py::none() : value(r->left()->value);
          },
          "What is compared.")
      .def_property_readonly(
          "right",
          [](const ReasonAt& r) {
            return r->right() == nullptr ? py::none() : value(r->right()->value);
          },
          "What it is compared with.")
      .def_property_readonly(
          "gap", [](const ReasonAt& r) { return r->gap ? value(*r->gap) : py::none(); },
          "What is compared with, less what is compared.")
      .def_property_readonly("citations",
                             [](const ReasonAt& r) { return each<CitationAt>(r.of, r->citations); })
      .def_property_readonly("parts",
                             [](const ReasonAt& r) { return each<ReasonAt>(r.of, r->parts); })
      .def("__repr__", [](const ReasonAt& r) {
        const std::string label(r->label.empty() ? r->reads.en : r->label.en);
        return "<Reason " + (label.empty() ? std::string(name(r->kind)) : label) + ": " +
               name(r->truth) + ">";
      });

  py::class_<OpenFactAt>(module, "OpenFact", "Something not known that an answer depends on.")
      .def_property_readonly(
          "kind",
          [](const OpenFactAt& f) {
            constexpr const char* names[] = {"fact", "finding", "collection", "parameter"};
            return names[static_cast<std::size_t>(f->kind)];
          })
      .def_property_readonly("key", [](const OpenFactAt& f) { return f->key; })
      .def_property_readonly("label", [](const OpenFactAt& f) { return text(f->label); })
      .def_property_readonly("path", [](const OpenFactAt& f) { return f->path; })
      .def_property_readonly("element", [](const OpenFactAt& f) { return f->element; })
      .def_property_readonly(
          "known", [](const OpenFactAt& f) { return value(f->known); }, "What is known of it.")
      .def_property_readonly("refused", [](const OpenFactAt& f) { return f->refused; })
      .def_property_readonly("reason", [](const OpenFactAt& f) { return f->reason; })
      .def_property_readonly("asked_of",
                             [](const OpenFactAt& f) { return optional_text(f->asked_of); })
      .def_property_readonly("proved_by",
                             [](const OpenFactAt& f) { return optional_text(f->proved_by); })
      .def("__repr__", [](const OpenFactAt& f) {
        return "<OpenFact " + std::string(f->path.empty() ? f->key : f->path) + ">";
      });

  py::class_<QuestionAt>(module, "Question", "What to ask next.")
      .def_property_readonly("open_facts",
                             [](const QuestionAt& q) {
                               std::vector<OpenFactAt> all;
                               for (const std::uint32_t i : q->open_facts)
                                 all.push_back({{q.of, &q.of->open_facts[i]}});
                               return all;
                             })
      .def_property_readonly("settles", [](const QuestionAt& q) { return q->settles; })
      .def_property_readonly("may_settle", [](const QuestionAt& q) { return q->may_settle; });
}

void bind_outcomes(py::module_& module) {
  py::class_<OutcomeAt>(module, "Outcome", "A program and one it may apply to.")
      .def_property_readonly("program", [](const OutcomeAt& o) { return o->program; })
      .def_property_readonly("label", [](const OutcomeAt& o) { return text(o->label); })
      .def_property_readonly(
          "recipient", [](const OutcomeAt& o) { return o->recipient; },
          "The member's name; empty for the household.")
      .def_property_readonly("recipient_path", [](const OutcomeAt& o) { return o->recipient_path; })
      .def_property_readonly("recipient_number",
                             [](const OutcomeAt& o) { return o->recipient_number; })
      .def_property_readonly("not_listed", [](const OutcomeAt& o) { return o->not_listed; })
      .def_property_readonly("status",
                             [](const OutcomeAt& o) { return entitle::to_string(o->status); })
      .def_property_readonly("possible", possible, "The statuses still possible.")
      .def_property_readonly("amount", amount, "Yuan: Decimal, a Range, or None.")
      .def_property_readonly("period", [](const OutcomeAt& o) { return period(o->amount); })
      .def_property_readonly("settled", [](const OutcomeAt& o) { return o->settled; })
      .def_property_readonly("by_cases", [](const OutcomeAt& o) { return o->by_cases; })
      .def_property_readonly("provisional", [](const OutcomeAt& o) { return o->provisional; })
      .def_property_readonly("review",
                             [](const OutcomeAt& o) -> py::object {
                               if (o->review == entitle::Review::none) return py::none();
                               return py::str(o->review == entitle::Review::received_not_supported
                                                  ? "received_not_supported"
                                                  : "entitled_not_received");
                             })
      .def_property_readonly("open_facts",
                             [](const OutcomeAt& o) {
                               std::vector<OpenFactAt> all;
                               for (const std::uint32_t i : o->open_facts)
                                 all.push_back({{o.of, &o.of->open_facts[i]}});
                               return all;
                             })
      .def_property_readonly("reasons", reasons)
      .def("letter", letter, py::arg("language") = "zh",
           "The answer as a paragraph to the household: why, by which article, where to object.")
      .def("__repr__", [](const OutcomeAt& o) {
        return "<Outcome " + std::string(o->program) + " " +
               std::string(o->recipient.empty() ? o->recipient_path : o->recipient) + ": " +
               std::string(entitle::to_string(o->status)) + ">";
      });

  py::class_<ProgramAt>(module, "Program", "A program, and everybody it may apply to.")
      .def_property_readonly("key", [](const ProgramAt& p) { return p->key; })
      .def_property_readonly("label", [](const ProgramAt& p) { return text(p->label); })
      .def_property_readonly("of_household", [](const ProgramAt& p) { return p->of_household; })
      .def_property_readonly("decided_by",
                             [](const ProgramAt& p) { return optional_text(p->decided_by); })
      .def_property_readonly("note", [](const ProgramAt& p) { return optional_text(p->note); })
      .def_property_readonly(
          "citations", [](const ProgramAt& p) { return each<CitationAt>(p.of, p->citations); })
      .def_property_readonly("appeal",
                             [](const ProgramAt& p) { return each<CitationAt>(p.of, p->appeal); })
      .def_property_readonly("recipients", recipients)
      .def_property_readonly("status",
                             [](const ProgramAt& p) { return entitle::to_string(only(p)->status); })
      .def_property_readonly("possible", [](const ProgramAt& p) { return possible(only(p)); })
      .def_property_readonly("amount", [](const ProgramAt& p) { return amount(only(p)); })
      .def_property_readonly("period", [](const ProgramAt& p) { return period(only(p)->amount); })
      .def_property_readonly("provisional", [](const ProgramAt& p) { return only(p)->provisional; })
      .def_property_readonly("reasons", [](const ProgramAt& p) { return reasons(only(p)); })
      .def(
          "letter",
          [](const ProgramAt& p, std::string_view language) { return letter(only(p), language); },
          py::arg("language") = "zh")
      .def("__repr__", [](const ProgramAt& p) { return "<Program " + std::string(p->key) + ">"; });
}

py::dict header(const Determination& determination) {
  const entitle::Header& from = determination.header;
  py::dict made;
  made["ruleset"] = from.ruleset;
  made["title"] = text(from.title);
  made["version"] = from.version;
  made["content_hash"] = from.content_hash;
  made["engine_version"] = from.engine_version;
  made["as_of"] = date(from.as_of);
  made["level"] = from.level;
  made["limit"] = from.limit;
  made["known_on"] = date(from.known_on);
  return made;
}

}  // namespace

void bind_determination(py::module_& module) {
  bind_parts(module);
  bind_outcomes(module);
  py::class_<Determination, std::shared_ptr<Determination>>(
      module, "Determination", "A whole decision. May be read from several threads.")
      .def_property_readonly("header", header, "What makes it replayable.")
      .def_property_readonly(
          "programs",
          [](const std::shared_ptr<Determination>& d) {
            py::dict all;
            for (const entitle::ProgramInfo& info : d->programs)
              all[py::str(info.key)] = ProgramAt{{d, &info}};
            return all;
          },
          "By key, in the ruleset's order.")
      .def_property_readonly(
          "outcomes",
          [](const std::shared_ptr<Determination>& d) { return each<OutcomeAt>(d, d->outcomes); })
      .def_property_readonly(
          "missing",
          [](const std::shared_ptr<Determination>& d) {
            return each<OpenFactAt>(d, d->open_facts);
          },
          "What is not known and some answer depends on.")
      .def_property_readonly(
          "questions",
          [](const std::shared_ptr<Determination>& d) { return each<QuestionAt>(d, d->questions); },
          "What to ask next, in that order.")
      .def("to_json", &Determination::json, py::arg("indent") = 0)
      .def(
          "to_dict",
          [](const Determination& d) {
            return py::module_::import("json").attr("loads")(d.json());
          },
          "What `entitle evaluate --format json` writes.")
      .def(
          "to_text",
          [](const Determination& d, std::string_view language, unsigned width) {
            return d.text(language_from(language), width);
          },
          py::arg("language") = "en", py::arg("width") = 100, "The page for a terminal.")
      .def(
          "to_markdown",
          [](const Determination& d, std::string_view language) {
            return d.markdown(language_from(language));
          },
          py::arg("language") = "en")
      .def(
          "to_html",
          [](const Determination& d, std::string_view language, bool whole) {
            return d.html(language_from(language), whole);
          },
          py::arg("language") = "en", py::arg("whole") = true,
          "The page in both languages: a document, or what may stand within one.")
      .def("_repr_html_",
           [](const Determination& d) { return d.html(entitle::Language::en, false); })
      .def(
          "missing_text",
          [](const Determination& d, std::string_view language, unsigned width) {
            return d.missing(language_from(language), width);
          },
          py::arg("language") = "en", py::arg("width") = 100,
          "What is missing, in asking order, with who can settle each.")
      .def("__str__", [](const Determination& d) { return d.text(entitle::Language::en); })
      .def("__repr__", [](const Determination& d) {
        return "<Determination by " + std::string(d.header.ruleset) + " as of " +
               d.header.as_of.iso() + ">";
      });
}

}  // namespace entitle_python
