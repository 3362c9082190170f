// Opens, reads and writes files, with what went wrong as diagnostics.
#include "io/files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>

#include "text/source.hpp"

namespace entitle::io {
namespace {

namespace fs = std::filesystem;
using text::Code;
using text::Word;

// Paths are UTF-8 wherever the library has them.
fs::path path_of(std::string_view text) {
  return fs::path(std::u8string(text.begin(), text.end()));
}
std::string text_of(const fs::path& path) {
  const std::u8string text = path.generic_u8string();
  return {text.begin(), text.end()};
}

void report_failure(int error, std::string_view shown, text::Report& report) {
  if (error == ENOENT || error == ENOTDIR)
    report.report(Code::file_not_found, {shown});
  else if (error == EISDIR)
    report.report(Code::file_is_folder, {shown});
  else
    report.report(Code::file_unreadable,
                  {shown, error == EACCES || error == EPERM ? Word::io_denied : Word::io_failed});
}

}  // namespace

std::optional<std::string> read_stream(std::FILE* stream, std::string_view shown,
                                       text::Report& report) {
  constexpr std::size_t most =
      text::Source::max_bytes + 4;  // a byte-order mark, and one byte too many
  std::string bytes;
  std::array<char, 65'536> block{};
  while (bytes.size() < most) {
    const std::size_t got =
        std::fread(block.data(), 1, std::min(block.size(), most - bytes.size()), stream);
    bytes.append(block.data(), got);
    if (got > 0) continue;
    if (std::ferror(stream) != 0) {
      report_failure(errno, shown, report);
      return std::nullopt;
    }
    break;
  }
  return bytes;
}

FilePointer open_file(const std::string& path, std::string_view shown, text::Report& report) {
  if (path.find('\0') != std::string::npos) {
    report.report(Code::file_not_found, {shown});
    return nullptr;
  }
  if (is_folder(path)) {
    report.report(Code::file_is_folder, {shown});
    return nullptr;
  }
  errno = 0;
  FilePointer file(std::fopen(path.c_str(), "rb"));
  if (!file) report_failure(errno, shown, report);
  return file;
}

std::optional<std::string> read_file(const std::string& path, std::string_view shown,
                                     text::Report& report) {
  const FilePointer file = open_file(path, shown, report);
  return file ? read_stream(file.get(), shown, report) : std::nullopt;
}

bool replace_file(const std::string& path, std::string_view bytes, text::Report& report) {
  std::error_code error;
  // The file that a link points to is replaced, not the link.
  const fs::path target = fs::canonical(path_of(path), error);
  const auto fail = [&](int reason) {
    const bool denied = reason == EACCES || reason == EPERM || reason == EROFS;
    report.report(Code::file_unwritable, {path, denied             ? Word::io_denied
                                                : reason == ENOSPC ? Word::command_disk_full
                                                                   : Word::io_failed_writing});
    return false;
  };
  if (error) return fail(error.value());

  // Beside it, and never over another file.
  fs::path beside;
  std::FILE* file = nullptr;
  for (int i = 0; file == nullptr && i < 10; ++i) {
    beside = target;
    beside += ".new" + std::to_string(i);
    errno = 0;
    file = std::fopen(beside.c_str(), "wbx");
    if (file == nullptr && errno != EEXIST) break;
  }
  if (file == nullptr) return fail(errno);
  bool good = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  good = std::fflush(file) == 0 && good;
  int reason = errno;
  good = std::fclose(file) == 0 && good;
  if (good) {
    const fs::perms may = fs::status(target, error).permissions();
    if (!error) fs::permissions(beside, may, error);
    if (!error) fs::rename(beside, target, error);
    if (!error) return true;
    reason = error.value();
  }
  std::error_code ignored;
  fs::remove(beside, ignored);
  return fail(reason);
}

namespace {

/// The files of a folder that end so, by name.
std::vector<std::string> files_of(const std::string& folder, const char* ending, Code none,
                                  text::Report& report) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator entry(path_of(folder), error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path& path = entry->path();
    std::error_code ignored;
    if (path.extension() == ending && !entry->is_directory(ignored)) files.push_back(text_of(path));
  }
  if (error) {
    report_failure(error.value(), folder, report);
    return {};
  }
  if (files.empty()) report.report(none, {folder});
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::vector<std::string> rule_files(const std::string& folder, text::Report& report) {
  return files_of(folder, ".rules", Code::no_rule_files, report);
}

std::vector<std::string> table_files(const std::string& folder, text::Report& report) {
  return files_of(folder, ".csv", Code::no_table_files, report);
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

bool is_folder(const std::string& path) {
  std::error_code ignored;
  return path.find('\0') == std::string::npos && fs::is_directory(path_of(path), ignored);
}

bool stays_below(std::string_view name) {
  if (name.empty() || name.find('\0') != std::string_view::npos ||
      name.find('\\') != std::string_view::npos)
    return false;
  const fs::path path = path_of(name);
  return path.is_relative() &&
         std::none_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
}

}  // namespace entitle::io
