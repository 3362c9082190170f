// Determinations of random rulesets and random boxes (those of the differential test): what they
// say must hang together, their JSON must come back as it was, and both pages must be drawn.
// Arguments: how many rulesets, the seed.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "differential/boxes.hpp"
#include "differential/compile.hpp"
#include "differential/generate.hpp"
#include "explain/explain.hpp"
#include "from_json.hpp"
#include "run/decision.hpp"

namespace {

using namespace entitle;
namespace random = entitle::differential;

struct Count {
  std::size_t determinations = 0;
  std::size_t reasons = 0;
  std::size_t by_cases = 0;
  std::size_t open = 0;
};

/// What is wrong with a determination, found part by part.
class Inspection {
 public:
  Inspection(const Determination& determination, Count& count) : d_(determination), count_(count) {}

  std::string wrong() {
    for (const ProgramInfo& program : d_.programs)
      if (program.first_outcome + program.outcomes > d_.outcomes.size())
        fail("a program's outcomes");
    for (const Outcome& one : d_.outcomes) outcome(one);
    for (const Question& question : d_.questions) {
      open_facts(question.open_facts);
      if (question.turning) open_facts({question.turning->open_fact});
    }
    return wrong_;
  }

 private:
  void fail(const std::string& what) {
    if (wrong_.empty()) wrong_ = what;
  }
  void open_facts(const std::vector<std::uint32_t>& indexes) {
    for (const std::uint32_t index : indexes)
      if (index >= d_.open_facts.size()) fail("the number of an open fact");
  }
  void row(std::uint32_t index) {
    if (index != no_index && index >= d_.parameters.size()) fail("the number of a parameter's row");
  }

  void outcome(const Outcome& outcome) {
    if (outcome.program_index >= d_.programs.size() ||
        d_.programs[outcome.program_index].key != outcome.program)
      fail("an outcome's program");
    if (outcome.status.empty()) fail("a status");
    if (outcome.by_cases && outcome.status.depends()) fail("a depends by cases");
    count_.by_cases += outcome.by_cases ? 1 : 0;
    count_.open += outcome.status.depends() ? 1 : 0;
    open_facts(outcome.open_facts);
    for (const std::uint32_t index : outcome.provisional_rows) row(index);
    for (const Condition& condition : outcome.conditions) open_facts({condition.open_fact});
    for (const Case& one : outcome.cases)
      for (const Assumption& assumed : one.assume) open_facts({assumed.open_fact});
    if (outcome.status.is(Status::qualifies) && outcome.reason.truth != Truth3::yes)
      fail("the reason of what qualifies");
    if (outcome.status.is(Status::does_not_qualify) && outcome.reason.truth == Truth3::yes)
      fail("the reason of what does not qualify");
    // A whole that is certain though its parts are open was settled by cases.
    parts(outcome.reason, outcome.by_cases || outcome.not_listed);
    if (outcome.amount_term) term(*outcome.amount_term);
  }

  static bool holds(const Reason& reason) { return reason.truth == Truth3::yes; }
  static bool fails(const Reason& reason) {
    return reason.truth == Truth3::no || reason.truth == Truth3::inapplicable;
  }

  /// Whether a block says what its parts say.
  void block(const Reason& reason) {
    std::size_t yes = 0;
    std::size_t no = 0;
    for (const Reason& part : reason.parts) {
      yes += holds(part) ? 1 : 0;
      no += fails(part) ? 1 : 0;
    }
    const auto not_written = static_cast<std::size_t>(std::count_if(
        reason.parts.begin(), reason.parts.end(), [](const Reason& r) { return r.not_written(); }));
    no -= not_written;
    const std::size_t all = reason.parts.size() - not_written;
    const bool of_lines =
        reason.kind <= Reason::Kind::at_least || reason.kind == Reason::Kind::not_;
    if (of_lines && reason.not_written() != (all == 0)) fail("a block not written");
    if (of_lines && reason.not_written()) return;
    const auto certain = [&](bool true_for_sure, bool false_for_sure) {
      if (true_for_sure && !holds(reason)) fail("a block that holds");
      if (false_for_sure && !fails(reason)) fail("a block that does not hold");
      if (holds(reason) && false_for_sure) fail("a block's truth");
    };
    switch (reason.kind) {
      case Reason::Kind::all_of:
        certain(yes == all, no > 0);
        break;
      case Reason::Kind::any_of:
        certain(yes > 0, no == all);
        break;
      case Reason::Kind::none_of:
        certain(no == all, yes > 0);
        break;
      case Reason::Kind::at_least:
        certain(yes >= reason.least, all - no < reason.least);
        break;
      case Reason::Kind::not_:
        certain(no == all, yes == all);
        break;
      default:
        break;
    }
  }

