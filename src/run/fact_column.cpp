// Rows pushed, taken over and changed; the second lane and the sets come into being when a row
// first needs them.
#include "run/fact_column.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace entitle::run {

using value::Interval;
using value::Truth;

void FactColumn::fit(const model::Model& model, const model::Fact& fact) {
  switch (fact.type.kind) {
    case value::Kind::text:
      form_ = Form::text;
      return;
    case value::Kind::yes_no:
      form_ = Form::truth;
      return;
    case value::Kind::choice:
      form_ = Form::choice;
      choices_ = static_cast<std::uint32_t>(model[fact.domain].choices.size());
      words_ = static_cast<std::uint32_t>(value::choices::words_for(choices_));
      codes_ = Lane(code_width(choices_));
      return;
    default:
      form_ = Form::number;
      packing_ = value::Packing::of(fact.range, fact.step);
      range_ = fact.range;
      unknown_ = packing_.stored(fact.range);
      lo_ = hi_ = Lane(packing_.width);
  }
}

void FactColumn::clear() {
  known_ = true;
  rows_ = 0;
  given_.clear();
  lo_.clear();
  hi_.clear();
  truth_.clear();
  codes_.clear();
  sets_.clear();
}

void FactColumn::cut(std::uint32_t rows) {
  if (rows >= rows_) return;
  if (rows == 0) {
    clear();
    return;
  }
  rows_ = rows;
  for (Lane* const lane : {&given_, &lo_, &hi_, &truth_, &codes_}) lane->cut(rows);
  if (!sets_.empty()) sets_.resize(std::size_t{rows} * words_);
}

namespace {

template <class Code>
std::uint32_t highest_code(const void* codes, std::uint32_t from, std::uint32_t to) {
  const auto* const all = static_cast<const Code*>(codes);
  Code highest = 0;
  for (std::uint32_t r = from; r < to; ++r) highest = std::max(highest, all[r]);
  return static_cast<std::uint32_t>(highest);
}

}  // namespace

/// Looks at many rows at once, and says no more than whether one of them is not known.
bool FactColumn::all_known(std::uint32_t from, std::uint32_t to) const {
  switch (form_) {
    case Form::text:
      return true;
    case Form::truth:
      return std::memchr(truth_.bytes() + from, static_cast<int>(Truth::U), to - from) == nullptr;
    case Form::choice:
      return (codes_.width() == value::Width::byte
                  ? highest_code<std::uint8_t>(codes_.data(), from, to)
                  : highest_code<std::int32_t>(codes_.data(), from, to)) < choices_;
    case Form::number:
      break;
  }
  if (hi_.empty()) return true;
  const std::size_t width = value::bytes_of(lo_.width());
  return std::memcmp(lo_.bytes() + from * width, hi_.bytes() + from * width, (to - from) * width) ==
         0;
}

std::uint32_t FactColumn::first_unknown(std::uint32_t from, std::uint32_t to) const {
  constexpr std::uint32_t many = 256;
  for (std::uint32_t r = from; r < to; r += many) {
    const std::uint32_t end = std::min(r + many, to);
    if (all_known(r, end)) continue;
    while (all_known(r, r + 1)) ++r;
    return r;
  }
  return to;
}

void FactColumn::find_unknown(std::vector<std::uint32_t>& rows) const {
  rows.clear();
  if (known_) return;
  const auto find = [&](const auto& unknown) {
    for (std::uint32_t r = 0; r < rows_; ++r)
      if (unknown(r)) rows.push_back(r);
  };
  const auto find_apart = [&]<class T>(const T* lo) {
    find([lo, hi = static_cast<const T*>(hi_.data())](std::uint32_t r) { return lo[r] != hi[r]; });
  };
  switch (form_) {
    case Form::text:
      return;
    case Form::truth:
      find([this](std::uint32_t r) { return truth(r) == Truth::U; });
      return;
    case Form::choice:
      find([this](std::uint32_t r) { return choice(r) >= choices_; });
      return;
    case Form::number:
      if (hi_.empty()) return;
      if (lo_.width() == value::Width::byte)
        find_apart(static_cast<const std::uint8_t*>(lo_.data()));
      if (lo_.width() == value::Width::word)
        find_apart(static_cast<const std::int32_t*>(lo_.data()));
      if (lo_.width() == value::Width::wide)
        find_apart(static_cast<const std::int64_t*>(lo_.data()));
  }
}

