// Tests of a group's label (`Channel = "SMS"`, `Channel in ("SMS", "E-mail")`, `Channel is set`): decided once for each
// label, then written as "the first label whose condition holds is one of those".
//
//   group Channel { "E-mail" when a; "SMS" when b; otherwise "Direct" }
//   Channel = "SMS"   not a and b         Channel != "SMS"   a or not b
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "dsl/syntax.h"
#include "rules/context.h"

namespace segue::rules {

/// Which labels pass; `otherwise` is the answer where no condition holds (a missing label, or the one of `otherwise`).
struct LabelTest {
  std::vector<bool> passes;  // by label that has a condition
  bool otherwise = false;
};

/// Empty when something was reported. Warns when no label, or every one, passes.
std::optional<LabelTest> ReadLabelTest(Context& context, const LoweredGroup& group, const dsl::Test& test);
/// `was "SMS"`, `was in (…)`, `was set`.
std::optional<LabelTest> ReadLabelTest(Context& context, const LoweredGroup& group, const dsl::WasCondition& was);

/// Writes the test over conditions of any kind, `parts` by label. `algebra` has All(parts), Any(parts), Not(part),
/// Constant(bool). Neighbouring labels that answer alike make one combination, so the result is flat.
template <typename Part, typename Algebra>
Part WriteLabelTest(const LabelTest& test, const std::vector<Part>& parts, Algebra algebra) {
  std::optional<Part> rest;  // empty: test.otherwise
  std::size_t last = test.passes.size();
  while (last > 0) {
    std::size_t first = last - 1;
    while (first > 0 && test.passes[first - 1] == test.passes[last - 1]) --first;
    const bool passes = test.passes[first];
    std::vector<Part> joined;
    for (std::size_t label = first; label < last; ++label) {
      joined.push_back(passes ? parts[label] : algebra.Not(parts[label]));
    }
    last = first;
    if (!rest && passes == test.otherwise) continue;  // as everything after it
    if (rest) joined.push_back(std::move(*rest));
    rest = passes ? algebra.Any(std::move(joined)) : algebra.All(std::move(joined));
  }
  return rest ? std::move(*rest) : algebra.Constant(test.otherwise);
}

}  // namespace segue::rules
