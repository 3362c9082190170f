// A ruleset three levels deep, households for it as plain texts, and what is made of these: a
// profile, CSV tables, the answers of the single case, and those of a batch in the same words.
#pragma once

#include <doctest/doctest.h>

#include <unistd.h>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "entitle/entitle.hpp"

namespace tables {

inline const std::string rules = R"(# language: en
ruleset tables / 表格 version 0.1
  title en "Tables" zh "表格"
document law / 办法
  number "1"
  title en "The law" zh "办法"
entity household / 家庭 {
  fact area / 城乡 : urban / 城镇 | rural / 农村
  fact income / 收入 : money per month 0..100,000 元/月
  fact registered / 登记日 : date
  fact burden / 负担 : percent 0..100%
  members / 成员 : person, 0 to 6
}
entity person / 人 {
  fact called / 称呼 : text
  fact age / 年龄 : years 0..120
  fact disabled / 残疾 : yes/no
  fact pension / 养老金 : money per month 0..10,000 元/月
  supporters / 赡养人 : supporter, 0 to 4
}
entity supporter / 义务人 {
  fact able / 有能力 : yes/no
  fact salary / 工资 : money per month >= 0 元/月
}
define total / 总收入 of household = income + sum of pension over members
program help / 补助 of household
  cites law article 3
  all of {
    low / 收入低 : total < 900 元/月
    settled / 已登记 : registered <= 2021-01-01
    light / 负担轻 : burden < 60%
    urban / 城镇 : area is urban
  }
  amount 900 元/月 - total
program care / 照护 of person
  cites law article 4
  all of {
    old / 高龄 : age >= 60 years or disabled
    alone / 无人赡养 : every one of supporters has (salary < 1,000 元/月 or not able)
    without / 未领取 : not receives help
  }
  amount 200 元/月
)";

inline const entitle::Ruleset& ruleset() {
  static const entitle::Ruleset made = [] {
    auto result = entitle::Ruleset::try_compile(
        {{"tables.rules", rules}}, [](std::string_view) { return std::optional<std::string>(); });
    REQUIRE_MESSAGE(result, entitle::to_text(result.diagnostics));
    return *result.value;
  }();
  return made;
}
inline const entitle::Date day{2021, 9, 1};

/// A row with what is below it; an empty text is not known.
struct Row {
  std::vector<std::string> cells;
  bool listed = true;  ///< whether it is known what is below
  std::vector<Row> below;
};
using Families = std::vector<Row>;

inline const std::vector<std::string> columns[] = {
    {"area", "income", "registered", "burden", "receives help"},
    {"called", "age", "disabled", "pension"},
    {"able", "salary"}};
inline const std::string collections[] = {"", "members", "supporters"};

inline std::string fen(std::uint32_t number) {
  const std::string digits = std::to_string(number % 100);
  return std::to_string(number / 100) + "." + (digits.size() < 2 ? "0" : "") + digits;
}

