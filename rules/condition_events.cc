// Conditions about what happened: `did …`, `last …`, `first …`.
#include <algorithm>
#include <utility>

#include "rules/codes.h"
#include "rules/condition_lowering.h"
#include "rules/precedent_reader.h"

namespace segue::rules {

using engine::NodeId;

std::optional<engine::WhileCondition> ConditionLowering::Lower(const dsl::WhileClause& during) {
  const NodeId node = Lower(*during.condition);
  if (node == kFailed) return {};
  return engine::WhileCondition{node, during.just_before};
}

std::optional<engine::EventSet> ConditionLowering::Lower(const dsl::Events& events,
                                                         const std::vector<const dsl::Filter*>& filters,
                                                         const std::vector<const dsl::WhileClause*>& during,
                                                         EventUse use, const std::vector<const dsl::Name*>& needed) {
  auto set = events_.Read(events, filters, use, needed);
  bool complete = set.has_value();
  for (const dsl::WhileClause* clause : during) {
    const auto condition = Lower(*clause);
    complete = complete && condition.has_value();
    if (complete) set->during.push_back(*condition);
  }
  return complete ? std::move(set) : std::nullopt;
}

// ---------------------------------------------------------------- did

NodeId ConditionLowering::Lower(const dsl::DidCondition& did, Span span) {
  auto events = EventsOf(did);
  engine::DidNode node;
  const auto windows = ReadWindows(did.clauses);
  const bool counts_are_whole = ReadCounts(did.clauses, node);
  if (!events || !windows || !counts_are_whole) return kFailed;
  node.when = *windows;
  WarnBeforeRecorded(context_, *events, node.when, span);
  node.events = std::move(*events);
  const bool always = node.at_least == 0 && !node.at_most;
  const NodeId happened = always ? Add(engine::EveryoneNode{}, span) : Add(std::move(node), span);
  return did.negated ? context_.graph.Not(happened, context_.report.Text(span)) : happened;
}

/// With `then`, the events that complete it: clauses speak of them.
std::optional<engine::EventSet> ConditionLowering::EventsOf(const dsl::DidCondition& did) {
  std::vector<const dsl::Filter*> filters;
  for (const dsl::Filter& filter : did.filters) filters.push_back(&filter);
  const auto during = WhileClausesOf(did.clauses);
  if (!did.then) return Lower(did.events, filters, during);
  std::vector<const dsl::Name*> same;
  for (const dsl::SameProperty& property : did.then->same) same.push_back(&property.property);
  auto first = events_.Read(did.events, filters, EventUse::kContact, same);
  std::vector<const dsl::Filter*> then_filters;
  if (did.then->filter) then_filters.push_back(&*did.then->filter);
  auto then = Lower(did.then->events, then_filters, during, EventUse::kContact, same);
  if (!first || !then) return {};
  then->preceded_by = ReadPrecedent(context_, std::move(*first), *then, did.then->same, did.then->within);
  return then->preceded_by ? std::move(then) : std::nullopt;
}

std::vector<const dsl::WhileClause*> ConditionLowering::WhileClausesOf(const std::vector<dsl::Clause>& clauses) {
  std::vector<const dsl::WhileClause*> during;
  for (const dsl::Clause& clause : clauses) {
    if (const auto* condition = std::get_if<dsl::WhileClause>(&clause.clause)) during.push_back(condition);
  }
  return during;
}

std::optional<std::vector<engine::WhenClause>> ConditionLowering::ReadWindows(const std::vector<dsl::Clause>& clauses) {
  std::vector<engine::WhenClause> all;
  bool complete = true;
  for (const dsl::Clause& clause : clauses) {
    const auto* when = std::get_if<dsl::When>(&clause.clause);
    if (when == nullptr) continue;
    const auto windows = events_.Read(*when);
    complete = complete && windows.has_value();
    if (windows) all.insert(all.end(), windows->begin(), windows->end());
  }
  return complete ? std::optional(std::move(all)) : std::nullopt;
}

bool ConditionLowering::ReadCounts(const std::vector<dsl::Clause>& clauses, engine::DidNode& node) {
  bool counted = false;
  bool twice = false;
  for (const dsl::Clause& clause : clauses) {
    const auto* count = std::get_if<dsl::CountClause>(&clause.clause);
    if (count == nullptr) continue;
    if (counted) {
      context_.report.Error(code::kTwoCounts, clause.span, "this `did` is counted twice",
                            "keep one count, or write two conditions joined with `and`");
    }
    twice = twice || counted;
    counted = true;
    ReadCount(*count, node, clause.span);
  }
  return !twice;
}

void ConditionLowering::ReadCount(const dsl::CountClause& count, engine::DidNode& node, Span span) {
  node.at_least = count.kind == dsl::CountKind::kAtMost ? 0 : count.count;
  if (count.kind != dsl::CountKind::kAtLeast) node.at_most = count.count;
  if (count.kind == dsl::CountKind::kAtLeast && count.count == 0) {
    context_.report.Warning(code::kAlwaysTrue, span, "this is always true: everyone did it at least 0 times",
                            "write `at least 1 time`, or `did not` for those who never did");
  }
}

// ---------------------------------------------------------------- first, last

NodeId ConditionLowering::Lower(const dsl::OrdinalCondition& ordinal, Span span) {
  std::vector<const dsl::Filter*> filters;
  if (ordinal.filter) filters.push_back(&*ordinal.filter);
  auto events = Lower(ordinal.events, filters, {});
  if (!events) return kFailed;
  engine::OrdinalNode node{ordinal.first, std::move(*events), {}, {}};
  bool complete = true;
  if (const auto* when = std::get_if<dsl::When>(&ordinal.ask)) {
    const auto windows = events_.Read(*when);
    complete = windows.has_value();
    if (windows) node.when = *windows;
    WarnBeforeRecorded(context_, node.events, node.when, span);
  } else if (const auto* kind = std::get_if<dsl::IsKind>(&ordinal.ask)) {
    complete = ReadIsKind(*kind, node);
  } else {
    complete = ReadHas(std::get<dsl::HasFilter>(ordinal.ask), node);
  }
  return complete ? Add(std::move(node), span) : kFailed;
}

bool ConditionLowering::ReadIsKind(const dsl::IsKind& ask, engine::OrdinalNode& node) {
  bool complete = true;
  for (const dsl::Name& name : ask.kinds) {
    const auto kind = events_.KindOf(name);
    complete = complete && kind.has_value();
    if (!kind) continue;
    const auto& alternatives = node.events.alternatives;
    const bool among = std::any_of(alternatives.begin(), alternatives.end(),
                                   [&](const engine::EventMatch& match) { return match.kind == *kind; });
    if (among) {
      node.has.push_back({*kind, {}});
      continue;
    }
    context_.report.Error(code::kNotAmongEvents, name.span, Quote(name.text) + " is not among the events before `is`",
                          "name it there too: `last (… or " + name.text + ")`");
    complete = false;
  }
  return complete;
}

bool ConditionLowering::ReadHas(const dsl::HasFilter& ask, engine::OrdinalNode& node) {
  bool complete = true;
  std::vector<engine::EventKindId> done;
  for (const engine::EventMatch& match : node.events.alternatives) {
    if (std::find(done.begin(), done.end(), match.kind) != done.end()) continue;
    done.push_back(match.kind);
    auto filter = events_.Read(ask.filter, match.kind);
    complete = complete && filter.has_value();
    node.has.push_back({match.kind, std::move(filter)});
  }
  return complete;
}

}  // namespace segue::rules
