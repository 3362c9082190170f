// Producers that fail, arrays that are not what their schema says, and that everything taken over
// is released once, whatever happens.
#include "arrow_families.hpp"

using namespace entitle;
using namespace tables;

namespace {

std::string failure_of(std::vector<made::Node> batches) {
  const Ran ran = run(open(std::move(batches)));
  REQUIRE(ran.failure.size() == 1);
  CHECK(ran.failure[0].code == "R0715");
  return ran.failure[0].message;
}

}  // namespace

TEST_CASE("what is taken over is released once") {
  const made::Node node = nested(families(1, 20), Style::plain);
  {
    auto batch = open(in_batches(node, 5));
    CHECK_FALSE(made::alive.none());  // never run
  }
  CHECK(made::alive.none());
  {
    auto batch = open(in_batches(node, 5));
    BatchSink sink;
    sink.write = [](const BatchPiece&, std::string_view) { return false; };
    CHECK(batch.value->run(sink));
  }
  CHECK(made::alive.none());
  ArrowSchema schema{};
  ArrowArray array{};
  made::fill(node, schema);
  made::fill(node, array);
  CHECK(run(try_open_arrow(ruleset(), day, {{.schema = &schema, .array = &array}})).said.size() >
        20);
  CHECK(made::gone(schema));
  CHECK(made::gone(array));
  CHECK(made::alive.none());
  ArrowArrayStream streams[] = {made::stream({node}), made::stream({node})};
  CHECK_FALSE(try_open_arrow(
      ruleset(), day, {{.stream = &streams[0]}, {.collection = "nobody", .stream = &streams[1]}}));
  CHECK(made::alive.none());
}

TEST_CASE("a batch of rows is released when its rows are decided") {
  const made::Node node = nested(families(1, 9'000, 1000), Style::plain);
  auto batch = open(in_batches(node, 1000));
  int most = 0;
  BatchSink sink;
  sink.write = [&](const BatchPiece&, std::string_view) {
    most = std::max(most, made::alive.arrays);
    return true;
  };
  REQUIRE(batch.value->run(sink));
  // Each batch is 15 arrays; at most three are held at a time, by the cursor and the piece.
  ArrowArray one{};
  const int before = made::alive.arrays;
  made::fill(node, one);
  const int of_one = made::alive.arrays - before;
  one.release(&one);
  CHECK(most <= 3 * of_one);
}

TEST_CASE("a producer that fails") {
  const made::Node node = nested(families(1, 20), Style::plain);
  ArrowArrayStream failing = made::stream(in_batches(node, 5), true);
  const Ran ran = run(try_open_arrow(ruleset(), day, {{.stream = &failing}}));
  REQUIRE(ran.failure.size() == 1);
  CHECK(ran.failure[0].code == "R0715");
  CHECK(ran.failure[0].message.find("the disk is gone") != std::string::npos);
  ArrowArrayStream released{};
  const auto none = try_open_arrow(ruleset(), day, {{.stream = &released}});
  REQUIRE(none.diagnostics.size() == 1);
  CHECK(none.diagnostics[0].code == "R0715");
  CHECK(made::alive.none());
}

TEST_CASE("arrays that are not what the schema says") {
  const made::Node good = nested(families(1, 4), Style::plain);
  made::Node fewer = good;
  fewer.children.pop_back();
  CHECK(failure_of({good, fewer}).find("schema") != std::string::npos);
  made::Node shorter = good;
  shorter.children.back().length = 2;
  CHECK(failure_of({good, shorter}).find("area") != std::string::npos);
  made::Node bare = good;
  bare.children.back().buffers[1] = nullptr;
  failure_of({good, bare});
  made::Node negative = good;
  negative.length = -1;
  failure_of({good, negative});
  made::Node undefined = good;
  undefined.children.back().dictionary.clear();
  failure_of({good, undefined});
  // Values may be missing where none is known.
  made::Node unknown = good;
  unknown.children.back().buffers = {made::bits({false, false, false, false}), nullptr};
  CHECK(run(open({good, unknown})).failure.empty());
  CHECK(made::alive.none());
}

TEST_CASE("offsets and codes that lead nowhere reject their household") {
  const auto rejected = [](const made::Node& column) {
    const Ran ran = run(open({made::structs("", {column}, column.length)}));
    CHECK(ran.failure.empty());
    REQUIRE(ran.rejections.size() == 1);
    CHECK(ran.summary.households == 2);
    CHECK(ran.rejections[0].line == 2);
    CHECK(ran.rejections[0].column == 1);
    CHECK(ran.rejections[0].reason.code == "R0715");
  };
  made::Node elements = nested(Rows{}, 1, Style::plain, {});
  made::Node lists = made::lists("members", {{0}, {0}, {0}}, elements);
  lists.buffers[1] = made::numbers<std::int32_t>({0, 0, 5, 0});
  const Ran both = run(open({made::structs("", {lists}, 3)}));
  CHECK(both.rejections.size() == 2);
  lists.buffers[1] = made::numbers<std::int32_t>({0, 0, -1, 0});
  CHECK(run(open({made::structs("", {lists}, 3)})).rejections.size() == 2);
  made::Node texts = made::texts("area", {{"urban"}, {"rural"}, {"urban"}});
  texts.buffers[1] = made::numbers<std::int32_t>({5, 10, 5, 10});
  rejected(texts);
  made::Node codes = made::coded("area", {{"urban"}, {"rural"}, {"urban"}});
  codes.buffers[1] = made::numbers<std::int8_t>({1, 9, 2});
  rejected(codes);
  codes.buffers[1] = made::numbers<std::int8_t>({1, -9, 2});
  rejected(codes);
}

TEST_CASE("tables of the caller's that are not put together") {
  const auto told = [](std::vector<Table> tables) {
    const auto batch = try_open_tables(ruleset(), day, std::move(tables));
    REQUIRE_FALSE(batch);
    REQUIRE(batch.diagnostics.size() >= 1);
    return batch.diagnostics[0];
  };
  const std::vector<std::int32_t> some{1, 2};
  Table households{.rows = 2};
  households.columns.push_back({.name = "income", .values = borrow(some)});
  Table members{.collection = "members", .rows = 2};
  Table supporters{.collection = "supporters", .rows = 2};
  CHECK(told({members}).code == "R0715");
  CHECK(told({}).code == "R0715");
  CHECK(told({households, households}).code == "R0715");
  CHECK(told({households, members}).code == "R0706");
  supporters.lists = Lists{.offsets = some.data()};
  CHECK(told({households, supporters}).code == "R0715");
  members.lists = Lists{};
  CHECK(told({households, members}).code == "R0715");
  Table bare = households;
  bare.columns[0].values.values = nullptr;
  CHECK(told({bare}).code == "R0715");
  CHECK(told({households, {.collection = "people"}}).code == "R0723");
}
