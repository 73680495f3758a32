// Reports.
#include "rules/report_lowering.h"

#include <algorithm>
#include <utility>

#include "rules/codes.h"
#include "rules/draw_lowering.h"
#include "rules/hints.h"
#include "rules/rate_reader.h"
#include "rules/split_lowering.h"

namespace segue::rules {

engine::Report ReportLowering::Lower(const Declared<dsl::ReportDeclaration>& declared) {
  report_.name = declared.syntax->name.text;
  report_.description = *declared.description;
  for (const dsl::ReportItem& item : declared.syntax->items) Gather(item);
  LowerShown(declared.syntax->name);
  LowerSplits();
  LowerCohorts();
  LowerSort();
  CheckCompare();
  LowerSeries();
  LowerDrawings();
  return std::move(report_);
}

// ---------------------------------------------------------------- items

void ReportLowering::Gather(const dsl::ReportItem& item) {
  std::visit([&](const auto& part) { Gather(part, item.span); }, item.item);
}

bool ReportLowering::IsSecond(bool earlier, dsl::Span span, const char* what) {
  if (earlier)
    context_.report.Error(code::kSaidTwice, span, "this report already has " + std::string(what), "keep one");
  return earlier;
}

void ReportLowering::Gather(const dsl::ByItem& item, dsl::Span) {
  for (const dsl::Split& split : item.splits) {
    const auto* period = std::get_if<dsl::PeriodSplit>(&split.split);
    if (period == nullptr) {
      items_.splits.push_back(&split);
    } else if (!IsSecond(report_.period.has_value(), split.span, "a period")) {
      report_.period = TimeReader::UnitOf(period->unit);
    }
  }
}

void ReportLowering::Gather(const dsl::CohortsItem& item, dsl::Span span) {
  if (IsSecond(items_.cohorts != nullptr, span, "`cohorts of`")) return;
  items_.cohorts = &item;
  items_.cohorts_span = span;
}

void ReportLowering::Gather(const dsl::OverItem& item, dsl::Span span) {
  if (IsSecond(std::exchange(items_.has_range, true), span, "a range")) return;
  report_.range = engine::LastPeriods{item.count, TimeReader::UnitOf(item.unit), item.complete};
  if (item.count < 1) {
    context_.report.Error(code::kEmptyRange, span, "this range holds no period", "write `over last 12 months`");
  }
}

void ReportLowering::Gather(const dsl::FromToItem& item, dsl::Span span) {
  if (IsSecond(std::exchange(items_.has_range, true), span, "a range")) return;
  TimeReader time(context_);
  const auto from = time.IntervalOf(item.from);
  const auto to = time.IntervalOf(item.to);
  if (!from || !to) return;
  if (from->start >= to->end) {
    context_.report.Error(code::kEmptyRange, span, "this range ends before it begins",
                          "write the earlier period first");
  }
  report_.range = engine::Interval{from->start, to->end};
}

void ReportLowering::Gather(const dsl::ForItem& item, dsl::Span span) {
  if (!IsSecond(items_.only_for != nullptr, span, "a `for`")) items_.only_for = &item;
}

void ReportLowering::Gather(const dsl::ShowItem& item, dsl::Span) {
  for (const dsl::Shown& shown : item.shown) items_.shown.push_back(&shown);
}

void ReportLowering::Gather(const dsl::CompareItem& item, dsl::Span span) {
  if (IsSecond(report_.compare != engine::Comparison::kNone, span, "a `compare`")) return;
  report_.compare = item.last_year ? engine::Comparison::kSamePeriodLastYear : engine::Comparison::kPreviousPeriod;
  items_.compare_span = span;
}

void ReportLowering::Gather(const dsl::TrendItem& item, dsl::Span span) {
  bool& asked = item.seasonal ? report_.seasonal : report_.trend;
  if (IsSecond(asked, span, item.seasonal ? "`seasonal`" : "`trend`")) return;
  asked = true;
  if (!std::exchange(items_.series, true)) items_.series_span = span;
}

void ReportLowering::Gather(const dsl::ProjectItem& item, dsl::Span span) {
  if (IsSecond(items_.project != nullptr, span, "a projection")) return;
  items_.project = &item;
  items_.project_span = span;
  if (!std::exchange(items_.series, true)) items_.series_span = span;
}

void ReportLowering::Gather(const dsl::CorrelateItem& item, dsl::Span span) {
  items_.correlations.push_back(&item);
  if (!std::exchange(items_.series, true)) items_.series_span = span;
}

void ReportLowering::Gather(const dsl::GoalsItem& item, dsl::Span span) {
  if (IsSecond(items_.goals != nullptr, span, "`goals`")) return;
  items_.goals = &item;
  items_.goals_span = span;
}

void ReportLowering::Gather(const dsl::SortItem& item, dsl::Span span) {
  if (!IsSecond(items_.sort != nullptr, span, "a sort order")) items_.sort = &item;
}

void ReportLowering::Gather(const dsl::DrawItem& item, dsl::Span) {
  for (const dsl::Drawing& drawing : item.drawings) items_.drawings.push_back(&drawing);
}

// ---------------------------------------------------------------- columns

std::optional<std::uint32_t> ReportLowering::MetricOf(const dsl::Name& name) {
  if (const std::uint32_t* metric = context_.model.metrics.Find(name.text)) return *metric;
  context_.report.Unknown(code::kUnknownMetric, name, "there is no metric " + Quote(name.text),
                          context_.suggestions.DidYouMean(name.text, context_.model.metrics.Names()));
  return {};
}

void ReportLowering::ReportSameTitle(const std::string& title, dsl::Span span, const std::string& hint) {
  const auto is_same = [&](const auto& column) { return column.title == title; };
  if (std::any_of(report_.shown.begin(), report_.shown.end(), is_same) ||
      std::any_of(report_.splits.begin(), report_.splits.end(), is_same)) {
    context_.report.Error(code::kSameTitle, span, "two columns are called " + Quote(title), hint);
  }
}

void ReportLowering::LowerShown(const dsl::Name& report_name) {
  if (items_.shown.empty() && items_.goals == nullptr) {
    context_.report.Error(code::kNothingShown, report_name.span, "report " + Quote(report_name.text) + " shows nothing",
                          "add `show` with the names of metrics");
  }
  if (items_.only_for != nullptr) {
    GiveHints(context_, items_.only_for->only_for, HintPlace::kElsewhere);
    only_for_ = ConditionLowering(context_).Lower(items_.only_for->only_for);
  }
  for (const dsl::Shown* shown : items_.shown) {
    const auto metric = MetricOf(shown->metric);
    if (!metric) continue;
    engine::ShownMetric column{shown->title.value_or(shown->metric.text), *metric, {}};
    ReportSameTitle(column.title, shown->metric.span, "give one another title: `" + shown->metric.text + " as \"…\"`");
    if (const auto& quantity = metrics_[*metric]) {
      column.expression = quantity->expression;
      if (!only_for_ && items_.splits.empty()) column.allowance = quantity->allowance;
    }
    if (only_for_ && *only_for_ != kFailed) {
      auto narrowed = metrics_.Narrow(column.expression, *only_for_, shown->metric.span);
      if (narrowed) column.expression = std::move(*narrowed);
    }
    column.rate = RateOf(context_, measures_, column.expression);
    report_.shown.push_back(std::move(column));
    metric_names_.push_back(shown->metric.text);
  }
}

void ReportLowering::LowerSplits() {
  SplitLowering lowering(context_, measures_, report_.shown);
  for (const dsl::Split* split : items_.splits) {
    auto lowered = lowering.Lower(std::get<dsl::NameSplit>(split->split), split->span);
    if (!lowered) continue;
    ReportSameTitle(lowered->title, split->span, "remove one of them, or show the metric under another title");
    report_.splits.push_back(std::move(*lowered));
  }
}

void ReportLowering::LowerCohorts() {
  if (items_.cohorts == nullptr) return;
  const dsl::Span span = items_.cohorts_span;
  if (!report_.period) {
    context_.report.Error(code::kBadCohorts, span, "a grid of cohorts needs a period",
                          "say how long one is: `by month`");
  }
  if (items_.sort != nullptr) {
    context_.report.Error(code::kBadCohorts, items_.sort->by.span,
                          "a grid of cohorts stands in the order of time and cannot be sorted", "leave out `sort by`");
  }
  if (report_.compare != engine::Comparison::kNone) {
    context_.report.Error(code::kBadCohorts, items_.compare_span,
                          "a grid of cohorts compares its own periods; nothing can be set beside it",
                          "leave out `compare`");
  }
  const auto target = MeasureLowering(context_).Lower(items_.cohorts->target);
  SplitLowering splits(context_, measures_, report_.shown);
  if (!target || !splits.NoPlan("cohort", span) || !splits.NoAccountMeasure("cohort", span)) return;
  report_.splits.insert(report_.splits.begin(), {"cohort", engine::CohortSplit{*target}});
  report_.cohort_size = measures_.Add({engine::FirstEntriesMeasure{*target}}, context_.report.Text(span));
}

/// Without a range and a period, the whole of the data has nothing before it.
void ReportLowering::CheckCompare() {
  if (report_.compare == engine::Comparison::kNone || report_.period || items_.has_range) return;
  context_.report.Error(code::kNothingBeside, items_.compare_span,
                        "this report is about all data, and nothing stands beside that",
                        "add a period (`by month`) or a range (`over last 12 months`)");
}

void ReportLowering::LowerSeries() {
  if (!items_.series) return;
  if (!report_.period || report_.cohort_size) {
    context_.report.Error(
        code::kBadTrend, items_.series_span,
        report_.period ? "a grid of cohorts has no series in time" : "without a period there is no series in time",
        report_.period ? "make a report of its own" : "say how long one is: `by month`");
    return;
  }
  if (items_.project != nullptr) {
    constexpr std::int64_t kMost = 24;
    if (TimeReader::UnitOf(items_.project->unit) != *report_.period) {
      context_.report.Error(code::kBadTrend, items_.project_span,
                            "this report has other periods than it is to be projected by",
                            "project as many of the report's own periods");
    } else if (items_.project->count < 1 || items_.project->count > kMost) {
      context_.report.Error(code::kBadTrend, items_.project_span, "1 to 24 periods can be projected",
                            "further ahead nothing useful is known");
    }
    report_.project = items_.project->count;
  }
  for (const dsl::CorrelateItem* item : items_.correlations) {
    auto metric = CorrelatedMetric(item->metric), with = CorrelatedMetric(item->with);
    if (metric && with) report_.correlations.push_back({std::move(*metric), std::move(*with)});
  }
}

std::optional<engine::ShownMetric> ReportLowering::CorrelatedMetric(const dsl::Name& name) {
  const auto shown = std::find(metric_names_.begin(), metric_names_.end(), name.text);
  if (shown != metric_names_.end()) return report_.shown[static_cast<std::size_t>(shown - metric_names_.begin())];
  context_.report.Unknown(code::kUnknownColumn, name, "this report does not show " + Quote(name.text),
                          "add it to `show`, so that both can be seen");
  return {};
}

void ReportLowering::LowerDrawings() {
  DrawLowering lowering(context_, measures_, report_, metric_names_, only_for_);
  for (const dsl::Drawing* drawing : items_.drawings) lowering.Lower(*drawing);
  lifecycle_drawings_ = lowering.TakeLifecycles();
}

void ReportLowering::LowerSort() {
  if (items_.sort == nullptr || items_.cohorts != nullptr) return;
  const dsl::Name& by = items_.sort->by;
  std::vector<std::string_view> columns;
  for (const engine::Split& split : report_.splits) columns.push_back(split.title);
  const std::size_t splits = columns.size();
  for (const engine::ShownMetric& shown : report_.shown) columns.push_back(shown.title);
  auto column = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), by.text) - columns.begin());
  if (column == columns.size()) {
    const auto name = std::find(metric_names_.begin(), metric_names_.end(), by.text);
    if (name != metric_names_.end()) column = splits + static_cast<std::size_t>(name - metric_names_.begin());
  }
  if (column == columns.size()) {
    std::string hint = context_.suggestions.DidYouMean(by.text, columns);
    if (hint.empty()) hint = "sort by what the report shows or splits by";
    context_.report.Unknown(code::kUnknownColumn, by, "this report has no column " + Quote(by.text), hint);
    return;
  }
  report_.sort = engine::SortOrder{static_cast<std::uint32_t>(column), items_.sort->descending, items_.sort->top};
}

}  // namespace segue::rules
