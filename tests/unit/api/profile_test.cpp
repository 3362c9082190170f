// Profiles built typed and read from JSON: the same checks, the same answers.
#include <stdexcept>

#include "small_rules.hpp"

using namespace entitle;

namespace {

std::string refusal(void (*set)(Record)) {
  Profile profile = small::ruleset().new_profile();
  try {
    set(profile.root());
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "taken";
}

}  // namespace

TEST_CASE("a typed profile decides as the same profile in JSON") {
  Profile typed = small::ruleset().new_profile();
  typed.root()
      .set("area", "城镇")
      .set("收入", *Decimal::parse("1200.50"))
      .set("registered", Date(2020, 5, 1));
  Record first =
      typed.root().add("members").set("name", "卓玛").set("age", 82).set("disabled", true);
  first.set_range("grade", Decimal(2), Decimal(3));
  typed.root().add("成员").set("name", "扎西").set_unknown("disabled", "would not say");
  typed.root().set_complete("members", false);

  const Profile read =
      small::ruleset().profile(R"({"area": "urban", "income": "1200.50", "registered": "2020-05-01",
    "members": {"known": [{"name": "卓玛", "age": 82, "disabled": true, "grade": {"min": 2, "max": 3}},
                          {"name": "扎西", "disabled": {"unknown": "would not say"}}], "complete": false}})");
  const Date day(2021, 6, 1);
  CHECK(small::ruleset().evaluate(typed, day).json(2) ==
        small::ruleset().evaluate(read, day).json(2));
}

TEST_CASE("what the setters refuse") {
  CHECK(refusal([](Record r) { r.set("incom", Decimal(1)); }).find("did you mean \"income\"") !=
        std::string::npos);
  CHECK(refusal([](Record r) { r.set("members", 1); }) != "taken");
  CHECK(refusal([](Record r) { r.set("income", -1); }) != "taken");
  CHECK(refusal([](Record r) { r.set("income", true); }) != "taken");
  CHECK(refusal([](Record r) { r.set("income", "12"); }) != "taken");
  CHECK(refusal([](Record r) { r.set("income", Date(2021, 1, 1)); }) != "taken");
  CHECK(refusal([](Record r) { r.set("income", *Decimal::parse("0.001")); }) != "taken");
  CHECK(refusal([](Record r) { r.set("area", "urbn"); }).find("did you mean \"urban\"") !=
        std::string::npos);
  CHECK(refusal([](Record r) { r.set_choices("area", {}); }) != "taken");
  CHECK(refusal([](Record r) { r.set_choices("area", {"rural", "moon"}); }) != "taken");
  CHECK(refusal([](Record r) { r.set_range("income", Decimal(3), Decimal(2)); }) != "taken");
  CHECK(refusal([](Record r) { r.set_range("area", Decimal(3), Decimal(4)); }) != "taken");
  CHECK(refusal([](Record r) { r.add("supporters"); }) != "taken");
  CHECK(refusal([](Record r) { r.add("members").set("name", std::string_view("a\0b", 3)); }) !=
        "taken");
  CHECK(refusal([](Record r) { r.add("members").set("name", "\xff"); }) != "taken");
  CHECK(refusal([](Record r) {
          for (int i = 0; i < 6; ++i) r.add("members");
        }).find("6") != std::string::npos);
  CHECK(refusal([](Record r) {
          for (int i = 0; i < 5; ++i) r.add("members");
        }) == "taken");
}

TEST_CASE("a refused value leaves the profile as it was, and what is said can be taken back") {
  Profile profile = small::ruleset().new_profile();
  profile.root().set("income", 5);
  CHECK_THROWS_AS(profile.root().set("income", -5), std::invalid_argument);
  const auto answer = [&] {
    const Determination d =
        small::ruleset().evaluate(profile, Date(2021, 1, 1), {Level::bounds, 1, false});
    return d.json().find("\"value\":\"5.00\"") != std::string::npos;
  };
  CHECK(answer());
  profile.root().forget("income");
  CHECK_FALSE(answer());
}

TEST_CASE("profiles can be copied and moved") {
  Profile first = small::ruleset().new_profile();
  first.root().set("income", 5);
  Profile second = first;
  second.root().set("income", 7);
  Profile third = std::move(second);
  const Date day(2021, 1, 1);
  CHECK(small::ruleset().evaluate(first, day).json() !=
        small::ruleset().evaluate(third, day).json());
}

TEST_CASE("errors in JSON are thrown whole") {
  try {
    (void)small::ruleset().profile(R"({"incom": 1, "area": 2})", Language::zh);
    FAIL("was taken");
  } catch (const Error& error) {
    CHECK(error.diagnostics().size() == 2);
    CHECK(error.diagnostics()[0].language == Language::zh);
  }
}
