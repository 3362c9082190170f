// What the fast reader of NDJSON holds while it reads the lines of a piece: the names that it has
// met, and how objects were written last. It walks line by line (ndjson_reader.cpp), and reads
// lines that are written alike together (ndjson_together.cpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "io/json_scalar.hpp"
#include "io/json_tokens.hpp"
#include "io/ndjson_reader.hpp"

namespace entitle::io {

/// What a key of an object is.
struct NdjsonName {
  enum class Use : std::uint8_t { fact, collection, key, records, facts_as_of, extra };
  std::string_view written;    ///< as it stands in the line, its closing quotation mark included
  std::uint64_t head[2] = {};  ///< its first bytes, at most sixteen
  std::uint64_t mask[2] = {};  ///< of these
  std::uint32_t next = 0;      ///< the name that stood behind it
  Use use = Use::extra;
  bool supplies = false;  ///< a definition
  model::FactId fact;
  model::CollectionId collection;
};

/// How an object of an entity was written last, if plainly: a key and a value each, a collection
/// perhaps behind them all.
struct NdjsonShape {
  static constexpr std::size_t head_words = 4;
  static constexpr std::size_t head_bytes = head_words * sizeof(std::uint64_t);
  static constexpr std::size_t tokens_of_field = 4;
  static constexpr std::size_t no_field = std::numeric_limits<std::size_t>::max();
  struct Field {
    std::string_view written;             ///< the key with its quotation marks and the colon
    std::uint64_t head[head_words] = {};  ///< its first bytes
    std::uint64_t mask[head_words] = {};  ///< of these
    model::FactId fact;
    bool supplies = false;
  };

  std::vector<std::uint32_t> order;  ///< the names that it was made of
  bool plain = false;
  std::vector<Field> fields;  ///< with plain values
  std::size_t key = no_field;
  bool has_collection = false;
  Field collected;
  model::CollectionId collection;
};

struct NdjsonReader::Impl {
  using Name = NdjsonName;
  using Shape = NdjsonShape;
  /// The keys that were met in objects of one entity; the first is none, before all others.
  using Names = std::vector<Name>;

  Impl(const Intake& i, const std::vector<CellText>& c, bool ignore, std::size_t longest,
       TableBlock& o, BlockRows& r)
      : intake(i),
        model(i.model()),
        cells(c),
        ignore_extra(ignore),
        out(o),
        rows(r),
        tokens(longest),
        names(model.entities.size(), Names(1)),
        orders(model.entities.size()),
        shapes(model.entities.size()),
        begins(model.entities.size()),
        counts(model.entities.size()) {}

  const Intake& intake;
  const model::Model& model;
  const std::vector<CellText>& cells;
  bool ignore_extra;
  TableBlock& out;
  BlockRows& rows;
  JsonTokens tokens;
  std::string_view lines;     ///< whose tokens were found together; empty: none
  std::size_t apart = 0;      ///< so many of the next lines are walked
  std::vector<Names> names;   ///< by entity
  const char* end = nullptr;  ///< of the line
  std::string scratch;

  // Each of these takes what it reads, and is false where the line is for the other reader.
  template <class Each>
  bool object(Each&& each);
  template <class Each>
  bool array(Each&& each);
  bool record(model::EntityId entity, std::uint32_t row);
  const Name* find(const char* key, model::EntityId entity, std::uint32_t& before);
  bool learn(const char* key, model::EntityId entity, Name& name);
  bool member(const Name& name, model::EntityId entity, std::uint32_t row);
  bool scalar(model::FactId fact, std::uint32_t row);
  bool string(const char* at, model::FactId fact, std::uint32_t row);
  bool rare(JsonKind kind, std::string_view text, model::FactId fact, std::uint32_t row);
  bool box(model::FactId fact, std::uint32_t row);
  bool end_of_box(model::FactId fact, run::Cell& into);
  bool null() { return is_literal(tokens.take(), "null"); }
  bool text(std::string_view& into);
  bool row_key(model::EntityId entity, std::uint32_t row);
  bool facts_as_of(std::uint32_t row);
  bool records(model::EntityId entity, std::uint32_t row);
  bool one_record(const model::Rule& rule, std::uint32_t row);
  bool collection(model::CollectionId id, std::uint32_t row);
  bool elements(const model::Collection& collection, std::uint32_t& count);
  bool listed(const model::Collection& collection, std::uint32_t count, bool complete);
  bool sound(int depth);

  // Lines together.
  std::vector<std::vector<std::uint32_t>> orders;  ///< by entity: the names of its last object
  std::vector<Shape> shapes;                       ///< by entity
  std::vector<std::vector<std::uint32_t>> begins;  ///< by entity: the first token of each row
  std::vector<std::vector<std::uint32_t>> counts;  ///< by entity: of each parent, how many rows

  std::uint32_t together(std::span<const std::string_view> wanted);
  bool make_shape(model::EntityId entity);
  bool follow(model::EntityId entity, std::size_t& token);
  bool follow_collection(const Shape& shape, std::size_t& token);
  bool append(model::EntityId entity, std::uint32_t base);
  bool append_elements(const model::Collection& collection, std::uint32_t base);
  bool append_facts(model::EntityId entity, std::uint32_t base);
};

}  // namespace entitle::io
