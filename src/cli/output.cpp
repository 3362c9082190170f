// Writes to the standard streams and notices where that fails.
#include "cli/output.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>

#include "entitle/ruleset.hpp"
#include "text/words.hpp"

namespace entitle::cli {
namespace {

using text::Word;

int put(std::FILE* stream, std::string_view text) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stream) == text.size() && std::fflush(stream) == 0)
    return 0;
  return errno != 0 ? errno : EIO;
}

}  // namespace

void Output::diagnostics(const std::vector<Diagnostic>& told, Format format) {
  if (format == Format::json)
    err += to_json(told, 2) + "\n";
  else
    err += to_text(told);
}

Exit write(const Output& output, Exit exit) {
  std::signal(SIGPIPE, SIG_IGN);
  int error = output.out.empty() ? 0 : put(stdout, output.out);
  if (error == 0 && std::fclose(stdout) != 0) error = errno;
  if (!output.err.empty()) put(stderr, output.err);
  // Whoever closed the pipe (`| head`) has seen enough, and knows it.
  if (error == 0 || error == EPIPE) return exit;
  const text::Words words = text::words(output.language);
  const Word why = error == ENOSPC ? Word::command_disk_full : Word::io_failed_writing;
  const std::string said = words.fill(Word::command_write_failed, {std::string(words.of(why))});
  put(stderr, words.fill(Word::command_fault, {said}) + "\n");
  return Exit::wrong_input;
}

unsigned terminal_width() {
  constexpr unsigned usual = 100;
  winsize size{};
  if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
      size.ws_col == 0)
    return usual;
  return std::clamp<unsigned>(size.ws_col, 40, 400);
}

}  // namespace entitle::cli
