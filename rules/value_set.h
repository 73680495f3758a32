// The values, missing included, that a test of a field or property lets through: what several tests leave together, and
// whether one lets through only what another does.
//
//   age > 30                  (30, ∞);  with age < 20, (−∞, 20), nothing is left
//   country = "FR"            {fr}
//   country != "FR"           all but fr, missing included
//   country is exactly "FR"   {FR}, which lies within {fr}
//
// Sound, not complete: a set may be larger than what can occur, never smaller.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/value.h"

namespace segue::rules {

class ValueSet {
 public:
  explicit ValueSet(const engine::ValueTest& test);

  void Intersect(const ValueSet& other);
  bool IsEmpty() const;
  /// Every value of this set is let through by `other`. False where that cannot be seen.
  bool IsWithin(const ValueSet& other) const;

 private:
  struct Any {};
  /// A text without letter case; with `exact`, only in this spelling.
  struct Word {
    std::string folded;
    std::optional<std::string> exact;
  };
  struct Words {
    bool all_but = false;
    std::vector<Word> words;
  };
  struct Bound {
    engine::Value value;
    bool open = false;
  };
  struct Range {  // no bound: without end
    std::optional<Bound> low, high;
  };
  /// Apart from each other, ascending.
  struct Ranges {
    std::vector<Range> ranges;
  };
  using Values = std::variant<Any, Words, Ranges>;

  static std::optional<Word> WordOf(const engine::Operand& operand);
  static bool Covers(const Word& wide, const Word& narrow);
  static bool Meet(const Word& a, const Word& b);
  static std::optional<Words> WordsOf(const engine::ValueTest& test);
  static std::optional<Ranges> RangesOf(const engine::ValueTest& test);
  static bool IsHollow(const Range& range);
  static Range Overlap(const Range& a, const Range& b);
  static bool IsWithin(const Range& a, const Range& b);
  static Ranges Complement(const Ranges& ranges);
  void Intersect(const Words& other);
  void Intersect(const Ranges& other);
  static bool IsWithin(const Words& a, const Words& b);
  static bool IsWithin(const Ranges& a, const Ranges& b);

  bool missing_ = false;  // a missing value is let through
  bool whole_ = true;     // exactly what the test lets through; else more
  Values values_;
};

}  // namespace segue::rules
