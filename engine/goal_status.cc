// See goal_status.h. Three reports for each goal: the period so far beside last year's same part, and the whole of last
// year's period and of the one before.
#include "engine/goal_status.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <type_traits>

#include "engine/rates.h"
#include "engine/report_comparison.h"

namespace segue::engine {

namespace {

Figure FigureLike(const CellValue& value, double number) {
  if (std::holds_alternative<Money>(value)) return Money{std::llrint(number)};
  return number;
}

// ---------------------------------------------------------------- what a metric is made of

/// Adds up over time.
bool IsFlow(const Measure& measure) {
  if (measure.to_date || measure.trailing) return false;
  return std::visit(
      [](const auto& what) {
        using T = std::decay_t<decltype(what)>;
        return std::is_same_v<T, EntriesMeasure> || std::is_same_v<T, ExitsMeasure> ||
               std::is_same_v<T, MovesMeasure> || std::is_same_v<T, ContactsWithMeasure> ||
               std::is_same_v<T, EventCountMeasure> || std::is_same_v<T, EventSumMeasure> ||
               std::is_same_v<T, CohortMeasure>;
      },
      measure.what);
}

bool EveryMeasure(const Program& program, const Expression& expression, bool (*is)(const Measure&)) {
  if (expression.kind == Expression::Kind::kMeasure) return is(program.measures[expression.measure]);
  return std::all_of(expression.parts.begin(), expression.parts.end(),
                     [&](const Expression& part) { return EveryMeasure(program, part, is); });
}

/// Counts and sums, added or multiplied by a number.
bool HasPace(const Program& program, const Expression& expression) {
  const std::function<bool(const Expression&)> divides = [&](const Expression& part) {
    return part.kind == Expression::Kind::kDivide || part.kind == Expression::Kind::kPlan ||
           std::any_of(part.parts.begin(), part.parts.end(), divides);
  };
  return !divides(expression) && EveryMeasure(program, expression, IsFlow);
}

/// Never falls within a period, refunds apart.
bool OnlyGrows(const Expression& expression) {
  return expression.kind != Expression::Kind::kSubtract &&
         std::all_of(expression.parts.begin(), expression.parts.end(), OnlyGrows);
}

/// When all that can follow what happened up to `end` has followed.
Instant KnownFrom(const Program& program, const Calendar& calendar, const Expression& expression, Instant end) {
  Instant known = end;
  if (expression.kind == Expression::Kind::kMeasure) {
    const Measure& measure = program.measures[expression.measure];
    if (const auto* cohort = std::get_if<CohortMeasure>(&measure.what)) known = calendar.Add(end, cohort->within);
    std::visit(
        [&](const auto& what) {
          if constexpr (requires { what.events; }) {
            if (what.events.followed_by) known = calendar.Add(end, what.events.followed_by->within);
          }
        },
        measure.what);
  }
  for (const Expression& part : expression.parts) {
    known = std::max(known, KnownFrom(program, calendar, part, end));
  }
  return known;
}

// ---------------------------------------------------------------- the reports of a goal

/// The whole period that the goal looks back at; empty where there is none, or no data yet.
Interval PeriodBefore(const Goal& goal, const Evaluator& evaluator, Comparison compare) {
  Report report;
  report.period = goal.unit;
  report.compare = compare;
  const ReportPeriods periods({{goal.period, goal.period, false, false}}, goal.unit);
  const ComparedPeriods before = ComparePeriods(evaluator.calendar(), evaluator.common(), report, periods);
  const std::optional<std::uint32_t>& beside = before.beside.front();
  return beside ? before.periods[*beside].calendar : Interval{goal.period.start, goal.period.start};
}

Report ReportOf(const Goal& goal, const Interval& range, Comparison compare) {
  Report report;
  report.name = goal.name;
  report.period = goal.unit;
  report.splits = goal.by;
  report.range = range;
  report.shown.push_back(goal.shown);
  report.compare = compare;
  return report;
}

using RowKey = std::vector<std::optional<std::string>>;

const Cell* Find(const ReportTable& table, const RowKey& splits) {
  for (const ReportRow& row : table.rows) {
    if (row.splits == splits) return &row.cells.front();
  }
  return nullptr;
}

class Judge {
 public:
  Judge(const Evaluator& evaluator, Instant as_of, const Goal& goal, const ReportTable& last_year,
        const ReportTable& previous)
      : program_(evaluator.program()),
        calendar_(evaluator.calendar()),
        as_of_(as_of),
        goal_(goal),
        last_year_(last_year),
        previous_(previous),
        pace_(HasPace(program_, goal.shown.expression)),
        grows_(pace_ && OnlyGrows(goal.shown.expression)) {}

