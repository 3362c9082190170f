// Reads and writes whole files: rule files, tables and profiles. The only place of the library that
// opens anything.
#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/report.hpp"

namespace entitle::io {

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using FilePointer = std::unique_ptr<std::FILE, FileCloser>;

/// Opens a file to be read; what keeps it from that is reported, then nothing is returned.
FilePointer open_file(const std::string& path, std::string_view shown, text::Report& report);

/// The bytes of a file, of one too long only so many that it is seen to be (see text::Source). What
/// keeps it from being read is reported; `shown` is what its diagnostics call it.
std::optional<std::string> read_file(const std::string& path, std::string_view shown,
                                     text::Report& report);
/// The same of an open stream, such as standard input.
std::optional<std::string> read_stream(std::FILE* stream, std::string_view shown,
                                       text::Report& report);

/// Puts `bytes` in the place of a file that is there, whole or not at all: they are written beside
/// it first. A link stays one, and so does who may read and write the file. What keeps it from
/// being written is reported; then the file is as it was.
bool replace_file(const std::string& path, std::string_view bytes, text::Report& report);

/// The rule files of a folder, by name; what is wrong with the path is reported.
std::vector<std::string> rule_files(const std::string& folder, text::Report& report);
/// The tables (*.csv) of a folder in the same way.
std::vector<std::string> table_files(const std::string& folder, text::Report& report);
bool is_folder(const std::string& path);
/// The folder of a path, up to the slash; empty where it names none.
std::string folder_of(const std::string& path);

/// Whether a table's name stays below its folder: relative, and without "..".
bool stays_below(std::string_view name);

}  // namespace entitle::io