/// Random families, of whose cells about one in `missing` is not known.
inline Families families(std::uint32_t seed, std::size_t count, std::uint32_t missing = 8) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t most) {
    return static_cast<std::uint32_t>(random() % most);
  };
  const auto cell = [&](std::string text) { return below(missing) == 0 ? std::string() : text; };
  Families made;
  for (std::size_t h = 0; h < count; ++h) {
    Row family{{cell(below(3) != 0 ? "urban" : "rural"), cell(fen(below(150'000))),
                cell(below(2) != 0 ? "2020-05-01" : "2021-03-15"), cell(std::to_string(below(101))),
                cell(below(2) != 0 ? "true" : "false")},
               below(6) != 0,
               {}};
    const std::uint32_t members = family.listed ? below(4) : 0;
    for (std::uint32_t m = 0; m < members; ++m) {
      Row member{{cell("p" + std::to_string(m)), cell(std::to_string(below(101))),
                  cell(below(2) != 0 ? "true" : "false"), cell(fen(below(60'000)))},
                 below(6) != 0,
                 {}};
      const std::uint32_t supporters = member.listed ? below(3) : 0;
      for (std::uint32_t s = 0; s < supporters; ++s)
        member.below.push_back(
            {{cell(below(2) != 0 ? "true" : "false"), cell(fen(below(200'000)))}, true, {}});
      family.below.push_back(std::move(member));
    }
    made.push_back(std::move(family));
  }
  return made;
}

inline std::string json_of(const Row& row, std::size_t level = 0) {
  std::string out = "{";
  const auto comma = [&] { out += out.size() > 1 ? "," : ""; };
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    if (row.cells[c].empty()) continue;
    const bool word = row.cells[c] == "true" || row.cells[c] == "false";
    const std::string value = word ? row.cells[c] : "\"" + row.cells[c] + "\"";
    comma();
    const std::string& name = columns[level][c];
    if (name == "receives help")
      out += "\"receives\":{\"help\":" + value + "}";
    else
      out += "\"" + name + "\":" + value;
  }
  if (level < 2 && row.listed) {
    comma();
    out += "\"" + collections[level + 1] + "\":[";
    for (std::size_t i = 0; i < row.below.size(); ++i)
      out += (i > 0 ? "," : "") + json_of(row.below[i], level + 1);
    out += "]";
  }
  return out + "}";
}

/// What an answer says, to be compared.
struct Said {
  std::size_t household = 0;
  std::uint32_t program = 0;
  std::uint32_t recipient = 0;
  bool not_listed = false;
  std::string status;
  std::string amount;
  auto key() const { return std::tie(household, program, recipient, not_listed, status, amount); }
  friend bool operator==(const Said& a, const Said& b) { return a.key() == b.key(); }
  friend std::ostream& operator<<(std::ostream& out, const Said& said) {
    return out << said.household << '/' << said.program << '/' << said.recipient << ' '
               << said.status << ' ' << said.amount;
  }
};

inline std::string status_of(entitle::StatusSet set) {
  std::string text;
  for (const entitle::Status one : entitle::all_statuses)
    if (set.has(one)) (text += entitle::to_string(one)) += ' ';
  return text;
}
template <class Answer>
std::string amount_of(const Answer& answer) {
  return (answer.least ? answer.least->to_string() : "-") + ".." +
         (answer.most ? answer.most->to_string() : "-");
}

/// The answers of the single case.
inline std::vector<Said> one_by_one(const Families& families) {
  entitle::Evaluator evaluator(ruleset());
  std::vector<Said> said;
  for (std::size_t h = 0; h < families.size(); ++h) {
    const auto profile = ruleset().try_profile(json_of(families[h]));
    REQUIRE_MESSAGE(profile, entitle::to_text(profile.diagnostics));
    for (const entitle::Answer& answer : evaluator.decide(*profile.value, day)) {
      const bool household = answer.program == 0;
      said.push_back({h, answer.program, household ? 0 : answer.recipient + 1, answer.not_listed,
                      status_of(answer.status), amount_of(answer)});
    }
  }
  return said;
}

/// What came of a batch.
struct Ran {
  std::vector<Said> said;
  std::string rows;  ///< as CSV
  std::vector<entitle::BatchRejection> rejections;
  entitle::BatchSummary summary;
  std::vector<entitle::Diagnostic> failure;
};

inline Ran run(entitle::Batch& batch) {
  Ran ran;
  entitle::BatchSink sink;
  sink.format = entitle::batch_writer(ruleset(), entitle::BatchFormat::csv);
  sink.write = [&](const entitle::BatchPiece& piece, std::string_view bytes) {
    ran.rows += bytes;
    for (const entitle::BatchAnswer& answer : piece.answers())
      ran.said.push_back({answer.household_row, answer.program, answer.recipient_number,
                          answer.not_listed, status_of(answer.status), amount_of(answer)});
    ran.rejections.insert(ran.rejections.end(), piece.rejections.begin(), piece.rejections.end());
    return true;
  };
  auto summary = batch.run(sink);
  ran.failure = summary.diagnostics;
  if (summary) ran.summary = *summary.value;
  return ran;
}
inline Ran run(entitle::Result<entitle::Batch> batch) {
  REQUIRE_MESSAGE(batch, entitle::to_text(batch.diagnostics));
  return run(*batch.value);
}

inline std::string key_of(std::size_t household) { return "H" + std::to_string(household); }

/// The answers of the same families as CSV tables.
inline Ran by_csv(const Families& families) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("entitle_tables_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::string text[3] = {"household", "household,person", "household,person"};
  for (std::size_t level = 0; level < 3; ++level) {
    for (const std::string& name : columns[level]) text[level] += "," + name;
    if (level < 2) text[level] += "," + collections[level + 1] + "_complete";
    text[level] += "\n";
  }
  const auto write = [&](const Row& row, std::size_t level, const std::string& keys) {
    text[level] += keys;
    for (const std::string& cell : row.cells) text[level] += "," + cell;
    if (level < 2) text[level] += row.listed ? ",yes" : ",";
    text[level] += "\n";
  };
  for (std::size_t h = 0; h < families.size(); ++h) {
    write(families[h], 0, key_of(h));
    for (std::size_t m = 0; m < families[h].below.size(); ++m) {
      const std::string keys = key_of(h) + "," + std::to_string(m + 1);
      write(families[h].below[m], 1, keys);
      for (const Row& supporter : families[h].below[m].below) write(supporter, 2, keys);
    }
  }
  std::vector<entitle::BatchTable> files;
  for (std::size_t level = 0; level < 3; ++level) {
    const std::string path = (folder / (std::to_string(level) + ".csv")).string();
    std::ofstream(path, std::ios::binary) << text[level];
    files.push_back({collections[level], path});
  }
  Ran ran = run(entitle::Batch::try_open(ruleset(), day, files));
  std::filesystem::remove_all(folder);
  return ran;
}

}  // namespace tables
