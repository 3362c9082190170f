// After a fault of syntax the rest is checked all the same, and what may only have been lost is not
// reported.
#include <doctest/doctest.h>

#include "ruleset.hpp"

using namespace entitle;
using namespace entitle::check::test;

TEST_CASE("a lost declaration is not asked for") {
  const auto result = check_household(
      "define lost of household == 3\n"
      "define user of household = lost + rooms\n"
      "define other of household = unheard_of + 1\n");
  CHECK(!result->model);
  CHECK(result->codes() == "R0201");
}

TEST_CASE("faults of syntax, names and units are told together") {
  const auto result = check_household(
      "define lost of household == 3\n"
      "define misspelt of household = roms + 1\n"
      "define periods of household = income + yearly\n");
  CHECK(result->codes() == "R0201 R0301 R0401");
}

TEST_CASE("a fact whose type was not understood has every type") {
  const auto result =
      check_texts({{"t.rules",
                    "ruleset t version 1\n"
                    "document law number \"1\"\n"
                    "entity household {\n  fact a : monney per month\n  fact b : whole number\n}\n"
                    "program p of household cites law : a < 3 元/月 and b < 2\n"}});
  CHECK(!result->model);
  CHECK(result->codes().find("R04") == std::string::npos);
}
