// How far goals have come, and which alerts are raised.
//
//   conversions >= 120 in 2026-Q1, as of 15 February, 52 so far; last year 40 of 100 by that day: 48 are due by now, so
//   it is on track
//
// Pace is a matter of counts and sums only: by last year's share of the same period where there is one, else linear. A
// level (members, a score) is judged as it stands; a ratio as it stands, with its interval. What may still change
// because something can follow within some time is not known before that time has passed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/answers.h"
#include "statistics/interval.h"

namespace segue::engine {

enum class GoalStatus : std::uint8_t {
  kReached,
  kOnTrack,
  kBehind,
  kMissed,
  kNotBegun,
  kNotKnown,  // before `known_from`
  kTooFew,    // a rate of too few
  kNoValue,   // not recorded, or nothing to divide by
  kNoBase,    // a relative goal without the figure it is relative to
};

/// One row of a goal: the whole, or one value of its splits.
struct GoalRow {
  std::vector<std::optional<std::string>> splits;
  Cell value;  // so far
  std::optional<Figure> target;
  std::optional<Figure> due;      // of counts and sums in a running period: what the pace asks for by now
  bool due_by_last_year = false;  // else linear
  std::optional<statistics::Interval> interval;  // of a share
  std::optional<Instant> known_from;             // of kNotKnown
  GoalStatus status = GoalStatus::kNoValue;
};

struct GoalResult {
  std::vector<GoalRow> rows;
  std::string error;  // see ReportResult
};

/// Parallel to `goals`; one run for all.
std::vector<GoalResult> JudgeGoals(const Evaluator& evaluator, Instant as_of, std::span<const Goal> goals);

struct AlertVerdict {
  Cell value;
  bool raised = false;
  bool too_few = false;  // a rate of too few is not judged
};
/// Parallel to `alerts`.
std::vector<AlertVerdict> JudgeAlerts(const Evaluator& evaluator, Instant as_of, std::span<const Alert> alerts);

/// Whether the cell is past the limit; false where it has no value.
bool IsPast(const Cell& cell, Limit limit, const Figure& figure);

}  // namespace segue::engine
