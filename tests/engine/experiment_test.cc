// Experiments over small populations, against published examples and figures worked out by hand.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "engine/experiment_answer.h"
#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

using Catch::Approx;

Approx Near(double value, double margin = 0.00005) { return Approx(value).margin(margin).epsilon(0); }

/// Contacts with an arm and a size, events before and during 2026-03, and the experiment about them.
class Trial {
 public:
  Trial() {
    arm_ = facts.Field("arm", ValueType::kText);
    size_ = facts.Field("size", ValueType::kText);
    order = facts.Kind("order", {{"amount", ValueType::kNumber}});
    visit = facts.Kind("visit");
    experiment.arms = {"arm", FieldSplit{arm_}};
    experiment.control = "A";
  }

  std::string Contact(const std::string& arm, const std::string& size = "") {
    const std::string key = "c" + std::to_string(contacts_++);
    facts.Born(key, "2026-01-01");
    if (!arm.empty()) facts.Change(key, arm_, "2026-01-01", arm);
    if (!size.empty()) facts.Change(key, size_, "2026-01-01", size);
    return key;
  }
  void Orders(const std::string& key, int count, const char* at = "2026-03-10") {
    for (int i = 0; i < count; ++i) facts.Event(key, order, at, {1.0});
  }
  /// `size` contacts, of whom `successes` order once.
  void Group(const std::string& arm, int successes, int size, const std::string& stratum = "") {
    for (int i = 0; i < size; ++i) Orders(Contact(arm, stratum), i < successes ? 1 : 0);
  }
  void Stratify() { experiment.strata = {{"size", FieldSplit{size_}}}; }
  void InMarch() {
    experiment.from = Interval{At("2026-03-01"), At("2026-04-01")};
    experiment.to = Interval{At("2026-03-01"), At("2026-04-01")};
  }

  ExperimentResult Run(Rules rules, std::uint32_t numerator, std::optional<std::uint32_t> denominator = {}) {
    experiment.measures = {{0, numerator, denominator}};
    const Answers answers(std::move(rules.program), facts.Build());
    return ComputeExperiment(answers.evaluator(), At("2026-04-15"), experiment);
  }
  ExperimentResult OfContactsWithOrder() {
    Rules rules(facts.schema());
    const std::uint32_t measure = rules.Measured(ContactsWithMeasure{Rules::Events({order})});
    return Run(std::move(rules), measure);
  }
  ExperimentResult OfOrders() {
    Rules rules(facts.schema());
    const std::uint32_t measure = rules.Measured(EventCountMeasure{Rules::Events({order})});
    return Run(std::move(rules), measure);
  }

  TimelineBuilder facts;
  EventKindId order = 0, visit = 0;
  FieldId arm_ = 0, size_ = 0;
  Experiment experiment;

 private:
  int contacts_ = 0;
};

// Newcombe 1998, table II: 56/70 − 48/80 = 0.2, 0.0524 to 0.3339. Wilson: 48/80 = 0.6, 0.4904 to 0.7004 (by hand:
// centre (48 + 1.9207) / 83.8415 = 0.59542, reach 1.96 sqrt(80 × 0.24 + 0.96036) / 83.8415 = 0.10496).
TEST_CASE("experiment: a rate is compared by Newcombe and Katz", "[engine][experiment]") {
  Trial trial;
  trial.Group("A", 48, 80);
  trial.Group("B", 56, 70);
  const ExperimentResult result = trial.OfContactsWithOrder();
  REQUIRE(result.error.empty());
  REQUIRE(result.arms.size() == 2);
  CHECK(result.arms[0].name == "A");
  CHECK(result.arms[0].contacts == 80);
  CHECK(result.arms[1].contacts == 70);
  CHECK(result.without_arm == 0);
  const MeasureResult& measure = result.measures.at(0);
  CHECK(measure.method == ExperimentMethod::kRate);
  CHECK(measure.arms[0].value == Approx(0.6));
  CHECK(measure.arms[0].interval->low == Near(0.4905));
  CHECK(measure.arms[0].interval->high == Near(0.7004));
  const ArmComparison& comparison = measure.comparisons.at(0);
  CHECK(comparison.missing == NoComparison::kNone);
  CHECK(comparison.plain.difference == Approx(0.2));
  CHECK(comparison.plain.interval.low == Near(0.0524));
  CHECK(comparison.plain.interval.high == Near(0.3339));
  CHECK(*comparison.incremental == Approx(14));  // 0.2 × 70
  CHECK(comparison.lift->lift == Approx(0.8 / 0.6 - 1));
  CHECK(comparison.p_corrected == comparison.plain.p_value);  // a single claim needs no correction
  CHECK(comparison.corrected.low == comparison.plain.interval.low);
}

