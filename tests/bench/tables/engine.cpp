// The one place that knows how the engine holds columns: run::Block filled from the workload's
// columns, run::ChunkDecider over chunks of it, and its answers read out.
#include "engine.hpp"

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>

#include "export.hpp"
#include "ruleset_impl.hpp"
#include "run/block.hpp"
#include "run/chunk.hpp"
#include "value/numbers.hpp"

namespace bench {

namespace model = entitle::model;
namespace run = entitle::run;
using entitle::Status;
using workload::Flag;
using workload::Hit;
using workload::Money;

namespace {

constexpr std::uint32_t chunk = 1'024;

/// A fact of the workload in the rules: its id, and of a one-of the choice that each value is.
struct Known {
  model::FactId fact;
  std::vector<std::uint32_t> choices;
};

model::FactId find(const model::Model& model, std::uint32_t entity, std::string_view name) {
  for (const model::FactId fact : model.entities[entity].facts)
    if (model[fact].key() == name) return fact;
  throw std::runtime_error("the rules have no fact " + std::string(name));
}

template <class T>
Known known(const model::Model& model, std::uint32_t entity, std::string_view name) {
  Known made{find(model, entity, name), {}};
  if constexpr (std::is_enum_v<T> && !std::is_same_v<T, Flag>) {
    const auto& choices = model[model[made.fact].domain].choices;
    for (std::size_t value = 0; value < choices.size(); ++value) {
      const std::string word = workload::text(static_cast<T>(value));
      const auto found = std::ranges::find_if(choices, [&](const model::Choice& one) {
        return one.code == word || one.name.en == word;
      });
      if (found == choices.end()) throw std::runtime_error("the rules have no choice " + word);
      made.choices.push_back(static_cast<std::uint32_t>(found - choices.begin()));
    }
  }
  return made;
}

/// One fact's values, with the rows that are missing (none where `gone` is empty).
template <class T>
void fill_column(const std::vector<T>& values, const std::vector<std::uint8_t>& gone,
                 const Known& known, run::FactColumn& out) {
  out.clear();
  for (std::size_t r = 0; r < values.size(); ++r) {
    if (!gone.empty() && gone[r] != 0) {
      out.push_unknown();
    } else if constexpr (std::is_same_v<T, Flag>) {
      out.push_truth(values[r] == Flag::yes);
    } else if constexpr (std::is_enum_v<T>) {
      out.push_choice(known.choices[static_cast<std::size_t>(values[r])]);
    } else {
      constexpr std::int64_t unit = std::is_same_v<T, Money> ? 1 : entitle::value::scale;
      out.push_number(values[r] * unit);
    }
  }
}

}  // namespace

struct Table::Impl {
  std::unique_ptr<run::Block> block;
};

Table::Table() : impl_(std::make_unique<Impl>()) {}
Table::~Table() = default;
Table::Table(Table&&) noexcept = default;
Table& Table::operator=(Table&&) noexcept = default;

struct Hits::Impl {
  run::HitList list;
};

Hits::Hits() : impl_(std::make_unique<Impl>()) {}
Hits::~Hits() = default;
Hits::Hits(Hits&&) noexcept = default;
Hits& Hits::operator=(Hits&&) noexcept = default;

std::size_t Hits::size() const { return impl_->list.view().size(); }
void Hits::shrink(std::size_t n) { impl_->list.shrink(n); }

std::vector<Hit> Hits::all() const {
  std::vector<Hit> made;
  for (const run::Hit& hit : impl_->list.view())
    made.push_back({hit.amount, hit.row, static_cast<workload::Program>(hit.program)});
  return made;
}

struct Engine::Impl {
  explicit Impl(entitle::Ruleset rules)
      : ruleset(std::move(rules)),
        model(ruleset.impl()->model),
        tables(ruleset.impl()->tables(workload_day())) {
    workload::Household household;
    workload::each_household_fact(
        [&]<class T>(std::string_view name, const T&) {
          of_household.push_back(known<T>(model, 0, name));
        },
        household);
    workload::Member member;
    workload::each_member_fact(
        [&]<class T>(std::string_view name, const T&) {
          of_member.push_back(known<T>(model, 1, name));
        },
        member);
    for (std::size_t p = 0; p < workload::program_count; ++p)
      if (p >= ruleset.programs().size() || ruleset.programs()[p] != workload::program_names[p])
        throw std::runtime_error("the rules' programs are not the workload's");
  }

  /// Where the rows of a program stand: of households or of members.
  model::EntityId entity(std::size_t program) const {
    return model[ruleset.impl()->plan.programs[program].rule].entity;
  }

  /// Calls use(decider, first household, past the last) after each chunk of a part of the table.
  template <class Use>
  void decide(const run::Block& block, unsigned part, const How& how, const Use& use) {
    const std::uint32_t chunks = (block.households() + chunk - 1) / chunk;
    const auto share = [&](unsigned of) {
      return static_cast<std::uint32_t>(std::uint64_t{chunks} * of / how.threads) * chunk;
    };
    run::DecideOptions options;
    options.settled = how.level == entitle::Level::settled;
    options.explain = false;
    run::ChunkDecider& decider = *deciders[part];
    const std::uint32_t end = std::min(share(part + 1), block.households());
    for (std::uint32_t from = share(part); from < end; from += chunk) {
      const std::uint32_t to = std::min(from + chunk, end);
      decider.decide(block, from, to, *tables, options);
      if (std::ranges::count(decider.contradicted(), 1) != 0)
        throw std::runtime_error("a household contradicts itself");
      use(decider, from, to);
    }
  }

