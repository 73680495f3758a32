// See timeline_builder.h.
#include "tests/engine/timeline_builder.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "engine/calendar.h"

namespace segue::engine {

Instant At(std::string_view iso) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0;
  const std::string text(iso);
  const int read =
      std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%d.%d", &year, &month, &day, &hour, &minute, &second, &millisecond);
  if (read < 3) std::abort();
  const std::int64_t seconds = ((hour * 60) + minute) * 60 + second;
  return DayFromDate(year, month, day).days * kMillisecondsPerDay + seconds * kMillisecondsPerSecond + millisecond;
}

Money Euro(double amount) { return {std::llround(amount * kMoneyScale)}; }

namespace {

/// Fills one Column value by value.
class ColumnBuilder {
 public:
  explicit ColumnBuilder(ValueType type) : type_(type) {}

  void Append(const Fact& fact) {
    if (type_ == ValueType::kNumber) {
      numbers_.push_back(std::holds_alternative<double>(fact) ? std::get<double>(fact) : std::nan(""));
    } else if (type_ == ValueType::kMoney || type_ == ValueType::kDate || type_ == ValueType::kTime) {
      integers_.push_back(Integer(fact));
    } else {
      codes_.push_back(Code(fact));
    }
  }

  Column Build() {
    Column column;
    column.type = type_;
    column.codes = std::move(codes_);
    column.numbers = std::move(numbers_);
    column.integers = std::move(integers_);
    if (type_ == ValueType::kList) {
      column.sets = std::make_shared<const SetDictionary>(std::move(sets_));
    } else {
      column.dictionary = std::make_shared<const Dictionary>(std::move(dictionary_));
    }
    return column;
  }

 private:
  static std::uint32_t Intern(Dictionary& dictionary, const std::string& text) {
    const auto found = std::find(dictionary.texts.begin(), dictionary.texts.end(), text);
    if (found == dictionary.texts.end()) dictionary.texts.push_back(text);
    return static_cast<std::uint32_t>(std::find(dictionary.texts.begin(), dictionary.texts.end(), text) -
                                      dictionary.texts.begin());
  }

  std::uint32_t Code(const Fact& fact) {
    if (const auto* flag = std::get_if<bool>(&fact)) return *flag ? 2 : 1;
    if (const auto* text = std::get_if<std::string>(&fact)) return Intern(dictionary_, *text);
    const auto* list = std::get_if<std::vector<std::string>>(&fact);
    if (list == nullptr) return 0;
    std::vector<std::uint32_t> items;
    for (const std::string& item : *list) items.push_back(Intern(sets_.items, item));
    std::sort(items.begin(), items.end());
    const auto found = std::find(sets_.sets.begin(), sets_.sets.end(), items);
    if (found != sets_.sets.end()) return static_cast<std::uint32_t>(found - sets_.sets.begin());
    sets_.sets.push_back(items);
    return static_cast<std::uint32_t>(sets_.sets.size() - 1);
  }

  static std::int64_t Integer(const Fact& fact) {
    if (const auto* money = std::get_if<Money>(&fact)) return money->ten_thousandths;
    if (const auto* day = std::get_if<Day>(&fact)) return day->days;
    if (const auto* time = std::get_if<TimePoint>(&fact)) return time->instant;
    return kMissingInteger;
  }

  ValueType type_;
  std::vector<std::uint32_t> codes_;
  std::vector<double> numbers_;
  std::vector<std::int64_t> integers_;
  Dictionary dictionary_;
  SetDictionary sets_;
};

IntervalGroup GroupIntervals(const std::vector<std::vector<Interval>>& rows) {
  std::vector<std::uint32_t> offsets{0};
  std::vector<Instant> starts, ends;
  for (std::vector<Interval> intervals : rows) {
    std::sort(intervals.begin(), intervals.end(),
              [](const Interval& a, const Interval& b) { return a.start < b.start; });
    for (const Interval& interval : intervals) {
      starts.push_back(interval.start);
      ends.push_back(interval.end);
    }
    offsets.push_back(static_cast<std::uint32_t>(starts.size()));
  }
  IntervalGroup group;
  group.offsets = std::move(offsets);
  group.starts = std::move(starts);
  group.ends = std::move(ends);
  return group;
}

Instant AtOr(std::string_view iso, Instant otherwise) { return iso.empty() ? otherwise : At(iso); }

FieldDeclaration Declare(const std::string& name, ValueType type) {
  FieldDeclaration declaration;
  declaration.name = name;
  declaration.type = type;
  return declaration;
}

}  // namespace

