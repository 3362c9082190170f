// Numbers and days as they are written, turned into what a type holds: ten-thousandths, or days
// since 1970. The unit may be left out where the type is known; a percent is its hundredth.
#pragma once

#include <cstdint>
#include <optional>

#include "check/context.hpp"
#include "syntax/tree.hpp"
#include "value/interval.hpp"
#include "value/type.hpp"

namespace entitle::check {

enum class Fit : std::uint8_t {
  fits,
  wrong_unit,
  off_step,  ///< more decimals than the type has
};

struct Literal {
  Fit fit = Fit::fits;
  std::int64_t units = 0;
};

/// The number for a value of `type`, whose values are multiples of `step`. `0 元` is zero in every
/// period.
[[nodiscard]] Literal literal(const syntax::Number& number, const value::Type& type,
                              std::int64_t step);

/// The step of a type as declared: 1 for whole numbers and durations, 0.01 for money.
[[nodiscard]] std::int64_t step_of(const value::Type& type);

/// The type that a number is of by itself.
[[nodiscard]] value::Type type_of(const syntax::Number& number);

/// The value of a literal of an ordered type; `name` is what it is the value of. Reports what does
/// not fit.
std::optional<std::int64_t> read_literal(Context& context, const syntax::Expression& tree,
                                         text::FileId file, const value::Type& type,
                                         std::int64_t step, const text::Argument& name);

/// Both ends, an absent or open one being that of `whole`; the same tree twice is one value.
/// Reports ends that do not fit or leave nothing between them.
std::optional<value::Interval> read_range(Context& context, const syntax::Expression* least,
                                          const syntax::Expression* most, text::FileId file,
                                          const value::Type& type, std::int64_t step,
                                          value::Interval whole, const text::Argument& name);

/// What was written, in quotation marks of the language.
[[nodiscard]] text::Argument quoted(const std::string& written);

/// "910 元/月", "60 周岁", "2021-03-01": a value of an ordered type as people read it, in both
/// languages.
[[nodiscard]] text::Argument shown(std::int64_t units, const value::Type& type);
/// "0..120", "910 元/月..".
[[nodiscard]] text::Argument shown(value::Interval range, const value::Type& type);

}  // namespace entitle::check
