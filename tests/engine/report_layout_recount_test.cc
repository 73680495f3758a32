// Random orders over two years; cohorts, bands and comparisons recounted with loops over the facts and std::chrono's
// calendar, and splits added up to the total.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <map>
#include <random>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

struct Order {
  int contact = 0;
  Instant at = 0;
  std::int64_t amount = 0;  // ten-thousandths
};

std::chrono::year_month_day DayOf(Instant at) {
  return std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at)));
}
/// Months since year 0.
int MonthOf(Instant at) {
  const auto day = DayOf(at);
  return static_cast<int>(day.year()) * 12 + static_cast<int>(static_cast<unsigned>(day.month())) - 1;
}
Instant StartOf(int month) {
  const auto first = std::chrono::year(month / 12) / std::chrono::month(static_cast<unsigned>(month % 12 + 1)) / 1;
  return std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::sys_days(first)).time_since_epoch().count();
}

class World {
 public:
  explicit World(unsigned seed) : random_(seed) {
    const Instant from = At("2024-12-15"), to = At("2026-07-20");
    const int contacts = 1 + Up(6);
    for (int contact = 0; contact < contacts; ++contact) {
      for (int i = Up(9); i >= 0; --i) {
        // Often at a month's first or last millisecond.
        Instant at = from + static_cast<Instant>(random_() % static_cast<std::uint64_t>(to - from));
        if (Up(4) == 0) at = StartOf(MonthOf(at)) - Up(2);
        orders.push_back({contact, at, Up(12) * 50'000LL});
      }
    }
    as_of = At("2026-01-01") + static_cast<Instant>(random_() % static_cast<std::uint64_t>(to - At("2026-01-01")));
  }

  std::vector<Order> orders;
  Instant as_of = 0;

  Timelines Build(TimelineBuilder& facts, EventKindId purchase) const {
    for (const Order& one : orders) {
      facts.Event("contact " + std::to_string(one.contact), purchase, one.at, {Money{one.amount}});
    }
    return facts.Build();
  }
  std::optional<Instant> FirstOrder(int contact) const {
    std::optional<Instant> first;
    for (const Order& one : orders) {
      if (one.contact == contact && one.at <= as_of && (!first || one.at < *first)) first = one.at;
    }
    return first;
  }

 private:
  int Up(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  std::mt19937 random_;
};

/// A world, told to a program that is still to be written.
struct Scene {
  explicit Scene(unsigned seed) : world(seed), rules(facts.schema()) {}

  World world;
  TimelineBuilder facts;
  EventKindId purchase = facts.Kind("purchase", {{"amount", ValueType::kMoney}});
  FieldId country = facts.Field("country", ValueType::kText), tags = facts.Field("tags", ValueType::kList);
  EventSet orders = Rules::Events({purchase});
  Rules rules;

  /// Orders and their amount.
  std::uint32_t Count() { return rules.Measured(EventCountMeasure{orders}); }
  std::uint32_t Sum() { return rules.Measured(EventSumMeasure{orders, {PropertyId{0}}, true}); }
  /// Once the rules are written.
  Answers Ask() { return Answers(rules.program, world.Build(facts, purchase)); }
};

std::int64_t CountOf(const Cell& cell) { return std::get<std::int64_t>(cell.value); }
std::int64_t MoneyOf(const Cell& cell) { return std::get<Money>(cell.value).ten_thousandths; }

struct Counted {
  std::int64_t orders = 0, amount = 0;
  std::map<int, int> contacts;
};

}  // namespace

TEST_CASE("cohorts agree with a recount", "[engine][cohorts][property]") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    INFO("seed " << seed);
    Scene scene(seed);
    auto& [world, facts, purchase, country, tags, orders, rules] = scene;
    const Target buyers{rules.Did(purchase), std::nullopt};
    Report report =
        Monthly({rules.Measured(ContactsWithMeasure{orders}), scene.Count(), scene.Sum()}, "2025-01-01", "2026-08-01");
    report.splits = {{"cohort", CohortSplit{buyers}}};
    report.cohort_size = rules.Measured(FirstEntriesMeasure{buyers});
    const Answers answers = scene.Ask();
    const ReportResult result = ComputeReport(answers.evaluator(), world.as_of, report);
    REQUIRE(result.error.empty());

    std::map<std::pair<int, int>, Counted> expected;  // by cohort and offset
    std::map<int, std::map<int, int>> sizes;
    for (const Order& one : world.orders) {
      const auto first = world.FirstOrder(one.contact);
      if (!first || *first < At("2025-01-01")) continue;
      sizes[MonthOf(*first)][one.contact] = 1;
      if (one.at > world.as_of) continue;
      Counted& cell = expected[{MonthOf(*first), MonthOf(one.at) - MonthOf(*first)}];
      ++cell.orders;
      cell.amount += one.amount;
      cell.contacts[one.contact] = 1;
    }
    std::size_t found = 0;
    for (const ReportRow& row : result.table.rows) {
      const int cohort = MonthOf(row.period->start);
      INFO("cohort " << cohort << " + " << *row.offset);
      const auto cell = expected.find({cohort, static_cast<int>(*row.offset)});
      const Counted none;
      const Counted& wanted = cell == expected.end() ? none : cell->second;
      found += cell != expected.end() ? 1 : 0;
      REQUIRE(CountOf(row.cells[0]) == static_cast<std::int64_t>(wanted.contacts.size()));
      REQUIRE(CountOf(row.cells[1]) == wanted.orders);
      REQUIRE(MoneyOf(row.cells[2]) == wanted.amount);
      REQUIRE(row.cohort_size == static_cast<std::int64_t>(sizes[cohort].size()));
    }
    REQUIRE(found == expected.size());
  }
}