FieldId TimelineBuilder::Field(const std::string& name, ValueType type) {
  schema_.fields.push_back(Declare(name, type));
  return static_cast<FieldId>(schema_.fields.size() - 1);
}

EventKindId TimelineBuilder::Kind(const std::string& name, const Properties& properties,
                                  std::string_view recorded_since) {
  EventKind kind;
  kind.name = name;
  for (const auto& [property, type] : properties) kind.properties.push_back(Declare(property, type));
  if (!recorded_since.empty()) kind.recorded_since = At(recorded_since);
  schema_.events.push_back(std::move(kind));
  imported_.push_back(true);
  return static_cast<EventKindId>(schema_.events.size() - 1);
}

EventKindId TimelineBuilder::AccountKind(const std::string& name, const Properties& properties) {
  const EventKindId kind = Kind(name, properties);
  schema_.events[kind].account = true;
  return kind;
}

ListId TimelineBuilder::List(const std::string& name) {
  schema_.lists.push_back(name);
  return static_cast<ListId>(schema_.lists.size() - 1);
}

void TimelineBuilder::NeverImported(EventKindId kind) { imported_[kind] = false; }

void TimelineBuilder::Contact(const std::string& key) { people_[key]; }

void TimelineBuilder::Born(const std::string& key, std::string_view at) { people_[key].born = At(at); }

void TimelineBuilder::Event(const std::string& key, EventKindId kind, Instant at, std::vector<Fact> properties,
                            std::int64_t rank) {
  people_[key].events[kind].push_back({at, rank, std::move(properties)});
}

void TimelineBuilder::Event(const std::string& key, EventKindId kind, std::string_view at, std::vector<Fact> properties,
                            std::int64_t rank) {
  Event(key, kind, At(at), std::move(properties), rank);
}

void TimelineBuilder::AccountEvent(EventKindId kind, std::string_view at, std::vector<Fact> properties) {
  account_events_[kind].push_back({At(at), 0, std::move(properties)});
}

void TimelineBuilder::Change(const std::string& key, FieldId field, std::string_view at, Fact value) {
  people_[key].changes[field].push_back({AtOr(at, kAlways), std::move(value)});
}

void TimelineBuilder::Absence(const std::string& key, Instant gone, Instant back) {
  people_[key].absences.push_back({gone, back});
}

void TimelineBuilder::Absence(const std::string& key, std::string_view gone, std::string_view back) {
  Absence(key, At(gone), AtOr(back, kForever));
}

void TimelineBuilder::Join(const std::string& key, ListId list, std::string_view from, std::string_view to) {
  people_[key].lists[list].push_back({At(from), AtOr(to, kForever)});
}

Instant TimelineBuilder::BornOf(const Person& person) const {
  Instant born = person.born.value_or(kForever);
  for (const auto& [kind, events] : person.events) {
    for (const EventFact& event : events) born = std::min(born, event.at);
  }
  for (const auto& [field, changes] : person.changes) {
    for (const ChangeFact& change : changes) {
      if (change.at != kAlways) born = std::min(born, change.at);
    }
  }
  return born == kForever ? kAlways : born;
}

