// See series_output.h. Every list is written twice over by the same code: rows of columns, as a table or as json.
#include "adapters/cli/series_output.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <deque>
#include <utility>

#include "adapters/cli/figure_text.h"

namespace segue::cli {
namespace {

using engine::ReportSeries;

constexpr std::size_t kShownPeriods = 12;  // of a season, to people

class SeriesWriter {
 public:
  SeriesWriter(const Population& population, const engine::Report& report, const engine::SeriesResult& result,
               bool for_people, const Reader& reader)
      : population_(population), report_(report), result_(result), for_people_(for_people), reader_(reader) {}

  void Trends(ResultWriter& writer) {
    std::vector<OutputColumn> columns{{reader_.Say(Phrase::kLastUnits, {Units()}), true}};
    if (!for_people_) columns.push_back({"seasonal"});
    columns.push_back({reader_.Say(Phrase::kDirection), false, false, true});
    for (const Phrase title : {Phrase::kChange, Phrase::kLow, Phrase::kHigh}) {
      columns.push_back({reader_.Say(title), true});
    }
    columns.push_back({"p", true});
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
    Begin(writer, {{reader_.Say(Phrase::kPeriod)},
                   {reader_.Say(Phrase::kFigure), true},
                   {reader_.Say(Phrase::kTrend), true},
                   {reader_.Say(Phrase::kSeason), true},
                   {reader_.Say(Phrase::kRest), true}});
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
    Begin(writer, {{reader_.Say(Phrase::kPeriod)},
                   {reader_.Say(Phrase::kExpected), true},
                   {reader_.Say(Phrase::kLow), true},
                   {reader_.Say(Phrase::kHigh), true}});
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
    Begin(writer, {{reader_.Say(Phrase::kAllowance), true},
                   {reader_.Say(Phrase::kExpected)},
                   {reader_.Say(Phrase::kEarliest)},
                   {reader_.Say(Phrase::kLatest)}});
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
    writer.Begin({{reader_.Say(Phrase::kMetric), false, true},
                  {reader_.Say(Phrase::kWith), false, true},
                  {"r", true},
                  {reader_.Say(Phrase::kLow), true},
                  {reader_.Say(Phrase::kHigh), true},
                  {reader_.Say(Phrase::kLag), true},
                  {"p", true},
                  {Units(), true}});
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
  std::string Units() const { return reader_.Units(*report_.period, 2); }
  std::string LabelOf(const engine::Interval& period) const { return reader_.Period(period.start, *report_.period); }
  std::string LabelAhead(const ReportSeries& series, std::size_t ahead) const {
    return LabelOf(
        population_.calendar.Shift(series.periods.back().start, *report_.period, static_cast<std::int64_t>(ahead) + 1));
  }
  /// Of what is outgrown already the last whole period, whatever comes next.
  void AddOutgrown(const ReportSeries& series, std::optional<std::size_t> ahead) {
    if (ahead) return Add(LabelAhead(series, *ahead));
    if (series.outgrown->passed) return Add(LabelOf(series.periods.back()));
    if (for_people_) return Add(reader_.Say(Phrase::kLater));
    values_.emplace_back();
  }

  const engine::Metric& MetricOf(const ReportSeries& series) const {
    return population_.program.metrics[report_.shown[series.shown].metric];
  }

  void Begin(ResultWriter& writer, const std::vector<OutputColumn>& columns) {
    std::vector<OutputColumn> all;
    for (const engine::Split& split : report_.splits) all.push_back({split.title, false, true});
    all.push_back({reader_.Say(Phrase::kMetric), false, true});
    all.insert(all.end(), columns.begin(), columns.end());
    writer.Begin(all);
  }

  /// The columns that name the series.
  void Start(const ReportSeries& series) {
    texts_.clear();
    values_.clear();
    for (const auto& split : series.splits) {
      if (split || for_people_) {
        Add(split.value_or(reader_.Say(Phrase::kMissing)));
      } else {
        values_.emplace_back();
      }
    }
    Add(report_.shown[series.shown].title);
  }
  void Add(std::string text) { values_.emplace_back(std::string_view(texts_.emplace_back(std::move(text)))); }

  void AddWindow(const engine::WindowTrend& window) {
    if (for_people_)
      return Add(std::to_string(window.periods) + (window.seasonal ? " " + reader_.Say(Phrase::kBySeason) : ""));
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
    Add(html::LocalDigits(*p < 0.001 ? "< 0.001" : text.data(), reader_.language()));
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

  std::string DirectionOf(const engine::WindowTrend& window) const {
    if (!window.trend) return reader_.Say(Phrase::kTooFewToTell);
    switch (window.trend->direction) {
      case statistics::Direction::kRising:
        return reader_.Say(Phrase::kRising);
      case statistics::Direction::kFalling:
        return reader_.Say(Phrase::kFalling);
      case statistics::Direction::kNotClear:
        break;
    }
    return reader_.Say(Phrase::kNotClear);
  }

  const Population& population_;
  const engine::Report& report_;
  const engine::SeriesResult& result_;
  bool for_people_;
  const Reader& reader_;
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

std::vector<std::string> CorrelationNotes(const engine::Report& report, const engine::SeriesResult& result,
                                          const Reader& reader) {
  std::vector<std::string> notes;
  for (const engine::CorrelationResult& one : result.correlations) {
    const engine::Correlation& asked = report.correlations[one.correlation];
    const std::string a = Printable(asked.metric.title), b = Printable(asked.with.title);
    if (!one.found) {
      notes.push_back(reader.Say(Phrase::kTooFewTogether, {a, b}));
      continue;
    }
    const auto& best = one.found->best.correlation;
    const Phrase said = best.p_value > 0.05 ? Phrase::kNoConnection
                        : best.r > 0        ? Phrase::kSameWay
                                            : Phrase::kOppositeWays;
    notes.push_back(reader.Say(said, {a, b}) + (one.adjusted ? reader.Say(Phrase::kSeasonOut) : ""));
  }
  notes.push_back(reader.Say(Phrase::kOfChanges));
  notes.push_back(reader.Say(Phrase::kNoProof));
  return notes;
}

template <void (SeriesWriter::*write)(ResultWriter&)>
void Write(ResultWriter& writer, const Population& population, const engine::Report& report,
           const engine::SeriesResult& result, const Reader& reader) {
  SeriesWriter series(population, report, result, true, reader);
  (series.*write)(writer);
}

}  // namespace

std::vector<SeriesTable> SeriesTables(const engine::Report& report, const engine::SeriesResult& result,
                                      const Reader& reader) {
  std::vector<SeriesTable> tables;
  const auto notes = [&](bool any, Phrase note) {
    return any ? std::vector<std::string>{reader.Say(note)} : std::vector<std::string>{};
  };
  if (report.trend) {
    tables.push_back({reader.Say(Phrase::kDirection), &Write<&SeriesWriter::Trends>, notes(true, Phrase::kTrendNote),
                      reader.Say(Phrase::kNoWholePeriod)});
  }
  if (report.seasonal) {
    tables.push_back({reader.Say(Phrase::kSeason), &Write<&SeriesWriter::Seasons>,
                      notes(AnySeason(result), Phrase::kSeasonNote), reader.Say(Phrase::kNoSeason)});
  }
  if (report.project) {
    tables.push_back({reader.Say(Phrase::kProjection), &Write<&SeriesWriter::Projections>,
                      notes(AnyProjection(result), Phrase::kProjectionNote), reader.Say(Phrase::kNoProjection)});
  }
  if (AnyOutgrown(result)) {
    tables.push_back({reader.Say(Phrase::kPlanOutgrown),
                      &Write<&SeriesWriter::Outgrown>,
                      {reader.Say(Phrase::kOutgrownFirst, {reader.Units(*report.period, 1)}),
                       reader.Say(Phrase::kOutgrownRange), reader.Say(Phrase::kOutgrownLater)},
                      ""});
  }
  if (!report.correlations.empty()) {
    tables.push_back({reader.Say(Phrase::kTogether), &Write<&SeriesWriter::Correlations>,
                      CorrelationNotes(report, result, reader), ""});
  }
  return tables;
}

void WriteSeries(Session& session, const Population& population, const engine::Report& report,
                 const engine::SeriesResult& result) {
  const Reader reader = Reader::OfTable(population.calendar);
  for (SeriesTable& table : SeriesTables(report, result, reader)) {
    session.out() << '\n';
    table.write(*session.Writer({.title = report.name + ": " + table.title,
                                 .header = {},
                                 .notes = std::move(table.notes),
                                 .when_empty = std::move(table.when_empty)}),
                population, report, result, reader);
  }
}

void WriteSeriesJson(std::ostream& out, const Population& population, const engine::Report& report,
                     const engine::SeriesResult& result) {
  const Reader reader = Reader::OfTable(population.calendar);
  SeriesWriter series(population, report, result, false, reader);
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
