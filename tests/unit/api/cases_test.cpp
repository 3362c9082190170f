// The cases of tests/cases, which the Python package is tested with too, each as one household and
// as a line of a table of one.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "entitle/entitle.hpp"

using namespace entitle;
using nlohmann::json;

namespace {

const std::string root = ENTITLE_SOURCE_DIR;

std::string read(const std::string& path) {
  std::ifstream file(root + "/" + path, std::ios::binary);
  REQUIRE_MESSAGE(file, path);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

json text_of(const std::optional<Decimal>& end) {
  return end ? json(end->to_string()) : json(nullptr);
}

json answers(const Ruleset& rules, const json& one) {
  Options options;
  options.level = one["level"] == "settled" ? Level::settled : Level::bounds;
  const Profile profile = rules.profile(read(one["profile"].get<std::string>()));
  const auto day = Date::parse(one["as_of"].get<std::string>());
  json rows = json::array();
  for (const Outcome& outcome : rules.evaluate(profile, day.value(), options).outcomes) {
    json recipient = nullptr;
    if (outcome.not_listed)
      recipient = "not_listed";
    else if (outcome.recipient_number != 0)
      recipient = outcome.recipient_number;
    rows.push_back({std::string(outcome.program), recipient, std::string(to_string(outcome.status)),
                    outcome.amount ? text_of(outcome.amount->least) : json(nullptr),
                    outcome.amount ? text_of(outcome.amount->most) : json(nullptr)});
  }
  return rows;
}

}  // namespace

TEST_CASE("the cases that every way in answers alike") {
  const Ruleset rules = Ruleset::load(root + "/rulesets/xizang");
  const json cases = json::parse(read("tests/cases/xizang.json"));
  CHECK(cases.size() > 10);
  for (const json& one : cases) {
    CAPTURE(one["profile"].dump());
    CAPTURE(one["as_of"].dump());
    CHECK_FALSE(one["answers"].empty());
    CHECK(answers(rules, one).dump(1) == one["answers"].dump(1));
  }
}

TEST_CASE("rules compiled again from what they were compiled from are the same") {
  LoadOptions options;
  options.standards = {{"own/dibao_urban.csv",
                        "县,起,至,标准,状态,默认,来源,获知日,说明\n"
                        "乃东区,2021-07-01,2021-12-31,950,公布,,区民政局,2021-06-20,\n"}};
  for (const bool laid_over : {false, true}) {
    auto made = Ruleset::try_load(std::vector<std::string>{root + "/rulesets/xizang"},
                                  laid_over ? options : LoadOptions());
    if (!made) MESSAGE(to_text(made.diagnostics));
    REQUIRE(made);
    const auto again = Ruleset::try_compile(made.value->sources());
    REQUIRE(again);
    CHECK(again.value->content_hash() == made.value->content_hash());
    const Profile family = again.value->profile(read("examples/family.json"));
    CHECK(again.value->evaluate(family, Date(2021, 9, 1)).json() ==
          made.value->evaluate(made.value->profile(read("examples/family.json")), Date(2021, 9, 1))
              .json());
  }
}