// Student's sleep data; in R: t.test(extra ~ group, data = sleep): p-value = 0.07939, −3.3654832 to 0.2054832, means
// 0.75 and 2.33.
TEST_CASE("experiment: amounts are compared by Welch", "[engine][experiment]") {
  const double control[] = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  const double drug[] = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  Trial trial;
  for (const double extra : control) trial.facts.Event(trial.Contact("A"), trial.order, "2026-03-10", {extra});
  for (const double extra : drug) trial.facts.Event(trial.Contact("B"), trial.order, "2026-03-10", {extra});
  Rules rules(trial.facts.schema());
  const std::uint32_t sum = rules.Measured(EventSumMeasure{Rules::Events({trial.order}), {PropertyId{0}}, false});
  const ExperimentResult result = trial.Run(std::move(rules), sum);
  const MeasureResult& measure = result.measures.at(0);
  CHECK(measure.method == ExperimentMethod::kMean);
  CHECK(*measure.arms[1].value == Approx(2.33));
  const DifferenceEstimate& plain = measure.comparisons.at(0).plain;
  CHECK(plain.difference == Approx(1.58));
  CHECK(plain.interval.low == Near(-0.2054832, 1e-7));
  CHECK(plain.interval.high == Near(3.3654832, 1e-7));
  CHECK(plain.p_value == Near(0.07939, 0.000005));
}

TEST_CASE("experiment: amounts of 0 and 1 are no rate, counts of 0 and 1 are", "[engine][experiment]") {
  Trial trial;
  trial.Group("A", 20, 40);
  trial.Group("B", 30, 40);
  CHECK(trial.OfOrders().measures.at(0).method == ExperimentMethod::kRate);
  Rules rules(trial.facts.schema());
  const std::uint32_t sum = rules.Measured(EventSumMeasure{Rules::Events({trial.order}), {PropertyId{0}}, false});
  CHECK(trial.Run(std::move(rules), sum).measures.at(0).method == ExperimentMethod::kMean);
  trial.Orders(trial.Contact("B"), 2);
  CHECK(trial.OfOrders().measures.at(0).method == ExperimentMethod::kMean);
}

// Each arm has 5 contacts with one order in one visit and 5 with one in three: R = 10/20; x − R y = ±0.5, so its
// variance is 10 × 0.25 / 9, over the squared mean of y (4) 0.0694444; t of 9 degrees is 2.262157: 0.5 ± 2.262157
// sqrt(0.00694444) = 0.5 ± 0.188513.
TEST_CASE("experiment: a ratio of two sums by the delta method", "[engine][experiment]") {
  Trial trial;
  for (int i = 0; i < 20; ++i) {
    const std::string key = trial.Contact(i % 2 == 0 ? "A" : "B");
    trial.Orders(key, 1);
    for (int visit = 0; visit < (i < 10 ? 1 : 3); ++visit) trial.facts.Event(key, trial.visit, "2026-03-10");
  }
  Rules rules(trial.facts.schema());
  const std::uint32_t orders = rules.Measured(EventCountMeasure{Rules::Events({trial.order})});
  const std::uint32_t visits = rules.Measured(EventCountMeasure{Rules::Events({trial.visit})});
  const ExperimentResult result = trial.Run(std::move(rules), orders, visits);
  const MeasureResult& measure = result.measures.at(0);
  CHECK(measure.method == ExperimentMethod::kRatio);
  CHECK(*measure.arms[0].value == Approx(0.5));
  CHECK(measure.arms[0].interval->low == Near(0.5 - 0.188513, 1e-6));
  CHECK(measure.comparisons.at(0).plain.difference == Approx(0));
  CHECK_FALSE(measure.comparisons.at(0).incremental);
}

