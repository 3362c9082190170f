// The tables of names: what each name of either language stands for, and what was perhaps meant by
// one that stands for nothing.
#include "check/names.hpp"

#include <algorithm>

#include "check/context.hpp"
#include "text/suggest.hpp"

namespace entitle::check {

Word word_of(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::fact:
      return Word::kind_fact;
    case SymbolKind::collection:
      return Word::kind_collection;
    case SymbolKind::parameter:
      return Word::kind_parameter;
    case SymbolKind::definition:
      return Word::kind_definition;
    case SymbolKind::criterion:
      return Word::kind_criterion;
    case SymbolKind::program:
      return Word::kind_program;
  }
  return Word::kind_fact;
}

void Names::report_twice(std::string_view name, text::Place place, text::Place first) {
  context_.report.report(Code::declared_twice, place, {name}).label(first, Word::label_first_here);
}

void Names::declare_numbered(NumberedTable& table, const syntax::Name& name, text::FileId file,
                             std::uint32_t index) {
  const auto add = [&](std::string_view text, text::Span span) {
    const auto [entry, added] = table.emplace(text, Numbered{index, at(file, span), &name});
    const bool taken = !added && entry->second.index != index;
    if (taken) report_twice(text, at(file, span), entry->second.place);
    return !taken;
  };
  if (name.text.empty()) return;
  if (add(name.text, name.span) && !name.twin.empty()) add(name.twin, name.twin_span);
}

void Names::declare_document(const syntax::Name& name, text::FileId file, std::uint32_t index) {
  declare_numbered(documents_, name, file, index);
}

void Names::declare_entity(const syntax::Name& name, text::FileId file, std::uint32_t index) {
  declare_numbered(entities_, name, file, index);
}

void Names::declare_global(const syntax::Name& name, Symbol symbol) {
  symbol.name = &name;
  const auto add = [&](std::string_view text, text::Span span) {
    if (const auto owner = owners_.find(text); owner != owners_.end()) {
      report_twice(text, at(symbol.place.file, span), member(owner->second.front(), text)->place);
      return false;
    }
    const auto [entry, added] = globals_.emplace(text, symbol);
    const bool taken = !added && entry->second.place != symbol.place;
    if (taken) report_twice(text, at(symbol.place.file, span), entry->second.place);
    return !taken;
  };
  if (name.text.empty()) return;
  if (add(name.text, name.span) && !name.twin.empty()) add(name.twin, name.twin_span);
}

void Names::declare_member(model::EntityId entity, const syntax::Name& name, Symbol symbol) {
  symbol.name = &name;
  if (members_.size() <= entity.index) members_.resize(entity.index + 1);
  const auto add = [&](std::string_view text, text::Span span) {
    const auto [entry, added] = members_[entity.index].emplace(text, symbol);
    if (added) owners_[text].push_back(entity);
    const bool taken = !added && entry->second.place != symbol.place;
    if (taken) report_twice(text, at(symbol.place.file, span), entry->second.place);
    return !taken;
  };
  if (name.text.empty()) return;
  if (add(name.text, name.span) && !name.twin.empty()) add(name.twin, name.twin_span);
}

std::optional<std::uint32_t> Names::document(const syntax::Reference& reference,
                                             text::FileId file) {
  const auto found = documents_.find(reference.text);
  if (found != documents_.end()) {
    used(at(file, reference.span), *found->second.name, found->second.place.file);
    return found->second.index;
  }
  std::vector<std::string_view> candidates;
  for (const auto& [name, numbered] : documents_) candidates.push_back(name);
  unknown(Code::unknown_document, at(file, reference.span), {reference.text}, reference.text,
          candidates);
  return std::nullopt;
}

std::optional<std::uint32_t> Names::entity(const syntax::Reference& reference, text::FileId file) {
  const auto found = entities_.find(reference.text);
  if (found != entities_.end()) {
    used(at(file, reference.span), *found->second.name, found->second.place.file);
    return found->second.index;
  }
  std::vector<std::string_view> candidates;
  for (const auto& [name, numbered] : entities_) candidates.push_back(name);
  unknown(Code::unknown_entity, at(file, reference.span), {reference.text}, reference.text,
          candidates);
  return std::nullopt;
}

std::optional<std::uint32_t> Names::entity_number(std::string_view name) const {
  const auto found = entities_.find(name);
  if (found == entities_.end()) return std::nullopt;
  return found->second.index;
}

std::optional<Symbol> Names::member(model::EntityId entity, std::string_view name) const {
  if (!entity.valid() || entity.index >= members_.size()) return std::nullopt;
  const auto found = members_[entity.index].find(name);
  if (found == members_[entity.index].end()) return std::nullopt;
  return found->second;
}

