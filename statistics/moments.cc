// Welford's recurrence and the merging of parts.
#include "statistics/moments.h"

namespace segue::statistics {

Moments::Moments(const Sample& sample)
    : count_(sample.count),
      mean_(sample.mean),
      squares_(sample.count < 2 ? 0 : sample.variance * static_cast<double>(sample.count - 1)) {}

void Moments::Add(double value) {
  ++count_;
  const double away = value - mean_;
  mean_ += away / static_cast<double>(count_);
  squares_ += away * (value - mean_);
}

void Moments::Merge(const Moments& other) {
  if (other.count_ == 0) return;
  const auto ours = static_cast<double>(count_), theirs = static_cast<double>(other.count_), all = ours + theirs;
  const double away = other.mean_ - mean_;
  mean_ += away * (theirs / all);
  squares_ += other.squares_ + away * away * (ours * theirs / all);
  count_ += other.count_;
}

Sample Moments::sample() const { return {count_, mean_, count_ < 2 ? 0 : squares_ / static_cast<double>(count_ - 1)}; }

void PairMoments::Add(double x, double y) {
  ++count_;
  const auto count = static_cast<double>(count_);
  const double away_x = x - mean_x_, away_y = y - mean_y_;
  mean_x_ += away_x / count;
  mean_y_ += away_y / count;
  squares_x_ += away_x * (x - mean_x_);
  squares_y_ += away_y * (y - mean_y_);
  products_ += away_x * (y - mean_y_);
}

void PairMoments::Merge(const PairMoments& other) {
  if (other.count_ == 0) return;
  const auto ours = static_cast<double>(count_), theirs = static_cast<double>(other.count_), all = ours + theirs;
  const double away_x = other.mean_x_ - mean_x_, away_y = other.mean_y_ - mean_y_, weight = ours * theirs / all;
  mean_x_ += away_x * (theirs / all);
  mean_y_ += away_y * (theirs / all);
  squares_x_ += other.squares_x_ + away_x * away_x * weight;
  squares_y_ += other.squares_y_ + away_y * away_y * weight;
  products_ += other.products_ + away_x * away_y * weight;
  count_ += other.count_;
}

}  // namespace segue::statistics
