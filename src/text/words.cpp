// Looks words up in the tables of both languages and fills the holes of phrases.
#include "text/words.hpp"

#include <algorithm>
#include <iterator>

namespace entitle::text {

namespace {

constexpr std::string_view english(Word word) noexcept {
  switch (word) {
#define ENTITLE_WORD(key, text) \
  case Word::key:               \
    return text;
#include "text/words_en.def"
#undef ENTITLE_WORD
  }
  return {};
}

constexpr std::string_view chinese(Word word) noexcept {
  switch (word) {
#define ENTITLE_WORD(key, text) \
  case Word::key:               \
    return text;
#include "text/words_zh.def"
#undef ENTITLE_WORD
  }
  return {};
}

constexpr std::string_view keys[] = {
#define ENTITLE_WORD(key) #key,
#include "text/words.def"
#undef ENTITLE_WORD
};

// Keys are known and differ, or the functions above would not compile: equal counts leave none out.
constexpr std::size_t said_in_english[] = {
#define ENTITLE_WORD(key, text) sizeof(text) - 1,
#include "text/words_en.def"
#undef ENTITLE_WORD
};

constexpr std::size_t said_in_chinese[] = {
#define ENTITLE_WORD(key, text) sizeof(text) - 1,
#include "text/words_zh.def"
#undef ENTITLE_WORD
};

static_assert(std::size(said_in_english) == std::size(keys),
              "a word of words.def is missing in words_en.def");
static_assert(std::size(said_in_chinese) == std::size(keys),
              "a word of words.def is missing in words_zh.def");
static_assert(std::count(std::begin(said_in_english), std::end(said_in_english), 0) == 0 &&
                  std::count(std::begin(said_in_chinese), std::end(said_in_chinese), 0) == 0,
              "a word of words_en.def or words_zh.def is empty");

std::string_view all_spellings(Word word, Language language) noexcept {
  return language == Language::zh ? chinese(word) : english(word);
}

}  // namespace

const std::size_t word_count = std::size(keys);

std::string_view key(Word word) noexcept { return keys[static_cast<std::size_t>(word)]; }

std::string_view Words::of(Word word) const noexcept {
  const std::string_view all = all_spellings(word, language_);
  return all.substr(0, all.find('|'));
}

std::vector<std::string_view> Words::spellings(Word word) const {
  std::vector<std::string_view> out;
  std::string_view rest = all_spellings(word, language_);
  for (;;) {
    const std::size_t bar = rest.find('|');
    out.push_back(rest.substr(0, bar));
    if (bar == std::string_view::npos) return out;
    rest.remove_prefix(bar + 1);
  }
}

std::string Words::fill(Word word, std::span<const std::string> arguments) const {
  return text::fill(of(word), arguments);
}

std::string Words::list(std::span<const std::string> all) const {
  std::string out;
  for (const std::string& one : all) {
    if (!out.empty()) out += of(Word::list_comma);
    out += one;
  }
  return out;
}

std::string fill(std::string_view pattern, std::span<const std::string> arguments) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool hole = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                      pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    const auto number = hole ? static_cast<std::size_t>(pattern[i + 1] - '0') : 0;
    if (hole && number < arguments.size()) {
      out += arguments[number];
      i += 2;
    } else {
      out += pattern[i];
    }
  }
  return out;
}

}  // namespace entitle::text
