// Arrow arrays as a foreign producer would make them: every buffer ends where a page ends, behind
// which nothing may be read, and every release is counted.
#pragma once

#include <doctest/doctest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entitle/arrow.hpp"

namespace made {

/// Bytes that end at a page which cannot be read.
class Guarded {
 public:
  explicit Guarded(const std::string& bytes) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    size_ = (bytes.size() + page - 1) / page * page + page;
    base_ = static_cast<char*>(
        mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    REQUIRE(base_ != MAP_FAILED);
    begin_ = base_ + (size_ - page - bytes.size());
    std::memcpy(begin_, bytes.data(), bytes.size());
    REQUIRE(mprotect(base_ + size_ - page, page, PROT_NONE) == 0);
  }
  Guarded(const Guarded&) = delete;
  Guarded& operator=(const Guarded&) = delete;
  ~Guarded() { munmap(base_, size_); }
  const void* data() const { return begin_; }

 private:
  char* base_;
  char* begin_;
  std::size_t size_;
};

/// An array with its type.
struct Node {
  std::string format;
  std::string name;
  std::string metadata{};
  std::int64_t length = 0;
  std::int64_t offset = 0;
  std::int64_t nulls = -1;
  std::vector<std::shared_ptr<Guarded>> buffers{};  ///< the validity first; null: none
  std::vector<Node> children{};
  std::vector<Node> dictionary{};  ///< one, or none
};

inline std::shared_ptr<Guarded> bytes(const std::string& text) {
  return std::make_shared<Guarded>(text);
}
template <class Number>
std::shared_ptr<Guarded> numbers(const std::vector<Number>& all) {
  return bytes(std::string(reinterpret_cast<const char*>(all.data()), all.size() * sizeof(Number)));
}
inline std::shared_ptr<Guarded> bits(const std::vector<bool>& all) {
  std::string made((all.size() + 7) / 8, '\0');
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i]) made[i / 8] = static_cast<char>(made[i / 8] | 1 << i % 8);
  return bytes(made);
}

template <class Value>
std::shared_ptr<Guarded> validity(const std::vector<std::optional<Value>>& values) {
  std::vector<bool> there;
  bool all = true;
  for (const auto& value : values) {
    there.push_back(value.has_value());
    all = all && value.has_value();
  }
  return all ? nullptr : bits(there);
}

/// "scale" as a field's metadata.
inline std::string scaled(int scale) {
  std::string made;
  const auto text = [&](const std::string& part) {
    const auto size = static_cast<std::int32_t>(part.size());
    made.append(reinterpret_cast<const char*>(&size), sizeof(size));
    made += part;
  };
  const std::int32_t pairs = 2;
  made.append(reinterpret_cast<const char*>(&pairs), sizeof(pairs));
  for (const std::string& part :
       {std::string("unit"), std::string("fen"), std::string("scale"), std::to_string(scale)})
    text(part);
  return made;
}

template <class Number>
constexpr const char* format_of() {
  if constexpr (std::is_same_v<Number, std::int8_t>) return "c";
  if constexpr (std::is_same_v<Number, std::uint8_t>) return "C";
  if constexpr (std::is_same_v<Number, std::int16_t>) return "s";
  if constexpr (std::is_same_v<Number, std::uint16_t>) return "S";
  if constexpr (std::is_same_v<Number, std::int32_t>) return "i";
  if constexpr (std::is_same_v<Number, std::uint32_t>) return "I";
  if constexpr (std::is_same_v<Number, std::int64_t>) return "l";
  if constexpr (std::is_same_v<Number, std::uint64_t>) return "L";
  if constexpr (std::is_same_v<Number, double>) return "g";
  if constexpr (std::is_same_v<Number, float>) return "f";
  return "";
}

