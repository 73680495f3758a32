// The clock changes of one IANA time zone as a table, so that converting costs a few loads and no library call.
//
// The table covers every recorded change and, for zones that go on changing, more than 400 years of their rule;
// later instants are mapped back by whole Gregorian cycles of 400 years, after which dates and weekdays repeat.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/instant.h"

namespace segue::engine {

/// Milliseconds of local time since 1970-01-01T00:00:00 local, as if every day had 24 hours.
using LocalTime = std::int64_t;

class ZoneTransitions {
 public:
  /// Empty when the zone is not an IANA name.
  static std::optional<ZoneTransitions> Load(std::string_view zone);

  LocalTime ToLocal(Instant instant) const;
  /// The clock was changed within the two days before: only then may local times have gone back.
  bool ChangedBefore(Instant instant) const;
  /// Skipped local times give the first valid instant after the change, repeated ones the first of the two.
  /// `skipped`, when given, is set to whether the local time does not exist.
  Instant FromLocal(LocalTime local, bool* skipped = nullptr) const;

  /// Days since 1970-01-01 that never began locally (2011-12-30 in Pacific/Apia), ascending.
  const std::vector<std::int64_t>& SkippedDays() const { return skipped_days_; }

 private:
  /// Offset from UTC in [start, start of the next segment).
  struct Segment {
    Instant start = kAlways;
    std::int64_t offset = 0;
  };

  std::size_t SegmentAt(Instant instant) const;
  Instant FromLocalInTable(LocalTime local, bool* skipped) const;
  /// How far to move back an instant or local time beyond the table: a multiple of 400 years.
  std::int64_t CyclesBeyond(std::int64_t milliseconds) const;
  void BuildBuckets();
  void FindSkippedDays();

  std::vector<Segment> segments_;       // the first starts at kAlways, a last one at kForever ends the search
  std::vector<std::uint32_t> buckets_;  // segment at the start of each bucket of 2^kBucketBits milliseconds
  std::int64_t first_bucket_ = 0;
  std::int64_t regular_until_ = kForever;  // from here on map back; kForever where the zone stands still
  std::vector<std::int64_t> skipped_days_;
};

}  // namespace segue::engine
