// The figures of a computed report as a picture needs them: as plain numbers, in the units of their axis.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/reader.h"
#include "adapters/cli/report_output.h"
#include "adapters/html/page.h"

namespace segue::cli {

/// Reads the cells of one column of a report. Everything must outlive it.
class DrawnColumn {
 public:
  DrawnColumn(const Population& population, const engine::Report& report, std::size_t shown);

  std::size_t shown() const { return shown_; }
  std::string title() const {
    std::string title = report_.shown[shown_].title;
    std::replace(title.begin(), title.end(), '_', ' ');
    return title;
  }
  const engine::Metric& metric() const { return population_.program.metrics[report_.shown[shown_].metric]; }
  engine::Rate rate() const { return report_.shown[shown_].rate; }
  const html::FigureFormat& format() const { return format_; }

  /// Empty where there is no value, or a rate of too few.
  std::optional<double> Value(const engine::Cell& cell) const;
  bool HasInterval() const { return rate() == engine::Rate::kProportion; }
  std::optional<statistics::Interval> Interval(const engine::Cell& cell) const;
  /// In the units of the axis; of money in units of its currency.
  double InUnits(double number) const;
  /// As people read it.
  std::string Text(double value, const Reader& reader) const {
    return html::FigureText(value, format_, reader.language());
  }
  /// `conversion = converted / prospects as percent`
  std::string Formula() const;
  /// Parts of a whole: what adds up over the rows of a split. Counts of what happened, and their sums.
  bool Adds() const;
  /// What the axis measures: `%`, `EUR`, or the word for numbers.
  std::string AxisName(const Reader& reader) const;

 private:
  const Population& population_;
  const engine::Report& report_;
  std::size_t shown_;
  html::FigureFormat format_;
};

/// How the row's period is to be drawn for this column.
html::CategoryMark MarkOf(const engine::ReportRow& row, std::size_t shown);

/// "fr, search": the row's values of the splits, from the `first` on.
std::string SplitText(const engine::ReportRow& row, const Reader& reader, std::size_t first = 0);

}  // namespace segue::cli