TEST_CASE("experiment: a rate within those who have the denominator", "[engine][experiment]") {
  Trial trial;
  for (int i = 0; i < 80; ++i) {  // every second visits; of those of A 10 of 20 order, of B 15 of 20
    const std::string key = trial.Contact(i < 40 ? "A" : "B");
    if (i % 2 == 0) trial.facts.Event(key, trial.visit, "2026-03-10");
    if (i % 2 == 0 && i % 40 < (i < 40 ? 20 : 30)) trial.Orders(key, 1);
  }
  Rules rules(trial.facts.schema());
  const std::uint32_t buyers = rules.Measured(ContactsWithMeasure{Rules::Events({trial.order})});
  const std::uint32_t visitors = rules.Measured(ContactsWithMeasure{Rules::Events({trial.visit})});
  const ExperimentResult result = trial.Run(std::move(rules), buyers, visitors);
  const MeasureResult& measure = result.measures.at(0);
  CHECK(measure.method == ExperimentMethod::kRate);
  CHECK(measure.arms[0].count == 20);
  CHECK(*measure.arms[0].value == Approx(0.5));
  CHECK(*measure.arms[1].value == Approx(0.75));
}

// Ages 20 to 29 (mean 24.5) and 30 to 39; one more of A has none.
TEST_CASE("experiment: an average of values looks at those who have one", "[engine][experiment]") {
  Trial trial;
  const FieldId age = trial.facts.Field("age", ValueType::kNumber);
  for (int i = 0; i < 20; ++i) {
    trial.facts.Change(trial.Contact(i < 10 ? "A" : "B"), age, "2026-01-01", 20.0 + i);
  }
  trial.Contact("A");
  Rules rules(trial.facts.schema());
  const std::uint32_t average = rules.Measured(LevelMeasure{{Statistic::Kind::kAverage, 50}, age, std::nullopt, false});
  const ExperimentResult result = trial.Run(std::move(rules), average);
  CHECK(result.arms[0].contacts == 11);
  const MeasureResult& measure = result.measures.at(0);
  CHECK(measure.method == ExperimentMethod::kMean);
  CHECK(measure.arms[0].count == 10);
  CHECK(*measure.arms[0].value == Approx(24.5));
  CHECK(measure.comparisons.at(0).plain.difference == Approx(10));
}

// Twelve of A buy for 1.50, twelve of B for 2.50, and one of each for 0.12 more: 1.51 and 2.51 on average.
TEST_CASE("experiment: money is in units of the currency", "[engine][experiment]") {
  Trial trial;
  const EventKindId sale = trial.facts.Kind("sale", {{"amount", ValueType::kMoney}});
  for (int i = 0; i < 24; ++i) {
    const double amount = (i < 12 ? 1.5 : 2.5) + (i % 12 == 0 ? 0.12 : 0);
    trial.facts.Event(trial.Contact(i < 12 ? "A" : "B"), sale, "2026-03-10", {Euro(amount)});
  }
  Rules rules(trial.facts.schema());
  const std::uint32_t sum = rules.Measured(EventSumMeasure{Rules::Events({sale}), {PropertyId{0}}, true});
  const std::uint32_t count = rules.Measured(EventCountMeasure{Rules::Events({sale})});
  const ExperimentResult alone = trial.Run(rules, sum), each = trial.Run(rules, sum, count);
  CHECK(*alone.measures.at(0).arms[0].value == Approx(1.51));
  CHECK(alone.measures.at(0).arms[0].sum == Approx(18.12));
  CHECK(*alone.measures.at(0).comparisons.at(0).incremental == Approx(12));
  CHECK(*each.measures.at(0).arms[1].value == Approx(2.51));
}

