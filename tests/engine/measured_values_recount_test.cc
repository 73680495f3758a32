// Random timelines, and every measure of values, sequences, cohorts and credit recounted with simple loops over the
// facts as told. Everything happens within 40 ms, so windows, ties and absences meet all the time.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

constexpr Instant kSpan = 40;
const Instant kBase = At("2026-01-01");

struct Happening {
  Instant at = 0;
  std::string code;  // empty: missing
  std::optional<std::int64_t> amount;
};

struct Person {
  Instant born = kBase;
  bool french = false;
  std::vector<Happening> visits, orders;  // each ascending; a visit comes before an order of its instant
  std::vector<Interval> absences;

  bool ExistsAt(Instant t) const {
    return t >= born && std::none_of(absences.begin(), absences.end(),
                                     [&](const Interval& away) { return t >= away.start && t < away.end; });
  }
};

class World {
 public:
  explicit World(unsigned seed) : random_(seed) {
    people.resize(static_cast<std::size_t>(Up(4)) + 1);
    for (Person& person : people) Fill(person);
    within = Up(10) + 1;
    as_of = kBase + Up(kSpan + 10);
    range.start = kBase + Up(kSpan);
    range.end = range.start + 1 + Up(kSpan);
    only_french = Up(3) == 0;
    Forget();
  }

  std::vector<Person> people;
  std::int64_t within = 1;
  Instant as_of = 0;
  Interval range;
  bool only_french = false;

  Interval Counted() const { return {range.start, std::min(range.end, as_of + 1)}; }
  bool Counts(const Person& person, Instant at) const {
    return at >= Counted().start && at < Counted().end && (!only_french || person.french);
  }

  Timelines Build(TimelineBuilder& facts, EventKindId visit, EventKindId buy, FieldId country) const {
    for (std::size_t i = 0; i < people.size(); ++i) {
      const Person& person = people[i];
      const std::string key = "contact " + std::to_string(i);
      facts.Contact(key);
      const std::string born = FormatUtc(person.born);
      facts.Born(key, born.substr(0, born.size() - 1));
      facts.Change(key, country, "", person.french ? Fact{"A"} : Fact{"B"});
      for (const Happening& one : person.visits) facts.Event(key, visit, one.at, {Code(one)});
      for (const Happening& one : person.orders) {
        facts.Event(key, buy, one.at, {Code(one), one.amount ? Fact{Money{*one.amount}} : Fact{}});
      }
      for (const Interval& away : person.absences) facts.Absence(key, away.start, away.end);
    }
    return facts.Build();
  }

