// What is known of each code: its sentences from diagnostics_*.def, and what code_info_*.def adds.
// How it is laid out is staff's.
#include <algorithm>
#include <string>
#include <vector>

#include "entitle/diagnostic.hpp"
#include "text/report.hpp"

namespace entitle {
inline namespace v0 {
namespace {

struct More {
  std::string_view meaning;
  std::string_view wrong;
  std::string_view right;
};

constexpr More english(text::Code code) noexcept {
  switch (code) {
#define ENTITLE_CODE_INFO(name, meaning, wrong, right) \
  case text::Code::name:                               \
    return {meaning, wrong, right};
#include "text/code_info_en.def"
#undef ENTITLE_CODE_INFO
    default:
      return {};
  }
}

constexpr More chinese(text::Code code) noexcept {
  switch (code) {
#define ENTITLE_CODE_INFO(name, meaning, wrong, right) \
  case text::Code::name:                               \
    return {meaning, wrong, right};
#include "text/code_info_zh.def"
#undef ENTITLE_CODE_INFO
    default:
      return {};
  }
}

CodeInfo info_of(text::Code code, Language language) {
  const std::vector<std::string> nothing_certain(10, "…");
  const text::Sentences said = text::sentences(code, language);
  const More more = language == Language::zh ? chinese(code) : english(code);
  CodeInfo info;
  info.code = text::number(code);
  info.severity = text::severity(code);
  info.title = said.title;
  info.meaning = more.meaning;
  info.message = text::fill(said.message, nothing_certain);
  info.cure = text::fill(said.cure, nothing_certain);
  info.wrong = more.wrong;
  info.right = more.right;
  return info;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

std::optional<CodeInfo> code_info(std::string_view code, Language language) {
  const auto same = [](char a, char b) { return upper(a) == upper(b); };
  for (const text::Code one : text::all_codes())
    if (std::ranges::equal(code, text::number(one), same)) return info_of(one, language);
  return std::nullopt;
}

std::vector<CodeInfo> code_infos(Language language) {
  std::vector<CodeInfo> all;
  for (const text::Code code : text::all_codes()) all.push_back(info_of(code, language));
  return all;
}

}  // namespace v0
}  // namespace entitle
