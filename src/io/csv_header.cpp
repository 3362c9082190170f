// Names of columns are those of facts and collections in either language; a column that is none is
// a mistake, with what was perhaps meant.
#include "io/csv_header.hpp"

#include <algorithm>

#include "io/say.hpp"
#include "text/words.hpp"

namespace entitle::io {
namespace {

using text::Code;
using text::Word;

class HeaderReader {
 public:
  HeaderReader(const Intake& intake, model::EntityId entity, const std::string& file,
               text::Report& report)
      : intake_(intake), model_(intake.model()), entity_(entity), file_(file), report_(report) {
    header_.key_of.assign(model_.entities.size(), CsvHeader::no_column);
  }

  CsvHeader read(const std::vector<std::string_view>& names, bool ignore_extra) {
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      CsvColumn column;
      column.name = names[i];
      if (!names[i].empty() && !key(names[i], i, column) && !named(names[i], column) &&
          !record(names[i], column) && !complete(names[i], column) && !ignore_extra)
        unknown(names[i]);
      if (column.use != CsvColumn::Use::ignored) once(column);
      header_.columns.push_back(std::move(column));
    }
    return std::move(header_);
  }

 private:
  std::uint32_t add(model::FactId fact) {
    header_.cells.emplace_back(intake_, fact);
    return static_cast<std::uint32_t>(header_.cells.size() - 1);
  }

  /// The entity's own key, or that of one above it, by the entity's name.
  bool key(std::string_view name, std::uint32_t at, CsvColumn& column) {
    for (model::EntityId e = entity_; e.valid(); e = model_[e].parent) {
      if (name != model_[e].name.en && name != model_[e].name.zh) continue;
      column.use = CsvColumn::Use::key;
      column.entity = e;
      header_.key_of[e.index] = at;
      return true;
    }
    return false;
  }

  bool named(std::string_view name, CsvColumn& column) {
    const Slot* slot = intake_.vocabulary().find(entity_, name);
    if (slot == nullptr || slot->is_collection) return false;
    column.use = CsvColumn::Use::fact;
    column.cell = add(slot->fact);
    return true;
  }

  /// "receives dibao".
  bool record(std::string_view name, CsvColumn& column) {
    for (const Language language : {Language::en, Language::zh})
      for (const std::string_view word : text::words(language).spellings(Word::kw_receives)) {
        if (!name.starts_with(word) || name.size() <= word.size() || name[word.size()] != ' ')
          continue;
        const model::RuleId program =
            intake_.vocabulary().record(entity_, name.substr(word.size() + 1));
        if (!program.valid()) continue;
        column.use = CsvColumn::Use::record;
        column.cell = add(model_[program].received);
        if (model_[program].received_amount.valid())
          column.amount = add(model_[program].received_amount);
        return true;
      }
    return false;
  }

  /// "members_complete".
  bool complete(std::string_view name, CsvColumn& column) {
    for (const Language language : {Language::en, Language::zh}) {
      const std::string_view ending = text::words(language).of(Word::column_complete);
      if (!name.ends_with(ending)) continue;
      const Slot* slot =
          intake_.vocabulary().find(entity_, name.substr(0, name.size() - ending.size()));
      if (slot == nullptr || !slot->is_collection) continue;
      column.use = CsvColumn::Use::complete;
      column.collection = slot->collection;
      return true;
    }
    return false;
  }

  void unknown(std::string_view name) {
    text::Draft draft = report_.report(Code::csv_column_unknown, {name});
    draft.path(file_);
    const model::EntityId elsewhere = intake_.vocabulary().declared_elsewhere(entity_, name);
    if (elsewhere.valid()) {
      draft.help(Word::help_column_elsewhere, {name, name_argument(model_[elsewhere])});
    } else if (const std::string near = intake_.vocabulary().suggest_name(entity_, name);
               !near.empty()) {
      draft.help(Word::help_did_you_mean, {near});
    } else {
      draft.help(Word::help_ignore_extra);
    }
  }

  void once(const CsvColumn& column) {
    for (const CsvColumn& other : header_.columns) {
      const bool same =
          other.use == column.use &&
          (column.use == CsvColumn::Use::key ? other.entity == column.entity
           : column.use == CsvColumn::Use::complete
               ? other.collection == column.collection
               : header_.cells[other.cell].fact() == header_.cells[column.cell].fact());
      if (same) report_.report(Code::csv_column_twice, {column.name}).path(file_);
    }
  }

  const Intake& intake_;
  const model::Model& model_;
  model::EntityId entity_;
  const std::string& file_;
  text::Report& report_;
  CsvHeader header_;
};

}  // namespace

CsvHeader read_header(const Intake& intake, model::EntityId entity,
                      const std::vector<std::string_view>& names, const std::string& file,
                      bool ignore_extra, text::Report& report) {
  return HeaderReader(intake, entity, file, report).read(names, ignore_extra);
}

}  // namespace entitle::io
