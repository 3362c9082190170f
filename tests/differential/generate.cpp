// Drawing of declarations and rules; expressions are drawn by expressions.cpp.
#include "differential/generate.hpp"

#include <algorithm>

#include "differential/expressions.hpp"
#include "differential/palette.hpp"

namespace entitle::differential {

using value::Kind;

namespace {

class Generator {
 public:
  explicit Generator(Random random) : random_(random), palette_(random.fork(1)) {}

  Ruleset run() {
    set_.as_of = random_.pick(std::vector<std::string>{"2020-12-31", "2021-01-01", "2021-06-01",
                                                       "2022-06-30", "2023-05-05", "2019-01-01"});
    make_entities();
    make_parameters();
    const std::uint32_t rules = 3 + random_.below(7);
    for (std::uint32_t i = 0; i < rules; ++i) {
      if (random_.chance(40)) make_definition();
      make_rule(random_.chance(60) || i + 1 == rules);
    }
    make_settlement();
    return std::move(set_);
  }

 private:
  std::string fresh(const char* prefix) { return prefix + ("_" + std::to_string(++names_)); }

  /// A county's name of characters alone, as the cycle of sixty counts (not in its order): a name
  /// that ends in digits would have to be quoted.
  static std::string counted_name(std::size_t number) {
    static const char* const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
    static const char* const branches[] = {"子", "丑", "寅", "卯", "辰", "巳",
                                           "午", "未", "申", "酉", "戌", "亥"};
    return std::string(stems[number / 12 % 10]) + branches[number % 12] + "县";
  }

  void make_entities() {
    static const char* const names[] = {"household", "person", "supporter", "plot"};
    static const int parents[] = {-1, 0, 1, 0};
    const std::uint32_t count = random_.chance(20) ? 1 : 2 + random_.below(3);
    const std::uint32_t counties = 2 + random_.below(3);
    static const char* const county_names[] = {"甲县", "乙县", "丙县", "丁县"};
    for (std::uint32_t i = 0; i < counties; ++i) set_.counties.emplace_back(county_names[i]);
    static const std::vector<std::uint32_t> many = {8, 9, 20, 70};
    if (palette_.edges())
      for (const std::uint32_t all = random_.pick(many); set_.counties.size() < all;)
        set_.counties.push_back(counted_name(set_.counties.size()));
    for (std::uint32_t e = 0; e < count; ++e) {
      set_.entities.emplace_back();
      set_.entities[e].name = names[e];
      set_.entities[e].parent = parents[e];
      if (e > 0) {
        Collection collection;
        collection.name = fresh("list");
        collection.element = e;
        collection.never_empty = random_.chance(50);
        const std::uint32_t least = collection.never_empty ? 1 : 0;
        switch (random_.below(4)) {
          case 0:
            collection.size = ", " + std::to_string(least) + " to " +
                              std::to_string(least + 1 + random_.below(3));
            break;
          case 1:
            collection.size = collection.never_empty ? ", at least 1" : ", at most 20";
            break;
          default:
            collection.size = ", " + std::to_string(least) + " to 30";
        }
        set_.entities[static_cast<std::size_t>(parents[e])].collections.push_back(collection);
      }
      const std::uint32_t facts = 3 + random_.below(4);
      if (e == 0) {
        Fact county{"county", Type::choice(-2), false, "one of \"counties.csv\"", {}, {}, {}};
        set_.entities[0].facts.push_back(county);
      }
      if (e == 1 && random_.chance(40))
        set_.entities[1].facts.push_back(
            {"home", Type::choice(-2), false, "one of \"counties.csv\"", {}, {}, {}});
      for (std::uint32_t f = 0; f < facts; ++f) make_fact(e);
      if (random_.chance(25)) make_birth(e);
    }
  }

