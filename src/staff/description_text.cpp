// A description as a page: entities with their facts, then parameters and programs.
#include <string>
#include <vector>

#include "entitle/description.hpp"
#include "render/layout.hpp"
#include "text/words.hpp"

namespace entitle {
inline namespace v0 {
namespace {

using text::Word;
using Rows = std::vector<std::vector<std::string>>;

class DescriptionPage {
 public:
  DescriptionPage(const Description& description, Language language, unsigned width)
      : description_(description), language_(language), words_(language), sheet_(width) {}

  std::string take() {
    sheet_.line(0, 2, description_.title.in(language_),
                description_.ruleset + " " + description_.version);
    for (const EntityInfo& entity : description_.entities) write(entity);
    parameters();
    programs();
    return sheet_.take();
  }

 private:
  void heading(const std::string& text) {
    sheet_.blank();
    sheet_.line(0, 2, text);
  }

  // The name in JSON and, where it is another, the name in the language of the page.
  std::vector<std::string> names(const std::string& key, const OwnText& name) const {
    const std::string& said = name.in(language_) == key
                                  ? name.in(language_ == Language::zh ? Language::en : Language::zh)
                                  : name.in(language_);
    return {key, said == key ? std::string() : said};
  }

  std::string type(const FactInfo& fact) const {
    if (fact.choices.empty()) {
      const std::string& type =
          fact.finding ? std::string(words_.of(Word::describe_finding)) : fact.type.in(language_);
      return fact.range.empty()
                 ? type
                 : words_.fill(Word::test_with_amount, {type, fact.range.in(language_)});
    }
    return fact.table.empty() ? fact.type.in(language_)
                              : words_.fill(Word::describe_from_table,
                                            {std::to_string(fact.choices.size()), fact.table});
  }

  std::string choices(const FactInfo& fact) const {
    if (fact.choices.empty() || !fact.table.empty()) return {};
    std::string choices;
    for (const OwnText& choice : fact.choices) {
      if (!choices.empty()) choices += words_.of(Word::list_comma);
      choices += choice.in(language_);
    }
    return choices;
  }

  std::string remarks(const FactInfo& fact) const {
    std::string out;
    const auto add = [&](const std::string& text) {
      if (text.empty()) return;
      if (!out.empty()) out += words_.of(Word::page_semicolon);
      out += text;
    };
    add(choices(fact));
    if (!fact.only_if.empty())
      add(words_.fill(Word::describe_only_if, {fact.only_if.in(language_)}));
    add(fact.note.in(language_));
    return out;
  }

  std::string fact_name(const std::string& key) const {
    for (const EntityInfo& entity : description_.entities)
      for (const FactInfo& fact : entity.facts)
        if (fact.key == key) return fact.name.in(language_);
    return key;
  }

  void write(const EntityInfo& entity) {
    heading(entity.name.in(language_));
    Rows rows;
    for (const FactInfo& fact : entity.facts) {
      std::vector<std::string> row = names(fact.key, fact.name);
      row.push_back(type(fact));
      row.push_back(remarks(fact));
      rows.push_back(std::move(row));
    }
    for (const CollectionInfo& collection : entity.collections) {
      std::vector<std::string> row = names(collection.key, collection.name);
      const std::string size =
          collection.most == UINT32_MAX
              ? words_.fill(Word::size_at_least, {std::to_string(collection.least)})
              : words_.fill(Word::size_between,
                            {std::to_string(collection.least), std::to_string(collection.most)});
      row.push_back(
          words_.fill(Word::describe_collection,
                      {description_.entities[collection.element].name.in(language_), size}));
      row.emplace_back();
      rows.push_back(std::move(row));
    }
    sheet_.table(2, rows);
  }

  void parameters() {
    if (description_.parameters.empty()) return;
    heading(std::string(words_.of(Word::describe_parameters)));
    Rows rows;
    for (const ParameterInfo& parameter : description_.parameters) {
      std::vector<std::string> row = names(parameter.key, parameter.name);
      std::string keys;
      for (const std::string& key : parameter.keys) {
        if (!keys.empty()) keys += words_.of(Word::list_comma);
        keys += fact_name(key);
      }
      row.push_back(keys.empty() ? parameter.type.in(language_)
                                 : words_.fill(Word::test_with_amount,
                                               {parameter.type.in(language_),
                                                words_.fill(Word::describe_by_keys, {keys})}));
      row.push_back(parameter.table);
      rows.push_back(std::move(row));
    }
    sheet_.table(2, rows);
  }

  void programs() {
    if (description_.programs.empty()) return;
    heading(std::string(words_.of(Word::describe_programs)));
    Rows rows;
    for (const ProgramBrief& program : description_.programs) {
      std::vector<std::string> row = names(program.key, program.name);
      row.push_back(words_.fill(Word::describe_of,
                                {description_.entities[program.entity].name.in(language_)}));
      row.push_back(program.amount.in(language_));
      rows.push_back(std::move(row));
    }
    sheet_.table(2, rows);
  }

  const Description& description_;
  Language language_;
  text::Words words_;
  render::Sheet sheet_;
};

}  // namespace

std::string Description::text(Language language, unsigned width) const {
  return DescriptionPage(*this, language, width).take();
}

}  // namespace v0
}  // namespace entitle
