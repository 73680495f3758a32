// Reflection, expansion, contraction and shrinking.
#include "statistics/simplex_search.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace segue::statistics {
namespace {

constexpr double kFirstStep = 0.1, kSmallest = 1e-7;

class Simplex {
 public:
  using Function = std::function<double(const std::vector<double>&)>;

  Simplex(const Function& function, const std::vector<double>& start) : function_(function) {
    corners_.push_back(Evaluate(start));
    for (std::size_t i = 0; i < start.size(); ++i) {
      auto corner = start;
      corner[i] += corner[i] + kFirstStep <= 1 ? kFirstStep : -kFirstStep;
      corners_.push_back(Evaluate(corner));
    }
    Sort();
  }

  int evaluations() const { return evaluations_; }
  const SimplexMinimum& best() const { return corners_.front(); }

  bool Small() const {
    double widest = 0;
    for (const auto& corner : corners_) {
      for (std::size_t i = 0; i < corner.point.size(); ++i) {
        widest = std::max(widest, std::fabs(corner.point[i] - best().point[i]));
      }
    }
    return widest < kSmallest;
  }

  void Step() {
    const auto reflected = Towards(-1);
    if (reflected.value < best().value) {
      const auto expanded = Towards(-2);
      corners_.back() = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < corners_[corners_.size() - 2].value) {
      corners_.back() = reflected;
    } else {
      const auto contracted = Towards(reflected.value < corners_.back().value ? -0.5 : 0.5);
      if (contracted.value < std::min(reflected.value, corners_.back().value)) {
        corners_.back() = contracted;
      } else {
        Shrink();
      }
    }
    Sort();
  }

 private:
  SimplexMinimum Evaluate(std::vector<double> point) {
    ++evaluations_;
    for (double& coordinate : point) coordinate = std::clamp(coordinate, 0.0, 1.0);
    const double value = function_(point);
    return {std::move(point), value};
  }

  /// The worst corner moved along the line through the centre of the others: 1 is itself, −1 its mirror image.
  SimplexMinimum Towards(double place) {
    const auto& worst = corners_.back().point;
    std::vector<double> point(worst.size());
    for (std::size_t i = 0; i < point.size(); ++i) {
      double centre = 0;
      for (std::size_t corner = 0; corner + 1 < corners_.size(); ++corner) centre += corners_[corner].point[i];
      centre /= static_cast<double>(corners_.size() - 1);
      point[i] = centre + place * (worst[i] - centre);
    }
    return Evaluate(std::move(point));
  }

  void Shrink() {
    for (std::size_t corner = 1; corner < corners_.size(); ++corner) {
      auto point = corners_[corner].point;
      for (std::size_t i = 0; i < point.size(); ++i) point[i] = std::midpoint(point[i], best().point[i]);
      corners_[corner] = Evaluate(std::move(point));
    }
  }

  void Sort() { std::ranges::stable_sort(corners_, {}, &SimplexMinimum::value); }

  const Function& function_;
  std::vector<SimplexMinimum> corners_;  // best first
  int evaluations_ = 0;
};

}  // namespace

SimplexMinimum SearchSimplex(const std::function<double(const std::vector<double>&)>& function,
                             const std::vector<double>& start, int most) {
  Simplex simplex(function, start);
  while (!simplex.Small() && simplex.evaluations() < most) simplex.Step();
  return simplex.best();
}

}  // namespace segue::statistics
