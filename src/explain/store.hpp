// Where the texts of one determination live that no ruleset holds: paths, names from the profile,
// texts with a county put in. Blocks of bytes that never move; everything goes at once.
#pragma once

#include <cstddef>
#include <cstring>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

#include "entitle/determination.hpp"

namespace entitle::explain {

class Store {
 public:
  /// A copy of `text` that stays where it is as long as this object does.
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > room_) grow(text.size());
    char* const at = next_;
    std::memcpy(at, text.data(), text.size());
    next_ += text.size();
    room_ -= text.size();
    return {at, text.size()};
  }

 private:
  void grow(std::size_t least) {
    constexpr std::size_t block = 4096;
    room_ = least > block ? least : block;
    blocks_.push_back(std::make_unique<char[]>(room_));
    next_ = blocks_.back().get();
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t room_ = 0;
};

/// What Determination::keeps holds.
struct Kept {
  std::shared_ptr<const void> ruleset;
  Store store;
  std::deque<std::vector<CitationRef>> citations;
};

}  // namespace entitle::explain