 private:
  static Fact Code(const Happening& one) { return one.code.empty() ? Fact{} : Fact{one.code}; }
  std::int64_t Up(std::int64_t bound) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(bound));
  }
  std::vector<Happening> Draw(Instant born) {
    std::vector<Happening> drawn;
    for (std::int64_t left = Up(6); left > 0; --left) {
      const auto code = static_cast<std::size_t>(Up(3));
      drawn.push_back({std::max(born, kBase + Up(kSpan)), std::vector<std::string>{"", "x", "y"}[code],
                       Up(4) == 0 ? std::nullopt : std::optional(10'000 * Up(9))});
    }
    std::stable_sort(drawn.begin(), drawn.end(), [](const Happening& a, const Happening& b) { return a.at < b.at; });
    return drawn;
  }
  void Fill(Person& person) {
    person.born = kBase + Up(10);
    person.french = Up(2) == 0;
    person.visits = Draw(person.born);
    person.orders = Draw(person.born);
    if (Up(2) == 0) person.absences.push_back({person.born + 5 + Up(10), person.born + 16 + Up(10)});
  }
  /// What happened after as_of is not known.
  void Forget() {
    for (Person& person : people) {
      for (auto* list : {&person.visits, &person.orders}) {
        std::erase_if(*list, [&](const Happening& one) { return one.at > as_of; });
      }
    }
  }

  std::mt19937 random_;
};

/// Every figure by loops that know nothing of intervals and batches.
class Recount {
 public:
  explicit Recount(const World& world) : world_(world) {}

  std::int64_t Followed(bool same) const {
    return Sum([&](const Person& person) {
      std::int64_t count = 0;
      for (const Happening& visit : person.visits) {
        if (!world_.Counts(person, visit.at)) continue;
        count += std::any_of(person.orders.begin(), person.orders.end(), [&](const Happening& order) {
          const bool fits = !same || (!visit.code.empty() && visit.code == order.code);
          return fits && order.at >= visit.at && order.at <= visit.at + world_.within;
        });
      }
      return count;
    });
  }

  std::int64_t Cohort(bool amounts) const {
    return Sum([&](const Person& person) {
      std::int64_t total = 0;
      for (std::size_t i = 0; i < person.visits.size(); ++i) {
        if (!world_.Counts(person, person.visits[i].at)) continue;
        std::int64_t count = 0, sum = 0;
        for (const Happening& order : person.orders) {
          if (LatestVisit(person, order.at) != i || order.at > person.visits[i].at + world_.within) continue;
          ++count;
          sum += order.amount.value_or(0);
        }
        total += amounts ? sum : count > 0 ? 1 : 0;
      }
      return total;
    });
  }

  std::int64_t ToDate() const {
    return Sum([&](const Person& person) {
      std::int64_t sum = 0;
      for (const Happening& order : person.orders) {
        if (order.at < world_.Counted().end && (!world_.only_french || person.french)) sum += order.amount.value_or(0);
      }
      return sum;
    });
  }

  /// The amounts of the range.
  std::vector<double> Amounts() const {
    std::vector<double> amounts;
    ForEachOrder([&](const Person&, const Happening& order) {
      if (order.amount) amounts.push_back(static_cast<double>(*order.amount));
    });
    std::sort(amounts.begin(), amounts.end());
    return amounts;
  }

  std::int64_t Codes() const {
    std::set<std::string> codes;
    ForEachOrder([&](const Person&, const Happening& order) {
      if (!order.code.empty()) codes.insert(order.code);
    });
    return static_cast<std::int64_t>(codes.size());
  }

  /// The milliseconds that people spent with an order in the last `within`.
  std::int64_t Members() const {
    return Sum([&](const Person& person) {
      std::int64_t count = 0;
      for (Instant t = world_.Counted().start; t < world_.Counted().end; ++t) {
        count += world_.Counts(person, t) && person.ExistsAt(t) && Has(person.orders, t);
      }
      return count;
    });
  }

  /// From entering "has visited" to entering "has ordered", both within `within`.
  std::vector<double> Durations(std::int64_t& without) const {
    std::vector<double> times;
    for (const Person& person : world_.people) {
      std::vector<Instant> unused;
      for (Instant t = kBase; t < world_.Counted().end; ++t) {
        if (Enters(person, person.visits, t)) unused.push_back(t);
        if (!Enters(person, person.orders, t)) continue;
        const std::optional<Instant> from = unused.empty() ? std::nullopt : std::optional(unused.back());
        if (from) unused.pop_back();
        if (!world_.Counts(person, t)) continue;
        from ? times.push_back(static_cast<double>(t - *from)) : void(++without);
      }
    }
    std::sort(times.begin(), times.end());
    return times;
  }

  /// The amounts credited to the last visit with a code, by that code.
  std::map<std::string, std::int64_t> Credited() const {
    std::map<std::string, std::int64_t> credited;
    ForEachOrder([&](const Person& person, const Happening& order) {
      std::string code = "none";
      for (const Happening& visit : person.visits) {
        if (!visit.code.empty() && visit.at <= order.at && order.at <= visit.at + world_.within) code = visit.code;
      }
      if (order.amount) credited[code] += *order.amount;
    });
    return credited;
  }

 private:
  std::int64_t Sum(const std::function<std::int64_t(const Person&)>& of) const {
    std::int64_t sum = 0;
    for (const Person& person : world_.people) sum += of(person);
    return sum;
  }
  template <typename Each>
  void ForEachOrder(const Each& each) const {
    for (const Person& person : world_.people) {
      for (const Happening& order : person.orders) {
        if (world_.Counts(person, order.at)) each(person, order);
      }
    }
  }
  static std::optional<std::size_t> LatestVisit(const Person& person, Instant at) {
    std::optional<std::size_t> latest;
    for (std::size_t i = 0; i < person.visits.size(); ++i) {
      if (person.visits[i].at <= at) latest = i;
    }
    return latest;
  }
  bool Has(const std::vector<Happening>& happenings, Instant t) const {
    return std::any_of(happenings.begin(), happenings.end(),
                       [&](const Happening& one) { return one.at <= t && t < one.at + world_.within; });
  }
  bool Enters(const Person& person, const std::vector<Happening>& happenings, Instant t) const {
    const auto in = [&](Instant at) { return person.ExistsAt(at) && Has(happenings, at); };
    return in(t) && !in(t - 1);
  }

  const World& world_;
};

double MedianOf(const std::vector<double>& sorted) {
  const std::size_t size = sorted.size();
  return size % 2 == 1 ? sorted[size / 2] : (sorted[size / 2 - 1] + sorted[size / 2]) / 2;
}

double NumberOf(const Cell& cell) {
  if (const auto* money = std::get_if<Money>(&cell.value)) return static_cast<double>(money->ten_thousandths);
  if (const auto* count = std::get_if<std::int64_t>(&cell.value)) return static_cast<double>(*count);
  return std::get<double>(cell.value);
}

struct Shop {
  TimelineBuilder facts;
  FieldId country = facts.Field("country", ValueType::kText);
  EventKindId visit = facts.Kind("visit", {{"code", ValueType::kText}});
  EventKindId buy = facts.Kind("buy", {{"code", ValueType::kText}, {"amount", ValueType::kMoney}});
  Timelines timelines;
  Rules rules;
  std::vector<NodeId> only_for;

  explicit Shop(const World& world) : timelines(world.Build(facts, visit, buy, country)), rules(facts.schema()) {
    if (world.only_french) only_for = {rules.FieldIs(country, "A")};
  }
  std::uint32_t Measured(decltype(Measure::what) what) { return rules.Measured(std::move(what), only_for); }
  EventSet Visits(std::optional<Precedent> followed_by = {}) const {
    EventSet set = Rules::Events({visit});
    set.followed_by = std::move(followed_by);
    return set;
  }
  Target Recent(EventKindId kind, std::int64_t within) {
    return {rules.Did(kind, {InLastWindow{{within, 0}}}), std::nullopt};
  }
  std::vector<Cell> Cells(const World& world, const std::vector<std::uint32_t>& measures) const {
    Report report = Shown(measures);
    report.range = world.range;
    return Compute(world, report).rows.at(0).cells;
  }
  ReportTable Compute(const World& world, const Report& report) const {
    const Calendar calendar = *Calendar::Load("UTC");
    return ComputeReport(Evaluator(rules.program, timelines, calendar), world.as_of, report).table;
  }
};

TEST_CASE("sequences and cohorts agree with a recount", "[engine][measure][random]") {
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    const World world(seed);
    if (world.range.start > world.as_of) continue;
    Shop shop(world);
    const Length within{world.within, 0};
    const Precedent then{{{shop.buy, std::nullopt}}, {}, within};
    Precedent same = then;
    same.same.push_back({{PropertyId{0}, PropertyId{0}}});
    const auto visits = shop.rules.Measured(EventCountMeasure{shop.Visits()});
    const auto orders = shop.rules.Measured(EventCountMeasure{Rules::Events({shop.buy})});
    const auto revenue = shop.rules.Measured(EventSumMeasure{Rules::Events({shop.buy}), {1}, true});
    const auto cells = shop.Cells(
        world,
        {shop.Measured(EventCountMeasure{shop.Visits(then)}), shop.Measured(EventCountMeasure{shop.Visits(same)}),
         shop.Measured(CohortMeasure{orders, visits, within}), shop.Measured(CohortMeasure{revenue, visits, within})});
    const Recount recount(world);
    INFO("seed " << seed);
    REQUIRE(NumberOf(cells[0]) == static_cast<double>(recount.Followed(false)));
    REQUIRE(NumberOf(cells[1]) == static_cast<double>(recount.Followed(true)));
    REQUIRE(NumberOf(cells[2]) == static_cast<double>(recount.Cohort(false)));
    REQUIRE(NumberOf(cells[3]) == static_cast<double>(recount.Cohort(true)));
  }
}

TEST_CASE("statistics, members over time and sums to date agree with a recount", "[engine][measure][random]") {
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    const World world(seed);
    if (world.range.start > world.as_of) continue;
    Shop shop(world);
    const EventSet orders = Rules::Events({shop.buy});
    const auto of = [&](Statistic statistic) {
      return shop.Measured(EventStatisticMeasure{orders, {1}, statistic, true});
    };
    const auto to_date = shop.Measured(EventSumMeasure{orders, {1}, true});
    shop.rules.program.measures[to_date].to_date = true;
    const auto codes = shop.Measured(EventStatisticMeasure{orders, {0}, {Statistic::Kind::kDistinct, 0}, false});
    const auto members = shop.Measured(AverageMembersMeasure{shop.Recent(shop.buy, world.within)});
    const auto cells = shop.Cells(
        world, {of({Statistic::Kind::kRank, 50}), of({Statistic::Kind::kAverage, 0}),
                of({Statistic::Kind::kLargest, 0}), of({Statistic::Kind::kSmallest, 0}), codes, to_date, members});
    const Recount recount(world);
    const std::vector<double> amounts = recount.Amounts();
    INFO("seed " << seed);
    REQUIRE((cells[0].missing == NoValue::kNoValues) == amounts.empty());
    if (!amounts.empty()) {
      const double sum = std::accumulate(amounts.begin(), amounts.end(), 0.0);
      REQUIRE(NumberOf(cells[0]) == Catch::Approx(MedianOf(amounts)).margin(0.51));  // money is kept in whole steps
      REQUIRE(NumberOf(cells[1]) == Catch::Approx(sum / static_cast<double>(amounts.size())).margin(0.51));
      REQUIRE(NumberOf(cells[2]) == amounts.back());
      REQUIRE(NumberOf(cells[3]) == amounts.front());
    }
    REQUIRE(NumberOf(cells[4]) == static_cast<double>(recount.Codes()));
    REQUIRE(NumberOf(cells[5]) == static_cast<double>(recount.ToDate()));
    const auto length = static_cast<double>(world.Counted().end - world.Counted().start);
    REQUIRE(NumberOf(cells[6]) == Catch::Approx(static_cast<double>(recount.Members()) / length));
  }
}

