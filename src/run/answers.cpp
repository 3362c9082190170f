// Statuses by a table of 256 bytes for what a status column may hold; amounts masked by them.
#include "run/answers.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "run/clones.hpp"
#include "run/cutting.hpp"

namespace entitle::run {

namespace {

using Byte = std::uint8_t;

/// What the bytes of a status column mean: F, U, T of a plain program, or codes of statuses.
struct Meaning {
  StatusSet of[256];
};

Meaning meaning_of(const plan::Node& node) {
  Meaning meaning;
  StatusSet all;
  if (node.shape == plan::Shape::truth) {
    meaning.of[0].add(Status::does_not_qualify);
    meaning.of[2].add(Status::qualifies);
    all.add(meaning.of[0]);
    all.add(meaning.of[2]);
    meaning.of[1] = all;
    return meaning;
  }
  for (const Status status : all_statuses) {
    meaning.of[static_cast<std::size_t>(status)].add(status);
    all.add(status);
  }
  meaning.of[std::size(all_statuses)] = all;
  return meaning;
}

/// The bytes of a status column; null where it stands as sets or may hold errors.
const Byte* bytes_of(const Machine& machine, const plan::Plan& plan, plan::NodeId status) {
  const plan::Node& node = plan.nodes[status];
  if (node.may_fail) return nullptr;
  return node.shape == plan::Shape::truth ? machine.truth_column(status).data()
                                          : static_cast<const Byte*>(machine.codes(status));
}

template <class T>
ENTITLE_CLONES void masked(const T* __restrict from, std::int64_t unit, const Byte* __restrict may,
                           std::int64_t* __restrict out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r)
    out[r] = static_cast<std::int64_t>(from[r]) * unit & -static_cast<std::int64_t>(may[r] & 1);
}

void amounts(const void* column, value::Packing packing, const Byte* may, std::int64_t* out,
             std::uint32_t rows) {
  switch (packing.width) {
    case value::Width::byte:
      return masked(static_cast<const std::uint8_t*>(column), packing.unit, may, out, rows);
    case value::Width::word:
      return masked(static_cast<const std::int32_t*>(column), packing.unit, may, out, rows);
    case value::Width::wide:
      return masked(static_cast<const std::int64_t*>(column), packing.unit, may, out, rows);
  }
}

/// Calls use(row) for each row whose byte is `wanted`, eight at a look.
template <class Use>
void each_equal(const Byte* bytes, Byte wanted, std::uint32_t rows, const Use& use) {
  constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
  constexpr std::uint64_t low7 = 0x7F7F'7F7F'7F7F'7F7F;
  std::uint32_t r = 0;
  for (; r + 8 <= rows; r += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes + r, sizeof eight);
    eight ^= ones * wanted;
    // The high bit of each byte that is zero now.
    std::uint64_t found = ~(((eight & low7) + low7) | eight | low7);
    for (; found != 0; found &= found - 1)
      use(r + static_cast<std::uint32_t>(std::countr_zero(found)) / 8);
  }
  for (; r < rows; ++r)
    if (bytes[r] == wanted) use(r);
}

}  // namespace

void ProgramColumn::spell_out() {
  if (most.empty()) most = least;
  if (unsettled.empty()) unsettled.assign(status.size(), 0);
}

bool all_decided(const Machine& machine, const plan::ProgramNodes& program) {
  return machine.known(program.status);
}

bool read_answers(const Machine& machine, const plan::Plan& plan, const plan::ProgramNodes& program,
                  const FrameLevel& level, ProgramColumn& out) {
  out.status.resize(level.rows);
  out.unsettled.clear();
  bool open = false;
  if (const Byte* const bytes = bytes_of(machine, plan, program.status)) {
    const Meaning meaning = meaning_of(plan.nodes[program.status]);
    for (std::uint32_t r = 0; r < level.rows; ++r) out.status[r] = meaning.of[bytes[r]];
    open = !machine.known(program.status);
  } else {
    for (std::uint32_t r = 0; r < level.rows; ++r) {
      out.status[r] = status_of(machine, plan, program.status, r);
      open = open || out.status[r].depends();
    }
  }
  if (!level.uniform)
    for (std::uint32_t r = 0; r < level.rows; ++r)
      if (level.below_ghost[r] != 0 && unremarkable(out.status[r])) out.status[r] = {};

  out.least.resize(level.rows);
  out.most.clear();
  if (program.amount == plan::no_node) {
    std::fill(out.least.begin(), out.least.end(), 0);
    return open;
  }
  static_assert(sizeof(StatusSet) == 1 && static_cast<int>(Status::qualifies) == 0);
  const auto* const may = reinterpret_cast<const Byte*>(out.status.data());
  const kernels::Numbers amount = machine.numbers(program.amount);
  amounts(amount.lo, amount.packing, may, out.least.data(), level.rows);
  if (!amount.known) {
    out.most.resize(level.rows);
    amounts(amount.hi, amount.packing, may, out.most.data(), level.rows);
  }
  if (amount.fault != nullptr)
    for (std::uint32_t r = 0; r < level.rows; ++r)
      if (out.status[r].is(Status::qualifies) &&
          machine.fault(program.amount, r) == Fault::certain) {
        out.status[r] = {};
        out.status[r].add(Status::error);
        out.least[r] = 0;
        if (!out.most.empty()) out.most[r] = 0;
      }
  return open;
}

void read_hits(const Machine& machine, const plan::Plan& plan, std::uint32_t program,
               const FrameLevel& level, HitList& out) {
  const plan::ProgramNodes& nodes = plan.programs[program];
  const bool pays = nodes.amount != plan::no_node;
  const Byte* const bytes = bytes_of(machine, plan, nodes.status);
  if (bytes == nullptr || (pays && plan.nodes[nodes.amount].may_fail)) {
    ProgramColumn column;
    read_answers(machine, plan, nodes, level, column);
    read_hits(column, program, level, out);
    return;
  }
  const bool plain = plan.nodes[nodes.status].shape == plan::Shape::truth;
  Hit* next = out.room(level.rows);
  const auto all = [&](const auto& amount) {
    each_equal(bytes, plain ? Byte{2} : Byte{0}, level.rows, [&](std::uint32_t r) {
      if (!level.uniform && level.below_ghost[r] != 0) return;
      *next++ = {amount(r), r, program};
    });
  };
  if (!pays) {
    all([](std::uint32_t) { return std::int64_t{0}; });
  } else {
    const kernels::Numbers amount = machine.numbers(nodes.amount);
    const std::int64_t unit = amount.packing.unit;
    const auto of = [&]<class T>(const T* column) {
      all([=](std::uint32_t r) { return static_cast<std::int64_t>(column[r]) * unit; });
    };
    if (amount.packing.width == value::Width::byte) of(static_cast<const Byte*>(amount.lo));
    if (amount.packing.width == value::Width::word) of(static_cast<const std::int32_t*>(amount.lo));
    if (amount.packing.width == value::Width::wide) of(static_cast<const std::int64_t*>(amount.lo));
  }
  out.grow(next);
}

void read_hits(const ProgramColumn& column, std::uint32_t program, const FrameLevel& level,
               HitList& out) {
  Hit* next = out.room(level.rows);
  for (std::uint32_t r = 0; r < level.rows; ++r)
    if (column.status[r].is(Status::qualifies) && (level.uniform || level.below_ghost[r] == 0))
      *next++ = {column.least[r], r, program};
  out.grow(next);
}

}  // namespace entitle::run
