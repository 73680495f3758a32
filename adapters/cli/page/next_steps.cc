// See next_steps.h.
#include "adapters/cli/page/next_steps.h"

#include <algorithm>

#include "adapters/cli/figure_text.h"
#include "adapters/cli/goal_output.h"
#include "adapters/cli/report_notes.h"

namespace segue::cli {
namespace {

class Finder {
 public:
  Finder(const Population& population, const PageParts& parts, const Reader& reader)
      : population_(population), program_(population.program), parts_(parts), reader_(reader) {}

  std::vector<std::string> Find() {
    AddGoals();
    AddAlerts();
    AddAdvice();
    AddTrends();
    return std::move(steps_);
  }

 private:
  void Add(const std::string& text, const std::string& rule) {
    std::string step = reader_.Say(Phrase::kStepWithRule, {text, rule});
    if (std::find(steps_.begin(), steps_.end(), step) == steps_.end()) steps_.push_back(std::move(step));
  }

  void AddGoals() {
    for (std::size_t i = 0; i < parts_.goals.size(); ++i) {
      const engine::Goal& goal = *parts_.goals[i];
      const engine::Metric& metric = program_.metrics[goal.shown.metric];
      for (const engine::GoalRow& row : parts_.goal_results[i].rows) {
        if (row.status != engine::GoalStatus::kMissed && row.status != engine::GoalStatus::kBehind) continue;
        std::string place;
        for (const auto& split : row.splits) place += " " + split.value_or(reader_.Say(Phrase::kMissing));
        const std::string target = row.target ? reader_.Figure(FigureValue(*row.target, metric)) : "–";
        Add(reader_.Say(Phrase::kGoalStep, {metric.name + place, StatusText(row, reader_),
                                            reader_.Figure(CellValueOf(row.value, metric, goal.shown.expression)),
                                            (goal.at_least ? "≥ " : "≤ ") + target}),
            "goal \"" + goal.name + "\"");
      }
    }
  }

  void AddAlerts() {
    for (std::size_t i = 0; i < parts_.alerts.size(); ++i) {
      if (!parts_.alerts[i].raised) continue;
      const engine::Alert& alert = program_.alerts[i];
      const engine::Metric& metric = program_.metrics[alert.shown.metric];
      Add(alert.message + " (" + metric.name + ": " +
              reader_.Figure(CellValueOf(parts_.alerts[i].value, metric, alert.shown.expression)) + ")",
          "alert \"" + alert.name + "\"");
    }
  }

  void AddAdvice() {
    for (const ComputedReport& computed : parts_.reports) {
      for (const std::string& line : AdviceOf(population_, computed, reader_)) {
        Add(line, "advise, report \"" + computed.report->name + "\"");
      }
    }
  }

  /// What falls over the longest window that was asked for.
  void AddTrends() {
    for (const ComputedReport& computed : parts_.reports) {
      if (!computed.series || !computed.report->trend) continue;
      for (const engine::ReportSeries& series : computed.series->series) {
        const engine::WindowTrend* longest = nullptr;
        for (const engine::WindowTrend& window : series.trends) {
          if (window.trend) longest = &window;
        }
        if (longest == nullptr || longest->trend->direction != statistics::Direction::kFalling) continue;
        std::string name = computed.report->shown[series.shown].title;
        for (const auto& split : series.splits) name += " " + split.value_or(reader_.Say(Phrase::kMissing));
        Add(reader_.Say(Phrase::kFallingStep,
                        {name, std::to_string(longest->periods),
                         reader_.Units(*computed.report->period, static_cast<std::int64_t>(longest->periods))}),
            "trend, report \"" + computed.report->name + "\"");
      }
    }
  }

  const Population& population_;
  const engine::Program& program_;
  const PageParts& parts_;
  const Reader& reader_;
  std::vector<std::string> steps_;
};

}  // namespace

std::vector<std::string> NextSteps(const Population& population, const PageParts& parts, const Reader& reader) {
  return Finder(population, parts, reader).Find();
}

}  // namespace segue::cli
