// See series_output.h. Every list is written twice over by the same code: rows of columns, as a table or as json.
#include "adapters/cli/series_output.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <deque>
#include <utility>

#include "adapters/cli/figure_text.h"
#include "adapters/cli/report_output.h"

namespace segue::cli {
namespace {

using engine::ReportSeries;

constexpr std::size_t kShownPeriods = 12;  // of a season, to people

class SeriesWriter {
 public:
  SeriesWriter(const Population& population, const engine::Report& report, const engine::SeriesResult& result,
               bool for_people)
      : population_(population), report_(report), result_(result), for_people_(for_people) {}

  void Trends(ResultWriter& writer) {
    std::vector<OutputColumn> columns{{"last " + Unit() + "s", true}};
    if (!for_people_) columns.push_back({"seasonal"});
    columns.push_back({"direction", false, false, true});
    for (const char* title : {"change", "low", "high", "p"}) columns.push_back({title, true});
    Begin(writer, columns);
    for (const ReportSeries& series : result_.series) {
      for (const engine::WindowTrend& window : series.trends) {
        Start(series);
        AddWindow(window);
        Add(DirectionOf(window));
        const auto& trend = window.trend;
        const auto interval = trend ? trend->slope_interval : std::nullopt;
        values_.push_back(trend ? FigureOf(series, trend->slope) : Value{});
        values_.push_back(interval ? FigureOf(series, interval->low) : Value{});
        values_.push_back(interval ? FigureOf(series, interval->high) : Value{});
        AddProbability(trend ? std::optional(trend->p_value) : std::nullopt);
        writer.Row(values_);
      }
    }
    writer.End();
  }

  void Seasons(ResultWriter& writer) {
    Begin(writer, {{"period"}, {"figure", true}, {"trend", true}, {"season", true}, {"rest", true}});
    for (const ReportSeries& series : result_.series) {
      if (!series.season) continue;
      const auto& [first, parts] = *series.season;
      const std::size_t count = parts.trend.size();
      for (std::size_t i = for_people_ && count > kShownPeriods ? count - kShownPeriods : 0; i < count; ++i) {
        Start(series);
        Add(LabelOf(series.periods[first + i]));
        values_.push_back(FigureOf(series, *series.values[first + i]));
        values_.push_back(FigureOf(series, parts.trend[i]));
        values_.push_back(FigureOf(series, parts.season[i]));
        values_.push_back(FigureOf(series, parts.remainder[i]));
        writer.Row(values_);
      }
    }
    writer.End();
  }

  void Projections(ResultWriter& writer) {
    Begin(writer, {{"period"}, {"expected", true}, {"low", true}, {"high", true}});
    for (const ReportSeries& series : result_.series) {
      if (!series.projection) continue;
      for (std::size_t i = 0; i < series.projection->periods.size(); ++i) {
        const statistics::ProjectedPeriod& period = series.projection->periods[i];
        Start(series);
        Add(LabelAhead(series, i));
        values_.push_back(FigureOf(series, Possible(series, period.mean)));
        values_.push_back(FigureOf(series, Possible(series, period.interval.low)));
        values_.push_back(FigureOf(series, Possible(series, period.interval.high)));
        writer.Row(values_);
      }
    }
    writer.End();
  }

  void Outgrown(ResultWriter& writer) {
    Begin(writer, {{"allowance", true}, {"expected"}, {"earliest"}, {"latest"}});
    for (const ReportSeries& series : result_.series) {
      if (!series.outgrown) continue;
      const engine::Outgrown& outgrown = *series.outgrown;
      Start(series);
      values_.emplace_back(outgrown.allowance);
      for (const auto& period : {outgrown.expected, outgrown.earliest, outgrown.latest}) {
        AddOutgrown(series, outgrown.passed ? std::optional<std::size_t>() : period);
      }
      writer.Row(values_);
    }
    writer.End();
  }

