// Takes the tokens of a line one after the other, where it is not read together with others. A key
// is looked for where the last line had it, then by its name; numbers and choices are read from
// their bytes.
#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "io/ndjson_reader_impl.hpp"

namespace entitle::io {
namespace {

using value::Kind;

constexpr int names_ahead = 4;  ///< looked at in the order of the last line

bool is_same(const NdjsonName& name, const char* key, const char* end) {
  std::uint64_t head[2];
  std::memcpy(head, key, sizeof head);
  if (((head[0] ^ name.head[0]) & name.mask[0]) != 0 ||
      ((head[1] ^ name.head[1]) & name.mask[1]) != 0)
    return false;
  const std::size_t size = name.written.size();
  return size <= sizeof head || (size <= static_cast<std::size_t>(end - key) &&
                                 std::memcmp(key + sizeof head, name.written.data() + sizeof head,
                                             size - sizeof head) == 0);
}

}  // namespace

NdjsonReader::NdjsonReader(const Intake& intake, const std::vector<CellText>& cells,
                           bool ignore_extra, std::size_t longest, TableBlock& out, BlockRows& rows)
    : impl_(std::make_unique<Impl>(intake, cells, ignore_extra, longest, out, rows)) {}
NdjsonReader::~NdjsonReader() = default;

bool NdjsonReader::read(std::string_view line) {
  Impl& r = *impl_;
  r.end = line.data() + line.size();
  if (r.apart > 0) --r.apart;
  if (!r.lines.empty())
    r.tokens.go_to(line);
  else if (!r.tokens.find(line))
    return false;
  r.rows.mark();
  if (r.record({0}, r.rows.add({0})) && r.tokens.ended()) return true;
  r.rows.back();
  r.tokens.skip();
  return false;
}

/// Calls `each` with every key, behind its quotation mark; it takes the value.
template <class Each>
bool NdjsonReader::Impl::object(Each&& each) {
  if (*tokens.take() != '{') return false;
  if (*tokens.peek() == '}') {
    tokens.take();
    return true;
  }
  for (;;) {
    const char* const key = tokens.take();
    if (*key != '"' || *tokens.take() != ':' || !each(key + 1)) return false;
    const char behind = *tokens.take();
    if (behind == '}') return true;
    if (behind != ',') return false;
  }
}

/// Calls `each` for every element, which it takes.
template <class Each>
bool NdjsonReader::Impl::array(Each&& each) {
  if (*tokens.take() != '[') return false;
  if (*tokens.peek() == ']') {
    tokens.take();
    return true;
  }
  for (;;) {
    if (!each()) return false;
    const char behind = *tokens.take();
    if (behind == ']') return true;
    if (behind != ',') return false;
  }
}

bool NdjsonReader::Impl::record(model::EntityId entity, std::uint32_t row) {
  std::uint32_t before = 0;
  std::vector<std::uint32_t>& order = orders[entity.index];
  std::vector<std::uint32_t> met = std::exchange(order, {});
  met.clear();
  const bool read = object([&](const char* key) {
    const Name* const name = find(key, entity, before);
    met.push_back(before);
    return name != nullptr && member(*name, entity, row);
  });
  if (read) order = std::move(met);
  return read;
}

/// `before`: the name that stood before it, and then the one found.
const NdjsonName* NdjsonReader::Impl::find(const char* key, model::EntityId entity,
                                           std::uint32_t& before) {
  Names& known = names[entity.index];
  std::uint32_t guess = known[before].next;
  for (int ahead = 0; ahead < names_ahead && guess != 0; ++ahead) {
    if (is_same(known[guess], key, end)) {
      before = guess;
      return &known[guess];
    }
    guess = known[guess].next;
  }
  std::uint32_t found = 1;
  while (found < known.size() && !is_same(known[found], key, end)) ++found;
  if (found == known.size()) {
    Name name;
    if (!learn(key, entity, name)) return nullptr;
    known.push_back(name);
  }
  known[before].next = found;
  before = found;
  return &known[found];
}

/// What a key is that was not met before.
bool NdjsonReader::Impl::learn(const char* key, model::EntityId entity, Name& name) {
  const JsonString written = json_string(key);
  std::string_view text;
  if (!contents(written, scratch, text)) return false;
  name.written = {key, written.written.size() + 1};
  const std::size_t bytes = std::min(sizeof name.head, name.written.size());
  std::memcpy(name.head, key, bytes);
  std::memset(name.mask, 0xFF, bytes);
  const model::Entity& declared = model[entity];
  if (!text.empty() && (text == declared.name.en || text == declared.name.zh)) {
    name.use = Name::Use::key;
  } else if (const Slot* slot = intake.vocabulary().find(entity, text)) {
    name.use = slot->is_collection ? Name::Use::collection : Name::Use::fact;
    name.fact = slot->fact;
    name.collection = slot->collection;
    name.supplies = !slot->is_collection && model[slot->fact].supplies.valid();
  } else if (text == "receives" || text == "领取") {
    name.use = Name::Use::records;
  } else if (entity.index == 0 && (text == "facts_as_of" || text == "情况截至")) {
    name.use = Name::Use::facts_as_of;
  } else {
    return ignore_extra;
  }
  return true;
}

bool NdjsonReader::Impl::member(const Name& name, model::EntityId entity, std::uint32_t row) {
  switch (name.use) {
    case Name::Use::fact:
      if (name.supplies) rows.supplies(name.fact);
      return scalar(name.fact, row);
    case Name::Use::collection:
      return collection(name.collection, row);
    case Name::Use::key:
      return row_key(entity, row);
    case Name::Use::records:
      return records(entity, row);
    case Name::Use::facts_as_of:
      return facts_as_of(row);
    case Name::Use::extra:
      return sound(1);
  }
  return false;
}

// Facts.

bool NdjsonReader::Impl::scalar(model::FactId fact, std::uint32_t row) {
  const char* const at = tokens.peek();
  const CellText& read = cells[fact.index];
  if (*at == '{') return box(fact, row);
  tokens.take();
  switch (*at) {
    case '"':
      return string(at + 1, fact, row);
    case 't':
      return read.kind() == Kind::yes_no && is_literal(at, "true") && rows.truth(fact, row, true);
    case 'f':
      return read.kind() == Kind::yes_no && is_literal(at, "false") && rows.truth(fact, row, false);
    case 'n':
      return is_literal(at, "null") && rows.unknown(fact, row);
    default:
      break;
  }
  if (!read.is_number()) return false;
  std::int64_t units = 0;
  if (read.number(at, static_cast<std::size_t>(tokens.peek() - at), units) && !has_leading_zero(at))
    return rows.stored(fact, row, units);
  const char* const after = read.number(at, end, units);
  if (after != nullptr && (after == end || ends_token(*after)) && !has_leading_zero(at))
    return rows.number(fact, row, units);
  const std::string_view number = plain_number(at);
  return !number.empty() && rare(JsonKind::number, number, fact, row);
}

/// A string that begins at `at`.
bool NdjsonReader::Impl::string(const char* at, model::FactId fact, std::uint32_t row) {
  const CellText& read = cells[fact.index];
  // Where the next token stands right behind it.
  const auto length = static_cast<std::size_t>(tokens.peek() - at) - 1;
  switch (read.kind()) {
    case Kind::choice:
      // No spelling of a choice holds what is written otherwise in JSON.
      if (at[length] == '"')
        if (const std::uint32_t choice = read.choice(at, length); choice != CellText::no_choice)
          return rows.choice(fact, row, choice);
      break;
    case Kind::text: {
      constexpr std::size_t surely_taken = 10'000;
      const JsonString all = json_string(at);
      if (!all.escaped && all.written.size() <= surely_taken) return rows.text(fact, row);
      break;
    }
    case Kind::yes_no:
    case Kind::date:
      break;
    default: {
      std::int64_t units = 0;
      if (at[length] == '"' && read.number(at, length, units)) return rows.stored(fact, row, units);
      const char* const after = read.number(at, end, units);
      if (after != nullptr && *after == '"') return rows.number(fact, row, units);
      break;
    }
  }
  std::string_view text;
  return contents(json_string(at), scratch, text) && rare(JsonKind::string, text, fact, row);
}

/// A value as the reader of single profiles takes it.
bool NdjsonReader::Impl::rare(JsonKind kind, std::string_view text, model::FactId fact,
                              std::uint32_t row) {
  run::Cell said;
  return !read_scalar(intake, fact, {kind, false, text}, said) && rows.cell(fact, row, said);
}

/// {"min": …, "max": …}, {"unknown": "why"}.
bool NdjsonReader::Impl::box(model::FactId fact, std::uint32_t row) {
  std::optional<std::int64_t> ends[2];
  bool seen[2] = {false, false};
  bool unknown = false;
  run::Cell said;
  const bool read = object([&](const char* at) {
    const std::string_view key = json_string(at).written;
    if (key == "unknown") {
      std::string_view why;
      if (unknown || seen[0] || seen[1] || !text(why) || Intake::unknown(why, said)) return false;
      return unknown = true;
    }
    const std::size_t which = key == "min" ? 0 : 1;
    if ((which == 1 && key != "max") || seen[which] || unknown) return false;
    seen[which] = true;
    run::Cell alone;
    if (!end_of_box(fact, alone)) return false;
    if (alone.given) ends[which] = which == 0 ? alone.number.lo : alone.number.hi;
    return true;
  });
  if (!read) return false;
  if (unknown) return rows.unknown(fact, row);
  return (seen[0] || seen[1]) && model[fact].type.is_ordered() &&
         !intake.interval(fact, ends[0], ends[1], said) && rows.cell(fact, row, said);
}

/// A number, a day or null; nothing is given of null.
bool NdjsonReader::Impl::end_of_box(model::FactId fact, run::Cell& into) {
  const char* const at = tokens.peek();
  if (*at == 'n') return null();
  std::string_view written;
  if (*at == '"')
    return text(written) && !read_scalar(intake, fact, {JsonKind::string, false, written}, into);
  written = plain_number(tokens.take());
  return !written.empty() && !read_scalar(intake, fact, {JsonKind::number, false, written}, into);
}

// What else a row says.

/// What a string says.
bool NdjsonReader::Impl::text(std::string_view& into) {
  const char* const at = tokens.take();
  return *at == '"' && contents(json_string(at + 1), scratch, into);
}

bool NdjsonReader::Impl::row_key(model::EntityId entity, std::uint32_t row) {
  const char* const at = tokens.peek();
  if (*at == 'n') return null() && rows.key(entity, row, {});
  std::string_view key;
  if (*at == '"') return text(key) && rows.key(entity, row, key);
  key = plain_number(tokens.take());
  return !key.empty() && rows.key(entity, row, key);
}

bool NdjsonReader::Impl::facts_as_of(std::uint32_t row) {
  if (*tokens.peek() == 'n') return null();
  std::string_view written;
  if (!text(written)) return false;
  const std::optional<Date> day = Date::parse(written);
  if (!day) return false;
  out.block.own_facts_as_of.resize(row + 1);
  out.block.own_facts_as_of[row] = day;
  return true;
}

bool NdjsonReader::Impl::records(model::EntityId entity, std::uint32_t row) {
  if (*tokens.peek() == 'n') return null();
  return object([&](const char* at) {
    const JsonString key = json_string(at);
    const model::RuleId program = intake.vocabulary().record(entity, key.written);
    if (key.escaped || !program.valid()) return false;
    const model::Rule& rule = model[program];
    return *tokens.peek() == '{' ? one_record(rule, row) : scalar(rule.received, row);
  });
}

/// {"amount": "450", "since": "2021-03"}.
bool NdjsonReader::Impl::one_record(const model::Rule& rule, std::uint32_t row) {
  bool detailed = false;
  return object([&](const char* at) {
           const std::string_view key = json_string(at).written;
           detailed = true;
           if (rule.received_amount.valid() && (key == "amount" || key == "金额"))
             return scalar(rule.received_amount, row);
           std::string_view since;
           return (key == "since" || key == "自") && text(since);
         }) &&
         detailed && rows.truth(rule.received, row, true);
}

// Collections.

bool NdjsonReader::Impl::collection(model::CollectionId id, std::uint32_t row) {
  const model::Collection& declared = model[id];
  if (!rows.begin(declared.element, row)) return false;
  std::uint32_t count = 0;
  switch (*tokens.peek()) {
    case '[':
      return elements(declared, count) && listed(declared, count, true);
    case '{': {
      bool known = false;
      std::optional<bool> complete;
      return object([&](const char* at) {
               const std::string_view key = json_string(at).written;
               if (key == "known" && !known) return known = elements(declared, count);
               if (key != "complete" || complete) return false;
               const char* const said = tokens.take();
               complete = *said == 't';
               return is_literal(said, *complete ? "true" : "false");
             }) &&
             known && listed(declared, count, complete.value_or(false));
    }
    default: {
      std::string_view twice;
      return null() && rows.end(declared.element, run::Listing::unknown, twice);
    }
  }
}

bool NdjsonReader::Impl::elements(const model::Collection& collection, std::uint32_t& count) {
  return array([&] {
    const std::uint32_t row = rows.add(collection.element);
    ++count;
    return *tokens.peek() == 'n' ? null() : record(collection.element, row);
  });
}

bool NdjsonReader::Impl::listed(const model::Collection& collection, std::uint32_t count,
                                bool complete) {
  if (count > collection.most || (complete && count < collection.least)) return false;
  std::string_view twice;
  return rows.end(collection.element, complete ? run::Listing::complete : run::Listing::part,
                  twice);
}

/// Whether a value that nobody asks for is JSON.
bool NdjsonReader::Impl::sound(int depth) {
  constexpr int deepest = 32;
  if (depth > deepest) return false;
  std::string_view said;
  switch (*tokens.peek()) {
    case '"':
      return text(said);
    case 't':
      return is_literal(tokens.take(), "true");
    case 'f':
      return is_literal(tokens.take(), "false");
    case 'n':
      return null();
    case '[':
      return array([&] { return sound(depth + 1); });
    case '{':
      return object([&](const char* key) {
        return contents(json_string(key), scratch, said) && sound(depth + 1);
      });
    default:
      return !plain_number(tokens.take()).empty();
  }
}

}  // namespace entitle::io
