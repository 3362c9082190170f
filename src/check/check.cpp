// Runs the passes of the checker, one after another.
#include "check/check.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "check/context.hpp"
#include "check/passes.hpp"
#include "text/sha256.hpp"

namespace entitle::check {
namespace {

/// Of the bytes of all sources in the order of their names, each after its length.
std::string content_hash(const text::SourceSet& sources) {
  std::vector<text::FileId> order;
  for (text::FileId file = 0; file < sources.size(); ++file) order.push_back(file);
  std::sort(order.begin(), order.end(),
            [&](text::FileId a, text::FileId b) { return sources[a].name() < sources[b].name(); });
  text::Sha256 hash;
  for (const text::FileId file : order) {
    const std::string_view bytes = sources[file].original();
    hash.add(std::to_string(bytes.size()) + "\n");
    hash.add(bytes);
  }
  return hash.hex();
}

}  // namespace

std::optional<model::Model> check(const std::vector<syntax::File>& files,
                                  const std::shared_ptr<text::SourceSet>& sources,
                                  const Loader& loader, text::Report& report,
                                  std::vector<Overlay> overlays, syntax::TwinTable* twins) {
  Context context(files, *sources, loader, report);
  context.overlays = std::move(overlays);
  context.twins = twins;
  if (!declare(context)) return std::nullopt;
  check_documents(context);
  check_facts(context);
  check_parameters(context);
  make_records(context);
  check_rules(context, dependency_order(context));
  make_supplied(context);
  check_settlement(context);
  check_captions(context);
  check_examples(context);
  if (report.has_errors()) return std::nullopt;
  check_unused(context);

  model::Model model = std::move(context.model);
  model.content_hash = content_hash(*sources);
  model.sources = sources;
  return model;
}

}  // namespace entitle::check
