// Examples: their profiles and what is expected of them, resolved and checked as far as can be
// without deciding anything.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "check/literals.hpp"
#include "check/passes.hpp"
#include "check/settings.hpp"

namespace entitle::check {

using syntax::Form;
using value::Kind;

namespace {

class ExampleMaker {
 public:
  ExampleMaker(Context& context, const syntax::Example& tree, text::FileId file)
      : context_(context), tree_(tree), file_(file) {}

  model::Example make() {
    model::Example example;
    example.name = tree_.name;
    example.as_of = tree_.as_of;
    example.settings = example_settings(context_, tree_.settings, file_);
    example.place = at(file_, tree_.span);
    example.facts = profile(tree_.facts, {0});
    for (const syntax::Expectation& expectation : tree_.expectations)
      if (auto made = expect(expectation)) example.expectations.push_back(std::move(*made));
    return example;
  }

 private:
  std::vector<model::Given> profile(const std::vector<syntax::Given>& trees,
                                    model::EntityId entity) {
    std::vector<model::Given> result;
    std::unordered_map<std::uint64_t, text::Span> given;
    for (const syntax::Given& tree : trees) {
      if (!complete(tree)) continue;
      const text::Place place = at(file_, tree.fact.span);
      if (tree.record) {
        record(tree, entity, result);
        continue;
      }
      const auto symbol = stated(entity, tree.fact.text);
      if (!symbol) {
        unknown_member(tree, entity);
        continue;
      }
      context_.names.used(place, *symbol->name, symbol->place.file);
      if (symbol->kind == SymbolKind::definition && !fact_of(*symbol).valid()) continue;
      const std::uint64_t key =
          std::uint64_t{symbol->index} * 4 + static_cast<std::uint64_t>(symbol->kind);
      const auto [first, added] = given.emplace(key, tree.fact.span);
      if (!added) {
        context_.report.report(Code::profile_duplicate_key, place, {tree.fact.text})
            .label(at(file_, first->second), Word::label_first_here);
        continue;
      }
      auto made = symbol->kind == SymbolKind::collection
                      ? collection(tree, model::CollectionId{symbol->index})
                      : fact(tree, fact_of(*symbol));
      if (made) result.push_back(std::move(*made));
    }
    return result;
  }

  /// A fact or collection of the entity, or a definition of it, which may be supplied.
  std::optional<Symbol> stated(model::EntityId entity, std::string_view name) const {
    auto symbol = context_.names.member(entity, name);
    if (symbol) return symbol;
    symbol = context_.names.global(name);
    if (symbol && symbol->kind == SymbolKind::definition &&
        context_.definition_entities[symbol->index] == entity)
      return symbol;
    return std::nullopt;
  }
  /// Invalid where the definition is broken.
  model::FactId fact_of(const Symbol& symbol) const {
    if (symbol.kind != SymbolKind::definition) return {symbol.index};
    const model::DefinitionId id = context_.definition_ids[symbol.index];
    return id.valid() ? context_.model[id].supplied : model::FactId{};
  }

  /// `receives dibao : yes`, or how much.
  void record(const syntax::Given& tree, model::EntityId entity,
              std::vector<model::Given>& result) {
    const text::Place place = at(file_, tree.fact.span);
    const auto symbol = context_.names.global(tree.fact.text);
    if (!symbol || symbol->kind != SymbolKind::program) {
      context_.names.unknown(Code::unknown_program, place, {tree.fact.text}, tree.fact.text,
                             context_.names.globals(SymbolKind::program));
      return;
    }
    context_.names.used(place, *symbol->name, symbol->place.file);
    if (context_.rule_states[symbol->index] != State::done) return;
    const Record& record = context_.records[symbol->index];
    const model::Fact& received = context_.model[record.received];
    if (received.entity != entity) {
      unknown_member(tree, entity);
      return;
    }
    const bool says = tree.form != syntax::GivenForm::value ||
                      tree.values.front().form == Form::yes_no || !record.amount.valid();
    auto made = fact(tree, says ? record.received : record.amount);
    if (!made) return;
    if (!says) {
      // Whoever draws an amount draws the program.
      model::Given drawn = start(tree);
      drawn.fact = record.received;
      drawn.form = model::GivenForm::truth;
      drawn.yes = true;
      result.push_back(std::move(drawn));
    }
    result.push_back(std::move(*made));
  }

