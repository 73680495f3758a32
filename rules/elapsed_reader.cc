// Elapsed time is a whole number of milliseconds, so a bound of n units is one of its neighbours:
//
//   elapsed > n   elapsed >= floor(n) + 1 ms    more than that ago
//   elapsed >= n  elapsed >= ceil(n)            more than that ago
//   elapsed < n   elapsed <  ceil(n)            in last so long
//   elapsed <= n  elapsed <  floor(n) + 1 ms    in last so long
//
// n is read digit by digit: 0.7 hours are 2,520,000 ms, not what a binary fraction makes of them.
#include "rules/elapsed_reader.h"

#include <algorithm>
#include <string>

#include "rules/codes.h"
#include "rules/time_reader.h"

namespace segue::rules {
namespace {

constexpr std::size_t kMostFractionDigits = 9;
constexpr std::int64_t kMostUnits = 600'000'000;  // 1,000 years of minutes, and some

std::int64_t MillisecondsOf(dsl::TimeUnit unit) {
  constexpr std::int64_t kMinute = 60 * engine::kMillisecondsPerSecond;
  switch (unit) {
    case dsl::TimeUnit::kMinute:
      return kMinute;
    case dsl::TimeUnit::kHour:
      return 60 * kMinute;
    case dsl::TimeUnit::kWeek:
      return 7 * engine::kMillisecondsPerDay;
    default:
      return engine::kMillisecondsPerDay;
  }
}

const char* WordOf(dsl::TimeUnit unit) {
  switch (unit) {
    case dsl::TimeUnit::kMinute:
      return "minutes";
    case dsl::TimeUnit::kHour:
      return "hours";
    case dsl::TimeUnit::kWeek:
      return "weeks";
    default:
      return "days";
  }
}

/// A number of units in milliseconds, rounded down and up.
struct Bound {
  std::int64_t floor = 0, ceil = 0;
};

std::optional<Bound> BoundOf(const std::string& digits, dsl::TimeUnit unit) {
  const bool negative = digits.front() == '-';
  const std::size_t begin = digits.find_first_of("0123456789");
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string fraction = point < digits.size() ? digits.substr(point + 1) : "";
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  if (fraction.size() > kMostFractionDigits || point - begin > 10) return {};
  const std::int64_t whole = std::stoll(digits.substr(begin, point - begin));
  if (whole > kMostUnits) return {};
  std::int64_t scale = 1;
  for (std::size_t i = 0; i < fraction.size(); ++i) scale *= 10;
  const std::int64_t parts = (fraction.empty() ? 0 : std::stoll(fraction)) * MillisecondsOf(unit);
  const std::int64_t floor = whole * MillisecondsOf(unit) + parts / scale;
  const std::int64_t ceil = floor + (parts % scale != 0 ? 1 : 0);
  return negative ? Bound{-ceil, -floor} : Bound{floor, ceil};
}

const dsl::Number* NumberOf(Context& context, const dsl::ElapsedCondition& elapsed) {
  const dsl::Literal* literal = context.parameters.Follow(elapsed.value);
  if (literal == nullptr) return nullptr;
  if (const auto* number = std::get_if<dsl::Number>(&literal->value)) return number;
  const std::string unit = WordOf(elapsed.unit);
  context.report.Error(code::kWrongValue, elapsed.value.span,
                       unit + " since … is a number of " + unit + "; compare it with a number such as 30",
                       std::holds_alternative<dsl::Duration>(literal->value)
                           ? "write the number alone; the unit stands before `since`"
                           : "");
  return nullptr;
}

}  // namespace

std::optional<engine::WhenClause> ReadElapsed(Context& context, const dsl::ElapsedCondition& elapsed, dsl::Span span) {
  const dsl::Number* number = NumberOf(context, elapsed);
  if (number == nullptr) return {};
  const auto bound = BoundOf(number->digits, elapsed.unit);
  if (!bound) {
    context.report.Error(code::kTooLong, elapsed.value.span,
                         "elapsed time is at most 1,000 years, with at most 9 digits after the point");
    return {};
  }
  const bool strict_above = elapsed.comparator == dsl::Comparator::kGreater;
  const bool above = strict_above || elapsed.comparator == dsl::Comparator::kGreaterOrEqual;
  const bool next = strict_above || elapsed.comparator == dsl::Comparator::kLessOrEqual;
  const std::int64_t milliseconds = std::max<std::int64_t>(0, next ? bound->floor + 1 : bound->ceil);
  if (!above && milliseconds == 0) {
    context.report.Warning(code::kNeverTrue, span, "this is never true: elapsed time is never below 0");
  }
  const auto length = TimeReader(context).Remember({milliseconds, 0}, elapsed.value.span);
  if (!length) return {};
  if (above) return engine::OlderThanWindow{*length};
  return engine::InLastWindow{*length};
}

}  // namespace segue::rules
