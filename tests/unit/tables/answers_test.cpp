// Answers as a stream of Arrow record batches: what batch_writer() writes, column by column; hits;
// a consumer that stops early; children that outlive their batch.
#include <cerrno>
#include <cstring>
#include <thread>

#include "arrow_families.hpp"

using namespace entitle;
using namespace tables;

namespace {

bool valid(const ArrowArray& array, std::int64_t row) {
  const auto* bits = static_cast<const std::uint8_t*>(array.buffers[0]);
  return bits == nullptr || (bits[row / 8] >> row % 8 & 1) != 0;
}
template <class Number>
Number number(const ArrowArray& array, std::int64_t row) {
  CHECK(reinterpret_cast<std::uintptr_t>(array.buffers[1]) % 64 == 0);
  return static_cast<const Number*>(array.buffers[1])[row];
}
std::string text(const ArrowArray& array, std::int64_t row) {
  if (!valid(array, row)) return {};
  const auto* offsets = static_cast<const std::int32_t*>(array.buffers[1]);
  return {static_cast<const char*>(array.buffers[2]) + offsets[row],
          static_cast<std::size_t>(offsets[row + 1] - offsets[row])};
}
template <class Code>
std::string name(const ArrowArray& array, std::int64_t row) {
  return valid(array, row) ? text(*array.dictionary, number<Code>(array, row)) : std::string();
}
std::string amount(const ArrowArray& array, std::int64_t row, bool wide) {
  if (!valid(array, row)) return {};
  const auto units = number<std::int64_t>(array, wide ? 2 * row : row);
  if (wide) CHECK(number<std::int64_t>(array, 2 * row + 1) == (units < 0 ? -1 : 0));
  return Decimal::from_units(units).to_string(2);
}

/// A record batch in the words of batch_writer().
void write(const ArrowArray& batch, bool wide, std::string& rows) {
  REQUIRE(batch.n_children == 10);
  const auto child = [&](int c) -> const ArrowArray& { return *batch.children[c]; };
  for (std::int64_t r = 0; r < batch.length; ++r) {
    rows += text(child(0), r) + ',' + text(child(1), r) + ',' + name<std::int32_t>(child(2), r) +
            ',' + name<std::int8_t>(child(3), r) + ',' + amount(child(4), r, wide) + ',' +
            amount(child(5), r, wide) + ',' + name<std::int8_t>(child(6), r) + ',' +
            text(child(7), r) + ',';
    const bool yes =
        (static_cast<const std::uint8_t*>(child(8).buffers[1])[r / 8] >> r % 8 & 1) != 0;
    if (valid(child(9), r))
      rows += amount(child(9), r, wide);
    else if (valid(child(8), r))
      rows += yes ? "yes" : "no";
    rows += '\n';
  }
}

ArrowArrayStream answers(const made::Node& node, const ArrowAnswers& options = {},
                         const BatchOptions& with = {}) {
  auto batch = open(in_batches(node, 500), with);
  REQUIRE(batch);
  ArrowArrayStream stream{};
  answers_to_arrow(std::move(*batch.value), &stream, options);
  return stream;
}

}  // namespace

TEST_CASE("a stream of answers says what the rows say") {
  const made::Node node = nested(families(3, 2500, 30), Style::plain);
  const std::string rows = run(open({node})).rows;
  for (const bool wide : {true, false})
    for (const unsigned threads : {1U, 3U}) {
      BatchSummary summary;
      ArrowArrayStream stream = answers(
          node,
          {.amounts_as_int64 = !wide, .done = [&](const BatchSummary& done) { summary = done; }},
          {.threads = threads});
      ArrowSchema schema{};
      REQUIRE(stream.get_schema(&stream, &schema) == 0);
      CHECK(std::string(schema.format) == "+s");
      REQUIRE(schema.n_children == 10);
      CHECK(std::string(schema.children[4]->name) == "amount_min");
      CHECK(std::string(schema.children[4]->format) == (wide ? "d:19,4" : "l"));
      CHECK(schema.children[4]->flags == ARROW_FLAG_NULLABLE);
      CHECK(std::string(schema.children[2]->dictionary->format) == "u");
      schema.release(&schema);
      CHECK(made::gone(schema));
      std::string pulled;
      for (;;) {
        ArrowArray batch{};
        REQUIRE(stream.get_next(&stream, &batch) == 0);
        if (batch.release == nullptr) break;
        write(batch, wide, pulled);
        batch.release(&batch);
      }
      CHECK(pulled == rows);
      CHECK(stream.get_last_error(&stream) == nullptr);
      ArrowArray again{};
      CHECK(stream.get_next(&stream, &again) == 0);
      CHECK(made::gone(again));
      CHECK(summary.households == 2500);
      stream.release(&stream);
      CHECK(made::gone(stream));
    }
  CHECK(made::alive.none());
}

