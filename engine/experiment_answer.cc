// An experiment from start to end: the range, one run over all contacts, the arms, then the figures.
#include "engine/experiment_answer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "engine/experiment_counting.h"
#include "engine/experiment_estimates.h"
#include "engine/report_split_reader.h"

namespace segue::engine {
namespace {

constexpr std::size_t kMostGroups = 10'000;

ExperimentResult Refused(std::string error) {
  ExperimentResult result;
  result.error = std::move(error);
  return result;
}

// ---------------------------------------------------------------- the plan

Interval PlaceAt(const TimePlace& place, const Calendar& calendar, Instant as_of) {
  if (const auto* fixed = std::get_if<Interval>(&place)) return *fixed;
  const auto& relative = std::get<RelativePeriod>(place);
  Day day = AddMonths(calendar.DayOf(as_of), relative.months);
  day.days += relative.days;
  const auto [first, next] = calendar.DaysOf(day, relative.unit);
  return {calendar.StartOf(first), calendar.StartOf(next)};
}

/// Not yet cut at the as-of instant; all of the data without `from`.
ReportRange RangeOf(const Experiment& experiment, const Calendar& calendar, Instant as_of) {
  if (!experiment.from) return std::monostate{};
  const Instant start = PlaceAt(*experiment.from, calendar, as_of).start;
  return Interval{start, experiment.to ? PlaceAt(*experiment.to, calendar, as_of).end : as_of + 1};
}

Report ReportOf(const Experiment& experiment, const ReportRange& range) {
  Report report;
  report.range = range;
  report.splits.push_back(experiment.arms);
  report.splits.insert(report.splits.end(), experiment.strata.begin(), experiment.strata.end());
  const auto show = [&](std::uint32_t measure) {
    report.shown.emplace_back().expression.kind = Expression::Kind::kMeasure;
    report.shown.back().expression.measure = measure;
  };
  for (const ExperimentMeasure& measure : experiment.measures) {
    show(measure.numerator);
    if (measure.denominator) show(*measure.denominator);
  }
  return report;
}

ReportPlan PlanByContact(const Evaluator& evaluator, Instant as_of, const Report& report) {
  ReportPlan plan = PlanReport(evaluator, as_of, report);
  plan.per_contact = true;
  plan.contact_keys = false;
  return plan;
}

/// `reports` are the range's and that of the time before; they outlive the plan.
ExperimentPlan PlanExperiment(const Evaluator& evaluator, Instant as_of, const Experiment& experiment,
                              const std::pair<Report, Report>& reports) {
  ExperimentPlan plan{
      &experiment, {}, PlanReport(evaluator, as_of, reports.first), PlanByContact(evaluator, as_of, reports.first), {}};
  if (plan.groups.periods.size() > 0) plan.range = plan.groups.periods[0].counted;
  if (experiment.before) plan.before.emplace(PlanByContact(evaluator, as_of, reports.second));
  return plan;
}

// ---------------------------------------------------------------- the arms

/// How many steps of an amount make one unit.
double StepsOf(const Measure& measure) {
  if (const auto* sum = std::get_if<EventSumMeasure>(&measure.what)) return sum->money ? kMoneyScale : 1;
  if (const auto* values = std::get_if<EventStatisticMeasure>(&measure.what)) return values->money ? kMoneyScale : 1;
  if (const auto* level = std::get_if<LevelMeasure>(&measure.what)) {
    return static_cast<double>(level->money ? kMoneyScale : level->score ? kPointScale : 1);
  }
  return 1;
}

/// Amounts are not counted, even where all of them happen to be 0 or 1.
bool Counts(const Measure& measure) {
  return !std::holds_alternative<EventSumMeasure>(measure.what) &&
         !std::holds_alternative<EventStatisticMeasure>(measure.what) &&
         !std::holds_alternative<LevelMeasure>(measure.what);
}

class ResultBuilder {
 public:
  ResultBuilder(const ExperimentPlan& plan, const ExperimentTotals& totals)
      : plan_(plan), experiment_(*plan.experiment), totals_(totals) {}

