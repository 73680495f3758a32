// Filters of events: compiled once, then run over ranges of rows or on a single row.
#include "engine/row_filter.h"

#include <algorithm>

namespace segue::engine {
namespace {

const Column& PropertyColumn(const EventColumn& events, PropertyId property) {
  static const Column kNotLoaded;
  return property < events.properties.size() ? events.properties[property] : kNotLoaded;
}

}  // namespace

RowFilter::RowFilter(const Predicate& predicate, const EventColumn& events, const Calendar& calendar) {
  root_ = Compile(predicate, events, calendar);
}

RowFilter::Part RowFilter::Compile(const Predicate& predicate, const EventColumn& events, const Calendar& calendar) {
  if (const auto* date = std::get_if<DatePropertyTest>(&predicate.node)) {
    const Column& column = PropertyColumn(events, date->property);
    date_tests_.push_back({date->property, DateMoments(date->when, column.type, calendar)});
    return {Kind::kDate, date_tests_.size() - 1, {}};
  }
  if (const auto* test = std::get_if<PropertyTest>(&predicate.node)) {
    tests_.push_back({test->property, CompiledTest(test->test, PropertyColumn(events, test->property))});
    return {Kind::kTest, tests_.size() - 1, {}};
  }
  if (const auto* all = std::get_if<PredicateAll>(&predicate.node)) {
    return CompileParts(Kind::kAll, all->parts, events, calendar);
  }
  if (const auto* any = std::get_if<PredicateAny>(&predicate.node)) {
    return CompileParts(Kind::kAny, any->parts, events, calendar);
  }
  return CompileParts(Kind::kNot, std::get<PredicateNot>(predicate.node).part, events, calendar);
}

RowFilter::Part RowFilter::CompileParts(Kind kind, const std::vector<Predicate>& parts, const EventColumn& events,
                                        const Calendar& calendar) {
  Part compiled{kind, 0, {}};
  for (const Predicate& part : parts) compiled.parts.push_back(Compile(part, events, calendar));
  return compiled;
}

bool RowFilter::DateTest::Passes(const EventColumn& events, std::uint32_t row) const {
  const Column& values = PropertyColumn(events, property);
  if (values.integers.empty()) return false;  // not loaded
  const Interval covered = moments.Of(values.integers[row]);
  return covered.start <= events.at[row] && events.at[row] < covered.end;
}

bool RowFilter::Passes(const Part& part, const EventColumn& events, std::uint32_t row) const {
  const auto passes = [&](const Part& inner) { return Passes(inner, events, row); };
  switch (part.kind) {
    case Kind::kTest:
      return tests_[part.test].test.Passes(PropertyColumn(events, tests_[part.test].property), row);
    case Kind::kDate:
      return date_tests_[part.test].Passes(events, row);
    case Kind::kAll:
      return std::all_of(part.parts.begin(), part.parts.end(), passes);
    case Kind::kAny:
      return std::any_of(part.parts.begin(), part.parts.end(), passes);
    case Kind::kNot:
      return !passes(part.parts.front());
  }
  return false;
}

void RowFilter::Mark(const Part& part, const EventColumn& events, std::uint32_t first, std::span<std::uint8_t> marks,
                     FilterScratch& scratch, std::size_t level) const {
  if (part.kind == Kind::kTest) {
    const PropertyTestOfRows& test = tests_[part.test];
    return test.test.Mark(PropertyColumn(events, test.property), first, marks);
  }
  if (part.kind == Kind::kDate) {
    const DateTest& test = date_tests_[part.test];
    for (std::uint32_t i = 0; i < marks.size(); ++i) marks[i] = test.Passes(events, first + i) ? 1 : 0;
    return;
  }
  if (part.kind == Kind::kNot) {
    Mark(part.parts.front(), events, first, marks, scratch, level);
    for (std::uint8_t& mark : marks) mark ^= 1;
    return;
  }
  const bool all = part.kind == Kind::kAll;
  std::fill(marks.begin(), marks.end(), static_cast<std::uint8_t>(all));
  if (scratch.size() <= level) scratch.resize(level + 1);
  for (const Part& inner : part.parts) {
    scratch[level].resize(marks.size());
    Mark(inner, events, first, scratch[level], scratch, level + 1);
    const std::uint8_t* other = scratch[level].data();
    for (std::size_t i = 0; i < marks.size(); ++i) marks[i] = all ? marks[i] & other[i] : marks[i] | other[i];
  }
}

}  // namespace segue::engine
