// Random timelines, recounted millisecond by millisecond with simple loops over the facts as told.
//
// Everything happens within 40 ms, so windows, absences, births and field changes meet all the time. The recount knows
// nothing of intervals: it asks "is she in at t?" for every t. Seeds are printed on failure.
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

constexpr Instant kSpan = 40;
const Instant kBase = At("2026-01-01");

struct Purchase {
  Instant at = 0;
  std::string code;
  std::optional<std::int64_t> amount;
};

struct Person {
  std::vector<Purchase> purchases;
  std::vector<std::pair<Instant, std::string>> countries;  // ascending, the first at birth
  std::vector<Interval> absences;
  Instant born = kBase;

  bool ExistsAt(Instant t) const {
    for (const Interval& absence : absences) {
      if (t >= absence.start && t < absence.end) return false;
    }
    return t >= born;
  }
  std::string CountryAt(Instant t) const {
    std::string country;
    for (const auto& [at, value] : countries) {
      if (at <= std::max(t, born)) country = value;
    }
    return country;
  }
  bool BoughtWithin(Instant t, std::int64_t window) const {
    for (const Purchase& purchase : purchases) {
      if (purchase.at <= t && t < purchase.at + window) return true;
    }
    return false;
  }
};

class World {
 public:
  explicit World(unsigned seed) : random_(seed) {
    people.resize(static_cast<std::size_t>(Up(4)) + 1);
    for (Person& person : people) Fill(person);
    window = Up(12) + 1;
    as_of = kBase + Up(kSpan + 10);
    range = {kBase + Up(kSpan), 0};
    range.end = range.start + 1 + Up(kSpan);
  }

  std::vector<Person> people;
  std::int64_t window = 1;
  Instant as_of = 0;
  Interval range;

  /// Instants of the range up to the as-of.
  Instant CountedEnd() const { return std::min(range.end, as_of + 1); }

 private:
  std::int64_t Up(std::int64_t bound) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(bound));
  }
  std::string Code() { return std::vector<std::string>{"", "A", "B", "C"}[static_cast<std::size_t>(Up(4))]; }

  void Fill(Person& person) {
    person.born = kBase + Up(10);
    person.countries = {{person.born, Code()}};
    for (Instant t = person.born + 1 + Up(8); t < kBase + kSpan; t += 1 + Up(12))
      person.countries.push_back({t, Code()});
    for (std::int64_t left = Up(6); left > 0; --left) {
      const Instant at = std::max(person.born, kBase + Up(kSpan));
      person.purchases.push_back({at, Code(), Up(4) == 0 ? std::nullopt : std::optional(Up(100'000) - 20'000)});
    }
    for (Instant t = person.born + Up(15); t < kBase + kSpan && Up(3) > 0;) {
      const Interval absence{t, t + 1 + Up(8)};
      person.absences.push_back(absence);
      t = absence.end + 1 + Up(6);
    }
  }

  std::mt19937 random_;
};

struct Facts {
  TimelineBuilder builder;
  FieldId country = builder.Field("country", ValueType::kText);
  EventKindId purchase = builder.Kind(
      "purchase", {{"code", ValueType::kText}, {"amount", ValueType::kMoney}, {"weight", ValueType::kNumber}});

  explicit Facts(const World& world) {
    for (std::size_t i = 0; i < world.people.size(); ++i) Tell("contact " + std::to_string(i), world.people[i]);
  }
  void Tell(const std::string& key, const Person& person) {
    builder.Contact(key);
    for (const auto& [at, value] : person.countries) {
      builder.Change(key, country, Iso(at), value.empty() ? Fact{} : Fact{value});
    }
    for (const Purchase& purchase_fact : person.purchases) {
      Fact amount, weight;
      if (purchase_fact.amount) {
        amount = Money{*purchase_fact.amount};
        weight = static_cast<double>(*purchase_fact.amount);
      }
      const Fact code = purchase_fact.code.empty() ? Fact{} : Fact{purchase_fact.code};
      builder.Event(key, purchase, purchase_fact.at, {code, amount, weight});
    }
    for (const Interval& absence : person.absences) builder.Absence(key, absence.start, absence.end);
  }
  static std::string Iso(Instant at) {
    const std::string text = FormatUtc(at);
    return text.substr(0, text.size() - 1);
  }
};

