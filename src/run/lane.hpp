// Integers of one width, one behind the other: a column's own, or lent by another column or by
// whoever called. What is lent is not changed and not copied until something is to be changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "value/packing.hpp"

namespace entitle::run {

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
    own_.clear();
    lent_ = nullptr;
    size_ = 0;
  }
  void push(std::int64_t value) {
    own();
    own_.resize(own_.size() + value::bytes_of(width_));
    value::Packing{width_}.put(own_.data(), size_++, value);
  }
  void push(std::size_t count, std::int64_t value) {
    own();
    own_.resize(own_.size() + count * value::bytes_of(width_));
    if (width_ == value::Width::byte) {
      std::memset(own_.data() + size_, static_cast<int>(value), count);
      size_ += count;
    } else {
      for (std::size_t i = 0; i < count; ++i)
        value::Packing{width_}.put(own_.data(), size_++, value);
    }
  }
  void set(std::size_t row, std::int64_t value) {
    own();
    value::Packing{width_}.put(own_.data(), row, value);
  }
  void append(const Lane& from, std::size_t begin, std::size_t end) {
    own();
    const auto* const bytes = static_cast<const std::byte*>(from.data());
    const std::size_t width = value::bytes_of(width_);
    own_.insert(own_.end(), bytes + begin * width, bytes + end * width);
    size_ += end - begin;
  }
  /// Forgets all but the first so many.
  void cut(std::size_t size) {
    if (size >= size_) return;
    if (lent_ == nullptr) own_.resize(size * value::bytes_of(width_));
    size_ = size;
  }
  /// Stands for `size` values that stay where they are.
  void lend(const void* values, std::size_t size) {
    clear();
    lent_ = values;
    size_ = size;
  }

 private:
  void own() {
    if (lent_ == nullptr) return;
    const auto* const bytes = static_cast<const std::byte*>(lent_);
    own_.assign(bytes, bytes + size_ * value::bytes_of(width_));
    lent_ = nullptr;
  }

  value::Width width_;
  std::vector<std::byte> own_;
  const void* lent_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace entitle::run