  ExperimentResult Build() {
    result_.range = plan_.range;
    FindGroups();
    if (!Refuse()) {
      TestSizes();
      for (std::size_t i = 0; i < experiment_.measures.size(); ++i) Measure(i);
    }
    if (!result_.error.empty()) return Refused(std::move(result_.error));
    return std::move(result_);
  }

 private:
  struct Group {
    std::size_t arm = 0, stratum = 0;
    const std::vector<ExperimentCell>* cells = nullptr;
  };
  struct Labelled {
    std::string arm;  // empty: none
    std::uint64_t strata = 0;
    const std::vector<ExperimentCell>* cells = nullptr;
    std::int64_t contacts() const { return cells->front().contacts(); }
  };

  std::vector<Labelled> ReadKeys() const {
    const std::vector<SplitAxis>& axes = plan_.groups.axes;
    std::uint64_t strata = 1;
    for (std::size_t i = 1; i < axes.size(); ++i) strata *= axes[i].labels.size();
    std::vector<Labelled> labelled;
    for (const auto& [key, cells] : totals_.cells()) {
      labelled.push_back({axes[0].labels[LabelsOfKey(axes, key)[0]], key % strata, &cells});
    }
    return labelled;
  }

  double ShareOf(const std::string& arm) const {
    if (experiment_.shares.empty()) return 1;
    for (const ArmShare& share : experiment_.shares) {
      if (share.arm == arm) return share.share;
    }
    return 0;
  }

  void FindGroups() {
    const std::vector<Labelled> labelled = ReadKeys();
    std::map<std::string, std::int64_t> contacts;  // by arm
    for (const ArmShare& share : experiment_.shares) contacts[share.arm];
    for (const Labelled& group : labelled) {
      const bool has_arm = !group.arm.empty() && ShareOf(group.arm) > 0;
      (has_arm ? contacts[group.arm] : result_.without_arm) += group.contacts();
    }
    NameArms(contacts);
    std::map<std::uint64_t, std::size_t> strata;
    for (const Labelled& group : labelled) {
      const auto arm = std::ranges::find(result_.arms, group.arm, &ExperimentArm::name);
      if (arm == result_.arms.end()) continue;
      const std::size_t stratum = strata.try_emplace(group.strata, strata.size()).first->second;
      groups_.push_back({static_cast<std::size_t>(arm - result_.arms.begin()), stratum, group.cells});
    }
    result_.strata = experiment_.strata.empty() ? 0 : strata.size();
  }

  /// The control stands first even if it has nobody.
  void NameArms(const std::map<std::string, std::int64_t>& contacts) {
    const auto control = contacts.find(experiment_.control);
    const auto add = [&](const std::string& name, std::int64_t size) {
      result_.arms.push_back({name, ShareOf(name), size});
    };
    add(experiment_.control, control == contacts.end() ? 0 : control->second);
    for (const auto& [name, size] : contacts) {
      if (name != experiment_.control) add(name, size);
    }
    double shares = 0;
    for (const ExperimentArm& arm : result_.arms) shares += arm.share;
    for (ExperimentArm& arm : result_.arms) arm.share /= shares;
  }

  bool Refuse() {
    const std::string arms = "“" + experiment_.arms.title + "”";
    const auto others = result_.arms.size() - 1;
    if (totals_.too_large) {
      result_.error =
          "The amounts of a contact are more than 922,337,203,685,477.5807, which is the largest amount "
          "that is kept exactly. Check the imported amounts.";
    } else if (result_.arms.size() > kMostArms) {
      result_.error = arms + " has " + std::to_string(result_.arms.size()) +
                      " values, and an experiment at most 20 arms. Name the arms: shares (\"A\" 50%, \"B\" 50%).";
    } else if (totals_.cells().size() > kMostGroups) {
      result_.error = "The strata give more than 10,000 groups. Put the values into a group, or leave some out.";
    } else if (others == 0) {
      result_.error = "Nobody has another arm than the control “" + experiment_.control +
                      "”: there is nothing to "
                      "compare. Check " +
                      arms + ".";
    } else if (result_.arms.front().contacts == 0 && experiment_.shares.empty()) {
      result_.error =
          "Nobody has the control “" + experiment_.control + "”. The values of " + arms + " are " + ArmNames() + ".";
    }
    return !result_.error.empty();
  }

