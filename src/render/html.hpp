// A sheet that writes HTML: parts with headings, reasons as nested lists that fold, tables. Every
// text is escaped. It has no script and asks for nothing from elsewhere; how it looks is in
// html_style.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "render/layout.hpp"

namespace entitle::render {

class HtmlSheet : public Sheet {
 public:
  /// Narrow: labels are not padded.
  HtmlSheet() : Sheet(0), parts_(1) {}

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

  /// What was written, to stand in a page.
  [[nodiscard]] std::string html() const;

 private:
  struct Item {
    std::size_t indent = 0;
    std::string html;
    std::vector<Item> below;
  };
  /// A paragraph or a table as it stands, or items.
  struct Block {
    std::string html;
    std::vector<Item> items;
  };
  struct Part {
    std::string heading;  ///< empty: the top
    std::vector<Block> blocks;
    bool numbered = false;  ///< its items are: they are short
  };
  void item(std::size_t indent, std::string html);
  static void write(const std::vector<Item>& items, std::string& out);
  static bool folds(const Part& part);

  std::vector<Part> parts_;
  bool in_list_ = false;
};

}  // namespace entitle::render
