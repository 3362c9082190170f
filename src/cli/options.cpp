// Reads the arguments with CLI11, from one table of options that help is written from too. Values
// are checked here and not by CLI11, whose sentences are English only; for the same reason help is
// laid out here, by width and not by bytes.
#include "cli/options.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "entitle/version.hpp"
#include "render/layout.hpp"
#include "text/report.hpp"
#include "text/suggest.hpp"
#include "text/words.hpp"

namespace entitle::cli {
namespace {

using text::Word;

struct Raw {
  std::vector<std::string> rules;
  std::string code;
  std::string profile;
  std::string as_of;
  std::string program;
  std::string recipient;
  std::string format;
  std::string language;
  std::string level;
  std::string limit;
  std::string width;
  std::string diagnostics;
  std::string standards;
  std::string known_on;
  std::string households;
  std::string output;
  std::string threads;
  std::string facts_as_of;
  std::string on_error;
  std::string by;
  std::string explain;
  std::vector<std::string> columns;
  bool settlement = false;
  bool hits = false;
  bool ignore_extra = false;
  bool unsorted = false;
  bool listed_in_full = false;
  std::vector<BatchTable> tables;  // named by the collections of the rules
  bool json_schema = false;
  bool only_check = false;
  bool help = false;
  bool version = false;
};

struct CommandRow {
  Subcommand subcommand;
  std::string_view name;
  Word about;
};
constexpr CommandRow commands[] = {
    {Subcommand::check, "check", Word::command_check},
    {Subcommand::evaluate, "evaluate", Word::command_evaluate},
    {Subcommand::test, "test", Word::command_test},
    {Subcommand::describe, "describe", Word::command_describe},
    {Subcommand::explain, "explain", Word::command_explain},
    {Subcommand::format, "format", Word::command_layout},
    {Subcommand::batch, "batch", Word::command_batch},
};

enum Takes : unsigned {
  by_check = 1,
  by_evaluate = 2,
  by_test = 4,
  by_describe = 8,
  by_explain = 16,
  by_format = 32,
  by_batch = 64,
  by_all = 127
};
constexpr unsigned bit(Subcommand subcommand) {
  return 1U << (static_cast<unsigned>(subcommand) - 1);
}

struct OptionRow {
  std::string_view name;
  std::string_view value;
  Word about;
  std::string Raw::*into;
  unsigned taken;
  bool Raw::*flag = nullptr;                      // of an option that takes no value
  std::vector<std::string> Raw::*list = nullptr;  // of one that may be given several times
};
constexpr OptionRow options[] = {
    {"--profile", "FILE", Word::command_profile, &Raw::profile, by_evaluate},
    {"--households", "FILE", Word::command_households, &Raw::households, by_batch},
    {"--COLLECTION", "FILE", Word::command_collection, nullptr, by_batch},
    {"--as-of", "DATE", Word::command_as_of, &Raw::as_of, by_evaluate | by_batch},
    {"--output", "FILE", Word::command_output, &Raw::output, by_batch},
    {"--format", "FORMAT", Word::command_format_batch, &Raw::format, by_batch},
    {"--threads", "NUMBER", Word::command_threads, &Raw::threads, by_batch},
    {"--explain", "NUMBER", Word::command_explain_batch, &Raw::explain, by_batch},
    {"--column", "NAME", Word::command_column, nullptr, by_batch, nullptr, &Raw::columns},
    {"--settlement", "", Word::command_settlement, nullptr, by_batch, &Raw::settlement},
    {"--hits", "", Word::command_hits, nullptr, by_batch, &Raw::hits},
    {"--by", "FACT", Word::command_by, &Raw::by, by_batch},
    {"--on-error", "skip|stop", Word::command_on_error, &Raw::on_error, by_batch},
    {"--ignore-extra", "", Word::command_ignore_extra, nullptr, by_batch, &Raw::ignore_extra},
    {"--unsorted", "", Word::command_unsorted, nullptr, by_batch, &Raw::unsorted},
    {"--listed-in-full", "", Word::command_listed_in_full, nullptr, by_batch, &Raw::listed_in_full},
    {"--facts-as-of", "DATE", Word::command_facts_as_of, &Raw::facts_as_of, by_batch},
    {"--standards", "FOLDER", Word::command_standards, &Raw::standards,
     by_check | by_evaluate | by_batch},
    {"--known-on", "DATE", Word::command_known_on, &Raw::known_on, by_evaluate | by_batch},
    {"--format", "FORMAT", Word::command_format_evaluate, &Raw::format, by_evaluate},
    {"--program", "PROGRAM", Word::command_program, &Raw::program, by_evaluate},
    {"--recipient", "NAME", Word::command_recipient, &Raw::recipient, by_evaluate},
    {"--format", "FORMAT", Word::command_format, &Raw::format, by_describe},
    {"--json-schema", "", Word::command_json_schema, nullptr, by_describe, &Raw::json_schema},
    {"--language", "LANGUAGE", Word::command_language, &Raw::language,
     by_all & ~by_explain & ~by_format},
    {"--language", "LANGUAGE", Word::command_language_explain, &Raw::language, by_explain},
    {"--language", "LANGUAGE", Word::command_language_format, &Raw::language, by_format},
    {"--check", "", Word::command_only_check, nullptr, by_format, &Raw::only_check},
    {"--level", "LEVEL", Word::command_level, &Raw::level, by_evaluate | by_batch},
    {"--limit", "NUMBER", Word::command_limit, &Raw::limit, by_evaluate | by_batch},
    {"--width", "NUMBER", Word::command_width, &Raw::width,
     by_evaluate | by_test | by_describe | by_explain | by_batch},
    {"--diagnostics", "FORMAT", Word::command_diagnostics, &Raw::diagnostics, by_all & ~by_explain},
};

// Help and mistakes speak a language before anything is understood.
Language language_asked_for(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--language=zh" ||
        (argument == "--language" && i + 1 < argc && std::string_view(argv[i + 1]) == "zh"))
      return Language::zh;
  }
  return Language::en;
}

