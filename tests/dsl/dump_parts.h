// Pieces that the dumps of conditions, measures and declarations share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/dsl/dump.h"

namespace segue::dsl {

/// "(head part part …)"; empty parts are left out.
template <typename... Parts>
std::string List(const std::string& head, const Parts&... parts) {
  std::string text = "(" + head;
  ((text += std::string(parts).empty() ? "" : " " + std::string(parts)), ...);
  return text + ")";
}

const char* Word(TimeUnit unit);
const char* Word(Comparator comparator);
const char* Word(AggregateKind kind);
std::string Dump(const ParamUse& param);
std::string Dump(const Duration& duration);
std::string Dump(const Date& date);
std::string Dump(const InstantLiteral& instant);
std::string Dump(const PeriodLiteral& period);
std::string Dump(DayWord day);
std::string Dump(const RelativeDay& day);
std::string Dump(const CalendarWord& word);
std::string Dump(const DurationValue& value);
std::string Dump(const PercentValue& value);
std::string Dump(const Point& point);
std::string Dump(const Period& period);
std::string Dump(const Value& value);
std::string Dump(const Values& values);
std::string Dump(const InLast& last);
std::string Dump(const InNext& next);
std::string Dump(const Test& test);
std::string Dump(const Filter& filter);
std::string Dump(const OneEvent& event);
std::string Dump(const Events& events);
std::string Dump(const PropertyPath& path);
std::string Dump(const When& when);
std::string Dump(const WhileClause& clause);
std::string Dump(const Clause& clause);
std::string Dump(const ThenClause& then);
std::string Dump(const SameProperty& same);
std::string Dump(const Origin& origin);
std::string Dump(const Target& target);
const char* Word(Side side);
std::string Quoted(const std::string& text);

template <typename T>
std::string DumpAll(const std::vector<T>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : " ") + Dump(part);
  return text;
}
template <typename T>
std::string Dump(const std::optional<T>& part) {
  return part ? Dump(*part) : "";
}
inline std::string DumpFilters(const std::vector<Filter>& filters) {
  std::string text;
  for (const auto& filter : filters) text += (text.empty() ? "" : " ") + List("with", Dump(filter));
  return text;
}
inline std::string DumpFilter(const std::optional<Filter>& filter) { return filter ? List("with", Dump(*filter)) : ""; }

}  // namespace segue::dsl
