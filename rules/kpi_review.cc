// See kpi_review.h. Who sets no goal at all is not told of each metric that has none.
#include "rules/kpi_review.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "rules/codes.h"

namespace segue::rules {
namespace {

constexpr std::size_t kFewest = 3, kMost = 10;

class Review {
 public:
  Review(Context& context, const engine::Program& program, const ProgramFiles& files)
      : context_(context), program_(program), files_(files) {}

  void Run() {
    for (std::size_t i = 0; i < program_.reports.size(); ++i) {
      const engine::Report& report = program_.reports[i];
      const dsl::Name& name = context_.model.report_list[i].syntax->name;
      if (IsOfPack(i) || report.shown.empty() || report.cohort_size) continue;  // a matrix of goals, a grid of cohorts
      ReviewCount(report, name);
      ReviewRange(report, name);
      ReviewSelection(report, name);
    }
    ReviewGoals();
  }

 private:
  bool IsOfPack(std::size_t report) const {
    return files_.is_pack[context_.model.report_list[report].syntax->name.span.source];
  }

  void ReviewCount(const engine::Report& report, const dsl::Name& name) {
    const std::size_t count = report.shown.size();
    const bool few = count < kFewest && report.period;  // a table of what there is may have one column
    if (!few && count <= kMost) return;
    context_.report.Warning(
        code::kKpiCount, name.span,
        "report " + Quote(name.text) + " shows " + std::to_string(count) + (count == 1 ? " figure" : " figures"),
        few ? "three to ten say why a figure moved: add what it is made of, and what it may cost"
            : "more than ten are not read: split the report by the question that each part answers");
  }

  /// The running period among whole ones: sorted by, or with its direction told, it would look like a fall.
  void ReviewRange(const engine::Report& report, const dsl::Name& name) {
    const auto* last = std::get_if<engine::LastPeriods>(&report.range);
    const bool runs = last != nullptr && !last->complete;
    if (!runs || !report.period || !report.sort || !report.splits.empty()) return;
    context_.report.Warning(code::kPartialPeriod, name.span,
                            "report " + Quote(name.text) + " sorts a running period among whole ones",
                            "leave it out: `over last " + std::to_string(last->count) + " complete …`");
  }

  /// Something is gained in every column, and nothing lost.
  void ReviewSelection(const engine::Report& report, const dsl::Name& name) {
    if (report.shown.size() < kFewest) return;
    const bool only_gains = std::all_of(report.shown.begin(), report.shown.end(), [&](const auto& shown) {
      return IsGain(shown.expression) && !LosesByName(program_.metrics[shown.metric].name);
    });
    if (!only_gains) return;
    context_.report.Warning(code::kOnlyGood, name.span,
                            "every figure of report " + Quote(name.text) + " counts what was gained",
                            "show beside it what was lost or spent: exits, unsubscriptions, costs");
  }

  /// A count of entries, or of moves that are not the only way out of the state.
  bool IsGain(const engine::Expression& expression) const {
    if (expression.kind != engine::Expression::Kind::kMeasure) return false;
    const engine::Measure& measure = program_.measures[expression.measure];
    return std::holds_alternative<engine::EntriesMeasure>(measure.what) ||
           std::holds_alternative<engine::MovesMeasure>(measure.what) ||
           std::holds_alternative<engine::EventSumMeasure>(measure.what) ||
           std::holds_alternative<engine::EventCountMeasure>(measure.what) ||
           std::holds_alternative<engine::ContactsWithMeasure>(measure.what);
  }

  static bool LosesByName(std::string_view name) {
    constexpr std::array<std::string_view, 14> kLosses = {"lost",  "loss",  "churn",  "unsub", "bounce",
                                                          "cost",  "spend", "refund", "leave", "complain",
                                                          "perdu", "désab", "coût",   "départ"};
    return std::any_of(kLosses.begin(), kLosses.end(),
                       [&](std::string_view loss) { return name.find(loss) != std::string_view::npos; });
  }

  void ReviewGoals() {
    if (program_.goals.empty()) return;
    std::set<std::uint32_t> aimed, shown;
    for (const engine::Goal& goal : program_.goals) aimed.insert(goal.shown.metric);
    for (std::size_t i = 0; i < program_.reports.size(); ++i) {
      if (IsOfPack(i)) continue;
      for (const engine::ShownMetric& metric : program_.reports[i].shown) shown.insert(metric.metric);
    }
    const dsl::Name* first = nullptr;
    std::string names;
    for (const std::uint32_t metric : shown) {
      if (aimed.count(metric) > 0) continue;
      const dsl::Name& name = context_.model.metric_list[metric].syntax->name;
      if (first == nullptr) first = &name;
      names += (names.empty() ? "" : ", ") + Quote(name.text);
    }
    if (first == nullptr) return;
    context_.report.Warning(code::kNoGoal, first->span, "shown without a goal: " + names,
                            "set one, or show a figure only where it explains another");
  }

  Context& context_;
  const engine::Program& program_;
  const ProgramFiles& files_;
};

}  // namespace

void ReviewKpis(Context& context, const engine::Program& program, const ProgramFiles& files) {
  Review(context, program, files).Run();
}

}  // namespace segue::rules
