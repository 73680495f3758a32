// See random_timeline.h.
#include "tests/oracle/random_timeline.h"

#include <algorithm>

#include "tests/oracle/pack.h"
#include "tests/oracle/random_program.h"

namespace segue::oracle {

using engine::Instant;
using engine::Interval;
using engine::Length;

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kDay = engine::kMillisecondsPerDay;

const std::vector<Surroundings>& AllSurroundings() {
  static const std::vector<Surroundings> all{
      {"Europe/Paris", false, {{2026, 3, 29}, {2026, 10, 25}, {2026, 3, 1}, {2026, 8, 30}, {2026, 8, 31}}},
      {"Europe/Paris", false, {{2026, 1, 31}, {2025, 12, 31}, {2024, 2, 29}, {2026, 2, 28}, {2025, 9, 29}}},
      // Midnight does not exist on 2017-10-15 and 2018-11-04; 2018-02-18 begins after a 25-hour day.
      {"America/Sao_Paulo", true, {{2017, 10, 15}, {2018, 2, 18}, {2018, 11, 4}, {2017, 9, 15}, {2018, 10, 4}}},
      {"UTC", false, {{2024, 2, 29}, {2026, 1, 1}, {2026, 8, 30}, {2026, 3, 31}}},
      {"Australia/Lord_Howe", true, {{2026, 4, 5}, {2026, 10, 4}, {2026, 1, 31}}},  // half an hour
      {"Asia/Kolkata", false, {{2026, 1, 31}, {2026, 12, 31}}}};
  return all;
}

Length RandomDistance(RandomSource& random) {
  static const std::vector<Length> lengths{{1, 0},        {1000, 0},     {3'600'000, 0}, {kDay, 0},      {kDay, 0},
                                           {2 * kDay, 0}, {7 * kDay, 0}, {30 * kDay, 0}, {90 * kDay, 0}, {0, 1},
                                           {0, 3},        {0, 6},        {0, 12},        {0, -1}};
  return random.Pick(lengths);
}

Instant RandomAnchor(RandomSource& random, const Surroundings& where, const NaiveCalendar& calendar) {
  const Instant midnight = calendar.At(random.Pick(where.odd_days));
  if (random.Chance(30)) return midnight;
  if (random.Chance(40))
    return calendar.At(random.Pick(where.odd_days), random.Between(0, 3), random.Pick(std::vector<int>{0, 30}));
  return midnight + random.Between(-2 * 24 * 60, 2 * 24 * 60) * kMinute;
}

class ContactMaker {
 public:
  ContactMaker(RandomSource& random, const engine::Schema& schema, const std::vector<Instant>& instants)
      : random_(random), schema_(schema), instants_(instants) {}

  ContactFacts Make(std::string key) {
    ContactFacts contact;
    contact.key = std::move(key);
    const bool dated = !random_.Chance(6);
    if (dated && random_.Chance(93)) AddEvents(contact);
    for (const auto& field : schema_.fields) contact.fields.push_back(RandomField(field.type, dated));
    std::optional<Instant> created;
    if (dated && (contact.events.empty() || random_.Chance(40))) created = random_.Pick(instants_);
    contact.born = BirthOf(contact, created);
    if (random_.Chance(25)) contact.absences = RandomIntervals(contact.born);
    contact.lists.resize(schema_.lists.size());
    for (auto& list : contact.lists)
      if (random_.Chance(70))
        list = dated ? RandomIntervals(contact.born) : std::vector<Interval>{{engine::kAlways, engine::kForever}};
    return contact;
  }

 private:
  MaybeValue RandomFact(engine::ValueType type) {
    if (random_.Chance(15)) return {};
    if (type == engine::ValueType::kList) return RandomSet();
    // Mostly dates and times close to what happens, some to meet the values of absolute tests.
    if (type == engine::ValueType::kDate && random_.Chance(60)) return RandomDay();
    if (type == engine::ValueType::kTime && random_.Chance(60))
      return engine::TimePoint{random_.Pick(instants_) + random_.Between(-1, 1)};
    return std::visit([](auto&& value) -> MaybeValue { return value; }, RandomValue(random_, type));
  }

