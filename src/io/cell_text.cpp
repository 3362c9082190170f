// The fast path reads digits and short words straight from the bytes; the slow one takes a cell
// apart as text.
#include "io/cell_text.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "io/say.hpp"
#include "io/units.hpp"
#include "text/csv.hpp"
#include "text/utf8.hpp"
#include "text/words.hpp"
#include "value/written.hpp"

namespace entitle::io {
namespace {

using text::Word;
using value::Kind;

constexpr std::int64_t powers[] = {1, 10, 100, 1'000, 10'000};

bool ends_cell(char c) { return c == ',' || c == '\n'; }

}  // namespace

std::optional<bool> yes_no_word(std::string_view text) {
  if (text == "true" || text == "TRUE" || text == "True" || text == "1" ||
      text::is_word(text, Word::kw_yes))
    return true;
  if (text == "false" || text == "FALSE" || text == "False" || text == "0" ||
      text::is_word(text, Word::kw_no))
    return false;
  return std::nullopt;
}

bool says_amount(std::string_view text) {
  text = text::trimmed(text);
  return !text.empty() && !yes_no_word(text) && !text::is_word(text, Word::kw_unknown);
}

CellText::CellText(const Intake& intake, model::FactId id) : intake_(intake), fact_(id) {
  const model::Fact& fact = intake.model()[id];
  kind_ = fact.type.kind;
  range_ = fact.range;
  step_ = std::max<std::int64_t>(1, fact.step);
  whole_ = kind_ == Kind::percent ? value::scale / 100 : value::scale;
  decimals_ = kind_ == Kind::percent ? 2 : 4;
  if (is_number()) plain_ = PlainNumber(range_, step_, whole_);
  if (kind_ != Kind::choice) {
    table_.resize(1);
    return;
  }
  std::vector<Spelling> spellings;
  for (const auto& [word, choice] : intake.vocabulary().spellings(fact.domain)) {
    // Those that JSON would write otherwise are rare.
    if (word.size() > longest_spelling || word.find_first_of("\"\\") != std::string::npos) continue;
    char bytes[longest_spelling] = {};
    std::memcpy(bytes, word.data(), word.size());
    spellings.push_back({first_bytes(bytes, 8), first_bytes(bytes + 8, 8),
                         static_cast<std::uint32_t>(word.size()), choice});
  }
  table_.resize(std::bit_ceil(2 * spellings.size() + 1));
  mask_ = table_.size() - 1;
  for (const Spelling& spelling : spellings) {
    std::size_t at = hash(spelling.first, spelling.second, spelling.length) & mask_;
    while (table_[at].length != 0) at = (at + 1) & mask_;
    table_[at] = spelling;
  }
}

const char* CellText::number(const char* at, const char* end, std::int64_t& units) const {
  const char* here = at;
  const bool negative = here != end && *here == '-';
  if (negative) ++here;
  std::int64_t whole = 0;
  const char* const digits = here;
  while (here != end && *here >= '0' && *here <= '9' && here - digits < 12)
    whole = whole * 10 + (*here++ - '0');
  if (here == digits) return nullptr;
  units = whole * whole_;
  if (here != end && *here == '.') {
    const char* const point = ++here;
    std::int64_t part = 0;
    while (here != end && *here >= '0' && *here <= '9' && here - point < decimals_)
      part = part * 10 + (*here++ - '0');
    if (here == point) return nullptr;
    units += part * (whole_ / powers[here - point]);
  }
  if (negative) units = -units;
  return fits(units) ? here : nullptr;
}

const char* CellText::fast(const char* at, const char* end, run::FactColumn& column) const {
  if (at == end || ends_cell(*at)) {
    column.push_unknown();
    return at;
  }
  const char* here = at;
  switch (kind_) {
    case Kind::yes_no: {
      while (here != end && !ends_cell(*here) && here - at < 6) ++here;
      const std::string_view word(at, static_cast<std::size_t>(here - at));
      if (word == "true" || word == "1" || word == "yes") {
        column.push_truth(true);
      } else if (word == "false" || word == "0" || word == "no") {
        column.push_truth(false);
      } else {
        return nullptr;
      }
      return here == end || ends_cell(*here) ? here : nullptr;
    }
    case Kind::choice: {
      while (here != end && !ends_cell(*here)) ++here;
      const std::uint32_t found = choice(at, static_cast<std::size_t>(here - at));
      if (found == no_choice) return nullptr;
      column.push_choice(found);
      return here;
    }
    case Kind::date:
    case Kind::text:
      return nullptr;
    default:
      break;
  }
  std::int64_t units = 0;
  here = number(at, end, units);
  if (here == nullptr || (here != end && !ends_cell(*here))) return nullptr;
  column.push_number(units);
  return here;
}

Refused CellText::read_number(std::string_view text, run::Cell& cell) const {
  const model::Fact& fact = intake_.model()[fact_];
  const auto take_unit = [&](std::string_view& part) {
    part = text::trimmed(part);
    for (const std::string_view unit : units_of(fact.type))
      if (part.size() > unit.size() && part.ends_with(unit)) {
        part = text::trimmed(part.substr(0, part.size() - unit.size()));
        return;
      }
  };
  const std::size_t dots = text.find("..");
  std::string_view parts[] = {text.substr(0, dots), dots == std::string_view::npos
                                                        ? std::string_view()
                                                        : text.substr(dots + 2)};
  std::optional<Decimal> ends[2];
  bool any = false;
  for (const int i : {0, 1}) {
    take_unit(parts[i]);
    if (parts[i].empty()) continue;
    DecimalFault fault{};
    ends[i] = Decimal::parse(parts[i], &fault, Grouping::allowed);
    if (!ends[i]) return intake_.bad_number(fact_, text, fault);
    any = true;
  }
  if (!any) return intake_.wrong_type(fact_, text);
  if (dots == std::string_view::npos) ends[1] = ends[0];
  return intake_.numbers(fact_, ends[0], ends[1], cell);
}

Refused CellText::read(std::string_view text, run::Cell& cell) const {
  text = text::trimmed(text);
  if (text.empty() || text::is_word(text, Word::kw_unknown)) return std::nullopt;
  switch (kind_) {
    case Kind::yes_no: {
      const std::optional<bool> yes = yes_no_word(text);
      return yes ? intake_.yes_no(fact_, *yes, cell) : intake_.wrong_type(fact_, text);
    }
    case Kind::choice: {
      std::vector<std::string_view> words;
      for (std::string_view rest = text;;) {
        const std::size_t bar = rest.find('|');
        words.push_back(text::trimmed(rest.substr(0, bar)));
        if (bar == std::string_view::npos) break;
        rest.remove_prefix(bar + 1);
      }
      return intake_.one_of(fact_, words, cell);
    }
    case Kind::text:
      return intake_.word(fact_, text, cell);
    case Kind::date: {
      if (const std::optional<Date> day = Date::parse(text)) return intake_.day(fact_, *day, cell);
      if (const auto days = days_of(text))
        return intake_.days(fact_, days->first, days->second, cell);
      const std::size_t dots = text.find("..");
      if (dots == std::string_view::npos) return intake_.wrong_type(fact_, text);
      const std::string_view first = text::trimmed(text.substr(0, dots));
      const std::string_view last = text::trimmed(text.substr(dots + 2));
      const std::optional<Date> from = Date::parse(first);
      const std::optional<Date> to = Date::parse(last);
      if ((!first.empty() && !from) || (!last.empty() && !to) || (!from && !to))
        return intake_.wrong_type(fact_, text);
      return intake_.days(fact_, from, to, cell);
    }
    default:
      return read_number(text, cell);
  }
}

Refused CellText::slow(std::string_view text, run::FactColumn& column) const {
  run::Cell cell;
  Refused refused = read(text, cell);
  if (refused) cell = {};
  column.push(cell);
  return refused;
}

}  // namespace entitle::io
