// A test compiled against a column's type and dictionary, so that testing a row costs a load and a comparison.
//
// Texts, choices, lists and flags: one bit of truth per distinct value. Numbers, money, dates and times: closed ranges
// of the stored number. A missing value is in no range and no set, so it fails, and passes a negated test.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/timelines.h"
#include "engine/value.h"

namespace segue::engine {

class CompiledTest {
 public:
  /// Of `column` only the type and the dictionary count. Operands of another type than the column's never hold.
  CompiledTest(const ValueTest& test, const Column& column);

  /// The answer for a missing value.
  bool MissingPasses() const { return negated_; }
  /// Tests a row of a column with that type and dictionary. Without rows (not loaded) every value is missing.
  bool Passes(const Column& column, std::uint32_t row) const;
  /// marks[i] = 1 where row first + i passes, else 0.
  void Mark(const Column& column, std::uint32_t first, std::span<std::uint8_t> marks) const;

 private:
  /// Closed [low, high].
  template <typename T>
  struct Range {
    T low, high;
  };
  void CompileTexts(const ValueTest& test, const Dictionary& dictionary);
  void CompileSets(const ValueTest& test, const SetDictionary& sets);
  void CompileFlags(const ValueTest& test);
  void CompileNumbers(const ValueTest& test);
  void CompileIntegers(const ValueTest& test, ValueType type);

  bool negated_ = false;
  std::vector<std::uint8_t> passes_by_code_;  // already negated
  std::vector<Range<double>> number_ranges_;
  std::vector<Range<std::int64_t>> integer_ranges_;
};

}  // namespace segue::engine
