// See experiment_cells.h.
#include "engine/experiment_cells.h"

#include <cmath>

namespace segue::engine {

void ExperimentCell::Add(const ContactValue& value) {
  pairs_.Add(value.x, value.y);
  sum_ += value.x;
  yes_or_no_ = yes_or_no_ && (value.x == 0 || value.x == 1);
  one_each_ = one_each_ && (value.y == 1 || (value.y == 0 && value.x == 0));
  if (value.y != 0) counted_.Add(value.before, value.x);
}

void ExperimentCell::Merge(const ExperimentCell& other) {
  pairs_.Merge(other.pairs_);
  counted_.Merge(other.counted_);
  sum_ += other.sum_;
  yes_or_no_ = yes_or_no_ && other.yes_or_no_;
  one_each_ = one_each_ && other.one_each_;
}

statistics::Counts ExperimentCell::counts() const { return {std::llround(sum_), counted()}; }

statistics::Sample ExperimentCell::mean() const {
  const std::int64_t count = counted();
  return {count, counted_.mean_y(), count < 2 ? 0 : counted_.squares_y() / static_cast<double>(count - 1)};
}

}  // namespace segue::engine
