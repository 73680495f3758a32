// Dumps of values, time, tests, events and filters.
#include <cstdio>

#include "tests/dsl/dump_parts.h"

namespace segue::dsl {
std::string Padded(int number, int width) {
  char text[16];
  std::snprintf(text, sizeof text, "%0*d", width, number);
  return text;
}

std::string Plain(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.15g", value);
  return text;
}

std::string Dump(const Text& text) { return Quoted(text.text); }
std::string Dump(const Money& money) { return money.digits + money.currency; }
std::string Dump(const Percent& percent) { return "%" + Plain(percent.value); }
std::string Dump(const Number& number) { return number.digits; }
std::string Dump(const Boolean& boolean) { return boolean.value ? "true" : "false"; }

std::string Not(bool negated, const std::string& text) { return negated ? List("not", text) : text; }

std::string Dump(const CompareTest& test) { return List(Word(test.comparator), Dump(test.value)); }
std::string Dump(const SetTest& test) { return Not(test.negated, test.missing ? "missing" : "set"); }
std::string Dump(const IsDayTest& test) { return Not(test.negated, List("is-day", Dump(test.day))); }
std::string Dump(const IsTest& test) { return Not(test.negated, List("is", Dump(test.value))); }
std::string Dump(const InTest& test) {
  return Not(test.negated, List("in", std::visit([](const auto& range) { return Dump(range); }, test.range)));
}
std::string Dump(const BetweenTest& test) { return List("between", Dump(test.low), Dump(test.high)); }
std::string Dump(const TextTest& test) {
  const char* const words[] = {"contains", "starts", "ends"};
  return List(words[static_cast<int>(test.op)], Dump(test.value));
}
std::string Dump(const MatchesTest& test) {
  return List(test.exactly ? "matches-exactly" : "matches",
              std::visit([](const auto& pattern) { return Dump(pattern); }, test.pattern));
}
std::string Dump(const HasTest& test) {
  const char* const words[] = {"has", "has-any", "has-all"};
  return List(words[static_cast<int>(test.mode)], DumpAll(test.values.values));
}
std::string Dump(const SideTest& test) { return List(Word(test.side), Dump(test.point)); }
std::string Dump(const MoreThanTest& test) {
  return List(test.ahead ? "more-than-ahead" : "more-than-ago", Dump(test.length));
}

std::string Dump(const FilterTest& filter) { return List("test", Dump(filter.property), Dump(filter.test)); }
std::string Dump(const FilterAll& filter) { return List("and", DumpAll(filter.parts)); }
std::string Dump(const FilterAny& filter) { return List("or", DumpAll(filter.parts)); }
std::string Dump(const FilterNot& filter) { return List("not", Dump(*filter.part)); }

std::string Dump(const CountClause& count) {
  const char* const words[] = {"at-least", "at-most", "exactly"};
  return List(words[static_cast<int>(count.kind)], std::to_string(count.count));
}
std::string Dump(const SidePoint& side) { return List(Word(side.side), Dump(side.point)); }
std::string Dump(const BetweenPoints& between) { return List("between", Dump(between.from), Dump(between.until)); }
std::string Dump(const MoreThanAgo& more) { return List("more-than-ago", Dump(more.length)); }

template <typename Variant>
std::string Visit(const Variant& variant) {
  return std::visit([](const auto& part) { return Dump(part); }, variant);
}

std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '\n' ? std::string("\\n") : std::string(1, c);
  return quoted + "\"";
}

const char* Word(TimeUnit unit) {
  const char* const words[] = {"second", "minute", "hour", "day", "week", "month", "quarter", "year"};
  return words[static_cast<int>(unit)];
}
const char* Word(Comparator comparator) {
  const char* const words[] = {"=", "!=", "<", "<=", ">", ">="};
  return words[static_cast<int>(comparator)];
}
const char* Word(AggregateKind kind) {
  const char* const words[] = {"sum", "average", "largest", "smallest", "distinct", "median", "rank", "last", "count"};
  return words[static_cast<int>(kind)];
}
const char* Word(Side side) {
  const char* const words[] = {"since", "before", "after"};
  return words[static_cast<int>(side)];
}

