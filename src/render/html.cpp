// Builds the parts of a page, then writes them: what has something below it folds. Parts with
// reasons are folded at first; their reasons, and the questions, are not. Both languages stand in
// one page, and radio buttons say which is seen.
#include "render/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "render/html_style.hpp"
#include "render/page.hpp"

namespace entitle::render {

namespace {

/// Characters that would not be seen as they are; controls, which HTML refuses, as spaces.
std::string escaped_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += static_cast<unsigned char>(c) < ' ' || c == '\x7F' ? ' ' : c;
    }
  }
  return out;
}

std::string element(std::string_view name, std::string_view of_class, std::string_view text) {
  if (text.empty()) return {};
  std::string out = "<" + std::string(name);
  if (!of_class.empty()) out += " class=\"" + std::string(of_class) + "\"";
  return out + ">" + escaped_html(text) + "</" + std::string(name) + ">";
}

std::string beside(std::string text, std::string_view right) {
  if (right.empty()) return text;
  if (!text.empty()) text += ' ';
  return text + element("span", "right", right);
}

constexpr std::string_view names[] = {"English", "中文"};
constexpr std::string_view codes[] = {"en", "zh"};

}  // namespace

void HtmlSheet::item(std::size_t indent, std::string html) {
  if (html.empty()) return;
  Part& part = parts_.back();
  if (!in_list_) part.blocks.emplace_back();
  in_list_ = true;
  std::vector<Item>* items = &part.blocks.back().items;
  while (!items->empty() && items->back().indent < indent) items = &items->back().below;
  items->push_back({indent, std::move(html), {}});
}

void HtmlSheet::title(std::string_view text, std::string_view right) {
  parts_.back().blocks.push_back({element("h1", {}, text) + element("p", "rules", right), {}});
  in_list_ = false;
}

void HtmlSheet::heading(std::string_view text, std::string_view right) {
  parts_.push_back({beside(element("h2", {}, text), right), {}, false});
  in_list_ = false;
}

void HtmlSheet::line(std::size_t indent, std::size_t /*hanging*/, std::string_view text,
                     std::string_view right) {
  std::string said = beside(escaped_html(text), right);
  if (indent > 0) return item(indent, std::move(said));
  parts_.back().blocks.push_back({"<p>" + said + "</p>", {}});
  in_list_ = false;
}

std::size_t HtmlSheet::entry(const Entry& entry) {
  std::string said;
  const auto add = [&said](const std::string& part) {
    if (!part.empty()) said += (said.empty() ? "" : " ") + part;
  };
  add(element("span", "mark", entry.mark));
  add(element("b", {}, entry.label));
  add(escaped_html(entry.text));
  item(entry.indent, beside(std::move(said), entry.right));
  return entry.indent + 2;
}

void HtmlSheet::numbered(std::size_t indent, std::size_t number, std::string_view text,
                         std::string_view right) {
  parts_.back().numbered = true;
  item(indent,
       element("span", "mark", std::to_string(number)) + " " + beside(escaped_html(text), right));
}

void HtmlSheet::blank() { in_list_ = false; }

void HtmlSheet::table(std::size_t /*indent*/, const std::vector<std::vector<std::string>>& rows,
                      const std::vector<std::string>& heads) {
  if (rows.empty()) return;
  std::string out = "<div class=\"table\"><table>";
  if (!heads.empty()) {
    out += "<thead><tr>";
    for (const std::string& head : heads)
      out += "<th scope=\"col\">" + escaped_html(head) + "</th>";
    out += "</tr></thead>";
  }
  out += "<tbody>";
  for (const std::vector<std::string>& row : rows) {
    out += "<tr>";
    for (const std::string& cell : row) out += "<td>" + escaped_html(cell) + "</td>";
    out += "</tr>";
  }
  parts_.back().blocks.push_back({out + "</tbody></table></div>", {}});
  in_list_ = false;
}

void HtmlSheet::write(const std::vector<Item>& items, std::string& out) {
  out += "<ul>";
  for (const Item& item : items) {
    out += "<li>";
    if (item.below.empty()) {
      out += item.html;
    } else {
      out += "<details open><summary>" + item.html + "</summary>";
      write(item.below, out);
      out += "</details>";
    }
    out += "</li>";
  }
  out += "</ul>";
}

/// Whether a part holds reasons, which are long.
bool HtmlSheet::folds(const Part& part) {
  return !part.numbered && std::ranges::any_of(part.blocks, [](const Block& block) {
    return std::ranges::any_of(block.items, [](const Item& item) { return !item.below.empty(); });
  });
}

std::string HtmlSheet::html() const {
  std::string out;
  for (const Part& part : parts_) {
    if (!part.heading.empty())
      out +=
          std::string(folds(part) ? "<details class=\"part\">" : "<details class=\"part\" open>") +
          "<summary>" + part.heading + "</summary>";
    for (const Block& block : part.blocks) {
      out += block.html;
      if (!block.items.empty()) write(block.items, out);
    }
    if (!part.heading.empty()) out += "</details>";
    out += '\n';
  }
  return out;
}

std::string html(const Determination& determination, Language language, bool whole) {
  const auto code = [](Language of) { return codes[static_cast<std::size_t>(of)]; };
  std::string pages;
  for (const Language each : {Language::zh, Language::en}) {
    HtmlSheet sheet;
    Page page(determination, each, sheet);
    write_page(page);
    pages +=
        fmt::format("<div class=\"page {0}\" lang=\"{0}\">\n{1}</div>\n", code(each), sheet.html());
  }
  // Buttons of two pages in one document, as a notebook has them, must not be one group.
  std::uint64_t group = 0xCBF29CE484222325;
  for (const char c : pages) group = (group ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  std::string buttons;
  for (const Language each : {Language::zh, Language::en})
    buttons += fmt::format(
        "<input type=\"radio\" name=\"entitle-{0}\" class=\"to-{1}\" id=\"entitle-{0}-{1}\"{2}>"
        "<label for=\"entitle-{0}-{1}\" lang=\"{1}\">{3}</label>\n",
        group, code(each), each == language ? " checked" : "",
        names[static_cast<std::size_t>(each)]);
  const std::string style = fmt::format("<style>{}</style>\n", html_style);
  const std::string body = fmt::format("<div class=\"entitle\">\n{}{}</div>\n", buttons, pages);
  if (!whole) return style + body;
  return fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{} · {}</title>\n{}</head>\n"
      "<body>\n{}</body>\n</html>\n",
      code(language), escaped_html(determination.header.title.in(language)),
      determination.header.as_of.iso(), style, body);
}

}  // namespace entitle::render

namespace entitle {
inline namespace v0 {

std::string Determination::html(Language language, bool whole) const {
  return render::html(*this, language, whole);
}

}  // namespace v0
}  // namespace entitle
