// Statuses as the bits of StatusSet; amounts masked by them.
#include "run/answers.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "run/clones.hpp"
#include "run/cutting.hpp"

namespace entitle::run {

namespace {

using Byte = std::uint8_t;

static_assert(sizeof(StatusSet) == 1 && static_cast<int>(Status::qualifies) == 0);

constexpr Byte bit(Status status) { return static_cast<Byte>(1U << static_cast<unsigned>(status)); }
constexpr Byte qualifies = bit(Status::qualifies);
constexpr Byte refused = bit(Status::does_not_qualify);

/// Statuses of F, U and T, as bits of StatusSet.
ENTITLE_CLONES void of_truths(const Byte* __restrict truths, Byte* __restrict out,
                              std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) {
    const auto may = static_cast<Byte>(-static_cast<Byte>(truths[r] != 0) & qualifies);
    const auto may_not = static_cast<Byte>(-static_cast<Byte>(truths[r] != 2) & refused);
    out[r] = may | may_not;
  }
}

/// Statuses of the codes of a one-of: one, or any.
void of_codes(const Byte* codes, Byte* out, std::uint32_t rows) {
  Byte bits[256] = {};
  for (const Status status : all_statuses) {
    bits[static_cast<std::size_t>(status)] = bit(status);
    bits[std::size(all_statuses)] |= bit(status);
  }
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = bits[codes[r]];
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

/// One bit a row: whether its byte is `wanted`. 64 rows at a look leave one branch that nobody
/// foresees in 64 rows.
template <class Use>
void each_equal(const Byte* bytes, Byte wanted, std::uint32_t rows, const Use& use) {
  constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
  constexpr std::uint64_t low7 = 0x7F7F'7F7F'7F7F'7F7F;
  const std::uint64_t all = ones * wanted;
  std::uint32_t r = 0;
  for (; r + 64 <= rows; r += 64) {
    std::uint64_t found = 0;
    for (unsigned part = 0; part < 8; ++part) {
      std::uint64_t eight;
      std::memcpy(&eight, bytes + r + std::size_t{8} * part, sizeof eight);
      eight ^= all;
      // The high bit of each byte that is zero now, gathered into one byte.
      const std::uint64_t zeros = ~(((eight & low7) + low7) | eight | low7);
      found |= ((zeros >> 7) * 0x0102'0408'1020'4080ULL >> 56) << (8 * part);
    }
    for (; found != 0; found &= found - 1)
      use(r + static_cast<std::uint32_t>(std::countr_zero(found)));
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

bool read_statuses(const Machine& machine, const plan::Plan& plan,
                   const plan::ProgramNodes& program, std::uint32_t rows,
                   std::vector<StatusSet>& out) {
  out.resize(rows);
  bool open = false;
  const plan::Node& status = plan.nodes[program.status];
  auto* const bits = reinterpret_cast<Byte*>(out.data());
  if (const Byte* const bytes = bytes_of(machine, plan, program.status)) {
    if (status.shape == plan::Shape::truth) {
      of_truths(bytes, bits, rows);
    } else {
      of_codes(bytes, bits, rows);
    }
    open = !machine.known(program.status);
  } else if (status.shape == plan::Shape::choice && !status.may_fail && rows > 0) {
    // A set of statuses has the bits of a StatusSet.
    const std::uint64_t* const sets = machine.choices(program.status, 0).data();
    for (std::uint32_t r = 0; r < rows; ++r) bits[r] = static_cast<Byte>(sets[r]);
    open = true;
  } else {
    for (std::uint32_t r = 0; r < rows; ++r) {
      out[r] = status_of(machine, plan, program.status, r);
      open = open || out[r].depends();
    }
  }
  return open;
}

bool read_answers(const Machine& machine, const plan::Plan& plan, const plan::ProgramNodes& program,
                  const FrameLevel& level, ProgramColumn& out) {
  out.unsettled.clear();
  const bool open = read_statuses(machine, plan, program, level.rows, out.status);
  const auto* const bits = reinterpret_cast<const Byte*>(out.status.data());
  if (!level.uniform)
    for (std::uint32_t r = 0; r < level.rows; ++r)
      if (level.below_ghost[r] != 0 && unremarkable(out.status[r])) out.status[r] = {};

  out.least.resize(level.rows);
  out.most.clear();
  if (program.amount == plan::no_node) {
    std::fill(out.least.begin(), out.least.end(), 0);
    return open;
  }
  const kernels::Numbers amount = machine.numbers(program.amount);
  amounts(amount.lo, amount.packing, bits, out.least.data(), level.rows);
  if (!amount.known) {
    out.most.resize(level.rows);
    amounts(amount.hi, amount.packing, bits, out.most.data(), level.rows);
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