void FactColumn::fill_in() {
  for (std::uint32_t r = first_unknown(0, rows_); r < rows_; r = first_unknown(r + 1, rows_)) {
    if (form_ == Form::truth) truth_.set(r, static_cast<std::int64_t>(Truth::F));
    if (form_ == Form::choice) {
      const std::vector<std::uint64_t> set = set_of(r);
      codes_.set(r, static_cast<std::int64_t>(value::choices::first(set)));
    }
    if (form_ == Form::number && !value::is_finite(lo_[r]))
      lo_.set(r, value::is_finite(hi_[r]) ? hi_[r] : 0);
  }
  all_complete();
}

void FactColumn::all_complete() {
  hi_.clear();
  sets_.clear();
  known_ = true;
}

namespace {

/// How far from its one end a number without the other is taken: a multiple of every step.
constexpr std::int64_t far = 1'000'000'000'000;

bool bit_of(std::uint64_t pattern, std::uint32_t place) {
  return (pattern >> (place & 63) & 1) != 0;
}

template <class T>
void pick_ends(T* out, const T* lo, const T* hi, std::span<const std::uint32_t> rows,
               const FactColumn::Ends& ends, std::span<const std::uint32_t> places) {
  for (const std::uint32_t r : rows) {
    out[r] = bit_of(ends.upper, places[r]) ? hi[r] : lo[r];
    if constexpr (sizeof(T) < 8) {
      if (bit_of(ends.middle, places[r])) out[r] = std::midpoint(lo[r], hi[r]);
    } else {
      if (value::is_finite(out[r])) continue;
      const bool below = value::is_finite(hi[r]);
      const bool above = value::is_finite(lo[r]);
      out[r] = above   ? std::min(lo[r] + far, value::highest)
               : below ? std::max(hi[r] - far, value::lowest)
                       : 0;
    }
  }
}

}  // namespace

void FactColumn::complete(std::uint32_t at, const FactColumn& from,
                          std::span<const std::uint32_t> unknown, const Ends& ends,
                          std::span<const std::uint32_t> places) {
  const auto pick = [&]<class T>(const T*) {
    pick_ends(reinterpret_cast<T*>(lo_.own()) + at, static_cast<const T*>(from.lo().data()),
              static_cast<const T*>(from.hi().data()), unknown, ends, places);
  };
  switch (form_) {
    case Form::text:
      return;
    case Form::truth: {
      auto* const out = reinterpret_cast<std::uint8_t*>(truth_.own()) + at;
      for (const std::uint32_t r : unknown) out[r] = bit_of(ends.upper, places[r]) ? 2 : 0;
      return;
    }
    case Form::choice:
      for (const std::uint32_t r : unknown) {
        const std::uint64_t bits = ends.upper >> (places[r] & 63);
        std::uint32_t code = static_cast<std::uint32_t>(bits % choices_);
        if (from.choice(r) != any()) {
          const std::vector<std::uint64_t> set = from.set_of(r);
          std::uint64_t skip = bits % value::choices::count(set);
          for (code = 0; !value::choices::contains(set, code) || skip-- > 0;) ++code;
        }
        codes_.set(at + r, code);
      }
      return;
    case Form::number:
      if (lo_.width() == value::Width::byte) pick(static_cast<const std::uint8_t*>(nullptr));
      if (lo_.width() == value::Width::word) pick(static_cast<const std::int32_t*>(nullptr));
      if (lo_.width() == value::Width::wide) pick(static_cast<const std::int64_t*>(nullptr));
  }
}

