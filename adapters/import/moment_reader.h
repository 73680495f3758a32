// Cells as instants: in the mapping's format, or recognised (civil_moment.h); local times in the mapping's zone.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/import/civil_moment.h"
#include "engine/calendar.h"
#include "engine/instant.h"

namespace segue::import {

/// Not for use by two threads at a time: it remembers days.
class MomentReader {
 public:
  explicit MomentReader(engine::Calendar calendar, std::optional<TimeFormat> format = std::nullopt)
      : calendar_(std::move(calendar)), format_(std::move(format)) {}

  struct Answer {
    Reading reading = Reading::kNotAMoment;
    bool shifted = false;  // a local time that a clock change skips: the first valid instant
    engine::Instant instant = 0;
  };
  /// `text` without blanks around it, not empty. A date is 00:00 of the zone.
  Answer Read(std::string_view text);
  /// The instant of a moment that was read elsewhere.
  Answer Resolve(const CivilMoment& moment);

  struct DayAnswer {
    Reading reading = Reading::kNotAMoment;
    engine::Day day;
  };
  /// The day the text names; of a moment with an offset, the local day in the zone.
  DayAnswer ReadDay(std::string_view text);

  /// Why `text` was not read, for a person.
  std::string Complaint(Reading reading, std::string_view text) const;

 private:
  struct KnownDay {
    std::int32_t day = -1'000'000'000;
    bool regular = false;  // 24 hours without a clock change
    engine::Instant start = 0;
  };

  Reading Parse(std::string_view text, CivilMoment& moment) const;
  const KnownDay& Know(engine::Day day);

  engine::Calendar calendar_;
  std::optional<TimeFormat> format_;
  std::array<KnownDay, 2048> days_{};  // by day modulo its size
};

}  // namespace segue::import
