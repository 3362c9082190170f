// The words that the engine reads (keywords, operators, units) and says (phrases of diagnostics and
// explanations), keyed by what they mean. Each language has one file: words_en.def, words_zh.def; a
// word missing from one of them does not compile. Diagnostics themselves stand in
// diagnostics_*.def.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/language.hpp"

namespace entitle::text {

/// What a word means.
enum class Word : std::uint16_t {
#define ENTITLE_WORD(key) key,
#include "text/words.def"
#undef ENTITLE_WORD
};

/// How many words there are; Word values are 0 up to this.
extern const std::size_t word_count;

/// The key as it is spelt in words.def: for tests.
[[nodiscard]] std::string_view key(Word word) noexcept;

/// The words of one language.
class Words {
 public:
  constexpr explicit Words(Language language) noexcept : language_(language) {}

  /// What is said. Of a word with several spellings ("with|having"), the first.
  [[nodiscard]] std::string_view of(Word word) const noexcept;

  /// Whatever is read as this word, the said one first.
  [[nodiscard]] std::vector<std::string_view> spellings(Word word) const;

  /// A phrase with its holes {0}, {1}, … filled.
  [[nodiscard]] std::string fill(Word word, std::span<const std::string> arguments) const;
  [[nodiscard]] std::string fill(Word word, std::initializer_list<std::string> arguments) const {
    return fill(word, std::span(arguments.begin(), arguments.size()));
  }

  /// Several, with this language's comma between them.
  [[nodiscard]] std::string list(std::span<const std::string> all) const;

  [[nodiscard]] constexpr Language language() const noexcept { return language_; }

 private:
  Language language_;
};

[[nodiscard]] constexpr Words words(Language language) noexcept { return Words(language); }

/// `pattern` with every hole {0}, {1}, … (one digit) replaced by the argument of that number. A
/// hole without an argument is left as it is; what an argument contains is never taken for a hole.
[[nodiscard]] std::string fill(std::string_view pattern, std::span<const std::string> arguments);

}  // namespace entitle::text
