// Where the cells of plain rows end: the commas and line breaks of some bytes of CSV. What stands
// in quotation marks is not its matter: such rows are taken apart otherwise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace entitle::io {

class Separators {
 public:
  /// How many bytes are readable behind those that are searched.
  static constexpr std::size_t padding = 64;

  /// Finds all of them. A first one is taken to stand before the bytes.
  void find(std::string_view bytes);

  std::size_t size() const { return size_; }
  /// Their places, ascending; that of the first, so that one more is 0.
  const std::uint32_t* places() const { return places_.get(); }

 private:
  std::unique_ptr<std::uint32_t[]> places_;
  std::size_t capacity_ = 0;
  std::size_t size_ = 0;
};

}  // namespace entitle::io