  void make_fact(std::uint32_t entity) {
    Fact fact;
    fact.name = fresh("fact");
    const std::uint32_t what = random_.below(10);
    if (what < 2) {
      fact.type = Type::of(Kind::yes_no);
      fact.words = "yes/no";
    } else if (what < 3) {
      fact.type = Type::of(Kind::yes_no);
      fact.finding = true;
    } else if (what < 5) {
      fact.type = Type::choice(++domains_);
      std::uint32_t choices = 2 + random_.below(3);
      // Sets of several words, and codes that no longer fit a byte.
      static const std::vector<std::uint32_t> many = {8, 9, 20, 63, 64, 65, 70, 254, 255, 256, 300};
      if (palette_.edges() && random_.chance(50)) choices = random_.pick(many);
      for (std::uint32_t i = 0; i < choices; ++i)
        fact.choices.push_back(fact.name + "_" +
                               (choices <= 4 ? std::string(1, "abcd"[i]) : std::to_string(i)));
    } else if (what < 6) {
      fact.type = random_.chance(70) ? Type::of(Kind::whole) : Type::money(Period::month);
      fact.words = palette_.positive_declaration(fact.type, random_);
    } else {
      fact.type = random_.pick(palette_.numbers());
      fact.words = palette_.declaration(fact.type, random_);
    }
    if (!fact.finding && random_.chance(25)) {
      Expressions expressions(set_, palette_, random_);
      fact.only_if.push_back(expressions.condition_of_facts(entity));
      fact.type.may_be_none = fact.type.kind != Kind::yes_no;
    }
    set_.entities[entity].facts.push_back(fact);
  }

  /// A day of birth and the age that is counted from it.
  void make_birth(std::uint32_t entity) {
    const Type years = Type::duration(value::DurationUnit::years);
    const bool compared = std::any_of(palette_.numbers().begin(), palette_.numbers().end(),
                                      [&](const Type& type) { return same_type(type, years); });
    if (!compared) return;
    Fact birth{fresh("birth"), Type::of(Kind::date), false, "date", {}, {}, {}};
    Fact age{fresh("age"), years, false, "years 0..120", {}, {}, birth.name};
    set_.entities[entity].facts.push_back(birth);
    set_.entities[entity].facts.push_back(age);
  }

  void make_parameters() {
    const std::uint32_t count = random_.below(4);
    for (std::uint32_t i = 0; i < count; ++i) {
      Parameter parameter;
      parameter.name = fresh("parameter");
      do parameter.type = random_.pick(palette_.numbers());
      while (parameter.type.kind == Kind::date);
      parameter.words = palette_.declaration(parameter.type, random_);
      if (random_.chance(70)) parameter.keys.emplace_back("county");
      for (const Fact& fact : set_.entities[0].facts)
        if (!fact.choices.empty() && fact.only_if.empty() && parameter.keys.size() < 2 &&
            random_.chance(40))
          parameter.keys.push_back(fact.name);
      make_rows(parameter);
      set_.parameters.push_back(parameter);
    }
  }

  // Rows of one group of keys follow each other without a gap; a later group is more specific than
  // all before it.
  void make_rows(Parameter& parameter) {
    static const char* const froms[] = {"2020-01-01", "2021-01-01", "2022-01-01"};
    static const char* const throughs[] = {"2020-12-31", "2021-12-31", ""};
    std::vector<std::vector<std::string>> groups = {
        std::vector<std::string>(parameter.keys.size(), "*")};
    if (!parameter.keys.empty()) {
      const std::size_t named = random_.below(3);
      for (std::size_t i = 0; i < named; ++i) {
        std::vector<std::string> group(parameter.keys.size(), "*");
        group[0] = choice_of(parameter.keys[0]);
        if (group.size() > 1 && random_.chance(50)) group[1] = choice_of(parameter.keys[1]);
        if (std::find(groups.begin(), groups.end(), group) == groups.end()) groups.push_back(group);
      }
      if (groups.size() > 1 && random_.chance(30)) groups.erase(groups.begin());
    }
    for (const std::vector<std::string>& group : groups) {
      const std::uint32_t first = random_.below(2);
      const std::uint32_t last = std::max(first, 1 + random_.below(2));
      for (std::uint32_t period = first; period <= last; ++period) {
        std::vector<std::string> row = group;
        row.emplace_back(froms[period]);
        std::string through = throughs[period];
        if (period == 2) through = random_.chance(60) ? "open" : "2022-06-30";
        row.push_back(through);
        row.push_back(value_of(parameter));
        row.emplace_back(random_.chance(60)   ? "published"
                         : random_.chance(50) ? "carried forward"
                                              : "assumed");
        const bool star = std::find(group.begin(), group.end(), "*") != group.end();
        if (!group.empty())
          row.emplace_back(star ? (random_.chance(50) ? "assumed" : "exact") : "");
        row.emplace_back("gazette");
        row.emplace_back("");
        row.emplace_back("");
        parameter.rows.push_back(row);
      }
    }
  }