/// What the recount says: by label ("" where nothing splits), then by measure.
using Counts = std::map<std::string, std::vector<std::int64_t>>;

/// The measures, in the order of Recount::Measures.
std::vector<std::uint32_t> Declare(Rules& rules, const Facts& facts, std::int64_t window, bool only_french) {
  const NodeId french = rules.FieldIs(facts.country, "A");
  const std::vector<NodeId> only_for = only_french ? std::vector{french} : std::vector<NodeId>{};
  const Target recent{rules.Did(facts.purchase, {InLastWindow{{window, 0}}}), std::nullopt};
  const Target rest{rules.Not(recent.node), std::nullopt};
  const EventSet all = Rules::Events({facts.purchase});
  const EventSet coded{{Rules::Match(facts.purchase, 0, Rules::Equal(std::string("B")))}, {}};
  return {rules.Measured(EntriesMeasure{recent}, only_for),
          rules.Measured(ExitsMeasure{recent}, only_for),
          rules.Measured(MembersMeasure{recent}, only_for),
          rules.Measured(EntriesMeasure{rest}, only_for),
          rules.Measured(ExitsMeasure{rest}, only_for),
          rules.Measured(MembersMeasure{rest}, only_for),
          rules.Measured(ContactsWithMeasure{all}, only_for),
          rules.Measured(EventCountMeasure{all}, only_for),
          rules.Measured(EventCountMeasure{coded}, only_for),
          rules.Measured(EventSumMeasure{all, {1}, true}, only_for),
          rules.Measured(EventSumMeasure{all, {2}, false}, only_for)};
}
constexpr std::size_t kMeasures = 11;

/// Counts by looking at every millisecond.
class Recount {
 public:
  Recount(const World& world, bool by_country, bool only_french)
      : world_(world), by_country_(by_country), only_french_(only_french) {
    if (!by_country) counts_[""].resize(kMeasures);
    for (const Person& person : world.people) Count(person);
  }
  const Counts& counts() const { return counts_; }

 private:
  void Add(const Person& person, Instant read_at, std::size_t measure, std::int64_t amount) {
    const std::string country = person.CountryAt(read_at);
    if (only_french_ && country != "A") return;
    auto& row = counts_[by_country_ ? country : ""];
    row.resize(kMeasures);
    row[measure] += amount;
  }

  void Count(const Person& person) {
    for (const bool inside : {true, false}) {
      const std::size_t first = inside ? 0 : 3;
      const auto in = [&](Instant t) { return person.ExistsAt(t) && person.BoughtWithin(t, world_.window) == inside; };
      for (Instant t = world_.range.start; t < world_.CountedEnd(); ++t) {
        if (in(t) && !in(t - 1)) Add(person, t, first, 1);
        if (!in(t) && in(t - 1)) Add(person, t - 1, first + 1, 1);
      }
      const Instant reading = world_.CountedEnd() - 1;
      if (in(reading)) Add(person, reading, first + 2, 1);
    }
    CountEvents(person);
  }

  void CountEvents(const Person& person) {
    std::set<std::string> rows;
    for (const Purchase& purchase : person.purchases) {
      if (purchase.at < world_.range.start || purchase.at >= world_.CountedEnd()) continue;
      const std::string country = person.CountryAt(purchase.at);
      if (rows.insert(by_country_ ? country : (only_french_ && country != "A" ? "not counted" : "")).second)
        Add(person, purchase.at, 6, 1);
      Add(person, purchase.at, 7, 1);
      if (purchase.code == "B") Add(person, purchase.at, 8, 1);
      if (!purchase.amount) continue;
      Add(person, purchase.at, 9, *purchase.amount);
      Add(person, purchase.at, 10, *purchase.amount);
    }
  }

