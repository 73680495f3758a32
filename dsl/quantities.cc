// The scanner of quantities that are counted: numbers, shares, money, durations.
#include "dsl/quantities.h"

#include <array>
#include <charconv>
#include <utility>

#include "dsl/codes.h"
#include "unicode/unicode.h"

namespace segue::dsl {
namespace {

/// Up to here a whole number is exact both as a double and in ten-thousandths of a currency unit.
constexpr std::size_t kMaxDigits = 14;
/// 10,000 years: anything longer is a slip, and could not be added to a date.
constexpr std::int64_t kMaxDurationSeconds = 10'000LL * 366 * 86'400;

bool IsDigit(std::string_view text, std::size_t offset) {
  return offset < text.size() && text[offset] >= '0' && text[offset] <= '9';
}

/// `[+-]?` digits with `_`, and a fraction if allowed.
struct Digits {
  std::size_t length = 0;
  std::string text;  // without `_`
  bool is_signed = false;
};

void TakeDigits(std::string_view text, std::size_t& at, std::string& out) {
  for (; IsDigit(text, at) || (at < text.size() && text[at] == '_'); ++at) {
    if (text[at] != '_') out += text[at];
  }
}

Digits ScanDigits(std::string_view text, std::size_t offset, bool with_sign, bool with_fraction) {
  Digits digits;
  std::size_t at = offset;
  if (with_sign && at < text.size() && (text[at] == '+' || text[at] == '-')) {
    digits.is_signed = true;
    digits.text += text[at++];
  }
  if (!IsDigit(text, at)) return {};
  TakeDigits(text, at, digits.text);
  if (with_fraction && at < text.size() && text[at] == '.' && IsDigit(text, at + 1)) {
    digits.text += text[at++];
    while (IsDigit(text, at)) digits.text += text[at++];
  }
  digits.length = at - offset;
  return digits;
}

std::size_t WholeDigits(std::string_view digits) {
  if (digits.starts_with('+') || digits.starts_with('-')) digits.remove_prefix(1);
  digits = digits.substr(0, digits.find('.'));
  while (digits.starts_with('0')) digits.remove_prefix(1);
  return digits.size();
}

template <typename T>
bool RejectLarge(Lexeme<T>& lexeme, const std::string& digits, std::size_t offset) {
  if (WholeDigits(digits) <= kMaxDigits) return false;
  lexeme.problems.push_back({offset, offset + lexeme.length, codes::kNumberTooLarge, "this number is too large",
                             "a number has at most 14 digits before the point"});
  return true;
}

/// `exponent` is "" or "e-2"; reading it together rounds once, so that 0.1% is exactly the double 0.001.
double ToDouble(std::string digits, std::string_view exponent = "") {
  digits += exponent;
  const char* begin = digits.data() + (digits.starts_with('+') ? 1 : 0);
  double value = 0;
  std::from_chars(begin, digits.data() + digits.size(), value);
  return value;
}

std::size_t SkipGap(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '\n' && text[at] != '\r') {
    const std::size_t length = SpaceAt(text, at);
    if (length == 0) break;
    at += length;
  }
  return at;
}

bool IsWordCharacter(std::string_view text, std::size_t at) { return unicode::WordCharacterAt(text, at) > 0; }

bool IsPercent(std::string_view text, std::size_t at) { return at < text.size() && text[at] == '%'; }

/// `-3`, `-Q1`, `-W09` go on a number that was a period all along.
bool IsPeriodTail(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size() || text[at] != '-') return false;
  return IsDigit(text, at + 1) || ((text[at + 1] == 'Q' || text[at + 1] == 'W') && IsDigit(text, at + 2));
}

Lexeme<Number> NumberOf(const Digits& digits, std::size_t offset) {
  Lexeme<Number> lexeme{digits.length, {}, {}};
  if (!RejectLarge(lexeme, digits.text, offset)) lexeme.value = {ToDouble(digits.text), digits.text};
  return lexeme;
}

constexpr std::array<std::pair<std::string_view, TimeUnit>, 8> kUnits = {{{"second", TimeUnit::kSecond},
                                                                          {"minute", TimeUnit::kMinute},
                                                                          {"hour", TimeUnit::kHour},
                                                                          {"day", TimeUnit::kDay},
                                                                          {"week", TimeUnit::kWeek},
                                                                          {"month", TimeUnit::kMonth},
                                                                          {"quarter", TimeUnit::kQuarter},
                                                                          {"year", TimeUnit::kYear}}};

std::int64_t AboutSeconds(TimeUnit unit) {
  constexpr std::int64_t kDay = 86'400;
  switch (unit) {
    case TimeUnit::kSecond:
      return 1;
    case TimeUnit::kMinute:
      return 60;
    case TimeUnit::kHour:
      return 3'600;
    case TimeUnit::kDay:
      return kDay;
    case TimeUnit::kWeek:
      return 7 * kDay;
    case TimeUnit::kMonth:
      return 31 * kDay;
    case TimeUnit::kQuarter:
      return 92 * kDay;
    case TimeUnit::kYear:
      return 366 * kDay;
  }
  return 1;
}

}  // namespace

