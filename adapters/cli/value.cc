// Numbers, money and texts in the forms of cli.md. Money never passes through a double.
#include "adapters/cli/value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <vector>

namespace segue::cli {
namespace {

constexpr std::string_view kNoValue = "–";
constexpr std::string_view kReplacement = "\uFFFD";
constexpr int kScaleDigits = 4;  // engine::kMoneyScale is 10^4

/// ISO 4217 currencies that are not counted in hundredths.
constexpr std::array<std::string_view, 16> kNoMinorDigits = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
                                                             "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> kThreeMinorDigits = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};

std::string Fixed(double number, int decimals) {
  std::array<char, 400> buffer{};  // the largest double has 309 digits before the point
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed, decimals).ptr;
  std::string text(buffer.data(), end);
  const bool zero = text.find_first_not_of("-0.") == std::string::npos;
  return zero && text.front() == '-' ? text.substr(1) : text;
}

/// 10^exponent for small exponents.
std::uint64_t PowerOfTen(int exponent) {
  std::uint64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

std::uint64_t DivideHalfEven(std::uint64_t number, std::uint64_t divisor) {
  const std::uint64_t quotient = number / divisor;
  const std::uint64_t twice = number % divisor * 2;
  const bool up = twice > divisor || (twice == divisor && quotient % 2 == 1);
  return quotient + (up ? 1 : 0);
}

std::string DayText(engine::Day day) {
  const engine::Civil date = engine::DateFromDay(day);
  std::array<char, 48> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
  return buffer.data();
}

bool IsReal(engine::Instant instant) { return instant != engine::kAlways && instant != engine::kForever; }

std::vector<std::string_view> TextsOf(const Items& items) {
  std::vector<std::string_view> texts;
  for (const std::uint32_t item : items.sets->sets[items.code]) texts.emplace_back(items.sets->items.texts[item]);
  std::sort(texts.begin(), texts.end());
  return texts;
}

std::string Join(const std::vector<std::string_view>& texts, std::string_view separator) {
  std::string joined;
  for (const std::string_view text : texts) {
    if (!joined.empty()) joined += separator;
    joined += text;
  }
  return joined;
}

/// csv, and json before quoting, agree except for texts, lists and "no value".
struct PlainText {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(std::string_view text) const { return std::string(text); }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return NumberText(number); }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
  std::string operator()(const Rate& rate) const { return Fixed(rate.value, 6); }
  std::string operator()(const Change& change) const { return Fixed(change.value, 6); }
  std::string operator()(const Amount& amount) const { return MoneyText(amount.money, amount.currency); }
  std::string operator()(const Moment& moment) const { return IsReal(moment.at) ? engine::FormatUtc(moment.at) : ""; }
  std::string operator()(engine::Day day) const { return DayText(day); }
  std::string operator()(const Items& items) const { return Join(TextsOf(items), ";"); }
};

struct JsonToken {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(std::string_view text) const { return QuoteJson(text); }
  std::string operator()(const Moment& moment) const {
    return IsReal(moment.at) ? QuoteJson(engine::FormatUtc(moment.at)) : "null";
  }
  std::string operator()(engine::Day day) const { return QuoteJson(DayText(day)); }
  std::string operator()(const Items& items) const {
    std::string text = "[";
    for (const std::string_view item : TextsOf(items)) {
      if (text.size() > 1) text += ", ";
      text += QuoteJson(item);
    }
    return text + "]";
  }
  std::string operator()(const auto& plain) const { return PlainText{}(plain); }
};

/// At most two decimals: tables are read, csv is for sums.
std::string ShortNumber(double number) {
  const std::string text = NumberText(number);
  const std::size_t point = text.find('.');
  return WithThousands(point != std::string::npos && text.size() - point > 3 ? Fixed(number, 2) : text);
}

struct TableCell {
  const engine::Calendar& calendar;

