// Lines whose objects name the same facts in the same order, as programs write them: then each
// value stands at the same place among its object's tokens, and the facts are read column by
// column. A line that is written otherwise ends what is read together; where a value is refused,
// none is.
#include <algorithm>
#include <cstring>

#include "io/ndjson_reader_impl.hpp"

namespace entitle::io {
namespace {

using Shape = NdjsonShape;
using Use = NdjsonName::Use;

/// False where the colon does not stand right behind the name.
bool make_field(const NdjsonName& name, Shape::Field& field) {
  const char* const quote = name.written.data() - 1;
  field.written = {quote, name.written.size() + 2};
  field.fact = name.fact;
  field.supplies = name.supplies;
  const std::size_t bytes = std::min(Shape::head_bytes, field.written.size());
  std::memcpy(field.head, quote, bytes);
  std::memset(field.mask, 0xFF, bytes);
  return field.written.back() == ':';
}

bool is_at(const Shape::Field& field, const char* at) {
  std::uint64_t head[Shape::head_words];
  std::memcpy(head, at, sizeof head);
  std::uint64_t other = 0;
  for (std::size_t w = 0; w < Shape::head_words; ++w)
    other |= (head[w] ^ field.head[w]) & field.mask[w];
  const std::size_t size = field.written.size();
  // Noughts behind the lines end it there.
  return other == 0 &&
         (size <= sizeof head || std::strncmp(at + sizeof head, field.written.data() + sizeof head,
                                              size - sizeof head) == 0);
}

}  // namespace

void NdjsonReader::find(std::string_view lines) {
  impl_->lines = impl_->tokens.find(lines) ? lines : std::string_view();
  impl_->apart = 0;
}

std::uint32_t NdjsonReader::together(std::span<const std::string_view> lines) {
  return impl_->together(lines);
}

std::uint32_t NdjsonReader::Impl::together(std::span<const std::string_view> wanted) {
  if (lines.empty() || apart > 0 || !make_shape({0})) return 0;
  for (std::uint32_t e = 0; e < begins.size(); ++e) {
    begins[e].clear();
    counts[e].clear();
  }
  // Which lines are written so.
  end = lines.data() + lines.size();
  tokens.go_to(wanted.front());
  std::size_t token = tokens.number();
  std::uint32_t alike = 0;
  std::vector<std::size_t> before(2 * begins.size());
  for (const std::string_view line : wanted) {
    for (std::size_t e = 0; e < begins.size(); ++e) {
      before[2 * e] = begins[e].size();
      before[2 * e + 1] = counts[e].size();
    }
    std::size_t next = token;
    if (!follow({0}, next) || !tokens.is_behind(next, line)) {
      for (std::size_t e = 0; e < begins.size(); ++e) {
        begins[e].resize(before[2 * e]);
        counts[e].resize(before[2 * e + 1]);
      }
      break;
    }
    token = next;
    ++alike;
  }
  if (alike == 0) {
    apart = 1;
    return 0;
  }
  rows.mark();
  const std::uint32_t base = out.block.households();
  for (std::uint32_t h = 0; h < alike; ++h) rows.add({0});
  if (append({0}, base)) {
    tokens.go(token);
    return alike;
  }
  rows.back();
  tokens.go(begins[0].front());
  apart = alike;
  return 0;
}

/// Whether the last object of an entity was written plainly, and those below.
bool NdjsonReader::Impl::make_shape(model::EntityId entity) {
  Shape& shape = shapes[entity.index];
  const std::vector<std::uint32_t>& order = orders[entity.index];
  if (shape.order != order) {
    shape = Shape();
    shape.order = order;
    shape.plain = !order.empty();
    for (const std::uint32_t n : order) {
      const Name& name = names[entity.index][n];
      Shape::Field field;
      shape.plain = shape.plain && !shape.has_collection && make_field(name, field) &&
                    (name.use == Use::fact || name.use == Use::key || name.use == Use::collection);
      if (name.use == Use::collection) {
        shape.has_collection = true;
        shape.collected = field;
        shape.collection = name.collection;
        continue;
      }
      if (name.use == Use::key) shape.key = shape.fields.size();
      shape.fields.push_back(field);
    }
  }
  return shape.plain && (!shape.has_collection || make_shape(model[shape.collection].element));
}

/// Goes behind an object that is written in its entity's shape; false where one is not.
bool NdjsonReader::Impl::follow(model::EntityId entity, std::size_t& token) {
  const Shape& shape = shapes[entity.index];
  const std::size_t fields = shape.fields.size();
  if (!tokens.has(token + fields * Shape::tokens_of_field) || *tokens.at(token) != '{')
    return false;
  begins[entity.index].push_back(static_cast<std::uint32_t>(token));
  ++token;
  for (std::size_t f = 0; f < fields; ++f, token += Shape::tokens_of_field) {
    const char behind = f + 1 < fields || shape.has_collection ? ',' : '}';
    if (!is_at(shape.fields[f], tokens.at(token)) || *tokens.at(token + 3) != behind) return false;
  }
  return !shape.has_collection || follow_collection(shape, token);
}

bool NdjsonReader::Impl::follow_collection(const Shape& shape, std::size_t& token) {
  if (!tokens.has(token + 3) || !is_at(shape.collected, tokens.at(token)) ||
      *tokens.at(token + 2) != '[')
    return false;
  token += 3;
  const model::EntityId element = model[shape.collection].element;
  std::uint32_t count = 0;
  char behind = *tokens.at(token);
  if (behind == ']') {
    ++token;
  } else {
    do {
      if (!follow(element, token) || !tokens.has(token)) return false;
      ++count;
      behind = *tokens.at(token++);
    } while (behind == ',');
  }
  counts[element.index].push_back(count);
  return behind == ']' && tokens.has(token) && *tokens.at(token++) == '}';
}

/// What rows of an entity say, which were added from `base` on.
bool NdjsonReader::Impl::append(model::EntityId entity, std::uint32_t base) {
  const Shape& shape = shapes[entity.index];
  if (entity.index == 0 && shape.key != Shape::no_field)
    for (std::uint32_t r = 0; r < begins[0].size(); ++r) {
      tokens.go(begins[0][r] + shape.key * Shape::tokens_of_field + 3);
      if (!row_key(entity, base + r) || out.keys[0][base + r].empty()) return false;
    }
  return append_facts(entity, base) &&
         (!shape.has_collection || append_elements(model[shape.collection], base));
}

/// The elements of the parents from `base` on.
bool NdjsonReader::Impl::append_elements(const model::Collection& collection, std::uint32_t base) {
  const model::EntityId element = collection.element;
  const Shape& shape = shapes[element.index];
  const std::uint32_t first = out.block.level(element).rows;
  std::size_t next = 0;
  for (const std::uint32_t count : counts[element.index]) {
    if (!rows.begin(element, base++)) return false;
    for (std::uint32_t c = 0; c < count; ++c, ++next) {
      const std::uint32_t row = rows.add(element);
      if (shape.key == Shape::no_field) continue;
      tokens.go(begins[element.index][next] + shape.key * Shape::tokens_of_field + 3);
      if (!row_key(element, row)) return false;
    }
    if (!listed(collection, count, true)) return false;
  }
  return append(element, first);
}

bool NdjsonReader::Impl::append_facts(model::EntityId entity, std::uint32_t base) {
  const Shape& shape = shapes[entity.index];
  const std::span<const std::uint32_t> all = begins[entity.index];
  for (std::size_t f = 0; f < shape.fields.size(); ++f) {
    if (f == shape.key) continue;
    const Shape::Field& field = shape.fields[f];
    if (field.supplies) rows.supplies(field.fact);
    run::FactColumn& into = out.block.fact(field.fact);
    if (into.rows() < base) into.push_unknown(base - into.rows());
    if (into.rows() > base) return false;
    const std::size_t value = f * Shape::tokens_of_field + 3;
    for (std::size_t r = 0;; ++r) {
      r += cells[field.fact.index].plain(
          {tokens.bytes(), tokens.places() + value, all.subspan(r), true}, into);
      if (r == all.size()) break;
      tokens.go(all[r] + value);
      if (!scalar(field.fact, base + static_cast<std::uint32_t>(r))) return false;
    }
  }
  return true;
}

}  // namespace entitle::io