  void Correlations(ResultWriter& writer) {
    writer.Begin({{"metric", false, true},
                  {"with", false, true},
                  {"r", true},
                  {"low", true},
                  {"high", true},
                  {"lag", true},
                  {"p", true},
                  {Unit() + "s", true}});
    for (const engine::CorrelationResult& one : result_.correlations) {
      texts_.clear();
      values_.clear();
      Add(report_.correlations[one.correlation].metric.title);
      Add(report_.correlations[one.correlation].with.title);
      const auto* best = one.found ? &one.found->best : nullptr;
      const auto interval = best != nullptr ? best->correlation.interval : std::nullopt;
      values_.push_back(best != nullptr ? Value{Rate{best->correlation.r}} : Value{});
      values_.push_back(interval ? Value{Rate{interval->low}} : Value{});
      values_.push_back(interval ? Value{Rate{interval->high}} : Value{});
      values_.push_back(best != nullptr ? Value{std::int64_t{best->lag}} : Value{});
      AddProbability(best != nullptr ? std::optional(best->correlation.p_value) : std::nullopt);
      values_.emplace_back(static_cast<std::int64_t>(one.periods));
      writer.Row(values_);
    }
    writer.End();
  }

 private:
  std::string LabelAhead(const ReportSeries& series, std::size_t ahead) const {
    return LabelOf(
        population_.calendar.Shift(series.periods.back().start, *report_.period, static_cast<std::int64_t>(ahead) + 1));
  }
  /// Of what is outgrown already the last whole period, whatever comes next.
  void AddOutgrown(const ReportSeries& series, std::optional<std::size_t> ahead) {
    if (ahead) return Add(LabelAhead(series, *ahead));
    if (series.outgrown->passed) return Add(LabelOf(series.periods.back()));
    if (for_people_) return Add("later");
    values_.emplace_back();
  }

  std::string Unit() const { return std::string(UnitName(*report_.period)); }
  std::string LabelOf(const engine::Interval& period) const {
    return population_.calendar.Label(period.start, *report_.period);
  }
  const engine::Metric& MetricOf(const ReportSeries& series) const {
    return population_.program.metrics[report_.shown[series.shown].metric];
  }

  void Begin(ResultWriter& writer, const std::vector<OutputColumn>& columns) {
    std::vector<OutputColumn> all;
    for (const engine::Split& split : report_.splits) all.push_back({split.title, false, true});
    all.push_back({"metric", false, true});
    all.insert(all.end(), columns.begin(), columns.end());
    writer.Begin(all);
  }

  /// The columns that name the series.
  void Start(const ReportSeries& series) {
    texts_.clear();
    values_.clear();
    for (const auto& split : series.splits) {
      split ? Add(*split) : values_.push_back(for_people_ ? Value{std::string_view("(missing)")} : Value{});
    }
    Add(report_.shown[series.shown].title);
  }
  void Add(std::string text) { values_.emplace_back(std::string_view(texts_.emplace_back(std::move(text)))); }

  void AddWindow(const engine::WindowTrend& window) {
    if (for_people_) return Add(std::to_string(window.periods) + (window.seasonal ? " by season" : ""));
    values_.emplace_back(static_cast<std::int64_t>(window.periods));
    values_.emplace_back(window.seasonal);
  }

  /// To people in three decimals, where the difference between 0.04 and 0.001 still shows.
  void AddProbability(std::optional<double> p) {
    if (!p || !for_people_) {
      values_.push_back(p ? Value{Rate{*p}} : Value{});
      return;
    }
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%.3f", *p);
    Add(*p < 0.001 ? "< 0.001" : text.data());
  }

  Value FigureOf(const ReportSeries& series, double figure) const {
    const engine::Metric& metric = MetricOf(series);
    if (metric.unit == engine::Unit::kMoney) {
      return Amount{engine::Money{std::llrint(figure * static_cast<double>(engine::kMoneyScale))}, metric.currency,
                    false};
    }
    return Rate{figure, metric.percent};
  }

  /// Counts do not go below nothing, shares not beyond all; the interval of a projection may.
  double Possible(const ReportSeries& series, double figure) const {
    const engine::Metric& metric = MetricOf(series);
    if (report_.shown[series.shown].rate == engine::Rate::kProportion) return std::clamp(figure, 0.0, 1.0);
    return metric.unit == engine::Unit::kCount ? std::max(figure, 0.0) : figure;
  }

  static std::string DirectionOf(const engine::WindowTrend& window) {
    if (!window.trend) return "too few to tell";
    switch (window.trend->direction) {
      case statistics::Direction::kRising:
        return "rising";
      case statistics::Direction::kFalling:
        return "falling";
      case statistics::Direction::kNotClear:
        break;
    }
    return "not clear";
  }

