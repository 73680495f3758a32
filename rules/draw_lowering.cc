// See draw_lowering.h.
#include "rules/draw_lowering.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "rules/codes.h"

namespace segue::rules {
namespace {

using engine::DrawingKind;

DrawingKind KindOf(const std::string& word) {
  if (word == "line") return DrawingKind::kLine;
  if (word == "bars") return DrawingKind::kBars;
  if (word == "pie") return DrawingKind::kPie;
  if (word == "funnel") return DrawingKind::kFunnel;
  return word == "heatmap" ? DrawingKind::kHeatMap : DrawingKind::kSankey;
}

/// Every pair of states that some transition joins, in the order of the states.
std::vector<std::pair<engine::StateId, engine::StateId>> MovesOf(const engine::Lifecycle& lifecycle) {
  std::vector<std::pair<engine::StateId, engine::StateId>> moves;
  for (const engine::Transition& transition : lifecycle.transitions) {
    for (const engine::StateId from : transition.from) moves.emplace_back(from, transition.to);
  }
  std::sort(moves.begin(), moves.end());
  moves.erase(std::unique(moves.begin(), moves.end()), moves.end());
  return moves;
}

/// The states that something leads to, in the order in which they are written: the start has no entries of its own.
std::vector<std::pair<engine::StateId, engine::StateId>> StepsOf(const engine::Lifecycle& lifecycle) {
  std::vector<std::pair<engine::StateId, engine::StateId>> steps;
  for (engine::StateId state = 0; state < lifecycle.states.size(); ++state) {
    const bool entered = std::any_of(lifecycle.transitions.begin(), lifecycle.transitions.end(),
                                     [&](const engine::Transition& one) { return one.to == state; });
    if (entered) steps.emplace_back(state, state);
  }
  return steps;
}

}  // namespace

void DrawLowering::Lower(const dsl::Drawing& drawing) {
  const DrawingKind kind = KindOf(drawing.kind);
  const auto same_title = [&](const engine::ShownMetric& shown) { return shown.title == drawing.of.text; };
  const auto titled = std::find_if(report_.shown.begin(), report_.shown.end(), same_title);
  if (titled != report_.shown.end()) {
    return LowerColumn(kind, static_cast<std::uint32_t>(titled - report_.shown.begin()), drawing);
  }
  const auto named = std::find(metric_names_.begin(), metric_names_.end(), drawing.of.text);
  if (named != metric_names_.end()) {
    return LowerColumn(kind, static_cast<std::uint32_t>(named - metric_names_.begin()), drawing);
  }
  const Symbol* symbol = context_.model.names.Find(drawing.of.text);
  if (symbol != nullptr && symbol->kind == SymbolKind::kLifecycle) {
    return LowerLifecycle(kind, symbol->index, drawing);
  }
  ReportNotShown(drawing);
}

void DrawLowering::ReportNotShown(const dsl::Drawing& drawing) {
  if (context_.model.metrics.Find(drawing.of.text) != nullptr) {
    context_.report.Error(code::kNotDrawn, drawing.of.span,
                          "this report does not show " + Quote(drawing.of.text) + ", so it has no picture of it",
                          "add it to `show`");
    return;
  }
  std::vector<std::string_view> names(metric_names_.begin(), metric_names_.end());
  for (const auto& lifecycle : context_.model.lifecycles) names.emplace_back(lifecycle.syntax->name.text);
  std::string hint = context_.suggestions.DidYouMean(drawing.of.text, names);
  if (hint.empty()) hint = "draw a metric that the report shows, or a lifecycle";
  context_.report.Unknown(code::kNotDrawn, drawing.of,
                          "there is neither a metric nor a lifecycle " + Quote(drawing.of.text), hint);
}

void DrawLowering::Refuse(const dsl::Drawing& drawing, const std::string& message, const std::string& hint) {
  context_.report.Error(code::kBadDrawing, drawing.of.span, message, hint);
}

bool DrawLowering::IsPartOfAWhole(std::uint32_t shown) const {
  const engine::Expression& expression = report_.shown[shown].expression;
  if (expression.kind != engine::Expression::Kind::kMeasure) return false;
  const engine::Measure& measure = measures_[expression.measure];
  if (measure.credit && measure.credit->touch == engine::Credit::Touch::kAny) return false;
  return !std::holds_alternative<engine::EventStatisticMeasure>(measure.what) &&
         !std::holds_alternative<engine::LevelMeasure>(measure.what) &&
         !std::holds_alternative<engine::DurationMeasure>(measure.what) &&
         !std::holds_alternative<engine::ContactsWithMeasure>(measure.what);
}

void DrawLowering::LowerColumn(DrawingKind kind, std::uint32_t shown, const dsl::Drawing& drawing) {
  const bool cohorts = report_.cohort_size.has_value();
  const bool split = !report_.splits.empty() && !cohorts;
  const std::string name = Quote(drawing.of.text);
  if (cohorts && kind != DrawingKind::kHeatMap) {
    return Refuse(drawing, "a grid of cohorts is drawn as a heat map",
                  "write `draw heatmap of " + drawing.of.text + "`");
  }
  if (kind == DrawingKind::kSankey) {
    return Refuse(drawing, "flows go from state to state, and " + name + " is a figure",
                  "draw them of a lifecycle: `draw sankey of Relation`");
  }
  if (kind == DrawingKind::kLine && !report_.period) {
    return Refuse(drawing, "a line goes through time, and this report has no period",
                  "add a period such as `by month`, or draw bars");
  }
  const bool steps = kind == DrawingKind::kPie || kind == DrawingKind::kFunnel;
  if (steps && (!split || report_.period)) {
    return Refuse(drawing, "a " + drawing.kind + " has a piece for each value of a split, over the whole range",
                  report_.period ? "make a report of its own without a period" : "split the report: `by country`");
  }
  if (kind == DrawingKind::kPie && !IsPartOfAWhole(shown)) {
    return Refuse(drawing, name + " has no parts that add up to a whole, so a pie would mislead",
                  "draw bars of " + drawing.of.text);
  }
  if (kind == DrawingKind::kHeatMap && !cohorts && !(report_.period && split)) {
    return Refuse(drawing, "a heat map has two sides, and this report has not",
                  "add a period and a split (`by month, country`), or show `cohorts of` a segment");
  }
  report_.drawings.push_back({kind, shown});
}

void DrawLowering::LowerLifecycle(DrawingKind kind, engine::LifecycleId lifecycle, const dsl::Drawing& drawing) {
  if (kind != DrawingKind::kSankey && kind != DrawingKind::kFunnel) {
    return Refuse(drawing, Quote(drawing.of.text) + " is a lifecycle, which is drawn as a funnel or as flows",
                  "write `draw funnel of " + drawing.of.text + "` or `draw sankey of " + drawing.of.text + "`");
  }
  const engine::Lifecycle& declared = context_.lifecycles[lifecycle];
  const engine::NodeId run = context_.lifecycle_runs[lifecycle];
  engine::LifecycleDrawing made{.kind = kind, .lifecycle = lifecycle, .counted = {}};
  made.moves = kind == DrawingKind::kSankey ? MovesOf(declared) : StepsOf(declared);
  made.counted.name = report_.name;
  made.counted.range = report_.range;
  for (const auto& [from, to] : made.moves) {
    engine::Measure measure = kind == DrawingKind::kSankey
                                  ? engine::Measure{engine::MovesMeasure{run, {from}, {to}}}
                                  : engine::Measure{engine::EntriesMeasure{engine::Target{run, to}}};
    if (only_for_ && *only_for_ != kFailed) measure.only_for.push_back(*only_for_);
    engine::Expression expression;
    expression.kind = engine::Expression::Kind::kMeasure;
    expression.measure = measures_.Add(std::move(measure), context_.report.Text(drawing.of.span));
    made.counted.shown.push_back({declared.states[from] + " → " + declared.states[to], 0, std::move(expression)});
  }
  lifecycles_.push_back(std::move(made));
}

}  // namespace segue::rules