  std::string choice_of(const std::string& key) {
    if (key == "county") return random_.pick(set_.counties);
    for (const Fact& fact : set_.entities[0].facts)
      if (fact.name == key) return random_.pick(fact.choices);
    return "*";
  }

  // A value within the declared range, which stands in the words as `lo..hi`, `>= lo`, `<= hi` or
  // not at all.
  std::string value_of(const Parameter& parameter) {
    const std::int64_t by = palette_.step(parameter.type);
    const std::int64_t times = parameter.type.kind == Kind::percent ? 100 : 1;
    const Bounds bounds = bounds_in(parameter.words);
    std::int64_t lo = palette_.constant(parameter.type, random_) * times;
    if (random_.chance(30) && bounds.has_least) lo = bounds.least;
    if (bounds.has_least) lo = std::max(lo, bounds.least);
    if (bounds.has_most) lo = std::min(lo, bounds.most);
    if (lo > 1'000'000'000'000 * times && times > 1) lo = 0;
    const std::uint32_t what = random_.below(100);
    if (what < 15) return "";
    if (what < 70) return decimal_text(lo);
    std::int64_t hi = lo + by * times * (1 + random_.below(3));
    if (bounds.has_most) hi = std::min(hi, bounds.most);
    if (what < 85 || hi <= lo) return decimal_text(lo) + ".." + decimal_text(std::max(lo, hi));
    return decimal_text(lo) + "..";
  }

  struct Bounds {
    bool has_least = false;
    bool has_most = false;
    std::int64_t least = 0;
    std::int64_t most = 0;
  };
  static std::int64_t units_in(const std::string& text) {
    const std::size_t point = text.find('.');
    std::int64_t units = std::stoll(text.substr(0, point)) * 10'000;
    if (point != std::string::npos)
      units += std::stoll((text.substr(point + 1) + "0000").substr(0, 4));
    return units;
  }
  static Bounds bounds_in(const std::string& words) {
    Bounds bounds;
    const auto number_at = [&](std::size_t at) {
      return units_in(words.substr(at, words.find_first_not_of("0123456789.", at) - at));
    };
    const std::size_t dots = words.find("..");
    if (dots != std::string::npos) {
      const std::size_t begin = words.rfind(' ', dots) + 1;
      bounds = {true, true, units_in(words.substr(begin, dots - begin)), number_at(dots + 2)};
    } else if (words.find(">= ") != std::string::npos) {
      bounds.has_least = true;
      bounds.least = number_at(words.find(">= ") + 3);
    } else if (words.find("<= ") != std::string::npos) {
      bounds.has_most = true;
      bounds.most = number_at(words.find("<= ") + 3);
    }
    return bounds;
  }

  void make_definition() {
    Expressions expressions(set_, palette_, random_);
    Definition definition;
    definition.name = fresh("definition");
    definition.entity = random_.below(set_.entities.size());
    definition.value = expressions.definition(definition.entity);
    set_.definitions.push_back(definition);
    // What came before a definition in the text may not know it, but all rules so far may be named
    // by later definitions only.
  }