  GoalRow Of(const ReportRow& row) const {
    GoalRow out;
    out.splits = row.splits;
    out.value = row.cells.front();
    out.target = TargetOf(row);
    out.interval = IntervalOf(out.value, goal_.shown.rate);
    if (IsRunning() && pace_ && out.target) SetDue(row, out);
    out.status = StatusOf(out);
    if (out.status == GoalStatus::kNotKnown) {
      out.known_from = KnownFrom(program_, calendar_, goal_.shown.expression, goal_.period.end);
    }
    return out;
  }

 private:
  bool IsRunning() const { return as_of_ < goal_.period.end - 1; }

  std::optional<Figure> TargetOf(const ReportRow& row) const {
    if (const auto* threshold = std::get_if<GoalThreshold>(&goal_.aim)) return threshold->figure;
    const auto& change = std::get<GoalChange>(goal_.aim);
    const Cell* base = Find(change.on_last_year ? last_year_ : previous_, row.splits);
    // Ten per cent more than nothing is no aim.
    if (base == nullptr || !HasValue(*base) || NumberOf(base->value) == 0) return {};
    return FigureLike(base->value, NumberOf(base->value) * change.factor);
  }

  /// Last year's share of the same part of the period, where last year had anything; else the share of the time.
  void SetDue(const ReportRow& row, GoalRow& out) const {
    const Cell* whole = Find(last_year_, row.splits);
    const Cell* part = row.before.empty() ? nullptr : &row.before.front();
    const bool known = whole != nullptr && part != nullptr && HasValue(*whole) && HasValue(*part);
    out.due_by_last_year = known && NumberOf(whole->value) > 0;
    const double share = out.due_by_last_year ? NumberOf(part->value) / NumberOf(whole->value)
                                              : static_cast<double>(as_of_ + 1 - goal_.period.start) /
                                                    static_cast<double>(goal_.period.end - goal_.period.start);
    out.due = std::holds_alternative<Money>(*out.target) ? Figure{Money{std::llrint(NumberOf(*out.target) * share)}}
                                                         : Figure{NumberOf(*out.target) * share};
  }

  GoalStatus StatusOf(const GoalRow& row) const {
    if (as_of_ < goal_.period.start) return GoalStatus::kNotBegun;
    if (!HasValue(row.value)) return GoalStatus::kNoValue;
    if (!row.target) return GoalStatus::kNoBase;
    if (IsTooFew(row.value, goal_.shown.rate, program_.smallest_denominator)) return GoalStatus::kTooFew;
    const double value = NumberOf(row.value.value), target = NumberOf(*row.target);
    const bool met = Meets(value, target);
    // A count only grows: what is reached stays so, what is passed is lost.
    if (grows_ && goal_.at_least && met) return GoalStatus::kReached;
    if (grows_ && !goal_.at_least && !met) return GoalStatus::kMissed;
    if (row.value.incomplete) return GoalStatus::kNotKnown;
    if (!IsRunning()) return met ? GoalStatus::kReached : GoalStatus::kMissed;
    const bool on_track = row.due ? Meets(value, NumberOf(*row.due)) : met;
    return on_track ? GoalStatus::kOnTrack : GoalStatus::kBehind;
  }

  /// Ten per cent more than 100 is 110, though 1.1 × 100 is a little more.
  bool Meets(double value, double target) const {
    const double slack = 1e-9 * std::abs(target);
    return goal_.at_least ? value >= target - slack : value <= target + slack;
  }

