// Loading and asking a ruleset through the public headers.
#include "small_rules.hpp"

using namespace entitle;

TEST_CASE("what a ruleset is called") {
  const Ruleset& rules = small::ruleset();
  CHECK(rules.name() == "small");
  CHECK(rules.version() == "0.1");
  CHECK(rules.title().zh == "小例子");
  CHECK(rules.language() == Language::en);
  CHECK(rules.content_hash().size() == 64);
  CHECK(rules.programs() == std::vector<std::string_view>{"help", "care"});
}

TEST_CASE("the hash is of the contents, tables too") {
  const auto hash = [](const std::string& text, const std::string& table) {
    const Result<Ruleset> made = Ruleset::try_compile(
        {{"a.rules", text}}, [&](std::string_view) { return std::optional(table); });
    REQUIRE(made);
    return std::string(made.value->content_hash());
  };
  const std::string first = hash(small::rules, small::table);
  CHECK(first == hash(small::rules, small::table));
  CHECK(first != hash(small::rules + "\n", small::table));
  CHECK(first != hash(small::rules, small::table + "\n"));
}

TEST_CASE("errors come back whole, or are thrown") {
  const Result<Ruleset> bad = small::compile(
      small::rules + "program more of household\n  cites lw article 1\n  : incom < 3 元/月\n");
  CHECK_FALSE(bad);
  CHECK(bad.diagnostics.size() >= 2);
  CHECK_FALSE(Ruleset::try_compile({}, nullptr));
  CHECK_FALSE(small::compile(""));
  CHECK_THROWS_AS((void)Ruleset::load("no/such/folder"), Error);
  try {
    (void)Ruleset::load("no/such/folder");
  } catch (const Error& error) {
    REQUIRE(error.diagnostics().size() == 1);
    CHECK(error.diagnostics()[0].code == "R0101");
    CHECK(std::string(error.what()).find("no/such/folder") != std::string::npos);
  }
}

TEST_CASE("diagnostics speak the language asked for") {
  const Result<Ruleset> english = Ruleset::try_load("no/such/folder");
  const Result<Ruleset> chinese = Ruleset::try_load("no/such/folder", Language::zh);
  CHECK(english.diagnostics[0].language == Language::en);
  CHECK(chinese.diagnostics[0].language == Language::zh);
  CHECK(english.diagnostics[0].message != chinese.diagnostics[0].message);
}

TEST_CASE("the description lists what a profile may say") {
  const Description description = small::ruleset().describe();
  REQUIRE(description.entities.size() == 2);
  const EntityInfo& household = description.entities[0];
  REQUIRE(household.facts.size() == 3);
  CHECK(household.facts[0].key == "area");
  CHECK(household.facts[0].choices.size() == 2);
  CHECK(household.facts[1].kind == Value::Kind::money);
  CHECK(household.facts[1].period == Period::month);
  CHECK(household.facts[1].least == Decimal(0));
  CHECK_FALSE(household.facts[1].most);
  REQUIRE(household.collections.size() == 1);
  CHECK(household.collections[0].element == 1);
  CHECK(household.collections[0].most == 5);
  CHECK(description.entities[1].facts[3].only_if.en == "disabled");
  CHECK(description.programs.size() == 2);
  CHECK(description.json().find("\"key\":\"income\"") != std::string::npos);
  CHECK(description.text(Language::zh).find("登记日") != std::string::npos);
}

TEST_CASE("the schema of a profile knows each fact by both names") {
  const std::string schema = small::ruleset().profile_schema();
  for (const char* part : {"https://json-schema.org/draft/2020-12/schema", "\"area\"", "\"城乡\"",
                           "\"members\"", "\"one_of\"", "\"known\"", "\"unknown\""})
    CHECK(schema.find(part) != std::string::npos);
  CHECK(small::ruleset().profile_schema(0).find('\n') == std::string::npos);
}
