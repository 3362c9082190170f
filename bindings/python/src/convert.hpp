// What stands between C++ and Python: decimals, dates, texts in two languages, diagnostics as
// exceptions, and a household as JSON. Nothing is decided or checked here that the library decides
// or checks; only what is no JSON at all is refused.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/entitle.hpp"

namespace entitle_python {

namespace py = pybind11;

/// Python's own decimal.Decimal and datetime.date.
py::object decimal(entitle::Decimal number);
py::object date(entitle::Date day);
py::object date(const std::optional<entitle::Date>& day);

/// A day from a datetime.date. errors: TypeError for anything else, a datetime too: which day it is
/// depends on its time zone.
entitle::Date day_from(const py::handle& given, const char* what);
std::optional<entitle::Date> optional_day_from(const py::handle& given, const char* what);

/// "en" or "zh". errors: ValueError.
entitle::Language language_from(std::string_view given);

/// "settled" or "bounds", and the parts an answer may be cut into. errors: ValueError.
entitle::Level level_from(std::string_view given);
std::uint32_t limit_from(std::uint32_t given);

/// A household as JSON: dicts, lists, texts, whole numbers, Decimals, dates, None; dataclasses and
/// whatever has `model_dump` (pydantic). errors: TypeError, with the paths of all that is none of
/// these; a float is not exact.
std::string json_from(const py::handle& household);

/// Raises `kind` (RuleError or ProfileError) with the diagnostics as data.
[[noreturn]] void raise(const char* kind, std::vector<entitle::Diagnostic> diagnostics);

/// A text in both languages: a named tuple.
py::object text(const entitle::Text& text);

/// A value as Python has it: bool, Decimal, date, str; Range or Choices where it is not known;
/// None where there is none.
py::object value(const entitle::Value& value);

void bind_convert(py::module_& module);
void bind_determination(py::module_& module);
void bind_ruleset(py::module_& module);
void bind_tables(py::module_& module);

}  // namespace entitle_python
