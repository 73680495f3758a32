// See value_check.h. Texts are compared one by one, without dictionaries or folded copies kept.
#include "tests/oracle/value_check.h"

#include <algorithm>
#include <map>
#include <regex>

#include "tests/oracle/date_check.h"

namespace segue::oracle {

using engine::Operand;
using engine::TestKind;
using engine::ValueTest;

namespace {

/// Lower case of ASCII and of U+00C0–U+00DE (bytes C3 80–C3 9E), enough for the generators' texts.
std::string Fold(const std::string& text) {
  std::string folded = text;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const auto byte = static_cast<unsigned char>(folded[i]);
    if (byte >= 'A' && byte <= 'Z') folded[i] = static_cast<char>(byte + 32);
    const bool after_c3 = i > 0 && static_cast<unsigned char>(folded[i - 1]) == 0xC3;
    if (after_c3 && byte >= 0x80 && byte <= 0x9E) folded[i] = static_cast<char>(byte + 32);
  }
  return folded;
}

bool MatchesPattern(const std::string& text, const Operand& pattern) {
  static std::map<std::pair<std::string, bool>, std::regex> compiled;
  const std::pair key{std::get<std::string>(pattern.value), pattern.exactly};
  auto found = compiled.find(key);
  if (found == compiled.end()) {
    const auto flags = pattern.exactly ? std::regex::ECMAScript : std::regex::ECMAScript | std::regex::icase;
    found = compiled.emplace(key, std::regex(key.first, flags)).first;
  }
  return std::regex_search(text, found->second);
}

bool TextPasses(const std::string& raw, TestKind kind, const Operand& operand) {
  if (kind == TestKind::kMatches) return MatchesPattern(raw, operand);
  const auto& wanted = std::get<std::string>(operand.value);
  const std::string text = operand.exactly ? raw : Fold(raw);
  const std::string part = operand.exactly ? wanted : Fold(wanted);
  switch (kind) {
    case TestKind::kContains:
      return text.find(part) != std::string::npos;
    case TestKind::kStartsWith:
      return text.size() >= part.size() && text.compare(0, part.size(), part) == 0;
    case TestKind::kEndsWith:
      return text.size() >= part.size() && text.compare(text.size() - part.size(), part.size(), part) == 0;
    default:
      return text == part;
  }
}

/// −1, 0 or 1 for two values of the same ordered type.
int Order(const FactValue& value, const engine::Value& operand) {
  const auto sign = [](const auto& a, const auto& b) { return a < b ? -1 : b < a ? 1 : 0; };
  if (const auto* number = std::get_if<double>(&value)) return sign(*number, std::get<double>(operand));
  if (const auto* money = std::get_if<engine::Money>(&value)) return sign(*money, std::get<engine::Money>(operand));
  if (const auto* day = std::get_if<engine::Day>(&value)) return sign(*day, std::get<engine::Day>(operand));
  if (const auto* flag = std::get_if<bool>(&value)) return sign(*flag, std::get<bool>(operand));
  return sign(std::get<engine::TimePoint>(value), std::get<engine::TimePoint>(operand));
}

bool OperandPasses(const FactValue& value, TestKind kind, const Operand& operand) {
  if (const auto* text = std::get_if<std::string>(&value)) return TextPasses(*text, kind, operand);
  switch (kind) {
    case TestKind::kLess:
      return Order(value, operand.value) < 0;
    case TestKind::kLessOrEqual:
      return Order(value, operand.value) <= 0;
    case TestKind::kGreater:
      return Order(value, operand.value) > 0;
    case TestKind::kGreaterOrEqual:
      return Order(value, operand.value) >= 0;
    default:
      return Order(value, operand.value) == 0;
  }
}

bool ListPasses(const TextSet& items, const ValueTest& test) {
  const auto some_item = [&](const Operand& operand) {
    return std::any_of(items.begin(), items.end(),
                       [&](const std::string& item) { return TextPasses(item, test.kind, operand); });
  };
  if (test.kind == TestKind::kHasAll) return std::all_of(test.operands.begin(), test.operands.end(), some_item);
  return std::any_of(test.operands.begin(), test.operands.end(), some_item);
}

bool IsMissing(const MaybeValue& value) {
  if (!value) return true;
  if (const auto* text = std::get_if<std::string>(&*value)) return text->empty();
  if (const auto* items = std::get_if<TextSet>(&*value)) return items->empty();
  return false;
}

bool PresentPasses(const FactValue& value, const ValueTest& test) {
  if (test.kind == TestKind::kIsSet) return true;
  if (const auto* items = std::get_if<TextSet>(&value)) return ListPasses(*items, test);
  if (test.kind == TestKind::kBetween) {
    for (std::size_t i = 0; i < test.operands.size(); i += 2)
      if (Order(value, test.operands[i].value) >= 0 && Order(value, test.operands[i + 1].value) <= 0) return true;
    return false;
  }
  return std::any_of(test.operands.begin(), test.operands.end(),
                     [&](const Operand& operand) { return OperandPasses(value, test.kind, operand); });
}

}  // namespace

bool Passes(const MaybeValue& value, const ValueTest& test) {
  const bool positive = !IsMissing(value) && PresentPasses(*value, test);
  return positive != test.negated;
}

bool SameValue(const MaybeValue& a, const MaybeValue& b) {
  if (IsMissing(a) || IsMissing(b)) return false;
  if (const auto* text = std::get_if<std::string>(&*a)) return Fold(*text) == Fold(std::get<std::string>(*b));
  const auto* items = std::get_if<TextSet>(&*a);
  if (items == nullptr) return CompareValues(*a, *b) == 0;
  const auto& others = std::get<TextSet>(*b);
  const auto contains = [](const TextSet& set, const std::string& item) {
    return std::any_of(set.begin(), set.end(), [&](const std::string& other) { return Fold(other) == Fold(item); });
  };
  return std::all_of(items->begin(), items->end(), [&](const auto& item) { return contains(others, item); }) &&
         std::all_of(others.begin(), others.end(), [&](const auto& item) { return contains(*items, item); });
}

int CompareValues(const FactValue& a, const FactValue& b) {
  if (const auto* number = std::get_if<double>(&b)) return Order(a, *number);
  if (const auto* money = std::get_if<engine::Money>(&b)) return Order(a, *money);
  if (const auto* day = std::get_if<engine::Day>(&b)) return Order(a, *day);
  if (const auto* flag = std::get_if<bool>(&b)) return Order(a, *flag);
  return Order(a, std::get<engine::TimePoint>(b));
}

bool Passes(const Event& event, const engine::Predicate& predicate, const NaiveCalendar& calendar) {
  const auto part_passes = [&](const engine::Predicate& part) { return Passes(event, part, calendar); };
  if (const auto* date = std::get_if<engine::DatePropertyTest>(&predicate.node))
    return Lies(event.properties[date->property], date->when, event.at, calendar);
  if (const auto* test = std::get_if<engine::PropertyTest>(&predicate.node))
    return Passes(event.properties[test->property], test->test);
  if (const auto* all = std::get_if<engine::PredicateAll>(&predicate.node))
    return std::all_of(all->parts.begin(), all->parts.end(), part_passes);
  if (const auto* any = std::get_if<engine::PredicateAny>(&predicate.node))
    return std::any_of(any->parts.begin(), any->parts.end(), part_passes);
  return !Passes(event, std::get<engine::PredicateNot>(predicate.node).part.front(), calendar);
}

}  // namespace segue::oracle
