// What is aimed at, watched and advised. Part of engine/program.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/measures.h"

namespace segue::engine {

/// A figure in the unit of a metric: shares as decimals.
using Figure = std::variant<double, Money>;

/// Money in its own steps, as NumberOf gives a cell's.
inline double NumberOf(const Figure& figure) {
  const auto* money = std::get_if<Money>(&figure);
  return money != nullptr ? static_cast<double>(money->ten_thousandths) : std::get<double>(figure);
}

/// `>= 120`: the figure itself.
struct GoalThreshold {
  Figure figure;
};
/// `up 10% on last year`: in proportion to the same metric of another period.
struct GoalChange {
  double factor = 1;          // 1.1 for `up 10%`, 0.9 for `down 10%`
  bool on_last_year = false;  // else on the period before
};

struct Goal {
  std::string name;
  std::string description;
  ShownMetric shown;
  bool at_least = true;  // else at most
  std::variant<GoalThreshold, GoalChange> aim;
  Interval period;
  CalendarUnit unit = CalendarUnit::kMonth;  // of `period`
  std::vector<Split> by;                     // each row is to reach it
  std::string owner, hypothesis, learned;    // as written, empty if not
};

/// Segments by goals: each goal's metric for the contacts of each segment. A figure that is aimed at for all contacts
/// is no aim for some of them, so of counts and sums the share of it is what can be said.
struct GoalMatrix {
  std::uint32_t report = 0;           // index into Program::reports
  std::vector<std::string> segments;  // rows; empty: one row of all contacts
  std::vector<std::uint32_t> goals;   // columns: indexes into Program::goals
  std::vector<Goal> cells;            // row by row
};

/// What the rows of a report by that split have: their median, and between which figures half of them lie.
struct PastRows {
  std::string split;  // its title
};
/// A figure from elsewhere, or from other rows, to set a metric beside.
struct Benchmark {
  std::uint32_t metric = 0;  // index into Program::metrics
  std::variant<Figure, PastRows> value;
  std::string source;  // empty if not said
};

enum class Limit : std::uint8_t { kBelow, kAtMost, kAbove, kAtLeast, kEqual, kNotEqual };

/// What to do when a report shows the metric past a limit.
struct Advice {
  std::uint32_t metric = 0;
  Limit limit = Limit::kBelow;
  Figure figure;
  std::string text;
};

/// A warning when a metric is past a limit: levels at the as-of instant, all else over the 30 days up to it.
struct Alert {
  std::string name;
  std::string description;
  ShownMetric shown;
  Limit limit = Limit::kAbove;
  Figure figure;
  std::string message;
};

}  // namespace segue::engine
