// The grammar of the settlement between programs: its lines, in the order in which they take
// effect.
#include "syntax/declarations.hpp"
#include "syntax/lines.hpp"
#include "syntax/phrases.hpp"

namespace entitle::syntax {

using text::Word;

namespace {

struct DeductionId {};
struct LineId {};
struct TakingId {};
const x3::rule<DeductionId, Deduction> deduction = "expected_name";
const x3::rule<LineId, SettlementLine> line = "expected_settlement_line";
/// What follows the programs of a line.
const x3::rule<TakingId, SettlementLine> taking = "expected_settlement_line";

const auto put_rounding = [](const auto& context) {
  x3::_val(context).mode = x3::_attr(context).mode;
  x3::_val(context).unit.assign(1, std::move(x3::_attr(context).to));
};
const auto take = [](const auto& context) {
  SettlementLine& value = x3::_val(context);
  SettlementLine& found = x3::_attr(context);
  value.kind = found.kind;
  value.over = std::move(found.over);
  value.winner = std::move(found.winner);
  value.mode = found.mode;
  value.unit = std::move(found.unit);
};

const auto programs = name[add<&SettlementLine::programs>] >>
                      *(mark(",") > name[add<&SettlementLine::programs>]);
// dibao per head of members; 最低生活保障 按 成员 人均
const auto deduction_def =
    spanned(operand_name[put<&Deduction::program>] >>
            -((word(Word::kw_per_head_of) > name[put<&Deduction::per_head>]) >>
              -word(Word::kw_per_head_end)));
const auto taking_def =
    (word(Word::kw_tops_up_over)[set_to<&SettlementLine::kind, Settling::tops_up>] >
     deduction[add<&SettlementLine::over>] >>
     *(mark(",") >> deduction[add<&SettlementLine::over>]) >>
     -spoken(rounding<Language::en>, rounding<Language::zh>)[put_rounding]) |
    (word(Word::kw_given_up_for)[set_to<&SettlementLine::kind, Settling::given_up>] >
     name[put<&SettlementLine::winner>]);
const auto line_def = spanned(
    ((word(Word::kw_higher_of)[set_to<&SettlementLine::kind, Settling::higher_of>] > programs) |
     (programs > taking[take])) >>
    *(citations[append<&SettlementLine::citations>] |
      (word(Word::kw_note) > caption[once<&SettlementLine::note>])));

const auto settlement_def =
    spanned(x3::eps > braces(LineKind::settled, line[add<&Settlement::lines>]));

BOOST_SPIRIT_DEFINE(deduction, line, taking)

}  // namespace

BOOST_SPIRIT_DEFINE(settlement)
BOOST_SPIRIT_INSTANTIATE(decltype(settlement), Iterator, Context)

}  // namespace entitle::syntax
