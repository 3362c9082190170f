// Text in columns of a fixed-width font: wrapping that never cuts a number or a unit from its
// number, padding under 汉字, tables whose cells wrap each in its own column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entitle::render {

/// Joins a number and its unit: a space where no line ends.
inline constexpr std::string_view tie = "\u00A0";

/// The lines of `text`, none wider than `width` unless one word alone is. Ends lines at spaces and
/// between 汉字, not before closing nor after opening punctuation, not beside a tie. Ties stay in
/// the lines.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);
/// The same with a width of its own for the first line; with `cut`, a word that is wider than a
/// whole line, such as a hash on a narrow page, is cut.
std::vector<std::string> wrap(std::string_view text, std::size_t first, std::size_t others,
                              bool cut);

/// A line that begins with a mark or a name of its own.
struct Entry {
  std::size_t indent = 0;
  std::string mark;        ///< "✓"; may be empty
  std::string label;       ///< may be empty
  std::size_t column = 0;  ///< the labels of its neighbours are padded to this; 0: they are not
  std::string text;
  std::string right;
};

/// A page that is written from top to bottom; here for a terminal.
class Sheet {
 public:
  /// `width` is at least 20 columns.
  explicit Sheet(unsigned width);
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;
  virtual ~Sheet();

  /// The first line of a page.
  virtual void title(std::string_view text, std::string_view right);
  /// The first line of a part: an empty line above it, save at the top.
  virtual void heading(std::string_view text, std::string_view right = {});
  /// `text` at `indent`, its further lines at `hanging`; `right` at the right edge of its last
  /// line, or on lines of its own.
  virtual void line(std::size_t indent, std::size_t hanging, std::string_view text,
                    std::string_view right = {});
  /// Returns the indent of what belongs to it.
  virtual std::size_t entry(const Entry& entry);
  virtual void numbered(std::size_t indent, std::size_t number, std::string_view text,
                        std::string_view right);
  /// An empty line, save at the top.
  virtual void blank();
  /// A line that is laid out already.
  void verbatim(std::string line) { put(std::move(line)); }
  /// Rows of cells, columns as wide as they need; the last takes the rest. Where little is left for
  /// it, it stands under the others. `heads` are said only where a table must have them.
  virtual void table(std::size_t indent, const std::vector<std::vector<std::string>>& rows,
                     const std::vector<std::string>& heads = {});

  [[nodiscard]] std::size_t width() const { return width_; }
  /// The page, ties as spaces.
  [[nodiscard]] std::string take();

 protected:
  [[nodiscard]] std::string& out() { return out_; }

 private:
  void put(std::string line);
  std::size_t width_;
  std::string out_;
};

/// A count with its digits in groups: 1,234,567.
[[nodiscard]] std::string grouped(std::uint64_t number);

/// How wide `text` is, and `text` followed by spaces up to `width`.
[[nodiscard]] std::size_t width_of(std::string_view text);
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

}  // namespace entitle::render