  const Population& population_;
  const engine::Report& report_;
  const engine::SeriesResult& result_;
  bool for_people_;
  std::vector<Value> values_;
  std::deque<std::string> texts_;  // of the row being written
};

bool AnySeason(const engine::SeriesResult& result) {
  return std::any_of(result.series.begin(), result.series.end(),
                     [](const auto& one) { return one.season.has_value(); });
}
bool AnyProjection(const engine::SeriesResult& result) {
  return std::any_of(result.series.begin(), result.series.end(),
                     [](const auto& one) { return one.projection.has_value(); });
}

bool AnyOutgrown(const engine::SeriesResult& result) {
  return std::any_of(result.series.begin(), result.series.end(),
                     [](const auto& one) { return one.outgrown.has_value(); });
}

std::vector<std::string> CorrelationNotes(const engine::Report& report, const engine::SeriesResult& result) {
  std::vector<std::string> notes;
  for (const engine::CorrelationResult& one : result.correlations) {
    const engine::Correlation& asked = report.correlations[one.correlation];
    const std::string pair = Printable(asked.metric.title) + " and " + Printable(asked.with.title) + ": ";
    if (!one.found) {
      notes.push_back(pair + "too few whole periods, or one does not change");
      continue;
    }
    const auto& best = one.found->best;
    const bool clear = best.correlation.p_value <= 0.05;
    notes.push_back(pair + "changes " +
                    (!clear                   ? "show no clear connection"
                     : best.correlation.r > 0 ? "go the same way"
                                              : "go opposite ways") +
                    (one.adjusted ? ", the season taken out" : ""));
  }
  notes.emplace_back("r is of the changes from one period to the next; a lag of 1: those of the second come one later");
  notes.emplace_back("moving together is no proof that one causes the other: both may follow a third");
  return notes;
}

}  // namespace

void WriteSeries(Session& session, const Population& population, const engine::Report& report,
                 const engine::SeriesResult& result) {
  SeriesWriter series(population, report, result, true);
  const auto table = [&](const char* title, std::vector<std::string> notes, const char* when_empty) {
    session.out() << '\n';
    return session.Writer(
        {.title = report.name + ": " + title, .header = {}, .notes = std::move(notes), .when_empty = when_empty});
  };
  if (report.trend) {
    series.Trends(*table("direction",
                         {"Mann–Kendall's test at 5 %, of whole periods; the change per period is Sen's slope"},
                         "no whole period yet"));
  }
  if (report.seasonal) {
    std::vector<std::string> notes;
    if (AnySeason(result)) notes.emplace_back("figure = trend + season + rest (STL); all periods are in --format json");
    series.Seasons(*table("season", std::move(notes), "a season shows in two whole years, and there are fewer"));
  }
  if (report.project) {
    std::vector<std::string> notes;
    if (AnyProjection(result)) notes.emplace_back("if it goes on as it did; low to high holds 95 of 100 such periods");
    series.Projections(
        *table("projection", std::move(notes), "ten whole periods in a row are needed, and there are fewer"));
  }
  if (AnyOutgrown(result)) {
    series.Outgrown(*table(
        "plan outgrown",
        {"the first " + std::string(UnitName(*report.period)) + " in which more is used than the plan allows now",
         "earliest, latest: the first that may pass it (95 of 100), the first that all but surely does",
         "later: not within what is projected"},
        ""));
  }
  if (!report.correlations.empty()) series.Correlations(*table("together", CorrelationNotes(report, result), ""));
}

void WriteSeriesJson(std::ostream& out, const Population& population, const engine::Report& report,
                     const engine::SeriesResult& result) {
  SeriesWriter series(population, report, result, false);
  const auto list = [&](const char* name, void (SeriesWriter::*write)(ResultWriter&)) {
    out << ",\n  \"" << name << "\": ";
    (series.*write)(*MakeJsonRows(out, "  "));
  };
  if (report.trend) list("trends", &SeriesWriter::Trends);
  if (report.seasonal) list("seasons", &SeriesWriter::Seasons);
  if (report.project) list("projections", &SeriesWriter::Projections);
  if (AnyOutgrown(result)) list("outgrown", &SeriesWriter::Outgrown);
  if (!report.correlations.empty()) list("correlations", &SeriesWriter::Correlations);
}

}  // namespace segue::cli
