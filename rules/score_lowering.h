// Scores to runs: points per event and points while a condition holds.
#pragma once

#include "dsl/syntax.h"
#include "rules/condition_lowering.h"
#include "rules/context.h"

namespace segue::rules {

class ScoreLowering {
 public:
  ScoreLowering(Context& context, std::uint32_t index) : context_(context), index_(index), conditions_(context) {}

  /// Stores the score and its run in the context; the run stays kFailed when something was reported.
  void Lower();

 private:
  bool Lower(const dsl::ScoreItem& item, engine::Score& score);
  bool LowerCap(const dsl::ScoreItem& item, engine::Score& score);
  bool LowerPer(const dsl::PerEvent& per, engine::Points points, engine::Score& score);
  bool LowerWhile(const dsl::WhileClause& during, engine::Points points, engine::Score& score);

  Context& context_;
  std::uint32_t index_;
  ConditionLowering conditions_;
};

}  // namespace segue::rules
