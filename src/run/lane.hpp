// Integers of one width, one behind the other: a column's own, or lent by another column or by
// whoever called. What is lent is not changed and not copied until something is to be changed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "value/packing.hpp"

namespace entitle::run {

/// Writes one value so many times.
inline void fill_values(void* out, value::Width width, std::size_t count, std::int64_t value) {
  if (width == value::Width::byte)
    std::memset(out, static_cast<int>(value), count);
  else if (width == value::Width::word)
    std::fill_n(static_cast<std::int32_t*>(out), count, static_cast<std::int32_t>(value));
  else
    std::fill_n(static_cast<std::int64_t*>(out), count, value);
}

class Lane {
 public:
  explicit Lane(value::Width width = value::Width::byte) : width_(width) {}

  value::Width width() const { return width_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const void* data() const { return lent_ != nullptr ? lent_ : own_.data(); }
  const std::uint8_t* bytes() const { return static_cast<const std::uint8_t*>(data()); }
  std::int64_t operator[](std::size_t row) const { return value::Packing{width_}.raw(data(), row); }

  void clear() {
    lent_ = nullptr;
    size_ = 0;
  }
  void push(std::int64_t value) {
    make_room(1);
    value::Packing{width_}.put(own_.data(), size_++, value);
  }
  void push(std::size_t count, std::int64_t value) {
    if (count == 0) return;
    const bool first = size_ == 0;
    // Whatever is not known of any row is the same in every chunk.
    if (first && count <= alike_ && value == alike_value_ && own_.size() >= count) {
      lent_ = nullptr;
      size_ = count;
      return;
    }
    make_room(count);
    fill_values(own_.data() + size_ * value::bytes_of(width_), width_, count, value);
    size_ += count;
    if (!first) return;
    alike_ = count;
    alike_value_ = value;
  }
  void set(std::size_t row, std::int64_t value) {
    make_room(0);
    value::Packing{width_}.put(own_.data(), row, value);
  }
  /// The rows, to be written over.
  std::byte* own() {
    make_room(0);
    return own_.data();
  }
  void append(const Lane& from, std::size_t begin, std::size_t end) {
    if (begin == end) return;
    make_room(end - begin);
    const std::size_t width = value::bytes_of(width_);
    std::memcpy(own_.data() + size_ * width,
                static_cast<const std::byte*>(from.data()) + begin * width, (end - begin) * width);
    size_ += end - begin;
  }
  /// Room for further values, to be written there; fill() takes the first so many of them.
  void* room(std::size_t more) {
    make_room(more);
    return own_.data() + size_ * value::bytes_of(width_);
  }
  void fill(std::size_t more) { size_ += more; }
  /// Forgets all but the first so many.
  void cut(std::size_t size) { size_ = std::min(size_, size); }
  /// Stands for `size` values that stay where they are.
  void lend(const void* values, std::size_t size) {
    lent_ = values;
    size_ = size;
  }

 private:
  /// Makes the values the lane's own, with room for further ones.
  void make_room(std::size_t more) {
    alike_ = 0;
    const std::size_t bytes = (size_ + more) * value::bytes_of(width_);
    if (lent_ != nullptr || own_.size() < bytes) make_room_of(bytes);
  }
  void make_room_of(std::size_t bytes) {
    const std::size_t width = value::bytes_of(width_);
    if (own_.size() < bytes) own_.resize(std::max(2 * own_.size(), bytes));
    if (lent_ == nullptr) return;
    if (size_ > 0) std::memcpy(own_.data(), lent_, size_ * width);
    lent_ = nullptr;
  }

  value::Width width_;
  std::vector<std::byte> own_;  ///< with more room than `size_` values take
  const void* lent_ = nullptr;
  std::size_t size_ = 0;
  std::size_t alike_ = 0;  ///< so many of its own, from the first on, are one value, lent or not
  std::int64_t alike_value_ = 0;
};

}  // namespace entitle::run
