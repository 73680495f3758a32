// The end of a series up to its last gap.
#include "statistics/series.h"

#include <cmath>

namespace segue::statistics {

bool IsValue(double value) { return std::fabs(value) <= 1e100; }

Stretch LastCompleteStretch(Series series) {
  const auto present = [&](std::size_t i) { return series[i].has_value() && IsValue(*series[i]); };
  std::size_t end = series.size();
  while (end > 0 && !present(end - 1)) --end;
  Stretch stretch;
  stretch.first = end;
  while (stretch.first > 0 && present(stretch.first - 1)) --stretch.first;
  for (std::size_t i = stretch.first; i < end; ++i) stretch.values.push_back(*series[i]);
  return stretch;
}

}  // namespace segue::statistics