std::optional<TimeUnit> UnitNamed(std::string_view word) {
  if (word.ends_with('s')) word.remove_suffix(1);
  for (const auto& [name, unit] : kUnits) {
    if (word == name) return unit;
  }
  return std::nullopt;
}

Lexeme<std::int64_t> ReadInteger(std::string_view text, std::size_t offset) {
  const Digits digits = ScanDigits(text, offset, false, false);
  const std::size_t end = offset + digits.length;
  const bool goes_on = end < text.size() && std::string_view(".%-").find(text[end]) != std::string_view::npos;
  if (digits.length == 0 || goes_on || IsWordCharacter(text, end)) return {};
  Lexeme<std::int64_t> lexeme{digits.length, 1, {}};
  if (!RejectLarge(lexeme, digits.text, offset)) {
    std::from_chars(digits.text.data(), digits.text.data() + digits.text.size(), lexeme.value);
  }
  return lexeme;
}

Lexeme<Number> ReadNumber(std::string_view text, std::size_t offset) {
  const Digits digits = ScanDigits(text, offset, false, true);
  const std::size_t end = offset + digits.length;
  const bool goes_on = IsWordCharacter(text, end) || IsPercent(text, end) || IsPeriodTail(text, end);
  if (digits.length == 0 || goes_on) return {};
  return NumberOf(digits, offset);
}

Lexeme<Number> ReadSigned(std::string_view text, std::size_t offset) {
  const Digits digits = ScanDigits(text, offset, true, true);
  const std::size_t end = offset + digits.length;
  if (!digits.is_signed || IsWordCharacter(text, end) || IsPercent(text, end)) return {};
  return NumberOf(digits, offset);
}

Lexeme<Percent> ReadPercent(std::string_view text, std::size_t offset) {
  const Digits digits = ScanDigits(text, offset, true, true);
  if (digits.length == 0) return {};
  const std::size_t unit = SkipGap(text, offset + digits.length);
  const bool sign = IsPercent(text, unit);
  if (!sign && !IsWordAt(text, unit, "percent")) return {};
  const std::size_t unit_length = sign ? 1 : std::string_view("percent").size();
  Lexeme<Percent> lexeme{unit + unit_length - offset, {}, {}};
  if (!RejectLarge(lexeme, digits.text, offset)) lexeme.value.value = ToDouble(digits.text, "e-2");
  return lexeme;
}

Lexeme<Money> ReadMoney(std::string_view text, std::size_t offset) {
  const Digits digits = ScanDigits(text, offset, true, true);
  if (digits.length == 0) return {};
  const std::size_t unit = SkipGap(text, offset + digits.length);
  const Lexeme<std::string> currency = ReadCurrency(text, unit);
  if (currency.length == 0) return {};
  Lexeme<Money> lexeme{unit + currency.length - offset, {"0", currency.value}, {}};
  if (!RejectLarge(lexeme, digits.text, offset)) lexeme.value.digits = digits.text;
  return lexeme;
}

Lexeme<Duration> ReadDuration(std::string_view text, std::size_t offset) {
  const Digits digits = ScanDigits(text, offset, false, false);
  if (digits.length == 0) return {};
  const std::size_t unit_begin = SkipGap(text, offset + digits.length);
  const std::size_t unit_length = WordLength(text, unit_begin);
  const auto unit = UnitNamed(text.substr(unit_begin, unit_length));
  if (!unit) return {};
  Lexeme<Duration> lexeme{unit_begin + unit_length - offset, {1, *unit}, {}};
  if (RejectLarge(lexeme, digits.text, offset)) return lexeme;
  std::int64_t count = 0;
  std::from_chars(digits.text.data(), digits.text.data() + digits.text.size(), count);
  if (count <= kMaxDurationSeconds / AboutSeconds(*unit)) {
    lexeme.value.count = count;
  } else {
    lexeme.problems.push_back(
        {offset, offset + lexeme.length, codes::kNumberTooLarge, "this duration is longer than 10,000 years", ""});
  }
  return lexeme;
}

Lexeme<std::string> ReadCurrency(std::string_view text, std::size_t offset) {
  const auto code = text.substr(std::min(offset, text.size()), 3);
  if (code.size() < 3) return {};
  for (const char c : code) {
    if (c < 'A' || c > 'Z') return {};
  }
  if (IsWordCharacter(text, offset + 3)) return {};
  return {3, std::string(code), {}};
}

Lexeme<int> ReadRank(std::string_view text, std::size_t offset) {
  if (offset >= text.size() || text[offset] != 'p') return {};
  std::size_t at = offset + 1;
  int rank = 0;
  for (; at < offset + 3 && IsDigit(text, at); ++at) rank = rank * 10 + (text[at] - '0');
  if (at == offset + 1 || IsWordCharacter(text, at)) return {};
  return {at - offset, rank, {}};
}

}  // namespace segue::dsl
