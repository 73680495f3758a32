// A plan of the sending platform as its file says it: names, figures and dates, before anybody knows what the names
// mean. This room reads no files; whoever compiles hands plans in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/instant.h"
#include "engine/value.h"

namespace segue::rules {

/// `billed.profiles`.
struct PlanProperty {
  std::string event, property;
};

struct PlanData {
  /// What counts as used of an allowance.
  struct Counter {
    std::string allowance;
    std::string metric;
    std::optional<PlanProperty> billed;  // what the platform bills goes before what is counted
  };
  struct Tier {
    std::string name;
    std::vector<std::optional<std::int64_t>> allowances;  // parallel to `counters`; none: no limit
    engine::Money price;                                  // per cycle
  };
  struct Version {
    engine::Day from;         // from the start of that day
    std::vector<Tier> tiers;  // from the smallest to the largest
  };

  std::string file;  // for messages
  std::string name;
  std::string source;
  std::string currency;
  engine::Length cycle;
  std::vector<Counter> counters;
  std::optional<PlanProperty> changes;  // the event of the account that says which tier it is on
  std::vector<Version> versions;        // ascending
};

}  // namespace segue::rules
