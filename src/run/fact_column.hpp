// One fact's boxes over the rows of its entity, packed: numbers as multiples of their step, yes/no
// as F/U/T, one-ofs as codes. As long as every row is one value there is one lane of values; what
// is not known adds upper ends, or sets of choices where a row may be some of them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/model.hpp"
#include "run/household.hpp"
#include "run/lane.hpp"
#include "value/choice_set.hpp"
#include "value/interval.hpp"
#include "value/packing.hpp"
#include "value/truth.hpp"

namespace entitle::run {

/// How a one-of of so many choices is coded: the number of its choice; `choices` for any of them;
/// one more for some of them, as a set says.
constexpr value::Width code_width(std::size_t choices) {
  return choices + 1 <= UINT8_MAX ? value::Width::byte : value::Width::word;
}

class FactColumn {
 public:
  enum class Form : std::uint8_t { number, truth, choice, text };

  /// Makes it one of a fact's type, without rows.
  void fit(const model::Model& model, const model::Fact& fact);
  void clear();

  Form form() const { return form_; }
  std::uint32_t rows() const { return rows_; }
  value::Packing packing() const { return packing_; }
  std::uint32_t choices() const { return choices_; }
  /// Whether every row is one value.
  bool known() const { return known_; }
  /// Whether each of some rows is.
  bool known(std::uint32_t from, std::uint32_t to) const {
    return known_ || first_unknown(from, to) == to;
  }
  /// The first of some rows that may be several values; `to` where there is none.
  std::uint32_t first_unknown(std::uint32_t from, std::uint32_t to) const;
  /// All rows that may be several values.
  void find_unknown(std::vector<std::uint32_t>& rows) const;

  /// Whether something was said of the fact.
  bool given(std::uint32_t row) const { return given_.empty() || given_.bytes()[row] != 0; }
  /// Whether something was said of it in any row.
  bool any_given() const;
  value::Interval number(std::uint32_t row) const;
  value::Truth truth(std::uint32_t row) const {
    return static_cast<value::Truth>(truth_.bytes()[row]);
  }
  /// The choice of a row that is one; otherwise what is no choice.
  std::uint32_t choice(std::uint32_t row) const { return static_cast<std::uint32_t>(codes_[row]); }
  /// Adds the choices that a row may be.
  void add_choices(std::uint32_t row, value::choices::Words set) const;
  std::vector<std::uint64_t> set_of(std::uint32_t row) const;

  /// Further rows: of which nothing is known; of which a cell says what is known; of one value,
  /// which fits the fact.
  void push_unknown(std::uint32_t count = 1);
  void push(const Cell& cell);
  void push_number(std::int64_t number) { push_stored(number / packing_.unit); }
  /// A number in units of the packing.
  void push_stored(std::int64_t stored) {
    mark_given();
    lo_.push(stored);
    if (!hi_.empty()) hi_.push(stored);
  }
  void push_truth(bool yes) {
    mark_given();
    truth_.push(yes ? 2 : 0);
  }
  void push_choice(std::uint32_t choice) {
    mark_given();
    codes_.push(choice);
    if (!sets_.empty()) sets_.resize(sets_.size() + words_, 0);
  }
  /// Room for so many further rows of one value each, to be written as they are stored: numbers in
  /// units of the packing, truths, codes of choices. fill() takes the first so many of them.
  void* room(std::uint32_t rows);
  void fill(std::uint32_t rows);
  /// Forgets all but the first so many rows.
  void cut(std::uint32_t rows);
  /// Rows of another column of the fact.
  void append(const FactColumn& from, std::uint32_t begin, std::uint32_t end);
  /// Stands for rows of another column of the fact, which stays as it is meanwhile.
  void borrow(const FactColumn& from, std::uint32_t begin, std::uint32_t end);
  /// Which end a row stands at by its place, a bit each: the upper one, or yes; or rather, where
  /// what is stored are multiples of the step, in the middle.
  struct Ends {
    std::uint64_t upper = 0;
    std::uint64_t middle = 0;
  };
  /// Writes into rows from `at` what another column's rows may be that may be several values,
  /// `unknown`: where `ends` says, or one of their choices.
  void complete(std::uint32_t at, const FactColumn& from, std::span<const std::uint32_t> unknown,
                const Ends& ends, std::span<const std::uint32_t> places);
  /// Says, after rows were completed, that every row is one value.
  void all_complete();
  /// Makes every row one value: where it may be several, any one of them.
  void fill_in();

  void set_given(std::uint32_t row);
  void set_number(std::uint32_t row, value::Interval number);
  void set_truth(std::uint32_t row, value::Truth truth);
  void set_choices(std::uint32_t row, value::choices::ConstWords set);
  /// Finds out anew whether it is known, after rows were set.
  void look_again() { known_ = known(0, rows_); }

  /// The lanes as they are. `hi` is `lo` where it is known.
  const Lane& lo() const { return lo_; }
  const Lane& hi() const { return hi_.empty() ? lo_ : hi_; }
  const Lane& truths() const { return truth_; }
  const Lane& codes() const { return codes_; }
  /// Whether a row may be some of the choices: then codes() does not say all.
  bool has_sets() const { return !sets_.empty(); }

 private:
  void mark_given() {
    ++rows_;
    if (!given_.empty()) given_.push(1);
  }
  void mark(bool given, std::uint32_t count = 1);
  bool all_known(std::uint32_t from, std::uint32_t to) const;
  Lane& values() { return form_ == Form::number ? lo_ : form_ == Form::truth ? truth_ : codes_; }
  void push_box(value::Interval stored);
  void push_set(value::choices::ConstWords set);
  std::uint32_t any() const { return choices_; }
  std::uint32_t some() const { return choices_ + 1; }

  Form form_ = Form::text;
  bool known_ = true;
  std::uint32_t rows_ = 0;
  value::Packing packing_;
  value::Interval range_;
  value::Interval unknown_;  ///< the range as it is stored
  std::uint32_t choices_ = 0;
  std::uint32_t words_ = 0;
  Lane given_;  ///< empty: every row is
  Lane lo_;
  Lane hi_;  ///< empty: every row is one value
  Lane truth_;
  Lane codes_;
  std::vector<std::uint64_t> sets_;  ///< `words_` a row; empty: no row is some of the choices
};

}  // namespace entitle::run
