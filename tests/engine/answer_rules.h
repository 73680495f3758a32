// Programs for the tests of answers, written node by node.
//
//   Rules rules(facts.schema());
//   const NodeId buyer = rules.Did(purchase, {InLastWindow{Days(30)}});
//   const std::uint32_t gained = rules.Measure(EntriesMeasure{{buyer, std::nullopt}});
//   Report report = Monthly({rules.Show(gained)}, "2026-01-01", "2026-04-01");
//   const Answers answers(rules.program, facts.Build());
//   answers.Table("2026-03-15", report)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/answers.h"
#include "engine/calendar.h"
#include "tests/engine/timeline_builder.h"

namespace segue::engine {

inline Length Days(std::int64_t days) { return {days * kMillisecondsPerDay, 0}; }
inline Length Months(std::int32_t months) { return {0, months}; }

class Rules {
 public:
  explicit Rules(Schema schema) { program.schema = std::move(schema); }

  Program program;

  NodeId Add(NodeOperation operation) {
    program.nodes.push_back({std::move(operation), ""});
    return static_cast<NodeId>(program.nodes.size() - 1);
  }
  NodeId Did(EventKindId kind, std::vector<WhenClause> when = {}) {
    return Add(DidNode{Events({kind}), std::move(when), 1, {}});
  }
  NodeId FieldIs(FieldId field, const std::string& text) { return Add(FieldNode{field, Equal(text)}); }
  NodeId Not(NodeId part) { return Add(ComplementNode{part}); }
  /// The run of a new lifecycle.
  NodeId Run(Lifecycle lifecycle) {
    program.lifecycles.push_back(std::move(lifecycle));
    program.lifecycle_runs.push_back(Add(LifecycleRunNode{static_cast<LifecycleId>(program.lifecycles.size() - 1)}));
    return program.lifecycle_runs.back();
  }
  std::uint32_t Measured(decltype(engine::Measure::what) what, std::vector<NodeId> only_for = {}) {
    program.measures.push_back({std::move(what), std::move(only_for)});
    return static_cast<std::uint32_t>(program.measures.size() - 1);
  }

  static ValueTest Equal(Value value) { return {TestKind::kEqual, false, {{std::move(value), false}}}; }
  static EventSet Events(const std::vector<EventKindId>& kinds) {
    EventSet set;
    for (const EventKindId kind : kinds) set.alternatives.push_back({kind, std::nullopt});
    return set;
  }
  static EventMatch Match(EventKindId kind, PropertyId property, ValueTest test) {
    return {kind, Predicate{PropertyTest{property, std::move(test)}}};
  }
  static Transition On(std::vector<StateId> from, StateId to, EventKindId kind) {
    return {std::move(from), to, Events({kind}), std::nullopt, std::nullopt};
  }
  static Transition When(std::vector<StateId> from, StateId to, NodeId condition) {
    return {std::move(from), to, std::nullopt, std::nullopt, condition};
  }
};

inline Expression OfMeasure(std::uint32_t measure) {
  Expression expression;
  expression.kind = Expression::Kind::kMeasure;
  expression.measure = measure;
  return expression;
}

inline Expression Combine(Expression::Kind kind, Expression a, Expression b) {
  Expression expression;
  expression.kind = kind;
  expression.parts = {std::move(a), std::move(b)};
  return expression;
}

inline ShownMetric Show(std::uint32_t measure) { return {"shown", 0, OfMeasure(measure)}; }

inline Report Shown(const std::vector<std::uint32_t>& measures) {
  Report report;
  for (const std::uint32_t measure : measures) report.shown.push_back(Show(measure));
  return report;
}

/// By month, months from `from` up to (not including) `to`; the whole data when `from` is empty.
inline Report Monthly(const std::vector<std::uint32_t>& measures, std::string_view from = "",
                      std::string_view to = "") {
  Report report = Shown(measures);
  report.period = CalendarUnit::kMonth;
  if (!from.empty()) report.range = Interval{At(from), At(to)};
  return report;
}

/// An evaluator with all that must outlive it.
class Answers {
 public:
  Answers(Program program, Timelines timelines, std::string_view zone = "UTC")
      : program_(std::move(program)),
        timelines_(std::move(timelines)),
        calendar_(*Calendar::Load(zone)),
        evaluator_(program_, timelines_, calendar_) {}

  const Evaluator& evaluator() const { return evaluator_; }
  ReportResult Compute(std::string_view as_of, const Report& report) const {
    return ComputeReport(evaluator_, At(as_of), report);
  }

  /// The table as text, one line per row: `label,splits…,cells…`; `-` is a missing split, `none` no value
  /// (`unrecorded` where nothing was recorded, `no values` where a statistic has none), `*` after a partial period; of
  /// a cohort `+n of m` (m contacts, n periods on); ` after …` what `compare` sets beside it.
  std::vector<std::string> Table(std::string_view as_of, const Report& report) const;

 private:
  Program program_;
  Timelines timelines_;
  Calendar calendar_;
  Evaluator evaluator_;
};

std::string Text(const Cell& cell);

using Lines = std::vector<std::string>;

}  // namespace segue::engine