TEST_CASE("bands agree with a recount and add up to the total", "[engine][bands][property]") {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    INFO("seed " << seed);
    Scene scene(seed);
    auto& [world, facts, purchase, country, tags, orders, rules] = scene;
    const Report total = Monthly({scene.Count(), scene.Sum()}, "2025-01-01", "2026-08-01");
    Report banded = total;
    banded.splits = {
        {"amount", PropertySplit{{PropertyId{0}}, Bands{{}, {100'000, 300'000}, {"low", "middle", "high"}}}}};
    const Answers answers = scene.Ask();
    const Report* const asked[] = {&total, &banded};
    const auto results = ComputeReports(answers.evaluator(), world.as_of, asked);
    std::map<std::pair<int, std::string>, Counted> expected;
    for (const Order& one : world.orders) {
      if (one.at > world.as_of) continue;
      Counted& cell = expected[{MonthOf(one.at), one.amount < 100'000   ? "low"
                                                 : one.amount < 300'000 ? "middle"
                                                                        : "high"}];
      ++cell.orders;
      cell.amount += one.amount;
    }
    std::map<int, Counted> added;
    for (const ReportRow& row : results[1].table.rows) {
      const int month = MonthOf(row.period->start);
      const Counted& wanted = expected[{month, *row.splits[0]}];
      REQUIRE(CountOf(row.cells[0]) == wanted.orders);
      REQUIRE(MoneyOf(row.cells[1]) == wanted.amount);
      added[month].orders += wanted.orders;
      added[month].amount += wanted.amount;
    }
    for (const ReportRow& row : results[0].table.rows) {
      REQUIRE(CountOf(row.cells[0]) == added[MonthOf(row.period->start)].orders);
      REQUIRE(MoneyOf(row.cells[1]) == added[MonthOf(row.period->start)].amount);
    }
  }
}

TEST_CASE("comparisons agree with a recount", "[engine][compare][property]") {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    const bool last_year = seed % 2 == 0;
    INFO("seed " << seed);
    Scene scene(seed);
    auto& [world, facts, purchase, country, tags, orders, rules] = scene;
    Report report = Monthly({scene.Count()}, "2025-12-01", "2026-08-01");
    report.compare = last_year ? Comparison::kSamePeriodLastYear : Comparison::kPreviousPeriod;
    const Answers answers = scene.Ask();
    const ReportResult result = ComputeReport(answers.evaluator(), world.as_of, report);
    for (const ReportRow& row : result.table.rows) {
      const int month = MonthOf(row.period->start), other = month - (last_year ? 12 : 1);
      INFO("month " << month);
      if (StartOf(other + 1) <= answers.evaluator().common().first_data.value_or(kForever)) {
        REQUIRE(row.before[0].missing == NoValue::kNoPeriod);
        continue;
      }
      // In UTC every day has 24 hours, so the same part is the same length.
      const Instant elapsed = std::min(world.as_of + 1, StartOf(month + 1)) - StartOf(month);
      const bool whole = elapsed == StartOf(month + 1) - StartOf(month);
      const Instant end = whole ? StartOf(other + 1) : std::min(StartOf(other) + elapsed, StartOf(other + 1));
      const auto counted = std::count_if(world.orders.begin(), world.orders.end(), [&](const Order& one) {
        return one.at >= StartOf(other) && one.at < end && one.at <= world.as_of;
      });
      REQUIRE(CountOf(row.before[0]) == counted);
    }
  }
}

