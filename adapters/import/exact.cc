// Exact arithmetic with decimal numbers; see the header.
#include "adapters/import/exact.h"

#include <algorithm>

namespace segue::import {
namespace {

constexpr int kMostDigits = 37;
constexpr int kMostShown = 18;

WideDigits PowerOfTen(int exponent) {
  WideDigits power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

bool Fits(WideDigits digits) {
  static const WideDigits kLimit = PowerOfTen(kMostDigits);
  return digits > -kLimit && digits < kLimit;
}

/// The same number without zeros at its end.
Exact Shortened(Exact value) {
  if (value.digits == 0) return {};
  while (value.digits % 10 == 0) {
    value.digits /= 10;
    ++value.exponent;
  }
  return value;
}

/// The digits of `value` at a lower exponent.
std::optional<WideDigits> DigitsAt(const Exact& value, int exponent) {
  if (value.digits == 0) return WideDigits{0};
  const int places = value.exponent - exponent;
  if (places > kMostDigits) return std::nullopt;
  WideDigits digits = 0;
  if (__builtin_mul_overflow(value.digits, PowerOfTen(places), &digits) || !Fits(digits)) return std::nullopt;
  return digits;
}

/// Without its last `places` digits, half to even.
Exact Rounded(const Exact& value, int places) {
  if (places <= 0) return value;
  if (places > kMostDigits) return {};
  const WideDigits divisor = PowerOfTen(places);
  WideDigits quotient = value.digits / divisor;
  const WideDigits rest = value.digits % divisor;
  const WideDigits twice = (rest < 0 ? -rest : rest) * 2;
  if (twice > divisor || (twice == divisor && quotient % 2 != 0)) quotient += value.digits < 0 ? -1 : 1;
  return Shortened({quotient, value.exponent + places});
}

std::string DigitsOf(WideDigits digits) {
  std::string text;
  for (WideDigits rest = digits < 0 ? -digits : digits; rest > 0; rest /= 10) {
    text += static_cast<char>('0' + static_cast<int>(rest % 10));
  }
  std::reverse(text.begin(), text.end());
  return text.empty() ? "0" : text;
}

}  // namespace

Exact ToExact(const Decimal& value) {
  const auto digits = static_cast<WideDigits>(value.digits);
  return Shortened({value.negative ? -digits : digits, value.exponent});
}

std::optional<Exact> Add(const Exact& a, const Exact& b) {
  if (a.digits == 0) return b;
  if (b.digits == 0) return a;
  const int exponent = std::min(a.exponent, b.exponent);
  const std::optional<WideDigits> left = DigitsAt(a, exponent);
  const std::optional<WideDigits> right = DigitsAt(b, exponent);
  if (!left || !right || !Fits(*left + *right)) return std::nullopt;
  return Shortened({*left + *right, exponent});
}

std::optional<Exact> Subtract(const Exact& a, const Exact& b) { return Add(a, {-b.digits, b.exponent}); }

std::optional<Exact> Multiply(const Exact& a, const Exact& b) {
  WideDigits digits = 0;
  if (__builtin_mul_overflow(a.digits, b.digits, &digits) || !Fits(digits)) return std::nullopt;
  return Shortened({digits, a.exponent + b.exponent});
}

int Compare(const Exact& a, const Exact& b) {
  const auto sign = [](WideDigits digits) { return digits < 0 ? -1 : (digits > 0 ? 1 : 0); };
  if (sign(a.digits) != sign(b.digits)) return sign(a.digits) < sign(b.digits) ? -1 : 1;
  if (a.digits == 0) return 0;
  // Of one sign: the one with more digits before the point is further from 0.
  const int length_a = static_cast<int>(DigitsOf(a.digits).size()) + a.exponent;
  const int length_b = static_cast<int>(DigitsOf(b.digits).size()) + b.exponent;
  if (length_a != length_b) return (length_a < length_b ? -1 : 1) * sign(a.digits);
  std::string digits_a = DigitsOf(a.digits), digits_b = DigitsOf(b.digits);
  digits_a.resize(std::max(digits_a.size(), digits_b.size()), '0');
  digits_b.resize(digits_a.size(), '0');
  const int order = digits_a.compare(digits_b);
  return (order < 0 ? -1 : (order > 0 ? 1 : 0)) * sign(a.digits);
}

std::optional<std::string> ToText(const Exact& value, int decimals) {
  const int length = static_cast<int>(DigitsOf(value.digits).size());
  const Exact rounded = Rounded(value, std::max(-value.exponent - decimals, length - kMostShown));
  std::string digits = DigitsOf(rounded.digits);
  if (rounded.exponent > 0) {
    if (rounded.exponent + static_cast<int>(digits.size()) > kMostShown) return std::nullopt;
    digits.append(static_cast<std::size_t>(rounded.exponent), '0');
  } else if (rounded.exponent < 0) {
    const auto behind = static_cast<std::size_t>(-rounded.exponent);
    if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
    digits.insert(digits.size() - behind, ".");
  }
  return rounded.digits < 0 ? "-" + digits : digits;
}

}  // namespace segue::import