std::string Dump(const Name& name) { return name.quoted ? "|" + name.text + "|" : name.text; }
std::string Dump(const ParamUse& param) { return "{" + param.name.text + "}"; }
std::string Dump(const Duration& duration) { return std::to_string(duration.count) + Word(duration.unit); }
std::string Dump(const Date& date) {
  return Padded(date.year, 4) + "-" + Padded(date.month, 2) + "-" + Padded(date.day, 2);
}
std::string Dump(const InstantLiteral& instant) {
  std::string text = Dump(instant.date) + "T" + Padded(instant.hour, 2) + ":" + Padded(instant.minute, 2) + ":" +
                     Padded(instant.second, 2) + "." + Padded(instant.millisecond, 3);
  if (instant.offset_minutes) text += "@" + std::to_string(*instant.offset_minutes);
  return text;
}
std::string Dump(const PeriodLiteral& period) {
  if (period.unit == TimeUnit::kYear) return List("year", Padded(period.year, 4));
  return List(Word(period.unit), Padded(period.year, 4), std::to_string(period.number));
}
std::string Dump(DayWord day) {
  const char* const words[] = {"today", "yesterday", "tomorrow"};
  return words[static_cast<int>(day)];
}
std::string Dump(const RelativeDay& day) {
  if (const auto* word = std::get_if<DayWord>(&day.value)) return Dump(*word);
  return List(day.ahead ? "ahead" : "ago", Dump(std::get<Duration>(day.value)));
}
std::string Dump(const CalendarWord& word) {
  return List(word.which < 0 ? "last" : word.which > 0 ? "next" : "this", Word(word.unit));
}
std::string Dump(const Literal& literal) { return Visit(literal.value); }
std::string Dump(const Value& value) {
  const std::string text = std::visit([](const auto& part) { return Dump(part); }, value.value);
  return value.exactly ? List("exactly", text) : text;
}
std::string Dump(const Values& values) { return List("values", DumpAll(values.values)); }
std::string Dump(const DurationValue& value) { return Visit(value.value); }
std::string Dump(const PercentValue& value) { return Visit(value.value); }
std::string Dump(const Point& point) { return Visit(point.value); }
std::string Dump(const Period& period) { return Visit(period.value); }
std::string Dump(const InLast& last) { return List("last", Dump(last.length)); }
std::string Dump(const InNext& next) { return List("next", Dump(next.length)); }
std::string Dump(const Test& test) { return Visit(test.test); }
std::string Dump(const Filter& filter) { return Visit(filter.node); }
std::string Dump(const OneEvent& event) {
  return event.filter ? List(Dump(event.name), DumpFilter(event.filter)) : Dump(event.name);
}
std::string Dump(const Events& events) {
  if (events.any) return "(any-event)";
  return events.alternatives.size() == 1 ? Dump(events.alternatives[0]) : List("either", DumpAll(events.alternatives));
}
std::string Dump(const PropertyPath& path) {
  return List("path", path.events.size() == 1 ? Dump(path.events[0]) : List("either", DumpAll(path.events)),
              Dump(path.property));
}
std::string Dump(const When& when) { return List("when", Visit(when.when)); }
std::string Dump(const WhileClause& clause) {
  return List(clause.just_before ? "while-before" : "while", Dump(*clause.condition));
}
std::string Dump(const Clause& clause) { return Visit(clause.clause); }
std::string Dump(const SameProperty& same) { return List("same", Dump(same.property)); }
std::string Dump(const ThenClause& then) {
  return List("then", Dump(then.events), DumpAll(then.same), DumpFilter(then.filter), Dump(then.within));
}

}  // namespace segue::dsl
