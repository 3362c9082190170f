// The cells of every parameter on one day: each row in force is laid over the combinations of keys
// it matches, the more specific over the less specific. What no row reaches stays the declared
// range, unpublished.
#include "run/tables.hpp"

#include <algorithm>

namespace entitle::run {

namespace {

std::uint32_t key_size(const model::Model& model, model::FactId key) {
  return static_cast<std::uint32_t>(model[model[key].domain].choices.size());
}

bool in_force(const model::ParameterRow& row, Date day) {
  return row.from <= day && (!row.through || day <= *row.through);
}

/// Calls `fill(offset)` for each cell that the row's keys match.
template <class Fill>
void for_each_match(const std::vector<std::uint32_t>& sizes, const std::vector<std::uint32_t>& keys,
                    Fill&& fill) {
  std::vector<std::uint32_t> at(sizes.size());
  for (std::size_t i = 0; i < at.size(); ++i)
    at[i] = keys[i] == model::ParameterRow::any ? 0 : keys[i];
  for (;;) {
    std::uint32_t offset = 0;
    for (std::size_t i = 0; i < at.size(); ++i) offset = offset * sizes[i] + at[i];
    fill(offset);
    std::size_t i = at.size();
    while (i > 0) {
      --i;
      if (keys[i] != model::ParameterRow::any) {
        if (i == 0) return;
        continue;
      }
      if (++at[i] < sizes[i]) break;
      at[i] = 0;
      if (i == 0) return;
    }
    if (at.empty()) return;
  }
}

/// A row of a table laid over the parameter's own outranks all rows of that.
constexpr int overlay_rank = 1000;

void fill_parameter(const model::Model& model, const model::Parameter& parameter, Date day,
                    std::optional<Date> known_on, TableCell* cells, std::uint32_t count) {
  std::vector<std::uint32_t> sizes;
  for (const model::FactId key : parameter.keys) sizes.push_back(key_size(model, key));
  std::vector<int> specificity(count, -1);
  for (std::uint32_t r = 0; r < parameter.rows.size(); ++r) {
    const model::ParameterRow& row = parameter.rows[r];
    if (!in_force(row, day) || (known_on && row.known_on && *row.known_on > *known_on)) continue;
    const int named = static_cast<int>(std::count_if(
                          row.keys.begin(), row.keys.end(),
                          [](std::uint32_t k) { return k != model::ParameterRow::any; })) +
                      (row.overlay.empty() ? 0 : overlay_rank);
    for_each_match(sizes, row.keys, [&](std::uint32_t offset) {
      if (named <= specificity[offset]) return;
      specificity[offset] = named;
      const bool trusted = row.status == model::RowStatus::published && !row.default_assumed;
      cells[offset] = {row.value, r, row.published_value, row.published_value && !trusted};
    });
  }
}

/// The most cells of a table with hulls.
constexpr std::uint64_t most_packed = std::uint64_t{1} << 20;

PackedTable packed_table(const TableCell* cells, const std::vector<std::uint32_t>& sizes,
                         value::Packing packing) {
  PackedTable table;
  std::uint64_t count = 1;
  for (const std::uint32_t size : sizes) count *= size + 1;
  if (count > most_packed) return table;
  table.strides.assign(sizes.size(), 1);
  for (std::size_t k = sizes.size(); k-- > 1;)
    table.strides[k - 1] = table.strides[k] * (sizes[k] + 1);
  std::vector<value::Interval> all(count, value::Interval::nothing());
  // The cells themselves; then, key by key, the hull over its choices behind them.
  std::uint32_t cell = 0;
  std::vector<std::uint32_t> at(sizes.size(), 0);
  for (std::uint64_t i = 0; i < count; ++i) {
    bool any = false;
    for (std::size_t k = 0; k < sizes.size(); ++k) {
      at[k] = static_cast<std::uint32_t>(i / table.strides[k] % (sizes[k] + 1));
      any = any || at[k] == sizes[k];
    }
    if (any) continue;
    all[i] = cells[cell++].value;
    table.known = table.known && all[i].known();
  }
  for (std::size_t k = 0; k < sizes.size(); ++k)
    for (std::uint64_t i = 0; i < count; ++i)
      if (const std::uint64_t choice = i / table.strides[k] % (sizes[k] + 1); choice < sizes[k]) {
        value::Interval& hull = all[i + (sizes[k] - choice) * table.strides[k]];
        hull = value::hull(hull, all[i]);
      }
  const std::size_t words = count * value::bytes_of(packing.width) / sizeof(std::int64_t) + 1;
  table.lo.resize(words);
  table.hi.resize(words);
  for (std::uint64_t i = 0; i < count; ++i) {
    const value::Interval stored = packing.stored(all[i]);
    packing.put(table.lo.data(), i, stored.lo);
    packing.put(table.hi.data(), i, stored.hi);
  }
  return table;
}

}  // namespace

Tables::Tables(const model::Model& model, Date as_of, const std::vector<model::Setting>& settings,
               std::optional<Date> known_on)
    : as_of_(as_of), known_on_(known_on) {
  for (const model::Parameter& parameter : model.parameters) {
    first_.push_back(static_cast<std::uint32_t>(cells_.size()));
    std::uint32_t count = 1;
    for (const model::FactId key : parameter.keys) count *= key_size(model, key);
    cells_.resize(cells_.size() + count, TableCell{parameter.range});
    fill_parameter(model, parameter, as_of, known_on, cells_.data() + first_.back(), count);
    Declared& declared = declared_.emplace_back();
    declared.range = parameter.range;
    declared.packing = value::Packing::of(parameter.range, parameter.step);
    for (const model::FactId key : parameter.keys) declared.sizes.push_back(key_size(model, key));
  }
  first_.push_back(static_cast<std::uint32_t>(cells_.size()));
  for (const model::Setting& setting : settings)
    for (std::uint32_t c = 0; c < size(setting.parameter); ++c)
      cells_[first(setting.parameter) + c] = {setting.value, TableCell::no_row, true, false};
  pack();
}

void Tables::pack() {
  packed_.clear();
  for (std::uint32_t p = 0; p < declared_.size(); ++p)
    packed_.push_back(
        packed_table(cells_.data() + first_[p], declared_[p].sizes, declared_[p].packing));
}

Tables Tables::widened() const {
  Tables wide = *this;
  for (std::uint32_t p = 0; p + 1 < first_.size(); ++p)
    for (std::uint32_t c = first_[p]; c < first_[p + 1]; ++c)
      if (cells_[c].provisional) wide.cells_[c].value = declared_[p].range;
  wide.pack();
  return wide;
}

model::ParameterId Tables::parameter_of(std::uint32_t cell) const {
  const auto after = std::upper_bound(first_.begin(), first_.end(), cell);
  return {static_cast<std::uint32_t>(after - first_.begin()) - 1};
}

std::vector<std::uint32_t> Tables::keys_of(const model::Model& model, std::uint32_t cell) const {
  const model::Parameter& parameter = model[parameter_of(cell)];
  std::uint32_t offset = cell - first(parameter_of(cell));
  std::vector<std::uint32_t> keys(parameter.keys.size());
  for (std::size_t i = keys.size(); i-- > 0;) {
    const std::uint32_t size = key_size(model, parameter.keys[i]);
    keys[i] = offset % size;
    offset /= size;
  }
  return keys;
}

}  // namespace entitle::run
