// Sees of what form the households' file is, and opens the tables accordingly.
#include <algorithm>
#include <cstdio>

#include "io/table_source.hpp"
#include "text/encoding.hpp"

namespace entitle::io {
namespace {

using text::Code;

bool ends_in(std::string_view path, std::string_view ending) {
  if (path.size() < ending.size()) return false;
  return std::ranges::equal(path.substr(path.size() - ending.size()), ending, [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

bool begins_object(std::string_view begun) {
  if (begun.starts_with(text::byte_order_mark)) begun.remove_prefix(text::byte_order_mark.size());
  return begun.starts_with('{');
}

}  // namespace

std::unique_ptr<TableSource> open_tables(const Intake& intake, const std::vector<TableFile>& files,
                                         const TableOptions& options, text::Report& report) {
  const std::string& path = files.front().path;
  BegunFile households;
  households.file = open_file(path, path, report);
  if (!households.file) return nullptr;
  households.begun.resize(text::byte_order_mark.size() + 1);
  households.begun.resize(
      std::fread(households.begun.data(), 1, households.begun.size(), households.file.get()));
  const bool ndjson =
      options.households == TableFormat::ndjson ||
      (options.households == TableFormat::recognised &&
       (ends_in(path, ".ndjson") || ends_in(path, ".jsonl") || begins_object(households.begun)));
  if (!ndjson) return open_csv(intake, files, options, std::move(households), report);
  for (std::size_t f = 1; f < files.size(); ++f)
    report.report(Code::table_beside_ndjson, {files[f].path, path});
  if (options.unsorted) report.report(Code::table_beside_ndjson, {"--unsorted", path});
  if (options.listed_in_full) report.report(Code::table_beside_ndjson, {"--listed-in-full", path});
  if (report.has_errors()) return nullptr;
  return open_ndjson(intake, path, options, std::move(households));
}

}  // namespace entitle::io
