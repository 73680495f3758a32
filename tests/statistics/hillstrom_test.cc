// A real experiment, to the last digit: hillstrom (64,000 customers in three arms), figures of ../shared/data/hillstrom
// that were computed elsewhere (truth_lift.csv: Newcombe, Katz, pooled z; truth_spend_lift.csv: Welch).

#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "statistics/distributions.h"
#include "statistics/sample_ratio.h"
#include "statistics/two_means.h"
#include "statistics/two_proportions.h"
#include "tests/statistics/near.h"
#include "tests/support/command.h"

using namespace segue::statistics;
using segue::testing::CheckNear;
using segue::testing::Near;
using segue::testing::ReadCsv;
using segue::testing::Record;
using segue::testing::SharedData;

namespace {

std::string Decimals(double value, int decimals) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

/// "Mens E-Mail vs No E-Mail" as the two arms' names.
std::pair<std::string, std::string> ArmsOf(const Record& record) {
  const std::string& text = record.at("comparison");
  const auto at = text.find(" vs ");
  REQUIRE(at != std::string::npos);
  return {text.substr(0, at), text.substr(at + 4)};
}

Counts CountsOf(const Record& arm, const std::string& metric) {
  return {std::stol(arm.at(metric == "visit" ? "visits" : "convs")), std::stol(arm.at("n"))};
}

std::map<std::string, Record> ReadArms() {
  std::map<std::string, Record> arms;
  for (const auto& record : ReadCsv(SharedData("hillstrom/truth_arms.csv"))) arms[record.at("arm")] = record;
  return arms;
}

}  // namespace

TEST_CASE("hillstrom: differences of rates and lifts", "[statistics][truth]") {
  if (SharedData("hillstrom/truth_lift.csv").empty()) SKIP("../shared/data/hillstrom is absent");
  const auto arms = ReadArms();
  const auto lifts = ReadCsv(SharedData("hillstrom/truth_lift.csv"));
  REQUIRE(lifts.size() == 6);
  for (const auto& expected : lifts) {
    const auto [first, second] = ArmsOf(expected);
    INFO(expected.at("comparison") << ", " << expected.at("metric"));
    const Counts a = CountsOf(arms.at(first), expected.at("metric")),
                 b = CountsOf(arms.at(second), expected.at("metric"));
    const auto comparison = *CompareRates(a, b);
    CHECK(Decimals(comparison.difference, 6) == expected.at("diff"));
    CHECK(Decimals(comparison.interval.low, 6) == expected.at("newcombe_lo"));
    CHECK(Decimals(comparison.interval.high, 6) == expected.at("newcombe_hi"));
    CHECK(Decimals(comparison.z, 4) == expected.at("z_pooled"));
    const auto lift = *LiftOfRates(a, b);
    CHECK(Decimals(lift.lift, 6) == expected.at("rel_lift"));
    CHECK(Decimals(lift.interval->low, 6) == expected.at("katz_lo"));
    CHECK(Decimals(lift.interval->high, 6) == expected.at("katz_hi"));
  }
}

TEST_CASE("hillstrom: spend per contact", "[statistics][truth]") {
  if (SharedData("hillstrom/hillstrom.csv").empty()) SKIP("../shared/data/hillstrom is absent");
  std::map<std::string, Moments> spend;
  for (const auto& contact : ReadCsv(SharedData("hillstrom/hillstrom.csv"))) {
    spend[contact.at("segment")].Add(std::stod(contact.at("spend")));
  }
  for (const auto& [arm, expected] : ReadArms()) {
    INFO(arm);
    const Sample sample = spend.at(arm).sample();
    CHECK(std::to_string(sample.count) == expected.at("n"));
    CHECK(Decimals(sample.mean, 6) == expected.at("spend_per_contact"));
    CHECK(Decimals(std::sqrt(sample.variance), 6) == expected.at("spend_sd"));
  }
  const auto lifts = ReadCsv(SharedData("hillstrom/truth_spend_lift.csv"));
  REQUIRE(lifts.size() == 3);
  // The truth's interval has Welch's standard error but the normal quantile, 1.95996, where t has 1.96003 at these
  // sizes.
  const double z = CriticalZ(0.95);
  for (const auto& expected : lifts) {
    const auto [first, second] = ArmsOf(expected);
    INFO(expected.at("comparison"));
    const auto comparison = *CompareMeans(spend.at(first).sample(), spend.at(second).sample());
    CHECK(Decimals(comparison.difference, 6) == expected.at("diff_usd_per_contact"));
    CHECK(Decimals(comparison.difference - z * comparison.standard_error, 6) == expected.at("lo"));
    CHECK(Decimals(comparison.difference + z * comparison.standard_error, 6) == expected.at("hi"));
  }
  // R: s <- split(hillstrom$spend, hillstrom$segment); t.test(s[["Mens E-Mail"]], s[["No E-Mail"]])
  const auto mens = *CompareMeans(spend.at("Mens E-Mail").sample(), spend.at("No E-Mail").sample());
  CHECK_THAT(mens.degrees_of_freedom, Near(36671.1579773605));
  CHECK_THAT(mens.p_value, Catch::Matchers::WithinRel(1.16381496822548e-07, 1e-9));
  CheckNear(mens.interval, 0.485139732568407, 1.05451457922067);
}

TEST_CASE("hillstrom: the arms have the sizes that they were meant to have", "[statistics][truth]") {
  if (SharedData("hillstrom/truth_arms.csv").empty()) SKIP("../shared/data/hillstrom is absent");
  std::vector<std::int64_t> counts;
  for (const auto& [arm, record] : ReadArms()) counts.push_back(std::stol(record.at("n")));
  const std::vector<double> thirds(3, 1.0);
  CHECK_FALSE(TestSampleRatio(counts, thirds)->mismatch);
}
