// The words that answers of a batch are written in, whatever the form: rows of text, record
// batches.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entitle/batch.hpp"

namespace entitle::io {

/// A status, `depends` or `depends_not_settled`; one of status_words().
std::string_view status_word(const BatchAnswer& answer);
std::vector<std::string> status_words();
/// The row's own key or its number, `not_listed`; empty of the household itself. `scratch` may hold
/// it.
std::string_view recipient_word(const BatchAnswer& answer, std::string& scratch);
std::string_view recipient_word(std::uint32_t number, bool not_listed, std::string_view key,
                                std::string& scratch);
/// The label of the line that refuses; empty where there is none.
std::string_view criterion_word(const BatchAnswer& answer);

/// `month`, `year` or `once`.
std::string_view period_word(Period period);
/// Its number among these; no_period where it is none of them.
inline constexpr std::string_view period_words[] = {"month", "year", "once"};
inline constexpr std::uint8_t no_period = 0xFF;
std::uint8_t period_code(std::string_view period);

/// What is said of the programs of a ruleset.
struct ProgramWords {
  explicit ProgramWords(const Ruleset& ruleset);
  std::vector<std::string> keys;
  std::vector<std::string_view> periods;  ///< `month`, `year`, `once`; empty without an amount
};

}  // namespace entitle::io
