// What rules become: the operations of the plan, printed. Shows what cancels, what is shared and
// what is hoisted.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "compiled.hpp"

namespace {

using namespace entitle;

const std::string household = R"(
entity household {
  fact area : urban | rural
  fact income : money per month 0..100000 元/月
  fact other : money per month 0..100000 元/月
  members : person, 1 to 10
}
entity person {
  fact age : years 0..120
  fact own : money per month 0..1000 元/月
}
)";

int count_of(const std::string& text, const std::string& part) {
  int found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

std::string plan_of(const std::string& body) {
  const auto made = compiled::compile(household + body);
  return plan::print(made->plan, made->model);
}

}  // namespace

TEST_CASE(
    "a quotient is compared by multiplying across, and cancels where its divisor multiplies") {
  const std::string text = plan_of(R"(
program p of household
  cites law article 1
  : income / count of members < 910 元/月
  amount (910 元/月 - income / count of members) * count of members
)");
  CHECK(count_of(text, "= rounded") == 0);
  // income × 1 < 910 × n, of raw units.
  CHECK(count_of(text, "= less %") == 1);
  // The amount is 910 × n - income: one multiplication, no rounding, no quotient.
  CHECK(count_of(text, "= sub %") == 1);
}

TEST_CASE("equal expressions are one node, whatever name they have") {
  const std::string text = plan_of(R"(
define a of household = income + other
define b of household = other + income
program p of household
  cites law article 1
  all of {
    one : a < 5 元/月
    two : b >= 5 元/月
  }
)");
  CHECK(count_of(text, "= add ") == 1);
  CHECK(count_of(text, "= less ") == 1);
  CHECK(count_of(text, "= not ") == 1);
}

TEST_CASE("what only the household knows is worked out once and spread to its members") {
  const std::string text = plan_of(R"(
program p of person
  cites law article 1
  : income + other < 5 元/月 and age >= 80 years
)");
  CHECK(count_of(text, "= add ") == 1);
  CHECK(count_of(text, "= spread ") == 1);
  const std::size_t add = text.find("= add ");
  CHECK(text.substr(add, text.find('\n', add) - add).find("of household") != std::string::npos);
}

TEST_CASE("ranges give the width: what cannot overflow is not checked") {
  const std::string safe = plan_of(R"(
program p of household
  cites law article 1
  : sum of own over members < 5 元/月
)");
  CHECK(count_of(safe, "may overflow") == 0);
  CHECK(safe.find("sum members") != std::string::npos);
  CHECK(safe.find("[0, 10000] step 0.01") != std::string::npos);
}

TEST_CASE("whether a fact applies is a node beside its value, and is asked of every fact") {
  const auto made = compiled::compile(R"(
entity household {
  fact age : years 0..120
  fact grade : whole number 1..4 only if age >= 60 years
  fact unread : whole number 1..4 only if age >= 60 years
}
program p of household
  cites law article 1
  : grade <= 2
)");
  const std::string text = plan::print(made->plan, made->model);
  CHECK(count_of(text, "= applies grade") == 1);
  CHECK(count_of(text, "= applies unread") == 1);
  CHECK(count_of(text, "= and ") == 1);
}

TEST_CASE("quotients over different divisors stay apart until they are compared") {
  const std::string text = plan_of(R"(
define standard of household =
  when area is urban : 910 元/月
  otherwise : 5060 元/年 per month
program p of household
  cites law article 1
  : income / count of members < standard
)");
  // One comparison for each branch, chosen by the area; never one with the other's divisor.
  CHECK(count_of(text, "= less ") == 2);
}

TEST_CASE("nought keeps a product on the grid and is a multiple of every step") {
  const std::string text = plan_of(R"(
define reduced of household =
  when area is urban : 0 元/月
  otherwise : 910 元/月
program p of household
  cites law article 1
  : income - income * 0 < reduced * 1.5
)");
  CHECK(count_of(text, "= mul ") == 1);
  CHECK(count_of(text, "10000 ") == 0);
  CHECK(text.find("[0, 910] step 910") != std::string::npos);
}
