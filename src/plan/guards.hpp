// What a condition says of the amount that is paid where it holds: the difference of what it
// compares has a sign, and cases that ask for a part of it are decided. An amount is only told of
// whoever may qualify, so it is made from such differences: a guarantee that tops an income below
// the line up to it is never negative, nor what is left of it without a share of it.
#pragma once

#include "plan/builder.hpp"

namespace entitle::plan {

/// `amount` where `condition` holds; elsewhere it means nothing.
NodeId guarded(Builder& builder, const Plan& plan, NodeId condition, NodeId amount);

}  // namespace entitle::plan