std::string help(Subcommand subcommand, text::Words words) {
  render::Sheet page(terminal_width());
  const auto heading = [&](Word word) {
    page.blank();
    page.line(0, 0, words.of(word));
  };
  std::vector<std::vector<std::string>> rows;
  const auto row = [&](std::string left, Word about) {
    rows.push_back({std::move(left), std::string(words.of(about))});
  };
  const auto flush = [&] {
    page.table(2, rows);
    rows.clear();
  };
  if (subcommand == Subcommand::none) {
    page.line(0, 0, words.of(Word::command_about));
    page.blank();
    page.line(0, 2,
              words.fill(Word::command_usage, {std::string(words.of(Word::command_usage_main))}));
    heading(Word::command_commands);
    for (const CommandRow& command : commands) row(std::string(command.name), command.about);
    flush();
    heading(Word::command_options);
    row("-h, --help", Word::command_help);
    row("--version", Word::command_version);
    flush();
    page.blank();
    page.line(0, 0, words.of(Word::command_more));
  } else {
    const CommandRow& command = commands[static_cast<std::size_t>(subcommand) - 1];
    const bool of_code = subcommand == Subcommand::explain;
    std::string usage = "entitle " + std::string(command.name) + (of_code ? " [CODE]" : " RULES…");
    if (subcommand == Subcommand::evaluate) usage += " --profile FILE --as-of DATE";
    if (subcommand == Subcommand::batch)
      usage += " --households FILE [--COLLECTION FILE]… --as-of DATE --output FILE";
    page.line(0, 2, words.fill(Word::command_usage, {usage + " [OPTIONS]"}));
    page.line(0, 0, words.of(command.about));
    heading(Word::command_arguments);
    if (of_code)
      row("CODE", Word::command_code);
    else
      row("RULES", subcommand == Subcommand::test     ? Word::command_rules_test
                   : subcommand == Subcommand::format ? Word::command_rules_format
                                                      : Word::command_rules);
    flush();
    heading(Word::command_options);
    for (const OptionRow& option : options)
      if ((option.taken & bit(subcommand)) != 0)
        row(std::string(option.name) + (option.value.empty() ? "" : " ") +
                std::string(option.value),
            option.about);
    row("-h, --help", Word::command_help);
    flush();
  }
  page.blank();
  page.line(0, 0, words.of(Word::command_exit_codes));
  return page.take();
}

// Checks what was read, and says what is wrong with it.
class Reading {
 public:
  Reading(Output& output, text::Words words) : output_(output), words_(words) {}

  bool failed() const { return failed_; }

