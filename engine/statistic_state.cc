// See statistic_state.h.
#include "engine/statistic_state.h"

#include <algorithm>
#include <cmath>

#include "statistics/quantile.h"

namespace segue::engine {

namespace {

constexpr double kExactIntegers = 9007199254740992.0;  // 2^53
constexpr std::size_t kFewCodes = 1024;

}  // namespace

void StatisticState::Add(double value, Instant at) {
  const bool first = count_++ == 0;
  switch (statistic_.kind) {
    case Statistic::Kind::kAverage:
      if (std::fabs(value) < kExactIntegers && std::trunc(value) == value) {
        whole_ += static_cast<std::int64_t>(value);
      } else {
        broken_ += value;
      }
      break;
    case Statistic::Kind::kRank:
      values_.push_back(value);
      break;
    case Statistic::Kind::kSmallest:
      extreme_ = first ? value : std::min(extreme_, value);
      break;
    case Statistic::Kind::kLargest:
      extreme_ = first ? value : std::max(extreme_, value);
      break;
    case Statistic::Kind::kLast:
      if (!first && at < last_at_) break;
      last_ = value;
      last_at_ = at;
      break;
    case Statistic::Kind::kDistinct:
      break;
  }
}

void StatisticState::AddCode(ValueCode code) {
  if (!codes_.empty() && codes_.back() == code) return;
  codes_.push_back(code);
  if (codes_.size() > 2 * compact_ + kFewCodes) Compact();
}

void StatisticState::Compact() {
  std::sort(codes_.begin(), codes_.end());
  codes_.erase(std::unique(codes_.begin(), codes_.end()), codes_.end());
  compact_ = codes_.size();
}

void StatisticState::Merge(const StatisticState& next) {
  without_ += next.without_;
  for (const ValueCode code : next.codes_) AddCode(code);
  if (next.count_ == 0) return;
  const bool first = count_ == 0;
  count_ += next.count_;
  whole_ += next.whole_;
  broken_ += next.broken_;
  values_.insert(values_.end(), next.values_.begin(), next.values_.end());
  const bool smallest = statistic_.kind == Statistic::Kind::kSmallest;
  extreme_ = first ? next.extreme_ : smallest ? std::min(extreme_, next.extreme_) : std::max(extreme_, next.extreme_);
  if (first || next.last_at_ >= last_at_) {
    last_ = next.last_;
    last_at_ = next.last_at_;
  }
}

std::optional<double> StatisticState::Result() const {
  if (statistic_.kind == Statistic::Kind::kDistinct) {
    StatisticState copy = *this;
    copy.Compact();
    return static_cast<double>(copy.codes_.size());
  }
  if (count_ == 0) return {};
  switch (statistic_.kind) {
    case Statistic::Kind::kAverage:
      return static_cast<double>((static_cast<long double>(whole_) + static_cast<long double>(broken_)) /
                                 static_cast<long double>(count_));
    case Statistic::Kind::kRank:
      return statistics::InterpolatedQuantile(values_, statistic_.rank / 100.0);
    case Statistic::Kind::kLast:
      return last_;
    default:
      return extreme_;
  }
}

}  // namespace segue::engine
