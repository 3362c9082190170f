// The same families as profiles, CSV, columns of the caller's and Arrow arrays give the same
// answers, however these are cut, sliced and typed.
#include <deque>

#include "arrow_families.hpp"

using namespace entitle;
using namespace tables;

TEST_CASE("nested Arrow arrays are decided like single cases") {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    const Families all = families(seed, 60);
    const std::vector<Said> single = one_by_one(all);
    for (const Style style : {Style::plain, Style::wide, Style::texts}) {
      const made::Node node = nested(all, style);
      for (const std::int64_t rows : {60, 7, 1})
        CHECK(run(open(in_batches(node, rows))).said == single);
    }
  }
  CHECK(made::alive.none());
}

TEST_CASE("tables joined by key are decided like CSV and like single cases") {
  const Families all = families(11, 50);
  const std::vector<Said> single = one_by_one(all);
  CHECK(by_csv(all).said == single);
  for (const Style style : {Style::plain, Style::wide, Style::texts}) {
    const std::vector<made::Node> nodes = joined(all, style);
    for (const std::int64_t rows : {50, 3}) {
      std::vector<ArrowArrayStream> streams;
      for (const made::Node& node : nodes) streams.push_back(made::stream(in_batches(node, rows)));
      const Ran ran = run(try_open_arrow(ruleset(), day,
                                         {{"members", &streams[1]},
                                          {"", &streams[0]},
                                          {.collection = "赡养人", .stream = &streams[2]}}));
      CHECK(ran.rejections.empty());
      CHECK(ran.said == single);
    }
  }
  CHECK(made::alive.none());
}

