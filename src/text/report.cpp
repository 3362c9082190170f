// Builds diagnostics from codes, places and arguments.
#include "text/report.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "text/quote.hpp"
#include "text/utf8.hpp"

namespace entitle::text {

namespace {

constexpr std::size_t longest_argument = 80;

struct CodeRow {
  std::string_view number;
  std::string_view name;
  Severity severity;
};

constexpr CodeRow code_rows[] = {
#define ENTITLE_DIAGNOSTIC(code, name, severity) {code, #name, Severity::severity},
#include "text/diagnostic_codes.def"
#undef ENTITLE_DIAGNOSTIC
};

constexpr auto codes = [] {
  std::array<Code, std::size(code_rows)> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<Code>(i);
  return all;
}();

constexpr bool numbers_rise() {
  for (std::size_t i = 1; i < std::size(code_rows); ++i)
    if (!(code_rows[i - 1].number < code_rows[i].number)) return false;
  return true;
}
static_assert(numbers_rise(), "diagnostic_codes.def must be sorted, each number once");

constexpr Sentences english(Code code) noexcept {
  switch (code) {
#define ENTITLE_DIAGNOSTIC(name, title, message, cure) \
  case Code::name:                                     \
    return {title, message, cure};
#include "text/diagnostics_en.def"
#undef ENTITLE_DIAGNOSTIC
  }
  return {};
}

constexpr Sentences chinese(Code code) noexcept {
  switch (code) {
#define ENTITLE_DIAGNOSTIC(name, title, message, cure) \
  case Code::name:                                     \
    return {title, message, cure};
#include "text/diagnostics_zh.def"
#undef ENTITLE_DIAGNOSTIC
  }
  return {};
}

constexpr bool every_code_is_said() {
  for (const Code code : codes)
    if (english(code).message.empty() || chinese(code).message.empty()) return false;
  return true;
}
static_assert(
    every_code_is_said(),
    "a code of diagnostic_codes.def is missing in diagnostics_en.def or diagnostics_zh.def");

std::vector<std::string> in_language(const Arguments& arguments, Language language) {
  std::vector<std::string> out;
  out.reserve(arguments.size());
  for (const Argument& argument : arguments) out.push_back(argument.in(language));
  return out;
}

Diagnostic made(Code code, Language language, const Arguments& arguments) {
  const Sentences said = sentences(code, language);
  const std::vector<std::string> filled = in_language(arguments, language);
  Diagnostic out;
  out.code = number(code);
  out.severity = severity(code);
  out.language = language;
  out.message = fill(said.message, filled);
  out.help = fill(said.cure, filled);
  return out;
}

}  // namespace

std::span<const Code> all_codes() noexcept { return codes; }
std::string_view number(Code code) noexcept {
  return code_rows[static_cast<std::size_t>(code)].number;
}
std::string_view name(Code code) noexcept { return code_rows[static_cast<std::size_t>(code)].name; }
Severity severity(Code code) noexcept { return code_rows[static_cast<std::size_t>(code)].severity; }

Sentences sentences(Code code, Language language) noexcept {
  return language == Language::zh ? chinese(code) : english(code);
}

Argument::Argument(Word word)
    : en_(words(Language::en).of(word)), zh_(words(Language::zh).of(word)) {}

std::string Argument::in(Language language) const {
  return printable(clipped(language == Language::zh ? zh_ : en_, longest_argument));
}

std::string Draft::said(Word word, const Arguments& arguments) const {
  const Language language = diagnostic_->language;
  return words(language).fill(word, in_language(arguments, language));
}

void Draft::add_label(Place place, bool primary, std::string text) {
  if (!place.somewhere()) return;
  Label label = make_label(report_->sources()[place.file], place.span, primary, std::move(text));
  auto& labels = diagnostic_->labels;
  const auto at = primary ? std::find_if(labels.begin(), labels.end(),
                                         [](const Label& other) { return !other.primary; })
                          : labels.end();
  labels.insert(at, std::move(label));
}

Draft& Draft::label(Place place, Word word, const Arguments& arguments) {
  if (diagnostic_ != nullptr) add_label(place, false, said(word, arguments));
  return *this;
}

Draft& Draft::label(Place place) {
  if (diagnostic_ != nullptr) add_label(place, false, {});
  return *this;
}

Draft& Draft::at_primary(Word word, const Arguments& arguments) {
  if (diagnostic_ != nullptr && !diagnostic_->labels.empty())
    diagnostic_->labels.front().text = said(word, arguments);
  return *this;
}

Draft& Draft::also(Place place) {
  if (diagnostic_ != nullptr) add_label(place, true, {});
  return *this;
}

Draft& Draft::also(Place place, Word word, const Arguments& arguments) {
  if (diagnostic_ != nullptr) add_label(place, true, said(word, arguments));
  return *this;
}

Draft& Draft::note(Word word, const Arguments& arguments) {
  if (diagnostic_ != nullptr) diagnostic_->notes.push_back(said(word, arguments));
  return *this;
}

Draft& Draft::help(Word word, const Arguments& arguments) {
  if (diagnostic_ != nullptr) diagnostic_->help = said(word, arguments);
  return *this;
}

Draft& Draft::no_help() {
  if (diagnostic_ != nullptr) diagnostic_->help.clear();
  return *this;
}

Draft& Draft::path(std::string_view pointer) {
  if (diagnostic_ != nullptr) diagnostic_->path = printable(pointer);
  return *this;
}

Draft Report::report(Code code, Place place, const Arguments& arguments) {
  if (severity(code) == Severity::error) ++errors_;
  if (told_.size() >= limit_) {
    ++untold_;
    return {*this, nullptr};
  }
  const Language language = language_           ? *language_
                            : place.somewhere() ? sources_[place.file].language()
                                                : Language::en;
  Told& told = told_.emplace_back(Told{made(code, language, arguments), place.file});
  Draft draft(*this, &told.diagnostic);
  draft.add_label(place, true, {});
  return draft;
}

std::vector<Diagnostic> Report::diagnostics() const {
  std::vector<const Told*> order;
  order.reserve(told_.size());
  for (const Told& told : told_) order.push_back(&told);
  const auto where = [](const Told& told) {
    const auto& labels = told.diagnostic.labels;
    return std::tuple(told.file, labels.empty() ? 0 : labels.front().begin);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](const Told* a, const Told* b) { return where(*a) < where(*b); });
  std::vector<Diagnostic> out;
  out.reserve(order.size() + 1);
  for (const Told* told : order) out.push_back(told->diagnostic);
  if (untold_ != 0) {
    const Language language = language_     ? *language_
                              : out.empty() ? Language::en
                                            : out.back().language;
    out.push_back(made(Code::more_untold, language, {untold_}));
  }
  return out;
}

bool check_readable(const SourceSet& sources, FileId file, Report& report) {
  const Source& source = sources[file];
  const bool table = source.form() == Form::table;
  const std::uint32_t at = source.fault_offset();
  const Place place{file, {at, at + 1}};
  switch (source.fault()) {
    case SourceFault::none:
      return true;
    case SourceFault::too_large:
      report.report(Code::file_too_large, {source.name(), Source::max_bytes >> 20});
      break;
    case SourceFault::office_document: {
      Draft draft = report.report(Code::office_document, Place{file, {}}, {source.name()});
      if (table) draft.help(Word::help_save_csv);
      break;
    }
    case SourceFault::invalid_utf8:
      if (table)
        report.report(Code::csv_broken_character, place, {"UTF-8"});
      else
        report.report(Code::invalid_utf8, place);
      break;
    case SourceFault::invalid_gb18030:
      report.report(Code::csv_broken_character, place, {"GB18030"});
      break;
    case SourceFault::nul: {
      Draft draft = report.report(Code::nul_byte, place);
      if (table) draft.help(Word::help_save_csv);
      break;
    }
  }
  return false;
}

}  // namespace entitle::text
