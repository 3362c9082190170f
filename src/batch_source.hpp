// How a Batch is made over any source of tables: files, columns in memory, Arrow streams.
#pragma once

#include <functional>
#include <memory>

#include "entitle/batch.hpp"
#include "io/table_source.hpp"
#include "ruleset_impl.hpp"

namespace entitle {
inline namespace v0 {

/// Opens a source; null where what is wrong was reported.
using OpenSource = std::function<std::unique_ptr<io::TableSource>(
    const io::Intake&, const io::TableOptions&, text::Report&)>;

Result<Batch> open_batch(Ruleset ruleset, Date as_of, const BatchOptions& options,
                         const OpenSource& open);

}  // namespace v0
}  // namespace entitle
