// Rows written straight from columns say what answers say one by one, and the summary adds up what
// these say; cells that are read together, column by column, say what each says in a row by itself.
#include <map>

#include "families.hpp"
#include "io/answer_rows.hpp"

using namespace entitle;
using namespace tables;

namespace {

/// Tables that are files as long as it lives.
class Files {
 public:
  explicit Files(const std::vector<std::string>& texts) {
    folder_ = std::filesystem::temp_directory_path() / ("entitle_rows_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
    for (std::size_t level = 0; level < texts.size(); ++level) {
      const std::string path = (folder_ / (std::to_string(level) + ".csv")).string();
      std::ofstream(path, std::ios::binary) << texts[level];
      tables.push_back({collections[level], path});
    }
  }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  ~Files() { std::filesystem::remove_all(folder_); }
  std::vector<BatchTable> tables;

 private:
  std::filesystem::path folder_;
};

std::string quoted(const std::string& cell) {
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + '"';
}

/// Keys that have to be quoted, and long ones.
std::string odd_key(std::size_t row) {
  const std::string number = std::to_string(row);
  const std::string odd[] = {"H" + number,      number + ",\"x\"",
                             " " + number,      std::string(90, 'k') + number,
                             "家庭\n" + number, "back\\slash" + number};
  return odd[row % std::size(odd)];
}

/// Tables of families whose keys are odd; some have no key of their own.
std::vector<std::string> with_odd_keys(const Families& families) {
  std::vector<std::string> texts{"household,area,income,registered,burden,receives help\n",
                                 "household,person,age,disabled,pension,supporters_complete\n",
                                 "household,person,able,salary\n"};
  for (std::size_t h = 0; h < families.size(); ++h) {
    const std::string key = quoted(odd_key(h));
    texts[0] += key;
    for (const std::string& cell : families[h].cells) texts[0] += "," + cell;
    texts[0] += "\n";
    for (std::size_t m = 0; m < families[h].below.size(); ++m) {
      const Row& member = families[h].below[m];
      const std::string keys = key + "," + quoted(odd_key(h + m));
      texts[1] += keys;
      for (std::size_t c = 1; c < member.cells.size(); ++c) texts[1] += "," + member.cells[c];
      texts[1] += member.listed ? ",yes\n" : ",\n";
      for (const Row& supporter : member.below)
        texts[2] += keys + "," + supporter.cells[0] + "," + supporter.cells[1] + "\n";
    }
  }
  return texts;
}

void add(const BatchAnswer& answer, BatchTotals& totals) {
  if (answer.status.depends()) ++totals.depends;
  for (std::size_t s = 0; s < std::size(all_statuses); ++s)
    if (answer.status.is(all_statuses[s])) ++totals.by_status[s];
  const bool qualifies = answer.status.is(Status::qualifies);
  if (answer.recorded && *answer.recorded && !answer.status.has(Status::qualifies))
    ++totals.recorded_not_supported;
  if (answer.recorded && !*answer.recorded && qualifies) ++totals.entitled_not_recorded;
  if (qualifies && !answer.not_listed && answer.least)
    totals.least = Decimal::from_units(totals.least.units() + answer.least->units());
}

void same(const BatchTotals& one, const BatchTotals& other) {
  for (std::size_t s = 0; s < std::size(all_statuses); ++s)
    CHECK(one.by_status[s] == other.by_status[s]);
  CHECK(one.depends == other.depends);
  CHECK(one.recorded_not_supported == other.recorded_not_supported);
  CHECK(one.entitled_not_recorded == other.entitled_not_recorded);
  CHECK(one.least == other.least);
}

}  // namespace

TEST_CASE("rows of columns are those of answers, and are what is added up") {
  Families families = tables::families(7, 2500, 7);
  families[3].cells[1] = "-1";  // not taken
  const Files files(with_odd_keys(families));
  const io::AnswerRows one_by_one(ruleset(), {});
  for (const BatchFormat format : {BatchFormat::csv, BatchFormat::ndjson})
    for (const bool hits : {false, true}) {
      auto batch = Batch::try_open(ruleset(), day, files.tables);
      REQUIRE(batch);
      REQUIRE(!batch.value->group_by("area"));
      const auto write =
          hits ? batch_hits_writer(ruleset(), format) : batch_writer(ruleset(), format);
      std::vector<BatchTotals> totals(2);
      std::map<std::string, std::vector<BatchTotals>> groups;
      std::size_t bytes = 0;
      BatchSink sink;
      sink.format = [&](const BatchPiece& piece, std::string& out) {
        write(piece, out);
        std::string expected;
        hits ? one_by_one.hits(piece, format, expected) : one_by_one.write(piece, format, expected);
        CHECK(out == expected);
        bytes += out.size();
        for (const BatchAnswer& answer : piece.answers()) {
          add(answer, totals[answer.program]);
          const std::string area = families[answer.household_row].cells[0];
          auto& group = groups[area];
          group.resize(2);
          add(answer, group[answer.program]);
        }
      };
      const auto done = batch.value->run(sink);
      REQUIRE(done);
      CHECK(bytes > 10'000);
      CHECK(done.value->rejected == 1);
      CHECK(done.value->households == families.size() - 1);
      for (std::size_t p = 0; p < 2; ++p) same(done.value->programs[p], totals[p]);
      REQUIRE(done.value->groups.size() == 3);
      for (const auto& [name, programs] : done.value->groups)
        for (std::size_t p = 0; p < 2; ++p) same(programs[p], groups[std::string(name.en)][p]);
    }
}

TEST_CASE("cells that are read together say what each says by itself") {
  const std::vector<std::string> spellings[] = {
      {"urban", "rural", "城镇", "", "urban|rural", "unknown", " urban ", "suburban", "Urban",
       "urban\rx", "a word that is longer than sixteen bytes"},
      {"0",           "12",   "1234.50", "99999.99", "100000",  "100000.01",
       "123456789",   "12.5", "12.3456", "12.34567", "-1",      "007",
       "00000012.30", "1,5",  ".50",     "5.",       "1e3",     "900..1200",
       "12 元",       "x",    "12.3x",   "",         "unknown", "99999999",
       "0.00",        "/",    ":"},
      {"2020-05-01", "2020", "", "x"},
      {"0", "60", "99.99", "100", "100.01", "60%", "60.5", "0.005", ""},
      {"true", "false", "yes", "no", "1", "0", "TRUE", "是", "tru", "truee", "", "2"}};
  std::mt19937 random(11);
  std::string plain = "household,area,income,registered,burden,receives help\n";
  std::string alone = plain;
  for (std::size_t h = 0; h < 6'000; ++h) {
    const std::string key = "H" + std::to_string(h);
    std::string row;
    for (std::size_t c = 0; c < std::size(spellings); ++c) {
      // Mostly what is usual, so that rows are taken, too.
      const std::size_t of = random() % 4 == 0 ? spellings[c].size() : 2;
      const std::string cell = spellings[c][random() % of];
      row += "," + (cell.find(',') == std::string::npos ? cell : quoted(cell));
    }
    if (random() % 50 == 0) row += ",one too many";
    plain += key + row + "\n";
    alone += quoted(key) + row + "\n";
  }
  const auto run_of = [](const std::string& text) {
    const Files files({text});
    return run(Batch::try_open(ruleset(), day, files.tables));
  };
  const Ran together = run_of(plain);
  const Ran each = run_of(alone);
  CHECK(together.summary.households > 1'000);
  CHECK(together.rejections.size() > 1'000);
  CHECK(together.said == each.said);
  CHECK(together.rows == each.rows);
  REQUIRE(together.rejections.size() == each.rejections.size());
  for (std::size_t r = 0; r < each.rejections.size(); ++r) {
    const BatchRejection& one = together.rejections[r];
    const BatchRejection& other = each.rejections[r];
    CHECK(std::tie(one.line, one.column, one.household, one.reason.code, one.reason.message) ==
          std::tie(other.line, other.column, other.household, other.reason.code,
                   other.reason.message));
  }
}
