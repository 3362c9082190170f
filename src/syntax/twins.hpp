// What each name of a rule file is called in the other language, by the place where it is used: one
// spelling may stand for different things in different entities. Filled by check/, which resolves
// names; read by translate(), which does not.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

#include "entitle/language.hpp"
#include "text/source.hpp"

namespace entitle::syntax {

/// The spellings of one name, one a language; both the same where it has only one.
struct Twins {
  std::string en;
  std::string zh;
  [[nodiscard]] const std::string& in(Language language) const {
    return language == Language::zh ? zh : en;
  }
};

class TwinTable {
 public:
  /// Of the name used at `place`. A place that is told of again keeps the last.
  void add(text::Place place, Twins twins) { twins_[key(place)] = std::move(twins); }

  /// Null where the name stands for nothing that is known.
  [[nodiscard]] const Twins* find(text::Place place) const {
    const auto found = twins_.find(key(place));
    return found == twins_.end() ? nullptr : &found->second;
  }

 private:
  // No two names begin at one place.
  static std::uint64_t key(text::Place place) {
    return std::uint64_t{place.file} << 32U | place.span.begin;
  }

  std::unordered_map<std::uint64_t, Twins> twins_;
};

}  // namespace entitle::syntax
