// Values of fields and properties, their types, and tests of them.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/instant.h"

namespace segue::engine {

enum class ValueType : std::uint8_t { kText, kNumber, kMoney, kFlag, kDate, kTime, kList, kChoice };

/// Exact to 1/10,000 of the currency's unit: 49.90 is 499,000.
struct Money {
  std::int64_t ten_thousandths = 0;
  friend auto operator<=>(const Money&, const Money&) = default;
};
inline constexpr std::int64_t kMoneyScale = 10'000;

/// A point in time as a value (type `time`).
struct TimePoint {
  Instant instant = 0;
  friend auto operator<=>(const TimePoint&, const TimePoint&) = default;
};

/// Text, choices and list items are std::string (NFC).
using Value = std::variant<std::string, double, Money, bool, Day, TimePoint>;

/// The right-hand side of a test. For text `exactly` makes letter case count.
struct Operand {
  Value value;
  bool exactly = false;
};

enum class TestKind : std::uint8_t {
  kIsSet,  // no operand
  kEqual,  // one operand
  kLess,   // …
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kOneOf,     // any number of operands
  kBetween,   // pairs, both ends included: in one of the ranges
  kContains,  // text; on a list: some item contains it
  kStartsWith,
  kEndsWith,
  kMatches,  // RE2, unanchored; `exactly`: letter case counts
  kHasAny,   // list: shares an item with the operands (has "x" is one operand)
  kHasAll,
};

/// A test of one value. Without `negated` a missing value is false; `negated` is the exact complement,
/// so `!=`, `is not`, `not in`, `is missing` are true for a missing value.
struct ValueTest {
  TestKind kind = TestKind::kIsSet;
  bool negated = false;
  std::vector<Operand> operands;
};

}  // namespace segue::engine
