// The values of one cell on their way to one: an average, a median, the largest …
//
// Money and points come in their own steps (ten-thousandths, …), whole numbers that a double holds exactly; sums of
// them are exact.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/instant.h"
#include "engine/program.h"
#include "engine/value_codes.h"

namespace segue::engine {

class StatisticState {
 public:
  explicit StatisticState(const Statistic& statistic) : statistic_(statistic) {}

  /// A value that was so at an instant. Of several values at the latest instant the one added last counts.
  void Add(double value, Instant at);
  /// A value of kDistinct.
  void AddCode(ValueCode code);
  /// Something that should have had a value and has none (a move without a visit before it).
  void AddWithout() { ++without_; }
  /// Takes what the state of the next batch has.
  void Merge(const StatisticState& next);

  /// Empty without values; a distinct count is then 0.
  std::optional<double> Result() const;
  /// How many values there are (of kDistinct: 0), and how often there was none.
  std::int64_t count() const { return count_; }
  std::int64_t without() const { return without_; }
  /// Of the values; only of kAverage.
  double sum() const {
    return static_cast<double>(static_cast<long double>(whole_) + static_cast<long double>(broken_));
  }

 private:
  __extension__ using Wide = __int128;
  void Compact();

  Statistic statistic_;
  std::int64_t count_ = 0, without_ = 0;
  Wide whole_ = 0;     // the sum of whole values
  double broken_ = 0;  // the sum of the others
  double extreme_ = 0;
  double last_ = 0;
  Instant last_at_ = kAlways;
  std::vector<double> values_;    // of kRank
  std::vector<ValueCode> codes_;  // of kDistinct
  std::size_t compact_ = 0;       // codes_ that are sorted and distinct
};

}  // namespace segue::engine