// Charig et al. 1986: open surgery cures more kidney stones of either size and fewer of all. Evened out to 357 small
// and 343 large: 81/87 × 0.51 + 192/263 × 0.49 = 0.832546 against 234/270 × 0.51 + 55/80 × 0.49 = 0.778875.
TEST_CASE("experiment: strata turn the sign", "[engine][experiment]") {
  Trial trial;
  trial.experiment.control = "puncture";
  trial.Group("surgery", 81, 87, "small");
  trial.Group("surgery", 192, 263, "large");
  trial.Group("puncture", 234, 270, "small");
  trial.Group("puncture", 55, 80, "large");
  trial.Stratify();
  const ExperimentResult result = trial.OfContactsWithOrder();
  CHECK(result.strata == 2);
  const ArmComparison& comparison = result.measures.at(0).comparisons.at(0);
  CHECK(comparison.plain.difference == Near(0.78 - 0.825714));
  REQUIRE(comparison.stratified);
  CHECK(comparison.stratified->difference == Near(0.053671));
  CHECK(comparison.stratified->sign_flips);
  CHECK(comparison.stratified->simpson);
  CHECK(comparison.stratified->left_out == 0);
}

// Each arm: 12 contacts, half of them with 2 orders before, and during as many, half of each one more; B all one more
// again. Within an arm Sxx = 12, Sxy = 12, Syy = 12 + 12/4 = 15: θ = 1, the variance falls by 12/15. Adjusted: variance
// 3/11, standard error sqrt(2 × 3/11/12) = 0.213201, t of 22 degrees 2.073873: 1 ± 0.442151. Plain: 15/11, 1 ±
// 0.988681.
TEST_CASE("experiment: the time before takes variance away", "[engine][experiment]") {
  Trial trial;
  trial.InMarch();
  trial.experiment.before = Days(28);
  for (int i = 0; i < 24; ++i) {
    const std::string key = trial.Contact(i < 12 ? "A" : "B");
    const int before = i % 4 < 2 ? 0 : 2;
    trial.Orders(key, before, "2026-02-10");
    trial.Orders(key, 5, "2026-01-10");  // earlier than 28 days before
    trial.Orders(key, before + i % 2 + (i < 12 ? 0 : 1));
  }
  const ExperimentResult result = trial.OfOrders();
  const ArmComparison& comparison = result.measures.at(0).comparisons.at(0);
  CHECK(comparison.plain.difference == Approx(1));
  CHECK(comparison.plain.interval.low == Near(1 - 0.988681, 2e-6));
  REQUIRE(comparison.adjusted);
  CHECK(comparison.adjusted->variance_reduction == Approx(0.8));
  CHECK(comparison.adjusted->estimate.difference == Approx(1));
  CHECK(comparison.adjusted->estimate.interval.low == Near(1 - 0.442151, 2e-6));
  CHECK(comparison.adjusted->estimate.interval.high == Near(1 + 0.442151, 2e-6));
}

// Holm: the smallest p times 3, the next times 2, the largest times 1, never falling.
TEST_CASE("experiment: several arms are compared with the control, then among themselves", "[engine][experiment]") {
  Trial trial;
  trial.Group("A", 20, 100);
  trial.Group("B", 35, 100);
  trial.Group("C", 30, 100);
  const ExperimentResult result = trial.OfContactsWithOrder();
  const std::vector<ArmComparison>& all = result.measures.at(0).comparisons;
  REQUIRE(all.size() == 3);
  CHECK((all[0].arm == 1 && all[0].against == 0));
  CHECK((all[1].arm == 2 && all[1].against == 0));
  CHECK((all[2].arm == 1 && all[2].against == 2));
  const double first = 3 * all[0].plain.p_value, second = std::max(first, 2 * all[1].plain.p_value);
  CHECK(all[0].p_corrected == Approx(first));
  CHECK(all[1].p_corrected == Approx(second));
  CHECK(all[2].p_corrected == Approx(std::max(second, all[2].plain.p_value)));
  CHECK(all[0].corrected.low < all[0].plain.interval.low);
  CHECK(all[0].corrected.high > all[0].plain.interval.high);
}

