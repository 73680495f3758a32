// See report_plan.h.
#include "engine/report_plan.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "engine/report_comparison.h"
#include "unicode/unicode.h"

namespace segue::engine {

const EventSet* EventsOf(const Measure& measure) {
  return std::visit(
      [](const auto& what) -> const EventSet* {
        if constexpr (requires { what.events; })
          return &what.events;
        else
          return nullptr;
      },
      measure.what);
}

bool IsRecorded(const ReportPlan& plan, const PlannedMeasure& planned, const ReportPeriod& period) {
  const Measure& measure = *planned.measure;
  if (measure.trailing) {
    return planned.recorded.At(plan.evaluator->calendar().Subtract(period.counted.end, *measure.trailing));
  }
  const bool stock = std::holds_alternative<MembersMeasure>(measure.what) ||
                     std::holds_alternative<LevelMeasure>(measure.what) || measure.to_date;
  return planned.recorded.At(stock ? period.Reading() : period.counted.start);
}

bool IsIncomplete(const ReportPlan& plan, const PlannedMeasure& planned, const ReportPeriod& period) {
  const auto* cohort = std::get_if<CohortMeasure>(&planned.measure->what);
  const EventSet* events = EventsOf(*planned.measure);
  const bool followed = events != nullptr && events->followed_by;
  if (cohort == nullptr && !followed) return false;
  const Length& within = cohort != nullptr ? cohort->within : events->followed_by->within;
  return plan.as_of < plan.evaluator->calendar().Add(period.counted.end, within);
}

std::uint32_t ReportPlan::IndexOf(std::uint32_t measure_id) const {
  const auto found =
      std::find_if(measures.begin(), measures.end(), [&](const auto& planned) { return planned.id == measure_id; });
  return static_cast<std::uint32_t>(found - measures.begin());
}

namespace {

void CollectMeasures(const Expression& expression, std::vector<std::uint32_t>& ids) {
  if (expression.kind == Expression::Kind::kMeasure) ids.push_back(expression.measure);
  for (const Expression& part : expression.parts) CollectMeasures(part, ids);
}

template <typename T>
void KeepDistinct(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::vector<PlannedKind> PlanKinds(const EventSet& events, const Evaluator& evaluator) {
  const Timelines& timelines = evaluator.common();
  std::vector<PlannedKind> kinds;
  for (std::uint32_t i = 0; i < events.alternatives.size(); ++i) {
    const EventMatch& match = events.alternatives[i];
    auto kind =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto& planned) { return planned.kind == match.kind; });
    if (kind == kinds.end()) {
      kinds.push_back({match.kind, {}});
      kind = kinds.end() - 1;
    }
    PlannedAlternative& alternative = kind->alternatives.emplace_back(PlannedAlternative{i, std::nullopt});
    if (match.filter) alternative.filter.emplace(*match.filter, timelines.events[match.kind], evaluator.calendar());
  }
  return kinds;
}

std::vector<char> StateSet(const std::vector<StateId>& states, std::size_t size) {
  std::vector<char> set(size, 0);
  for (const StateId state : states) set[state] = 1;
  return set;
}

std::shared_ptr<const ValueCodes> CodesOf(const EventStatisticMeasure& values, const Evaluator& evaluator) {
  SameProperty properties;
  properties.property_by_kind.resize(evaluator.program().schema.events.size());
  for (std::size_t i = 0; i < values.properties.size(); ++i) {
    properties.property_by_kind[values.events.alternatives[i].kind] = values.properties[i];
  }
  return std::make_shared<const ValueCodes>(properties, evaluator.common().events);
}

/// Where each text of the properties stands among the places.
std::vector<std::vector<double>> PlacesOf(const EventStatisticMeasure& values, const Evaluator& evaluator) {
  std::vector<std::string> folded;
  for (const std::string& place : values.places) folded.push_back(unicode::FoldCase(place));
  std::vector<std::vector<double>> places(values.properties.size());
  for (std::size_t i = 0; i < places.size() && !folded.empty(); ++i) {
    const auto& properties = evaluator.common().events[values.events.alternatives[i].kind].properties;
    if (values.properties[i] >= properties.size() || !properties[values.properties[i]].dictionary) continue;
    for (const std::string& text : properties[values.properties[i]].dictionary->texts) {
      places[i].push_back(static_cast<double>(std::ranges::find(folded, unicode::FoldCase(text)) - folded.begin()));
    }
  }
  return places;
}

PlannedMeasure PlanMeasure(const Evaluator& evaluator, std::uint32_t id) {
  const Program& program = evaluator.program();
  PlannedMeasure planned;
  planned.id = id;
  planned.measure = &program.measures[id];
  if (const EventSet* events = EventsOf(*planned.measure)) planned.kinds = PlanKinds(*events, evaluator);
  if (const auto* moves = std::get_if<MovesMeasure>(&planned.measure->what)) {
    const auto& run = std::get<LifecycleRunNode>(program.nodes[moves->run].operation);
    const std::size_t states = program.lifecycles[run.lifecycle].states.size();
    planned.from = StateSet(moves->from, states);
    planned.to = StateSet(moves->to, states);
  }
  if (const auto* values = std::get_if<EventStatisticMeasure>(&planned.measure->what)) {
    if (values->statistic.kind == Statistic::Kind::kDistinct) planned.codes = CodesOf(*values, evaluator);
    planned.places = PlacesOf(*values, evaluator);
  }
  if (const auto* cohort = std::get_if<CohortMeasure>(&planned.measure->what)) {
    planned.outcome = std::make_shared<PlannedMeasure>(PlanMeasure(evaluator, cohort->outcome));
    planned.entry = std::make_shared<PlannedMeasure>(PlanMeasure(evaluator, cohort->entry));
  }
  return planned;
}

/// The split reads the property that gives the credit, or a group of the touches' properties.
bool ReadsTouch(const SplitAxis& axis, const Credit& credit) {
  const auto* property = std::get_if<PropertySplit>(&axis.split->by);
  for (std::size_t i = 0; i < credit.touches.alternatives.size(); ++i) {
    const EventKindId kind = credit.touches.alternatives[i].kind;
    if (property != nullptr) {
      if (kind >= property->property_by_kind.size() || property->property_by_kind[kind] != credit.properties[i])
        return false;
    } else if (kind >= axis.matches_by_kind.size() || axis.matches_by_kind[kind].labels.empty()) {
      return false;
    }
  }
  return true;
}

/// What no touch gets the credit for has a row of its own.
void PlanCredit(PlannedMeasure& planned, std::vector<SplitAxis>& axes) {
  if (!planned.measure->credit) return;
  for (SplitAxis& axis : axes) {
    const bool credited = ReadsTouch(axis, *planned.measure->credit);
    planned.credited.push_back(credited ? 1 : 0);
    if (credited) axis.none = axis.labels.Intern("none");
  }
}

/// The nodes that a split reads.
std::vector<NodeId> NodesOf(const Program& program, const Split& split) {
  if (const auto* membership = std::get_if<MembershipSplit>(&split.by)) return {membership->node};
  if (const auto* state = std::get_if<StateSplit>(&split.by)) return {state->run};
  if (const auto* score = std::get_if<ScoreSplit>(&split.by)) return {score->run};
  if (const auto* cohort = std::get_if<CohortSplit>(&split.by)) return {cohort->target.node};
  const auto* group = std::get_if<GroupSplit>(&split.by);
  if (group == nullptr || group->of_event) return {};
  return program.groups[group->group].nodes;
}

void CollectRoots(const EventSet& events, std::vector<NodeId>& roots) {
  for (const WhileCondition& condition : events.during) roots.push_back(condition.node);
}

void CollectRoots(const Program& program, const Measure& measure, std::vector<NodeId>& roots) {
  roots.insert(roots.end(), measure.only_for.begin(), measure.only_for.end());
  if (measure.credit) CollectRoots(measure.credit->touches, roots);
  std::visit(
      [&](const auto& what) {
        using T = std::decay_t<decltype(what)>;
        if constexpr (requires { what.target; }) roots.push_back(what.target.node);
        if constexpr (requires { what.run; }) roots.push_back(what.run);
        if constexpr (requires { what.events; }) CollectRoots(what.events, roots);
        if constexpr (std::is_same_v<T, LevelMeasure>) {
          if (what.score) roots.push_back(*what.score);
        } else if constexpr (std::is_same_v<T, DurationMeasure>) {
          roots.insert(roots.end(), {what.from.node, what.to.node});
        } else if constexpr (std::is_same_v<T, CohortMeasure>) {
          CollectRoots(program, program.measures[what.outcome], roots);
          CollectRoots(program, program.measures[what.entry], roots);
        }
      },
      measure.what);
}

/// Read from the contact alone, with one label at a time.
bool IsOfContact(const Timelines& timelines, const Split& split) {
  if (const auto* field = std::get_if<FieldSplit>(&split.by)) {
    return field->field >= timelines.fields.size() || timelines.fields[field->field].value.type != ValueType::kList;
  }
  if (const auto* group = std::get_if<GroupSplit>(&split.by)) return !group->of_event;
  return std::holds_alternative<MembershipSplit>(split.by) || std::holds_alternative<StateSplit>(split.by) ||
         std::holds_alternative<ScoreSplit>(split.by);
}

/// How many combinations of labels there can be; empty when 64 bits cannot number them.
std::optional<std::uint64_t> CountKeys(const std::vector<SplitAxis>& axes) {
  std::uint64_t keys = 1;
  for (const SplitAxis& axis : axes) {
    if (__builtin_mul_overflow(keys, std::uint64_t{axis.labels.size()}, &keys)) return std::nullopt;
  }
  return keys;
}

TotalsShape PlanShape(const ReportPlan& plan) {
  TotalsShape shape;
  shape.keys = CountKeys(plan.axes).value_or(0);
  shape.measures = static_cast<std::uint32_t>(plan.measures.size());
  shape.periods = plan.periods.size();
  for (const PlannedMeasure& planned : plan.measures) {
    const PlannedMeasure& counted = planned.outcome ? *planned.outcome : planned;
    const auto* sum = std::get_if<EventSumMeasure>(&counted.measure->what);
    shape.numbers = shape.numbers || (sum && !sum->money);
    shape.distinct = shape.distinct || std::holds_alternative<ContactsWithMeasure>(planned.measure->what);
  }
  return shape;
}

}  // namespace