  std::string ArmNames() const {
    std::string names;
    for (std::size_t i = 1; i < result_.arms.size(); ++i) names += (i > 1 ? ", “" : "“") + result_.arms[i].name + "”";
    return names;
  }

  void TestSizes() {
    std::vector<std::int64_t> counts;
    std::vector<double> shares;
    for (const ExperimentArm& arm : result_.arms) {
      counts.push_back(arm.contacts);
      shares.push_back(arm.share);
    }
    result_.sample_ratio = statistics::TestSampleRatio(counts, shares);
  }

  // ---------------------------------------------------------------- the measures

  static bool IsRecordedIn(const ReportPlan& plan, std::uint32_t measure) {
    return plan.periods.size() > 0 && IsRecorded(plan, plan.measures[plan.IndexOf(measure)], plan.periods[0]);
  }
  static bool IsRecordedIn(const ReportPlan& plan, const ExperimentMeasure& measure) {
    return IsRecordedIn(plan, measure.numerator) && (!measure.denominator || IsRecordedIn(plan, *measure.denominator));
  }

  void Measure(std::size_t index) {
    const ExperimentMeasure& asked = experiment_.measures[index];
    const std::vector<engine::Measure>& measures = plan_.groups.evaluator->program().measures;
    MeasureResult& result = result_.measures.emplace_back();
    result.recorded = IsRecordedIn(plan_.during, asked);
    result.before_recorded = plan_.before && IsRecordedIn(*plan_.before, asked.numerator);
    if (!result.recorded) return;
    MeasureCells measure;
    measure.counts = Counts(measures[asked.numerator]);
    measure.scale = StepsOf(measures[asked.numerator]);
    if (asked.denominator) measure.scale /= StepsOf(measures[*asked.denominator]);
    measure.strata = !experiment_.strata.empty();
    measure.before = result.before_recorded;
    std::size_t strata = 1;
    for (const Group& group : groups_) strata = std::max(strata, group.stratum + 1);
    measure.cells.assign(result_.arms.size(), std::vector<ExperimentCell>(strata));
    for (const Group& group : groups_) measure.cells[group.arm][group.stratum].Merge((*group.cells)[index]);
    EstimateMeasure(measure, result);
  }

  const ExperimentPlan& plan_;
  const Experiment& experiment_;
  const ExperimentTotals& totals_;
  std::vector<Group> groups_;
  ExperimentResult result_;
};

/// What the range says before anything is counted; empty if all is well.
std::string WrongRange(const ReportRange& range, const Evaluator& evaluator, Instant as_of) {
  const auto* asked = std::get_if<Interval>(&range);
  if (asked == nullptr) return "";
  if (asked->start > as_of) {
    return "It has not begun: it begins on " + evaluator.calendar().Label(asked->start, CalendarUnit::kDay) +
           ", after the as-of instant.";
  }
  if (asked->start >= asked->end) return "Its range ends before it begins.";
  return "";
}

}  // namespace

ExperimentResult ComputeExperiment(const Evaluator& evaluator, Instant as_of, const Experiment& experiment) {
  const ReportRange range = RangeOf(experiment, evaluator.calendar(), as_of);
  if (std::string wrong = WrongRange(range, evaluator, as_of); !wrong.empty()) return Refused(std::move(wrong));
  std::pair<Report, Report> reports{ReportOf(experiment, range), {}};
  if (experiment.before) {
    const Instant start = std::get<Interval>(range).start;
    reports.second = ReportOf(experiment, Interval{evaluator.calendar().Subtract(start, *experiment.before), start});
  }
  const ExperimentPlan plan = PlanExperiment(evaluator, as_of, experiment, reports);
  if (plan.groups.too_many_keys) {
    return Refused("The strata have more values than can be numbered. Put the values into a group, or leave some out.");
  }
  return ResultBuilder(plan, CountExperiment(plan)).Build();
}

}  // namespace segue::engine
