// Deciding through the public API: whole determinations, quick answers, contradictions, many
// threads.
#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include "small_rules.hpp"

using namespace entitle;

namespace {

const Date day(2021, 6, 1);

const Outcome& outcome(const Determination& determination, std::string_view program,
                       std::size_t recipient = 0) {
  for (const ProgramInfo& info : determination.programs)
    if (info.key == program) return determination.outcomes.at(info.first_outcome + recipient);
  throw std::out_of_range("no such program");
}

Profile family(const char* income = "1200.50") {
  Profile profile = small::ruleset().new_profile();
  profile.root()
      .set("area", "urban")
      .set("income", *Decimal::parse(income))
      .set("registered", Date(2020, 5, 1));
  profile.root().add("members").set("name", "卓玛").set("age", 82).set("disabled", false);
  profile.root()
      .add("members")
      .set("name", "扎西")
      .set("age", 40)
      .set("disabled", true)
      .set("grade", 3);
  return profile;
}

}  // namespace

TEST_CASE("statuses and amounts") {
  const Determination d = small::ruleset().evaluate(family(), day);
  CHECK(outcome(d, "help").status.is(Status::qualifies));
  REQUIRE(outcome(d, "help").amount);
  CHECK(outcome(d, "help").amount->least == *Decimal::parse("599.50"));
  CHECK(outcome(d, "help").amount->most == *Decimal::parse("599.50"));
  CHECK(outcome(d, "care", 0).status.is(Status::qualifies));
  CHECK(outcome(d, "care", 1).status.is(Status::does_not_qualify));
  CHECK(outcome(d, "care", 1).recipient == "扎西");
  CHECK(d.header.content_hash == small::ruleset().content_hash());
  CHECK(outcome(small::ruleset().evaluate(family("1800.00"), day), "help")
            .status.is(Status::does_not_qualify));
  CHECK(outcome(small::ruleset().evaluate(family("1799.99"), day), "help")
            .status.is(Status::qualifies));
}

TEST_CASE("the quick answers are those of the determination") {
  Evaluator evaluator(small::ruleset());
  for (const char* income : {"0", "1200.50", "1799.99", "1800"}) {
    const Profile profile = family(income);
    const Determination d = small::ruleset().evaluate(profile, day);
    const std::vector<Answer>& answers = evaluator.decide(profile, day);
    CHECK(evaluator.try_decide(profile, day).value->size() == answers.size());
    REQUIRE(answers.size() == d.outcomes.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
      CHECK(answers[i].status == d.outcomes[i].status);
      CHECK(answers[i].program == d.outcomes[i].program_index);
      if (d.outcomes[i].amount) CHECK(answers[i].least == d.outcomes[i].amount->least);
    }
    CHECK(evaluator.evaluate(profile, day).json() == d.json());
  }
}

TEST_CASE("the decision date picks the rows") {
  Profile profile = small::ruleset().new_profile();
  profile.root()
      .set("area", "rural")
      .set("income", 399)
      .set("registered", Date(2020, 1, 1))
      .add("members");
  const auto amount = [&](Date date) {
    return *outcome(small::ruleset().evaluate(profile, date), "help").amount;
  };
  CHECK(amount(Date(2020, 12, 31)).most == Decimal(1));
  CHECK(amount(Date(2021, 1, 1)).least == Decimal(101));
  CHECK(amount(Date(2021, 1, 1)).most == Decimal(201));
  CHECK(outcome(small::ruleset().evaluate(profile, Date(2019, 12, 31)), "help").status.depends());
}

TEST_CASE("a profile that contradicts itself is an error that names both places") {
  const std::string json = "{\"members\": [\n  {\"disabled\": false,\n   \"grade\": 2}]}";
  const Profile profile = small::ruleset().profile(json);
  const Result<Determination> result = small::ruleset().try_evaluate(profile, day);
  CHECK_FALSE(result);
  REQUIRE(result.diagnostics.size() == 1);
  const Diagnostic& told = result.diagnostics[0];
  CHECK(told.code == "R0733");
  CHECK(told.path == "/members/0/grade");
  REQUIRE(told.labels.size() == 3);
  CHECK(told.labels[0].line == 3);
  CHECK(told.labels[1].line == 2);
  CHECK(told.labels[2].file == "small.rules");
  CHECK_THROWS_AS((void)small::ruleset().evaluate(profile, day), Error);
  Evaluator evaluator(small::ruleset());
  CHECK_THROWS_AS((void)evaluator.decide(profile, day), Error);
  const auto decided = evaluator.try_decide(profile, day);
  CHECK_FALSE(decided);
  CHECK(decided.diagnostics.size() == 1);
  const auto evaluated = evaluator.try_evaluate(profile, day, Language::zh);
  CHECK_FALSE(evaluated);
  REQUIRE(evaluated.diagnostics.size() == 1);
  CHECK(evaluated.diagnostics[0].code == decided.diagnostics[0].code);
  CHECK_THROWS_AS((void)evaluator.evaluate(profile, day), Error);

  Profile typed = small::ruleset().new_profile();
  typed.root().add("members").set("disabled", false).set("grade", 2);
  const Result<Determination> again = small::ruleset().try_evaluate(typed, day);
  REQUIRE(again.diagnostics.size() == 1);
  CHECK(again.diagnostics[0].path == "/members/0/grade");
}

