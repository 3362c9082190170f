// What a Batch is made of, for the files that run it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "batch_columns.hpp"
#include "entitle/batch.hpp"
#include "io/table_source.hpp"
#include "ruleset_impl.hpp"
#include "run/tables.hpp"

namespace entitle {
inline namespace v0 {

struct ENTITLE_INTERNAL Batch::Impl {
  Impl(Ruleset rules, BatchOptions with)
      : ruleset(std::move(rules)), options(with), columns(*ruleset.impl()) {
    if (!options.settlement) return;
    for (const model::SettlementLine& line : ruleset.impl()->model.settlement)
      lines.push_back(line_text(ruleset.impl()->model, line));
  }

  const Ruleset::Impl& rules() const { return *ruleset.impl(); }

  Ruleset ruleset;
  BatchOptions options;
  std::unique_ptr<io::TableSource> source;
  std::shared_ptr<const run::Tables> tables;
  model::FactId group;
  NamedColumns columns;
  std::vector<std::string> lines;  ///< of the settlement, where they are answers: what each says
};

}  // namespace v0
}  // namespace entitle
