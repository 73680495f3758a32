// Lifecycles to runs: states, transitions, triggers. Warnings about the whole are in lifecycle_review.h.
#pragma once

#include <vector>

#include "dsl/syntax.h"
#include "rules/condition_lowering.h"
#include "rules/context.h"

namespace segue::rules {

class LifecycleLowering {
 public:
  LifecycleLowering(Context& context, std::uint32_t index)
      : context_(context), index_(index), states_(context.model.states[index]), conditions_(context) {}

  /// Stores the lifecycle and its run in the context; the run stays kFailed when something was reported.
  void Lower();

 private:
  bool Lower(const dsl::TransitionItem& item, engine::Lifecycle& lifecycle);
  std::vector<engine::StateId> OriginsOf(const dsl::TransitionItem& item, engine::StateId to);
  bool ReadTrigger(const dsl::OnTrigger& trigger, engine::Transition& transition);
  bool ReadTrigger(const dsl::WhenTrigger& trigger, engine::Transition& transition);
  bool ReadTrigger(const dsl::AfterTrigger& trigger, engine::Transition& transition);
  bool ReadCondition(const dsl::Condition& condition, engine::Transition& transition);

  Context& context_;
  std::uint32_t index_;
  const States& states_;
  ConditionLowering conditions_;
};

}  // namespace segue::rules