TEST_CASE("experiment: groups that are too small are not compared", "[engine][experiment]") {
  SECTION("a rate of which equal arms would have fewer than 5") {
    Trial trial;
    trial.Group("A", 4, 50);
    trial.Group("B", 5, 50);  // 9 of 100: 4.5 in each
    CHECK(trial.OfContactsWithOrder().measures.at(0).comparisons.at(0).missing == NoComparison::kTooFew);
    trial.Orders(trial.Contact("B"), 1);  // 10 of 101: 4.95 in A
    CHECK(trial.OfContactsWithOrder().measures.at(0).comparisons.at(0).missing == NoComparison::kTooFew);
    trial.Group("A", 1, 1);  // 11 of 102: 5.5 in each
    CHECK(trial.OfContactsWithOrder().measures.at(0).comparisons.at(0).missing == NoComparison::kNone);
  }
  SECTION("a mean of nine") {
    Trial trial;
    for (int i = 0; i < 19; ++i) trial.Orders(trial.Contact(i < 9 ? "A" : "B"), i % 3);
    CHECK(trial.OfOrders().measures.at(0).comparisons.at(0).missing == NoComparison::kTooFew);
    trial.Orders(trial.Contact("A"), 1);
    CHECK(trial.OfOrders().measures.at(0).comparisons.at(0).missing == NoComparison::kNone);
  }
  SECTION("a mean that does not vary") {
    Trial trial;
    for (int i = 0; i < 40; ++i) trial.Orders(trial.Contact(i < 20 ? "A" : "B"), 2);
    CHECK(trial.OfOrders().measures.at(0).comparisons.at(0).missing == NoComparison::kNoVariation);
  }
}

// 600 and 400 where 500 are expected: chi-square 20 + 20 = 40, far beyond chance; of 60 and 40 percent exactly as
// meant.
TEST_CASE("experiment: sizes of the arms against their shares", "[engine][experiment]") {
  Trial trial;
  trial.Group("A", 100, 600);
  trial.Group("B", 100, 400);
  trial.Group("C", 1, 1);
  trial.Group("", 1, 2);
  CHECK(trial.OfContactsWithOrder().without_arm == 2);
  trial.experiment.shares = {{"A", 0.5}, {"B", 0.5}};
  ExperimentResult result = trial.OfContactsWithOrder();
  CHECK(result.arms.size() == 2);
  CHECK(result.without_arm == 3);  // C has no share
  REQUIRE(result.sample_ratio);
  CHECK(result.sample_ratio->chi_square == Approx(40));
  CHECK(result.sample_ratio->mismatch);
  trial.experiment.shares = {{"A", 0.6}, {"B", 0.4}};
  result = trial.OfContactsWithOrder();
  CHECK(result.sample_ratio->chi_square == Approx(0).margin(1e-9));
  CHECK_FALSE(result.sample_ratio->mismatch);
}

TEST_CASE("experiment: an arm that has a share and nobody is a mismatch", "[engine][experiment]") {
  Trial trial;
  trial.Group("A", 10, 50);
  trial.Group("B", 10, 50);
  trial.experiment.shares = {{"A", 0.33}, {"B", 0.33}, {"C", 0.34}};
  const ExperimentResult result = trial.OfContactsWithOrder();
  REQUIRE(result.arms.size() == 3);
  CHECK(result.arms[2].contacts == 0);
  CHECK(result.sample_ratio->mismatch);
  CHECK_FALSE(result.measures.at(0).arms[2].value);
  CHECK(result.measures.at(0).comparisons[1].missing == NoComparison::kTooFew);
}

