// `draw line of conversions, sankey of Relation`: which pictures a report's figures can become.
//
//   line                          needs a period
//   bars                          any report but a grid of cohorts
//   pie                           needs a split without period, and parts of a whole: counts of what happened, sums
//   funnel of a metric            needs a split without period: its values are the steps
//   funnel, sankey of a lifecycle its states, its moves, over the report's range
//   heatmap                       a grid of cohorts, or a period with a split
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/syntax.h"
#include "engine/drawings.h"
#include "rules/context.h"
#include "rules/measure_pool.h"

namespace segue::rules {

class DrawLowering {
 public:
  /// `report` is complete but for its drawings, which are added to it; `metric_names` are parallel to what it shows;
  /// `only_for` is the report's `for`.
  DrawLowering(Context& context, MeasurePool& measures, engine::Report& report,
               const std::vector<std::string>& metric_names, std::optional<engine::NodeId> only_for)
      : context_(context), measures_(measures), report_(report), metric_names_(metric_names), only_for_(only_for) {}

  void Lower(const dsl::Drawing& drawing);
  std::vector<engine::LifecycleDrawing> TakeLifecycles() { return std::move(lifecycles_); }

 private:
  void LowerColumn(engine::DrawingKind kind, std::uint32_t shown, const dsl::Drawing& drawing);
  void LowerLifecycle(engine::DrawingKind kind, engine::LifecycleId lifecycle, const dsl::Drawing& drawing);
  bool IsPartOfAWhole(std::uint32_t shown) const;
  void Refuse(const dsl::Drawing& drawing, const std::string& message, const std::string& hint);
  void ReportNotShown(const dsl::Drawing& drawing);

  Context& context_;
  MeasurePool& measures_;
  engine::Report& report_;
  const std::vector<std::string>& metric_names_;
  std::optional<engine::NodeId> only_for_;
  std::vector<engine::LifecycleDrawing> lifecycles_;
};

}  // namespace segue::rules
