// What happened: events with their filters, how often, when; first and last; sums.
#include "adapters/wording/reader.h"

namespace segue::wording {
namespace {

/// Several filters hold together.
std::optional<dsl::Filter> Together(const std::vector<dsl::Filter>& filters) {
  if (filters.empty()) return std::nullopt;
  if (filters.size() == 1) return filters.front();
  return dsl::Filter{dsl::FilterAll{filters}, filters.front().span};
}

std::optional<dsl::Filter> Together(const std::optional<dsl::Filter>& a, const std::optional<dsl::Filter>& b) {
  if (!a || !b) return a ? a : b;
  return dsl::Filter{dsl::FilterAll{{*a, *b}}, a->span};
}

Phrase FilterParts(const Reader& reader, const std::vector<dsl::Filter>& parts, Phrase::Kind kind) {
  if (parts.size() == 1) return reader.ReadFilter(parts.front());
  Phrase phrase{kind, {}, {}};
  for (const dsl::Filter& part : parts) phrase.parts.push_back(reader.ReadFilter(part));
  return phrase;
}

}  // namespace

Phrase Reader::ReadFilter(const dsl::Filter& filter, bool negated) const {
  using Kind = Phrase::Kind;
  return std::visit(
      Overloaded{
          [&](const dsl::FilterTest& test) {
            return Phrase::Clause(Read(test.test, PropertySubject(test.property.text), negated));
          },
          [&](const dsl::FilterAll& all) {
            return FilterParts(*this, all.parts, negated ? Kind::kNotAll : Kind::kAll);
          },
          [&](const dsl::FilterAny& any) { return FilterParts(*this, any.parts, negated ? Kind::kNone : Kind::kAny); },
          [&](const dsl::FilterNot& opposite) { return ReadFilter(*opposite.part, !negated); },
      },
      filter.node);
}

std::string Reader::Event(const dsl::Events& events, const std::vector<dsl::Filter>& extra, bool plural) const {
  return Event(events, Together(extra), plural);
}

std::string Reader::Event(const dsl::Events& events, const std::optional<dsl::Filter>& extra, bool plural) const {
  const auto where = [&](const std::optional<dsl::Filter>& filter) {
    return filter ? Say(Say::kWhere, {Inline(ReadFilter(*filter), false)}) : "";
  };
  if (events.any || events.alternatives.empty())
    return Say(plural ? Say::kAnyEvents : Say::kAnyEvent, {}) + where(extra);
  if (events.alternatives.size() == 1) {
    const dsl::OneEvent& one = events.alternatives.front();
    return Say(plural ? Say::kEvents : Say::kEvent, {one.name.text}) + where(Together(one.filter, extra));
  }
  // A filter of the whole group stands before its names, so that it cannot be read as that of the last.
  std::vector<std::string> names;
  for (const dsl::OneEvent& one : events.alternatives) names.push_back(one.name.text + where(one.filter));
  return Say(plural ? Say::kEventsOf : Say::kEventOf, {language_.Join(names, Join::kAnd), where(extra)});
}

std::string Reader::KindNames(const std::vector<dsl::Name>& names, Join join) const {
  std::vector<std::string> texts;
  texts.reserve(names.size());
  for (const dsl::Name& name : names) texts.push_back(name.text);
  return language_.Join(texts, join);
}

std::string Reader::When(const dsl::When& when) const {
  return std::visit(Overloaded{
                        [&](const dsl::InLast& last) { return language_.InLast(Resolve(last.length)); },
                        [&](const dsl::CalendarWord& calendar) { return language_.InCalendar(calendar); },
                        [&](const dsl::Period& period) { return InPeriod(period); },
                        [&](const dsl::SidePoint& side) { return language_.Side(side.side, Text(side.point)); },
                        [&](const dsl::BetweenPoints& between) {
                          return Say(Say::kBothEnds, {Text(between.from), Text(between.until)});
                        },
                        [&](const dsl::MoreThanAgo& older) { return language_.MoreThanAgo(Resolve(older.length)); },
                        [&](const dsl::DayWord& day) {
                          return language_.RelativeDay({day, false});
                        },
                    },
                    when.when);
}

std::string Reader::While(const dsl::WhileClause& during) const {
  return Say(during.just_before ? Say::kJustBefore : Say::kWhile, {Inline(*during.condition)});
}

std::string Reader::Same(const std::vector<dsl::SameProperty>& same) const {
  if (same.empty()) return "";
  std::vector<std::string> names;
  names.reserve(same.size());
  for (const dsl::SameProperty& property : same) names.push_back(property.property.text);
  return Say(names.size() == 1 ? Say::kSame : Say::kSameMany, {language_.Join(names, Join::kAnd)});
}

std::string Reader::Tail(const std::vector<dsl::Clause>& clauses) const {
  std::string tail;
  for (const dsl::Clause& clause : clauses) {
    if (const auto* when = std::get_if<dsl::When>(&clause.clause)) tail += " " + When(*when);
    if (const auto* during = std::get_if<dsl::WhileClause>(&clause.clause)) tail += While(*during);
  }
  return tail;
}

std::string Reader::ReadDid(const dsl::DidCondition& did, bool negated) const {
  std::string one, many, tail;
  if (did.then) {
    one = Event(did.then->events, did.then->filter, false);
    many = Event(did.then->events, did.then->filter, true);
    tail = Say(Say::kThen, {Length(did.then->within), Event(did.events, did.filters, false), Same(did.then->same)});
  } else {
    one = Event(did.events, did.filters, false);
    many = Event(did.events, did.filters, true);
  }
  tail += Tail(did.clauses);
  const dsl::CountClause* count = nullptr;
  for (const dsl::Clause& clause : did.clauses) {
    if (const auto* found = std::get_if<dsl::CountClause>(&clause.clause)) count = found;
  }
  return ReadCount(count, {many, tail}, one, negated != did.negated);
}

std::string Reader::ReadCount(const dsl::CountClause* count, const std::vector<std::string>& parts,
                              const std::string& one, bool negated) const {
  const std::string& tail = parts[1];
  if (count == nullptr || (count->kind == dsl::CountKind::kAtLeast && count->count == 1))
    return Say(Say::kDidSome, {one, tail}, negated);
  if (count->kind != dsl::CountKind::kAtLeast && count->count == 0) return Say(Say::kDidSome, {one, tail}, !negated);
  const std::string number = language_.Number(std::to_string(count->count));
  switch (count->kind) {
    case dsl::CountKind::kAtLeast:
      return Say(Say::kDidAtLeast, {parts[0], tail, number}, negated);
    case dsl::CountKind::kAtMost:
      if (count->count == 1) return Say(Say::kDidAtMostOne, {one, tail}, negated);
      return Say(Say::kDidAtMost, {parts[0], tail, number}, negated);
    case dsl::CountKind::kExactly:
      break;
  }
  return Say(Say::kDidExactly, {parts[0], tail, number}, negated);
}

std::string Reader::ReadOrdinal(const dsl::OrdinalCondition& ordinal, bool negated) const {
  const std::string event = Event(ordinal.events, ordinal.filter, false);
  const std::string which = Say(ordinal.first ? Say::kFirst : Say::kLast, {});
  if (const auto* when = std::get_if<dsl::When>(&ordinal.ask))
    return Say(Say::kOrdinalWhen, {event, " " + When(*when), which}, negated);
  if (const auto* kinds = std::get_if<dsl::IsKind>(&ordinal.ask))
    return Say(Say::kOrdinalIs, {event, KindNames(kinds->kinds, Join::kOr), which}, negated);
  const dsl::Filter& filter = std::get<dsl::HasFilter>(ordinal.ask).filter;
  return Say(Say::kOrdinalHas, {event, Inline(ReadFilter(filter), true), which}, negated);
}

Say Reader::AggregateSay(dsl::AggregateKind kind) {
  switch (kind) {
    case dsl::AggregateKind::kAverage:
      return Say::kAverageOf;
    case dsl::AggregateKind::kLargest:
      return Say::kLargestOf;
    case dsl::AggregateKind::kSmallest:
      return Say::kSmallestOf;
    case dsl::AggregateKind::kDistinct:
      return Say::kDistinctOf;
    case dsl::AggregateKind::kMedian:
      return Say::kMedianOf;
    case dsl::AggregateKind::kRank:
      return Say::kRankOf;
    case dsl::AggregateKind::kLast:
      return Say::kLastOf;
    case dsl::AggregateKind::kSum:
    case dsl::AggregateKind::kCount:
      break;
  }
  return Say::kSumOf;
}

dsl::Events Reader::EventsOf(const dsl::PropertyPath& path) {
  dsl::Events events{false, {}, path.span};
  for (const dsl::Name& name : path.events) events.alternatives.push_back({name, std::nullopt});
  return events;
}

std::string Reader::ReadAggregate(const dsl::AggregateCondition& aggregate, bool negated) const {
  const std::string events = Event(EventsOf(aggregate.property), aggregate.filters, true);
  const std::string subject =
      Say(AggregateSay(aggregate.kind), {aggregate.property.property.text, events, Tail(aggregate.clauses)});
  const bool always = aggregate.kind == dsl::AggregateKind::kSum || aggregate.kind == dsl::AggregateKind::kDistinct;
  const Subject about{subject, always ? "" : Say(Say::kOrThereIsNone, {})};
  return ReadComparison(aggregate.comparator, {false, aggregate.value, aggregate.value.span}, about, negated);
}

std::string Reader::ReadElapsed(const dsl::ElapsedCondition& elapsed, bool negated) const {
  const std::string subject = Say(Say::kSinceLast, {Event(elapsed.events, elapsed.filter, false)});
  const dsl::Literal& literal = Resolve(elapsed.value);
  const auto* number = std::get_if<dsl::Number>(&literal.value);
  const std::string length =
      number == nullptr ? Text(literal) : language_.LengthOf(number->digits, number->value == 1, elapsed.unit);
  wording::Say say = Say::kSpanAtLeast;
  if (elapsed.comparator == dsl::Comparator::kLess) say = Say::kSpanLess;
  if (elapsed.comparator == dsl::Comparator::kLessOrEqual) say = Say::kSpanAtMost;
  if (elapsed.comparator == dsl::Comparator::kGreater) say = Say::kSpanMore;
  return Say(say, {subject, length, Say(Say::kOrThereIsNone, {})}, negated);
}

}  // namespace segue::wording
