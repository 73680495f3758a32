// Bounds of calendar lengths.
#include "rules/lengths.h"

namespace segue::rules {
namespace {

/// A zone may skip or repeat a whole day (Pacific/Apia in 2011), and ends are moved by clock changes.
constexpr std::int64_t kSlackDays = 2;

std::int64_t Days(std::int32_t months, std::int64_t year, std::int64_t month) {
  return months / 12 * year + months % 12 * month;
}

}  // namespace

std::int64_t LeastMilliseconds(const engine::Length& length) {
  if (length.months == 0) return length.milliseconds;
  return (Days(length.months, 365, 28) - kSlackDays) * engine::kMillisecondsPerDay;
}

std::int64_t MostMilliseconds(const engine::Length& length) {
  if (length.months == 0) return length.milliseconds;
  return (Days(length.months, 366, 31) + kSlackDays) * engine::kMillisecondsPerDay;
}

bool NeverLonger(const engine::Length& a, const engine::Length& b) {
  if (a.months != 0 && b.months != 0) return a.months <= b.months;
  return EndsFirst(a, b);
}

bool EndsFirst(const engine::Length& a, const engine::Length& b) { return MostMilliseconds(a) <= LeastMilliseconds(b); }

}  // namespace segue::rules
