// A rule file parsed for a test: its tree, and what was reported, as short lines.
#pragma once

#include <string>
#include <utility>

#include "syntax/parse.hpp"
#include "syntax/print.hpp"
#include "text/report.hpp"
#include "text/source.hpp"

namespace entitle::syntax {

struct Parsed {
  explicit Parsed(std::string text) : report(sources) {
    const text::FileId file = sources.add("test.rules", std::move(text));
    tree = parse(sources[file], file, report);
  }
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;

  /// "R0201 2:7 expected …, found … | cure", one a line.
  [[nodiscard]] std::string errors() const {
    std::string out;
    for (const Diagnostic& each : report.diagnostics()) {
      out += each.code;
      if (!each.labels.empty())
        out +=
            ' ' + std::to_string(each.labels[0].line) + ':' + std::to_string(each.labels[0].column);
      out += ' ' + each.message + " | " + each.help + '\n';
    }
    return out;
  }

  /// "R0201@2:7 R0202@3:1", in the order of the file.
  [[nodiscard]] std::string places() const {
    std::string out;
    for (const Diagnostic& each : report.diagnostics())
      if (!each.labels.empty())
        out += (out.empty() ? "" : " ") + each.code + '@' + std::to_string(each.labels[0].line) +
               ':' + std::to_string(each.labels[0].column);
    return out;
  }

  text::SourceSet sources;
  text::Report report;
  File tree;
};

/// Behind the language line of Chinese.
inline std::string zh(const std::string& text) { return "# language: zh\n" + text; }

/// How the condition of one criterion prints; its errors if it has any.
inline std::string expression_of(const std::string& text, bool chinese = false) {
  const Parsed parsed(chinese ? zh("条件 x 面向 y : " + text) : "criterion x of y : " + text);
  if (parsed.report.has_errors()) return parsed.errors();
  return print(parsed.tree.rules.at(0).condition.at(0));
}

}  // namespace entitle::syntax