template <class Number>
Node column(std::string name, const std::vector<std::optional<Number>>& values,
            std::string format = format_of<Number>()) {
  std::vector<Number> plain;
  for (const auto& value : values) plain.push_back(value.value_or(Number(77)));
  return {std::move(format),
          std::move(name),
          {},
          static_cast<std::int64_t>(values.size()),
          0,
          -1,
          {validity(values), numbers(plain)}};
}
__extension__ using Wide = __int128;
inline Node decimals(std::string name, const std::vector<std::optional<std::int64_t>>& values,
                     int scale) {
  std::vector<std::optional<Wide>> wide;
  for (const auto& value : values)
    wide.push_back(value ? std::optional<Wide>(*value) : std::nullopt);
  return column<Wide>(std::move(name), wide, "d:19," + std::to_string(scale));
}
inline Node flags(std::string name, const std::vector<std::optional<bool>>& values) {
  std::vector<bool> plain;
  for (const auto& value : values) plain.push_back(value.value_or(true));
  return {"b",
          std::move(name),
          {},
          static_cast<std::int64_t>(values.size()),
          0,
          -1,
          {validity(values), bits(plain)}};
}
template <class Offset = std::int32_t>
Node texts(std::string name, const std::vector<std::optional<std::string>>& values) {
  std::vector<Offset> offsets{0};
  std::string all;
  for (const auto& value : values) {
    all += value.value_or("");
    offsets.push_back(static_cast<Offset>(all.size()));
  }
  return {sizeof(Offset) == 4 ? "u" : "U",
          std::move(name),
          {},
          static_cast<std::int64_t>(values.size()),
          0,
          -1,
          {validity(values), numbers(offsets), bytes(all)}};
}
/// Texts as views, the longer ones in two blocks.
inline Node views(std::string name, const std::vector<std::optional<std::string>>& values) {
  std::string all;
  std::string blocks[2];
  const auto put = [&](std::int32_t number) {
    all.append(reinterpret_cast<const char*>(&number), sizeof(number));
  };
  for (std::size_t v = 0; v < values.size(); ++v) {
    const std::string text = values[v].value_or("");
    put(static_cast<std::int32_t>(text.size()));
    if (text.size() <= 12) {
      all += text + std::string(12 - text.size(), '\0');
      continue;
    }
    all += text.substr(0, 4);
    put(static_cast<std::int32_t>(v % 2));
    put(static_cast<std::int32_t>(blocks[v % 2].size()));
    blocks[v % 2] += text;
  }
  return {"vu",
          std::move(name),
          {},
          static_cast<std::int64_t>(values.size()),
          0,
          -1,
          {validity(values), bytes(all), bytes(blocks[0]), bytes(blocks[1]),
           numbers(std::vector<std::int64_t>{static_cast<std::int64_t>(blocks[0].size()),
                                             static_cast<std::int64_t>(blocks[1].size())})}};
}
/// Texts as codes of a dictionary of those that are met, the last first.
template <class Code = std::int8_t>
Node coded(std::string name, const std::vector<std::optional<std::string>>& values) {
  std::vector<std::optional<std::string>> names{"nobody"};
  std::vector<std::optional<Code>> codes;
  for (const auto& value : values) {
    if (!value) {
      codes.push_back(std::nullopt);
      continue;
    }
    auto found = std::find(names.begin(), names.end(), value);
    if (found == names.end()) found = names.insert(names.end(), value);
    codes.push_back(static_cast<Code>(found - names.begin()));
  }
  Node made = column<Code>(std::move(name), codes);
  made.dictionary.push_back(texts("", names));
  return made;
}
inline Node nothing(std::string name, std::int64_t rows) {
  return {"n", std::move(name), {}, rows, 0, rows, {}};
}
inline Node structs(std::string name, std::vector<Node> children, std::int64_t rows) {
  return {"+s", std::move(name), {}, rows, 0, 0, {nullptr}, std::move(children)};
}
/// How many elements each row has; nothing: a null list.
template <class Offset = std::int32_t>
Node lists(std::string name, const std::vector<std::optional<std::size_t>>& counts, Node elements) {
  std::vector<Offset> offsets{0};
  for (const auto& count : counts)
    offsets.push_back(offsets.back() + static_cast<Offset>(count.value_or(0)));
  elements.name = "item";
  return {sizeof(Offset) == 4 ? "+l" : "+L",
          std::move(name),
          {},
          static_cast<std::int64_t>(counts.size()),
          0,
          -1,
          {validity(counts), numbers(offsets)},
          {std::move(elements)}};
}
/// Some of the rows.
inline Node sliced(Node node, std::int64_t from, std::int64_t rows) {
  node.offset += from;
  node.length = rows;
  return node;
}

