// Deciding small households: what bounds say, what settling adds, collections that are missing or
// known in part, and the parts that may never be cut. The differential test draws such cases at
// random; these are the ones with a name.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "../plan/compiled.hpp"
#include "run/decision.hpp"

namespace {

using namespace entitle;

struct Trial {
  std::unique_ptr<compiled::Compiled> rules;
  run::Household household;
  run::Tables tables;
  run::Decider decider;

  explicit Trial(const std::string& body, const std::map<std::string, std::string>& csv = {},
                 Date day = Date(2021, 9, 1))
      : rules(compiled::compile(body, csv)),
        household(rules->model),
        tables(rules->model, day),
        decider(rules->model, rules->plan) {}

  run::Cell& cell(const std::string& fact, std::uint32_t row = 0) {
    for (std::uint32_t e = 0; e < rules->model.entities.size(); ++e) {
      const auto& facts = rules->model.entities[e].facts;
      for (std::size_t f = 0; f < facts.size(); ++f)
        if (rules->model[facts[f]].key() == fact) {
          run::Cell& cell = household.entities[e][row].cells[f];
          cell.given = true;
          return cell;
        }
    }
    FAIL("no fact ", fact);
    throw 0;
  }
  void number(const std::string& fact, std::int64_t lo, std::int64_t hi, std::uint32_t row = 0) {
    cell(fact, row).number = {lo * value::scale, hi * value::scale};
  }
  void yes(const std::string& fact, bool yes, std::uint32_t row = 0) {
    cell(fact, row).truth = value::truth(yes);
  }
  std::uint32_t add(std::uint32_t parent = 0) {
    return household.add(rules->model, model::CollectionId{0}, parent);
  }
  void listed(run::Listing listing) { household.entities[0][0].listings[0] = listing; }

  const run::AnswerBox& answer(bool settled, std::size_t which = 0) {
    run::DecideOptions options;
    options.settled = settled;
    const run::Decision& decision = decider.decide(household, tables, options);
    REQUIRE(decision.contradictions.empty());
    REQUIRE(which < decision.answers.size());
    return decision.answers[which];
  }
};

const std::string members = R"(
entity household {
  fact x : decimal 0..100
  fact y : decimal 0..100
  fact a : yes/no
  members : person, 0 to 5
}
entity person {
  fact old : yes/no
  fact own : decimal 0..100
}
)";

std::string program(const std::string& condition) {
  return members + "program p of household\n  cites law article 1\n  : " + condition + "\n";
}

}  // namespace

TEST_CASE("one unknown read twice is open by bounds and certain when settled") {
  Trial c(program("x < 50 or x >= 50"));
  c.listed(run::Listing::complete);
  CHECK(c.answer(false).status.depends());
  CHECK(c.answer(true).status.is(Status::qualifies));
  Trial d(program("x < 50 or x >= 40"));
  d.listed(run::Listing::complete);
  CHECK(d.answer(false).status.depends());
  CHECK(d.answer(true).status.is(Status::qualifies));
  CHECK(d.answer(true).by_cases);
}

TEST_CASE("a sum is cut where cutting its facts alone would not settle it") {
  Trial c(program("x + y < 50 or x + y >= 40"));
  c.listed(run::Listing::complete);
  CHECK(c.answer(false).status.depends());
  CHECK(c.answer(true).status.is(Status::qualifies));
}

TEST_CASE("a condition that is read twice is held to yes, then to no") {
  const std::string rules = members + R"(
criterion open of household cites law article 1 : y < 10
program low of household
  cites law article 1
  : open and x < 50
program margin of household
  cites law article 1
  : open and not eligible for low and x < 75
)";
  Trial c(rules);
  c.listed(run::Listing::complete);
  c.number("x", 40, 40);
  CHECK(c.answer(false, 1).status.depends());
  const run::AnswerBox& margin = c.answer(true, 1);
  CHECK(margin.status.is(Status::does_not_qualify));
  CHECK(margin.by_cases);
  CHECK(margin.tried == 2);
  CHECK(c.answer(true, 0).status.depends());
}

TEST_CASE("members listed need not be alike: a condition of each is not held for all at once") {
  Trial c(program("every one of members has (old) or not (any of members has (old))"));
  c.add();
  c.add();
  c.listed(run::Listing::complete);
  CHECK(c.answer(true).status.depends());
}

