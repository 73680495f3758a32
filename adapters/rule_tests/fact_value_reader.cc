// One function per type; money never passes through a double.
#include "adapters/rule_tests/fact_value_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "adapters/project/did_you_mean.h"
#include "adapters/rule_tests/moment_text.h"
#include "unicode/unicode.h"

namespace segue::rule_tests {
namespace {

using engine::ValueType;

bool IsCurrency(const Token& token) {
  return !token.quoted && token.text.size() == 3 &&
         std::all_of(token.text.begin(), token.text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

class ValueReader {
 public:
  ValueReader(const engine::FieldDeclaration& field, const std::string& currency, const engine::Calendar& calendar,
              TokenReader& tokens, project::Mistakes& mistakes)
      : field_(field),
        currency_(field.currency.empty() ? currency : field.currency),
        calendar_(calendar),
        tokens_(tokens),
        mistakes_(mistakes) {}

  MaybeValue Read() {
    if (tokens_.AtEnd()) return Wrong(tokens_.Peek(), "a value");
    if (field_.type == ValueType::kList && tokens_.TakeIf("(")) return ReadItems();
    const Token token = tokens_.Take();
    if (token.Is("missing")) return {};
    switch (field_.type) {
      case ValueType::kText:
        return token.text.empty() ? MaybeValue() : MaybeValue(unicode::Nfc(token.text));
      case ValueType::kChoice:
        return ReadChoice(token);
      case ValueType::kList:
        return TextSet{unicode::Nfc(token.text)};
      case ValueType::kNumber:
        return ReadNumber(token);
      case ValueType::kMoney:
        return ReadMoney(token);
      case ValueType::kFlag:
        return ReadFlag(token);
      case ValueType::kDate:
      case ValueType::kTime:
        break;
    }
    return ReadMoment(token);
  }

 private:
  MaybeValue Wrong(const Token& token, const std::string& expected, const std::string& hint = "") {
    const std::string found = token.text.empty() && !token.quoted ? "nothing" : "\"" + token.text + "\"";
    mistakes_.Add(tokens_.PlaceOf(token), "\"" + field_.name + "\" expects " + expected + ", found " + found + hint);
    return {};
  }

  MaybeValue ReadChoice(const Token& token) {
    const std::string text = unicode::Nfc(token.text);
    if (std::find(field_.choices.begin(), field_.choices.end(), text) != field_.choices.end()) return text;
    return Wrong(token, "one of " + project::Enumerate(field_.choices), project::DidYouMean(text, field_.choices));
  }

  MaybeValue ReadNumber(const Token& token) {
    const auto number = ParseNumber(token.text);
    return number ? MaybeValue(*number) : Wrong(token, "a number such as 12 or 0.35");
  }

  MaybeValue ReadMoney(const Token& token) {
    const auto money = ParseMoney(token.text);
    if (!money) return Wrong(token, "an amount such as 49.90");
    if (!tokens_.AtEnd() && IsCurrency(tokens_.Peek())) {
      const Token currency = tokens_.Take();
      if (!currency_.empty() && currency.text != currency_) return Wrong(currency, "an amount in " + currency_);
    }
    return *money;
  }

  MaybeValue ReadFlag(const Token& token) {
    if (token.Is("true") || token.Is("yes")) return true;
    if (token.Is("false") || token.Is("no")) return false;
    return Wrong(token, "true or false");
  }

  MaybeValue ReadMoment(const Token& token) {
    const auto instant = ParseInstant(token.text, calendar_);
    if (!instant || *instant <= engine::kAlways || *instant >= engine::kForever)
      return Wrong(token, "a date such as 2026-03-01");
    if (field_.type == ValueType::kTime) return engine::TimePoint{*instant};
    return calendar_.DayOf(*instant);
  }

  MaybeValue ReadItems() {
    TextSet items;
    while (!tokens_.AtEnd() && !tokens_.Peek().Is(")")) {
      items.push_back(unicode::Nfc(tokens_.Take().text));
      if (!tokens_.TakeIf(",")) break;
    }
    if (!tokens_.TakeIf(")")) return Wrong(tokens_.Peek(), "texts in brackets such as (\"b2b\", \"vip\")");
    return items.empty() ? MaybeValue() : MaybeValue(std::move(items));
  }

  const engine::FieldDeclaration& field_;
  const std::string& currency_;
  const engine::Calendar& calendar_;
  TokenReader& tokens_;
  project::Mistakes& mistakes_;
};

}  // namespace

MaybeValue ReadFactValue(const engine::FieldDeclaration& field, const std::string& currency,
                         const engine::Calendar& calendar, TokenReader& tokens, project::Mistakes& mistakes) {
  return ValueReader(field, currency, calendar, tokens, mistakes).Read();
}

std::optional<engine::Money> ParseMoney(std::string_view text) {
  constexpr std::size_t kDecimals = 4, kMostDigits = 14;
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view decimals = point < text.size() ? text.substr(point + 1) : std::string_view();
  if (point == 0 || point > kMostDigits || decimals.size() > kDecimals || (point < text.size() && decimals.empty()))
    return {};
  std::string digits(text.substr(0, point));
  digits += decimals;
  digits.append(kDecimals - decimals.size(), '0');
  std::int64_t amount = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), amount);
  if (error != std::errc() || end != digits.data() + digits.size() || digits.front() == '-') return {};
  return engine::Money{negative ? -amount : amount};
}

std::optional<double> ParseNumber(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return {};
  return number;
}

}  // namespace segue::rule_tests