TEST_CASE("any number of threads gives the same rows") {
  const Families all = families(5, 3000, 60);
  const made::Node node = nested(all, Style::plain);
  const std::string once = run(open(in_batches(node, 1000))).rows;
  CHECK(once.size() > 10'000);
  for (const unsigned threads : {2U, 7U})
    CHECK(run(open(in_batches(node, 700), {.threads = threads})).rows == once);
}

TEST_CASE("a slice is the families in it") {
  const Families all = families(21, 40);
  made::Node node = nested(all, Style::plain);
  const Families part(all.begin() + 13, all.begin() + 29);
  CHECK(run(open({made::sliced(node, 13, 16)})).said == one_by_one(part));
  // Children and elements with offsets of their own.
  for (made::Node& child : node.children) {
    for (made::Node& elements : child.children)
      elements = made::sliced(elements, 0, elements.length);
    child = made::sliced(child, 5, 35);
  }
  node.length = 35;
  CHECK(run(open({made::sliced(node, 8, 16)})).said == one_by_one(part));
}

TEST_CASE("no rows, no members, no columns") {
  CHECK(run(open({nested(Families{}, Style::plain)})).said.empty());
  const Families nobody{{{"urban", "100.00", "2020-05-01", "10", "false"}, true, {}}};
  CHECK(run(open({nested(nobody, Style::plain)})).said == one_by_one(nobody));
  // Only a key: everything is unknown, members too.
  const made::Node key = made::structs("", {made::texts("household", {{"H0"}, {"H1"}})}, 2);
  const Row unknown{{"", "", "", "", ""}, false, {}};
  CHECK(run(open({key})).said == one_by_one({unknown, unknown}));
  // Columns of no type, and a list of none.
  made::Node empty = made::structs(
      "", {made::nothing("area", 2), made::nothing("members", 2), made::nothing("income", 2)}, 2);
  CHECK(run(open({empty})).said == one_by_one({unknown, unknown}));
  empty = made::structs("", {}, 2);
  CHECK(run(open({empty})).said == one_by_one({unknown, unknown}));
}

TEST_CASE("a null element is one of which nothing is known") {
  made::Node elements = nested(Rows{}, 1, Style::plain, {});
  const Row person{{"a", "82", "false", "100.00"}, true, {}};
  elements = nested(Rows{&person, &person}, 1, Style::plain, {});
  elements.buffers[0] = made::bits({true, false});
  elements.nulls = -1;
  const made::Node node =
      made::structs("", {made::lists("members", {std::optional<std::size_t>(2)}, elements)}, 1);
  const Row nobody{{"", "", "", ""}, false, {}};
  const Row family{{"", "", "", "", ""}, true, {person, nobody}};
  CHECK(run(open({node})).said == one_by_one({family}));
}

TEST_CASE("ranges are those of a profile") {
  const made::Node income = made::structs("income",
                                          {made::column<std::int32_t>("min", {{200}, {}, {300}}),
                                           made::column<std::int32_t>("max", {{400}, {800}, {}})},
                                          3);
  const made::Node day_of = made::structs(
      "registered", {made::column<std::int32_t>("max", {{18000}, {18000}, {18000}}, "tdD")}, 3);
  const made::Node node = made::structs("", {income, day_of}, 3);
  const Ran ran = run(open({node}));
  const char* const profiles[] = {
      R"({"income": {"min": 200, "max": 400}, "registered": {"max": "2019-04-14"}})",
      R"({"income": {"max": 800}, "registered": {"max": "2019-04-14"}})",
      R"({"income": {"min": 300}, "registered": {"max": "2019-04-14"}})"};
  Evaluator evaluator(ruleset());
  std::size_t at = 0;
  for (std::size_t h = 0; h < 3; ++h)
    for (const Answer& answer : evaluator.decide(ruleset().profile(profiles[h]), day)) {
      REQUIRE(at < ran.said.size());
      CHECK(ran.said[at].status == status_of(answer.status));
      CHECK(ran.said[at].amount == amount_of(answer));
      ++at;
    }
  CHECK(at == ran.said.size());
}

TEST_CASE("columns of the caller's own, by lists") {
  const Families all = families(31, 40);
  std::vector<std::int64_t> income;
  std::vector<std::uint8_t> income_there(all.size() / 8 + 1);
  std::vector<std::uint16_t> ages;
  std::vector<std::uint8_t> age_there;
  std::vector<std::int32_t> lists{0};
  std::vector<std::uint8_t> listed(all.size() / 8 + 1);
  Families said;
  for (std::size_t h = 0; h < all.size(); ++h) {
    const Row& family = all[h];
    Row same{{"", family.cells[1], "", "", ""}, family.listed, {}};
    income.push_back(fen_of(family.cells[1]).value_or(-1));
    if (!family.cells[1].empty()) income_there[h / 8] |= static_cast<std::uint8_t>(1U << h % 8);
    if (family.listed) listed[h / 8] |= static_cast<std::uint8_t>(1U << h % 8);
    for (const Row& member : family.below) {
      if (ages.size() % 8 == 0) age_there.push_back(0);
      if (!member.cells[1].empty())
        age_there.back() |= static_cast<std::uint8_t>(1U << ages.size() % 8);
      ages.push_back(
          static_cast<std::uint16_t>(member.cells[1].empty() ? 999 : std::stoi(member.cells[1])));
      same.below.push_back({{"", member.cells[1], "", ""}, false, {}});
    }
    lists.push_back(static_cast<std::int32_t>(ages.size()));
    said.push_back(std::move(same));
  }
  Table households{.rows = all.size()};
  households.columns.push_back({.name = "收入", .values = borrow(income, 2, income_there.data())});
  Table members{.collection = "members", .rows = ages.size()};
  members.columns.push_back({.name = "age", .values = borrow(ages, 0, age_there.data())});
  members.lists = Lists{.offsets = lists.data()};
  members.lists->validity.bits = listed.data();
  CHECK(run(try_open_tables(ruleset(), day, {members, households})).said == one_by_one(said));
}

TEST_CASE("rows joined by key in any order, and those of nobody") {
  const std::vector<std::int64_t> keys{7, 9, 8};
  const std::vector<std::int64_t> of{8, 7, 55, 8};
  const std::vector<std::int8_t> ages{70, 61, 50, 20};
  Table households{.rows = 3};
  households.columns.push_back({.name = "household", .values = borrow(keys)});
  Table members{.collection = "members", .rows = 4};
  members.columns.push_back({.name = "household", .values = borrow(of)});
  members.columns.push_back({.name = "age", .values = borrow(ages)});
  const auto open_with = [&](const BatchOptions& options) {
    return run(try_open_tables(ruleset(), day, {households, members}, options));
  };
  const Ran sorted = open_with({});
  REQUIRE(sorted.failure.size() == 1);
  CHECK(sorted.failure[0].code == "R0711");
  const Ran held = open_with({.unsorted = true, .listed_in_full = true});
  const auto member = [](const char* age) { return Row{{"", age, "", ""}, false, {}}; };
  const auto family = [](std::vector<Row> below) {
    return Row{{"", "", "", "", ""}, true, std::move(below)};
  };
  CHECK(held.said ==
        one_by_one({family({member("61")}), family({}), family({member("70"), member("20")})}));
  REQUIRE(held.rejections.size() == 1);
  CHECK(held.rejections[0].file == "members");
  CHECK(held.rejections[0].line == 3);
  CHECK(held.rejections[0].column == 1);
  CHECK(held.rejections[0].household == "55");
  CHECK(held.rejections[0].reason.code == "R0712");
}

TEST_CASE("rows of nobody among sorted ones, looked for beyond the end of a batch") {
  const auto table = [](std::vector<std::optional<std::int32_t>> keys,
                        std::vector<std::optional<std::int8_t>> ages) {
    std::vector<made::Node> children{made::column("household", keys)};
    if (!ages.empty()) children.push_back(made::column("age", ages));
    return made::structs("", std::move(children), static_cast<std::int64_t>(keys.size()));
  };
  ArrowArrayStream households = made::stream({table({7, 9, 8}, {})});
  ArrowArrayStream members =
      made::stream(in_batches(table({7, 55, 56, 9, 57, 9, 8}, {61, 1, 2, 70, 3, 20, 90}), 2));
  const Ran ran = run(try_open_arrow(
      ruleset(), day, {{.stream = &households}, {.collection = "members", .stream = &members}}));
  const auto member = [](const char* age) { return Row{{"", age, "", ""}, false, {}}; };
  const auto family = [](std::vector<Row> below) {
    return Row{{"", "", "", "", ""}, true, std::move(below)};
  };
  CHECK(ran.failure.empty());
  CHECK(ran.said == one_by_one({family({member("61")}), family({member("70"), member("20")}),
                                family({member("90")})}));
  std::vector<std::uint64_t> lines;
  for (const BatchRejection& rejection : ran.rejections) lines.push_back(rejection.line);
  CHECK(lines == std::vector<std::uint64_t>{2, 3, 5});
}
