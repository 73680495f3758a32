// Count, mean and variance of values that come one after the other or in parts.
//
// Sums are kept about the running mean (B. P. Welford, Technometrics 4, 1962; merging: T. F. Chan, G. H. Golub,
// R. J. LeVeque, The American Statistician 37, 1983): Σx² − (Σx)²/n would lose every digit where the values are large
// beside their spread. In its last digits the result depends on how the values are parted.
#pragma once

#include <cstdint>

namespace segue::statistics {

/// What the comparison of means needs of a group.
struct Sample {
  std::int64_t count = 0;
  double mean = 0;
  double variance = 0;  // with count − 1 below; 0 for fewer than two values
};

class Moments {
 public:
  Moments() = default;
  /// As if the sample's values had been added; count >= 0.
  explicit Moments(const Sample& sample);

  /// `value` is finite.
  void Add(double value);
  void Merge(const Moments& other);

  std::int64_t count() const { return count_; }
  Sample sample() const;

 private:
  std::int64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;  // Σ (x − mean)²
};

/// The same of pairs (x, y), with the sum of products.
class PairMoments {
 public:
  /// Both are finite.
  void Add(double x, double y);
  void Merge(const PairMoments& other);

  std::int64_t count() const { return count_; }
  double mean_x() const { return mean_x_; }
  double mean_y() const { return mean_y_; }
  /// Σ (x − mean)², Σ (y − mean)², Σ (x − mean)(y − mean).
  double squares_x() const { return squares_x_; }
  double squares_y() const { return squares_y_; }
  double products() const { return products_; }

 private:
  std::int64_t count_ = 0;
  double mean_x_ = 0, mean_y_ = 0;
  double squares_x_ = 0, squares_y_ = 0, products_ = 0;
};

}  // namespace segue::statistics
