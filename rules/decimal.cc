// Digits to ten-thousandths.
#include "rules/decimal.h"

#include <algorithm>

namespace segue::rules {

Decimal ReadDecimal(const std::string& digits) {
  constexpr std::size_t kMostWholeDigits = 14;
  constexpr std::size_t kDecimals = 4;
  const bool negative = !digits.empty() && digits.front() == '-';
  const std::size_t begin = digits.find_first_of("0123456789");
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string whole = begin < point ? digits.substr(begin, point - begin) : "0";
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  std::string part = point < digits.size() ? digits.substr(point + 1) : "";
  while (part.size() > kDecimals && part.back() == '0') part.pop_back();
  if (part.size() > kDecimals) return {0, Decimal::Fault::kTooManyDecimals};
  if (whole.size() > kMostWholeDigits) return {0, Decimal::Fault::kTooLarge};
  part.resize(kDecimals, '0');
  const std::int64_t amount = std::stoll(whole + part);
  return {negative ? -amount : amount, Decimal::Fault::kNone};
}

}  // namespace segue::rules
