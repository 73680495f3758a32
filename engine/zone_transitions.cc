// Reads a zone's clock changes from cctz once; all later questions are answered from the table.
#include "engine/zone_transitions.h"

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include <algorithm>

#include "engine/civil.h"

namespace segue::engine {
namespace {

using Seconds = cctz::time_point<cctz::seconds>;

constexpr int kBucketBits = 34;  // about 199 days: two clock changes a year give one or two segments a bucket
constexpr std::int64_t kCycle = kDaysPerEra * kMillisecondsPerDay;
constexpr std::int64_t kLargestOffset = 2 * kMillisecondsPerDay;
// A zone whose table reaches beyond this year goes on changing by rule (recorded changes end in 2037).
constexpr std::int64_t kRuleYear = 2200;

/// cctz also accepts file names and fixed offsets, which are no IANA names.
bool LooksLikeIanaName(std::string_view zone) {
  return !zone.empty() && zone.front() != '/' && zone.find(':') == zone.npos && zone.find("..") == zone.npos &&
         !zone.starts_with("Fixed/") && zone != "localtime";
}

std::int64_t OffsetAt(const cctz::time_zone& zone, Seconds instant) {
  return static_cast<std::int64_t>(zone.lookup(instant).offset) * kMillisecondsPerSecond;
}

}  // namespace

std::optional<ZoneTransitions> ZoneTransitions::Load(std::string_view name) {
  cctz::time_zone zone;
  if (!LooksLikeIanaName(name) || !cctz::load_time_zone(std::string(name), &zone)) return std::nullopt;
  ZoneTransitions table;
  Seconds instant = Seconds::min();
  table.segments_.push_back({kAlways, OffsetAt(zone, instant)});
  cctz::time_zone::civil_transition change;
  while (zone.next_transition(instant, &change)) {
    instant = zone.lookup(change.to).trans;
    table.segments_.push_back({instant.time_since_epoch().count() * kMillisecondsPerSecond, OffsetAt(zone, instant)});
  }
  const Instant last = table.segments_.back().start;
  if (last > DaysFromDate(kRuleYear, 1, 1) * kMillisecondsPerDay) table.regular_until_ = last - kLargestOffset;
  table.segments_.push_back({kForever, table.segments_.back().offset});
  table.BuildBuckets();
  table.FindSkippedDays();
  return table;
}

void ZoneTransitions::BuildBuckets() {
  if (segments_.size() <= 2) return;
  first_bucket_ = segments_[1].start >> kBucketBits;
  const std::int64_t last_bucket = segments_[segments_.size() - 2].start >> kBucketBits;
  std::uint32_t segment = 0;
  for (std::int64_t bucket = first_bucket_; bucket <= last_bucket; ++bucket) {
    while (segments_[segment + 1].start <= bucket << kBucketBits) ++segment;
    buckets_.push_back(segment);
  }
}

void ZoneTransitions::FindSkippedDays() {
  for (std::size_t i = 1; i + 1 < segments_.size(); ++i) {
    const std::int64_t before = segments_[i].start + segments_[i - 1].offset;
    const std::int64_t after = segments_[i].start + segments_[i].offset;
    // A day is skipped when both its first moment and its end lie within the jump.
    for (std::int64_t day = FloorDivide(before + kMillisecondsPerDay - 1, kMillisecondsPerDay);
         (day + 1) * kMillisecondsPerDay <= after; ++day) {
      skipped_days_.push_back(day);
    }
  }
}

std::int64_t ZoneTransitions::CyclesBeyond(std::int64_t milliseconds) const {
  if (milliseconds < regular_until_) return 0;
  return ((milliseconds - regular_until_) / kCycle + 1) * kCycle;
}

std::size_t ZoneTransitions::SegmentAt(Instant instant) const {
  const std::int64_t bucket = (instant >> kBucketBits) - first_bucket_;
  if (bucket < 0 || buckets_.empty()) return 0;
  std::size_t segment = buckets_[std::min(static_cast<std::size_t>(bucket), buckets_.size() - 1)];
  while (segment + 2 < segments_.size() && segments_[segment + 1].start <= instant) ++segment;
  return segment;
}

LocalTime ZoneTransitions::ToLocal(Instant instant) const {
  return instant + segments_[SegmentAt(instant - CyclesBeyond(instant))].offset;
}

bool ZoneTransitions::ChangedBefore(Instant instant) const {
  const Instant in_table = instant - CyclesBeyond(instant);
  return in_table - segments_[SegmentAt(in_table)].start < kLargestOffset;
}

Instant ZoneTransitions::FromLocal(LocalTime local, bool* skipped) const {
  const std::int64_t cycles = CyclesBeyond(local);
  return FromLocalInTable(local - cycles, skipped) + cycles;
}

// The first segment that has not ended when its clock shows `local` either shows it, or starts later: then `local` lies
// in the gap before it, and its start is the first valid instant. Going up from the earliest candidate finds the first
// of two repeated times.
Instant ZoneTransitions::FromLocalInTable(LocalTime local, bool* skipped) const {
  std::size_t segment = SegmentAt(local - kLargestOffset);
  while (segment + 2 < segments_.size() && local - segments_[segment].offset >= segments_[segment + 1].start) ++segment;
  const Instant instant = local - segments_[segment].offset;
  const bool gap = instant < segments_[segment].start;
  if (skipped != nullptr) *skipped = gap;
  return gap ? segments_[segment].start : instant;
}

}  // namespace segue::engine
