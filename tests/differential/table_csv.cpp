// A file for each entity: which columns it has, and each cell in one of the spellings that say the
// same.
#include "differential/table_csv.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "differential/palette.hpp"
#include "entitle/date.hpp"

namespace entitle::differential {

using run::Listing;
using value::Kind;

namespace {

struct Column {
  enum class Use : std::uint8_t { key, fact, record, complete };
  Use use = Use::fact;
  std::string name;
  std::uint32_t entity = 0;   ///< key
  std::size_t position = 0;   ///< fact, record: of the cell; complete: of the listing
  std::size_t amount = none;  ///< record: of the cell that says how much
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

/// "1,234.5".
std::string grouped(const std::string& text) {
  const std::size_t end = std::min(text.find('.'), text.size());
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  std::string made = text.substr(0, begin);
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin && (end - i) % 3 == 0) made += ',';
    made += text[i];
  }
  return made + text.substr(end);
}

class Writer {
 public:
  Writer(const model::Model& model, const Table& table, std::uint32_t copies, Random& random)
      : model_(model), table_(table), copies_(copies), random_(random) {
    for (const run::Household& household : table) orders_.push_back(order_of(model, household));
  }

  std::string file(std::uint32_t entity) {
    const std::vector<Column> columns = columns_of(entity);
    const std::string line_end = random_.chance(30) ? "\r\n" : "\n";
    std::string text = random_.chance(30) ? "\xEF\xBB\xBF" : "";
    for (const Column& column : columns)
      text += (&column == columns.data() ? "" : ",") + column.name;
    text += line_end;
    const bool turned = random_.chance(30);
    for (std::uint32_t copy = 0; copy < copies_; ++copy)
      for (std::size_t h = 0; h < table_.size(); ++h) {
        std::vector<std::uint32_t> places(orders_[h][entity].size());
        for (std::uint32_t i = 0; i < places.size(); ++i) places[i] = i;
        // Within a household the parents may come in any order, the elements of each in theirs.
        if (turned)
          std::ranges::stable_sort(places, std::ranges::greater(), [&](std::uint32_t place) {
            return parent_place(entity, h, place);
          });
        for (const std::uint32_t place : places) {
          for (const Column& column : columns)
            text += (&column == columns.data() ? "" : ",") +
                    cell(column, entity, h, copy * table_.size() + h, place);
          text += line_end;
        }
      }
    return text;
  }

 private:
  const run::Row& row(std::uint32_t entity, std::size_t h, std::uint32_t place) const {
    return table_[h].entities[entity][orders_[h][entity][place]];
  }
  std::uint32_t parent_place(std::uint32_t entity, std::size_t h, std::uint32_t place) const {
    if (entity == 0) return 0;
    const std::vector<std::uint32_t>& above = orders_[h][model_.entities[entity].parent.index];
    return static_cast<std::uint32_t>(std::ranges::find(above, row(entity, h, place).parent) -
                                      above.begin());
  }

  template <class Test>
  bool any_row(std::uint32_t entity, Test test) const {
    return std::ranges::any_of(table_, [&](const run::Household& household) {
      return std::ranges::any_of(household.entities[entity], test);
    });
  }

  std::vector<Column> columns_of(std::uint32_t e) {
    const model::Entity& entity = model_.entities[e];
    std::vector<Column> columns;
    for (model::EntityId above{e}; above.valid(); above = model_[above].parent)
      columns.push_back({Column::Use::key, model_[above].key(), above.index});
    for (std::size_t f = 0; f < entity.facts.size(); ++f) {
      const model::Fact& fact = model_[entity.facts[f]];
      // That a column supplies a definition is part of what is decided, even where it is empty.
      if (!any_row(e, [&](const run::Row& one) { return one.cells[f].given; }) &&
          (fact.supplies.valid() || random_.chance(70)))
        continue;
      if (fact.record_of.valid()) {
        const model::Rule& rule = model_[fact.record_of];
        if (fact.type.kind != Kind::yes_no) continue;
        Column column{Column::Use::record, "receives " + rule.key(), 0, f};
        if (rule.received_amount.valid())
          column.amount = static_cast<std::size_t>(
              std::ranges::find(entity.facts, rule.received_amount) - entity.facts.begin());
        columns.push_back(column);
      } else {
        columns.push_back({Column::Use::fact, fact.key(), 0, f});
      }
    }
    for (std::size_t c = 0; c < entity.collections.size(); ++c)
      columns.push_back(
          {Column::Use::complete, model_[entity.collections[c]].key() + "_complete", 0, c});
    for (std::size_t i = columns.size(); i > 1; --i)
      std::swap(columns[i - 1], columns[random_.below(i)]);
    return columns;
  }

