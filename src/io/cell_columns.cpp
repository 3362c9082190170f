// Cells of one column after the other, as the fact's values are stored: yes and no, short words,
// numbers of up to eight digits with two decimals or none. Whoever wrote a cell otherwise is read
// by the rest of CellText.
#include "io/cell_text.hpp"
#include "io/json_tokens.hpp"
#include "io/short_text.hpp"

namespace entitle::io {
namespace {

using value::Kind;
using value::Width;

/// Calls read(cell, length, where) for every cell until it is false; how many it was true of.
template <class Stored, class Read>
std::size_t each(const CellRun& cells, void* into, const Read& read) {
  auto* const out = static_cast<Stored*>(into);
  const std::uint32_t behind = cells.json ? 0 : 1;
  for (std::size_t r = 0; r < cells.rows.size(); ++r) {
    const std::uint32_t* const end = cells.ends + cells.rows[r];
    const std::uint32_t begin = end[0] + behind;
    if (!read(cells.bytes + begin, end[1] - begin, out[r])) return r;
  }
  return cells.rows.size();
}

/// Whether a value is a string; then it is what stands between the quotation marks.
bool take_quotes(const char*& at, std::uint32_t& length) {
  if (length < 2 || *at != '"' || at[length - 1] != '"') return false;
  ++at;
  length -= 2;
  return true;
}

}  // namespace

std::size_t CellText::truths(const CellRun& cells, void* into) const {
  return each<std::uint8_t>(
      cells, into, [json = cells.json](const char* at, std::uint32_t length, std::uint8_t& truth) {
        constexpr std::uint32_t longest = 5;
        if (length > longest) return false;
        const std::uint64_t said = short_word(at, length);
        const bool yes = said == short_word("true") ||
                         (!json && (said == short_word("1") || said == short_word("yes")));
        const bool no = said == short_word("false") ||
                        (!json && (said == short_word("0") || said == short_word("no")));
        truth = yes ? 2 : 0;
        return yes || no;
      });
}

template <class Code>
std::size_t CellText::codes(const CellRun& cells, void* into) const {
  return each<Code>(cells, into, [this, &cells](const char* at, std::uint32_t length, Code& code) {
    if (cells.json && !take_quotes(at, length)) return false;
    const std::uint32_t found = choice(at, length);
    code = static_cast<Code>(found);
    return found != no_choice;
  });
}

template <class Stored>
std::size_t CellText::numbers(const CellRun& cells, void* into) const {
  return each<Stored>(
      cells, into,
      [plain = plain_, json = cells.json](const char* at, std::uint32_t length, Stored& stored) {
        std::int64_t read = 0;
        if (json && !take_quotes(at, length) && has_leading_zero(at)) return false;
        if (!plain.read(at, length, read)) return false;
        stored = static_cast<Stored>(read);
        return true;
      });
}

std::size_t CellText::plain(const CellRun& cells, run::FactColumn& column) const {
  if (kind_ == Kind::date || kind_ == Kind::text) return 0;
  const auto rows = static_cast<std::uint32_t>(cells.rows.size());
  void* const into = column.room(rows);
  std::size_t read = 0;
  if (kind_ == Kind::yes_no) {
    read = truths(cells, into);
  } else if (kind_ == Kind::choice) {
    read = column.codes().width() == Width::byte ? codes<std::uint8_t>(cells, into)
                                                 : codes<std::int32_t>(cells, into);
  } else {
    const Width width = column.packing().width;
    read = width == Width::byte   ? numbers<std::uint8_t>(cells, into)
           : width == Width::word ? numbers<std::int32_t>(cells, into)
                                  : numbers<std::int64_t>(cells, into);
  }
  column.fill(static_cast<std::uint32_t>(read));
  return read;
}

}  // namespace entitle::io
