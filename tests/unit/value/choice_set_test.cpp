// Sets of choices, at and across the edges of words, up to the largest domain.
#include "value/choice_set.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace entitle::value;

TEST_CASE("a set knows its choices at the edges of words") {
  for (const std::size_t size : {1U, 2U, 63U, 64U, 65U, 74U, 128U, 129U, 4096U}) {
    CAPTURE(size);
    ChoiceSet set = ChoiceSet::all(size);
    CHECK(set.domain_size() == size);
    CHECK(set.count() == size);
    CHECK(set.words().size() == (size + 63) / 64);
    CHECK(set.contains(size - 1));
    CHECK_FALSE(set.contains(size));
    CHECK_FALSE(set.contains(1'000'000));
    CHECK(set.complement().empty());
    CHECK(set.first() == 0);

    ChoiceSet last = ChoiceSet::single(size, size - 1);
    CHECK(last.known());
    CHECK(last.first() == size - 1);
    CHECK(last.complement().count() == size - 1);
    set &= last;
    CHECK(set == last);
    set.erase(size - 1);
    CHECK(set.empty());
    CHECK(set.first() == SIZE_MAX);
    set |= last;
    CHECK(set == last);
  }
}

TEST_CASE("is and in over sets are what all their choices say") {
  constexpr std::size_t size = 4;
  for (unsigned a = 1; a < 16; ++a) {
    for (unsigned b = 1; b < 16; ++b) {
      CAPTURE(a);
      CAPTURE(b);
      bool some_in = false;
      bool all_in = true;
      bool some_same = false;
      bool all_same = true;
      ChoiceSet left(size);
      ChoiceSet right(size);
      for (unsigned i = 0; i < size; ++i) {
        if ((a >> i & 1) != 0) {
          left.insert(i);
          const bool in_b = (b >> i & 1) != 0;
          some_in = some_in || in_b;
          all_in = all_in && in_b;
        }
        if ((b >> i & 1) != 0) right.insert(i);
        for (unsigned j = 0; j < size; ++j)
          if ((a >> i & 1) != 0 && (b >> j & 1) != 0) {
            some_same = some_same || i == j;
            all_same = all_same && i == j;
          }
      }
      CHECK(choices::in(left.words(), right.words()) == (all_in    ? Truth::T
                                                         : some_in ? Truth::U
                                                                   : Truth::F));
      CHECK(choices::is(left.words(), right.words()) == (all_same    ? Truth::T
                                                         : some_same ? Truth::U
                                                                     : Truth::F));
    }
  }
}

TEST_CASE("no choice is in nothing") {
  const ChoiceSet none(74);
  CHECK(choices::in(none.words(), ChoiceSet::all(74).words()) == Truth::F);
  CHECK(choices::is(none.words(), none.words()) == Truth::F);
}

TEST_CASE("filling words that hold more than the domain") {
  std::vector<std::uint64_t> words(3, ~std::uint64_t{0});
  choices::fill(words, 70);
  CHECK(choices::count(words) == 70);
  CHECK(words[2] == 0);
  choices::fill(words, 0);
  CHECK(choices::empty(words));
}
