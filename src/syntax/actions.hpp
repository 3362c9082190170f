// What the rules do with what they have parsed: put it into a member of their value, add it to a
// list, make it the value itself, note its span, count how deep they are nested. Tree building
// only; nothing is checked here.
#pragma once

#include "syntax/lexical.hpp"

namespace entitle::syntax {

/// Moves what was parsed into a member of the rule's value.
template <auto Member>
struct Put {
  template <class AnyContext>
  void operator()(const AnyContext& context) const {
    x3::_val(context).*Member = std::move(x3::_attr(context));
  }
};
template <auto Member>
inline constexpr Put<Member> put{};

/// Adds what was parsed to a list of the rule's value.
template <auto Member>
struct Add {
  template <class AnyContext>
  void operator()(const AnyContext& context) const {
    (x3::_val(context).*Member).push_back(std::move(x3::_attr(context)));
  }
};
template <auto Member>
inline constexpr Add<Member> add{};

inline text::Span given(const Caption& caption) { return caption.span; }
inline text::Span given(const std::optional<Force>& force) {
  return force ? force->span : text::Span{};
}
inline text::Span given(const std::vector<Expression>& list) {
  return list.empty() ? text::Span{} : list[0].span;
}
inline text::Span given(const std::vector<Block>& list) {
  return list.empty() ? text::Span{} : list[0].span;
}
inline text::Span given(const std::vector<Citation>& list) {
  return list.empty() ? text::Span{} : list[0].span;
}

/// Like `put` (or `add` to a list), but says so if the member was given before.
template <auto Member>
struct Once {
  template <class AnyContext>
  void operator()(const AnyContext& context) const {
    auto& member = x3::_val(context).*Member;
    auto& value = x3::_attr(context);
    State& state = state_of(context);
    if (const text::Span before = given(member); !before.empty())
      state.given_twice(state.item(), before);
    if constexpr (std::is_assignable_v<decltype(member), decltype(std::move(value))>)
      member = std::move(value);
    else
      member.assign(1, std::move(value));
  }
};
template <auto Member>
inline constexpr Once<Member> once{};

/// Adds a list to a list.
template <auto Member>
struct Append {
  template <class AnyContext>
  void operator()(const AnyContext& context) const {
    for (auto& item : x3::_attr(context)) (x3::_val(context).*Member).push_back(std::move(item));
  }
};
template <auto Member>
inline constexpr Append<Member> append{};

/// Sets a member of the rule's value.
template <auto Member, auto Value>
struct Set {
  template <class AnyContext>
  void operator()(const AnyContext& context) const {
    x3::_val(context).*Member = Value;
  }
};
template <auto Member, auto Value>
inline constexpr Set<Member, Value> set_to{};

/// Gives the rule's value the span of what was read.
template <class Subject>
struct Spanned : x3::unary_parser<Subject, Spanned<Subject>>, TokenBase {
  static constexpr bool is_pass_through_unary = true;
  constexpr explicit Spanned(const Subject& s) : x3::unary_parser<Subject, Spanned<Subject>>(s) {}

  template <class AnyContext, class Value, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const AnyContext& context, Value& value,
             Attribute& attribute) const {
    const Iterator begin = skip_space(first, last);
    if (!this->subject.parse(first, last, context, value, attribute)) return false;
    value.span = state_of(context).span(begin, first);
    return true;
  }
  [[nodiscard]] std::string what() const { return x3::what(this->subject); }
};
template <class Subject>
constexpr auto spanned(const Subject& subject) {
  return Spanned<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
}

/// One level deeper, so that no input can exhaust the stack.
template <class Subject>
struct Deeper : x3::unary_parser<Subject, Deeper<Subject>>, TokenBase {
  static constexpr bool is_pass_through_unary = true;
  constexpr explicit Deeper(const Subject& s) : x3::unary_parser<Subject, Deeper<Subject>>(s) {}

  template <class AnyContext, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const AnyContext& context, RContext& rcontext,
             Attribute& attribute) const {
    const State::Level level(state_of(context), skip_space(first, last));
    return this->subject.parse(first, last, context, rcontext, attribute);
  }
  [[nodiscard]] std::string what() const { return x3::what(this->subject); }
};
template <class Subject>
constexpr auto deeper(const Subject& subject) {
  return Deeper<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
}

/// Makes what was parsed the rule's value.
struct Become {
  template <class AnyContext>
  void operator()(const AnyContext& context) const {
    x3::_val(context) = std::move(x3::_attr(context));
  }
};
inline constexpr Become become{};

// The leaves of expressions.
inline const auto become_date = [](const auto& context) {
  x3::_val(context) = Expression{};
  x3::_val(context).form = Form::date;
  x3::_val(context).date = x3::_attr(context);
};
inline const auto become_name = [](const auto& context) {
  x3::_val(context) = Expression{};
  x3::_val(context).form = Form::name;
  x3::_val(context).text = std::move(x3::_attr(context).text);
};
inline const auto become_string = [](const auto& context) {
  x3::_val(context) = Expression{};
  x3::_val(context).form = Form::string;
  x3::_val(context).text = std::move(x3::_attr(context));
};
template <bool value>
struct BecomeTruth {
  template <class AnyContext>
  void operator()(const AnyContext& context) const {
    x3::_val(context) = Expression{};
    x3::_val(context).form = Form::yes_no;
    x3::_val(context).yes = value;
  }
};
inline const auto add_part = [](const auto& context) {
  x3::_val(context).parts.push_back(std::move(x3::_attr(context)));
};

}  // namespace entitle::syntax
