// A model's parameters as of one day: for every combination of keys the cell that rules. Made once
// a day from the rows; read by the look-up kernel. Immutable; shared between threads.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "entitle/date.hpp"
#include "model/model.hpp"
#include "value/interval.hpp"
#include "value/packing.hpp"

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

/// A parameter's cells packed for look-ups, with a further choice of each key: any of them, the
/// hull of all its cells.
struct PackedTable {
  std::vector<std::int64_t> lo;  ///< storage of integers of the parameter's width
  std::vector<std::int64_t> hi;
  std::vector<std::uint32_t> strides;  ///< by key
  bool known = true;                   ///< every cell is one value
  bool empty() const { return lo.empty(); }
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
  /// Empty where a table with hulls would be too large.
  const PackedTable& packed(model::ParameterId parameter) const { return packed_[parameter.index]; }
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
  struct Declared {
    value::Interval range;
    value::Packing packing;
    std::vector<std::uint32_t> sizes;  ///< of the keys
  };
  void pack();

  std::vector<Declared> declared_;   ///< by parameter
  std::vector<PackedTable> packed_;  ///< by parameter
};

}  // namespace entitle::run
