// An interval that a figure is said to lie in, and the level at which it is asked for.
#pragma once

namespace segue::statistics {

/// Both ends belong to it. low <= high, both finite.
struct Interval {
  double low = 0;
  double high = 0;
};

/// A level is the share of such intervals that hold the true figure, strictly between 0 and 1.
inline constexpr double kUsualLevel = 0.95;

inline bool IsLevel(double level) { return level > 0 && level < 1; }

}  // namespace segue::statistics