  void fault(Word word, std::initializer_list<std::string> arguments) {
    output_.err += words_.fill(Word::command_fault, {words_.fill(word, arguments)}) + "\n";
    failed_ = true;
  }
  void suggest(std::string_view word, std::span<const std::string_view> candidates) {
    if (const std::string_view near = text::suggest(word, candidates); !near.empty())
      output_.err += words_.fill(Word::help_did_you_mean, {std::string(near)}) + "\n";
  }

  template <class Value>
  void one_of(std::string_view option, const std::string& given,
              std::initializer_list<std::pair<std::string_view, Value>> values, Value& into) {
    if (given.empty()) return;
    std::string all;
    for (const auto& [name, value] : values) {
      if (name == given) {
        into = value;
        return;
      }
      if (!all.empty()) all += words_.of(Word::list_comma);
      all += name;
    }
    bad(option, given, words_.fill(Word::command_one_of, {all}));
  }

  template <class Number>
  void number(std::string_view option, const std::string& given, Number least, Number most,
              Number& into) {
    if (given.empty()) return;
    Number number = 0;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), number);
    if (error == std::errc() && end == given.data() + given.size() && number >= least &&
        number <= most)
      into = number;
    else
      bad(option, given,
          words_.fill(Word::command_a_number, {std::to_string(least), std::to_string(most)}));
  }

  void day(std::string_view option, const std::string& given, Date& into) {
    if (given.empty()) return;
    if (const std::optional<Date> day = Date::parse(given))
      into = *day;
    else
      bad(option, given, std::string(words_.of(Word::command_a_day)));
  }

  void code(const std::string& given, std::string& into) {
    if (given.empty() || code_info(given, words_.language())) {
      into = given;
      return;
    }
    fault(Word::command_unknown_code, {text::Argument(given).in(words_.language())});
    std::vector<std::string_view> known;
    for (const text::Code one : text::all_codes()) known.push_back(text::number(one));
    suggest(given, known);
  }

  void bad(std::string_view option, const std::string& given, const std::string& wanted) {
    fault(Word::command_bad_value,
          {std::string(option), text::Argument(given).in(words_.language()), wanted});
  }

 private:
  Output& output_;
  text::Words words_;
  bool failed_ = false;
};