TEST_CASE("a profile that leaves no household possible contradicts itself, R0735") {
  // Each fact alone may apply; profile_contradicts_itself is what both together come to.
  const Result<Ruleset> rules = Ruleset::try_compile({{"both.rules", R"(# language: en
ruleset both version 0.1
document law
  number "1"
entity household {
  fact married : yes/no
  fact spouse_income : money only if married
  fact lives_alone : yes/no only if not married
}
program help of household
  cites law article 1
  : married
)"}},
                                                     [](std::string_view) { return std::nullopt; });
  REQUIRE_MESSAGE(rules, to_text(rules.diagnostics));
  const Profile profile = rules.value->profile(R"({"spouse_income": 1, "lives_alone": true})");
  const Result<Determination> result = rules.value->try_evaluate(profile, day);
  CHECK_FALSE(result);
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].code == "R0735");
}

TEST_CASE("a profile of another ruleset is refused") {
  const Ruleset other = *small::compile().value;
  const Profile profile = other.new_profile();
  CHECK_THROWS_AS((void)small::ruleset().evaluate(profile, day), std::invalid_argument);
  Evaluator evaluator(small::ruleset());
  CHECK_THROWS_AS((void)evaluator.decide(profile, day), std::invalid_argument);
}

TEST_CASE("an evaluator that was moved from says so") {
  const Ruleset rules = small::ruleset();
  const Profile profile = rules.new_profile();
  Evaluator first(rules);
  Evaluator second(std::move(first));
  CHECK_NOTHROW((void)second.decide(profile, day));
  CHECK_THROWS_AS((void)first.decide(profile, day), std::logic_error);
  CHECK_THROWS_AS((void)first.evaluate(profile, day), std::logic_error);
}

TEST_CASE("statuses have the names that JSON gives them") {
  StatusSet set;
  CHECK(to_string(set).empty());
  set.add(Status::does_not_qualify);
  CHECK(to_string(set) == "does_not_qualify");
  set.add(Status::qualifies);
  CHECK(to_string(set) == "depends");
}

TEST_CASE("a determination outlives its ruleset and its profile") {
  std::optional<Determination> kept;
  std::string before;
  {
    const Ruleset rules = *small::compile().value;
    const Profile profile = rules.profile(R"({"members": [{"name": "卓玛", "age": 82}]})");
    kept = rules.evaluate(profile, day);
    before = kept->json() + kept->text(Language::zh);
  }
  CHECK(kept->json() + kept->text(Language::zh) == before);
}

TEST_CASE("one ruleset, many threads and days") {
  const Profile profile = family();
  std::vector<std::string> expected;
  for (int month = 1; month <= 12; ++month)
    expected.push_back(
        small::ruleset().evaluate(profile, Date(2021, static_cast<unsigned>(month), 1)).json());
  const Ruleset rules = *small::compile().value;
  const Profile own = rules.profile(
      R"({"area": "urban", "income": "1200.50", "registered": "2020-05-01", "members": [
    {"name": "卓玛", "age": 82, "disabled": false}, {"name": "扎西", "age": 40, "disabled": true, "grade": 3}]})");
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int round = 0; round < 5; ++round)
        for (unsigned month = 1; month <= 12; ++month)
          if (rules.evaluate(own, Date(2021, month, 1)).json() != expected[month - 1]) ++wrong;
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("examples are run") {
  const std::string examples = R"(
example "right" as of 2021-06-01 {
  area : urban
  income : 800 元/月
  registered : 2020-01-01
  members : [ { name : "卓玛", age : 80 years } ]
} expect {
  help : qualifies, 100 元/月
  care of "卓玛" : qualifies
}
example "wrong" as of 2021-06-01 {
  income : 1..2 元/月
  members : [ { name : "卓玛", age : 79 years, disabled : yes, grade : 3 } ]
} expect {
  help : qualifies
  care of "卓玛" : does not qualify because severe
  care of "卓玛" : does not qualify because old
  care of "卓玛" : depends
}
)";
  const Result<Ruleset> rules = small::compile(small::rules + examples);
  REQUIRE_MESSAGE(rules, to_text(rules.diagnostics));
  const TestReport report = rules.value->test();
  REQUIRE(report.examples.size() == 2);
  CHECK(report.examples[0].passed());
  REQUIRE(report.examples[1].differences.size() == 2);
  CHECK(report.examples[1].differences[0].kind == Difference::Kind::status);
  CHECK(report.examples[1].differences[0].program == "help");
  CHECK(report.examples[1].differences[1].kind == Difference::Kind::status);
  CHECK(report.examples[1].differences[1].decided_by.size() == 2);
  CHECK_FALSE(report.all_passed());
  CHECK(report.text(Language::zh).find("卓玛") != std::string::npos);
}
