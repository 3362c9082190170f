// Statuses as the bits of StatusSet; amounts masked by them.
#include "run/answers.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "run/clones.hpp"
#include "run/cutting.hpp"
#include "run/wide.hpp"

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

ENTITLE_CLONES void masked_wide(const std::int64_t* __restrict from, const Byte* __restrict may,
                                std::int64_t* __restrict out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r)
    out[r] = from[r] & -static_cast<std::int64_t>(may[r] & 1);
}
/// Masked as they are stored, and made wide by the multiplication.
template <class T>
ENTITLE_CLONES void masked(const T* __restrict from, std::int32_t unit, const Byte* __restrict may,
                           std::int64_t* __restrict out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) {
    const auto stored = static_cast<std::int32_t>(from[r]) & -static_cast<std::int32_t>(may[r] & 1);
    out[r] = static_cast<std::int64_t>(stored) * unit;
  }
}
template <class T>
void masked_by(const T* from, std::int64_t unit, const Byte* may, std::int64_t* out,
               std::uint32_t rows) {
  if (unit <= INT32_MAX) return masked(from, static_cast<std::int32_t>(unit), may, out, rows);
  masked(from, 1, may, out, rows);
  for (std::uint32_t r = 0; r < rows; ++r) out[r] *= unit;
}

void amounts(const void* column, value::Packing packing, const Byte* may, std::int64_t* out,
             std::uint32_t rows) {
  switch (packing.width) {
    case value::Width::byte:
      return masked_by(static_cast<const std::uint8_t*>(column), packing.unit, may, out, rows);
    case value::Width::word:
      return masked_by(static_cast<const std::int32_t*>(column), packing.unit, may, out, rows);
    case value::Width::wide:
      return masked_wide(static_cast<const std::int64_t*>(column), may, out, rows);
  }
}

/// Calls use(row) for each row whose byte is `wanted`. 64 rows at a look leave one branch that
/// nobody foresees in 64 rows.
template <class Use>
void each_equal(const Byte* bytes, Byte wanted, std::uint32_t rows, const Use& use) {
  std::uint32_t r = 0;
  for (; r + 64 <= rows; r += 64)
    for (std::uint64_t found = which_equal(bytes + r, wanted); found != 0; found &= found - 1)
      use(r + static_cast<std::uint32_t>(std::countr_zero(found)));
  for (; r < rows; ++r)
    if (bytes[r] == wanted) use(r);
}

/// Statuses, as bits of StatusSet, of the bytes of a status column.
void of_bytes(const plan::Node& status, const Byte* bytes, Byte* bits, std::uint32_t rows) {
  if (status.shape == plan::Shape::truth) {
    of_truths(bytes, bits, rows);
  } else {
    of_codes(bytes, bits, rows);
  }
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
    of_bytes(status, bytes, bits, rows);
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

void write_answers(const Machine& machine, const plan::Plan& plan,
                   const plan::ProgramNodes& program, const FrameLevel& level,
                   const AnswerRows& out) {
  const plan::Node& status = plan.nodes[program.status];
  const bool pays = program.amount != plan::no_node;
  const Byte* const bytes = bytes_of(machine, plan, program.status);
  if (bytes == nullptr || !level.uniform || (pays && plan.nodes[program.amount].may_fail)) {
    ProgramColumn column;
    read_answers(machine, plan, program, level, column);
    write_answers(column, out);
    return;
  }
  // So many amounts stay in the first cache between being made and being copied.
  constexpr std::uint32_t most_amounts = 1024;
  constexpr std::uint32_t most_rows = 4 * most_amounts;
  alignas(64) Byte bits[most_rows];
  alignas(64) std::int64_t made[most_amounts];
  if (!pays) std::ranges::fill(made, 0);
  const kernels::Numbers amount = pays ? machine.numbers(program.amount) : kernels::Numbers{};
  const std::size_t width = value::bytes_of(amount.packing.width);
  for (std::uint32_t first = 0; first < level.rows; first += most_rows) {
    const std::uint32_t end = std::min(first + most_rows, level.rows);
    of_bytes(status, bytes + first, bits, end - first);
    copy_past_caches(out.status + first, bits, end - first);
    if (out.least == nullptr) continue;
    for (std::uint32_t from = first, rows = 0; from < end; from += rows) {
      // From the second time on whole lines are copied.
      const auto beside = reinterpret_cast<std::uintptr_t>(out.least + from) / sizeof made[0] % 8;
      rows = std::min(most_amounts - static_cast<std::uint32_t>(beside), end - from);
      const auto put = [&](const void* column) {
        amounts(static_cast<const std::byte*>(column) + from * width, amount.packing,
                bits + (from - first), made, rows);
      };
      if (pays) put(amount.lo);
      copy_past_caches(out.least + from, made, rows * sizeof made[0]);
      if (out.most == nullptr) continue;
      if (pays && !amount.known) put(amount.hi);
      copy_past_caches(out.most + from, made, rows * sizeof made[0]);
    }
  }
}

void write_answers(const ProgramColumn& column, const AnswerRows& out) {
  std::ranges::copy(column.status, out.status);
  if (out.least == nullptr) return;
  std::ranges::copy(column.least, out.least);
  if (out.most != nullptr)
    std::ranges::copy(column.most.empty() ? column.least : column.most, out.most);
}

void read_hits(const Machine& machine, const plan::Plan& plan, std::uint32_t program,
               const FrameLevel& level, std::uint32_t first, HitList& out) {
  const plan::ProgramNodes& nodes = plan.programs[program];
  const bool pays = nodes.amount != plan::no_node;
  const Byte* const bytes = bytes_of(machine, plan, nodes.status);
  if (bytes == nullptr || (pays && plan.nodes[nodes.amount].may_fail)) {
    ProgramColumn column;
    read_answers(machine, plan, nodes, level, column);
    read_hits(column, program, level, first, out);
    return;
  }
  const bool plain = plan.nodes[nodes.status].shape == plan::Shape::truth;
  Hit* next = out.room(level.rows);
  const auto all = [&](const auto& amount) {
    each_equal(bytes, plain ? Byte{2} : Byte{0}, level.rows, [&](std::uint32_t r) {
      if (!level.uniform && level.below_ghost[r] != 0) return;
      *next++ = {amount(r), first + r, program};
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
               std::uint32_t first, HitList& out) {
  Hit* next = out.room(level.rows);
  for (std::uint32_t r = 0; r < level.rows; ++r)
    if (column.status[r].is(Status::qualifies) && (level.uniform || level.below_ghost[r] == 0))
      *next++ = {column.least[r], first + r, program};
  out.grow(next);
}

}  // namespace entitle::run
