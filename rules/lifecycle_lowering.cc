// Lifecycles to runs.
#include "rules/lifecycle_lowering.h"

#include <algorithm>
#include <utility>

#include "rules/codes.h"
#include "rules/lifecycle_review.h"

namespace segue::rules {

void LifecycleLowering::Lower() {
  const auto& declared = context_.model.lifecycles[index_];
  engine::Lifecycle lifecycle;
  lifecycle.name = declared.syntax->name.text;
  lifecycle.states = states_.names;
  lifecycle.start = states_.start;
  lifecycle.description = *declared.description;
  std::vector<const dsl::TransitionItem*> written;
  bool complete = true;
  for (const auto& item : declared.syntax->items) {
    const auto* transition = std::get_if<dsl::TransitionItem>(&item);
    if (transition == nullptr) continue;
    complete = Lower(*transition, lifecycle) && complete;
    if (complete) written.push_back(transition);
  }
  context_.lifecycles[index_] = std::move(lifecycle);
  if (!complete) return;
  ReviewLifecycle(context_, index_, written);
  context_.lifecycle_runs[index_] =
      context_.graph.Add(engine::LifecycleRunNode{index_}, context_.report.Text(declared.syntax->name.span));
}

bool LifecycleLowering::Lower(const dsl::TransitionItem& item, engine::Lifecycle& lifecycle) {
  engine::Transition transition;
  const auto to = states_.by_name.find(item.to.text);
  if (to == states_.by_name.end()) return false;  // too many states: reported
  transition.to = to->second;
  transition.from = OriginsOf(item, transition.to);
  const bool trigger_is_whole =
      std::visit([&](const auto& trigger) { return ReadTrigger(trigger, transition); }, item.trigger);
  if (transition.from.empty() || !trigger_is_whole) return false;
  lifecycle.transitions.push_back(std::move(transition));
  return true;
}

std::vector<engine::StateId> LifecycleLowering::OriginsOf(const dsl::TransitionItem& item, engine::StateId to) {
  std::vector<engine::StateId> origins;
  if (item.from.any) {
    const auto count = static_cast<engine::StateId>(states_.names.size());
    for (engine::StateId state = 0; state < count; ++state) {
      if (state != to && !states_.final[state]) origins.push_back(state);
    }
    if (origins.empty()) {
      context_.report.Error(code::kFromNowhere, item.from.span, "`any` leaves no state to start from here",
                            "`any` means all states but the target and the final ones");
    }
    return origins;
  }
  for (const dsl::Name& name : item.from.states) {
    const auto state = states_.by_name.find(name.text);
    if (state == states_.by_name.end()) continue;
    origins.push_back(state->second);
    if (!states_.final[state->second]) continue;
    context_.report.Error(code::kLeavesFinal, name.span, Quote(name.text) + " is final: nothing leaves it",
                          "remove this transition, or the word `final`");
  }
  std::sort(origins.begin(), origins.end());
  origins.erase(std::unique(origins.begin(), origins.end()), origins.end());
  return origins;
}

bool LifecycleLowering::ReadTrigger(const dsl::OnTrigger& trigger, engine::Transition& transition) {
  std::vector<const dsl::Filter*> filters;
  if (trigger.filter) filters.push_back(&*trigger.filter);
  transition.on = conditions_.Lower(trigger.events, filters, {});
  const bool condition_is_whole = !trigger.when || ReadCondition(*trigger.when, transition);
  return transition.on.has_value() && condition_is_whole;
}

bool LifecycleLowering::ReadTrigger(const dsl::WhenTrigger& trigger, engine::Transition& transition) {
  return ReadCondition(trigger.when, transition);
}

bool LifecycleLowering::ReadTrigger(const dsl::AfterTrigger& trigger, engine::Transition& transition) {
  transition.after = TimeReader(context_).LengthOf(trigger.after);
  const bool condition_is_whole = !trigger.when || ReadCondition(*trigger.when, transition);
  return transition.after.has_value() && condition_is_whole;
}

bool LifecycleLowering::ReadCondition(const dsl::Condition& condition, engine::Transition& transition) {
  const engine::NodeId node = conditions_.Lower(condition);
  if (node != kFailed) transition.when = node;
  return node != kFailed;
}

}  // namespace segue::rules