void batch_request(const Raw& raw, Reading& reading, Request& request) {
  if (raw.households.empty()) reading.fault(Word::command_missing, {"--households"});
  if (raw.as_of.empty()) reading.fault(Word::command_missing, {"--as-of"});
  if (raw.output.empty()) reading.fault(Word::command_missing, {"--output"});
  request.tables = raw.tables;
  request.tables.insert(request.tables.begin(), {std::string(), raw.households});
  request.answers_path = raw.output;
  request.group = raw.by;
  reading.one_of<BatchFormat>("--format", raw.format,
                              {{"csv", BatchFormat::csv}, {"ndjson", BatchFormat::ndjson}},
                              request.answers);
  reading.number<unsigned>("--threads", raw.threads, 0, 1024, request.batch.threads);
  reading.one_of<bool>("--on-error", raw.on_error, {{"skip", false}, {"stop", true}},
                       request.batch.stop_on_error);
  if (!raw.facts_as_of.empty())
    reading.day("--facts-as-of", raw.facts_as_of, request.batch.facts_as_of.emplace());
  request.batch.ignore_extra = raw.ignore_extra;
  request.batch.unsorted = raw.unsorted;
  request.batch.listed_in_full = raw.listed_in_full;
  request.batch.settlement = raw.settlement;
  request.columns = raw.columns;
  request.hits = raw.hits;
  reading.number<std::uint64_t>("--explain", raw.explain, 1, 1'000'000'000, request.batch.explain);
  if (request.batch.explain != 0 && raw.output == "-")
    reading.fault(Word::command_needs_file, {"--explain"});
  if (raw.hits && !raw.columns.empty())
    reading.fault(Word::command_not_together, {"--column", "--hits"});
  if (raw.hits && raw.settlement)
    reading.fault(Word::command_not_together, {"--settlement", "--hits"});
}

Request request_of(Subcommand subcommand, const Raw& raw, Reading& reading) {
  Request request;
  request.subcommand = subcommand;
  request.rules = raw.rules;
  request.profile = raw.profile;
  request.json_schema = raw.json_schema;
  request.only_check = raw.only_check;
  if (subcommand == Subcommand::explain)
    reading.code(raw.code, request.code);
  else if (raw.rules.empty())
    reading.fault(Word::command_no_rules, {});
  if (subcommand == Subcommand::evaluate) {
    if (raw.profile.empty()) reading.fault(Word::command_missing, {"--profile"});
    if (raw.as_of.empty()) reading.fault(Word::command_missing, {"--as-of"});
  }
  if (subcommand == Subcommand::batch) batch_request(raw, reading, request);
  reading.day("--as-of", raw.as_of, request.as_of);
  request.standards = raw.standards;
  if (!raw.known_on.empty())
    reading.day("--known-on", raw.known_on, request.options.known_on.emplace());
  if (subcommand == Subcommand::evaluate)
    reading.one_of<Format>("--format", raw.format,
                           {{"text", Format::text},
                            {"markdown", Format::markdown},
                            {"html", Format::html},
                            {"json", Format::json},
                            {"missing", Format::missing},
                            {"letter", Format::letter}},
                           request.format);
  else if (subcommand != Subcommand::batch)
    reading.one_of<Format>("--format", raw.format, {{"text", Format::text}, {"json", Format::json}},
                           request.format);
  request.program = raw.program;
  request.recipient = raw.recipient;
  if (request.format == Format::letter) {
    if (raw.program.empty()) reading.fault(Word::command_missing, {"--program"});
  } else {
    if (!raw.program.empty()) reading.fault(Word::command_only_letter, {"--program"});
    if (!raw.recipient.empty()) reading.fault(Word::command_only_letter, {"--recipient"});
  }
  reading.one_of<Format>("--diagnostics", raw.diagnostics,
                         {{"text", Format::text}, {"json", Format::json}}, request.diagnostics);
  reading.one_of<std::optional<Language>>(
      "--language", raw.language, {{"en", Language::en}, {"zh", Language::zh}}, request.language);
  reading.one_of<Level>("--level", raw.level,
                        {{"settled", Level::settled}, {"bounds", Level::bounds}},
                        request.options.level);
  reading.number<std::uint32_t>("--limit", raw.limit, 1, 1'000'000, request.options.limit);
  request.width = terminal_width();
  reading.number<unsigned>("--width", raw.width, 20, 1000, request.width);
  return request;
}

// What CLI11 could not make out, in our words.
void say(const CLI::ParseError& error, const CLI::App& app, Subcommand subcommand,
         Reading& reading) {
  const std::string what = error.what();
  const std::string option = what.substr(0, what.find(':'));
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    std::string extra;
    for (const std::string& left : app.remaining(true))
      if (extra.empty()) extra = left;
    std::vector<std::string_view> known;
    const bool is_option = extra.starts_with('-');
    if (is_option)
      for (const OptionRow& row : options) {
        if (row.name != extra &&
            (subcommand == Subcommand::none || (row.taken & bit(subcommand)) != 0))
          known.push_back(row.name);
      }
    else
      for (const CommandRow& row : commands) known.push_back(row.name);
    const Word word = is_option || !app.get_subcommands().empty() ? Word::command_unknown_option
                                                                  : Word::command_unknown_command;
    reading.fault(word, {text::Argument(extra).in(Language::en)});
    reading.suggest(extra, known);
  } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    const bool twice = what.find("received") != std::string::npos;
    reading.fault(twice ? Word::command_twice : Word::command_no_value, {option});
  } else {
    reading.fault(Word::command_unknown_option, {text::Argument(what).in(Language::en)});
  }
}

}  // namespace

Result<Ruleset> Request::load() const {
  LoadOptions with;
  with.language = language;
  if (!standards.empty()) {
    Result<std::vector<SourceFile>> overlay = Ruleset::try_read_standards(standards, language);
    if (!overlay) return {std::nullopt, std::move(overlay.diagnostics)};
    with.standards = std::move(*overlay.value);
  }
  return Ruleset::try_load(rules, with);
}

