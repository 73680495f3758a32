// What an experiment adds up of the contacts of one arm in one stratum, for one measure.
//
// A contact brings x, what it has of the numerator, and y, of the denominator (1 without one); amounts of money and
// points in their own steps, whole numbers that a double holds exactly.
//
//   orders per contact      x = its orders       y = 1
//   orders / visitors       x = its orders       y = 1 for a visitor, else 0
//   average of purchase.amount
//                           x = the sum of them  y = their number
#pragma once

#include <cstdint>

#include "statistics/moments.h"
#include "statistics/proportion.h"

namespace segue::engine {

struct ContactValue {
  double x = 0;
  double y = 1;
  double before = 0;  // x in the time before the experiment
};

class ExperimentCell {
 public:
  void Add(const ContactValue& value);
  void Merge(const ExperimentCell& other);

  std::int64_t contacts() const { return pairs_.count(); }
  /// Contacts with a denominator.
  std::int64_t counted() const { return counted_.count(); }
  double sum() const { return sum_; }
  /// x and y are 0 or 1 and x <= y for every contact: a share of those with y = 1.
  bool IsRate() const { return yes_or_no_ && one_each_; }
  /// y is 0 or 1, and x is 0 where y is: a mean over those with y = 1.
  bool IsMean() const { return one_each_; }

  /// Of a rate.
  statistics::Counts counts() const;
  /// The x of those with y = 1, of a mean.
  statistics::Sample mean() const;
  /// (x, y) of all contacts, for a ratio of two sums.
  const statistics::PairMoments& pairs() const { return pairs_; }
  /// (before, x) of those with y = 1.
  const statistics::PairMoments& before() const { return counted_; }

 private:
  statistics::PairMoments pairs_, counted_;
  double sum_ = 0;
  bool yes_or_no_ = true, one_each_ = true;
};

}  // namespace segue::engine
