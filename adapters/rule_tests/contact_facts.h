// What is told about contacts, as plain lists of facts; pack_timelines.h makes columns of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/program.h"
#include "engine/timelines.h"
#include "engine/value.h"

namespace segue::rule_tests {

using TextSet = std::vector<std::string>;  // a list value: distinct items
using FactValue = std::variant<std::string, double, engine::Money, bool, engine::Day, engine::TimePoint, TextSet>;
using MaybeValue = std::optional<FactValue>;  // empty: missing

struct FieldChange {
  engine::Instant at = engine::kAlways;  // kAlways: undated, holds from birth
  MaybeValue value;
};

struct Event {
  engine::EventKindId kind = 0;
  engine::Instant at = 0;
  std::int64_t rank = 0;
  std::vector<MaybeValue> properties;  // parallel to the kind's properties
  std::uint32_t row = 0;               // its row in the packed EventColumn; set by Pack
};

struct ContactFacts {
  std::string key;
  engine::Instant born = engine::kAlways;
  std::vector<engine::Interval> absences;            // ascending, disjoint
  std::vector<std::vector<FieldChange>> fields;      // per field, ascending, one per instant
  std::vector<Event> events;                         // ascending by (at, rank, kind), after Pack
  std::vector<std::vector<engine::Interval>> lists;  // per list, ascending, disjoint
};

}  // namespace segue::rule_tests