bool FactColumn::any_given() const {
  return rows_ > 0 && (given_.empty() || std::memchr(given_.data(), 1, rows_) != nullptr);
}

Interval FactColumn::number(std::uint32_t row) const {
  return {packing_.at(lo_.data(), row), packing_.at(hi().data(), row)};
}

void FactColumn::add_choices(std::uint32_t row, value::choices::Words set) const {
  const std::uint32_t code = choice(row);
  if (code < choices_) {
    value::choices::insert(set, code);
  } else if (code == any()) {
    value::choices::fill(set, choices_);
  } else {
    value::choices::hull(set, {sets_.data() + std::size_t{row} * words_, words_});
  }
}

std::vector<std::uint64_t> FactColumn::set_of(std::uint32_t row) const {
  std::vector<std::uint64_t> set(words_, 0);
  add_choices(row, set);
  return set;
}

void FactColumn::mark(bool given, std::uint32_t count) {
  if (!given && given_.empty()) given_.push(rows_, 1);
  rows_ += count;
  if (!given || !given_.empty()) given_.push(count, given ? 1 : 0);
}

void FactColumn::push_box(Interval stored) {
  if (stored.lo != stored.hi && hi_.empty()) {
    hi_.append(lo_, 0, lo_.size());
    known_ = false;
  }
  if (!hi_.empty() || stored.lo != stored.hi) hi_.push(stored.hi);
  lo_.push(stored.lo);
}

void FactColumn::push_set(value::choices::ConstWords set) {
  const std::size_t count = value::choices::count(set);
  const bool one = count == 1;
  const bool all = count == choices_ && !one;
  if (!one && !all && sets_.empty()) sets_.assign(codes_.size() * words_, 0);
  codes_.push(static_cast<std::int64_t>(one ? value::choices::first(set) : all ? any() : some()));
  if (!one && !all) {
    sets_.insert(sets_.end(), set.begin(), set.end());
  } else if (!sets_.empty()) {
    sets_.resize(sets_.size() + words_, 0);
  }
  known_ = known_ && one;
}

void FactColumn::push_unknown(std::uint32_t count) {
  if (count == 0) return;
  mark(false, count);
  switch (form_) {
    case Form::text:
      return;
    case Form::truth:
      truth_.push(count, static_cast<std::int64_t>(Truth::U));
      known_ = false;
      return;
    case Form::choice:
      codes_.push(count, choices_ == 1 ? 0 : any());
      if (!sets_.empty()) sets_.resize(sets_.size() + std::size_t{count} * words_, 0);
      known_ = known_ && choices_ == 1;
      return;
    case Form::number:
      if (unknown_.lo != unknown_.hi && hi_.empty()) {
        hi_.append(lo_, 0, lo_.size());
        known_ = false;
      }
      if (!known_ || !hi_.empty()) hi_.push(count, unknown_.hi);
      lo_.push(count, unknown_.lo);
  }
}

void FactColumn::push(const Cell& cell) {
  if (!cell.given) {
    push_unknown();
    return;
  }
  mark(true);
  switch (form_) {
    case Form::text:
      return;
    case Form::truth:
      truth_.push(static_cast<std::int64_t>(cell.truth));
      known_ = known_ && cell.truth != Truth::U;
      return;
    case Form::choice: {
      if (cell.choices.size() == 1 && sets_.empty()) {
        codes_.push(cell.choices.front());
        return;
      }
      std::vector<std::uint64_t> set(words_, 0);
      for (const std::uint32_t choice : cell.choices) value::choices::insert(set, choice);
      push_set(set);
      return;
    }
    case Form::number:
      push_box(packing_.stored(value::meet(cell.number, range_)));
  }
}

void* FactColumn::room(std::uint32_t rows) { return values().room(rows); }