/// How often each kind was made and released.
struct Count {
  int arrays = 0;
  int schemas = 0;
  int streams = 0;
  bool none() const { return arrays == 0 && schemas == 0 && streams == 0; }
};
inline Count alive;

/// Whether it was released, or taken over.
template <class Struct>
bool gone(const Struct& what) {
  return what.release == nullptr;
}

template <class Struct>
struct Held {
  Node node;
  std::vector<const void*> buffers;
  std::vector<std::unique_ptr<Struct>> children;
  std::vector<Struct*> pointers;
  std::unique_ptr<Struct> dictionary;
};

template <class Struct>
void release(Struct* what) {
  auto* held = static_cast<Held<Struct>*>(what->private_data);
  for (auto& child : held->children)
    if (child->release != nullptr) child->release(child.get());
  if (held->dictionary && held->dictionary->release != nullptr)
    held->dictionary->release(held->dictionary.get());
  delete held;
  what->release = nullptr;
  --(std::is_same_v<Struct, ArrowArray> ? alive.arrays : alive.schemas);
}

template <class Struct>
void fill(const Node& node, Struct& out) {
  auto* held = new Held<Struct>{node, {}, {}, {}, {}};
  for (const Node& child : node.children) {
    held->children.push_back(std::make_unique<Struct>());
    fill(child, *held->children.back());
    held->pointers.push_back(held->children.back().get());
  }
  if (!node.dictionary.empty()) {
    held->dictionary = std::make_unique<Struct>();
    fill(node.dictionary.front(), *held->dictionary);
  }
  out = {};
  out.n_children = static_cast<std::int64_t>(held->children.size());
  out.children = held->pointers.data();
  out.dictionary = held->dictionary.get();
  out.release = release<Struct>;
  out.private_data = held;
  if constexpr (std::is_same_v<Struct, ArrowArray>) {
    ++alive.arrays;
    for (const auto& buffer : held->node.buffers)
      held->buffers.push_back(buffer ? buffer->data() : nullptr);
    out.length = node.length;
    out.offset = node.offset;
    out.null_count = node.nulls;
    out.n_buffers = static_cast<std::int64_t>(held->buffers.size());
    out.buffers = held->buffers.data();
  } else {
    ++alive.schemas;
    out.format = held->node.format.c_str();
    out.name = held->node.name.c_str();
    out.metadata = held->node.metadata.empty() ? nullptr : held->node.metadata.data();
    out.flags = ARROW_FLAG_NULLABLE;
  }
}

/// A stream of batches; it fails where the next would come, if that is wanted.
struct Stream {
  Node schema;
  std::vector<Node> batches;
  bool fails = false;
  std::size_t next = 0;
};

inline ArrowArrayStream stream(std::vector<Node> batches, bool fails = false) {
  const auto of = [](ArrowArrayStream* from) { return static_cast<Stream*>(from->private_data); };
  static const auto self = of;
  ArrowArrayStream made{};
  Node schema = batches.front();
  made.private_data = new Stream{std::move(schema), std::move(batches), fails, 0};
  made.get_schema = [](ArrowArrayStream* from, ArrowSchema* out) {
    fill(self(from)->schema, *out);
    return 0;
  };
  made.get_next = [](ArrowArrayStream* from, ArrowArray* out) {
    Stream& all = *self(from);
    *out = {};
    if (all.next < all.batches.size())
      fill(all.batches[all.next++], *out);
    else if (all.fails)
      return 5;
    return 0;
  };
  made.get_last_error = [](ArrowArrayStream* from) -> const char* {
    return self(from)->fails ? "the disk is gone" : nullptr;
  };
  made.release = [](ArrowArrayStream* from) {
    delete self(from);
    from->release = nullptr;
    --alive.streams;
  };
  ++alive.streams;
  return made;
}

}  // namespace made
