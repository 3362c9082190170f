// A model's parameters as of one day: for every combination of keys the cell that rules. Made once
// a day from the rows; read by the look-up kernel. Immutable; shared between threads.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "entitle/date.hpp"
#include "model/model.hpp"
#include "value/interval.hpp"

namespace entitle::run {

/// What a parameter is for one combination of keys on the day.
struct TableCell {
  static constexpr std::uint32_t no_row = 0xFFFF'FFFF;
  value::Interval
      value;  ///< the row's value or range; the declared range where nothing is published
  std::uint32_t row = no_row;  ///< in model::Parameter::rows; no_row where no row reaches this day
  bool published = false;      ///< a value or range stands there
  bool provisional = false;    ///< carried forward, assumed, or a default row assumed for its keys
};

class Tables {
 public:
  /// `settings` are what some parameters are in all their cells, whatever their rows say.
  /// Rows known later than `known_on` are not seen.
  Tables(const model::Model& model, Date as_of, const std::vector<model::Setting>& settings = {},
         std::optional<Date> known_on = std::nullopt);

  Date as_of() const { return as_of_; }
  std::optional<Date> known_on() const { return known_on_; }
  /// All cells; a parameter's stand together, the last key running fastest.
  const std::vector<TableCell>& cells() const { return cells_; }
  std::uint32_t first(model::ParameterId parameter) const { return first_[parameter.index]; }
  std::uint32_t size(model::ParameterId parameter) const {
    return first_[parameter.index + 1] - first_[parameter.index];
  }
  /// Which parameter a cell belongs to.
  model::ParameterId parameter_of(std::uint32_t cell) const;
  /// The choices of the keys of a cell.
  std::vector<std::uint32_t> keys_of(const model::Model& model, std::uint32_t cell) const;
  /// The same tables with every carried-forward and assumed value unknown: what a result must not
  /// change under, or it is provisional.
  Tables widened() const;

 private:
  Date as_of_;
  std::optional<Date> known_on_;
  std::vector<TableCell> cells_;
  std::vector<std::uint32_t> first_;
  std::vector<value::Interval> ranges_;  ///< declared, by parameter
};

}  // namespace entitle::run
