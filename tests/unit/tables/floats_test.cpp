// Columns of floating point: what is read exactly, what is refused, and what is rounded where the
// caller says how.
#include <limits>

#include "arrow_families.hpp"
#include "io/column_floats.hpp"

using namespace entitle;
using namespace tables;

namespace {

using Texts = std::vector<std::optional<std::string>>;

/// Families without members that `help` pays 900 less their income, if their burden is below 60 %.
template <class Number>
Ran of(const char* name, const std::vector<std::optional<Number>>& values,
       const BatchOptions& options = {}) {
  const std::size_t rows = values.size();
  const std::string other = std::string_view(name) == "income" ? "burden" : "income";
  const made::Node node =
      made::structs("",
                    {made::column<Number>(name, values), made::texts(other, Texts(rows, "5")),
                     made::texts("area", Texts(rows, "urban")),
                     made::texts("registered", Texts(rows, "2020-05-01")),
                     made::lists("members", std::vector<std::optional<std::size_t>>(rows, 0),
                                 made::structs("", {made::texts("age", {})}, 0))},
                    static_cast<std::int64_t>(rows));
  return run(open({node}, options));
}

BatchOptions rounded(RoundingMode mode) {
  BatchOptions options;
  options.float_rounding = mode;
  return options;
}

std::vector<Said> singly(const std::string& name, const std::vector<std::string>& cells) {
  Families all;
  for (const std::string& cell : cells)
    all.push_back(
        {{"urban", name == "income" ? cell : "5", "2020-05-01", name == "burden" ? cell : "5", ""},
         true,
         {}});
  return one_by_one(all);
}

}  // namespace

TEST_CASE("a float is the decimal that it is written as") {
  const Ran ran = of<double>("burden", {{60.0}, {59.99}, {0.1}, std::nullopt});
  CHECK(ran.rejections.empty());
  CHECK(ran.said == singly("burden", {"60", "59.99", "0.1", ""}));
  CHECK(of<float>("burden", {{59.99F}}).said == singly("burden", {"59.99"}));
}

TEST_CASE("a float that is no number of the fact rejects its household") {
  const double none = std::numeric_limits<double>::quiet_NaN();
  const double endless = std::numeric_limits<double>::infinity();
  for (const BatchOptions& options : {BatchOptions(), rounded(RoundingMode::half_up)}) {
    const Ran ran =
        of<double>("burden", {{none}, {endless}, {-endless}, {1e300}, {-0.5}, {5.0}}, options);
    REQUIRE(ran.rejections.size() == 5);
    CHECK(ran.summary.households == 1);
    CHECK(ran.rejections[0].reason.message.find("nan") != std::string::npos);
    CHECK(ran.rejections[3].reason.code == "R0731");
    CHECK(ran.rejections[4].reason.code == "R0726");
  }
  const Ran more = of<double>("burden", {{0.1 + 0.2}});
  REQUIRE(more.rejections.size() == 1);
  CHECK(more.rejections[0].reason.code == "R0730");
  CHECK(of<double>("burden", {{0.1 + 0.2}}, rounded(RoundingMode::half_up)).rejections.empty());
}

TEST_CASE("money in floats is rounded to the fen, as is said") {
  const auto income = [](double value, RoundingMode mode) {
    return of<double>("income", {{value}}, rounded(mode)).said;
  };
  CHECK(income(99.125, RoundingMode::half_up) == singly("income", {"99.13"}));
  CHECK(income(99.125, RoundingMode::half_even) == singly("income", {"99.12"}));
  CHECK(income(99.121, RoundingMode::up) == singly("income", {"99.13"}));
  CHECK(income(99.129, RoundingMode::down) == singly("income", {"99.12"}));
  CHECK(income(1.005, RoundingMode::half_up) == singly("income", {"1.01"}));
}

TEST_CASE("decimals are rounded by their own digits") {
  using io::rounded_units;
  const RoundingMode up = RoundingMode::half_up;
  CHECK(rounded_units("0.00005", 4, 1, up) == 1);
  CHECK(rounded_units("0.000049999999999999996", 4, 1, up) == 0);
  CHECK(rounded_units("-2.5", 4, 10'000, up) == -30'000);
  CHECK(rounded_units("2.5", 4, 10'000, RoundingMode::half_even) == 20'000);
  CHECK(rounded_units("2.50000000000000001", 4, 10'000, RoundingMode::half_even) == 30'000);
  CHECK(rounded_units("72", 4, 10'000, up) == 720'000);
  CHECK_FALSE(rounded_units("99999999999999999", 4, 1, up));
  CHECK_FALSE(rounded_units("9999999999999999", 4, 1, up));
  CHECK_FALSE(rounded_units("inf", 4, 1, up));
  CHECK_FALSE(rounded_units("", 4, 1, up));
}
