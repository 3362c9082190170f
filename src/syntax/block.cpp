// The grammar of blocks: labelled conditions under `all of`, `any of`, `none of`, `at least 3 of`,
// blocks among them.
#include "syntax/lines.hpp"
#include "syntax/phrases.hpp"

namespace entitle::syntax {

namespace {

const auto begin_block = [](const auto& context) {
  x3::_val(context).op = x3::_attr(context).op;
  x3::_val(context).least = x3::_attr(context).least;
};

struct EntryId {};
struct EntryBodyId {};
const x3::rule<EntryId, Entry> entry = "expected_entry";
const x3::rule<EntryBodyId, Entry> entry_body = "expected_value";

// A name before a brace is a misspelt kind of block.
const auto unknown_block = &(name >> mark("{")) >> (x3::eps > block);
const auto entry_body_def =
    block[add<&Entry::block>] | unknown_block | expression[add<&Entry::expression>];
const auto take_body = [](const auto& context) {
  x3::_val(context).block = std::move(x3::_attr(context).block);
  x3::_val(context).expression = std::move(x3::_attr(context).expression);
};
const auto begin = spoken(block_head<Language::en>, block_head<Language::zh>);
const auto entry_def = spanned(!begin >> declared_name[put<&Entry::label>] > mark(":") >
                               entry_body[take_body] >> -citations[put<&Entry::citations>]);
const auto body = braces(LineKind::entries, entry[add<&Block::entries>]);
const auto block_def = spanned(begin[begin_block] > body);

struct BodyId {};
const x3::rule<BodyId, Block> block_body = "expected_block";
const auto block_body_def = body;

BOOST_SPIRIT_DEFINE(entry, entry_body, block_body)

}  // namespace

BOOST_SPIRIT_DEFINE(block)
BOOST_SPIRIT_INSTANTIATE(decltype(block), Iterator, Context)

void check_block_body(Iterator& first, State& state) {
  Block dropped;
  block_body.parse(first, state.last(), x3::make_context<StateTag>(state), x3::unused, dropped);
}

}  // namespace entitle::syntax
