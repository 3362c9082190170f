// The plain loops over packed columns: one end of a box at a time, in 32 bits where ranges prove
// that enough, else in 64. They know neither what is unknown nor errors; kernels.hpp puts both ends
// together.
#pragma once

#include <cstdint>
#include <vector>

#include "model/model.hpp"
#include "value/packing.hpp"

namespace entitle::run::kernels {

/// Room for operands brought to one width.
class Scratch {
 public:
  template <class T>
  T* room(std::size_t place, std::size_t rows) {
    std::vector<std::int64_t>& lane = lanes_[place];
    const std::size_t words = rows * sizeof(T) / sizeof(std::int64_t) + 1;
    if (lane.size() < words) lane.resize(words);
    return reinterpret_cast<T*>(lane.data());
  }

 private:
  std::vector<std::int64_t> lanes_[6];
};

/// One end of a column, taken `times`.
struct Side {
  const void* data = nullptr;
  value::Width width = value::Width::wide;
  std::int64_t times = 1;
};

/// A column to fill with one end.
struct SideOut {
  void* data = nullptr;
  value::Width width = value::Width::wide;
};

/// In which integers an operation runs.
enum class Math : std::uint8_t { word, wide };

void add(Side a, Side b, SideOut out, Math math, std::uint32_t rows, Scratch& scratch);
void sub(Side a, Side b, SideOut out, Math math, std::uint32_t rows, Scratch& scratch);
/// a × b × times of both.
void mul(Side a, Side b, SideOut out, Math math, std::uint32_t rows, Scratch& scratch);
void larger(Side a, Side b, SideOut out, Math math, std::uint32_t rows, Scratch& scratch);

/// The larger of a column and one number, both as wide as what is filled.
void larger(Side a, std::int64_t number, SideOut out, std::uint32_t rows, Scratch& scratch);
/// A side as it is, `times` its values.
void scale(Side a, SideOut out, std::uint32_t rows, Scratch& scratch);

/// Rounds a × times / (b × times) to whole numbers; b > 0, or none: 1. Numerators and denominators
/// stay below 2^52; as `word`, without a column b, numerators below 2^32 and b.times from 2 to
/// 2^30.
void quotient(Side a, Side b, value::Rounding mode, SideOut out, Math math, std::uint32_t rows,
              Scratch& scratch);

/// Each row 1 where a < b, added to what stands there.
void less(Side a, Side b, Math math, std::uint8_t* out, std::uint32_t rows, bool onto,
          Scratch& scratch);
/// The same of a column and one number.
void less(Side a, std::int64_t number, std::uint8_t* out, std::uint32_t rows, bool onto);
void greater(Side a, std::int64_t number, std::uint8_t* out, std::uint32_t rows, bool onto);
/// Each row 2 where a < b, else 0.
void surely_less(Side a, Side b, Math math, std::uint8_t* out, std::uint32_t rows,
                 Scratch& scratch);
void surely_less(Side a, std::int64_t number, std::uint8_t* out, std::uint32_t rows);
void surely_greater(Side a, std::int64_t number, std::uint8_t* out, std::uint32_t rows);
/// Each row 2 where a = b, else 0.
void surely_equal(Side a, Side b, Math math, std::uint8_t* out, std::uint32_t rows,
                  Scratch& scratch);

/// A side that is one number in every row, or a column.
struct Branch {
  Side side;
  bool constant = false;
  std::int64_t number = 0;  ///< of `constant`, as stored in `out`
};
/// `then` where the condition holds, else `otherwise`.
void select(const std::uint8_t* condition, const Branch& then, const Branch& otherwise, SideOut out,
            std::uint32_t rows, Scratch& scratch);
/// The same where a condition may be open: then the lower of both, or the higher.
void select_open(const std::uint8_t* condition, const Branch& then, const Branch& otherwise,
                 bool higher, SideOut out, std::uint32_t rows, Scratch& scratch);

/// The most elements that one of the parents has.
std::uint32_t largest_group(const std::uint32_t* first, std::uint32_t parents);
/// Repeats the values of parents for their elements, first[p] .. first[p + 1], at most `largest` of
/// each. Up to eight rows behind the last may be written.
void spread(Side parents, const std::uint32_t* first, std::uint32_t count, std::uint32_t largest,
            void* out);

/// How many of each parent's rows hold; with `open`, how many may.
void count(const std::uint8_t* rows, bool open, const std::uint32_t* first, std::uint32_t parents,
           SideOut out);
/// How many rows each parent has.
void count(const std::uint32_t* first, std::uint32_t parents, SideOut out);
/// Each parent's sum of rows, of those that hold where there is a condition.
void sum(Side rows, const std::uint8_t* where, const std::uint32_t* first, std::uint32_t parents,
         SideOut out, Scratch& scratch);

/// Each row 2 where its code is from `low` to `high`, else 0.
void code_in(const std::uint8_t* codes, std::uint8_t low, std::uint8_t high, std::uint8_t* out,
             std::uint32_t rows);
/// Each row the truth that the table of 256 has for its code.
void code_truth(const std::uint8_t* codes, const std::uint8_t* truths, std::uint8_t* out,
                std::uint32_t rows);

/// A column of bytes and what it must be: less `base` modulo 256 at most `span`.
struct Tested {
  const std::uint8_t* column = nullptr;
  std::uint8_t base = 0;
  std::uint8_t span = 0;
};
/// Each row `holds` where all of one to eight tests do, else `fails`.
void all_hold(const Tested* tests, std::size_t count, std::uint8_t holds, std::uint8_t fails,
              std::uint8_t* out, std::uint32_t rows);
/// Each row the value of the first of one to six branches whose two tests hold, else of a column,
/// or one value where that is null.
void first_holding(const Tested* tests, const std::uint8_t* values, std::size_t count,
                   const std::uint8_t* otherwise, std::uint8_t value, std::uint8_t* out,
                   std::uint32_t rows);

/// One look-up key: a column of codes.
struct Key {
  const void* codes = nullptr;
  value::Width width = value::Width::byte;
  std::uint32_t stride = 1;
};
/// Each row what the table has where its keys say.
void look_up(const Key* keys, std::size_t count, const void* table, SideOut out, std::uint32_t rows,
             Scratch& scratch);

/// Whether a row is U.
bool any_open(const std::uint8_t* truth, std::uint32_t rows);

}  // namespace entitle::run::kernels