void FactColumn::fill(std::uint32_t rows) {
  if (rows == 0) return;
  mark(true, rows);
  Lane& lane = values();
  const std::size_t before = lane.size();
  lane.fill(rows);
  if (!hi_.empty()) hi_.append(lo_, before, lane.size());
  if (!sets_.empty()) sets_.resize(lane.size() * words_, 0);
}

void FactColumn::append(const FactColumn& from, std::uint32_t begin, std::uint32_t end) {
  if (begin == end) return;
  const bool all_known = from.known(begin, end);
  const std::uint32_t before = rows_;
  rows_ += end - begin;
  if (!from.given_.empty() || !given_.empty()) {
    if (given_.empty()) given_.push(before, 1);
    if (from.given_.empty()) {
      given_.push(end - begin, 1);
    } else {
      given_.append(from.given_, begin, end);
    }
  }
  known_ = known_ && all_known;
  if (form_ == Form::number) {
    if (!all_known && hi_.empty()) hi_.append(lo_, 0, lo_.size());
    if (!all_known || !hi_.empty()) hi_.append(from.hi(), begin, end);
    lo_.append(from.lo_, begin, end);
  } else if (form_ == Form::truth) {
    truth_.append(from.truth_, begin, end);
  } else if (form_ == Form::choice) {
    if (!from.sets_.empty() && sets_.empty()) sets_.assign(codes_.size() * words_, 0);
    codes_.append(from.codes_, begin, end);
    if (!from.sets_.empty()) {
      sets_.insert(sets_.end(),
                   from.sets_.begin() + static_cast<std::ptrdiff_t>(std::size_t{begin} * words_),
                   from.sets_.begin() + static_cast<std::ptrdiff_t>(std::size_t{end} * words_));
    } else if (!sets_.empty()) {
      sets_.resize(codes_.size() * words_, 0);
    }
  }
}

void FactColumn::borrow(const FactColumn& from, std::uint32_t begin, std::uint32_t end) {
  clear();
  if (!from.sets_.empty()) {
    append(from, begin, end);
    return;
  }
  const auto lend = [&](Lane& lane, const Lane& of) {
    if (!of.empty())
      lane.lend(static_cast<const std::byte*>(of.data()) +
                    std::size_t{begin} * value::bytes_of(of.width()),
                end - begin);
  };
  rows_ = end - begin;
  lend(given_, from.given_);
  lend(lo_, from.lo_);
  lend(hi_, from.hi_);
  lend(truth_, from.truth_);
  lend(codes_, from.codes_);
  known_ = from.known_ || first_unknown(0, rows_) == rows_;
}

void FactColumn::set_given(std::uint32_t row) {
  if (!given_.empty()) given_.set(row, 1);
}

void FactColumn::set_number(std::uint32_t row, Interval number) {
  const Interval stored = packing_.stored(number);
  if (stored.lo != stored.hi) {
    if (hi_.empty()) hi_.append(lo_, 0, lo_.size());
    known_ = false;
  }
  lo_.set(row, stored.lo);
  if (!hi_.empty()) hi_.set(row, stored.hi);
}

void FactColumn::set_truth(std::uint32_t row, Truth truth) {
  truth_.set(row, static_cast<std::int64_t>(truth));
  known_ = known_ && truth != Truth::U;
}

void FactColumn::set_choices(std::uint32_t row, value::choices::ConstWords set) {
  const std::size_t count = value::choices::count(set);
  if (count == 1) {
    codes_.set(row, static_cast<std::int64_t>(value::choices::first(set)));
    return;
  }
  known_ = false;
  if (count == choices_) {
    codes_.set(row, any());
    return;
  }
  codes_.set(row, some());
  sets_.resize(codes_.size() * words_, 0);
  std::copy(set.begin(), set.end(),
            sets_.begin() + static_cast<std::ptrdiff_t>(std::size_t{row} * words_));
}

}  // namespace entitle::run
