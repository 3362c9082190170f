// Which way each fact speaks for a program, as far as the plan's operators tell: a higher income
// against, a recognised disability for it. Read off the plan once. Only a hint for whoever looks
// for households in which a program is or is not eligible: where a fact speaks both ways, it says
// nothing, and factors are taken for positive.
#pragma once

#include <cstdint>
#include <vector>

#include "model/model.hpp"
#include "plan/plan.hpp"

namespace entitle::run {

struct Polarity {
  bool for_it = false;   ///< numbers and yes/no: more of it, or yes, speaks for the program
  bool against = false;  ///< and this against
  std::vector<std::uint64_t> set;  ///< one-ofs: the choices that speak for it in every test, or,
                                   ///< where there is none, in some; empty: not told
  std::vector<std::uint64_t> any;  ///< one-ofs: those that speak for it in some test
};

/// By fact.
std::vector<Polarity> polarity_of(const plan::Plan& plan, std::size_t facts, plan::NodeId eligible);

}  // namespace entitle::run
