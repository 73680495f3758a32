// A contact's date and time fields as seen from the moment, and their anniversaries, while the field has that value.
//
// Worked example (UTC): trial_end is 2026-03-10 from 1 March on; `trial_end in next 7 days` holds on [3 March, 11
// March). If on 5 March it becomes 2026-04-10, it holds on [3 March, 5 March) and [3 April, 11 April).
#include <algorithm>

#include "engine/civil.h"
#include "engine/date_moments.h"
#include "engine/field_holds.h"
#include "engine/kernels.h"

namespace segue::engine {
namespace {

/// Anniversaries after this year are not looked for, even without a horizon.
constexpr std::int64_t kLastYear = 9999;

void AddWithin(const Interval& hold, const Interval& moments, IntervalWriter& writer) {
  writer.Add(std::max(moments.start, hold.start), std::min(moments.end, hold.end));
}

std::int64_t YearOf(Day day) { return DateFromDays(day.days).year; }

/// How many years a clause may reach from an anniversary, rounded up.
std::int64_t ReachInYears(const DateClause& clause) {
  const auto reach = [](std::int64_t months, std::int64_t days) {
    return std::max(months, -months) / 12 + std::max(days, -days) / 365 + 2;
  };
  return std::visit(
      [&](const auto& window) {
        using Window = std::decay_t<decltype(window)>;
        if constexpr (std::is_same_v<Window, RelativeWindow>) {
          const RelativePeriod lower = window.lower ? window.lower->period : RelativePeriod{};
          const RelativePeriod upper = window.upper ? window.upper->period : RelativePeriod{};
          return std::max(reach(lower.months, lower.days), reach(upper.months, upper.days));
        } else {
          return reach(window.length.months, window.length.milliseconds / kMillisecondsPerDay);
        }
      },
      clause);
}

/// Writes the moments of one value's anniversaries, year by year.
class AnniversaryKernel {
 public:
  AnniversaryKernel(const AnniversaryNode& node, ValueType type, const Workspace& workspace)
      : calendar_(workspace.calendar()),
        horizon_(workspace.scope().horizon),
        type_(type),
        moments_(node.when, ValueType::kDate, calendar_),
        reach_(ReachInYears(node.when)) {}

  void Write(std::int64_t value, const Interval& hold, IntervalWriter& writer) const {
    if (value == kMissingInteger) return;
    const Day day = DayOfValue(value, type_, calendar_);
    const std::int64_t year = YearOf(day);
    const Instant until = std::min(hold.end, horizon_);
    std::int64_t years = std::max(std::int64_t{0}, YearOf(calendar_.DayOf(hold.start)) - reach_ - year);
    for (; year + years <= kLastYear && !writer.Complete(); ++years) {
      const Interval moments = moments_.OfDay(AddMonths(day, 12 * years));
      if (moments.start > until) return;
      AddWithin(hold, moments, writer);
    }
  }

 private:
  const Calendar& calendar_;
  Instant horizon_;
  ValueType type_;
  DateMoments moments_;
  std::int64_t reach_;
};

/// Calls write(value, hold, writer) for every value of the field.
template <typename Write>
void WriteHolds(const FieldColumn& field, Workspace& workspace, IntervalColumn& out, Write write) {
  if (field.offsets.empty() || field.value.integers.empty()) return Evaluate(NobodyNode{}, workspace, out);
  IntervalWriter writer = workspace.Write(out);
  for (std::uint32_t position = 0; position < workspace.size(); ++position, writer.Close()) {
    writer.Begin(workspace.Floor(position));
    if (!workspace.Exists(position)) continue;
    ForEachHold(field, workspace, position,
                [&](std::uint32_t row, const Interval& hold) { write(field.value.integers[row], hold, writer); });
  }
}

}  // namespace

void Evaluate(const DateFieldNode& node, Workspace& workspace, IntervalColumn& out) {
  const FieldColumn& field = workspace.timelines().fields[node.field];
  const DateMoments moments(node.when, field.value.type, workspace.calendar());
  WriteHolds(field, workspace, out, [&](std::int64_t value, const Interval& hold, IntervalWriter& writer) {
    AddWithin(hold, moments.Of(value), writer);
  });
}

void Evaluate(const AnniversaryNode& node, Workspace& workspace, IntervalColumn& out) {
  const FieldColumn& field = workspace.timelines().fields[node.field];
  const AnniversaryKernel kernel(node, field.value.type, workspace);
  WriteHolds(field, workspace, out, [&](std::int64_t value, const Interval& hold, IntervalWriter& writer) {
    kernel.Write(value, hold, writer);
  });
}

}  // namespace segue::engine
