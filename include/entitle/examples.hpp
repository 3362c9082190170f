// What running a ruleset's examples gives: for each example whether its expectations hold, and
// where not, what was decided instead and by which line of the rules. Plain data; made by
// Ruleset::test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/date.hpp"
#include "entitle/determination.hpp"
#include "entitle/diagnostic.hpp"
#include "entitle/export.hpp"
#include "entitle/language.hpp"

namespace entitle {
inline namespace v0 {

/// One expectation that does not hold.
struct Difference {
  enum class Kind : std::uint8_t {
    status,        ///< another status
    amount,        ///< the status is right, the amount is not
    because,       ///< refused, but not by the line named
    no_recipient,  ///< there is nobody of that name
  };
  Kind kind = Kind::status;
  std::string_view program;  ///< its key
  Text label;
  std::string recipient;  ///< the member's name as the example writes it; empty for the household
  RulePlace place;        ///< of the expectation
  StatusSet expected;     ///< of `depends`: more than one
  std::optional<Value> expected_amount;
  std::string expected_because;
  std::uint32_t outcome = no_index;  ///< in ExampleResult::determination; no_index: no_recipient
  std::vector<Text> decided_by;      ///< the lines of the rules that decide it, outermost first
};

struct ExampleResult {
  std::string_view name;
  RulePlace place;
  Date as_of;
  std::uint32_t expectations = 0;
  std::vector<Difference> differences;
  std::vector<Diagnostic> diagnostics;         ///< why it could not be decided at all
  std::optional<Determination> determination;  ///< where there are differences
  [[nodiscard]] bool passed() const { return differences.empty() && diagnostics.empty(); }
};

/// All examples of a ruleset, in the order of its files.
struct TestReport {
  std::vector<ExampleResult> examples;
  std::shared_ptr<const void> keeps;  ///< what the texts point into

  [[nodiscard]] std::size_t passed() const {
    std::size_t count = 0;
    for (const ExampleResult& example : examples) count += example.passed() ? 1 : 0;
    return count;
  }
  [[nodiscard]] bool all_passed() const { return passed() == examples.size(); }

  /// What failed, for a terminal, and one line that counts.
  [[nodiscard]] ENTITLE_API std::string text(Language language, unsigned width = 100) const;
  /// The two parts of that: what failed, empty where nothing did, and the line.
  [[nodiscard]] ENTITLE_API std::string failures(Language language, unsigned width = 100) const;
  [[nodiscard]] ENTITLE_API std::string summary(Language language) const;
};

}  // namespace v0
}  // namespace entitle
