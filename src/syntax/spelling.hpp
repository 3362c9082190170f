// How the formatter writes names, literals and expressions: in one language, on one line. What the
// author may choose (digits, 满 or 不低于) is taken from the text that the tree was parsed from, as
// far as it is of the same language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/comments.hpp"
#include "syntax/tree.hpp"
#include "syntax/vocabulary.hpp"
#include "syntax/wording.hpp"

namespace entitle::syntax {

class Speller {
 public:
  /// `language` is that of what is written, `written_in` that of the text.
  Speller(const Trivia& text, Language language, Language written_in)
      : text_(text),
        wording_(Wording::of(language)),
        vocabulary_(Vocabulary::of(language)),
        same_language_(language == written_in) {}

  [[nodiscard]] const Wording& wording() const noexcept { return wording_; }
  [[nodiscard]] std::string say(text::Word word) const { return wording_.say(word); }

  // spelling.cpp
  [[nodiscard]] std::string name(std::string_view name) const;
  [[nodiscard]] std::string declared(const Name& name) const;
  [[nodiscard]] std::string string(std::string_view text) const;
  [[nodiscard]] std::string caption(const Caption& caption) const;
  [[nodiscard]] std::string citation(const Citation& citation) const;
  [[nodiscard]] std::string number(const Expression& number) const;
  /// low..high; an open end is a Form::nothing.
  [[nodiscard]] std::string range(const Expression& low, const Expression& high) const;
  [[nodiscard]] std::string type(const TypeName& type) const;
  /// `a, b, c` with what the language puts between names; `write` writes one.
  template <class Item, class Write>
  [[nodiscard]] std::string list(const std::vector<Item>& items, const Write& write) const {
    std::string text;
    for (const Item& item : items)
      text += (text.empty() ? std::string() : wording_.between_names()) + write(item);
    return text;
  }

  // spelling_expression.cpp
  [[nodiscard]] std::string expression(const Expression& expression) const {
    return operand(expression, 0);
  }

 private:
  struct NumberText {
    std::string_view digits;
    std::string_view unit;
  };
  [[nodiscard]] NumberText as_written(const Expression& number) const;
  [[nodiscard]] std::string bare_number(const Expression& number) const;
  [[nodiscard]] std::string unit(const Expression& number) const;
  [[nodiscard]] std::string bounds(const TypeName& type) const;
  [[nodiscard]] std::string type_word(const TypeName& type) const;
  [[nodiscard]] std::string_view written(text::Span span) const { return text_.text(span); }

  [[nodiscard]] std::string operand(const Expression& expression, std::uint8_t least) const;
  [[nodiscard]] std::string bare(const Expression& expression) const;
  [[nodiscard]] std::string chain(const Expression& chain) const;
  [[nodiscard]] std::string infix(const Expression& chain, std::size_t i) const;
  [[nodiscard]] std::string unary(const Expression& unary) const;
  [[nodiscard]] std::string members(const Expression& members) const;
  [[nodiscard]] std::string aggregate(const Expression& aggregate) const;
  [[nodiscard]] bool has_parentheses(const Expression& expression) const;

  const Trivia& text_;
  const Wording& wording_;
  const Vocabulary& vocabulary_;
  bool same_language_;
};

}  // namespace entitle::syntax
