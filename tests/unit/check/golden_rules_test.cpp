// The golden rules of both languages: they check, and say the same.
#include <doctest/doctest.h>

#include "model/print.hpp"
#include "ruleset.hpp"

using namespace entitle;
using namespace entitle::check::test;

namespace {

const std::string golden = "tests/golden/rules";

std::string printed(const std::vector<std::string>& names, const std::string& language) {
  std::vector<std::string> files;
  for (const std::string& name : names) files.push_back(name + "." + language + ".rules");
  const auto checked = check_files(golden, files);
  INFO(checked->said());
  REQUIRE(checked->model);
  CHECK(checked->report.count() == 0);
  return model::print(*checked->model);
}

}  // namespace

TEST_CASE("English and Chinese are one model") {
  const std::vector<std::string> spine{"household", "dibao", "low_income", "subsidies"};
  const std::string english = printed(spine, "en");
  CHECK(english == printed(spine, "zh"));
  CHECK(english.find("income / 收入 : (less @income_per_person @standard)") != std::string::npos);
  CHECK(printed({"tekun"}, "en") == printed({"tekun"}, "zh"));
}

TEST_CASE("the content hash is of bytes and not of names") {
  const auto a = check_household("program p of household cites law : house\n");
  const auto b = check_household("program p of household cites law : house\n");
  const auto c = check_household("program p of household cites law : not house\n");
  REQUIRE(a->model);
  REQUIRE(c->model);
  CHECK(a->model->content_hash.size() == 64);
  CHECK(a->model->content_hash == b->model->content_hash);
  CHECK(a->model->content_hash != c->model->content_hash);
}
