// The values of some columns as one block of bytes, for a record batch: it begins with the number
// of its rows and, for each column, of its nulls; then come the buffers, each behind its size and
// at a place that Arrow calls aligned.
#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/decimal.hpp"

namespace entitle::io {

inline constexpr std::size_t arrow_alignment = 64;

/// How the values of a column are written.
enum class ArrowForm : std::uint8_t {
  text,
  code8,
  code32,
  amount64,
  amount128,
  flag,
  row32,
  row64
};

/// Names that codes stand for, as a record batch holds them.
struct ArrowNames;

struct ArrowField {
  const char* name = nullptr;
  ArrowForm form{};
  bool nullable = false;
  std::shared_ptr<const ArrowNames> names{};  ///< of codes
};

/// The values of one column of a piece.
class BlockColumn {
 public:
  explicit BlockColumn(const ArrowField& field) : form_(field.form), size_(size_of(field.form)) {
    if (form_ == ArrowForm::text) append(std::int32_t{0}, offsets_);
  }

  void text(std::string_view text) {
    values_ += text;
    if (values_.size() > std::numeric_limits<std::int32_t>::max())
      throw std::length_error("answers of one piece are longer than a record batch can hold");
    append(static_cast<std::int32_t>(values_.size()), offsets_);
    valid(true);
  }
  template <class Number>
  void number(Number number) {
    append(number, values_);
    valid(true);
  }
  void amount(const std::optional<Decimal>& amount) {
    if (!amount) return null();
    const std::int64_t units = amount->units();
    append(units, values_);
    if (form_ == ArrowForm::amount128) append(std::int64_t{units < 0 ? -1 : 0}, values_);
    valid(true);
  }
  void flag(bool yes) {
    if (rows_ % 8 == 0) values_ += '\0';
    if (yes) values_.back() = static_cast<char>(values_.back() | 1 << rows_ % 8);
    valid(true);
  }
  void null() {
    if (form_ == ArrowForm::text) {
      append(static_cast<std::int32_t>(values_.size()), offsets_);
    } else if (form_ != ArrowForm::flag) {
      values_.append(size_, '\0');
    } else if (rows_ % 8 == 0) {
      values_ += '\0';
    }
    valid(false);
  }
  /// Room for so many rows.
  void reserve(std::size_t rows) {
    validity_.reserve(rows / 8 + 1);
    if (form_ == ArrowForm::text) offsets_.reserve(4 * (rows + 1));
    values_.reserve(rows * (form_ == ArrowForm::flag ? 1 : size_));
  }

  std::uint64_t rows() const { return rows_; }
  std::uint64_t nulls() const { return nulls_; }
  /// Its buffers but for the validity: of texts the offsets, then the values.
  void finish(std::string& block) const {
    buffer(validity_, block);
    if (form_ == ArrowForm::text) buffer(offsets_, block);
    buffer(values_, block);
  }

 private:
  template <class Number>
  static void append(Number number, std::string& to) {
    char bytes[sizeof(Number)];
    std::memcpy(bytes, &number, sizeof(Number));
    to.append(bytes, sizeof(Number));
  }
  static void buffer(const std::string& bytes, std::string& block) {
    append(static_cast<std::uint64_t>(bytes.size()), block);
    block.append((arrow_alignment - block.size() % arrow_alignment) % arrow_alignment, '\0');
    block += bytes;
    block.append((8 - block.size() % 8) % 8, '\0');
  }
  void valid(bool there) {
    if (rows_ % 8 == 0) validity_ += '\0';
    if (there)
      validity_.back() = static_cast<char>(validity_.back() | 1 << rows_ % 8);
    else
      ++nulls_;
    ++rows_;
  }

  /// Bytes of a value; of texts about as many as they are.
  static constexpr std::size_t size_of(ArrowForm form) {
    switch (form) {
      case ArrowForm::flag:
        return 0;
      case ArrowForm::code8:
        return 1;
      case ArrowForm::code32:
      case ArrowForm::row32:
        return 4;
      case ArrowForm::amount128:
        return 16;
      default:
        return 8;
    }
  }

  ArrowForm form_;
  std::size_t size_;
  std::string validity_;
  std::string offsets_;
  std::string values_;
  std::uint64_t rows_ = 0;
  std::uint64_t nulls_ = 0;
};

inline std::vector<BlockColumn> block_columns(const std::vector<ArrowField>& fields) {
  return {fields.begin(), fields.end()};
}

/// Writes the columns, all of as many rows.
void finish_block(const std::vector<BlockColumn>& columns, std::string& block);

}  // namespace entitle::io