EventColumn TimelineBuilder::BuildKind(EventKindId kind) const {
  std::vector<std::uint32_t> offsets{0};
  std::vector<Instant> at;
  std::vector<std::int64_t> rank;
  std::vector<ColumnBuilder> properties;
  for (const FieldDeclaration& property : schema_.events[kind].properties) properties.emplace_back(property.type);
  const auto append = [&](std::vector<EventFact> events) {
    std::stable_sort(events.begin(), events.end(),
                     [](const auto& a, const auto& b) { return std::pair(a.at, a.rank) < std::pair(b.at, b.rank); });
    for (const EventFact& event : events) {
      at.push_back(event.at);
      rank.push_back(event.rank);
      for (std::size_t i = 0; i < properties.size(); ++i) {
        properties[i].Append(i < event.properties.size() ? event.properties[i] : Fact{});
      }
    }
    offsets.push_back(static_cast<std::uint32_t>(at.size()));
  };
  const auto of_kind = [&](const auto& events) {
    return events.contains(kind) ? events.at(kind) : std::vector<EventFact>{};
  };
  if (schema_.events[kind].account) {
    append(of_kind(account_events_));
  } else {
    for (const auto& [key, person] : people_) append(of_kind(person.events));
  }
  EventColumn column;
  column.offsets = std::move(offsets);
  column.at = std::move(at);
  column.rank = std::move(rank);
  for (ColumnBuilder& property : properties) column.properties.push_back(property.Build());
  column.imported = imported_[kind];
  return column;
}

FieldColumn TimelineBuilder::BuildField(FieldId field) const {
  std::vector<std::uint32_t> offsets{0};
  std::vector<Instant> at;
  ColumnBuilder values(schema_.fields[field].type);
  for (const auto& [key, person] : people_) {
    auto changes = person.changes.contains(field) ? person.changes.at(field) : std::vector<ChangeFact>{};
    std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    for (const ChangeFact& change : changes) {
      at.push_back(change.at);
      values.Append(change.value);
    }
    offsets.push_back(static_cast<std::uint32_t>(at.size()));
  }
  FieldColumn column;
  column.offsets = std::move(offsets);
  column.at = std::move(at);
  column.value = values.Build();
  return column;
}

IntervalGroup TimelineBuilder::BuildAbsences() const {
  std::vector<std::vector<Interval>> rows;
  for (const auto& [key, person] : people_) rows.push_back(person.absences);
  return GroupIntervals(rows);
}

IntervalGroup TimelineBuilder::BuildList(ListId list) const {
  std::vector<std::vector<Interval>> rows;
  for (const auto& [key, person] : people_) {
    rows.push_back(person.lists.contains(list) ? person.lists.at(list) : std::vector<Interval>{});
  }
  return GroupIntervals(rows);
}

void TimelineBuilder::FindDataRange(Timelines& timelines) const {
  const auto note = [&](Instant at) {
    if (at == kAlways || at == kForever) return;
    timelines.first_data = std::min(at, timelines.first_data.value_or(at));
    timelines.data_through = std::max(at, timelines.data_through.value_or(at));
  };
  for (const Instant born : timelines.born) note(born);
  for (const EventColumn& events : timelines.events) {
    for (const Instant at : events.at) note(at);
  }
  for (const FieldColumn& changes : timelines.fields) {
    for (const Instant at : changes.at) note(at);
  }
}

Timelines TimelineBuilder::Build() const {
  Timelines timelines;
  std::vector<Instant> born;
  for (const auto& [key, person] : people_) {
    timelines.keys.push_back(key);
    born.push_back(BornOf(person));
  }
  timelines.born = std::move(born);
  timelines.absences = BuildAbsences();
  for (FieldId field = 0; field < schema_.fields.size(); ++field) timelines.fields.push_back(BuildField(field));
  for (EventKindId kind = 0; kind < schema_.events.size(); ++kind) timelines.events.push_back(BuildKind(kind));
  for (ListId list = 0; list < schema_.lists.size(); ++list) timelines.lists.push_back(BuildList(list));
  FindDataRange(timelines);
  return timelines;
}

}  // namespace segue::engine
