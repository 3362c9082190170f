// A lane that was all one value is so again without being written, unless something else has been
// written since, or lent.
#include "run/lane.hpp"

#include <doctest/doctest.h>

#include <vector>

using entitle::run::Lane;
using entitle::value::Width;

TEST_CASE("one value again and again") {
  for (const Width width : {Width::byte, Width::word, Width::wide}) {
    Lane lane(width);
    const auto holds = [&](std::vector<std::int64_t> expected) {
      REQUIRE(lane.size() == expected.size());
      for (std::size_t r = 0; r < expected.size(); ++r) CHECK(lane[r] == expected[r]);
    };
    lane.push(3, 7);
    lane.clear();
    lane.push(2, 7);
    holds({7, 7});
    lane.push(1);
    holds({7, 7, 1});
    lane.clear();
    lane.push(3, 7);
    holds({7, 7, 7});
    lane.set(1, 2);
    lane.clear();
    lane.push(3, 7);
    holds({7, 7, 7});
    lane.push(2, 5);
    lane.clear();
    lane.push(5, 7);
    holds({7, 7, 7, 7, 7});
    const std::vector<std::int64_t> lent(4, 0);
    lane.clear();
    lane.lend(lent.data(), 2);
    holds({0, 0});
    lane.clear();
    lane.push(2, 7);
    holds({7, 7});
    lane.clear();
    lane.push(2, 8);
    holds({8, 8});
  }
}