  /// Whether nothing of it was lost to a fault of syntax.
  static bool complete(const syntax::Given& tree) {
    switch (tree.form) {
      case syntax::GivenForm::value:
        return !tree.values.empty();
      case syntax::GivenForm::range:
        return tree.values.size() == 2;
      default:
        return true;
    }
  }

  void unknown_member(const syntax::Given& tree, model::EntityId entity) {
    const text::Place place = at(file_, tree.fact.span);
    const text::Arguments arguments{tree.fact.text, argument(context_.model[entity].name)};
    const auto owners = context_.names.owners(tree.fact.text);
    if (owners.empty())
      context_.names.unknown(Code::profile_unknown_key, place, arguments, tree.fact.text,
                             context_.names.members(entity));
    else
      context_.report.report(Code::profile_unknown_key, place, arguments)
          .help(Word::help_belongs_to, {argument(context_.model[owners.front()].name)});
  }

  model::Given start(const syntax::Given& tree) const {
    model::Given given;
    given.place = at(file_, tree.span);
    return given;
  }

  std::optional<model::Given> wrong(const syntax::Given& tree, const model::Named& named,
                                    const text::Argument& expected) {
    const text::Span span = tree.values.empty() ? tree.span : tree.values.front().span;
    const text::Place place = at(file_, span);
    context_.report.report(Code::profile_wrong_type, place,
                           {argument(named.name), expected, quoted(context_.text(place))});
    return std::nullopt;
  }

  std::optional<model::Given> collection(const syntax::Given& tree, model::CollectionId id) {
    const model::Collection& collection = context_.model[id];
    model::Given given = start(tree);
    given.collection = id;
    if (tree.form == syntax::GivenForm::unknown) return given;
    if (tree.form != syntax::GivenForm::collection)
      return wrong(tree, collection, Word::kind_collection);
    given.form = model::GivenForm::collection;
    given.complete = !tree.incomplete;
    if (!collection.element.valid()) return std::nullopt;
    for (const syntax::Element& element : tree.elements)
      given.elements.push_back(profile(element.facts, collection.element));
    const std::size_t count = tree.elements.size();
    const bool too_few = given.complete && count < collection.least && !context_.partial;
    if (count > collection.most || too_few) {
      const bool unbounded = collection.most == model::Collection::unbounded;
      const auto size = [&](Language language) {
        const text::Words words = text::words(language);
        return unbounded ? words.fill(Word::size_at_least, {std::to_string(collection.least)})
                         : words.fill(Word::size_between, {std::to_string(collection.least),
                                                           std::to_string(collection.most)});
      };
      context_.report.report(Code::profile_collection_size, at(file_, tree.fact.span),
                             {argument(collection.name), count,
                              text::Argument(size(Language::en), size(Language::zh))});
    }
    return given;
  }

