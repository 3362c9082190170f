// Names are those of the JSON of determinations.
#include "io/answer_words.hpp"

#include <algorithm>
#include <iterator>

#include "entitle/description.hpp"

namespace entitle::io {
namespace {

constexpr std::string_view depends = "depends";
constexpr std::string_view not_settled = "depends_not_settled";

}  // namespace

std::string_view status_word(const BatchAnswer& answer) {
  if (answer.status.depends()) return answer.settled ? depends : not_settled;
  for (const Status one : all_statuses)
    if (answer.status.has(one)) return to_string(one);
  return {};
}

std::vector<std::string> status_words() {
  std::vector<std::string> words;
  for (const Status one : all_statuses) words.emplace_back(to_string(one));
  words.emplace_back(depends);
  words.emplace_back(not_settled);
  return words;
}

std::string_view recipient_word(std::uint32_t number, bool not_listed, std::string_view key,
                                std::string& scratch) {
  if (number == 0) return {};
  if (not_listed) return "not_listed";
  if (!key.empty()) return key;
  scratch = std::to_string(number);
  return scratch;
}

std::string_view recipient_word(const BatchAnswer& answer, std::string& scratch) {
  return recipient_word(answer.recipient_number, answer.not_listed, answer.recipient, scratch);
}

std::string_view criterion_word(const BatchAnswer& answer) {
  return answer.refused_by.en.empty() ? answer.refused_by.zh : answer.refused_by.en;
}

std::string_view period_word(Period period) {
  return period == Period::month ? "month" : period == Period::year ? "year" : "once";
}

std::uint8_t period_code(std::string_view period) {
  const auto* const found = std::ranges::find(period_words, period);
  return found == std::end(period_words)
             ? no_period
             : static_cast<std::uint8_t>(found - std::begin(period_words));
}

ProgramWords::ProgramWords(const Ruleset& ruleset) {
  for (const ProgramBrief& program : ruleset.describe().programs) {
    keys.push_back(program.key);
    periods.push_back(program.amount.empty() ? std::string_view() : period_word(program.period));
  }
}

}  // namespace entitle::io
