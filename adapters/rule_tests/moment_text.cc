// See moment_text.h.
#include "adapters/rule_tests/moment_text.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace segue::rule_tests {

using engine::Civil;
using engine::Instant;

namespace {

constexpr Instant kMinute = 60'000;

/// Takes digits off the front.
bool TakeNumber(std::string_view& text, std::size_t digits, int& number) {
  if (text.size() < digits) return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, number);
  if (error != std::errc() || end != text.data() + digits) return false;
  text.remove_prefix(digits);
  return true;
}

bool TakeSymbol(std::string_view& text, char symbol) {
  if (text.empty() || text.front() != symbol) return false;
  text.remove_prefix(1);
  return true;
}

bool TakeTime(std::string_view& text, Civil& civil) {
  if (!TakeNumber(text, 2, civil.hour) || !TakeSymbol(text, ':') || !TakeNumber(text, 2, civil.minute)) return false;
  if (TakeSymbol(text, ':') && !TakeNumber(text, 2, civil.second)) return false;
  return !TakeSymbol(text, '.') || TakeNumber(text, 3, civil.millisecond);
}

/// `Z`, `+01:00`, `-03:00` in minutes; empty at the end of the text.
std::optional<int> TakeOffset(std::string_view& text) {
  if (TakeSymbol(text, 'Z')) return 0;
  const int sign = TakeSymbol(text, '-') ? -1 : TakeSymbol(text, '+') ? 1 : 0;
  int hours = 0;
  int minutes = 0;
  if (sign == 0 || !TakeNumber(text, 2, hours) || !TakeSymbol(text, ':') || !TakeNumber(text, 2, minutes)) return {};
  return sign * (hours * 60 + minutes);
}

Instant AsUtc(const Civil& civil) {
  const Instant days = engine::DayFromDate(civil.year, civil.month, civil.day).days;
  const Instant minutes = Instant{civil.hour} * 60 + civil.minute;
  return days * engine::kMillisecondsPerDay + minutes * kMinute + Instant{civil.second} * 1000 + civil.millisecond;
}

}  // namespace

std::optional<Instant> ParseInstant(std::string_view text, const engine::Calendar& calendar) {
  if (text == "always") return engine::kAlways;
  if (text == "…" || text == "forever") return engine::kForever;
  Civil civil;
  if (!TakeNumber(text, 4, civil.year) || !TakeSymbol(text, '-') || !TakeNumber(text, 2, civil.month) ||
      !TakeSymbol(text, '-') || !TakeNumber(text, 2, civil.day) ||
      !engine::ValidDate(civil.year, civil.month, civil.day))
    return {};
  if (TakeSymbol(text, 'T') && !TakeTime(text, civil)) return {};
  if (text.empty()) return calendar.FromCivil(civil);
  const auto offset = TakeOffset(text);
  if (!offset || !text.empty()) return {};
  return AsUtc(civil) - *offset * kMinute;
}

std::optional<engine::Length> ParseLength(std::string_view number, std::string_view unit) {
  std::int32_t count = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), count);
  if (error != std::errc() || end != number.data() + number.size()) return {};
  if (unit.ends_with('s')) unit.remove_suffix(1);
  if (unit == "month") return engine::Length{0, count};
  if (unit == "quarter") return engine::Length{0, 3 * count};
  if (unit == "year") return engine::Length{0, 12 * count};
  static constexpr std::pair<std::string_view, Instant> kUnits[] = {{"millisecond", 1},
                                                                    {"second", 1000},
                                                                    {"minute", kMinute},
                                                                    {"hour", 60 * kMinute},
                                                                    {"day", 24 * Instant{60} * kMinute},
                                                                    {"week", 7 * Instant{24} * 60 * kMinute}};
  for (const auto& [name, milliseconds] : kUnits)
    if (unit == name) return engine::Length{count * milliseconds, 0};
  return {};
}

std::string PrintInstant(Instant instant, const engine::Calendar& calendar) {
  if (instant <= engine::kAlways) return "always";
  if (instant >= engine::kForever) return "…";
  const Civil civil = calendar.ToCivil(instant);
  char text[64];
  int length = std::snprintf(text, sizeof text, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
  const auto append = [&](const char* format, auto... values) {
    length += std::snprintf(text + length, sizeof text - static_cast<std::size_t>(length), format, values...);
  };
  const bool ambiguous = calendar.FromCivil(civil) != instant;
  const bool has_seconds = civil.second != 0 || civil.millisecond != 0;
  if (ambiguous || has_seconds || civil.hour != 0 || civil.minute != 0) append("T%02d:%02d", civil.hour, civil.minute);
  if (has_seconds) append(":%02d", civil.second);
  if (civil.millisecond != 0) append(".%03d", civil.millisecond);
  if (ambiguous) {
    const int offset = static_cast<int>((AsUtc(civil) - instant) / kMinute);
    append("%c%02d:%02d", offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
  }
  return text;
}

std::string PrintIntervals(const std::vector<engine::Interval>& intervals, const engine::Calendar& calendar) {
  std::string text;
  for (const auto& interval : intervals)
    text += (text.empty() ? "[" : " [") + PrintInstant(interval.start, calendar) + ", " +
            PrintInstant(interval.end, calendar) + ")";
  return text.empty() ? "never" : text;
}

}  // namespace segue::rule_tests