  std::optional<model::Given> fact(const syntax::Given& tree, model::FactId id) {
    if (id.index < context_.broken_facts.size() && context_.broken_facts[id.index])
      return std::nullopt;
    const model::Fact& fact = context_.model[id];
    model::Given given = start(tree);
    given.fact = id;
    const text::Argument type = argument(plain(fact.type));
    switch (tree.form) {
      case syntax::GivenForm::unknown:
        return given;
      case syntax::GivenForm::collection:
        return wrong(tree, fact, type);
      case syntax::GivenForm::range:
        return range(tree, fact, std::move(given));
      case syntax::GivenForm::one_of:
        if (fact.type.kind != Kind::choice) return wrong(tree, fact, type);
        return choices(tree, fact, std::move(given));
      case syntax::GivenForm::value:
        break;
    }
    const syntax::Expression& value = tree.values.front();
    if (fact.type.kind == Kind::choice) return choices(tree, fact, std::move(given));
    if (fact.type.kind == Kind::yes_no) {
      if (value.form != Form::yes_no) return wrong(tree, fact, type);
      given.form = model::GivenForm::truth;
      given.yes = value.yes;
      return given;
    }
    if (fact.type.kind == Kind::text) {
      if (value.form != Form::string && value.form != Form::name) return wrong(tree, fact, type);
      context_.names.used(at(file_, value.span), value.text, value.text);
      given.form = model::GivenForm::text;
      given.text = value.text;
      if (context_.model[fact.entity].named_by == id) named_[fact.entity.index].insert(value.text);
      return given;
    }
    const auto units =
        read_literal(context_, value, file_, fact.type, fact.step, argument(fact.name));
    if (!units) return std::nullopt;
    given.form = model::GivenForm::number;
    given.number = value::Interval::point(*units);
    return within(tree, fact, std::move(given));
  }

  std::optional<model::Given> range(const syntax::Given& tree, const model::Fact& fact,
                                    model::Given given) {
    if (!fact.type.is_ordered()) return wrong(tree, fact, argument(plain(fact.type)));
    const auto found = read_range(context_, &tree.values[0], &tree.values[1], file_, fact.type,
                                  fact.step, fact.range, argument(fact.name));
    if (!found) return std::nullopt;
    given.form = model::GivenForm::number;
    given.number = *found;
    return within(tree, fact, std::move(given));
  }

  std::optional<model::Given> within(const syntax::Given& tree, const model::Fact& fact,
                                     model::Given given) {
    if (fact.range.contains(given.number)) return given;
    text::Span span = tree.values.front().span;
    if (span.empty()) span = tree.values.back().span;
    const text::Place place = at(file_, text::join(span, tree.values.back().span));
    context_.report.report(
        Code::profile_out_of_range, place,
        {argument(fact.name), shown(given.number, fact.type), shown(fact.range, fact.type)});
    return std::nullopt;
  }

  std::optional<model::Given> choices(const syntax::Given& tree, const model::Fact& fact,
                                      model::Given given) {
    given.form = model::GivenForm::choice;
    bool good = true;
    for (const syntax::Expression& value : tree.values) {
      std::string name = value.text;
      if (value.form != Form::name && value.form != Form::string) {
        // A code of digits reads as a number.
        name = context_.text(at(file_, value.span));
      }
      const auto choice =
          context_.domains.resolve(fact.domain, name, at(file_, value.span), argument(fact.name));
      good = good && choice;
      if (choice) given.choices.push_back(*choice);
    }
    if (!good) return std::nullopt;
    std::sort(given.choices.begin(), given.choices.end());
    given.choices.erase(std::unique(given.choices.begin(), given.choices.end()),
                        given.choices.end());
    return given;
  }

  std::optional<model::Expectation> expect(const syntax::Expectation& tree) {
    const text::Place place = at(file_, tree.program.span);
    const auto symbol = context_.names.global(tree.program.text);
    if (!symbol || symbol->kind != SymbolKind::program) {
      context_.names.unknown(Code::unknown_program, place, {tree.program.text}, tree.program.text,
                             context_.names.globals(SymbolKind::program));
      return std::nullopt;
    }
    context_.names.used(place, *symbol->name, symbol->place.file);
    if (context_.rule_states[symbol->index] != State::done) return std::nullopt;
    const model::RuleId id = context_.rule_ids[symbol->index];
    const model::Rule& rule = context_.model[id];
    model::Expectation result;
    result.program = id;
    result.recipient = tree.recipient;
    result.place = at(file_, tree.span);
    result.status = static_cast<model::ExpectedStatus>(tree.status);
    bool good = check_recipient(tree, rule);
    good = check_amount(tree, rule, result) && good;
    if (tree.because) {
      result.because = tree.because->text;
      good = check_because(*tree.because, rule) && good;
    }
    if (!good) return std::nullopt;
    return result;
  }

