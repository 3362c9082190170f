// Where a list of lines goes on after a fault, and where it ends.
#include "syntax/lines.hpp"

namespace entitle::syntax {

using text::Word;

namespace {

// Whether words, names and strings up to a colon stand here on one line: `label / twin :`, `nursing
// of "扎西" :`.
bool looks_labelled(Iterator first, const State& state) {
  const Iterator last = state.last();
  for (int tokens = 0; tokens < 8; ++tokens) {
    const char32_t c = narrow(character_at(first, last).value);
    if (tokens > 0 && c == ':') return true;
    const bool is_part = c == '/' || c == 0x7684 || c == '"' || c == 0x201C || c == 0x300C ||
                         scan_word(first, last) != first;
    if (!is_part) return false;
    first = skip_blanks(scan_any(first, last), last);
  }
  return false;
}

bool stands(Word word, Iterator first, const State& state) {
  return state.vocabulary().scan(word, first, state.last()) != nullptr;
}

bool begins_fact(Iterator first, const State& state) {
  Iterator end = state.vocabulary().scan(Word::kw_fact, first, state.last());
  if (end == nullptr) end = state.vocabulary().scan(Word::kw_finding, first, state.last());
  return end != nullptr && scan_label(first, state.last()) == nullptr;
}

bool begins_declaration(Iterator first, const State& state) {
  Word word{};
  return state.vocabulary().scan_declaration(first, state.last(), word) != nullptr;
}

}  // namespace

bool Lines::begins_item(Iterator first) const {
  switch (kind_) {
    case LineKind::entries:
    case LineKind::givens:
    case LineKind::expectations:
      return looks_labelled(first, state_);
    case LineKind::facts:
      return begins_fact(first, state_) || scan_label(first, state_.last()) != nullptr;
    case LineKind::fact_clauses:
      return begins_fact(first, state_) || scan_label(first, state_.last()) != nullptr ||
             state_.vocabulary().begins_line(first, state_.last());
    case LineKind::settled:
      return scan_word(first, state_.last()) != first &&
             !state_.vocabulary().begins_line(first, state_.last());
    case LineKind::clauses: {
      const char32_t c = narrow(character_at(first, state_.last()).value);
      return c == '=' || c == ':' || state_.vocabulary().begins_line(first, state_.last());
    }
  }
  return false;
}

// What shows that the list is over although nothing closes it.
bool Lines::ends_list(Iterator first) const {
  if (begins_declaration(first, state_)) return true;
  switch (kind_) {
    case LineKind::entries:
      return begins_fact(first, state_) ||
             (stands(Word::kw_amount, first, state_) && !looks_labelled(first, state_));
    case LineKind::fact_clauses:
      return begins_fact(first, state_) || scan_label(first, state_.last()) != nullptr;
    default:
      return false;
  }
}

bool Lines::next(Iterator& first) {
  if (over_) return false;
  if (state_.is_hopeless()) {
    first = state_.last();
    over_ = true;
    return false;
  }
  before_ = first;
  Iterator p = skip_space(first, state_.last());
  begins_line_ = resumed_ || line_break_between(first, p);
  parted_ = begins_line_ || item_ == nullptr;
  resumed_ = false;
  const bool comma_parts = kind_ == LineKind::givens || kind_ == LineKind::expectations;
  while (const Iterator after =
             has_braces() ? (comma_parts && item_ != nullptr && read_mark(p, state_, ",") != nullptr
                                 ? read_mark(p, state_, ",")
                                 : read_mark(p, state_, ";"))
                          : nullptr) {
    parted_ = true;
    p = skip_space(after, state_.last());
  }
  const Iterator close = read_mark(p, state_, "}");
  if (close != nullptr || p == state_.last() || ends_list(p)) {
    if (has_braces() && close != nullptr)
      first = close;
    else if (has_braces())
      state_.unclosed(opened_, "}", first);
    over_ = true;
    return false;
  }
  item_ = first = p;
  state_.begin_item(p);
  if (has_braces() && !parted_ && !begins_item(p)) {
    refused(first);
    return next(first);
  }
  return true;
}

void Lines::refused(Iterator& first) {
  static constexpr std::string_view expected[] = {
      "expected_entry",  "expected_fact_line", "expected_given",          "expected_expectation",
      "expected_clause", "expected_clause",    "expected_settlement_line"};
  if (!has_braces()) {
    // A misspelt keyword of the next declaration is the file's business.
    const Iterator end = scan_word(item_, state_.last());
    const std::string_view word(item_, static_cast<std::size_t>(end - item_));
    const Iterator after = skip_blanks(end, state_.last());
    if (begins_line_ && scan_word(after, state_.last()) != after &&
        !state_.vocabulary().begins_line(item_, state_.last()) &&
        state_.vocabulary().nearest_declaration(word) != nullptr) {
      over_ = true;
      return;
    }
    if (kind_ == LineKind::fact_clauses && begins_line_ &&
        state_.vocabulary().nearest(word).empty()) {
      over_ = true;
      return;
    }
  }
  failed(first, parted_ ? item_ : before_, expected[static_cast<std::size_t>(kind_)]);
}

void Lines::failed(Iterator& first, Iterator where, std::string_view which) {
  state_.unexpected(where, which);
  resume(first, where);
}

void Lines::failed(Iterator& first, const Fault& fault) {
  state_.report(fault);
  resume(first, fault.where);
}

void Lines::resume(Iterator& first, Iterator where) {
  const Iterator last = state_.last();
  Iterator p = where;
  // Something is always left behind, or the same item would be read again; a brace is, below.
  if (skip_space(p, last) <= item_)
    p = narrow(character_at(item_, last).value) == '{' ? item_ : scan_any(item_, last);
  bool on_first_line = true;
  std::size_t open = 0;
  for (;;) {
    const Iterator token = skip_space(p, last);
    const bool begins_line = line_break_between(p, token);
    if (begins_line) on_first_line = false;
    p = token;
    if (p == last) break;
    if (begins_line && begins_declaration(p, state_)) break;
    if (begins_line && open == 0 && (begins_item(p) || is_aligned(p))) break;
    const char32_t c = narrow(character_at(p, last).value);
    if (c == ';' && open == 0 && has_braces()) break;
    if (c == '}' && open == 0) break;
    if (c == '{' && open == 0 && on_first_line && line_ends_after(p) &&
        (kind_ == LineKind::entries || kind_ == LineKind::clauses)) {
      check_block_body(p, state_);
      break;
    }
    if (c == '{') ++open;
    if (c == '}') --open;
    p = scan_any(p, last);
  }
  first = p;
  resumed_ = true;
}

// Whether a line is indented like that of the item that failed: a further item, whatever it looks
// like.
bool Lines::is_aligned(Iterator first) const {
  const auto indent = [this](Iterator p) {
    while (p != state_.begin() && p[-1] != '\n' && p[-1] != '\r') --p;
    return std::string_view(p, static_cast<std::size_t>(skip_blanks(p, state_.last()) - p));
  };
  return indent(first) == indent(item_);
}

// Whether nothing follows this brace on its line: it opens a block rather than a list {a, b}.
bool Lines::line_ends_after(Iterator brace) const {
  const Iterator after = brace + character_at(brace, state_.last()).size;
  const Iterator next = skip_space(after, state_.last());
  return next == state_.last() || line_break_between(after, next);
}

bool resume_after_head(Iterator& first, Iterator where, State& state) {
  const Iterator last = state.last();
  Iterator p = where;
  for (;;) {
    const Iterator token = skip_space(p, last);
    const bool begins_line = line_break_between(p, token);
    p = token;
    if (p == last || begins_line) break;
    const char32_t c = narrow(character_at(p, last).value);
    if (c == '{' || c == '}' || c == '=') break;
    p = scan_any(p, last);
  }
  first = p;
  return p != last && narrow(character_at(p, last).value) == '{';
}

}  // namespace entitle::syntax
