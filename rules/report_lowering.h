// Reports: periods, splits, ranges, shown metrics, order of rows.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/syntax.h"
#include "rules/context.h"
#include "rules/metrics.h"

namespace segue::rules {

class ReportLowering {
 public:
  ReportLowering(Context& context, Metrics& metrics, MeasurePool& measures)
      : context_(context), metrics_(metrics), measures_(measures) {}

  engine::Report Lower(const Declared<dsl::ReportDeclaration>& declared);

  /// What `goals` asks for, and where; null if the report does not. Once Lower was called.
  const dsl::GoalsItem* goals() const { return items_.goals; }
  dsl::Span goals_span() const { return items_.goals_span; }
  /// Pictures of lifecycles that `draw` asks for, without their index of the report. Once Lower was called.
  std::vector<engine::LifecycleDrawing> TakeLifecycleDrawings() { return std::move(lifecycle_drawings_); }

 private:
  /// What the items say, gathered in any order before the parts that depend on each other are lowered.
  struct Items {
    std::vector<const dsl::Split*> splits;
    std::vector<const dsl::Shown*> shown;
    const dsl::ForItem* only_for = nullptr;
    const dsl::SortItem* sort = nullptr;
    const dsl::CohortsItem* cohorts = nullptr;
    const dsl::GoalsItem* goals = nullptr;
    const dsl::ProjectItem* project = nullptr;
    std::vector<const dsl::CorrelateItem*> correlations;
    std::vector<const dsl::Drawing*> drawings;
    dsl::Span cohorts_span, compare_span, goals_span, project_span, series_span;
    bool series = false;  // `trend`, `seasonal`, `project` or `correlate`
    bool has_range = false;
  };

  void Gather(const dsl::ReportItem& item);
  void Gather(const dsl::ByItem& item, dsl::Span span);
  void Gather(const dsl::CohortsItem& item, dsl::Span span);
  void Gather(const dsl::OverItem& item, dsl::Span span);
  void Gather(const dsl::FromToItem& item, dsl::Span span);
  void Gather(const dsl::ForItem& item, dsl::Span span);
  void Gather(const dsl::ShowItem& item, dsl::Span span);
  void Gather(const dsl::CompareItem& item, dsl::Span span);
  void Gather(const dsl::TrendItem& item, dsl::Span span);
  void Gather(const dsl::ProjectItem& item, dsl::Span span);
  void Gather(const dsl::CorrelateItem& item, dsl::Span span);
  void Gather(const dsl::GoalsItem& item, dsl::Span span);
  void Gather(const dsl::SortItem& item, dsl::Span span);
  void Gather(const dsl::DrawItem& item, dsl::Span span);
  void LowerDrawings();
  bool IsSecond(bool earlier, dsl::Span span, const char* what);

  void ReportSameTitle(const std::string& title, dsl::Span span, const std::string& hint);
  void LowerShown(const dsl::Name& report_name);
  void LowerSplits();
  void LowerCohorts();
  void LowerSort();
  void CheckCompare();
  void LowerSeries();
  std::optional<engine::ShownMetric> CorrelatedMetric(const dsl::Name& name);
  std::optional<std::uint32_t> MetricOf(const dsl::Name& name);

  Context& context_;
  Metrics& metrics_;
  MeasurePool& measures_;
  Items items_;
  engine::Report report_;
  std::vector<std::string> metric_names_;  // parallel to report_.shown
  std::vector<engine::LifecycleDrawing> lifecycle_drawings_;
  std::optional<engine::NodeId> only_for_;
};

}  // namespace segue::rules
