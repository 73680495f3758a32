// A condition as prose, before it is laid out: clauses joined by "and" and "or", so that no reading is ambiguous.
//
// `a and (b or c)` is {kAll: a, {kAny: b, c}}. Laid out inline, inner groups stand in parentheses; laid out as a list,
// every level is numbered: (1), (2), (2.1).
#pragma once

#include <string>
#include <vector>

namespace segue::wording {

struct Phrase {
  enum class Kind {
    kClause,
    kAll,     // every part is true
    kAny,     // at least one is
    kNotAll,  // at least one is not
    kNone     // none is
  };
  Kind kind = Kind::kClause;
  std::string clause;
  std::vector<Phrase> parts;

  static Phrase Clause(std::string text) { return {Kind::kClause, std::move(text), {}}; }
};

/// One line of a sentence; items of a list are one deeper than what introduces them.
struct Line {
  int depth = 0;
  std::string text;
};
using Sentence = std::vector<Line>;

/// The lines one after the other: "… true: (1) email has a value; (2) …."
std::string OneLine(const Sentence& sentence);

}  // namespace segue::wording