  std::string operator()(std::monostate) const { return std::string(kNoValue); }
  std::string operator()(std::string_view text) const { return Printable(text); }
  std::string operator()(std::int64_t number) const { return WithThousands(std::to_string(number)); }
  std::string operator()(double number) const { return ShortNumber(number); }
  std::string operator()(bool flag) const { return flag ? "yes" : "no"; }
  std::string operator()(const Rate& rate) const {
    return rate.percent ? WithThousands(Fixed(rate.value * 100, 2)) + " %" : WithThousands(Fixed(rate.value, 2));
  }
  std::string operator()(const Change& change) const {
    const std::string text = WithThousands(Fixed(change.value * 100, 2));
    return (change.value > 0 ? "+" : "") + text + (change.points ? " pts" : " %");
  }
  std::string operator()(const Amount& amount) const {
    const std::string text = WithThousands(MoneyText(amount.money, amount.currency));
    return amount.currency.empty() || amount.bare ? text : text + " " + std::string(amount.currency);
  }
  std::string operator()(const Moment& moment) const {
    if (moment.at == engine::kAlways) return "always";
    return moment.at == engine::kForever ? std::string(kNoValue) : LocalTime(moment.at, calendar);
  }
  std::string operator()(engine::Day day) const { return DayText(day); }
  std::string operator()(const Items& items) const { return Printable(Join(TextsOf(items), ", ")); }
};

bool IsControl(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x20 || byte == 0x7F) return true;
  // U+0080 to U+009F, which some terminals obey like ESC sequences.
  return byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;
}

}  // namespace

std::string CsvText(const Value& value) { return std::visit(PlainText{}, value); }

std::string JsonText(const Value& value) { return std::visit(JsonToken{}, value); }

std::string TableText(const Value& value, const engine::Calendar& calendar) {
  return std::visit(TableCell{calendar}, value);
}

std::string QuoteCsv(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char character : text) {
    if (character == '"') quoted += '"';
    quoted += character;
  }
  return quoted + "\"";
}

std::string QuoteJson(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

int MinorDigits(std::string_view currency) {
  if (std::find(kNoMinorDigits.begin(), kNoMinorDigits.end(), currency) != kNoMinorDigits.end()) return 0;
  if (std::find(kThreeMinorDigits.begin(), kThreeMinorDigits.end(), currency) != kThreeMinorDigits.end()) return 3;
  return 2;
}

std::string MoneyText(engine::Money money, std::string_view currency) {
  const bool negative = money.ten_thousandths < 0;
  const auto bits = static_cast<std::uint64_t>(money.ten_thousandths);
  const std::uint64_t magnitude = negative ? 0 - bits : bits;
  const int digits = MinorDigits(currency);
  const std::uint64_t minor = DivideHalfEven(magnitude, PowerOfTen(kScaleDigits - digits));
  std::string text = std::to_string(minor / PowerOfTen(digits));
  if (digits > 0) {
    const std::string fraction = std::to_string(minor % PowerOfTen(digits));
    text += "." + std::string(static_cast<std::size_t>(digits) - fraction.size(), '0') + fraction;
  }
  return negative && minor != 0 ? "-" + text : text;
}

std::string NumberText(double number) {
  if (!std::isfinite(number)) return "";
  std::array<char, 400> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed).ptr;
  const std::string text(buffer.data(), end);
  return text == "-0" ? "0" : text;
}

std::string LocalTime(engine::Instant instant, const engine::Calendar& calendar) {
  const engine::Civil civil = calendar.ToCivil(instant);
  std::array<char, 96> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d %02d:%02d:%02d.%03d", civil.year, civil.month, civil.day,
                civil.hour, civil.minute, civil.second, civil.millisecond);
  std::string text = buffer.data();
  if (civil.millisecond != 0) return text;
  text.resize(text.size() - 4);
  if (civil.second == 0) text.resize(text.size() - 3);
  return text;
}

std::string Printable(std::string_view text) {
  std::string printable;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!IsControl(text, i)) {
      printable += text[i];
      continue;
    }
    if (static_cast<unsigned char>(text[i]) == 0xC2) ++i;
    printable += kReplacement;
  }
  return printable;
}

std::string PrintableParagraph(std::string_view text) {
  std::string paragraph;
  for (const char character : text) {
    const bool blank = character == '\n' || character == '\r' || character == '\t' || character == ' ';
    if (!blank) paragraph += character;
    if (blank && !paragraph.empty() && paragraph.back() != ' ') paragraph += ' ';
  }
  if (!paragraph.empty() && paragraph.back() == ' ') paragraph.pop_back();
  return Printable(paragraph);
}

}  // namespace segue::cli
