// Exact decimal numbers: amounts of money and points of scores, to 1/10,000.
#pragma once

#include <cstdint>
#include <string>

namespace segue::rules {

/// `ten_thousandths` means something only when there is no fault.
struct Decimal {
  enum class Fault : std::uint8_t { kNone, kTooManyDecimals, kTooLarge };
  std::int64_t ten_thousandths = 0;
  Fault fault = Fault::kNone;
};

/// Reads an optional sign, at most 14 digits, and at most four decimals (zeros after them are no matter).
Decimal ReadDecimal(const std::string& digits);

}  // namespace segue::rules
