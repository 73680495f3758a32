// Conditions about what happened: `did …`, `last …`, `first …`.
#include <algorithm>
#include <utility>

#include "rules/codes.h"
#include "rules/condition_lowering.h"

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
                                                         EventUse use) {
  auto set = events_.Read(events, filters, use);
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
  std::vector<const dsl::Filter*> filters;
  for (const dsl::Filter& filter : did.filters) filters.push_back(&filter);
  std::vector<const dsl::WhileClause*> during;
  for (const dsl::Clause& clause : did.clauses) {
    if (const auto* condition = std::get_if<dsl::WhileClause>(&clause.clause)) during.push_back(condition);
  }
  auto events = Lower(did.events, filters, during);
  if (did.then) context_.report.NotYet(code::kNotYetThen, did.then->span, "then");
  engine::DidNode node;
  const bool clauses_are_whole = ReadClauses(did, node);
  if (!events || did.then || !clauses_are_whole) return kFailed;
  WarnBeforeRecorded(context_, *events, node.when, span);
  node.events = std::move(*events);
  const bool always = node.at_least == 0 && !node.at_most;
  const NodeId happened = always ? Add(engine::EveryoneNode{}, span) : Add(std::move(node), span);
  return did.negated ? context_.graph.Not(happened, context_.report.Text(span)) : happened;
}

bool ConditionLowering::ReadClauses(const dsl::DidCondition& did, engine::DidNode& node) {
  bool complete = true;
  bool counted = false;
  for (const dsl::Clause& clause : did.clauses) {
    if (const auto* count = std::get_if<dsl::CountClause>(&clause.clause)) {
      if (counted) {
        context_.report.Error(code::kTwoCounts, clause.span, "this `did` is counted twice",
                              "keep one count, or write two conditions joined with `and`");
      }
      complete = complete && !counted;
      counted = true;
      ReadCount(*count, node, clause.span);
    } else if (const auto* when = std::get_if<dsl::When>(&clause.clause)) {
      const auto windows = events_.Read(*when);
      complete = complete && windows.has_value();
      if (windows) node.when.insert(node.when.end(), windows->begin(), windows->end());
    }
  }
  return complete;
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
