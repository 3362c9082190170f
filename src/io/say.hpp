// Numbers, dates and ranges of facts as short texts, for the sentences of diagnostics and for
// descriptions. Reasons and pages are render's.
#pragma once

#include <cstdint>
#include <string>

#include "entitle/language.hpp"
#include "model/model.hpp"
#include "text/report.hpp"
#include "value/interval.hpp"
#include "value/type.hpp"

namespace entitle::io {

/// "2,730.00 元/月", "82 周岁", "2021-09-01", "60 %".
std::string say_number(const value::Type& type, std::int64_t units, Language language);
/// "0 to 120 years", "at least 0.00 元/月", "any value".
std::string say_range(const value::Type& type, value::Interval range, Language language);
/// "1 to 30", "at least 1": the sizes of a collection.
std::string say_size(const model::Collection& collection, Language language);

/// The same in both languages, for a sentence.
text::Argument number_argument(const value::Type& type, std::int64_t units);
text::Argument range_argument(const value::Type& type, value::Interval range);
text::Argument size_argument(const model::Collection& collection);
text::Argument name_argument(const model::Named& named);
text::Argument type_argument(const value::Type& type);

}  // namespace entitle::io
