// Which columns of the store an answer needs: what the nodes behind it name, and nothing else.
#pragma once

#include <vector>

#include "adapters/load_request.h"
#include "engine/program.h"

namespace segue::cli {

/// Gathers what an answer is made of, then walks the program once.
class NeededColumns {
 public:
  /// The program must outlive this.
  explicit NeededColumns(const engine::Program& program);

  void AddNode(engine::NodeId node);
  void AddField(engine::FieldId field);
  void AddLifecycle(engine::LifecycleId lifecycle);
  void AddMetric(const engine::Metric& metric);
  void AddReport(const engine::Report& report);
  void AddGoal(const engine::Goal& goal);
  void AddAlert(const engine::Alert& alert);
  void AddExperiment(const engine::Experiment& experiment);
  void AddPrune(const engine::Prune& prune);

  adapters::LoadRequest Request() const;

 private:
  void AddEvents(const engine::EventSet& events);
  void AddMatch(const engine::EventMatch& match);
  void AddPredicate(engine::EventKindId kind, const engine::Predicate& predicate);
  void AddExpression(const engine::Expression& expression);
  void AddMeasure(const engine::Measure& measure);
  void AddProperties(const std::vector<std::optional<engine::PropertyId>>& property_by_kind);
  void AddProperties(const engine::EventSet& events, const std::vector<engine::PropertyId>& properties);
  void AddSplit(const engine::Split& split);
  void AddGroup(const engine::GroupSplit& by);
  /// The parts, fields and events that one node names itself.
  void Open(const engine::Node& node);

  const engine::Program& program_;
  std::vector<bool> nodes_;
  std::vector<bool> fields_, kinds_, lists_;
  std::vector<std::vector<bool>> properties_;
  bool keys_ = false;
};

}  // namespace segue::cli
