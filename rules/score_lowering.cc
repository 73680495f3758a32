// Scores to runs.
#include "rules/score_lowering.h"

#include <utility>

#include "rules/codes.h"
#include "rules/hints.h"
#include "rules/score_reader.h"

namespace segue::rules {

void ScoreLowering::Lower() {
  const auto& declared = context_.model.scores[index_];
  engine::Score score;
  score.name = declared.syntax->name.text;
  score.description = *declared.description;
  bool complete = true;
  for (const dsl::ScoreItem& item : declared.syntax->items) complete = Lower(item, score) && complete;
  if (complete && score.per_event.empty() && score.during.empty()) {
    context_.report.Error(code::kNothingScored, declared.syntax->name.span,
                          Quote(score.name) + " says nothing that gives points",
                          "write for example `+5 per email_clicked in last 30 days`");
    complete = false;
  }
  context_.scores[index_] = std::move(score);
  if (!complete) return;
  context_.score_runs[index_] =
      context_.graph.Add(engine::ScoreRunNode{index_}, context_.report.Text(declared.syntax->name.span));
}

bool ScoreLowering::Lower(const dsl::ScoreItem& item, engine::Score& score) {
  if (item.at_most) return LowerCap(item, score);
  const auto points = ScoreReader(context_).PointsOf(item);
  const engine::Points given = points.value_or(0);
  const auto* per = std::get_if<dsl::PerEvent>(&item.why);
  const bool whole =
      per != nullptr ? LowerPer(*per, given, score) : LowerWhile(std::get<dsl::WhileClause>(item.why), given, score);
  return whole && points.has_value();
}

bool ScoreLowering::LowerCap(const dsl::ScoreItem& item, engine::Score& score) {
  if (score.at_most) {
    context_.report.Error(code::kSaidTwice, item.span, "this score already has `at most`", "keep one");
    return false;
  }
  score.at_most = ScoreReader(context_).PointsOf(item);
  return score.at_most.has_value();
}

bool ScoreLowering::LowerPer(const dsl::PerEvent& per, engine::Points points, engine::Score& score) {
  std::vector<const dsl::Filter*> filters;
  if (per.filter) filters.push_back(&*per.filter);
  auto events = conditions_.Lower(per.events, filters, {});
  engine::PointsPerEvent item{points, {}, {}};
  bool complete = events.has_value();
  if (per.in_last) {
    const auto length = TimeReader(context_).LengthOf(*per.in_last);
    complete = complete && length.has_value();
    if (length) item.when.push_back(engine::InLastWindow{*length});
  }
  if (!complete) return false;
  item.events = std::move(*events);
  score.per_event.push_back(std::move(item));
  return true;
}

bool ScoreLowering::LowerWhile(const dsl::WhileClause& during, engine::Points points, engine::Score& score) {
  GiveHints(context_, *during.condition, HintPlace::kElsewhere);
  const engine::NodeId node = conditions_.Lower(*during.condition);
  if (during.just_before) {
    context_.report.Error(code::kWrongTest, during.condition->span,
                          "`just before` asks about the moment before an event; this line counts no event",
                          "write `while (…)`");
  }
  if (node == kFailed || during.just_before) return false;
  score.during.push_back({points, node});
  return true;
}

}  // namespace segue::rules