TEST_CASE("experiment: who takes part, and with which arm", "[engine][experiment]") {
  Trial trial;
  trial.InMarch();
  const auto person = [&](const char* key, const char* born) { trial.facts.Born(key, born); };
  person("switches later", "2026-01-01");
  trial.facts.Change("switches later", trial.arm_, "2026-01-01", "A");
  trial.facts.Change("switches later", trial.arm_, "2026-03-01T00:00:00.001", "B");
  person("switches in time", "2026-01-01");
  trial.facts.Change("switches in time", trial.arm_, "2026-01-01", "A");
  trial.facts.Change("switches in time", trial.arm_, "2026-03-01", "B");
  person("is deleted later", "2026-01-01");
  trial.facts.Change("is deleted later", trial.arm_, "2026-01-01", "A");
  trial.facts.Absence("is deleted later", "2026-03-01T00:00:00.001");
  person("was gone", "2026-01-01");
  trial.facts.Change("was gone", trial.arm_, "2026-01-01", "A");
  trial.facts.Absence("was gone", "2026-03-01");
  person("comes in between", "2026-03-31T23:59:59.999");
  trial.facts.Change("comes in between", trial.arm_, "2026-03-31T23:59:59.999", "B");
  person("comes after", "2026-04-01");
  trial.facts.Change("comes after", trial.arm_, "2026-04-01", "B");
  person("has none", "2026-01-01");
  const ExperimentResult result = trial.OfContactsWithOrder();
  REQUIRE(result.arms.size() == 2);
  CHECK(result.arms[0].contacts == 2);
  CHECK(result.arms[1].contacts == 2);
  CHECK(result.without_arm == 1);
}

TEST_CASE("experiment: only what happens within the range counts", "[engine][experiment]") {
  Trial trial;
  trial.InMarch();
  const char* const at[] = {"2026-02-28T23:59:59.999", "2026-03-01", "2026-03-31T23:59:59.999", "2026-04-01"};
  for (const char* instant : at) trial.Orders(trial.Contact("A"), 1, instant);
  trial.Contact("B");
  CHECK(trial.OfOrders().measures.at(0).arms[0].sum == 2);
}

TEST_CASE("experiment: what was not recorded has no value", "[engine][experiment]") {
  Trial trial;
  const EventKindId late = trial.facts.Kind("late", {}, "2026-02-15");
  trial.InMarch();
  trial.experiment.before = Days(28);
  trial.Group("A", 20, 50);
  trial.Group("B", 20, 50);
  const auto run = [&] {
    Rules rules(trial.facts.schema());
    const std::uint32_t measure = rules.Measured(EventCountMeasure{Rules::Events({late})});
    return trial.Run(std::move(rules), measure).measures.at(0);
  };
  CHECK(run().recorded);
  CHECK_FALSE(run().before_recorded);
  trial.experiment.from = Interval{At("2026-02-01"), At("2026-02-02")};
  CHECK_FALSE(run().recorded);
}

TEST_CASE("experiment: what is wrong is said", "[engine][experiment]") {
  Trial trial;
  trial.Group("B", 10, 50);
  CHECK(trial.OfContactsWithOrder().error == "Nobody has the control “A”. The values of “arm” are “B”.");
  trial.experiment.control = "B";
  CHECK(trial.OfContactsWithOrder().error ==
        "Nobody has another arm than the control “B”: there is nothing to compare. Check “arm”.");
  for (int i = 0; i < 20; ++i) trial.Contact("arm " + std::to_string(i));
  CHECK(trial.OfContactsWithOrder().error ==
        "“arm” has 21 values, and an experiment at most 20 arms. Name the arms: shares (\"A\" 50%, \"B\" 50%).");
  trial.experiment.from = Interval{At("2026-05-01"), At("2026-05-02")};
  CHECK(trial.OfContactsWithOrder().error == "It has not begun: it begins on 2026-05-01, after the as-of instant.");
  trial.experiment.from = RelativePeriod{CalendarUnit::kDay, 0, -3};
  trial.experiment.to = RelativePeriod{CalendarUnit::kDay, 0, -5};
  CHECK(trial.OfContactsWithOrder().error == "Its range ends before it begins.");
}

}  // namespace
}  // namespace segue::engine