TEST_CASE("times between and credit agree with a recount", "[engine][measure][random]") {
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    const World world(seed);
    if (world.range.start > world.as_of) continue;
    Shop shop(world);
    const Target visited = shop.Recent(shop.visit, world.within), ordered = shop.Recent(shop.buy, world.within);
    const auto time = shop.Measured(DurationMeasure{{Statistic::Kind::kRank, 50}, visited, ordered, 1});
    const auto cell = shop.Cells(world, {time}).front();
    std::int64_t without = 0;
    const std::vector<double> times = Recount(world).Durations(without);
    INFO("seed " << seed);
    REQUIRE((cell.missing == NoValue::kNoValues) == times.empty());
    if (!times.empty()) REQUIRE(NumberOf(cell) == Catch::Approx(MedianOf(times)));
    REQUIRE(cell.without == without);

    const auto revenue = shop.Measured(EventSumMeasure{Rules::Events({shop.buy}), {1}, true});
    shop.rules.program.measures[revenue].credit =
        Credit{Credit::Touch::kLast, shop.Visits(), {0}, Length{world.within, 0}};
    Report report = Shown({revenue});
    report.range = world.range;
    report.splits.push_back({"code", PropertySplit{{PropertyId{0}, std::nullopt}}});
    std::map<std::string, std::int64_t> credited;
    for (const ReportRow& row : shop.Compute(world, report).rows) {
      credited[row.splits[0].value_or("missing")] = std::get<Money>(row.cells[0].value).ten_thousandths;
    }
    REQUIRE(credited == Recount(world).Credited());
  }
}

}  // namespace
}  // namespace segue::engine