  /// Calls work(part) for each part, each on its own thread.
  template <class Work>
  void in_parts(unsigned threads, const Work& work) {
    while (deciders.size() < threads)
      deciders.push_back(std::make_unique<run::ChunkDecider>(model, ruleset.impl()->plan,
                                                             run::ChunkDecider::Wanted{}));
    if (threads == 1) return work(0U);
    std::vector<std::exception_ptr> failed(threads);
    std::vector<std::thread> all;
    for (unsigned part = 0; part < threads; ++part)
      all.emplace_back([&, part] {
        try {
          work(part);
        } catch (...) {
          failed[part] = std::current_exception();
        }
      });
    for (std::thread& one : all) one.join();
    for (const std::exception_ptr& one : failed)
      if (one) std::rethrow_exception(one);
  }

  entitle::Ruleset ruleset;
  const model::Model& model;
  std::shared_ptr<const run::Tables> tables;
  std::vector<Known> of_household;
  std::vector<Known> of_member;
  std::vector<std::unique_ptr<run::ChunkDecider>> deciders;  ///< by thread
};

Engine::Engine(entitle::Ruleset ruleset) : impl_(std::make_unique<Impl>(std::move(ruleset))) {}
Engine::~Engine() = default;

void Engine::fill(const workload::Columns& columns, const Missing& missing, Table& out) const {
  std::unique_ptr<run::Block>& block = out.impl().block;
  if (!block || &block->model() != &impl_->model)
    block = std::make_unique<run::Block>(impl_->model);
  block->clear();
  const auto households = static_cast<std::uint32_t>(columns.size());
  block->level({0}).rows = households;
  run::BlockLevel& members = block->level({1});
  members.rows = static_cast<std::uint32_t>(columns.member_count());
  members.first = columns.offsets;
  members.listings.assign(households, run::Listing::complete);

  std::vector<std::uint8_t> gone;
  std::size_t fact = 0;
  workload::each_household_fact(
      [&](std::string_view, const auto& values) {
        gone.clear();
        if (missing)
          for (std::uint32_t h = 0; h < households; ++h)
            gone.push_back(missing(h, 0, fact) ? 1 : 0);
        const Known& to = impl_->of_household[fact++];
        fill_column(values, gone, to, block->fact(to.fact));
      },
      columns.households);
  fact = 0;
  workload::each_member_fact(
      [&](std::string_view, const auto& values) {
        gone.clear();
        if (missing)
          for (std::uint32_t h = 0; h < households; ++h)
            for (std::uint32_t r = columns.offsets[h]; r < columns.offsets[h + 1]; ++r)
              gone.push_back(missing(h, 1 + r - columns.offsets[h], fact) ? 1 : 0);
        const Known& to = impl_->of_member[fact++];
        fill_column(values, gone, to, block->fact(to.fact));
      },
      columns.members);
  block->complete();
}

void Engine::hits(const Table& table, const How& how, std::vector<Hits>& out) {
  Impl& e = *impl_;
  if (out.size() < how.threads) out.resize(how.threads);
  e.in_parts(how.threads, [&](unsigned part) {
    e.decide(*table.impl().block, part, how,
             [&](const run::ChunkDecider& decider, std::uint32_t, std::uint32_t) {
               decider.hits(out[part].impl().list);
             });
  });
}

void Engine::answers(const Table& table, const How& how, bool points, Answers& out) {
  Impl& e = *impl_;
  const run::Block& block = *table.impl().block;
  out.programs.resize(e.ruleset.programs().size());
  for (std::size_t p = 0; p < out.programs.size(); ++p) {
    const std::uint32_t rows = block.level(e.entity(p)).rows;
    out.programs[p].status.resize(rows);
    out.programs[p].least.resize(rows);
    out.programs[p].most.resize(points ? 0 : rows);
  }
  e.in_parts(how.threads, [&](unsigned part) {
    std::vector<run::AnswerRows> rows(out.programs.size());
    e.decide(
        block, part, how, [&](const run::ChunkDecider& decider, std::uint32_t from, std::uint32_t) {
          for (std::size_t p = 0; p < rows.size(); ++p) {
            const std::uint32_t first =
                e.entity(p).index == 0 ? from : block.level({1}).first[from];
            Answers::Column& column = out.programs[p];
            const bool pays = e.ruleset.impl()->plan.programs[p].amount != entitle::plan::no_node;
            rows[p] = {column.status.data() + first, pays ? column.least.data() + first : nullptr,
                       points ? nullptr : column.most.data() + first};
          }
          decider.answers(rows);
        });
  });
}

entitle::Date workload_day() { return entitle::Date(2024, 1, 1); }

}  // namespace bench
