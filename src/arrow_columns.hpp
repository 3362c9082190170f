// Answers as the columns of a record batch, straight from the columns that were decided.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "batch_answers.hpp"
#include "io/arrow_block.hpp"

namespace entitle {
inline namespace v0 {

/// Writes what io::ArrowRows writes of the answers one by one, and has its fields.
class ENTITLE_INTERNAL ArrowAnswerColumns {
 public:
  ArrowAnswerColumns(const Ruleset& ruleset, std::vector<io::ArrowField> fields, bool hits);

  /// `first` is the number of the first household. threads: any number.
  void write(const AnswerColumns& answers, std::uint64_t first, std::string& block) const;

 private:
  struct Program {
    model::EntityId entity;
    bool pays = false;
    std::int8_t period = 0;             ///< its code, where it pays
    std::vector<std::string> refusals;  ///< by the line that refuses
  };
  /// A program's columns in a piece.
  struct View;

  template <class Visit>
  void each_row(const AnswerColumns& answers, Visit visit) const;
  void hits(const AnswerColumns& answers, std::uint64_t first,
            std::vector<io::BlockColumn>& into) const;
  void all(const AnswerColumns& answers, std::vector<io::BlockColumn>& into) const;
  std::vector<View> views(const AnswerColumns& answers) const;

  bool hits_;
  std::vector<io::ArrowField> fields_;
  std::vector<Program> programs_;
};

}  // namespace v0
}  // namespace entitle
