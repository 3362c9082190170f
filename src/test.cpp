// Runs the examples of a ruleset and describes it: the facade of staff/.
#include <utility>

#include "entitle/ruleset.hpp"
#include "io/describe.hpp"
#include "io/profile_schema.hpp"
#include "ruleset_impl.hpp"
#include "staff/examples.hpp"

namespace entitle {
inline namespace v0 {

TestReport Ruleset::test(Language language) const {
  const model::Model& model = impl_->model;
  TestReport report;
  report.keeps = impl_;
  std::unique_ptr<run::Decider> decider = impl_->take_decider();
  Options options;
  options.questions = false;
  for (const model::Example& example : model.examples) {
    ExampleResult result;
    result.name = example.name;
    result.place = staff::place_of(model, example.place);
    result.as_of = example.as_of;
    result.expectations = static_cast<std::uint32_t>(example.expectations.size());
    const Profile::Impl profile{impl_, staff::household_of(model, example), nullptr, {}};
    const std::shared_ptr<const run::Tables> tables =
        example.settings.empty()
            ? impl_->tables(example.as_of)
            : std::make_shared<const run::Tables>(model, example.as_of, example.settings);
    std::optional<Determination> determination =
        determine(impl_, profile, *tables, options, *decider, language, result.diagnostics);
    if (determination)
      result.differences = staff::differences(impl_->catalogue, example, *determination);
    if (!result.differences.empty()) result.determination = std::move(determination);
    report.examples.push_back(std::move(result));
  }
  impl_->give_back(std::move(decider));
  return report;
}

Description Ruleset::describe() const { return io::describe(impl_->model); }
std::string Ruleset::profile_schema(unsigned indent) const {
  return io::profile_schema(impl_->model, indent);
}

}  // namespace v0
}  // namespace entitle