  const World& world_;
  bool by_country_, only_french_;
  Counts counts_;
};

Counts CountsOf(const ReportTable& table) {
  Counts counts;
  for (const ReportRow& row : table.rows) {
    auto& cells = counts[row.splits.empty() ? "" : row.splits[0].value_or("")];
    for (const Cell& cell : row.cells) {
      const auto* money = std::get_if<Money>(&cell.value);
      const auto* number = std::get_if<double>(&cell.value);
      cells.push_back(money    ? money->ten_thousandths
                      : number ? static_cast<std::int64_t>(*number)
                               : std::get<std::int64_t>(cell.value));
    }
  }
  return counts;
}

TEST_CASE("reports agree with a recount of every millisecond", "[engine][measure][random]") {
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    const World world(seed);
    if (world.range.start > world.as_of) continue;  // not reached: no row
    const bool by_country = seed % 3 == 0, only_french = seed % 4 == 1;
    const Facts facts(world);
    Rules rules(facts.builder.schema());
    Report report = Shown(Declare(rules, facts, world.window, only_french));
    report.range = world.range;
    if (by_country) report.splits = {{"country", FieldSplit{facts.country}}};
    const Timelines timelines = facts.builder.Build();
    const Calendar calendar = *Calendar::Load("UTC");
    const Evaluator evaluator(rules.program, timelines, calendar);
    const ReportResult result = ComputeReport(evaluator, world.as_of, report);
    INFO("seed " << seed << ", by country " << by_country << ", only for A " << only_french);
    REQUIRE(CountsOf(result.table) == Recount(world, by_country, only_french).counts());
  }
}

TEST_CASE("what stands behind a cell is as many as the cell counts", "[engine][measure][random]") {
  constexpr std::size_t kCounts = 9;  // the measures before the sums
  for (unsigned seed = 1; seed <= 1000; ++seed) {
    const World world(seed);
    if (world.range.start > world.as_of) continue;
    const bool only_french = seed % 4 == 1;
    const Facts facts(world);
    Rules rules(facts.builder.schema());
    const std::vector<std::uint32_t> measures = Declare(rules, facts, world.window, only_french);
    const Timelines timelines = facts.builder.Build();
    const Calendar calendar = *Calendar::Load("UTC");
    const Evaluator evaluator(rules.program, timelines, calendar);
    const std::vector<std::int64_t> recounted = Recount(world, false, only_french).counts().at("");
    for (std::size_t i = 0; i < kCounts; ++i) {
      const auto counted = ListCounted(evaluator, world.as_of, measures[i], world.range);
      INFO("seed " << seed << ", measure " << i << ", only for A " << only_french);
      REQUIRE(counted.has_value());
      REQUIRE(static_cast<std::int64_t>(counted->size()) == recounted[i]);
      for (const Membership& one : *counted) REQUIRE(one.since < world.CountedEnd());
    }
  }
}

TEST_CASE("sums of numbers do not depend on the number of threads", "[engine][measure]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase", {{"weight", ValueType::kNumber}});
  std::mt19937 random(7);
  for (int i = 0; i < 5000; ++i) {
    facts.Event("contact " + std::to_string(i), purchase, kBase + i, {static_cast<double>(random()) / 7.0});
  }
  Rules rules(facts.schema());
  const Report report = Shown({rules.Measured(EventSumMeasure{Rules::Events({purchase}), {0}, false})});
  const Timelines timelines = facts.Build();
  const Calendar calendar = *Calendar::Load("UTC");
  const auto sum = [&](unsigned threads) {
    const Evaluator evaluator(rules.program, timelines, calendar, threads);
    return std::get<double>(ComputeReport(evaluator, kBase + 10'000, report).table.rows.at(0).cells.at(0).value);
  };
  const double alone = sum(1);
  CHECK(alone > 0);
  for (int repeat = 0; repeat < 5; ++repeat) CHECK(sum(4) == alone);
}

}  // namespace
}  // namespace segue::engine