TEST_CASE("hits are who qualifies for certain") {
  const made::Node node = nested(families(3, 200, 30), Style::plain);
  std::vector<std::tuple<std::uint32_t, std::uint64_t, std::uint32_t, std::string>> expected;
  auto batch = open({node});
  BatchSink sink;
  sink.write = [&](const BatchPiece& piece, std::string_view) {
    for (const BatchAnswer& answer : piece.answers())
      if (answer.status.is(Status::qualifies) && !answer.not_listed)
        expected.emplace_back(answer.program, answer.household_row, answer.recipient_number,
                              answer.least->to_string(2));
    return true;
  };
  REQUIRE(batch.value->run(sink));
  CHECK(expected.size() > 10);
  ArrowArrayStream stream = answers(node, {.hits = true});
  std::size_t at = 0;
  for (;;) {
    ArrowArray found{};
    REQUIRE(stream.get_next(&stream, &found) == 0);
    if (found.release == nullptr) break;
    for (std::int64_t r = 0; r < found.length; ++r, ++at) {
      REQUIRE(at < expected.size());
      CHECK(std::tuple(static_cast<std::uint32_t>(number<std::int32_t>(*found.children[0], r)),
                       number<std::uint64_t>(*found.children[1], r),
                       number<std::uint32_t>(*found.children[2], r),
                       amount(*found.children[3], r, true)) == expected[at]);
    }
    found.release(&found);
  }
  CHECK(at == expected.size());
  stream.release(&stream);
}

TEST_CASE("a consumer may stop at any time, and keep a child") {
  const made::Node node = nested(families(3, 9000, 1000), Style::plain);
  ArrowArrayStream never = answers(node);
  never.release(&never);
  ArrowArrayStream stream = answers(node, {}, {.threads = 2});
  ArrowArray batch{};
  REQUIRE(stream.get_next(&stream, &batch) == 0);
  REQUIRE(batch.length > 0);
  ArrowArray kept = *batch.children[0];
  batch.children[0]->release = nullptr;
  batch.release(&batch);
  stream.release(&stream);
  CHECK(text(kept, 0) == "H0");
  kept.release(&kept);
  CHECK(made::alive.none());
}

TEST_CASE("what goes wrong behind a stream is said") {
  ArrowArrayStream failing =
      made::stream(in_batches(nested(families(1, 20), Style::plain), 5), true);
  auto batch = try_open_arrow(ruleset(), day, {{.stream = &failing}});
  ArrowArrayStream stream{};
  answers_to_arrow(std::move(*batch.value), &stream);
  ArrowArray array{};
  CHECK(stream.get_next(&stream, &array) == EIO);
  CHECK(made::gone(array));
  CHECK(std::strstr(stream.get_last_error(&stream), "the disk is gone") != nullptr);
  CHECK(stream.get_next(&stream, &array) == EIO);
  stream.release(&stream);

  std::size_t rejected = 0;
  ArrowArrayStream told =
      answers(made::structs("", {made::column<std::int32_t>("income", {{1}, {-5}, {2}})}, 3),
              {.rejected = [&](std::span<const BatchRejection> rows) { rejected += rows.size(); }});
  REQUIRE(told.get_next(&told, &array) == 0);
  array.release(&array);
  told.release(&told);
  CHECK(rejected == 1);

  ArrowArrayStream thrown = answers(
      made::structs("", {made::column<std::int32_t>("income", {{-5}})}, 1),
      {.rejected = [](std::span<const BatchRejection>) { throw std::runtime_error("full"); }});
  CHECK(thrown.get_next(&thrown, &array) == EINVAL);
  CHECK(std::strcmp(thrown.get_last_error(&thrown), "full") == 0);
  thrown.release(&thrown);
  CHECK(made::alive.none());
}