  const Program& program_;
  const Calendar& calendar_;
  Instant as_of_;
  const Goal& goal_;
  const ReportTable& last_year_;
  const ReportTable& previous_;
  bool pace_, grows_;
};

GoalResult NotBegun(const Goal& goal) {
  GoalResult result;
  GoalRow& row = result.rows.emplace_back();
  row.status = GoalStatus::kNotBegun;
  if (const auto* threshold = std::get_if<GoalThreshold>(&goal.aim)) row.target = threshold->figure;
  row.value.missing = NoValue::kNoPeriod;
  return result;
}

}  // namespace

std::vector<GoalResult> JudgeGoals(const Evaluator& evaluator, Instant as_of, std::span<const Goal> goals) {
  constexpr std::size_t kReportsPerGoal = 3;
  std::vector<Report> reports;
  for (const Goal& goal : goals) {
    reports.push_back(ReportOf(goal, goal.period, Comparison::kSamePeriodLastYear));
    for (const Comparison other : {Comparison::kSamePeriodLastYear, Comparison::kPreviousPeriod}) {
      reports.push_back(ReportOf(goal, PeriodBefore(goal, evaluator, other), Comparison::kNone));
    }
  }
  std::vector<const Report*> asked;
  asked.reserve(reports.size());
  for (const Report& report : reports) asked.push_back(&report);
  const std::vector<ReportResult> computed = ComputeReports(evaluator, as_of, asked);
  std::vector<GoalResult> results;
  for (std::size_t i = 0; i < goals.size(); ++i) {
    const ReportResult* of_goal = &computed[i * kReportsPerGoal];
    if (as_of < goals[i].period.start) {
      results.push_back(NotBegun(goals[i]));
      continue;
    }
    GoalResult& result = results.emplace_back();
    for (std::size_t part = 0; part < kReportsPerGoal && result.error.empty(); ++part)
      result.error = of_goal[part].error;
    if (!result.error.empty()) continue;
    const Judge judge(evaluator, as_of, goals[i], of_goal[1].table, of_goal[2].table);
    for (const ReportRow& row : of_goal[0].table.rows) result.rows.push_back(judge.Of(row));
  }
  return results;
}

bool IsPast(const Cell& cell, Limit limit, const Figure& figure) {
  if (!HasValue(cell)) return false;
  const double value = NumberOf(cell.value), bound = NumberOf(figure);
  switch (limit) {
    case Limit::kBelow:
      return value < bound;
    case Limit::kAtMost:
      return value <= bound;
    case Limit::kAbove:
      return value > bound;
    case Limit::kAtLeast:
      return value >= bound;
    case Limit::kEqual:
      return value == bound;
    case Limit::kNotEqual:
      break;
  }
  return value != bound;
}

std::vector<AlertVerdict> JudgeAlerts(const Evaluator& evaluator, Instant as_of, std::span<const Alert> alerts) {
  constexpr std::int64_t kDays = 30;
  const Calendar& calendar = evaluator.calendar();
  const Instant since = calendar.Subtract(as_of + 1, Length{kDays * kMillisecondsPerDay, 0});
  std::vector<Report> reports;
  for (const Alert& alert : alerts) {
    Report& report = reports.emplace_back();
    report.name = alert.name;
    report.range = Interval{since, as_of + 1};
    report.shown.push_back(alert.shown);
  }
  std::vector<const Report*> asked;
  asked.reserve(reports.size());
  for (const Report& report : reports) asked.push_back(&report);
  const std::vector<ReportResult> computed = ComputeReports(evaluator, as_of, asked);
  std::vector<AlertVerdict> verdicts;
  for (std::size_t i = 0; i < alerts.size(); ++i) {
    AlertVerdict& verdict = verdicts.emplace_back();
    verdict.value = {std::int64_t{0}, NoValue::kNotRecorded};
    if (computed[i].table.rows.empty()) continue;
    verdict.value = computed[i].table.rows.front().cells.front();
    verdict.too_few = IsTooFew(verdict.value, alerts[i].shown.rate, evaluator.program().smallest_denominator);
    verdict.raised = !verdict.too_few && IsPast(verdict.value, alerts[i].limit, alerts[i].figure);
  }
  return verdicts;
}

}  // namespace segue::engine
