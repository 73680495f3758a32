// What a report shows of its metrics: one column each, and beside it what `compare` and `--intervals` ask for.
//
//   column                      of                        csv title                      for people
//   the figure                  every metric              conversion                     conversion
//   the other period's          `compare`                 conversion last year           conversion last year
//   by how much it differs      `compare`                 conversion change              conversion change
//   the parts                   rates, with intervals     conversion numerator,          conversion parts: 12 of 310
//                                                         conversion denominator
//   the interval                shares, with intervals    conversion low,                conversion 95 %: 2.2–6.6 %
//                                                         conversion high
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "adapters/cli/output.h"
#include "adapters/cli/reader.h"
#include "engine/answers.h"
#include "engine/program.h"

namespace segue::cli {

struct ReportStyle {
  bool for_people = false;  // tables: currencies stand in titles, rates of few are no figures
  bool intervals = false;
  bool marks = false;  // csv: a column that says what is running, may still change or lies ahead
  bool bars = false;   // on a terminal: small pictures beside the figures
};

class ReportColumns {
 public:
  /// All must outlive it. csv and json are for programs: what is not for people ignores the reader's language.
  ReportColumns(const engine::Report& report, const engine::Program& program, ReportStyle style, const Reader& reader);

  void AddTitles(std::vector<OutputColumn>& columns) const;
  /// Values of one row, in the order of the titles. They are valid until the next call.
  void AddValues(const engine::ReportRow& row, std::vector<Value>& values);
  /// The figure of one metric alone.
  Value Figure(const engine::Cell& cell, std::size_t shown) const;

 private:
  const engine::Metric& MetricOf(std::size_t shown) const;
  std::string TitleOf(std::size_t shown) const;
  std::string BeforeTitle(const std::string& title) const;
  Value ChangeOf(const engine::Cell& now, const engine::Cell& before, std::size_t shown) const;
  void AddParts(const engine::Cell& cell, std::size_t shown, std::vector<Value>& values);
  bool HasInterval(std::size_t shown) const;

  const engine::Report& report_;
  const engine::Program& program_;
  ReportStyle style_;
  const Reader& reader_;
  std::string too_few_;
  std::deque<std::string> texts_;  // of the last row
};

}  // namespace segue::cli
