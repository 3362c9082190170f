// How the formatter says what the languages say in different order: for each phrase of phrases.hpp
// that the grammar reads, the function that writes it. One file a language, wording_en.cpp and
// wording_zh.cpp beside phrases_en.cpp and phrases_zh.cpp. Parts come already written; words come
// from the word tables. Phrases of one order in both languages need no function here.
#pragma once

#include <optional>
#include <string>

#include "entitle/date.hpp"
#include "entitle/language.hpp"
#include "syntax/tree.hpp"
#include "text/words.hpp"

namespace entitle::syntax {

/// The parts of an aggregate; `where` and `body` are empty where there are none.
struct AggregateParts {
  value::Op op{};
  std::string collection;
  std::string where;  ///< without the parentheses that both languages put around it
  std::string body;
};

class Wording {
 public:
  static const Wording& of(Language language);

  [[nodiscard]] std::string say(text::Word word) const { return std::string(words_.of(word)); }
  [[nodiscard]] Language language() const noexcept { return words_.language(); }

  // expressions
  [[nodiscard]] virtual std::string aggregate(const AggregateParts& parts) const = 0;
  [[nodiscard]] virtual std::string not_eligible(const std::string& program) const = 0;
  [[nodiscard]] virtual std::string rounded(const std::string& value, Rounding mode,
                                            const std::string& to) const = 0;
  /// The spelling of an operator before `right`.
  [[nodiscard]] virtual std::string infix(value::Op op, const Expression& right) const = 0;
  /// `high` is empty where the range is open.
  [[nodiscard]] virtual std::string range(const std::string& low,
                                          const std::string& high) const = 0;
  /// The word behind a number; `one` says that the number is 1.
  [[nodiscard]] virtual std::string unit(text::Word unit, bool one) const = 0;

  // declarations
  [[nodiscard]] virtual std::string named_by(const std::string& fact) const = 0;
  [[nodiscard]] virtual std::string in_force(Date from, std::optional<Date> through) const = 0;
  [[nodiscard]] virtual std::string decided_by(const std::string& caption) const = 0;
  /// Without a section, which is written alike.
  [[nodiscard]] virtual std::string citation(const std::string& document,
                                             const Citation& citation) const = 0;
  [[nodiscard]] virtual std::string when(const std::string& condition) const = 0;
  /// `recipient` is a quoted string.
  [[nodiscard]] virtual std::string recipient(const std::string& program,
                                              const std::string& recipient) const = 0;
  [[nodiscard]] virtual std::string per_head(const std::string& program,
                                             const std::string& collection) const = 0;

  // what stands between the parts of a line
  [[nodiscard]] virtual std::string between_names() const = 0;
  [[nodiscard]] virtual std::string before_detail() const = 0;

 protected:
  explicit Wording(Language language) : words_(language) {}
  ~Wording() = default;

 private:
  text::Words words_;
};

// One a language, in its own file.
const Wording& wording_en();
const Wording& wording_zh();

inline const Wording& Wording::of(Language language) {
  return language == Language::zh ? wording_zh() : wording_en();
}

/// The key of `half up`, `四舍五入到`.
[[nodiscard]] constexpr text::Word word_of(Rounding mode) {
  switch (mode) {
    case Rounding::up:
      return text::Word::kw_round_up;
    case Rounding::down:
      return text::Word::kw_round_down;
    case Rounding::half_even:
      return text::Word::kw_round_half_even;
    case Rounding::half_up:
      break;
  }
  return text::Word::kw_round_half_up;
}

/// The key of what an aggregate over values takes.
[[nodiscard]] constexpr text::Word word_of_taking(value::Op op) {
  return op == value::Op::sum        ? text::Word::kw_sum_of
         : op == value::Op::smallest ? text::Word::kw_smallest_of
                                     : text::Word::kw_largest_of;
}

}  // namespace entitle::syntax
