// The `with …` of an event, compiled against the dictionaries of its kind: a tree of compiled tests over rows.
//
// Marking a range of rows works column by column; no virtual call, and no allocation once the scratch has grown.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "engine/date_moments.h"
#include "engine/program.h"
#include "engine/timelines.h"
#include "engine/value_test.h"

namespace segue::engine {

/// Buffers for partial results, one per level of the tree; kept by each worker. A deque, so that growing it while an
/// outer level is in use moves nothing.
using FilterScratch = std::deque<std::vector<std::uint8_t>>;

class RowFilter {
 public:
  /// The calendar must outlive the filter. The tree is no deeper than the language allows (200).
  RowFilter(const Predicate& predicate, const EventColumn& events, const Calendar& calendar);

  /// `events` have the types and dictionaries that the filter was compiled against.
  bool Passes(const EventColumn& events, std::uint32_t row) const { return Passes(root_, events, row); }
  /// marks[i] = 1 where row first + i passes, else 0.
  void Mark(const EventColumn& events, std::uint32_t first, std::span<std::uint8_t> marks,
            FilterScratch& scratch) const {
    Mark(root_, events, first, marks, scratch, 0);
  }

 private:
  enum class Kind : std::uint8_t { kTest, kDate, kAll, kAny, kNot };
  struct Part {
    Kind kind = Kind::kTest;
    std::size_t test = 0;  // kTest: index into tests_; kDate: into date_tests_
    std::vector<Part> parts;
  };

  struct PropertyTestOfRows {
    PropertyId property = 0;
    CompiledTest test;
  };
  /// A date property as seen from the event's instant.
  struct DateTest {
    PropertyId property = 0;
    DateMoments moments;

    bool Passes(const EventColumn& events, std::uint32_t row) const;
  };

  Part Compile(const Predicate& predicate, const EventColumn& events, const Calendar& calendar);
  Part CompileParts(Kind kind, const std::vector<Predicate>& parts, const EventColumn& events,
                    const Calendar& calendar);
  bool Passes(const Part& part, const EventColumn& events, std::uint32_t row) const;
  void Mark(const Part& part, const EventColumn& events, std::uint32_t first, std::span<std::uint8_t> marks,
            FilterScratch& scratch, std::size_t level) const;

  std::vector<PropertyTestOfRows> tests_;
  std::vector<DateTest> date_tests_;
  Part root_;
};

}  // namespace segue::engine
