// A condition was false where the contact existed and it was not true.
#include "adapters/rule_tests/condition_coverage.h"

namespace segue::rule_tests {
namespace {

bool BeginsBy(const engine::IntervalColumn& column, engine::Instant as_of) {
  for (const engine::Instant start : column.starts) {
    if (start <= as_of) return true;
  }
  return false;
}

}  // namespace

void ConditionCoverage::Note(const engine::Batch& batch, engine::Instant as_of) {
  engine::IntervalColumn part;
  for (const engine::NodeId node : nodes_) {
    if (batch.Moments(node).size() != batch.size()) continue;  // a run: it holds nothing
    engine::Intersect(batch.Moments(node), batch.Existence(), part);
    if (BeginsBy(part, as_of)) true_[node] = 1;
    engine::Subtract(batch.Existence(), batch.Moments(node), part);
    if (BeginsBy(part, as_of)) false_[node] = 1;
  }
}

}  // namespace segue::rule_tests
