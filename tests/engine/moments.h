// Evaluates nodes over small timelines and reads the result as text, for tests of one kind of condition each.
//
//   Moments moments(rules.program, facts.Build(), AsOf("2026-06-01"));
//   CHECK(moments.Of("ann", node) == "2026-05-01..2026-05-31 2026-06-03T10:30..forever");
//
// An instant at midnight UTC is its date; seconds and milliseconds appear where they are not zero. Columns begin one
// millisecond before birth, so `not did purchase` of somebody born on 5 May 2026 begins "2026-05-04T23:59:59.999".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluation.h"
#include "tests/engine/answer_rules.h"

namespace segue::engine {

std::string Short(Instant instant);

/// Up to the horizon, which is as_of where it is not given.
Scope AsOf(std::string_view as_of, std::string_view horizon = "");
inline Scope Always() { return {kForever, kForever}; }

class Moments {
 public:
  Moments(Program program, Timelines timelines, Scope scope, std::string_view zone = "UTC");

  std::string Of(std::string_view contact, NodeId node) const;
  /// `unknown>client 2026-01-05, client>former 2026-07-04`
  std::string MovesOf(std::string_view contact, NodeId run) const;
  std::string Existence(std::string_view contact) const;
  /// `first..last` of one kind.
  std::string EventRows(std::string_view contact, EventKindId kind) const;
  std::vector<RunawayLifecycle> Runaways() const;

 private:
  template <typename Read>
  std::string Evaluate(std::string_view contact, std::vector<NodeId> roots, Read read) const;

  Program program_;
  Timelines timelines_;
  Calendar calendar_;
  Scope scope_;
};

}  // namespace segue::engine
