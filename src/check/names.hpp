// The tables of names of a ruleset, in both languages at once, and how a name is found from where
// it stands: first what belongs to the entity, then to its ancestors (the nearest wins), then what
// is declared for all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/ids.hpp"
#include "syntax/tree.hpp"
#include "text/report.hpp"
#include "text/source.hpp"

namespace entitle::check {

struct Context;

enum class SymbolKind : std::uint8_t {
  fact,
  collection,
  parameter,
  definition,
  criterion,
  program
};

/// What a name stands for. `index` is the model's number of a fact, collection or parameter; of a
/// definition or rule, its place in Context::definitions or Context::rules.
struct Symbol {
  SymbolKind kind{};
  std::uint32_t index = 0;
  text::Place place;
  const syntax::Name* name = nullptr;  ///< as declared
};

/// "fact", "事实": what kind of thing a symbol is.
text::Word word_of(SymbolKind kind);

class Names {
 public:
  explicit Names(Context& context) : context_(context) {}

  // Declaring reports a name that is taken already; the first keeps it. Members must be declared
  // before what is for all.
  void declare_document(const syntax::Name& name, text::FileId file, std::uint32_t index);
  void declare_entity(const syntax::Name& name, text::FileId file, std::uint32_t index);
  void declare_global(const syntax::Name& name, Symbol symbol);
  void declare_member(model::EntityId entity, const syntax::Name& name, Symbol symbol);

  /// The document of that name; reports where there is none.
  std::optional<std::uint32_t> document(const syntax::Reference& reference, text::FileId file);
  /// The entity of that name, by its number among the declarations; reports where there is none.
  std::optional<std::uint32_t> entity(const syntax::Reference& reference, text::FileId file);
  [[nodiscard]] std::optional<std::uint32_t> entity_number(std::string_view name) const;

  /// What a name means from inside an entity. Reports nothing.
  [[nodiscard]] std::optional<Symbol> find(std::string_view name, model::EntityId scope) const;
  /// The same; what is not found is reported: a thing of an entity that cannot be seen from here,
  /// or an unknown name.
  std::optional<Symbol> resolve(std::string_view name, text::Place place, model::EntityId scope);

  // Notes for Context::twins what a name used at a place is called in each language. Where the
  // other spelling would mean something else there, the one that was used is kept.
  void used(text::Place place, const Symbol& symbol, model::EntityId scope);
  /// Of a name that does not depend on where it stands.
  void used(text::Place place, const syntax::Name& name, text::FileId declared_in);
  void used(text::Place place, std::string_view en, std::string_view zh);

  /// A fact or collection of this entity itself.
  [[nodiscard]] std::optional<Symbol> member(model::EntityId entity, std::string_view name) const;
  /// Something declared for all.
  [[nodiscard]] std::optional<Symbol> global(std::string_view name) const;
  /// The entities that have a fact or collection of that name.
  [[nodiscard]] std::vector<model::EntityId> owners(std::string_view name) const;

  /// Reports a name that stands for nothing, with the one of `candidates` that may have been meant.
  /// A large ruleset full of wrong names gets no more than a fixed number of guesses. Where a
  /// declaration may have been lost to a fault of syntax, only what looks misspelt is reported.
  void unknown(text::Code code, text::Place place, const text::Arguments& arguments,
               std::string_view name, const std::vector<std::string_view>& candidates);

  /// All names that can be seen from an entity.
  [[nodiscard]] std::vector<std::string_view> visible(model::EntityId scope) const;
  /// The names of what belongs to this entity itself.
  [[nodiscard]] std::vector<std::string_view> members(model::EntityId entity) const;
  /// The names of all that is of this kind and declared for all.
  [[nodiscard]] std::vector<std::string_view> globals(SymbolKind kind) const;

 private:
  struct Numbered {
    std::uint32_t index = 0;
    text::Place place;
    const syntax::Name* name = nullptr;
  };
  using NumberedTable = std::unordered_map<std::string_view, Numbered>;
  using SymbolTable = std::unordered_map<std::string_view, Symbol>;

  void report_twice(std::string_view name, text::Place place, text::Place first);
  void declare_numbered(NumberedTable& table, const syntax::Name& name, text::FileId file,
                        std::uint32_t index);

  Context& context_;
  NumberedTable documents_;
  NumberedTable entities_;
  SymbolTable globals_;
  std::vector<SymbolTable> members_;  // by entity
  std::unordered_map<std::string_view, std::vector<model::EntityId>> owners_;
  int guesses_left_ = 100;
};

}  // namespace entitle::check