TEST_CASE("a number between two lines is found at once") {
  Trial c(program("x >= 49.99 and x < 50 and not (y < 70 or y > 70.01)"));
  c.listed(run::Listing::complete);
  const run::AnswerBox& answer = c.answer(true);
  CHECK(answer.status.depends());
  CHECK(answer.settled);
  CHECK(answer.tried == 0);
  CHECK(answer.parts.size() == 2);
}

TEST_CASE("an open answer shows one completion for each side") {
  Trial c(program("x < 50 and a"));
  c.listed(run::Listing::complete);
  const run::AnswerBox& answer = c.answer(true);
  CHECK(answer.status.depends());
  CHECK(answer.settled);
  REQUIRE(answer.parts.size() == 2);
  CHECK(answer.parts[0].then != answer.parts[1].then);
  CHECK(answer.parts[0].assume.size() == answer.leaves.size());
}

TEST_CASE("missing is never empty") {
  SUBCASE("nobody asked: there may be an old member") {
    Trial c(program("any of members has (old)"));
    CHECK(c.answer(true).status.depends());
  }
  SUBCASE("known to be empty: there is none") {
    Trial c(program("any of members has (old)"));
    c.listed(run::Listing::complete);
    CHECK(c.answer(true).status.is(Status::does_not_qualify));
  }
  SUBCASE("known in part: the listed one decides") {
    Trial c(program("any of members has (old)"));
    c.yes("old", true, c.add());
    c.listed(run::Listing::part);
    CHECK(c.answer(false).status.is(Status::qualifies));
  }
  SUBCASE("known in part: it may be that not every one is") {
    Trial c(program("every one of members has (old)"));
    c.yes("old", true, c.add());
    c.listed(run::Listing::part);
    CHECK(c.answer(true).status.depends());
  }
}

TEST_CASE("those not listed need not be alike: their row is never cut") {
  Trial c(program("every one of members has (old) or not (any of members has (old))"));
  CHECK(c.answer(true).status.depends());
}

TEST_CASE("those not listed count as many times as they may stand for") {
  Trial c(program("sum of own over members <= 400"));
  CHECK(c.answer(true).status.depends());  // five of 100
  Trial d(program("sum of own over members <= 500"));
  CHECK(d.answer(false).status.is(Status::qualifies));
}

TEST_CASE("a supplied fact that does not apply contradicts the profile, read by a program or not") {
  Trial c(R"(
entity household {
  fact a : yes/no
  fact b : decimal 0..9 only if a
}
program p of household
  cites law article 1
  : a
)");
  c.yes("a", false);
  c.number("b", 3, 3);
  const run::Decision& decision = c.decider.decide(c.household, c.tables, {});
  REQUIRE(decision.contradictions.size() == 1);
  CHECK(c.rules->model[decision.contradictions[0].fact].key() == "b");
}

TEST_CASE(
    "a value nobody has published is open, and one carried forward makes the answer provisional") {
  const std::string rules = R"(
entity household {
  fact x : decimal 0..100
}
parameter line : decimal 0..100 from "line.csv"
  cites law article 1
program p of household
  cites law article 1
  : x < line
)";
  const auto on = [&](const std::string& rows, std::int64_t x) {
    Trial c(rules, {{"line.csv", "from,through,value,status,source\n" + rows}});
    c.number("x", x, x);
    const run::AnswerBox& answer = c.answer(true);
    return std::pair(answer.status.depends(), answer.provisional);
  };
  CHECK(on("2020-01-01,open,50,published,a\n", 40) == std::pair(false, false));
  CHECK(on("2020-01-01,open,,published,a\n", 40) == std::pair(true, false));
  CHECK(on("2020-01-01,2020-12-31,50,published,a\n", 40) ==
        std::pair(true, false));  // no row rules by silence
  CHECK(on("2020-01-01,open,50,carried forward,a\n", 40) == std::pair(false, true));
  CHECK(on("2020-01-01,open,50..,published,a\n", 40) == std::pair(false, false));
  CHECK(on("2020-01-01,open,50..,published,a\n", 60) == std::pair(true, false));
}

TEST_CASE("the limit ends the cutting, and what is left is marked") {
  Trial c(program("x < 50 or x >= 40"));
  c.listed(run::Listing::complete);
  run::DecideOptions options;
  options.limit = 1;
  const run::Decision& decision = c.decider.decide(c.household, c.tables, options);
  CHECK(decision.answers[0].status.depends());
  CHECK_FALSE(decision.answers[0].settled);
}

