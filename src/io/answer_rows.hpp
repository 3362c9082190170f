// Answers one by one as rows of CSV or NDJSON: those with lines of the settlement or columns beside
// them, and those of households that were not decided together.
#pragma once

#include <string>
#include <vector>

#include "entitle/batch.hpp"
#include "io/answer_words.hpp"

namespace entitle::io {

class AnswerRows {
 public:
  AnswerRows(const Ruleset& ruleset, std::vector<BatchColumn> columns)
      : words_(ruleset), columns_(std::move(columns)) {}

  void write(const BatchPiece& piece, BatchFormat format, std::string& out) const {
    format == BatchFormat::csv ? csv(piece, out) : ndjson(piece, out);
  }
  /// household,recipient,program,amount of whoever qualifies for certain.
  void hits(const BatchPiece& piece, BatchFormat format, std::string& out) const;

 private:
  void csv(const BatchPiece& piece, std::string& out) const;
  void ndjson(const BatchPiece& piece, std::string& out) const;
  std::string_view program(const BatchAnswer& answer) const;
  std::string_view period(const BatchAnswer& answer) const;

  ProgramWords words_;
  std::vector<BatchColumn> columns_;
};

}  // namespace entitle::io
