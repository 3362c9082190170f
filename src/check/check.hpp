// Makes the model of a ruleset from the trees of its files and the tables they name: resolves
// names, types expressions, orders what depends on what, reads the tables of parameters and
// choices, and reports everything that is wrong at once. It reads no files and keeps nothing:
// tables come from the caller's loader.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/model.hpp"
#include "syntax/tree.hpp"
#include "syntax/twins.hpp"
#include "text/report.hpp"
#include "text/source.hpp"

namespace entitle::check {

/// The bytes of a table by the name that the rules use; nothing where there is none.
using Loader = std::function<std::optional<std::string>(std::string_view name)>;

/// A table laid over the one of a parameter: `name` is that table's name or the parameter's, with
/// or without a folder and ".csv".
struct Overlay {
  std::string name;
  std::string bytes;
};

/// Checks the files of one ruleset. `sources` holds their texts (File::source counts in it) and
/// nothing else; the tables that are loaded are added to it, and the model shares it. `report` must
/// be made over it. errors: nothing is returned where an error was reported, here or before;
/// warnings may be reported beside a model. complexity: near linear in the size of the rules and
/// tables. Into `twins`, if given, goes what every name is called in each language where it is
/// used: all names of files that check, and as many as can be of others.
[[nodiscard]] std::optional<model::Model> check(const std::vector<syntax::File>& files,
                                                const std::shared_ptr<text::SourceSet>& sources,
                                                const Loader& loader, text::Report& report,
                                                std::vector<Overlay> overlays = {},
                                                syntax::TwinTable* twins = nullptr);

}  // namespace entitle::check
