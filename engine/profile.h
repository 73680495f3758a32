// What evaluating costs, by node of the program and by measure: the time of all workers together, what each looked at
// and what came of it. Kept only when asked for (Evaluator::StartProfile).
//
// Events that several nodes share (filtered or merged, engine/event_stream.h) are prepared once per batch; the first
// node that asks for them pays. Rows are the events that a node goes through, after its filters, or the contacts where
// it reads no events. `did (a or b) …` goes through the events of both kinds.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace segue::engine {

struct Cost {
  std::chrono::nanoseconds time{0};
  std::uint64_t rows = 0;
  std::uint64_t results = 0;  // of a node: intervals, moves of a lifecycle, steps of a score; of a measure: none

  Cost& operator+=(const Cost& other) {
    time += other.time;
    rows += other.rows;
    results += other.results;
    return *this;
  }
};

struct Profile {
  std::vector<Cost> nodes;     // by NodeId; all zero where a node was not evaluated
  std::vector<Cost> measures;  // by index in Program::measures: the counting of a report, without the nodes it reads

  void Add(const Profile& other) {
    for (std::size_t i = 0; i < nodes.size(); ++i) nodes[i] += other.nodes[i];
    for (std::size_t i = 0; i < measures.size(); ++i) measures[i] += other.measures[i];
  }
};

/// Adds the time from its construction to its end of life to `cost`; does nothing without one.
class CostClock {
 public:
  explicit CostClock(Cost* cost) : cost_(cost) {
    if (cost_ != nullptr) start_ = std::chrono::steady_clock::now();
  }
  ~CostClock() {
    if (cost_ != nullptr) cost_->time += std::chrono::steady_clock::now() - start_;
  }
  CostClock(const CostClock&) = delete;
  CostClock& operator=(const CostClock&) = delete;

 private:
  Cost* cost_;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace segue::engine