  /// The day of an instant, give or take one; now and then of a year before or after.
  MaybeValue RandomDay() {
    std::int64_t day = random_.Pick(instants_) / kDay + random_.Between(-1, 1);
    if (random_.Chance(20)) day = DayMonthsLater(day, random_.Pick(std::vector<int>{-48, -24, -12, 12}));
    return engine::Day{static_cast<std::int32_t>(day)};
  }

  MaybeValue RandomSet() {
    TextSet items;
    for (std::int64_t i = random_.Between(0, 2); i >= 0; --i) {
      auto item = std::get<std::string>(RandomValue(random_, engine::ValueType::kList));
      if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(std::move(item));
    }
    return items;
  }

  void AddEvents(ContactFacts& contact) {
    for (std::int64_t i = std::min<std::int64_t>(8, random_.Between(1, 12)); i > 0; --i) {
      Event event;
      event.kind = random_.Below(static_cast<engine::EventKindId>(schema_.events.size()));
      event.at = random_.Pick(instants_);
      if (random_.Chance(25)) event.rank = random_.Between(-1, 1);
      for (const auto& property : schema_.events[event.kind].properties)
        event.properties.push_back(RandomFact(property.type));
      contact.events.push_back(std::move(event));
    }
  }

  std::vector<FieldChange> RandomField(engine::ValueType type, bool dated) {
    std::vector<FieldChange> changes;
    if (random_.Chance(40)) changes.push_back({engine::kAlways, RandomFact(type)});
    if (dated && random_.Chance(50)) {
      std::vector<Instant> at;
      for (std::int64_t i = random_.Between(1, 4); i > 0; --i) at.push_back(random_.Pick(instants_));
      std::sort(at.begin(), at.end());
      at.erase(std::unique(at.begin(), at.end()), at.end());
      for (const Instant instant : at) changes.push_back({instant, RandomFact(type)});
    }
    return changes;
  }

  /// Ascending, disjoint, not touching, none before birth; the last may be open.
  std::vector<Interval> RandomIntervals(Instant born) {
    std::vector<Instant> bounds;
    for (std::int64_t i = random_.Between(2, 4); i > 0; --i) bounds.push_back(random_.Pick(instants_));
    std::sort(bounds.begin(), bounds.end());
    bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
    std::erase_if(bounds, [&](Instant at) { return at < born; });
    if (bounds.size() % 2 == 1) bounds.push_back(engine::kForever);
    std::vector<Interval> intervals;
    for (std::size_t i = 0; i + 1 < bounds.size(); i += 2) intervals.push_back({bounds[i], bounds[i + 1]});
    return intervals;
  }

  RandomSource& random_;
  const engine::Schema& schema_;
  const std::vector<Instant>& instants_;
};

}  // namespace

const Surroundings& PickSurroundings(RandomSource& random) { return random.Pick(AllSurroundings()); }

std::vector<Instant> RandomInstants(RandomSource& random, const Surroundings& where, const NaiveCalendar& calendar) {
  std::vector<Instant> instants{RandomAnchor(random, where, calendar)};
  const std::int64_t count = random.Between(2, 9);
  while (static_cast<std::int64_t>(instants.size()) < count) {
    const Instant base = random.Pick(instants);
    if (random.Chance(25))
      instants.push_back(RandomAnchor(random, where, calendar));
    else if (random.Chance(25))
      instants.push_back(calendar.StartOfDay(calendar.DayOf(base) + random.Between(0, 1)));
    else
      instants.push_back(calendar.Add(base, RandomDistance(random)));
    if (random.Chance(30)) instants.push_back(instants.back() + random.Between(-1, 1));
  }
  return instants;
}

std::vector<ContactFacts> RandomContacts(RandomSource& random, const engine::Schema& schema,
                                         const std::vector<Instant>& instants, std::size_t count) {
  std::vector<ContactFacts> contacts;
  ContactMaker maker(random, schema, instants);
  for (std::size_t i = 0; i < count; ++i) contacts.push_back(maker.Make("contact " + std::to_string(100'000 + i)));
  return contacts;
}

}  // namespace segue::oracle
