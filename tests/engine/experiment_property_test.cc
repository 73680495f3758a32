// Random experiments: what must hold whatever the contacts do. Seeds are printed on failure.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <numeric>
#include <random>

#include "engine/experiment_answer.h"
#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

using Catch::Approx;

struct Person {
  std::string arm, stratum;
  int orders = 0, before = 0;
};

std::vector<Person> RandomPeople(unsigned seed) {
  std::mt19937 random(seed);
  const auto up_to = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
  std::vector<Person> people(static_cast<std::size_t>(600 + up_to(900)));  // more than one batch
  const std::vector<std::string> arms{"", "A", "B", "C"}, strata{"", "x", "y"};
  const int most = 1 + up_to(3);
  for (Person& person : people) {
    person = {arms[static_cast<std::size_t>(up_to(3))], strata[static_cast<std::size_t>(up_to(2))], up_to(most),
              up_to(most)};
  }
  return people;
}

std::string Key(std::size_t number) { return "c" + std::to_string(100'000 + number); }

/// Contacts stand in the timelines in the order of their keys, which is that of `people`.
ExperimentResult Run(const std::vector<Person>& people) {
  TimelineBuilder facts;
  const FieldId arm = facts.Field("arm", ValueType::kText), stratum = facts.Field("stratum", ValueType::kText);
  const EventKindId order = facts.Kind("order");
  for (std::size_t i = 0; i < people.size(); ++i) {
    const std::string key = Key(i);
    facts.Born(key, "2026-01-01");
    if (!people[i].arm.empty()) facts.Change(key, arm, "2026-01-01", people[i].arm);
    if (!people[i].stratum.empty()) facts.Change(key, stratum, "2026-01-01", people[i].stratum);
    for (int n = 0; n < people[i].orders; ++n) facts.Event(key, order, "2026-03-10");
    for (int n = 0; n < people[i].before; ++n) facts.Event(key, order, "2026-02-10");
  }
  Rules rules(facts.schema());
  const std::uint32_t orders = rules.Measured(EventCountMeasure{Rules::Events({order})});
  const std::uint32_t buyers = rules.Measured(ContactsWithMeasure{Rules::Events({order})});
  Experiment experiment;
  experiment.arms = {"arm", FieldSplit{arm}};
  experiment.control = "A";
  experiment.strata = {{"stratum", FieldSplit{stratum}}};
  experiment.measures = {{0, orders, {}}, {1, buyers, {}}, {2, orders, buyers}};
  experiment.from = Interval{At("2026-03-01"), At("2026-03-02")};
  experiment.before = Days(28);
  const Answers answers(std::move(rules.program), facts.Build());
  return ComputeExperiment(answers.evaluator(), At("2026-03-31"), experiment);
}

void CheckSame(const DifferenceEstimate& a, const DifferenceEstimate& b) {
  CHECK(a.difference == Approx(b.difference).margin(1e-10));
  CHECK(a.interval.low == Approx(b.interval.low).margin(1e-10));
  CHECK(a.p_value == Approx(b.p_value).margin(1e-10));
}

}  // namespace

TEST_CASE("experiment: arms add up to everybody, sums to what the contacts did", "[engine][experiment]") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    const std::vector<Person> people = RandomPeople(seed);
    std::map<std::string, std::int64_t> contacts, orders, buyers;
    for (const Person& person : people) {
      ++contacts[person.arm];
      orders[person.arm] += person.orders;
      buyers[person.arm] += person.orders > 0 ? 1 : 0;
    }
    const ExperimentResult result = Run(people);
    REQUIRE(result.error.empty());
    CHECK(result.without_arm == contacts[""]);
    std::int64_t all = result.without_arm;
    for (std::size_t i = 0; i < result.arms.size(); ++i) {
      const std::string& arm = result.arms[i].name;
      all += result.arms[i].contacts;
      CHECK(result.arms[i].contacts == contacts[arm]);
      CHECK(result.measures[0].arms[i].sum == static_cast<double>(orders[arm]));
      CHECK(*result.measures[0].arms[i].value ==
            Approx(static_cast<double>(orders[arm]) / static_cast<double>(contacts[arm])));
      CHECK(result.measures[1].arms[i].sum == static_cast<double>(buyers[arm]));
      CHECK(*result.measures[2].arms[i].value ==
            Approx(static_cast<double>(orders[arm]) / static_cast<double>(buyers[arm])));
    }
    CHECK(all == std::ssize(people));
  }
}

TEST_CASE("experiment: the order of the contacts changes nothing", "[engine][experiment]") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    INFO("seed " << seed);
    std::vector<Person> people = RandomPeople(seed);
    const ExperimentResult one = Run(people);
    std::shuffle(people.begin(), people.end(), std::mt19937(seed));
    const ExperimentResult other = Run(people);
    REQUIRE(one.measures.size() == other.measures.size());
    CHECK(one.sample_ratio->p_value == other.sample_ratio->p_value);
    for (std::size_t m = 0; m < one.measures.size(); ++m) {
      REQUIRE(one.measures[m].method == other.measures[m].method);
      for (std::size_t i = 0; i < one.measures[m].comparisons.size(); ++i) {
        const ArmComparison &a = one.measures[m].comparisons[i], &b = other.measures[m].comparisons[i];
        CheckSame(a.plain, b.plain);
        CHECK(a.stratified.has_value() == b.stratified.has_value());
        if (a.stratified) CHECK(a.stratified->difference == Approx(b.stratified->difference).margin(1e-10));
        REQUIRE(a.adjusted.has_value() == b.adjusted.has_value());
        if (a.adjusted) CheckSame(a.adjusted->estimate, b.adjusted->estimate);
      }
    }
  }
}

// 200 halves of 2,000 contacts: at one in a thousand, 0.2 mismatches are expected; more than 3 happen once in 20,000
// runs. A figure that says nothing differs at 5 %: 10 of 200 are expected, more than 25 once in 100,000.
TEST_CASE("experiment: a sample against the rest differs no more often than by chance", "[engine][experiment]") {
  TimelineBuilder facts;
  const EventKindId order = facts.Kind("order");
  for (std::size_t i = 0; i < 2000; ++i) {
    facts.Born(Key(i), "2026-01-01");
    if (i % 3 == 0) facts.Event(Key(i), order, "2026-03-10");
  }
  Rules rules(facts.schema());
  const std::uint32_t buyers = rules.Measured(ContactsWithMeasure{Rules::Events({order})});
  std::vector<NodeId> samples;
  for (int i = 0; i < 200; ++i) samples.push_back(rules.Add(SampleNode{1ULL << 63, "test " + std::to_string(i)}));
  const Answers answers(std::move(rules.program), facts.Build());
  int mismatches = 0, found = 0;
  for (const NodeId sample : samples) {
    Experiment experiment;
    experiment.arms = {"sample", MembershipSplit{sample, "sample", "rest"}};
    experiment.control = "rest";
    experiment.shares = {{"rest", 0.5}, {"sample", 0.5}};
    experiment.measures = {{0, buyers, {}}};
    const ExperimentResult result = ComputeExperiment(answers.evaluator(), At("2026-03-31"), experiment);
    CHECK(result.arms[0].contacts + result.arms[1].contacts == 2000);
    mismatches += result.sample_ratio->mismatch ? 1 : 0;
    found += result.measures[0].comparisons[0].plain.p_value < 0.05 ? 1 : 0;
  }
  CHECK(mismatches <= 3);
  CHECK(found <= 25);
  CHECK(found >= 1);
}

}  // namespace segue::engine
