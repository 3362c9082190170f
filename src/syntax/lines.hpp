// Lists that recover: the lines of a block, the parts of a declaration. If one fails, it is
// reported, the parser goes to the next line that can begin one, and the list goes on; so all
// faults of a file are found at once.
#pragma once

#include "syntax/lexical.hpp"

namespace entitle::syntax {

/// What a list holds; each kind knows which lines may begin an item.
enum class LineKind : std::uint8_t {
  entries,       ///< label : condition
  facts,         ///< fact …, name : entity
  givens,        ///< fact : value
  expectations,  ///< program : qualifies
  clauses,       ///< the parts of a declaration, without braces
  fact_clauses,  ///< the parts of a fact
  settled,       ///< higher of …, … tops up over …
};

/// Leads through one list: says whether a further item begins, and what happens after one that
/// failed.
class Lines {
 public:
  /// `opened` is the brace that begins the list, null for a list without braces.
  Lines(State& state, LineKind kind, Iterator opened)
      : state_(state), kind_(kind), opened_(opened), outer_item_(state.item()) {}
  ~Lines() { state_.begin_item(outer_item_); }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  /// Whether an item is to be read; goes to where it begins, or past the end of the list.
  bool next(Iterator& first);

  /// Nothing that begins an item stands at `first`.
  void refused(Iterator& first);
  /// `which` was expected at `where` and is not there.
  void failed(Iterator& first, Iterator where, std::string_view which);
  void failed(Iterator& first, const Fault& fault);

 private:
  [[nodiscard]] bool ends_list(Iterator first) const;
  [[nodiscard]] bool begins_item(Iterator first) const;
  [[nodiscard]] bool line_ends_after(Iterator brace) const;
  [[nodiscard]] bool is_aligned(Iterator first) const;
  [[nodiscard]] bool has_braces() const noexcept { return opened_ != nullptr; }
  void resume(Iterator& first, Iterator where);

  State& state_;
  LineKind kind_;
  Iterator opened_;
  Iterator outer_item_;
  Iterator item_ = nullptr;    // where the current item begins
  Iterator before_ = nullptr;  // where the item before it ended
  bool parted_ = true;  // whether the current item is parted from that by a line break or a mark
  bool begins_line_ = true;  // whether it is the first of its line
  bool resumed_ = false;     // whether it follows a failure
  bool over_ = false;
};

/// Reads a block's body at `first` only to report what is wrong in it. Defined with the grammar of
/// blocks.
void check_block_body(Iterator& first, State& state);

/// Thrown where a declaration that was reported cannot be read on; caught where the next one can.
struct Abandoned {};

/// Goes from a failure in the head of a declaration to its brace, or else to the next line; whether
/// a brace was found.
bool resume_after_head(Iterator& first, Iterator where, State& state);

/// Reads as many of `item` as there are.
template <class Item, class AnyContext, class RContext>
void parse_lines(const Item& item, Lines& lines, Iterator& first, const Iterator& last,
                 const AnyContext& context, RContext& rcontext) {
  while (lines.next(first)) {
    try {
      if (!item.parse(first, last, context, rcontext, x3::unused)) lines.refused(first);
    } catch (const x3::expectation_failure<Iterator>& failure) {
      lines.failed(first, failure.where(), failure.which());
    } catch (const Fault& fault) {
      lines.failed(first, fault);
    }
  }
}

/// `{` items `}`
template <class Item>
struct Braces : x3::unary_parser<Item, Braces<Item>>, TokenBase {
  constexpr Braces(const Item& item, LineKind k)
      : x3::unary_parser<Item, Braces<Item>>(item), kind(k) {}
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;

  template <class AnyContext, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const AnyContext& context, RContext& rcontext,
             Attribute&) const {
    State& state = state_of(context);
    const Iterator after = read_mark(first, state, "{");
    if (after == nullptr) return false;
    const Iterator opened = skip_space(first, last);
    if (state.is_full()) {
      state.report(Fault{text::Code::too_deep, opened, after});
      first = skip_braces(after, last);
      return true;
    }
    const State::Level level(state, opened);
    const bool outer = state.in_block();
    state.set_in_block(true);
    first = after;
    Lines lines(state, kind, opened);
    parse_lines(this->subject, lines, first, last, context, rcontext);
    state.set_in_block(outer);
    return true;
  }
  [[nodiscard]] std::string what() const { return "{"; }

  LineKind kind;
};
template <class Item>
constexpr auto braces(LineKind kind, const Item& item) {
  return Braces<typename x3::extension::as_parser<Item>::value_type>(x3::as_parser(item), kind);
}

/// Items without braces, as many as there are.
template <class Item>
struct Clauses : x3::unary_parser<Item, Clauses<Item>> {
  constexpr Clauses(const Item& item, LineKind k)
      : x3::unary_parser<Item, Clauses<Item>>(item), kind(k) {}
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;

  template <class AnyContext, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const AnyContext& context, RContext& rcontext,
             Attribute&) const {
    Lines lines(state_of(context), kind, nullptr);
    parse_lines(this->subject, lines, first, last, context, rcontext);
    return true;
  }

  LineKind kind;
};
template <class Item>
constexpr auto clauses(const Item& item, LineKind kind = LineKind::clauses) {
  return Clauses<typename x3::extension::as_parser<Item>::value_type>(x3::as_parser(item), kind);
}

/// The head of a declaration: if it fails, that is reported, and what follows is read all the same.
template <class Subject>
struct Head : x3::unary_parser<Subject, Head<Subject>> {
  constexpr Head(const Subject& s, bool b)
      : x3::unary_parser<Subject, Head<Subject>>(s), before_brace(b) {}
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;

  template <class AnyContext, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const AnyContext& context, RContext& rcontext,
             Attribute&) const {
    State& state = state_of(context);
    Iterator where = first;
    try {
      if (this->subject.parse(first, last, context, rcontext, x3::unused)) return true;
      state.unexpected(first, x3::what(this->subject));
    } catch (const x3::expectation_failure<Iterator>& failure) {
      where = failure.where();
      state.unexpected(where, failure.which());
    } catch (const Fault& fault) {
      where = fault.where;
      state.report(fault);
    }
    if (!resume_after_head(first, where, state) && before_brace) throw Abandoned{};
    return true;
  }

  bool before_brace;
};
template <class Subject>
constexpr auto head(const Subject& subject) {
  return Head<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject),
                                                                      false);
}
/// A head that a brace follows.
template <class Subject>
constexpr auto head_of_braces(const Subject& subject) {
  return Head<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject), true);
}

}  // namespace entitle::syntax
