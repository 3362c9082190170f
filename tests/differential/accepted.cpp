// Drawing until the checker is content, and taking out what it refuses.
#include "differential/accepted.hpp"

#include "differential/generate.hpp"

namespace entitle::differential {

Ruleset accepted(Random stream, std::unique_ptr<Compiled>& compiled, std::uint64_t& refused) {
  for (std::uint64_t again = 0;; ++again) {
    Ruleset drawn = generate(stream.fork(1000 + again));
    compiled = compile(drawn);
    if (compiled) return drawn;
    ++refused;
    Ruleset taken = drawn;
    taken.definitions.clear();
    taken.rules.clear();
    if (!compile(taken)) continue;
    // Definitions and rules were made in turn; each is kept if all before it are enough for it.
    std::size_t d = 0;
    std::size_t r = 0;
    for (bool more = true; more;) {
      more = false;
      for (; d < drawn.definitions.size(); ++d) {
        taken.definitions.push_back(drawn.definitions[d]);
        if (!compile(taken)) {
          taken.definitions.pop_back();
          break;
        }
        more = true;
      }
      for (; r < drawn.rules.size(); ++r) {
        taken.rules.push_back(drawn.rules[r]);
        if (!compile(taken)) {
          taken.rules.pop_back();
          break;
        }
        more = true;
      }
      if (!more && d < drawn.definitions.size() + 1 && r < drawn.rules.size() + 1 &&
          (d < drawn.definitions.size() || r < drawn.rules.size())) {
        // Both are stuck: what is refused for good is left out.
        if (d < drawn.definitions.size()) ++d;
        if (r < drawn.rules.size()) ++r;
        more = true;
      }
    }
    compiled = compile(taken);
    if (compiled && !compiled->model.programs.empty()) return taken;
  }
}

}  // namespace entitle::differential
