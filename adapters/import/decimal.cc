// Decimal numbers as files write them; see the header.
#include "adapters/import/decimal.h"

#include <charconv>
#include <limits>

namespace segue::import {
namespace {

constexpr std::uint64_t kMostDigits = std::numeric_limits<std::uint64_t>::max() / 10 - 1;
constexpr int kMoneyDecimals = 4;
constexpr int kGroup = 3;
constexpr int kLargestExponent = 400;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// Length of a grouping sign at the front of `text`, 0 if there is none.
std::size_t GroupingAt(std::string_view text, char decimal) {
  const char c = text.front();
  if (c == ' ' || c == '\'') return 1;
  if ((c == '.' || c == ',') && c != decimal) return 1;
  for (const std::string_view sign : {"\u00A0", "\u202F", "\u2009", "\u2007", "\u2019"}) {
    if (text.starts_with(sign)) return sign.size();
  }
  return 0;
}

/// Takes a number apart from its front to its end.
class Scanner {
 public:
  Scanner(std::string_view text, char decimal) : rest_(text), decimal_(decimal) {}

  std::optional<Decimal> Scan() {
    TakeSign();
    while (!rest_.empty() && ok_) Step();
    if (!ok_ || !any_digit_ || !GroupComplete()) return std::nullopt;
    return value_;
  }

 private:
  void TakeSign() {
    for (const std::string_view minus : {"-", "\u2212"}) {
      if (!rest_.starts_with(minus)) continue;
      value_.negative = true;
      rest_.remove_prefix(minus.size());
      return;
    }
    if (rest_.starts_with('+')) rest_.remove_prefix(1);
  }

  void Step() {
    const char c = rest_.front();
    if (IsDigit(c)) return TakeDigit();
    if (c == decimal_) return TakeDecimalSign();
    if ((c == 'e' || c == 'E') && any_digit_) return TakeExponent();
    TakeGrouping();
  }

  void TakeDigit() {
    const auto digit = static_cast<std::uint64_t>(rest_.front() - '0');
    rest_.remove_prefix(1);
    any_digit_ = true;
    ++run_;
    if (value_.digits > kMostDigits) {
      ok_ = false;
      return;
    }
    value_.digits = value_.digits * 10 + digit;
    if (fraction_) --value_.exponent;
  }

  void TakeDecimalSign() {
    ok_ = !fraction_ && GroupComplete();
    fraction_ = true;
    grouping_ = {};
    rest_.remove_prefix(1);
  }

  void TakeGrouping() {
    const std::size_t length = GroupingAt(rest_, decimal_);
    const std::string_view sign = rest_.substr(0, length);
    const bool first = grouping_.empty();
    const bool run_fits = first ? run_ >= 1 && run_ <= kGroup : run_ == kGroup && sign == grouping_;
    ok_ = length > 0 && !fraction_ && run_fits;
    grouping_ = sign;
    run_ = 0;
    rest_.remove_prefix(length > 0 ? length : rest_.size());
  }

  void TakeExponent() {
    ok_ = GroupComplete();
    rest_.remove_prefix(rest_.size() > 1 && rest_[1] == '+' ? 2 : 1);
    int exponent = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), exponent);
    ok_ = ok_ && error == std::errc() && end == rest_.data() + rest_.size() && exponent >= -kLargestExponent &&
          exponent <= kLargestExponent;
    value_.exponent += exponent;
    rest_ = {};
  }

  /// After a grouping sign exactly three digits stand.
  bool GroupComplete() const { return grouping_.empty() || run_ == kGroup; }

  std::string_view rest_;
  char decimal_;
  Decimal value_;
  std::string_view grouping_;  // the sign in use, empty so far
  int run_ = 0;                // digits since the last sign
  bool any_digit_ = false;
  bool fraction_ = false;
  bool ok_ = true;
};

/// digits / 10^places, half to even.
std::uint64_t DivideRounded(std::uint64_t digits, int places) {
  std::uint64_t divisor = 1;
  for (int i = 0; i < places; ++i) {
    if (divisor > std::numeric_limits<std::uint64_t>::max() / 10) return 0;
    divisor *= 10;
  }
  const std::uint64_t quotient = digits / divisor;
  const std::uint64_t rest = digits % divisor;
  const std::uint64_t other = divisor - rest;
  const bool up = rest > other || (rest == other && quotient % 2 == 1);
  return quotient + (up ? 1 : 0);
}

}  // namespace

std::optional<Decimal> ParseDecimal(std::string_view text, char decimal) { return Scanner(text, decimal).Scan(); }

std::optional<Decimal> Multiply(const Decimal& a, const Decimal& b) {
  Decimal product{a.negative != b.negative, 0, a.exponent + b.exponent};
  if (__builtin_mul_overflow(a.digits, b.digits, &product.digits)) return std::nullopt;
  return product;
}

double ToDouble(const Decimal& value) {
  char text[48];
  char* end = text;
  if (value.negative) *end++ = '-';
  end = std::to_chars(end, text + 32, value.digits).ptr;
  *end++ = 'e';
  end = std::to_chars(end, text + sizeof text, value.exponent).ptr;
  double number = 0;
  std::from_chars(text, end, number);
  return number;
}

std::optional<engine::Money> ToMoney(const Decimal& value) {
  std::uint64_t digits = value.digits;
  int places = value.exponent + kMoneyDecimals;
  if (places < 0) {
    digits = DivideRounded(digits, -places);
    places = 0;
  }
  for (; places > 0 && digits > 0; --places) {
    if (__builtin_mul_overflow(digits, std::uint64_t{10}, &digits)) return std::nullopt;
  }
  if (digits > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max() / 4)) return std::nullopt;
  const auto amount = static_cast<std::int64_t>(digits);
  return engine::Money{value.negative ? -amount : amount};
}

}  // namespace segue::import
