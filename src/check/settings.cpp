// Reads literals and ranges as values of a parameter.
#include "check/settings.hpp"

#include <algorithm>

#include "check/literals.hpp"

namespace entitle::check {

using syntax::Form;
using value::Interval;
using value::Kind;

namespace {

std::optional<Interval> wrong_type(Context& context, text::Place place,
                                   const model::Parameter& parameter) {
  context.report.report(
      Code::profile_wrong_type, place,
      {argument(parameter.name), argument(plain(parameter.type)), quoted(context.text(place))});
  return std::nullopt;
}

}  // namespace

std::optional<Interval> parameter_value(Context& context, const syntax::Expression& tree,
                                        text::FileId file, const model::Parameter& parameter) {
  const text::Place place = at(file, tree.span);
  const text::Argument name = argument(parameter.name);
  if (parameter.type.kind == Kind::yes_no) {
    if (tree.form != Form::yes_no) return wrong_type(context, place, parameter);
    return Interval::point(tree.yes ? 1 : 0);
  }
  if (parameter.type.kind == Kind::choice) {
    const bool named = tree.form == Form::name || tree.form == Form::string;
    const auto choice = context.domains.resolve(
        parameter.domain, named ? tree.text : context.text(place), place, name);
    if (!choice) return std::nullopt;
    return Interval::point(*choice);
  }
  std::optional<Interval> found;
  if (tree.form == Form::range) {
    found = read_range(context, &tree.parts[0], &tree.parts[1], file, parameter.type,
                       parameter.step, parameter.range, name);
  } else {
    const auto units = read_literal(context, tree, file, parameter.type, parameter.step, name);
    if (units) found = Interval::point(*units);
  }
  if (!found || parameter.range.contains(*found)) return found;
  context.report.report(
      Code::profile_out_of_range, place,
      {name, shown(*found, parameter.type), shown(parameter.range, parameter.type)});
  return std::nullopt;
}

std::vector<model::Setting> example_settings(Context& context,
                                             const std::vector<syntax::Setting>& trees,
                                             text::FileId file) {
  std::vector<model::Setting> settings;
  for (const syntax::Setting& tree : trees) {
    if (tree.value.empty()) continue;  // lost to a fault of syntax
    const text::Place place = at(file, tree.parameter.span);
    const auto symbol = context.names.global(tree.parameter.text);
    if (!symbol || symbol->kind != SymbolKind::parameter) {
      context.names.unknown(Code::unknown_parameter, place, {tree.parameter.text},
                            tree.parameter.text, context.names.globals(SymbolKind::parameter));
      continue;
    }
    context.names.used(place, *symbol->name, symbol->place.file);
    if (context.broken_parameters[symbol->index]) continue;
    const model::ParameterId id{symbol->index};
    if (std::ranges::any_of(settings, [&](const model::Setting& s) { return s.parameter == id; })) {
      context.report.report(Code::declared_twice, place, {tree.parameter.text});
      continue;
    }
    if (const auto value = parameter_value(context, tree.value.front(), file, context.model[id]))
      settings.push_back({id, *value});
  }
  return settings;
}

}  // namespace entitle::check