TEST_CASE("questions come in the order in which they settle most") {
  Trial c(program("a and (x < 50 or y < 50)"));
  c.listed(run::Listing::complete);
  run::DecideOptions options;
  options.questions = true;
  const run::Decision& decision = c.decider.decide(c.household, c.tables, options);
  REQUIRE(decision.questions.size() == 3);
  CHECK(decision.leaves[decision.questions[0].leaves[0]].fact ==
        c.rules->model.entities[0].facts[2]);
  CHECK(decision.questions[2].settles == 1);
}

TEST_CASE("a yearly figure that divides evenly by twelve is one of several cases") {
  const std::string entities = R"(
entity household {
  members : person, 1 to 5
}
entity person {
  fact old : yes/no
  fact own : money per month 0..100 元/月
}
define each of person =
  when old : 1200 元/年 per month
  otherwise : own
)";
  const std::string rule = entities + R"(
program p of household
  cites law article 1
  : smallest of each over members >= 40 元/月
  amount sum of each over members
program q of person
  cites law article 1
  : each >= 40 元/月
  amount each
)";
  Trial c(rule);
  c.listed(run::Listing::complete);
  c.add();
  c.add();
  c.yes("old", true, 0);
  c.yes("old", false, 1);
  c.number("own", 40, 40, 1);
  CHECK(c.answer(true).status.is(Status::qualifies));
  CHECK(c.answer(true).amount == value::Interval::point(140 * value::scale));
  CHECK(c.answer(true, 1).amount == value::Interval::point(100 * value::scale));
  CHECK(c.answer(true, 2).amount == value::Interval::point(40 * value::scale));
}

TEST_CASE("an amount narrowed by what qualifies is provisional by the rows that it rests on") {
  const std::string rule = R"(
entity household {
  fact place : near | far
}
parameter here : money 0..1000 元 from "here.csv"
  cites law article 1
parameter there : money 0..1000 元 from "there.csv"
  cites law article 1
program p of household
  cites law article 1
  : place is near
  amount amounts
define amounts of household =
  when place is near : here
  otherwise : there
)";
  const auto csv = [](const std::string& value, const std::string& status) {
    return "from,through,value,status,source\n2021-01-01,2021-12-31," + value + "," + status +
           ",x\n";
  };
  Trial sure(rule, {{"here.csv", csv("300", "published")}, {"there.csv", csv("5", "assumed")}});
  CHECK(sure.answer(true).amount == value::Interval::point(300 * value::scale));
  CHECK_FALSE(sure.answer(true).provisional);
  Trial assumed(rule, {{"here.csv", csv("300", "assumed")}, {"there.csv", csv("5", "published")}});
  CHECK(assumed.answer(true).amount == value::Interval::point(300 * value::scale));
  CHECK(assumed.answer(true).provisional);
}

TEST_CASE("an amount is what is paid where the condition holds") {
  const std::string rule = R"(
entity household {
  fact income : money per month 0..1,000 元/月
}
program p of household
  cites law article 1
  : income < 600 元/月
  amount (600 元/月 - income) * 2
program q of household
  cites law article 1
  : income <= 600 元/月
  amount 600 元/月 - income
)";
  Trial c(rule);
  CHECK(c.answer(false, 0).amount == value::Interval{200, 1200 * value::scale});
  CHECK(c.answer(false, 1).amount == value::Interval{0, 600 * value::scale});
}

TEST_CASE("where only parts overflow, settling takes nothing away from bounds") {
  Trial c(program("sum of 900000000000000 over members where (x <= x) > 12"));
  c.listed(run::Listing::complete);
  c.add();
  c.add();
  CHECK(c.answer(false).status.depends());
  CHECK(c.answer(true).status.depends());
  CHECK_FALSE(c.answer(true).settled);
}

TEST_CASE("cutting ends where a boundary moves with the part it cuts") {
  Trial c(R"(
entity household {
  fact f : whole number <= 107
  plots : plot, 1 to 2
}
entity plot {
  fact g : yes/no
}
program p of household
  cites law article 1
  : f * count of plots - f < 2 or f is 3
)");
  c.listed(run::Listing::unknown);
  CHECK(c.answer(true).status.depends());
}
