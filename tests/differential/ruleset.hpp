// A generated ruleset as a tree that can be printed as rule text and tables, and made smaller piece
// by piece. It knows the words of the language and nothing of what they mean: what is ill-typed is
// refused by the checker like anybody's mistake.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "value/type.hpp"

namespace entitle::differential {

using Type = value::Type;

/// An expression, a block or a table of cases as text with holes.
struct Tree {
  enum class Form : std::uint8_t {
    simple,  ///< pieces[0] kids[0] pieces[1] … ; one piece more than kids
    block,   ///< head { line: kids[0] line: kids[1] … }
    cases,   ///< kids are condition, value, condition, value, …, otherwise
  };
  Form form = Form::simple;
  Type type;
  std::string head;
  std::vector<std::string> pieces;
  std::vector<Tree> kids;

  static Tree leaf(Type type, std::string text) {
    return {Form::simple, type, {}, {std::move(text)}, {}};
  }
  std::string print(int indent) const;
};

struct Fact {
  std::string name;
  Type type;
  bool finding = false;
  std::string words;                 ///< the type as written, with its range
  std::vector<std::string> choices;  ///< of one-ofs that list them
  std::vector<Tree> only_if;         ///< none or one
  std::string born;                  ///< of an age: the fact that it is counted from; may be empty
};

struct Collection {
  std::string name;
  std::uint32_t element = 0;  ///< in Ruleset::entities
  std::string size;
  bool never_empty = false;
};

struct Entity {
  std::string name;
  int parent = -1;
  std::vector<Fact> facts;
  std::vector<Collection> collections;
};

struct Parameter {
  std::string name;
  std::vector<std::string> keys;  ///< facts of the root
  Type type;
  std::string words;
  std::vector<std::vector<std::string>> rows;  ///< cells in the order of columns()
  std::vector<std::string> columns() const;
};

struct Definition {
  std::string name;
  std::uint32_t entity = 0;
  Tree value;
};

struct Rule {
  bool program = false;
  std::string name;
  std::uint32_t entity = 0;
  Tree condition;
  std::vector<Tree> amount;  ///< none or one
  std::string force;         ///< `in force from …`; may be empty
};

struct Ruleset {
  std::vector<std::string> counties;  ///< the table counties.csv
  std::vector<Entity> entities;       ///< the root first, parents before children
  std::vector<Parameter> parameters;
  /// Definitions and rules in the order made: each refers to those before it only.
  std::vector<Definition> definitions;
  std::vector<Rule> rules;
  std::vector<std::string> settlement;  ///< its lines
  std::string as_of = "2021-06-01";

  std::string text() const;
  /// Tables by the name that the rules use.
  std::map<std::string, std::string> tables() const;
};

/// How many nodes of expressions there are: what shrinking makes smaller.
std::size_t size_of(const Ruleset& ruleset);

}  // namespace entitle::differential
