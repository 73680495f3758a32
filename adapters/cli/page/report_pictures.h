// Which pictures a report has, as `draw` says or as fits its figures:
//
//   a grid of cohorts                       a heat map of each metric
//   periods, no split                       lines, those of one unit in one picture; beside each other with `compare`
//   periods and splits                      a picture of each metric, a line for each of the largest values
//   splits, no period                       bars
//   moves of one lifecycle, no period       flows
//   neither period nor split                bars of the metrics of one unit
#pragma once

#include <vector>

#include "adapters/cli/page/findings.h"

namespace segue::cli {

/// A picture, and what it says.
struct ReportPicture {
  html::Picture picture;
  std::optional<Finding> finding;
};

std::vector<ReportPicture> PicturesOf(const Population& population, const ComputedReport& computed,
                                      const Reader& reader);

}  // namespace segue::cli