ComparedPlan PlanComparison(const ReportPlan& plan) {
  ComparedPeriods compared =
      ComparePeriods(plan.evaluator->calendar(), plan.evaluator->common(), *plan.report, plan.periods);
  ComparedPlan before{{plan.evaluator,
                       plan.report,
                       plan.as_of,
                       std::move(compared.periods),
                       plan.axes,
                       plan.measures,
                       plan.roots,
                       {},
                       plan.contact_keys,
                       plan.too_many_keys},
                      std::move(compared.beside)};
  before.plan.shape = PlanShape(before.plan);
  return before;
}

ReportPlan PlanReport(const Evaluator& evaluator, Instant as_of, const Report& report) {
  const Program& program = evaluator.program();
  const Timelines& timelines = evaluator.common();
  ReportPlan plan{&evaluator, &report, as_of, ReportPeriods(evaluator.calendar(), timelines, as_of, report),
                  {},         {},      {},    {}};
  plan.axes = PrepareSplits(evaluator, report.splits, plan.periods);
  std::vector<std::uint32_t> ids;
  for (const ShownMetric& shown : report.shown) CollectMeasures(shown.expression, ids);
  if (report.cohort_size) ids.push_back(*report.cohort_size);
  KeepDistinct(ids);
  for (const std::uint32_t id : ids) plan.measures.push_back(PlanMeasure(evaluator, id));

  const RecordedDependencies recorded(program, timelines);
  for (PlannedMeasure& planned : plan.measures) {
    planned.recorded = recorded.OfMeasure(*planned.measure);
    CollectRoots(program, *planned.measure, plan.roots);
    PlanCredit(planned, plan.axes);
    // A label such as "no" is as much a claim about absent events as the number beside it.
    for (const Split& split : report.splits) {
      for (const NodeId node : NodesOf(program, split)) planned.recorded &= recorded.OfNode(node);
    }
  }
  for (const Split& split : report.splits) {
    const std::vector<NodeId> nodes = NodesOf(program, split);
    plan.roots.insert(plan.roots.end(), nodes.begin(), nodes.end());
  }
  KeepDistinct(plan.roots);
  plan.shape = PlanShape(plan);
  plan.too_many_keys = !CountKeys(plan.axes);
  plan.contact_keys = !plan.axes.empty() && std::ranges::all_of(plan.axes, [&](const SplitAxis& axis) {
    return IsOfContact(timelines, *axis.split);
  });
  return plan;
}

}  // namespace segue::engine
