// A real experiment, figure by figure: hillstrom (64,000 customers in three arms). Truth:
// ../shared/data/hillstrom/truth_arms.csv, truth_lift.csv and truth_spend_lift.csv, read in place.
//
// All agree to the last digit that is printed. The intervals of amounts were computed with z = 1.95996 there and with
// Student's t here (1.96001 with 40,000 degrees of freedom), which differs in the fifth decimal: they are money, and
// are printed to the fourth.
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>
#include <map>
#include <numbers>
#include <string>

#include "tests/support/command.h"

namespace {

using Catch::Approx;
using segue::testing::Project;
using segue::testing::ReadCsv;
using segue::testing::Record;
using segue::testing::SharedData;

constexpr const char* kCommand = "--as-of 2008-03-20 experiment ";

/// By "measure/arm/against/method".
std::map<std::string, Record> RowsOf(const Project& project, const std::string& experiment) {
  std::map<std::string, Record> rows;
  for (const Record& row : project.Csv(kCommand + experiment)) {
    rows[row.at("measure") + "/" + row.at("arm") + "/" + row.at("against") + "/" + row.at("method")] = row;
  }
  return rows;
}

double Number(const std::string& text) { return std::stod(text); }

void CheckArms(const std::map<std::string, Record>& rows) {
  const auto truth = ReadCsv(SharedData("hillstrom/truth_arms.csv"));
  REQUIRE(truth.size() == 3);
  for (const Record& arm : truth) {
    INFO(arm.at("arm"));
    const auto row = [&](const std::string& measure, const std::string& method) {
      return rows.at(measure + "/" + arm.at("arm") + "//" + method);
    };
    const Record visits = row("visit_rate", "rate"), orders = row("conv_rate", "rate"),
                 per_visit = row("conv_per_visit", "rate"), spend = row("spend_per_contact", "mean");
    CHECK(visits.at("n") == arm.at("n"));
    CHECK(visits.at("sum") == arm.at("visits"));
    CHECK(visits.at("value") == arm.at("visit_rate"));
    CHECK(orders.at("sum") == arm.at("convs"));
    CHECK(orders.at("value") == arm.at("conv_rate"));
    CHECK(per_visit.at("n") == arm.at("visits"));
    CHECK(per_visit.at("sum") == arm.at("convs"));
    CHECK(per_visit.at("value") == arm.at("conv_per_visit"));
    CHECK(std::lround(Number(spend.at("sum")) * 100) == std::stol(arm.at("spend_cents")));
    CHECK(spend.at("value") == arm.at("spend_per_contact"));
    CHECK(spend.at("deviation") == arm.at("spend_sd"));
  }
}

/// "Mens E-Mail vs No E-Mail" → "Mens E-Mail/No E-Mail".
std::string Pair(std::string comparison) {
  const std::string between = " vs ";
  return comparison.replace(comparison.find(between), between.size(), "/");
}

/// The probability of a standard normal variable at least as far from 0.
double TwoSided(double z) { return std::erfc(std::abs(z) / std::numbers::sqrt2); }

void CheckRates(const std::map<std::string, Record>& rows) {
  const auto truth = ReadCsv(SharedData("hillstrom/truth_lift.csv"));
  REQUIRE(truth.size() == 6);
  for (const Record& lift : truth) {
    INFO(lift.at("comparison") << " " << lift.at("metric"));
    const std::string measure = lift.at("metric") == "visit" ? "visit_rate" : "conv_rate";
    const Record& row = rows.at(measure + "/" + Pair(lift.at("comparison")) + "/rate");
    CHECK(row.at("difference") == lift.at("diff"));
    CHECK(row.at("difference_low") == lift.at("newcombe_lo"));
    CHECK(row.at("difference_high") == lift.at("newcombe_hi"));
    CHECK(row.at("lift") == lift.at("rel_lift"));
    CHECK(row.at("lift_low") == lift.at("katz_lo"));
    CHECK(row.at("lift_high") == lift.at("katz_hi"));
    CHECK(Number(row.at("p")) == Approx(TwoSided(Number(lift.at("z_pooled")))).margin(1e-6));
  }
}

/// The end of an interval as it is printed: money to a ten-thousandth.
std::string AsMoney(const std::string& figure) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.4f", Number(figure));
  std::string rounded = text.data();
  return rounded.substr(0, rounded.find_last_not_of('0') + 1);
}

void CheckSpend(const std::map<std::string, Record>& rows) {
  const auto truth = ReadCsv(SharedData("hillstrom/truth_spend_lift.csv"));
  REQUIRE(truth.size() == 3);
  for (const Record& lift : truth) {
    INFO(lift.at("comparison"));
    const Record& row = rows.at("spend_per_contact/" + Pair(lift.at("comparison")) + "/mean");
    CHECK(row.at("difference") == lift.at("diff_usd_per_contact"));
    CHECK(row.at("incremental") == lift.at("incremental_usd_total"));
    CHECK(row.at("difference_low") == AsMoney(lift.at("lo")));
    CHECK(row.at("difference_high") == AsMoney(lift.at("hi")));
  }
}

}  // namespace

TEST_CASE("hillstrom: the experiment to the last digit", "[truth]") {
  if (SharedData("hillstrom/hillstrom.csv").empty()) SKIP("../shared/data/hillstrom is absent");
  const Project project("hillstrom");
  project.Csv("import");
  const auto rows = RowsOf(project, "Mailing");
  CheckArms(rows);
  CheckRates(rows);
  CheckSpend(rows);
  // 21,307, 21,306 and 21,387 where 21,333.33 are expected: chi-square (26.33² + 27.33² + 53.67²) / 21,333.33 = 0.2025,
  // of 2 degrees of freedom exp(−0.2025 / 2) = 0.903.
  CHECK(Number(rows.at("///sizes").at("p")) == Approx(0.903).margin(0.001));
  CHECK(rows.at("///sizes").at("n") == "64000");
}

TEST_CASE("hillstrom: strata of a randomised experiment change little", "[truth]") {
  if (SharedData("hillstrom/hillstrom.csv").empty()) SKIP("../shared/data/hillstrom is absent");
  const Project project("hillstrom");
  project.Csv("import");
  const auto rows = RowsOf(project, "Stratified");
  for (const std::string measure : {"visit_rate", "spend_per_contact"}) {
    INFO(measure);
    const std::string method = measure == "visit_rate" ? "rate" : "mean";
    const std::string pair = measure + "/Mens E-Mail/No E-Mail/";
    const double plain = Number(rows.at(pair + method).at("difference"));
    const double even = Number(rows.at(pair + "stratified").at("difference"));
    CHECK(even == Approx(plain).epsilon(0.03));
    CHECK(even != plain);
  }
}