std::optional<Symbol> Names::global(std::string_view name) const {
  const auto found = globals_.find(name);
  if (found == globals_.end()) return std::nullopt;
  return found->second;
}

std::vector<model::EntityId> Names::owners(std::string_view name) const {
  const auto found = owners_.find(name);
  return found == owners_.end() ? std::vector<model::EntityId>{} : found->second;
}

std::optional<Symbol> Names::find(std::string_view name, model::EntityId scope) const {
  for (model::EntityId entity = scope; entity.valid(); entity = context_.model[entity].parent)
    if (auto found = member(entity, name)) return found;
  return global(name);
}

std::optional<Symbol> Names::resolve(std::string_view name, text::Place place,
                                     model::EntityId scope) {
  if (auto found = find(name, scope)) {
    used(place, *found, scope);
    return found;
  }
  const std::vector<model::EntityId> elsewhere = owners(name);
  if (!elsewhere.empty()) {
    const model::EntityId owner = elsewhere.front();
    const Symbol symbol = *member(owner, name);
    auto draft =
        context_.report.report(Code::out_of_sight, place,
                               {name, word_of(symbol.kind), argument(context_.model[owner].name),
                                argument(context_.model[scope].name)});
    draft.label(symbol.place, Word::label_declared_here);
    if (!context_.sees(owner, scope)) draft.no_help();
    return std::nullopt;
  }
  unknown(Code::unknown_name, place, {name}, name, visible(scope));
  return std::nullopt;
}

void Names::used(text::Place place, const Symbol& symbol, model::EntityId scope) {
  if (context_.twins == nullptr) return;
  const model::Label label = label_of(*symbol.name, context_.sources[symbol.place.file].language());
  const auto means_it = [&](const std::string& spelling) {
    const auto found = find(spelling, scope);
    return found && found->kind == symbol.kind && found->index == symbol.index;
  };
  const std::string& en = label.in(Language::en);
  const std::string& zh = label.in(Language::zh);
  used(place, means_it(en) ? en : zh, means_it(zh) ? zh : en);
}

void Names::used(text::Place place, const syntax::Name& name, text::FileId declared_in) {
  if (context_.twins == nullptr) return;
  const model::Label label = label_of(name, context_.sources[declared_in].language());
  used(place, label.in(Language::en), label.in(Language::zh));
}

void Names::used(text::Place place, std::string_view en, std::string_view zh) {
  if (context_.twins != nullptr) context_.twins->add(place, {std::string(en), std::string(zh)});
}

namespace {

/// Whether a name goes on where a keyword or a known name ends, as 享受低保 does.
bool begins_with_a_word(std::string_view name, const std::vector<std::string_view>& known) {
  const auto begins = [name](std::string_view word) {
    return word.size() > 3 && name.size() > word.size() && name.starts_with(word);
  };
  for (const Word word : {Word::kw_eligible_for, Word::kw_does_not_qualify, Word::kw_receives,
                          Word::kw_in_program, Word::op_not})
    for (const std::string_view spelling : text::Words(Language::zh).spellings(word))
      if (begins(spelling)) return true;
  return std::ranges::any_of(known, begins);
}

}  // namespace

void Names::unknown(Code code, text::Place place, const text::Arguments& arguments,
                    std::string_view name, const std::vector<std::string_view>& candidates) {
  std::string_view guess;
  if (guesses_left_ > 0) {
    --guesses_left_;
    // Tables of names have no order; the guess must.
    std::vector<std::string_view> sorted = candidates;
    std::sort(sorted.begin(), sorted.end());
    guess = text::suggest(name, sorted);
  }
  if (guess.empty() && context_.partial) return;
  auto draft = context_.report.report(code, place, arguments);
  if (!guess.empty())
    draft.help(Word::help_did_you_mean, {guess});
  else if (begins_with_a_word(name, candidates))
    draft.help(Word::help_part_words);
}

std::vector<std::string_view> Names::members(model::EntityId entity) const {
  std::vector<std::string_view> names;
  if (!entity.valid() || entity.index >= members_.size()) return names;
  for (const auto& [name, symbol] : members_[entity.index]) names.push_back(name);
  return names;
}

std::vector<std::string_view> Names::visible(model::EntityId scope) const {
  std::vector<std::string_view> names;
  for (model::EntityId entity = scope; entity.valid(); entity = context_.model[entity].parent)
    for (const std::string_view name : members(entity)) names.push_back(name);
  for (const auto& [name, symbol] : globals_) names.push_back(name);
  return names;
}

std::vector<std::string_view> Names::globals(SymbolKind kind) const {
  std::vector<std::string_view> names;
  for (const auto& [name, symbol] : globals_)
    if (symbol.kind == kind) names.push_back(name);
  return names;
}

}  // namespace entitle::check