bool tables_declared(const Request& request, const Ruleset& ruleset, Output& output) {
  std::vector<std::string> names;
  for (const EntityInfo& entity : ruleset.describe().entities)
    for (const CollectionInfo& collection : entity.collections) {
      names.push_back("--" + collection.key);
      for (const Language language : {Language::en, Language::zh})
        names.push_back("--" + collection.name.in(language));
    }
  const std::size_t collections = names.size();
  for (const OptionRow& row : options)
    if ((row.taken & by_batch) != 0) names.emplace_back(row.name);
  Reading reading(output, text::words(output.language));
  for (const BatchTable& table : request.tables) {
    const std::string option = "--" + table.collection;
    const auto end = names.begin() + static_cast<std::ptrdiff_t>(collections);
    if (table.collection.empty() || std::find(names.begin(), end, option) != end) continue;
    reading.fault(Word::command_unknown_option, {text::Argument(option).in(Language::en)});
    reading.suggest(option, std::vector<std::string_view>(names.begin(), names.end()));
  }
  return !reading.failed();
}

/// Takes options that no command has, which may be named by a collection of the rules, out of the
/// arguments of `entitle batch`.
std::vector<std::string> without_tables(int argc, const char* const* argv,
                                        std::vector<BatchTable>& tables) {
  std::vector<std::string> left;
  bool batch = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    batch = batch || argument == "batch";
    const std::size_t equals = argument.find('=');
    const std::string_view name = argument.substr(0, equals);
    const bool known = !batch || !name.starts_with("--") || name == "--help" ||
                       name == "--version" ||
                       std::ranges::any_of(options, [&](const OptionRow& row) {
                         return row.name == name && (row.taken & by_batch) != 0;
                       });
    if (known || name.size() == 2) {
      left.emplace_back(argument);
    } else if (equals != std::string_view::npos) {
      tables.push_back({std::string(name.substr(2)), std::string(argument.substr(equals + 1))});
    } else if (i + 1 < argc) {
      tables.push_back({std::string(name.substr(2)), argv[++i]});
    } else {
      left.emplace_back(argument);
    }
  }
  std::ranges::reverse(left);
  return left;
}

std::optional<Request> parse(int argc, const char* const* argv, Output& output, Exit& exit) {
  output.language = language_asked_for(argc, argv);
  const text::Words words = text::words(output.language);
  Reading reading(output, words);

  Raw raw;
  CLI::App app;
  app.set_help_flag();
  app.add_flag("-h,--help", raw.help);
  app.add_flag("--version", raw.version);
  app.add_option("--language", raw.language);
  std::vector<std::pair<CLI::App*, Subcommand>> parts;
  for (const CommandRow& command : commands) {
    CLI::App* part = app.add_subcommand(std::string(command.name));
    part->set_help_flag();
    part->add_flag("-h,--help", raw.help);
    if (command.subcommand == Subcommand::explain)
      part->add_option("CODE", raw.code);
    else
      part->add_option("RULES", raw.rules);
    for (const OptionRow& option : options)
      if ((option.taken & bit(command.subcommand)) == 0)
        continue;
      else if (option.list != nullptr)
        part->add_option(std::string(option.name), raw.*option.list)
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      else if (option.flag == nullptr && option.into == nullptr)
        continue;
      else if (option.flag != nullptr)
        part->add_flag(std::string(option.name), raw.*option.flag);
      else
        part->add_option(std::string(option.name), raw.*option.into)->expected(1);
    parts.emplace_back(part, command.subcommand);
  }

  Subcommand subcommand = Subcommand::none;
  const auto parsed = [&] {
    for (const auto& [part, which] : parts)
      if (part->parsed()) subcommand = which;
  };
  try {
    app.parse(without_tables(argc, argv, raw.tables));
    parsed();
  } catch (const CLI::ParseError& error) {
    parsed();
    if (!raw.help) say(error, app, subcommand, reading);
  }
  if (!reading.failed()) {
    if (raw.help) {
      output.out = help(subcommand, words);
      exit = Exit::fine;
      return std::nullopt;
    }
    if (raw.version) {
      output.out = "entitle " + std::string(version) + "\n";
      exit = Exit::fine;
      return std::nullopt;
    }
    if (subcommand == Subcommand::none) {
      reading.fault(Word::command_no_command, {});
    } else {
      Request request = request_of(subcommand, raw, reading);
      if (!reading.failed()) return request;
    }
  }
  std::string command = "entitle";
  if (subcommand != Subcommand::none)
    (command += ' ') += commands[static_cast<std::size_t>(subcommand) - 1].name;
  output.err += words.fill(Word::command_try_help, {command}) + "\n";
  exit = Exit::wrong_usage;
  return std::nullopt;
}

}  // namespace entitle::cli
