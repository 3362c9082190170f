// Rules: loaded from files or a text, asked what they are, and evaluated for one household. The
// interpreter lock is released while the library loads and decides.
#include <map>
#include <variant>

#include "convert.hpp"

namespace entitle_python {

namespace {

using entitle::Ruleset;

std::optional<entitle::Language> optional_language(const std::optional<std::string>& given) {
  if (!given) return std::nullopt;
  return language_from(*given);
}

Ruleset take(entitle::Result<Ruleset> result) {
  if (!result) raise("RuleError", std::move(result.diagnostics));
  return std::move(*result.value);
}

/// A folder of tables, or the tables by name.
using Standards = std::variant<std::monostate, std::string, std::map<std::string, std::string>>;

entitle::LoadOptions load_options(const Standards& standards,
                                  const std::optional<std::string>& language) {
  entitle::LoadOptions options;
  options.language = optional_language(language);
  if (const auto* const tables = std::get_if<std::map<std::string, std::string>>(&standards)) {
    for (const auto& [name, bytes] : *tables) {
      const bool named = name.ends_with(".csv");
      options.standards.push_back({named ? name : name + ".csv", bytes});
    }
    return options;
  }
  const auto* const folder = std::get_if<std::string>(&standards);
  if (folder == nullptr) return options;
  auto read = Ruleset::try_read_standards(*folder, options.language);
  if (!read) raise("RuleError", std::move(read.diagnostics));
  options.standards = std::move(*read.value);
  return options;
}

Ruleset load(const std::vector<std::string>& paths, const Standards& standards,
             const std::optional<std::string>& language) {
  const entitle::LoadOptions options = load_options(standards, language);
  entitle::Result<Ruleset> made;
  {
    const py::gil_scoped_release unlocked;
    made = Ruleset::try_load(paths, options);
  }
  return take(std::move(made));
}

Ruleset compile(std::string text, const std::map<std::string, std::string>& tables,
                const Standards& standards, const std::optional<std::string>& language) {
  const entitle::LoadOptions options = load_options(standards, language);
  const Ruleset::Loader loader = [&](std::string_view name) -> std::optional<std::string> {
    const auto found = tables.find(std::string(name));
    if (found == tables.end()) return std::nullopt;
    return found->second;
  };
  entitle::Result<Ruleset> made;
  {
    const py::gil_scoped_release unlocked;
    made = Ruleset::try_compile({{"rules", std::move(text)}}, loader, options);
  }
  return take(std::move(made));
}

std::shared_ptr<entitle::Determination> evaluate(const Ruleset& rules, const py::object& profile,
                                                 const py::object& as_of, std::string_view level,
                                                 std::uint32_t limit, bool questions,
                                                 const py::object& known_on,
                                                 const std::optional<std::string>& language) {
  const entitle::Date day = day_from(as_of, "as_of");
  const entitle::Options options{level_from(level), limit_from(limit), questions,
                                 optional_day_from(known_on, "known_on")};
  const entitle::Language told = language ? language_from(*language) : entitle::Language::en;
  const std::string json = json_from(profile);
  entitle::Result<entitle::Determination> decided;
  {
    const py::gil_scoped_release unlocked;
    entitle::Result<entitle::Profile> read = rules.try_profile(json, told);
    if (read) {
      decided = rules.try_evaluate(*read.value, day, options, told);
    } else {
      decided.diagnostics = std::move(read.diagnostics);
    }
  }
  if (!decided) raise("ProfileError", std::move(decided.diagnostics));
  return std::make_shared<entitle::Determination>(std::move(*decided.value));
}

using Pickled =
    std::tuple<std::string, std::vector<std::vector<std::pair<std::string, py::bytes>>>>;

/// What a ruleset is pickled as: this version, and all files, tables and standards.
Pickled sources_of(const Ruleset& rules) {
  const entitle::RulesetSources from = rules.sources();
  Pickled made{std::string(entitle::version), {}};
  for (const auto* const list : {&from.files, &from.tables, &from.standards}) {
    auto& into = std::get<1>(made).emplace_back();
    for (const entitle::SourceFile& file : *list)
      into.emplace_back(file.name, py::bytes(file.bytes));
  }
  return made;
}

Ruleset from_sources(const Pickled& pickled) {
  const auto& [version, lists] = pickled;
  if (version != entitle::version || lists.size() != 3)
    throw py::value_error("these rules were pickled by version " + version +
                          " of entitle, this is " + std::string(entitle::version));
  entitle::RulesetSources from;
  std::vector<entitle::SourceFile>* const into[] = {&from.files, &from.tables, &from.standards};
  for (std::size_t i = 0; i < lists.size(); ++i)
    for (const auto& [name, bytes] : lists[i]) into[i]->push_back({name, bytes});
  entitle::Result<Ruleset> made;
  {
    const py::gil_scoped_release unlocked;
    made = Ruleset::try_compile(from);
  }
  return take(std::move(made));
}

py::object loads(const std::string& json) {
  return py::module_::import("json").attr("loads")(json);
}

py::list facts(const Ruleset& rules) {
  const entitle::Description description = rules.describe();
  py::list all;
  for (const entitle::EntityInfo& entity : description.entities)
    for (const entitle::FactInfo& fact : entity.facts) {
      py::dict one;
      one["entity"] = entity.key;
      one["key"] = fact.key;
      const auto both = [](const entitle::OwnText& of) { return text({of.en, of.zh}); };
      one["name"] = both(fact.name);
      one["type"] = both(fact.type);
      one["range"] = both(fact.range);
      py::list choices;
      for (const entitle::OwnText& choice : fact.choices) choices.append(both(choice));
      one["choices"] = choices;
      one["finding"] = fact.finding;
      all.append(one);
    }
  return all;
}

/// The examples one by one; each with what failed, as the command says it.
py::list tested(const Ruleset& rules, std::string_view language) {
  const entitle::Language told = language_from(language);
  entitle::TestReport report;
  {
    const py::gil_scoped_release unlocked;
    report = rules.test(told);
  }
  py::list all;
  for (const entitle::ExampleResult& example : report.examples) {
    py::dict one;
    one["name"] = example.name;
    one["file"] = example.place.file;
    one["line"] = example.place.line;
    one["as_of"] = date(example.as_of);
    one["passed"] = example.passed();
    one["failures"] = entitle::TestReport{{example}, report.keeps}.failures(told);
    all.append(one);
  }
  return all;
}

}  // namespace

void bind_ruleset(py::module_& module) {
  py::class_<Ruleset>(module, "Ruleset",
                      "Compiled rules. Immutable: any number of threads may use one.")
      .def_static("load", load, py::arg("paths"), py::arg("standards") = py::none(),
                  py::arg("language") = py::none())
      .def_static("compile", compile, py::arg("text"),
                  py::arg("tables") = std::map<std::string, std::string>(),
                  py::arg("standards") = py::none(), py::arg("language") = py::none())
      .def("evaluate", evaluate, py::arg("profile"), py::kw_only(), py::arg("as_of"),
           py::arg("level") = "settled", py::arg("limit") = 1024, py::arg("questions") = true,
           py::arg("known_on") = py::none(), py::arg("language") = py::none(),
           "Decides one household as of a day.")
      .def("facts", facts, "What a profile may say, entity by entity.")
      .def(
          "describe", [](const Ruleset& rules) { return loads(rules.describe().json()); },
          "What `entitle describe --format json` writes.")
      .def(
          "json_schema", [](const Ruleset& rules) { return loads(rules.profile_schema(0)); },
          "What a profile may hold, as a JSON Schema (draft 2020-12).")
      .def(
          "programs",
          [](const Ruleset& rules) {
            const entitle::Description description = rules.describe();
            py::dict all;
            for (const entitle::ProgramBrief& program : description.programs)
              all[py::str(program.key)] = text({program.name.en, program.name.zh});
            return all;
          },
          "The programs' names by key, in the order of the rules.")
      .def("test", tested, py::arg("language") = "en", "Runs the examples that stand in the rules.")
      .def(py::pickle([](const Ruleset& rules) { return sources_of(rules); },
                      [](const Pickled& pickled) { return from_sources(pickled); }))
      .def_property_readonly("name", &Ruleset::name)
      .def_property_readonly("version", &Ruleset::version)
      .def_property_readonly("content_hash", &Ruleset::content_hash)
      .def_property_readonly("title", [](const Ruleset& rules) { return text(rules.title()); })
      .def("__repr__", [](const Ruleset& rules) {
        return "<Ruleset " + std::string(rules.name()) + " " + std::string(rules.version()) + ">";
      });
}

}  // namespace entitle_python
