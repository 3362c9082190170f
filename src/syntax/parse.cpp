// Reads the language line and the declarations one after the other. A declaration that fails is
// reported, and the next line that begins one goes on; so does a declaration whose keyword is
// merely misspelt.
#include "syntax/parse.hpp"

#include <algorithm>

#include "syntax/comments.hpp"
#include "syntax/declarations.hpp"
#include "syntax/lines.hpp"

namespace entitle::syntax {

using text::Code;
using text::Word;

namespace {

class Parser {
 public:
  Parser(State& state, File& file) : state_(state), file_(file) {}

  void run() {
    Iterator first = state_.begin();
    for (;;) {
      first = skip_space(first, state_.last());
      if (first == state_.last() || state_.is_hopeless()) return;
      Word keyword{};
      const Iterator behind = state_.vocabulary().scan_declaration(first, state_.last(), keyword);
      if (behind != nullptr) {
        read(keyword, first, behind);
      } else if (is_first_ && state_.other_language(first)) {
        return;
      } else {
        first = recover(first);
      }
      is_first_ = false;
    }
  }

 private:
  template <class Rule, class Value>
  void apply(const Rule& rule, Iterator& first, Value& value) {
    const Iterator begin = first;
    const auto context = x3::make_context<StateTag>(state_);
    try {
      rule.parse(first, state_.last(), context, x3::unused, value);
    } catch (const x3::expectation_failure<Iterator>& failure) {
      state_.unexpected(failure.where(), failure.which());
      first = next_declaration(std::max(failure.where(), begin));
    } catch (const Fault& fault) {
      state_.report(fault);
      first = next_declaration(std::max(fault.where, begin));
    } catch (const Abandoned&) {
      first = next_declaration(begin);
    }
  }
  template <class Rule, class Value>
  void append(const Rule& rule, Iterator& first, std::vector<Value>& values) {
    apply(rule, first, values.emplace_back());
  }

  // Reads the declaration whose keyword stands from `first` to `behind`, and leaves `first` after
  // it.
  void read(Word keyword, Iterator& first, Iterator behind) {
    const Iterator begin = first;
    const std::size_t errors = state_.reporter().error_count();
    first = behind;
    switch (keyword) {
      case Word::kw_ruleset:
        read_ruleset(first, begin);
        break;
      case Word::kw_document:
        append(document, first, file_.documents);
        file_.documents.back().span = state_.span(begin, first);
        break;
      case Word::kw_entity:
        append(entity, first, file_.entities);
        file_.entities.back().span = state_.span(begin, first);
        break;
      case Word::kw_parameter:
        append(parameter, first, file_.parameters);
        file_.parameters.back().span = state_.span(begin, first);
        break;
      case Word::kw_define:
        append(definition, first, file_.definitions);
        file_.definitions.back().span = state_.span(begin, first);
        if (state_.reporter().error_count() == errors)
          check_definition(file_.definitions.back(), first);
        break;
      case Word::kw_criterion:
      case Word::kw_program:
        file_.rules.emplace_back().program = keyword == Word::kw_program;
        apply(rule, first, file_.rules.back());
        file_.rules.back().span = state_.span(begin, first);
        if (state_.reporter().error_count() == errors) check_rule(file_.rules.back());
        break;
      case Word::kw_settlement:
        append(settlement, first, file_.settlements);
        file_.settlements.back().span = state_.span(begin, first);
        break;
      default:
        append(example, first, file_.examples);
        file_.examples.back().span = state_.span(begin, first);
        break;
    }
  }

  void read_ruleset(Iterator& first, Iterator begin) {
    RulesetHead head;
    apply(ruleset, first, head);
    if (file_.ruleset) state_.given_twice(begin, file_.ruleset->span);
    file_.ruleset = std::move(head.name);
    file_.ruleset_span = {state_.span(begin, begin).begin, head.span.end};
    file_.version = std::move(head.version);
    file_.title = std::move(head.title);
  }

  void check_rule(const Rule& rule) {
    if (rule.block.empty() && rule.condition.empty())
      state_.no_body(rule.name, Word::missing_condition);
    else if (!rule.block.empty() && !rule.condition.empty())
      state_.given_twice(state_.begin() + rule.block.front().span.begin,
                         rule.condition.front().span);
  }

  void check_definition(const Definition& definition, Iterator end) {
    const auto& cases = definition.cases;
    if (definition.value.empty() && cases.empty()) {
      state_.no_body(definition.name, Word::missing_value);
      return;
    }
    if (cases.empty()) return;
    if (!definition.value.empty())
      state_.given_twice(state_.begin() + cases.front().span.begin, definition.value.front().span);
    const auto otherwise = std::find_if(cases.begin(), cases.end(),
                                        [](const Case& row) { return row.condition.empty(); });
    if (otherwise == cases.end())
      state_.unexpected(end, text::key(Word::kw_otherwise));
    else if (otherwise + 1 != cases.end())
      state_.not_last(otherwise->span);
  }

  // Says what is wrong with what is no declaration, and where the next one begins.
  Iterator recover(Iterator first) {
    const Iterator last = state_.last();
    const Iterator end = scan_word(first, last);
    const auto* meant = end == first
                            ? nullptr
                            : state_.vocabulary().nearest_declaration(std::string_view(first, end));
    if (meant != nullptr) {
      state_.misspelt(first, end, meant->text);
      Iterator next = end;
      read(meant->meaning, next, end);
      return std::max(next, end);
    }
    const char32_t c = narrow(character_at(first, last).value);
    if (c == '}' || c == ')' || c == ']')
      state_.stray(first);
    else
      state_.unexpected(first, text::key(Word::expected_declaration));
    return next_declaration(scan_any(first, last));
  }

  // The next line that begins a declaration.
  Iterator next_declaration(Iterator first) const {
    const Iterator last = state_.last();
    for (;;) {
      const Iterator token = skip_space(first, last);
      if (token == last) return last;
      Word keyword{};
      if (line_break_between(first, token) &&
          state_.vocabulary().scan_declaration(token, last, keyword) != nullptr)
        return token;
      first = scan_any(token, last);
    }
  }

  State& state_;
  File& file_;
  bool is_first_ = true;
};

}  // namespace

File parse(text::Source& source, text::FileId file, text::Report& report) {
  File tree;
  tree.source = file;
  if (source.fault() != text::SourceFault::none) return tree;
  if (source.text().find_first_not_of(" \t\r\n") == std::string_view::npos) {
    report.report(Code::file_empty, {file, {}}, {source.name()});
    return tree;
  }
  const std::string_view said = language_line(source.text());
  tree.language = declared_language(source).value_or(Language::en);
  source.set_language(tree.language);
  State state(source.text(), file, Vocabulary::of(tree.language), report);
  if (!said.empty() && said != "zh" && said != "en")
    state.token_fault(Code::unknown_language, said.data(), said.data() + said.size(), {said});
  Parser(state, tree).run();
  return tree;
}

std::optional<Language> declared_language(const text::Source& source) noexcept {
  const std::string_view said = language_line(source.text());
  if (said == "zh") return Language::zh;
  if (said == "en") return Language::en;
  return std::nullopt;
}

}  // namespace entitle::syntax
