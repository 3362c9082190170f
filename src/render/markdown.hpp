// A sheet that writes Markdown instead of columns: headings, tables as GitHub has them, and
// whatever is indented as nested lists. Every character that Markdown would read is escaped, so
// that names and texts come out as they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/layout.hpp"

namespace entitle::render {

/// `text` with what Markdown would read escaped, also at the beginning of a block; white space and
/// control characters as single spaces, none at the ends.
[[nodiscard]] std::string escaped(std::string_view text);

class MarkdownSheet : public Sheet {
 public:
  /// Narrow: labels are not padded.
  MarkdownSheet() : Sheet(0) {}

  void title(std::string_view text, std::string_view right) override;
  void heading(std::string_view text, std::string_view right) override;
  /// At no indent a paragraph, else an item.
  void line(std::size_t indent, std::size_t hanging, std::string_view text,
            std::string_view right) override;
  std::size_t entry(const Entry& entry) override;
  void numbered(std::size_t indent, std::size_t number, std::string_view text,
                std::string_view right) override;
  void blank() override;
  void table(std::size_t indent, const std::vector<std::vector<std::string>>& rows,
             const std::vector<std::string>& heads) override;

 private:
  struct Item {
    std::size_t indent;   ///< as the page has it
    std::size_t content;  ///< columns before what belongs to it
  };
  void block(const std::string& text);
  void item(std::size_t indent, const std::string& bullet, const std::string& text);
  [[nodiscard]] std::string bullet() const { return {bullet_, ' '}; }

  std::vector<Item> open_;
  bool in_list_ = false;
  char bullet_ = '-';
};

}  // namespace entitle::render
