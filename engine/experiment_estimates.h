// From the cells of an experiment to its figures: which method fits a measure, and what it gives.
#pragma once

#include <vector>

#include "engine/experiment_answer.h"
#include "engine/experiment_cells.h"

namespace segue::engine {

/// One measure.
struct MeasureCells {
  std::vector<std::vector<ExperimentCell>> cells;  // by arm (the control first), then by stratum
  bool counts = true;   // x is a number of things or contacts, so it may be a rate; else amounts
  double scale = 1;     // how many steps of x, over those of y, make one unit
  bool strata = false;  // there are any
  bool before = false;  // there is a time before
};

/// Sets the method, the arms and the comparisons of the result.
void EstimateMeasure(const MeasureCells& measure, MeasureResult& result);

}  // namespace segue::engine
