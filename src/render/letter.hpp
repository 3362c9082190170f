// One program's answer as a letter to the household: a paragraph that says who decided what, why,
// by which article, what would change it, what there is instead, what it rests on that is only
// carried forward or assumed, and where to object. Reads the determination and nothing else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entitle/determination.hpp"
#include "render/phrases.hpp"

namespace entitle::render {

/// The outcome that a letter is about; none where nobody is called that, or several are meant.
/// `program` is a key or a label in either language; `recipient` a name, a number or a path, and of
/// a program of the household only whom the letter greets.
const Outcome* outcome_of(const Determination& determination, std::string_view program,
                          std::string_view recipient);

/// The paragraph, not yet broken into lines.
std::string letter(const Determination& determination, const Outcome& outcome,
                   std::string_view greeted, Language language);

// The parts of it that read the tree of reasons.

/// A value as a sentence has it: "每月 910.00 元".
std::string in_sentence(const Phrases& say, const Value& value);
/// Between 汉字 and a digit stands a space.
std::string spaced(const Phrases& say, const std::string& value);
/// Why a refusing line refuses, both sides and the difference; `negated`: it holds and must not.
std::string why(const Phrases& say, const Reason& reason, bool negated);
/// Why an outcome is refused, line by line, each with its articles.
std::string why(const Phrases& say, const Outcome& outcome);
/// What would have to change for another answer, as a sentence; empty where nothing can.
std::string change(const Phrases& say, const Outcome& outcome);

}  // namespace entitle::render
