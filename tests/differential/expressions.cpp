// Draws conditions and numbers over whatever a ruleset has declared so far.
#include "differential/expressions.hpp"

#include <utility>

namespace entitle::differential {

using value::Kind;

namespace {

const Type yes_no = Type::of(Kind::yes_no);
const Type whole = Type::of(Kind::whole);

Tree made(Type type, std::vector<std::string> pieces, std::vector<Tree> kids) {
  return {Tree::Form::simple, type, {}, std::move(pieces), std::move(kids)};
}

Tree infix(Type type, Tree left, const std::string& word, Tree right) {
  std::vector<Tree> kids;
  kids.push_back(std::move(left));
  kids.push_back(std::move(right));
  return made(type, {"(", " " + word + " ", ")"}, std::move(kids));
}

Tree wrapped(Type type, const std::string& before, Tree kid, const std::string& after) {
  std::vector<Tree> kids;
  kids.push_back(std::move(kid));
  return made(type, {before, after}, std::move(kids));
}

Type plain(Type type) {
  type.ratio = false;
  type.may_be_none = false;
  return type;
}

}  // namespace

bool Expressions::above(std::uint32_t entity, std::uint32_t other) const {
  for (int e = static_cast<int>(entity); e >= 0;
       e = set_.entities[static_cast<std::size_t>(e)].parent)
    if (static_cast<std::uint32_t>(e) == other) return true;
  return false;
}

template <class Use>
void Expressions::facts_seen(std::uint32_t entity, Use use) const {
  for (int e = static_cast<int>(entity); e >= 0;
       e = set_.entities[static_cast<std::size_t>(e)].parent)
    for (const Fact& fact : set_.entities[static_cast<std::size_t>(e)].facts) use(fact);
}

std::vector<const Collection*> Expressions::collections(std::uint32_t entity) const {
  std::vector<const Collection*> found;
  int weight = 4;
  for (int e = static_cast<int>(entity); e >= 0;
       e = set_.entities[static_cast<std::size_t>(e)].parent, weight = 1)
    for (const Collection& collection : set_.entities[static_cast<std::size_t>(e)].collections)
      if (collection.element < set_.entities.size())
        for (int i = 0; i < weight; ++i) found.push_back(&collection);
  return found;
}

Tree Expressions::literal(const Type& type) {
  return Tree::leaf(plain(type), literal_text(type, palette_.constant(type, random_)));
}

Tree Expressions::condition_of_facts(std::uint32_t entity) {
  facts_only_ = true;
  Tree tree = random_.chance(60) ? comparison(entity, 0) : truth_leaf(entity);
  facts_only_ = false;
  return tree;
}

Tree Expressions::condition(std::uint32_t entity) {
  return random_.chance(80) ? block(entity, 2) : truth(entity, 3);
}

Tree Expressions::block(std::uint32_t entity, int depth) {
  Tree tree;
  tree.form = Tree::Form::block;
  tree.type = yes_no;
  const std::uint32_t lines = 1 + random_.below(4);
  switch (random_.below(6)) {
    case 0:
    case 1:
      tree.head = "all of";
      break;
    case 2:
    case 3:
      tree.head = "any of";
      break;
    case 4:
      tree.head = "none of";
      break;
    default:
      tree.head = "at least " + std::to_string(1 + random_.below(lines)) + " of";
  }
  for (std::uint32_t i = 0; i < lines; ++i)
    tree.kids.push_back(depth > 0 && random_.chance(25) ? block(entity, depth - 1)
                                                        : truth(entity, 2));
  return tree;
}

Tree Expressions::truth_leaf(std::uint32_t entity) {
  std::vector<Tree> found;
  facts_seen(entity, [&](const Fact& fact) {
    if (fact.type.kind == Kind::yes_no) found.push_back(Tree::leaf(yes_no, fact.name));
  });
  if (!facts_only_) {
    for (const Definition& definition : set_.definitions)
      if (definition.value.type.kind == Kind::yes_no && above(entity, definition.entity))
        found.push_back(Tree::leaf(yes_no, definition.name));
    for (const Rule& rule : set_.rules)
      if (above(entity, rule.entity))
        for (int twice = 0; twice < 2; ++twice)
          found.push_back(Tree::leaf(yes_no, !rule.program        ? rule.name
                                             : random_.chance(50) ? "eligible for " + rule.name
                                             : random_.chance(50) ? "receives " + rule.name
                                                                  : "in " + rule.name));
  }
  return found.empty() ? comparison(entity, 0) : random_.pick(found);
}

Tree Expressions::truth(std::uint32_t entity, int depth) {
  if (depth <= 0) return random_.chance(50) ? truth_leaf(entity) : comparison(entity, 0);
  const std::uint32_t what = random_.below(100);
  if (what < 15) return truth_leaf(entity);
  if (what < 60) return comparison(entity, depth);
  if (what < 80) {
    const std::string word = random_.chance(50) ? "and" : "or";
    Tree left = truth(entity, depth - 1);
    return infix(yes_no, std::move(left), word, truth(entity, depth - 1));
  }
  if (what < 87) return wrapped(yes_no, "(not ", truth(entity, depth - 1), ")");
  const auto seen = collections(entity);
  if (seen.empty()) return comparison(entity, depth);
  const Collection& collection = *random_.pick(seen);
  const std::string over = (random_.chance(50) ? "any of " : "every one of ") + collection.name;
  if (random_.chance(60))
    return wrapped(yes_no, over + " has (", truth(collection.element, depth - 1), ")");
  std::vector<Tree> kids;
  kids.push_back(truth(collection.element, depth - 1));
  kids.push_back(truth(collection.element, depth - 1));
  return made(yes_no, {over + " where (", ") has (", ")"}, std::move(kids));
}

Tree Expressions::comparison(std::uint32_t entity, int depth) {
  std::vector<const Fact*> choices;
  facts_seen(entity, [&](const Fact& fact) {
    if (fact.type.kind == Kind::choice) choices.push_back(&fact);
  });
  if (!choices.empty() && random_.chance(25)) {
    const Fact& fact = *random_.pick(choices);
    const std::vector<std::string>& names = fact.choices.empty() ? set_.counties : fact.choices;
    const std::string first = random_.pick(names);
    const Fact& other = *random_.pick(choices);
    if (&other != &fact && same_type(plain(other.type), plain(fact.type)))
      return Tree::leaf(
          yes_no, "(" + fact.name + (random_.chance(70) ? " is " : " is not ") + other.name + ")");
    const std::string set =
        "{" + first + (random_.chance(60) ? ", " + random_.pick(names) : "") + "}";
    switch (random_.below(4)) {
      case 0:
        return Tree::leaf(yes_no, "(" + fact.name + " is " + first + ")");
      case 1:
        return Tree::leaf(yes_no, "(" + fact.name + " is not " + first + ")");
      case 2:
        return Tree::leaf(yes_no, "(" + fact.name + " in " + set + ")");
      default:
        return Tree::leaf(yes_no, "(" + fact.name + " not in " + set + ")");
    }
  }
  const Type type = random_.pick(palette_.numbers());
  Tree left = number(type, entity, depth - 1, {true, true});
  const std::uint32_t what = random_.below(100);
  if (what < 15 && !left.type.ratio && type.kind != Kind::date) {
    const std::int64_t a = palette_.constant(type, random_);
    const std::int64_t b = palette_.constant(type, random_);
    const std::string from = literal_text(type, std::min(a, b));
    const std::string range = random_.chance(25)
                                  ? from + ".."
                                  : from.substr(0, from.find_first_not_of("0123456789.")) + ".." +
                                        literal_text(type, std::max(a, b));
    if (range.find(' ') == std::string::npos || range.find("..") < range.find(' '))
      return wrapped(yes_no, "(", std::move(left),
                     (random_.chance(60) ? " in " : " not in ") + range + ")");
  }
  if (what < 20 && type.kind != Kind::date) {
    const std::string list = " {" + literal(type).print(0) + ", " + literal(type).print(0) + "})";
    return wrapped(yes_no, "(", std::move(left), (random_.chance(60) ? " in" : " not in") + list);
  }
  static const char* const words[] = {"<", "<=", ">", ">=", "is", "is not"};
  Tree right = random_.chance(50) ? literal(type) : number(type, entity, depth - 1, {true, true});
  const bool equality = random_.chance(25);
  return infix(yes_no, std::move(left), words[equality ? 4 + random_.below(2) : random_.below(4)],
               std::move(right));
}

Tree Expressions::number_leaf(const Type& type, std::uint32_t entity, Allowed allowed) {
  std::vector<Tree> found;
  facts_seen(entity, [&](const Fact& fact) {
    if (same_type(fact.type, type) && (allowed.none || !fact.type.may_be_none))
      for (int often = 0; often < 3; ++often) found.push_back(Tree::leaf(fact.type, fact.name));
    if (same_type(fact.type, type) && !allowed.none && fact.type.may_be_none && !facts_only_)
      found.push_back(
          Tree::leaf(plain(type), "(" + fact.name + " or " + literal(type).print(0) + ")"));
  });
  if (!facts_only_) {
    for (const Parameter& parameter : set_.parameters)
      if (same_type(parameter.type, type))
        for (int often = 0; often < 3; ++often) found.push_back(Tree::leaf(type, parameter.name));
    for (const Definition& definition : set_.definitions) {
      const Type& its = definition.value.type;
      if (same_type(its, type) && above(entity, definition.entity) &&
          (allowed.ratio || !its.ratio) && (allowed.none || !its.may_be_none))
        for (int often = 0; often < 4; ++often) found.push_back(Tree::leaf(its, definition.name));
    }
  }
  if (found.empty() || random_.chance(12)) return literal(type);
  return random_.pick(found);
}

Tree Expressions::number(const Type& type, std::uint32_t entity, int depth, Allowed allowed) {
  if (depth <= 0 || facts_only_ || type.kind == Kind::date) {
    const bool aggregated = type.kind == Kind::date && depth > 0 && random_.chance(30);
    return aggregated ? aggregate(type, entity, depth, allowed)
                      : number_leaf(type, entity, allowed);
  }
  const std::uint32_t what = random_.below(100);
  if (what < 25) return number_leaf(type, entity, allowed);
  if (what < 45) {
    const Allowed inner{allowed.ratio, false};
    Tree left = number(type, entity, depth - 1, inner);
    Tree right = number(type, entity, depth - 1, inner);
    Type result = plain(type);
    result.ratio = left.type.ratio || right.type.ratio;
    return infix(result, std::move(left), random_.chance(55) ? "+" : "-", std::move(right));
  }
  if (what < 58) return product(type, entity, depth, allowed);
  if (what < 68 && allowed.ratio) return quotient(type, entity, depth);
  if (what < 74) return rounded(type, entity, depth);
  if (what < 78) return multiplied_back(type, entity, depth);
  if (what < 92) return aggregate(type, entity, depth, allowed);
  if (what < 95)
    return wrapped(plain(type), "(-", number(plain(type), entity, depth - 1, {false, false}), ")");
  if (type.kind == Kind::money && type.period != Period::none) {
    Type other = plain(type);
    const bool monthly = type.period == Period::month;
    if (monthly && !allowed.ratio) return number_leaf(type, entity, allowed);
    other.period = monthly ? Period::year : Period::month;
    Type result = plain(type);
    result.ratio = monthly;
    return wrapped(result, "(", number(other, entity, depth - 1, {false, false}),
                   monthly ? " per month)" : " per year)");
  }
  return number_leaf(type, entity, allowed);
}

Tree Expressions::product(const Type& type, std::uint32_t entity, int depth, Allowed allowed) {
  Tree left = number(type, entity, depth - 1, {allowed.ratio, false});
  Type result = plain(type);
  result.ratio = left.type.ratio;
  if (allowed.ratio && random_.chance(30)) {
    const Type by = Type::of(random_.chance(50) ? Kind::decimal : Kind::percent);
    Tree right = number_leaf(by, entity, {false, false});
    result.ratio = true;
    return infix(result, std::move(left), "*", std::move(right));
  }
  if (random_.chance(25) && type.kind != Kind::whole && type.kind != Kind::duration) {
    static const char* const factors[] = {"1.5", "0.5", "60%", "25%", "2"};
    return infix(result, std::move(left), "*",
                 Tree::leaf(Type::of(Kind::decimal), factors[random_.below(5)]));
  }
  Tree right = number(whole, entity, depth - 1, {false, false});
  if (random_.chance(30)) std::swap(left, right);
  return infix(result, std::move(left), "*", std::move(right));
}

Tree Expressions::divisor(std::uint32_t entity) {
  std::vector<Tree> found;
  facts_seen(entity, [&](const Fact& fact) {
    const bool positive = fact.words.rfind("whole number 1..", 0) == 0 ||
                          fact.words.rfind("whole number >= 1", 0) == 0;
    if (positive && fact.only_if.empty()) found.push_back(Tree::leaf(whole, fact.name));
  });
  for (const Collection* collection : collections(entity))
    if (collection->never_empty) found.push_back(Tree::leaf(whole, "count of " + collection->name));
  if (found.empty() || random_.chance(10)) return Tree::leaf(whole, random_.chance(50) ? "3" : "7");
  return random_.pick(found);
}

Tree Expressions::quotient(const Type& type, std::uint32_t entity, int depth) {
  Type result = plain(type);
  result.ratio = true;
  Tree left = number(type, entity, depth - 1, {true, false});
  return infix(result, std::move(left), "/", divisor(entity));
}

// (s - i / n) * n
Tree Expressions::multiplied_back(const Type& type, std::uint32_t entity, int depth) {
  const Tree by = divisor(entity);
  Type ratio = plain(type);
  ratio.ratio = true;
  Tree standard = number(type, entity, depth - 1, {false, false});
  Tree divided = infix(ratio, number(type, entity, depth - 1, {false, false}), "/", by);
  const bool turned = random_.chance(20);
  Tree left = turned ? infix(ratio, std::move(divided), "+", std::move(standard))
                     : infix(ratio, std::move(standard), "-", std::move(divided));
  return infix(plain(type), std::move(left), "*", by);
}

Tree Expressions::aggregate(const Type& type, std::uint32_t entity, int depth, Allowed allowed) {
  const auto seen = collections(entity);
  if (seen.empty()) return number_leaf(type, entity, allowed);
  const Collection& collection = *random_.pick(seen);
  if (type.kind == Kind::whole && random_.chance(50)) {
    if (random_.chance(40)) return Tree::leaf(whole, "count of " + collection.name);
    return wrapped(whole, "count of " + collection.name + " where (",
                   truth(collection.element, depth - 1), ")");
  }
  const bool add = type.kind != Kind::date && (!allowed.none || random_.chance(50));
  if (!add && !allowed.none) return number_leaf(type, entity, allowed);
  const std::string word = add ? "sum of " : random_.chance(50) ? "smallest of " : "largest of ";
  std::vector<Tree> kids;
  kids.push_back(number(type, collection.element, depth - 1, {false, true}));
  Type result = plain(type);
  result.may_be_none = !add;
  if (random_.chance(50))
    return made(result, {"(" + word, " over " + collection.name + ")"}, std::move(kids));
  kids.push_back(truth(collection.element, depth - 1));
  return made(result, {"(" + word, " over " + collection.name + " where (", "))"}, std::move(kids));
}

Tree Expressions::rounded(const Type& type, std::uint32_t entity, int depth) {
  static const char* const modes[] = {"half up", "up", "down", "half even"};
  std::string unit = "1";
  if (type.kind == Kind::money)
    unit = random_.chance(50) ? "0.01 元" : random_.chance(50) ? "1 元" : "0.1 元";
  if (type.kind == Kind::decimal) unit = random_.chance(50) ? "0.01" : "0.5";
  if (type.kind == Kind::percent) unit = "1%";
  if (type.kind == Kind::duration) return number_leaf(type, entity, {false, false});
  return wrapped(plain(type), "(", number(type, entity, depth - 1, {true, false}),
                 std::string(" rounded ") + modes[random_.below(4)] + " to " + unit + ")");
}

Tree Expressions::definition(std::uint32_t entity) {
  const bool of_truth = random_.chance(20);
  const Type type = of_truth ? yes_no : random_.pick(palette_.numbers());
  const auto value = [&] {
    return of_truth ? truth(entity, 2) : number(type, entity, 2, {true, true});
  };
  if (random_.chance(50))
    return of_truth ? truth(entity, 3) : number(type, entity, 3, {true, true});
  Tree tree;
  tree.form = Tree::Form::cases;
  tree.type = plain(type);
  const std::uint32_t rows = 1 + random_.below(2);
  for (std::uint32_t i = 0; i < rows; ++i) {
    tree.kids.push_back(truth(entity, 2));
    tree.kids.push_back(value());
  }
  tree.kids.push_back(value());
  for (std::size_t i = 1; i < tree.kids.size(); i += i + 2 < tree.kids.size() ? 2 : 1) {
    tree.type.ratio = tree.type.ratio || tree.kids[i].type.ratio;
    tree.type.may_be_none = tree.type.may_be_none || tree.kids[i].type.may_be_none;
  }
  return tree;
}

Tree Expressions::amount(std::uint32_t entity) {
  std::vector<Type> money;
  for (const Type& type : palette_.numbers())
    if (type.kind == Kind::money) money.push_back(type);
  const Type type = random_.pick(money);
  return random_.chance(60) ? rounded(type, entity, 3) : number(type, entity, 2, {false, false});
}

}  // namespace entitle::differential
