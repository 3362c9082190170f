// Candidates for smaller rulesets and households, tried one after the other until none helps.
#include "differential/shrink.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "differential/palette.hpp"

namespace entitle::differential {

namespace {

using Change = std::function<void(Ruleset&)>;

void collect(Tree& tree, std::vector<Tree*>& into) {
  into.push_back(&tree);
  for (Tree& kid : tree.kids) collect(kid, into);
}

std::vector<Tree*> trees_of(Ruleset& ruleset) {
  std::vector<Tree*> trees;
  for (Rule& rule : ruleset.rules) {
    collect(rule.condition, trees);
    for (Tree& amount : rule.amount) collect(amount, trees);
  }
  for (Definition& definition : ruleset.definitions) collect(definition.value, trees);
  for (Entity& entity : ruleset.entities)
    for (Fact& fact : entity.facts)
      for (Tree& condition : fact.only_if) collect(condition, trees);
  return trees;
}

template <class T>
void erase_at(std::vector<T>& from, std::size_t at) {
  from.erase(from.begin() + static_cast<std::ptrdiff_t>(at));
}

void changes_of_declarations(const Ruleset& set, std::vector<Change>& changes) {
  for (std::size_t i = set.rules.size(); i-- > 0;)
    changes.emplace_back([i](Ruleset& r) { erase_at(r.rules, i); });
  for (std::size_t i = set.definitions.size(); i-- > 0;)
    changes.emplace_back([i](Ruleset& r) { erase_at(r.definitions, i); });
  for (std::size_t i = set.parameters.size(); i-- > 0;)
    changes.emplace_back([i](Ruleset& r) { erase_at(r.parameters, i); });
  for (std::size_t i = set.rules.size(); i-- > 0;)
    if (!set.rules[i].amount.empty())
      changes.emplace_back([i](Ruleset& r) { r.rules[i].amount.clear(); });
  if (set.entities.size() > 1)
    changes.emplace_back([](Ruleset& r) {
      const auto last = static_cast<std::uint32_t>(r.entities.size() - 1);
      for (Entity& entity : r.entities)
        std::erase_if(entity.collections, [&](const Collection& c) { return c.element == last; });
      r.entities.pop_back();
    });
  for (std::size_t e = 0; e < set.entities.size(); ++e)
    for (std::size_t f = set.entities[e].facts.size(); f-- > 0;) {
      changes.emplace_back([e, f](Ruleset& r) { erase_at(r.entities[e].facts, f); });
      if (!set.entities[e].facts[f].only_if.empty())
        changes.emplace_back([e, f](Ruleset& r) { r.entities[e].facts[f].only_if.clear(); });
    }
  for (std::size_t p = 0; p < set.parameters.size(); ++p) {
    for (std::size_t i = set.parameters[p].rows.size(); i-- > 0;)
      changes.emplace_back([p, i](Ruleset& r) { erase_at(r.parameters[p].rows, i); });
    for (std::size_t k = 0; k < set.parameters[p].keys.size(); ++k)
      changes.emplace_back([p, k](Ruleset& r) {
        Parameter& parameter = r.parameters[p];
        const std::size_t from = parameter.keys.size();
        erase_at(parameter.keys, k);
        for (std::vector<std::string>& row : parameter.rows) {
          erase_at(row, k);
          if (from == 1) erase_at(row, 3);  // the column `default`
        }
      });
  }
}

void changes_of_tree(std::size_t at, const Tree& tree, std::vector<Change>& changes) {
  const auto change = [&](auto edit) {
    changes.emplace_back([at, edit](Ruleset& r) {
      Tree& found = *trees_of(r)[at];
      edit(found);
    });
  };
  for (std::size_t k = 0; k < tree.kids.size(); ++k)
    change([k](Tree& t) {
      Tree kid = std::move(t.kids[k]);
      t = std::move(kid);
    });
  if (tree.form == Tree::Form::block && tree.kids.size() > 1)
    for (std::size_t k = 0; k < tree.kids.size(); ++k)
      change([k](Tree& t) { erase_at(t.kids, k); });
  if (tree.form == Tree::Form::cases && tree.kids.size() > 3)
    change([](Tree& t) { t.kids.erase(t.kids.begin(), t.kids.begin() + 2); });
  if (tree.type.is_number() && !tree.kids.empty())
    for (const std::int64_t units : {10'000, 0})
      change([units](Tree& t) { t = Tree::leaf(t.type, literal_text(t.type, units)); });
}

}  // namespace

Ruleset shrink(Ruleset ruleset, const std::function<bool(const Ruleset&)>& fails, int tries) {
  for (bool better = true; better && tries > 0;) {
    better = false;
    std::vector<Change> changes;
    changes_of_declarations(ruleset, changes);
    const std::vector<Tree*> trees = trees_of(ruleset);
    for (std::size_t i = 0; i < trees.size(); ++i) changes_of_tree(i, *trees[i], changes);
    for (const Change& change : changes) {
      if (tries-- <= 0) break;
      Ruleset candidate = ruleset;
      change(candidate);
      if (size_of(candidate) >= size_of(ruleset) || !fails(candidate)) continue;
      ruleset = std::move(candidate);
      better = true;
      break;
    }
  }
  return ruleset;
}

namespace {

/// Removes a row and all below it.
void remove_row(const model::Model& model, run::Household& household, std::uint32_t entity,
                std::uint32_t row) {
  for (std::uint32_t below = entity + 1; below < model.entities.size(); ++below) {
    if (model.entities[below].parent.index != entity) continue;
    std::vector<run::Row>& rows = household.entities[below];
    for (std::uint32_t r = static_cast<std::uint32_t>(rows.size()); r-- > 0;)
      if (rows[r].parent == row) remove_row(model, household, below, r);
    for (run::Row& other : rows)
      if (other.parent > row) --other.parent;
  }
  erase_at(household.entities[entity], row);
}

std::vector<run::Household> smaller(const model::Model& model, const run::Household& household) {
  std::vector<run::Household> candidates;
  for (std::uint32_t e = 0; e < household.entities.size(); ++e)
    for (std::uint32_t r = 0; r < household.entities[e].size(); ++r) {
      if (e > 0) {
        candidates.push_back(household);
        remove_row(model, candidates.back(), e, r);
      }
      const run::Row& row = household.entities[e][r];
      for (std::size_t f = 0; f < row.cells.size(); ++f) {
        if (!row.cells[f].given && !row.cells[f].refused) continue;
        candidates.push_back(household);
        candidates.back().entities[e][r].cells[f] = run::Cell{};
      }
      for (std::size_t c = 0; c < row.listings.size(); ++c) {
        if (row.listings[c] == run::Listing::complete) continue;
        candidates.push_back(household);
        candidates.back().entities[e][r].listings[c] = run::Listing::complete;
      }
    }
  return candidates;
}

}  // namespace

run::Household shrink(const model::Model& model, run::Household household,
                      const std::function<bool(const run::Household&)>& fails, int tries) {
  for (bool better = true; better && tries > 0;) {
    better = false;
    for (run::Household& candidate : smaller(model, household)) {
      if (tries-- <= 0) break;
      if (!fails(candidate)) continue;
      household = std::move(candidate);
      better = true;
      break;
    }
  }
  return household;
}

}  // namespace entitle::differential
