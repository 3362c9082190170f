// Where keys stand among others: of the households at hand, over and over again, so that it is
// cleared and filled without asking for memory.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

namespace entitle::io {

class KeyIndex {
 public:
  /// Forgets all, and has room for so many.
  void clear(std::size_t keys) {
    slots_.assign(std::bit_ceil(2 * keys + 2), Slot());
    held_ = 0;
  }
  bool empty() const { return held_ == 0; }

  /// The key that stands at `place`; `keys[…]` are those inserted before. False: it is among them.
  template <class Keys>
  bool insert(std::string_view key, std::uint32_t place, const Keys& keys) {
    Slot& slot = find_slot(key, keys);
    if (slot.place != none) return false;
    slot = {hash(key), place};
    ++held_;
    return true;
  }
  template <class Keys>
  std::optional<std::uint32_t> find(std::string_view key, const Keys& keys) {
    if (held_ == 0) return std::nullopt;
    const Slot& slot = find_slot(key, keys);
    return slot.place == none ? std::nullopt : std::optional(slot.place);
  }

 private:
  static constexpr std::uint32_t none = UINT32_MAX;
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t place = none;
  };

  static std::uint32_t hash(std::string_view key) {
    std::uint64_t mixed = key.size();
    for (std::size_t at = 0; at < key.size(); at += 8) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, key.data() + at, std::min<std::size_t>(8, key.size() - at));
      mixed = (std::rotl(mixed, 23) ^ bytes) * 0x9E37'79B9'7F4A'7C15ULL;
      mixed ^= mixed >> 29;
    }
    return static_cast<std::uint32_t>(mixed >> 32 ^ mixed);
  }
  template <class Keys>
  Slot& find_slot(std::string_view key, const Keys& keys) {
    const std::uint32_t hashed = hash(key);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hashed & mask;
    while (slots_[at].place != none && (slots_[at].hash != hashed || keys[slots_[at].place] != key))
      at = (at + 1) & mask;
    return slots_[at];
  }

  std::vector<Slot> slots_;
  std::size_t held_ = 0;
};

}  // namespace entitle::io
