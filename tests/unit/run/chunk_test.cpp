// Which households of a chunk are run apart from the others, and that all have the answers that
// each has by itself. That the answers are right is for the differential test.
#include "run/chunk.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "../plan/compiled.hpp"

using namespace entitle;

namespace {

const char* const rules = R"(
entity household / 家庭 {
  fact income / 收入 : whole number 0..100
  fact rural / 农村 : yes/no
  fact plots / 地块 : whole number 0..100 only if rural
  members / 成员们 : member, 1 to 8
}
entity member / 成员 {
  fact ill / 患病 : yes/no
}
program poor / 贫困 of household
  cites law section "1"
  all of { a / 甲 : income < 10  b / 乙 : not (plots > 5) }
program care / 照护 of member
  cites law section "1"
  all of { a / 甲 : ill  b / 乙 : income < 50 }
)";

struct Chunk {
  std::unique_ptr<compiled::Compiled> compiled = compiled::compile(rules);
  run::Tables tables{compiled->model, Date(2021, 9, 1)};
  run::Block block{compiled->model};

  /// Households of one member each; of one with 0 or more plots these are known.
  Chunk(std::uint32_t count, std::vector<std::uint32_t> no_income,
        std::vector<std::uint32_t> rural) {
    const auto has = [](const std::vector<std::uint32_t>& list, std::uint32_t h) {
      return std::ranges::find(list, h) != list.end();
    };
    const auto fact = [&](std::string_view name) -> run::FactColumn& {
      for (std::uint32_t f = 0; f < compiled->model.facts.size(); ++f)
        if (compiled->model.facts[f].key() == name) return block.fact({f});
      throw 0;
    };
    for (std::uint32_t h = 0; h < count; ++h) {
      block.level({0}).rows++;
      block.level({1}).rows++;
      block.level({1}).first.push_back(h + 1);
      block.level({1}).listings.push_back(run::Listing::complete);
      if (has(no_income, h)) {
        fact("income").push_unknown();
      } else {
        fact("income").push_number(std::int64_t{h % 4 == 0 ? 5 : 60} * value::scale);
      }
      fact("rural").push_truth(has(rural, h));
      fact("plots").push_unknown();
      fact("ill").push_truth(h % 3 == 0);
    }
    block.complete();
  }

  std::uint32_t apart(const run::ChunkDecider::Wanted& wanted = {}) {
    run::ChunkDecider chunk(compiled->model, compiled->plan, wanted);
    run::DecideOptions options;
    options.settled = false;
    chunk.decide(block, 0, block.households(), tables, options);
    run::Decider one(compiled->model, compiled->plan);
    for (std::uint32_t h = 0; h < block.households(); ++h) {
      CAPTURE(h);
      const run::Decision& alone = one.decide(block.household(h), tables, options);
      REQUIRE(alone.answers.size() == 2);
      for (std::size_t p = 0; p < 2; ++p)
        CHECK(chunk.programs()[p].status[h] == alone.answers[p].status);
    }
    return chunk.apart();
  }
};

}  // namespace

TEST_CASE("households of which a fact is missing are run apart") {
  CHECK(Chunk(20, {}, {}).apart() == 0);
  CHECK(Chunk(20, {7}, {}).apart() == 1);
  CHECK(Chunk(20, {0, 7, 19}, {}).apart() == 3);
}

TEST_CASE("a fact that does not apply need not be known") {
  CHECK(Chunk(20, {}, {4}).apart() == 1);
  CHECK(Chunk(20, {4}, {4, 8}).apart() == 2);
}

TEST_CASE("many, and chunks of which whoever called reads columns, are run together") {
  CHECK(Chunk(20, {0, 1, 2, 3, 4, 5}, {}).apart() == 0);
  CHECK(Chunk(20, {0, 1, 2, 3}, {4, 5}).apart() == 0);
  CHECK(Chunk(20, {7}, {}).apart({false, true}) == 0);
}
