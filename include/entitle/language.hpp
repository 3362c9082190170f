// The two languages that rules are written in and that answers are given in.
#pragma once

#include <cstdint>

namespace entitle {
inline namespace v0 {

/// A language of rule files, diagnostics and explanations.
enum class Language : std::uint8_t { en, zh };

}  // namespace v0
}  // namespace entitle