  bool check_recipient(const syntax::Expectation& tree, const model::Rule& rule) {
    const text::Place place = at(file_, tree.program.span);
    const model::Entity& entity = context_.model[rule.entity];
    const bool root = !entity.parent.valid();
    if (root != tree.recipient.empty()) {
      context_.report.report(root ? Code::recipient_not_needed : Code::recipient_missing, place,
                             {argument(rule.name), argument(entity.name)});
      return false;
    }
    if (root) return true;
    const auto& names = named_[rule.entity.index];
    if (names.count(tree.recipient) != 0) return true;
    context_.names.unknown(Code::recipient_unknown, at(file_, tree.span),
                           {tree.recipient, argument(entity.name)}, tree.recipient,
                           {names.begin(), names.end()});
    return false;
  }

  bool check_amount(const syntax::Expectation& tree, const model::Rule& rule,
                    model::Expectation& result) {
    if (tree.least.empty() && tree.most.empty()) return true;
    const text::Span span = tree.least.empty() ? tree.most.front().span : tree.least.front().span;
    if (!rule.amount.valid() || tree.status == syntax::Expected::does_not_qualify ||
        tree.status >= syntax::Expected::excluded) {
      context_.report.report(rule.amount.valid() ? Code::amount_of_refusal : Code::amount_of_none,
                             at(file_, span), {argument(rule.name)});
      return false;
    }
    const syntax::Expression* least = tree.least.empty() ? nullptr : &tree.least.front();
    const syntax::Expression* most = tree.most.empty() ? nullptr : &tree.most.front();
    if (least != nullptr && most != nullptr && least->span == most->span) most = least;
    const auto amount = read_range(context_, least, most, file_, context_.model[rule.amount].type,
                                   1, value::Interval::everything(), argument(rule.name));
    result.amount = amount;
    return amount.has_value();
  }

  bool check_because(const syntax::Reference& label, const model::Rule& rule) {
    std::vector<std::string_view> labels;
    const model::ClauseId found = labelled(label.text, rule, &labels);
    if (!found.valid()) {
      context_.names.unknown(Code::unknown_label, at(file_, label.span),
                             {label.text, argument(rule.name)}, label.text, labels);
      return false;
    }
    // A label may stand several times; the other spelling must find the same line.
    const model::Label& both = context_.model[found].label;
    const auto same = [&](const std::string& spelling) {
      return labelled(spelling, rule, nullptr) == found ? spelling : label.text;
    };
    context_.names.used(at(file_, label.span), same(both.in(Language::en)),
                        same(both.in(Language::zh)));
    return true;
  }

  /// The first line of a rule with that label; `labels` gets those passed on the way.
  model::ClauseId labelled(std::string_view label, const model::Rule& rule,
                           std::vector<std::string_view>* labels) const {
    std::vector<model::ClauseId> open{rule.condition};
    while (!open.empty()) {
      const model::ClauseId id = open.back();
      const model::Clause& clause = context_.model[id];
      open.pop_back();
      if (clause.label.en == label || clause.label.zh == label) return id;
      if (labels != nullptr) {
        labels->emplace_back(clause.label.en);
        labels->emplace_back(clause.label.zh);
      }
      open.insert(open.end(), clause.parts.begin(), clause.parts.end());
    }
    return {};
  }

  Context& context_;
  const syntax::Example& tree_;
  text::FileId file_;
  std::unordered_map<std::uint32_t, std::unordered_set<std::string_view>> named_;  // by entity
};

}  // namespace

void check_examples(Context& context) {
  for (const syntax::File& file : context.files)
    for (const syntax::Example& tree : file.examples)
      context.model.examples.push_back(ExampleMaker(context, tree, file.source).make());
}

}  // namespace entitle::check
