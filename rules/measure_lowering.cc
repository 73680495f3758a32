// What is counted.
#include "rules/measure_lowering.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "rules/codes.h"
#include "rules/hints.h"
#include "rules/measure_pool.h"
#include "rules/precedent_reader.h"

namespace segue::rules {

using engine::NodeId;

std::optional<LoweredMeasure> MeasureLowering::Lower(const dsl::Measure& measure, dsl::Span span) {
  Result result = std::visit([&](const auto& what) { return Lower(what, span); }, measure.what);
  if (!measure.credit) return result;
  auto credit = Lower(*measure.credit);
  if (!result || !credit || !CanBeCredited(result->measure, span)) return {};
  result->measure.credit = std::move(*credit);
  return result;
}

// ---------------------------------------------------------------- entries, exits, members

std::optional<LoweredMeasure> MeasureLowering::Lower(const dsl::EntriesMeasure& measure, dsl::Span) {
  const auto target = Lower(measure.target);
  if (!target) return {};
  if (measure.exits) return LoweredMeasure{{engine::ExitsMeasure{*target}}, {}};
  return LoweredMeasure{{engine::EntriesMeasure{*target}}, {}};
}

std::optional<LoweredMeasure> MeasureLowering::Lower(const dsl::MembersMeasure& measure, dsl::Span) {
  const auto target = Lower(measure.target);
  if (!target) return {};
  if (measure.average) return LoweredMeasure{{engine::AverageMembersMeasure{*target}}, {engine::Unit::kNumber, {}}};
  return LoweredMeasure{{engine::MembersMeasure{*target}}, {}};
}

std::optional<engine::Target> MeasureLowering::Lower(const dsl::Target& target) {
  if (target.everyone) return engine::Target{context_.graph.Add(engine::EveryoneNode{}, "everyone"), {}};
  if (target.state) return StateTarget(target);
  const Symbol* symbol = context_.model.names.Find(target.name.text);
  if (symbol != nullptr && symbol->kind == SymbolKind::kLifecycle) {
    const States& states = context_.model.states[symbol->index];
    context_.report.Error(code::kOtherKindOfName, target.name.span, Quote(target.name.text) + " is a lifecycle",
                          "say which state: `" + target.name.text + "." + states.names.front() + "`");
    return {};
  }
  const NodeId node = conditions_.NodeOfMember(target.name);
  return node == kFailed ? std::nullopt : std::optional(engine::Target{node, {}});
}

std::optional<engine::Target> MeasureLowering::StateTarget(const dsl::Target& target) {
  const Symbol* lifecycle = LifecycleOf(target.name);
  if (lifecycle == nullptr) return {};
  const auto states = conditions_.StatesOf(lifecycle->index, {*target.state});
  const NodeId run = context_.lifecycle_runs[lifecycle->index];
  if (!states || run == kFailed) return {};
  return engine::Target{run, states->front()};
}

const Symbol* MeasureLowering::LifecycleOf(const dsl::Name& name) {
  const Symbol* symbol = context_.model.names.Find(name.text);
  if (symbol != nullptr && symbol->kind == SymbolKind::kLifecycle) return symbol;
  if (symbol != nullptr) {
    context_.report.Error(code::kOtherKindOfName, name.span,
                          Quote(name.text) + " is " + KindInWords(symbol->kind) + "; only a lifecycle has states");
    return nullptr;
  }
  std::vector<std::string_view> lifecycles;
  for (const auto& declared : context_.model.lifecycles) lifecycles.push_back(declared.syntax->name.text);
  context_.report.Unknown(code::kUnknownLifecycle, name, "there is no lifecycle " + Quote(name.text),
                          context_.suggestions.DidYouMean(name.text, lifecycles));
  return nullptr;
}

// ---------------------------------------------------------------- moves

std::optional<LoweredMeasure> MeasureLowering::Lower(const dsl::MovesMeasure& measure, dsl::Span span) {
  const Symbol* lifecycle = LifecycleOf(measure.lifecycle);
  if (lifecycle == nullptr) return {};
  auto from = StatesOf(lifecycle->index, measure.from);
  auto to = StatesOf(lifecycle->index, measure.to);
  const NodeId run = context_.lifecycle_runs[lifecycle->index];
  if (!from || !to || run == kFailed) return {};
  engine::MovesMeasure moves{run, std::move(*from), std::move(*to)};
  WarnIfNoSuchMove(lifecycle->index, moves, span);
  return LoweredMeasure{{std::move(moves)}, {}};
}

std::optional<std::vector<engine::StateId>> MeasureLowering::StatesOf(std::uint32_t lifecycle,
                                                                      const dsl::Origin& origin) {
  if (!origin.any) return conditions_.StatesOf(lifecycle, origin.states);
  std::vector<engine::StateId> all(context_.model.states[lifecycle].names.size());
  std::iota(all.begin(), all.end(), engine::StateId{0});
  return all;
}

void MeasureLowering::WarnIfNoSuchMove(std::uint32_t lifecycle, const engine::MovesMeasure& moves, dsl::Span span) {
  const auto contains = [](const std::vector<engine::StateId>& states, engine::StateId state) {
    return std::binary_search(states.begin(), states.end(), state);
  };
  for (const engine::Transition& transition : context_.lifecycles[lifecycle].transitions) {
    if (!contains(moves.to, transition.to)) continue;
    for (const engine::StateId from : transition.from) {
      if (contains(moves.from, from)) return;
    }
  }
  context_.report.Warning(
      code::kNoSuchMove, span,
      "this counts nothing: no transition of " + Quote(context_.lifecycles[lifecycle].name) + " makes this move");
}

// ---------------------------------------------------------------- events

std::optional<engine::EventSet> MeasureLowering::EventsWith(const dsl::Events& events,
                                                            const std::optional<dsl::Filter>& filter,
                                                            const std::optional<dsl::WhileClause>& during,
                                                            EventUse use) {
  std::vector<const dsl::Filter*> filters;
  if (filter) filters.push_back(&*filter);
  std::vector<const dsl::WhileClause*> clauses;
  if (during) {
    clauses.push_back(&*during);
    WarnAboutWhileLeaving(context_, events, *during, during->condition->span);
    GiveHints(context_, *during->condition, HintPlace::kElsewhere);
  }
  auto set = conditions_.Lower(events, filters, clauses, use);
  if (!set || set->during.empty()) return set;
  for (const engine::EventMatch& match : set->alternatives) {
    const engine::EventKind& kind = context_.model.schema.events[match.kind];
    if (!kind.account) continue;
    context_.report.Error(code::kAccountFor, events.span,
                          Quote(kind.name) + " happens to the account; `while` asks about a contact", "remove `while`");
    return {};
  }
  return set;
}

std::optional<LoweredMeasure> MeasureLowering::Lower(const dsl::EventsMeasure& measure, dsl::Span) {
  const EventUse use = measure.contacts || measure.followed ? EventUse::kContact : EventUse::kAccountToo;
  auto events = EventsWith(measure.events, measure.filter, measure.during, use);
  if (!events || (measure.followed && !Follow(*measure.followed, *events))) return {};
  LoweredMeasure lowered;
  if (measure.contacts) {
    lowered.measure.what = engine::ContactsWithMeasure{std::move(*events)};
  } else {
    lowered.measure.what = engine::EventCountMeasure{std::move(*events)};
  }
  lowered.measure.to_date = measure.to_date;
  return lowered;
}

bool MeasureLowering::Follow(const dsl::FollowedBy& followed, engine::EventSet& events) {
  std::vector<const dsl::Filter*> filters;
  if (followed.filter) filters.push_back(&*followed.filter);
  std::vector<const dsl::Name*> needed;
  for (const dsl::SameProperty& same : followed.same) needed.push_back(&same.property);
  auto then = conditions_.Lower(followed.events, filters, {}, EventUse::kContact, needed);
  if (!then) return false;
  // The precedent of the completing events, seen from the first ones.
  events.followed_by = ReadPrecedent(context_, std::move(*then), events, followed.same, followed.within);
  return events.followed_by.has_value();
}

std::optional<LoweredMeasure> MeasureLowering::SumOf(const dsl::PropertyMeasure& measure, engine::EventSet events) {
  engine::EventSumMeasure sum{std::move(events), {}, false};
  std::optional<MeasuredUnit> unit;
  for (const engine::EventMatch& match : sum.events.alternatives) {
    const auto property = events_.PropertyOf(measure.property.property, match.kind);
    if (!property) return {};
    const auto next = SummedUnit(match.kind, *property, measure.property.property.span);
    if (!next) return {};
    if (unit && (unit->unit != next->unit || unit->currency != next->currency)) {
      context_.report.Error(code::kUnitsDiffer, measure.property.span,
                            "these properties cannot be added: they are in different units",
                            "write one sum for each unit");
      return {};
    }
    unit = next;
    sum.properties.push_back(*property);
  }
  if (!unit) return {};
  sum.money = unit->unit == engine::Unit::kMoney;
  return LoweredMeasure{{std::move(sum)}, *unit};
}

std::optional<MeasuredUnit> MeasureLowering::SummedUnit(engine::EventKindId kind, engine::PropertyId property,
                                                        dsl::Span span) {
  const engine::EventKind& event = context_.model.schema.events[kind];
  const engine::FieldDeclaration& declaration = event.properties[property];
  if (declaration.type == engine::ValueType::kMoney) return MeasuredUnit{engine::Unit::kMoney, declaration.currency};
  if (declaration.type == engine::ValueType::kNumber) return MeasuredUnit{engine::Unit::kNumber, {}};
  context_.report.Error(code::kCannotSum, span,
                        declaration.name + " of " + event.name + " is " + TypeInWords(declaration) +
                            "; only numbers and money have a sum, an average or a median",
                        "write `count of " + event.name + "` to count the events");
  return {};
}

}  // namespace segue::rules
