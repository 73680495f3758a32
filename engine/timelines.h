// The facts as columns, grouped by contact: the engine's other input.
//
// Contacts are numbered in the order of their keys (code points). For contact c the rows of a column group are
// [offsets[c], offsets[c + 1]). Nothing here depends on a program except which columns are present:
// columns that the program does not name may be empty. Producers: adapters/sqlite (from the store), tests.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/array.h"
#include "engine/instant.h"
#include "engine/value.h"

namespace segue::engine {

/// Distinct texts of a column. Code 0 is "missing"; `texts[0]` is empty. Codes are not ordered.
struct Dictionary {
  std::vector<std::string> texts{""};
};
/// Distinct sets of a list column. Code 0 is the empty set (missing); the items are codes of `items`, ascending.
struct SetDictionary {
  Dictionary items;
  std::vector<std::vector<std::uint32_t>> sets{{}};
};

inline constexpr std::int64_t kMissingInteger = std::numeric_limits<std::int64_t>::min();

/// One value per row. Which array is filled follows the type:
///   text, choice → codes into `dictionary`; list → codes into `sets`; flag → codes 0 missing, 1 false, 2 true;
///   number → numbers (NaN is missing); money (ten-thousandths), date (days since 1970-01-01) and time (Instant) →
///   integers (kMissingInteger is missing).
struct Column {
  ValueType type = ValueType::kText;
  Array<std::uint32_t> codes;
  Array<double> numbers;
  Array<std::int64_t> integers;
  std::shared_ptr<const Dictionary> dictionary;
  std::shared_ptr<const SetDictionary> sets;
};

/// Changes of one field. Within a contact rows ascend by `at`, one row per instant; `at` == kAlways means
/// "from birth" (an undated value). A missing value means the field was cleared.
struct FieldColumn {
  Array<std::uint32_t> offsets;  // contacts + 1, or empty: no contact has a value
  Array<Instant> at;
  Column value;
};

/// Events of one kind. Within a contact rows ascend by (at, rank, identity of the event): row order is the order of
/// events of this kind at one instant. Across kinds at one instant the order is (rank, kind, row).
/// For account events there is one group: offsets is {0, rows}.
struct EventColumn {
  Array<std::uint32_t> offsets;  // contacts + 1, or empty: no events
  Array<Instant> at;
  Array<std::int64_t> rank;        // the mapping's `order` column; empty when every rank is 0
  std::vector<Column> properties;  // parallel to the kind's properties; a Column with no rows where not loaded
  bool imported = false;           // some import ever fed this kind
};

/// Half-open intervals per contact, ascending and disjoint.
struct IntervalGroup {
  Array<std::uint32_t> offsets;  // contacts + 1, or empty: none
  Array<Instant> starts;
  Array<Instant> ends;
};

struct Timelines {
  std::vector<std::string> keys;        // contact keys, ascending
  Array<Instant> born;                  // kAlways when nothing is dated
  IntervalGroup absences;               // [gone, back): deleted or pruned; back is kForever while gone
  std::vector<FieldColumn> fields;      // parallel to Schema::fields
  std::vector<EventColumn> events;      // parallel to Schema::events
  std::vector<IntervalGroup> lists;     // parallel to Schema::lists: membership
  std::optional<Instant> data_through;  // the latest dated fact of any kind
  std::optional<Instant> first_data;    // the earliest dated fact of any kind

  std::size_t contacts() const { return keys.size(); }
};

}  // namespace segue::engine
