// The program's measures, each once, and the narrowing of measures to some contacts.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/program.h"

namespace segue::rules {

class MeasurePool {
 public:
  /// The measure's index. `label` is its text as first written.
  std::uint32_t Add(engine::Measure measure, std::string label);
  /// The same measure `for` one more condition.
  std::uint32_t Narrow(std::uint32_t measure, engine::NodeId only_for);

  const engine::Measure& operator[](std::uint32_t index) const { return measures_[index]; }
  const std::string& Label(std::uint32_t index) const { return labels_[index]; }
  std::vector<engine::Measure> Take() { return std::move(measures_); }

 private:
  std::vector<engine::Measure> measures_;
  std::vector<std::string> labels_;
  std::unordered_map<std::string, std::uint32_t> by_key_;
};

/// The events that a measure counts, sums or takes values of; null for measures of segments and lifecycles.
const engine::EventSet* EventsOf(const engine::Measure& measure);
/// Whether it counts events of the account, which happen to no contact.
bool IsAccountMeasure(const engine::Measure& measure, const engine::Schema& schema);
/// Calls `visit(measure index)` for every measure of an expression.
template <typename Visit>
void VisitMeasures(const engine::Expression& expression, const Visit& visit) {
  if (expression.kind == engine::Expression::Kind::kMeasure) visit(expression.measure);
  for (const engine::Expression& part : expression.parts) VisitMeasures(part, visit);
}

}  // namespace segue::rules
