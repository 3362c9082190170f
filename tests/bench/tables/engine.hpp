// The workload put before the engine in memory: its columns as the engine takes them in, decided in
// chunks on one thread or several, and what comes out as hits or as the answers of everybody. Only
// engine.cpp knows how the engine holds columns.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "entitle/ruleset.hpp"
#include "facts.hpp"
#include "programs.hpp"

namespace bench {

/// Which facts are missing: by household from 0, slot (0 the household, m + 1 its member m) and
/// fact in the order of the facts. Empty: none.
using Missing = std::function<bool(std::size_t household, std::size_t slot, std::size_t fact)>;

/// A population in the engine's columns.
class Table {
 public:
  Table();
  ~Table();
  Table(Table&&) noexcept;
  Table& operator=(Table&&) noexcept;

  struct Impl;
  Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// The answers of everybody, program by program: rows of households or members.
struct Answers {
  struct Column {
    std::vector<entitle::StatusSet> status;
    std::vector<std::int64_t> least;  ///< given it qualifies, where it may; units of 10^-4 yuan
    std::vector<std::int64_t> most;   ///< empty where amounts are asked for as points
  };
  std::vector<Column> programs;
};

/// Hits as the engine lists them, in a buffer that keeps its room from run to run.
class Hits {
 public:
  Hits();
  ~Hits();
  Hits(Hits&&) noexcept;
  Hits& operator=(Hits&&) noexcept;

  void clear() { shrink(0); }
  std::size_t size() const;
  /// Keeps the first `n`, as many as there are at least.
  void shrink(std::size_t n);
  /// As the workload lists them.
  std::vector<workload::Hit> all() const;

  struct Impl;
  Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// How far open answers are cut, and on how many threads chunks are decided.
struct How {
  entitle::Level level = entitle::Level::bounds;
  unsigned threads = 1;
};

/// A ruleset whose facts and first programs are the workload's, and whose further programs are
/// anything. errors: std::runtime_error where it is not, or a household contradicts itself.
/// threads: one at a time; it keeps threads' memory from run to run.
class Engine {
 public:
  explicit Engine(entitle::Ruleset ruleset);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Takes a population in.
  void fill(const workload::Columns& columns, const Missing& missing, Table& out) const;
  /// Whoever certainly qualifies for what, appended to `out`: a list for each thread, together the
  /// same whatever their number.
  void hits(const Table& table, const How& how, std::vector<Hits>& out);
  /// Writes over `out`, and keeps its memory; `most` too, unless `points`.
  void answers(const Table& table, const How& how, bool points, Answers& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The day that the workload is decided as of.
entitle::Date workload_day();

}  // namespace bench
