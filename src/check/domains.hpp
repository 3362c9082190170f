// The closed lists of choices: those written in a fact, and those of tables (columns code, name,
// name_en, aliases), which facts that name the same table share. Finds a choice by its name in
// either language, its code or an alias.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/model.hpp"
#include "syntax/tree.hpp"
#include "text/report.hpp"

namespace entitle::check {

struct Context;

class Domains {
 public:
  explicit Domains(Context& context) : context_(context) {}

  /// The domain of choices as written; reports names that stand twice.
  model::DomainId make(const std::vector<syntax::Name>& choices, text::FileId file,
                       Language language);

  /// The domain of a table, made once; invalid where the table is wrong, which was reported.
  model::DomainId of_table(const std::string& table, text::Place place);

  [[nodiscard]] std::optional<std::uint32_t> find(model::DomainId domain,
                                                  std::string_view name) const;

  /// The same; what is not found is reported, `of` being whose choices these are.
  std::optional<std::uint32_t> resolve(model::DomainId domain, std::string_view name,
                                       text::Place place, const text::Argument& of);

 private:
  using Table = std::unordered_map<std::string, std::uint32_t>;

  model::DomainId add(model::Domain domain, Table table);
  model::DomainId read(const std::string& name, text::Place place);

  Context& context_;
  std::vector<Table> tables_;  // by domain
  std::unordered_map<std::string, model::DomainId> by_table_;
};

}  // namespace entitle::check
