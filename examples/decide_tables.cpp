// Decides families that a program holds in columns, and pulls the answers as an Arrow stream.
// Called as: decide_tables RULESET, with a ruleset of the names used here. The columns are
// borrowed: they must outlive the batch. Any producer of Arrow takes their place by try_open_arrow.
#include <cstdint>
#include <entitle/entitle.hpp>
#include <iostream>
#include <vector>

int main(int argc, char** argv) try {
  if (argc != 2) return 2;
  const auto rules = entitle::Ruleset::load(argv[1]);

  std::vector<std::int64_t> fen = {120000, 85050};  // 1,200.00 and 850.50 yuan
  std::vector<std::int32_t> members = {0, 2, 3};    // two of the first family, then one
  std::vector<std::uint8_t> ages = {82, 46, 30};
  entitle::Table households{.rows = 2};
  households.columns.push_back({.name = "income", .values = entitle::borrow(fen, 2)});
  entitle::Table persons{.collection = "members", .rows = 3};
  persons.columns.push_back({.name = "age", .values = entitle::borrow(ages)});
  persons.lists = entitle::Lists{.offsets = members.data()};

  auto batch = entitle::try_open_tables(rules, entitle::Date(2021, 9, 1), {households, persons});
  if (!batch) throw entitle::Error(batch.diagnostics);
  ArrowArrayStream answers{};  // a consumer's, such as pyarrow's or DuckDB's
  entitle::answers_to_arrow(std::move(*batch.value), &answers, {.hits = true});
  ArrowArray hits{};
  for (; answers.get_next(&answers, &hits) == 0 && hits.release; hits.release(&hits))
    for (std::int64_t row = 0; row < hits.length; ++row) {
      const auto* programs = static_cast<const std::int32_t*>(hits.children[0]->buffers[1]);
      const auto* families = static_cast<const std::uint64_t*>(hits.children[1]->buffers[1]);
      std::cout << "family " << families[row] << ": " << rules.programs()[programs[row]] << '\n';
    }
  answers.release(&answers);
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