  void parts(const Reason& reason, bool settled_otherwise) {
    ++count_.reasons;
    if (!settled_otherwise) block(reason);
    if (reason.kind == Reason::Kind::comparison && (!reason.left() || !reason.right()))
      fail("a comparison's sides");
    if (reason.left()) term(*reason.left());
    if (reason.right()) term(*reason.right());
    for (const Reason& part : reason.parts) parts(part, false);
  }

  void term(const Term& term) {
    row(term.least_row);
    row(term.most_row);
    if (term.value.least && term.value.most && *term.value.most < *term.value.least)
      fail("a value's ends");
    for (const Term& part : term.parts) this->term(part);
    for (const Reason& when : term.when) parts(when, false);
  }

  const Determination& d_;
  Count& count_;
  std::string wrong_;
};

std::string wrong_with(const Determination& d, Count& count) {
  std::string wrong = Inspection(d, count).wrong();
  if (!wrong.empty()) return wrong;
  const std::string json = d.json();
  if (pages::from_json(json).json() != json) return "the JSON does not come back as it was";
  if (pages::from_json(d.json(2)).json(2) != d.json(2)) return "indented, the JSON differs";
  if (d.text(Language::zh).empty() || d.text(Language::en, 40).empty()) return "no page";
  if (!d.markdown(Language::zh).starts_with("# ")) return "no page as Markdown";
  for (const Outcome& outcome : d.outcomes)
    if (!outcome.not_listed && !d.letter(Language::zh, outcome.program, outcome.recipient_path, 0))
      return "no letter";
  return {};
}

bool try_ruleset(std::uint64_t seed, std::uint32_t number, Count& count) {
  constexpr int boxes = 8;
  const random::Ruleset ruleset = random::generate(random::Random(seed).fork(number));
  const std::unique_ptr<random::Compiled> compiled = random::compile(ruleset);
  if (!compiled) return true;
  const reference::CellRanges cells = reference::cell_ranges(compiled->model, compiled->as_of);
  const random::Corners corners(compiled->model, cells, compiled->as_of);
  const explain::Catalogue catalogue(compiled->model);
  const run::Tables tables(compiled->model, compiled->as_of);
  run::Decider decider(compiled->model, compiled->plan);
  run::DecideOptions options;
  options.limit = 128;
  options.questions = true;
  for (int box = 0; box < boxes; ++box) {
    random::Random draw = random::Random(seed).fork(number * 1000 + static_cast<unsigned>(box));
    const run::Household household =
        random::draw_box(compiled->model, corners, cells, box % 2 == 0, draw);
    const run::Decision& decision = decider.decide(household, tables, options);
    if (!decision.contradictions.empty()) continue;
    const Determination d = explain::explain(catalogue, compiled->plan,
                                             {household, decider.frame(), tables, decision,
                                              decider.base(), nullptr, "settled", options.limit});
    ++count.determinations;
    const std::string wrong = wrong_with(d, count);
    if (wrong.empty()) continue;
    std::printf("FAILED  %s\nseed %llu, ruleset %u, box %d\n%s\n%s\n%s\n", wrong.c_str(),
                static_cast<unsigned long long>(seed), number, box, ruleset.text().c_str(),
                random::describe(compiled->model, household).c_str(), d.json(2).c_str());
    return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const auto rulesets = static_cast<std::uint32_t>(argc > 1 ? std::atoi(argv[1]) : 100);
  const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 2021;
  Count count;
  if (argc > 3) {
    const auto number = static_cast<std::uint32_t>(std::atoi(argv[3]));
    std::puts(random::generate(random::Random(seed).fork(number)).text().c_str());
    std::fflush(stdout);
    return try_ruleset(seed, number, count) ? 0 : 1;
  }
  for (std::uint32_t number = 0; number < rulesets; ++number)
    if (!try_ruleset(seed, number, count)) return 1;
  std::printf("%zu determinations, %zu reasons, %zu open answers, %zu certain by cases\n",
              count.determinations, count.reasons, count.open, count.by_cases);
  return count.determinations > 0 ? 0 : 1;
}
