// Reading is adapters/point_text.h; here a text becomes one moment, or a usage error.
#include "adapters/cli/points.h"

#include <chrono>

#include "adapters/cli/value.h"

namespace segue::cli {

using engine::Calendar;
using engine::CalendarUnit;
using engine::Instant;
using engine::Interval;

Instant Now() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count();
}

adapters::Result<Interval> ParsePeriod(const std::string& option, const std::string& text, const Calendar& calendar) {
  const std::optional<Interval> interval = ParsePoint(text, calendar);
  if (interval) return *interval;
  return adapters::Error{"reading " + option, "\"" + text + "\" is no instant, day or period",
                         "write for example 2026-03-01T10:30, 2026-03-01, 2026-03, 2026-Q1, 2026-W09 or 2026",
                         adapters::ErrorClass::kUsage};
}

adapters::Result<Instant> ParseLastMoment(const std::string& option, const std::string& text,
                                          const Calendar& calendar) {
  const adapters::Result<Interval> interval = ParsePeriod(option, text, calendar);
  if (!interval) return interval.error();
  return interval->end - 1;
}

adapters::Result<Instant> ParseFirstMoment(const std::string& option, const std::string& text,
                                           const Calendar& calendar) {
  const adapters::Result<Interval> interval = ParsePeriod(option, text, calendar);
  if (!interval) return interval.error();
  return interval->start;
}

std::string DescribeMoment(Instant instant, const Calendar& calendar) {
  const Interval day = calendar.PeriodOf(instant, CalendarUnit::kDay);
  if (day.end - 1 != instant) return LocalTime(instant, calendar);
  return "the end of " + calendar.Label(day.start, CalendarUnit::kDay);
}

}  // namespace segue::cli