  std::string quoted(std::string text) {
    if (text.find(',') == std::string::npos && !random_.chance(3)) return text;
    return "\"" + text + "\"";
  }

  std::string number(const model::Fact& fact, std::int64_t units) {
    if (!value::is_finite(units)) return "";
    if (fact.type.kind == Kind::date)
      return Date::from_days(static_cast<std::int32_t>(units)).iso();
    const std::string text = decimal_text(fact.type.kind == Kind::percent ? units * 100 : units);
    return random_.chance(5) ? grouped(text) : text;
  }

  std::string cell(const Column& column, std::uint32_t entity, std::size_t h, std::size_t number_of,
                   std::uint32_t place) {
    switch (column.use) {
      case Column::Use::key:
        if (column.entity == 0) return household_key(number_of);
        return row_key(column.entity == entity ? orders_[h][entity][place]
                                               : row(entity, h, place).parent);
      case Column::Use::complete: {
        const Listing listing = row(entity, h, place).listings[column.position];
        return listing == Listing::complete ? "yes" : listing == Listing::part ? "no" : "";
      }
      case Column::Use::record: {
        const run::Row& of = row(entity, h, place);
        const run::Cell& record = of.cells[column.position];
        if (column.amount != Column::none && of.cells[column.amount].given) {
          // Bare 0 and 1 say no and yes.
          const std::string text = decimal_text(of.cells[column.amount].number.lo);
          return text + (text.find('.') == std::string::npos ? ".0" : "");
        }
        return !record.given ? "" : record.truth == value::Truth::T ? "yes" : "no";
      }
      case Column::Use::fact:
        break;
    }
    const model::Fact& fact = model_[model_.entities[entity].facts[column.position]];
    const run::Cell& known = row(entity, h, place).cells[column.position];
    if (!known.given) return random_.chance(5) ? "unknown" : "";
    switch (fact.type.kind) {
      case Kind::yes_no:
        if (random_.chance(20)) return known.truth == value::Truth::T ? "1" : "FALSE";
        return known.truth == value::Truth::T ? "yes" : "no";
      case Kind::choice: {
        std::string text;
        for (const std::uint32_t choice : known.choices)
          text +=
              (text.empty() ? "" : "|") + model_[fact.domain].choices[choice].name.in(Language::en);
        return quoted(text);
      }
      default: {
        const std::string lo = number(fact, known.number.lo);
        return quoted(known.number.known() ? lo : lo + ".." + number(fact, known.number.hi));
      }
    }
  }

  const model::Model& model_;
  const Table& table_;
  std::uint32_t copies_;
  Random& random_;
  std::vector<std::vector<std::vector<std::uint32_t>>> orders_;  ///< by household and entity
};

}  // namespace

std::string household_key(std::size_t number) { return "h" + std::to_string(number); }
std::string row_key(std::uint32_t row) { return "r" + std::to_string(row); }

std::vector<BatchTable> write_csv(const model::Model& model, const Table& table,
                                  std::uint32_t copies, const std::string& folder, Random& random) {
  Writer writer(model, table, copies, random);
  std::vector<BatchTable> files;
  for (std::uint32_t e = 0; e < model.entities.size(); ++e) {
    const model::Entity& entity = model.entities[e];
    BatchTable& file = files.emplace_back();
    if (e > 0) file.collection = model[entity.collection].key();
    file.path = folder + "/" + std::to_string(e) + ".csv";
    std::ofstream(file.path, std::ios::binary) << writer.file(e);
  }
  return files;
}

}  // namespace entitle::differential
