// Households that supply the same definitions are decided together, as chunks of one block. Where
// those are all of a piece, answers stay the columns they are until somebody asks for them one by
// one; otherwise they are collected before the next are decided.
#include "batch_worker.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace entitle {
inline namespace v0 {

BatchWorker::BatchWorker(const Batch::Impl& batch)
    : batch_(batch), model_(batch.rules().model), read_(model_) {
  options_.settled = batch.options.level == Level::settled;
  options_.limit = std::max(1U, batch.options.limit);
  options_.explain = false;
}

void BatchWorker::decide() {
  batch_.source->read(raw, read_);
  read_.block.facts_as_of = batch_.options.facts_as_of;
  const std::uint32_t households = read_.block.households();
  answers_.clear();
  values_.clear();
  decided_.clear();
  rejections_.clear();
  keys_.clear();
  totals.clear();
  for (const io::Rejection& one : read_.rejections)
    rejections_.push_back({one.file, one.line, one.column, one.household, one.diagnostic});
  number_keys(households);
  may_supply_.clear();
  std::ranges::set_union(batch_.source->supplied(), read_.supplied,
                         std::back_inserter(may_supply_));
  collected_ = households == 0;
  for (std::uint32_t from = 0; from < households;) {
    const std::vector<model::DefinitionId> supplied = supplied_by(from);
    std::uint32_t to = may_supply_.empty() ? households : from + 1;
    while (to < households && supplied_by(to) == supplied) ++to;
    decide(supplied, from, to);
    if (from != 0 || to != households) {
      collected_ = true;
      collect();
    }
    from = to;
  }
  totals.rejected = rejections_.size();
  piece.first = first;
  piece.households = households;
  piece.rejections = rejections_;
  piece.source = this;
}

bool BatchWorker::explain(const BatchSink& sink, std::uint64_t most, std::uint64_t& explained) {
  const Options how{.level = batch_.options.level, .limit = batch_.options.limit};
  for (const std::uint32_t h : decided_) {
    if (explained == most) break;
    ++explained;
    std::vector<Diagnostic> diagnostics;
    const std::optional<Determination> made =
        determine(batch_.ruleset.impl(), single(h), *batch_.tables, how, decider(),
                  batch_.options.language, diagnostics);
    if (made && sink.explain && !sink.explain(key(h), *made)) return false;
  }
  return true;
}

std::vector<model::DefinitionId> BatchWorker::supplied_by(std::uint32_t household) const {
  std::vector<model::DefinitionId> found;
  for (const model::DefinitionId definition : may_supply_) {
    const model::FactId fact = model_[definition].supplied;
    std::pair<std::uint32_t, std::uint32_t> rows{household, household + 1};
    std::vector<model::EntityId> path;
    for (model::EntityId e = model_[fact].entity; e.index != 0; e = model_[e].parent)
      path.push_back(e);
    for (auto e = path.rbegin(); e != path.rend(); ++e) {
      const std::vector<std::uint32_t>& begins = read_.block.level(*e).first;
      rows = {begins[rows.first], begins[rows.second]};
    }
    const run::FactColumn& column = read_.block.fact(fact);
    std::uint32_t row = rows.first;
    while (row < rows.second && !column.given(row)) ++row;
    if (row < rows.second) found.push_back(definition);
  }
  return found;
}

void BatchWorker::decide(const std::vector<model::DefinitionId>& supplied, std::uint32_t from,
                         std::uint32_t to) {
  constexpr std::size_t kept = 8;
  auto found = std::ranges::find(supplied_, supplied, &Supplied::definitions);
  if (found == supplied_.end()) {
    if (supplied_.size() == kept) supplied_.clear();
    supplied_.push_back({supplied, batch_.rules().supplying(supplied), nullptr});
    found = std::prev(supplied_.end());
    const model::Model& model = found->supplying ? found->supplying->model : model_;
    const plan::Plan& plan = found->supplying ? found->supplying->plan : batch_.rules().plan;
    found->chunk = std::make_unique<run::ChunkDecider>(
        model, plan,
        run::ChunkDecider::Wanted{true, batch_.options.settlement, batch_.columns.exprs(plan)});
  }
  chunk_ = found->chunk.get();
  plan_ = found->supplying ? &found->supplying->plan : &batch_.rules().plan;
  from_ = from;
  chunk_->decide(read_.block, from, to, *batch_.tables, options_);
  totals.settled += chunk_->settled();
  contradictions(to);
  totals.add(columns(chunk_->programs()));
  if (batch_.options.explain == 0) return;
  for (std::uint32_t h = from; h < to; ++h)
    if (read_.rejected[h] == 0) decided_.push_back(h);
}

AnswerColumns BatchWorker::columns(const std::vector<run::ProgramColumn>& programs) const {
  return {model_, chunk_->frame(), read_, from_, keys_.empty() ? nullptr : &keys_, programs};
}

std::optional<AnswerColumns> BatchWorker::columns(bool with_lines) {
  if (collected_ || batch_.options.settlement || !batch_.columns.columns().empty())
    return std::nullopt;
  return columns(with_lines ? chunk_->with_lines() : chunk_->programs());
}

std::span<const BatchAnswer> BatchWorker::answers() {
  if (!std::exchange(collected_, true)) collect();
  return answers_;
}

std::span<const Value> BatchWorker::values() {
  (void)answers();
  return values_;
}

run::Decider& BatchWorker::decider() {
  if (!decider_) decider_ = std::make_unique<run::Decider>(model_, batch_.rules().plan);
  return *decider_;
}

Profile::Impl BatchWorker::single(std::uint32_t h) const {
  io::SingleHousehold one = batch_.source->single(raw, read_, h);
  return {batch_.ruleset.impl(), std::move(one.household), std::move(one.json),
          std::move(one.places)};
}

void BatchWorker::number_keys(std::uint32_t households) {
  if (read_.keys[0].size() == households) return;
  for (std::uint32_t h = 0; h < households; ++h) keys_.push_back(std::to_string(first + h + 1));
}

std::string_view BatchWorker::key(std::uint32_t household) const {
  return keys_.empty() ? read_.keys[0][household] : std::string_view(keys_[household]);
}

void BatchWorker::contradictions(std::uint32_t to) {
  for (std::uint32_t h = from_; h < to; ++h) {
    if (chunk_->contradicted()[h - from_] == 0 || read_.rejected[h] != 0) continue;
    read_.rejected[h] = 1;
    const Profile::Impl profile = single(h);
    Deciding deciding(batch_.rules(), profile.household, decider());
    const run::Decision& decision = deciding.decide(profile.household, *batch_.tables, options_);
    for (Diagnostic& diagnostic : entitle::contradictions(
             batch_.rules(), profile, decision.contradictions, batch_.options.language)) {
      const std::uint32_t column = batch_.source->locate(diagnostic, read_.lines[h]);
      rejections_.push_back({batch_.source->name(), read_.lines[h], column, std::string(key(h)),
                             std::move(diagnostic)});
    }
  }
}

void BatchWorker::collect() {
  (void)chunk_->with_lines();
  const run::Frame& frame = chunk_->frame();
  for (std::uint32_t h = from_; h < from_ + frame.households(); ++h) {
    if (read_.rejected[h] != 0) continue;
    household(frame, h);
    if (batch_.options.settlement) lines(frame, h);
  }
}

void BatchWorker::household(const run::Frame& frame, std::uint32_t h) {
  for (std::uint32_t p = 0; p < chunk_->programs().size(); ++p) {
    const model::EntityId entity = model_[model_.programs[p]].entity;
    const auto [begin, end] = rows(frame, entity, h - from_);
    for (std::uint32_t r = begin; r < end; ++r) answer(frame, entity, p, h, r, r - begin);
  }
}

std::pair<std::uint32_t, std::uint32_t> BatchWorker::rows(const run::Frame& frame,
                                                          model::EntityId entity,
                                                          std::uint32_t h) const {
  if (entity.index == 0) return {h, h + 1};
  const auto above = rows(frame, model_[entity].parent, h);
  const std::vector<std::uint32_t>& begins = frame.level(entity).first;
  return {begins[above.first], begins[above.second]};
}

void BatchWorker::answer(const run::Frame& frame, model::EntityId entity, std::uint32_t p,
                         std::uint32_t h, std::uint32_t r, std::uint32_t place) {
  const run::ProgramColumn& column = chunk_->programs()[p];
  const bool not_listed = frame.level(entity).below_ghost[r] != 0;
  if (column.status[r].empty()) return;
  const model::Rule& rule = model_[model_.programs[p]];
  BatchAnswer& made = answers_.emplace_back();
  made.household = key(h);
  made.household_row = first + h;
  made.program = p;
  made.status = column.status[r];
  made.not_listed = not_listed;
  made.settled = column.settled(r);
  recipient(made, frame, entity, r, place);
  if (made.status.has(Status::qualifies) && rule.amount.valid()) {
    made.least = bound(column.least[r]);
    made.most = bound(column.most_of(r));
  }
  if (const std::uint16_t line = column.refused_by[r]; line != run::ProgramColumn::no_line)
    made.refused_by = batch_.rules().catalogue.of(model_[rule.condition].parts[line]).label;
  const OnRecord record = columns(chunk_->programs()).record(p, r);
  made.recorded = record.received;
  made.recorded_amount = record.amount;
  values(frame, {entity, r});
}

void BatchWorker::recipient(BatchAnswer& made, const run::Frame& frame, model::EntityId entity,
                            std::uint32_t r, std::uint32_t place) const {
  if (entity.index == 0) return;
  made.recipient_number = place + 1;
  const std::uint32_t origin = frame.origin(entity, r);
  if (origin < read_.keys[entity.index].size()) made.recipient = read_.keys[entity.index][origin];
}

void BatchWorker::values(const run::Frame& frame, explain::Spot spot) {
  if (batch_.columns.columns().empty()) return;
  batch_.columns.fill({batch_.rules().catalogue, *plan_, frame, chunk_->machine()}, *plan_,
                      *batch_.tables, spot, values_);
}

void BatchWorker::lines(const run::Frame& frame, std::uint32_t h) {
  const explain::Columns columns(batch_.rules().catalogue, *plan_, frame, chunk_->machine());
  for (std::size_t l = 0; l < batch_.lines.size(); ++l) {
    const model::SettlementLine& line = model_.settlement[l];
    const plan::LineNodes& nodes = plan_->settlement[l];
    const model::EntityId entity = model_[line.programs[0]].entity;
    const auto [begin, end] = rows(frame, entity, h - from_);
    for (std::uint32_t r = begin; r < end; ++r) {
      const value::Truth had = columns.truth(nodes.had, {entity, r});
      if (had == value::Truth::F || frame.level(entity).below_ghost[r] != 0) continue;
      BatchAnswer& made = answers_.emplace_back();
      made.household = key(h);
      made.household_row = first + h;
      recipient(made, frame, entity, r, r - begin);
      made.program = no_index;
      made.line = batch_.lines[l];
      made.status.add(Status::qualifies);
      if (had == value::Truth::U) made.status.add(Status::does_not_qualify);
      if (nodes.amount != plan::no_node) {
        const value::Interval amount = columns.number(nodes.amount, {entity, r});
        made.least = bound(amount.lo);
        made.most = bound(amount.hi);
        made.line_period = explain::line_type(model_, line).period;
      }
      values(frame, {entity, r});
    }
  }
}

}  // namespace v0
}  // namespace entitle