  void make_rule(bool program) {
    Expressions expressions(set_, palette_, random_);
    Rule rule;
    rule.program = program;
    rule.name = fresh(program ? "program" : "criterion");
    rule.entity = random_.below(set_.entities.size());
    rule.condition = expressions.condition(rule.entity);
    if (program && random_.chance(60)) rule.amount.push_back(expressions.amount(rule.entity));
    if (random_.chance(25)) rule.force = force();
    set_.rules.push_back(rule);
  }

  std::string force() {
    static const char* const days[] = {"2019-01-01", "2020-12-31", "2021-01-01",
                                       "2021-06-01", "2022-06-30", "2023-05-05"};
    const std::uint32_t from = random_.below(6);
    const std::uint32_t through = from + random_.below(6 - from);
    const bool ends = random_.chance(50);
    std::string text = std::string("in force from ") + days[from];
    if (ends) text += std::string(" through ") + days[through];
    if (random_.chance(35)) text += ", unknown before";
    if (ends && random_.chance(35)) text += ", unknown after";
    return text;
  }

  bool above(std::uint32_t entity, std::uint32_t other) const {
    for (int e = static_cast<int>(entity); e >= 0;
         e = set_.entities[static_cast<std::size_t>(e)].parent)
      if (e == static_cast<int>(other)) return true;
    return false;
  }

  static bool regular(const Rule& rule) {
    const Period period = rule.amount.front().type.period;
    return period == Period::month || period == Period::year;
  }

  /// Lines among the programs so far; each is settled once.
  void make_settlement() {
    std::vector<const Rule*> programs;
    for (const Rule& rule : set_.rules)
      if (rule.program) programs.push_back(&rule);
    if (programs.size() < 2 || random_.chance(30)) return;
    std::vector<const Rule*> free = programs;
    const std::uint32_t lines = 1 + random_.below(3);
    for (std::uint32_t l = 0; l < lines && !free.empty(); ++l) {
      const Rule* payee = random_.pick(free);
      const std::uint32_t what = random_.below(3);
      if (what == 0 && !payee->amount.empty()) {
        std::vector<const Rule*> others;
        for (const Rule* other : free)
          if (other != payee && other->entity == payee->entity && !other->amount.empty() &&
              regular(*other) == regular(*payee))
            others.push_back(other);
        if (others.empty()) continue;
        if (others.size() > 2) others.resize(2);
        std::string line = "higher of " + payee->name;
        for (const Rule* other : others) line += ", " + other->name;
        std::erase_if(free, [&](const Rule* rule) {
          return std::find(others.begin(), others.end(), rule) != others.end();
        });
        set_.settlement.push_back(line);
      } else if (what == 1 && !payee->amount.empty()) {
        std::string line;
        for (const Rule* other : programs) {
          if (other == payee || other->amount.empty() || !above(payee->entity, other->entity) ||
              regular(*other) != regular(*payee) || random_.chance(40))
            continue;
          line += (line.empty() ? payee->name + " tops up over " : ", ") + other->name;
          for (const Collection& list : set_.entities[other->entity].collections)
            if (list.never_empty && above(payee->entity, list.element) && random_.chance(60)) {
              line += " per head of " + list.name;
              break;
            }
        }
        if (line.empty()) continue;
        set_.settlement.push_back(line + " rounded half up to 0.01 元");
      } else {
        std::vector<const Rule*> winners;
        for (const Rule* other : programs)
          if (other != payee && above(payee->entity, other->entity)) winners.push_back(other);
        if (winners.empty()) continue;
        set_.settlement.push_back(payee->name + " given up for " + random_.pick(winners)->name);
      }
      std::erase(free, payee);
    }
  }

  Random random_;
  Palette palette_;
  Ruleset set_;
  int names_ = 0;
  int domains_ = 0;
};

}  // namespace

Ruleset generate(Random random) { return Generator(random).run(); }

}  // namespace entitle::differential
