// Answers of a batch as Arrow record batches: a schema, and each piece as one block of bytes that
// holds all its buffers, which any thread may write; a block that a consumer is to have is copied
// once, into memory that the record batch owns.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/arrow.hpp"
#include "entitle/ruleset.hpp"
#include "io/arrow_block.hpp"

namespace entitle::io {

class ArrowRows {
 public:
  /// `lines`: of the settlement, what those say that are answers too.
  ArrowRows(const Ruleset& ruleset, const std::vector<std::string>& lines, bool hits,
            bool amounts_as_int64);

  /// Makes the schema of the record batches.
  void schema(ArrowSchema& out) const;
  /// Writes a piece. threads: any number.
  void write(const BatchPiece& piece, std::string& block) const;
  /// Makes the record batch of a block.
  void record_batch(std::string_view block, ArrowArray& out) const;

  const std::vector<ArrowField>& fields() const { return fields_; }

 private:
  void hits(const BatchPiece& piece, std::string& block) const;
  void answers(const BatchPiece& piece, std::string& block) const;
  std::int32_t code_of(const BatchAnswer& answer) const;
  std::uint8_t period_of(const BatchAnswer& answer) const;

  bool hits_;
  std::vector<ArrowField> fields_;
  std::vector<std::uint8_t> periods_;  ///< by program: the code of its period; no_period
  std::vector<std::string> lines_;     ///< their codes follow those of the programs
  std::vector<std::string> statuses_;
};

}  // namespace entitle::io