/// Splits of the contact alone are read as steps of a contact's keys; a list among them makes each figure be read for
/// itself. Both ways agree, and add up to the total.
TEST_CASE("splits by what contacts are agree, however they are read", "[engine][property]") {
  for (unsigned seed = 1; seed <= 150; ++seed) {
    INFO("seed " << seed);
    Scene scene(seed);
    auto& [world, facts, purchase, country, tags, orders, rules] = scene;
    std::mt19937 random(seed);
    for (const Order& one : world.orders) {
      if (random() % 2 == 0) continue;
      facts.Change("contact " + std::to_string(one.contact), country,
                   FormatUtc(one.at - static_cast<Instant>(random() % 3)).substr(0, 23),
                   random() % 4 == 0 ? Fact{} : Fact{std::string(1, static_cast<char>('A' + random() % 3))});
    }
    const NodeId recent = rules.Did(purchase, {InLastWindow{Days(40)}});
    const NodeId run =
        rules.Run({"L", {"s", "t"}, 0, {Rules::On({0}, 1, purchase), Rules::When({1}, 0, rules.Not(recent))}, ""});
    Score score;
    score.per_event.push_back({5 * kPointScale, orders, {InLastWindow{Days(90)}}});
    rules.program.scores.push_back(score);
    rules.program.score_runs.push_back(rules.Add(ScoreRunNode{0}));
    Report total =
        Monthly({scene.Count(), rules.Measured(MembersMeasure{{recent, {}}}),
                 rules.Measured(MembersMeasure{{run, StateId{1}}}), rules.Measured(EntriesMeasure{{recent, {}}}),
                 rules.Measured(ExitsMeasure{{recent, {}}}), rules.Measured(MovesMeasure{run, {0}, {1}})},
                "2025-01-01", "2026-08-01");
    Report steps = total;
    steps.splits = {
        {"country", FieldSplit{country}},
        {"recent", MembershipSplit{recent}},
        {"state", StateSplit{run}},
        {"score", ScoreSplit{rules.program.score_runs[0], Bands{{}, {50'000, 100'000}, {"low", "middle", "high"}}}}};
    Report apart = steps;
    apart.splits.push_back({"tags", FieldSplit{tags}});
    const Answers answers = scene.Ask();
    const Report* const asked[] = {&total, &steps, &apart};
    const auto results = ComputeReports(answers.evaluator(), world.as_of, asked);
    const auto& rows = results[1].table.rows;
    REQUIRE(rows.size() == results[2].table.rows.size());
    std::map<Instant, std::vector<std::int64_t>> added;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const ReportRow& other = results[2].table.rows[i];
      REQUIRE(rows[i].splits == std::vector(other.splits.begin(), other.splits.end() - 1));
      auto& sums = added[rows[i].period->start];
      sums.resize(rows[i].cells.size());
      for (std::size_t cell = 0; cell < rows[i].cells.size(); ++cell) {
        REQUIRE(CountOf(rows[i].cells[cell]) == CountOf(other.cells[cell]));
        sums[cell] += CountOf(rows[i].cells[cell]);
      }
    }
    for (const ReportRow& row : results[0].table.rows) {
      for (std::size_t cell = 0; cell < row.cells.size(); ++cell) {
        REQUIRE(CountOf(row.cells[cell]) == (added.empty() ? 0 : added[row.period->start][cell]));
      }
    }
  }
}

}  // namespace segue::engine
