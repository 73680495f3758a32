// Real data, exact figures: olist_funnel (leads, deals, the 90-day timer). Truth:
// ../shared/data/olist_funnel/truth_*.csv.

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <string>

#include "tests/support/command.h"

namespace {

using segue::testing::Project;
using segue::testing::ReadCsv;
using segue::testing::Record;
using segue::testing::SharedData;

struct ColumnPair {
  const char* ours;
  const char* theirs;
};
constexpr ColumnPair kMonthly[] = {{"period", "month"},
                                   {"mqls", "mqls"},
                                   {"closed_deals", "closed_deals"},
                                   {"stale_fired", "stale_90d_fired"},
                                   {"open_leads", "open_leads_eom"},
                                   {"clients", "clients_eom"},
                                   {"old_leads", "open_leads_30d_or_older_eom"}};

bool DataIsThere() { return !SharedData("olist_funnel/truth_monthly.csv").empty(); }

void CheckMonth(const Record& row, const Record& truth) {
  INFO(truth.at("month"));
  for (const auto& [ours, theirs] : kMonthly) {
    INFO(ours);
    CHECK(row.at(ours) == truth.at(theirs));
  }
}

void CheckOrigins(const Project& project) {
  const auto truth = ReadCsv(SharedData("olist_funnel/truth_origin.csv"));
  std::map<std::string, Record> expected;
  for (const auto& record : truth) expected[record.at("origin")] = record;
  const auto rows = project.Csv("--as-of 2018-11-30 report origins");
  REQUIRE(rows.size() == truth.size());
  for (const auto& row : rows) {
    INFO("origin '" << row.at("origin") << "'");
    REQUIRE(expected.count(row.at("origin")) == 1);
    CHECK(row.at("mqls") == expected[row.at("origin")].at("mqls"));
    CHECK(row.at("closed_deals") == expected[row.at("origin")].at("won"));
  }
  CHECK(rows.back().at("origin").empty());  // missing comes last
}

void CheckConversions(const Project& project) {
  auto moves = project.Csv("--as-of 2018-11-30 moves Relation");
  std::erase_if(moves, [](const Record& move) { return move.at("to") != "client"; });
  const auto truth = ReadCsv(SharedData("olist_funnel/truth_conversions.csv"));
  REQUIRE(truth.size() == 842);
  REQUIRE(moves.size() == truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) {
    INFO("row " << i + 1);
    CHECK(moves[i].at("at").substr(0, 19) + "Z" == truth[i].at("ts"));
    CHECK(moves[i].at("contact") == truth[i].at("mql_id"));
  }
}

void CheckCohorts(const Project& project) {
  const auto truth = ReadCsv(SharedData("olist_funnel/truth_cohort.csv"));
  const auto rows = project.Csv("--as-of 2018-11-30 report cohorts");
  REQUIRE(rows.size() == truth.size());
  int before_contact = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    INFO(truth[i].at("cohort"));
    CHECK(rows[i].at("period") == truth[i].at("cohort"));
    CHECK(rows[i].at("mqls") == truth[i].at("mqls"));
    CHECK(rows[i].at("won_30") == truth[i].at("won_within_30d"));
    CHECK(rows[i].at("won_90") == truth[i].at("won_within_90d"));
    CHECK(rows[i].at("won_180") == truth[i].at("won_within_180d"));
    before_contact += std::stoi(truth[i].at("won")) - std::stoi(rows[i].at("won"));
  }
  CHECK(before_contact == 1);  // truth_quality.csv: one deal was won before its first contact, which led to nothing
}

void CheckOriginCohorts(const Project& project) {
  std::map<std::string, Record> expected;
  for (const auto& record : ReadCsv(SharedData("olist_funnel/truth_origin_cohort.csv"))) {
    expected[record.at("cohort") + " " + record.at("origin")] = record;
  }
  int before_contact = 0;
  for (const auto& row : project.Csv("--as-of 2018-11-30 report origin_cohorts")) {
    const std::string cell = row.at("period") + " " + row.at("origin");
    INFO(cell);
    if (expected.count(cell) == 0) {
      CHECK(row.at("mqls") == "0");
      continue;
    }
    CHECK(row.at("mqls") == expected[cell].at("mqls"));
    before_contact += std::stoi(expected[cell].at("won")) - std::stoi(row.at("won"));
    expected.erase(cell);
  }
  CHECK(expected.empty());
  CHECK(before_contact == 1);
  for (const auto& truth : ReadCsv(SharedData("olist_funnel/truth_origin.csv"))) {
    const auto rows = project.Csv("--as-of 2018-11-30 report origins_in_time");
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const Record& record) { return record.at("origin") == truth.at("origin"); });
    REQUIRE(row != rows.end());
    CHECK(row->at("won_90") == truth.at("won_within_90d"));
  }
}

void CheckClosing(const Project& project) {
  const auto truth = ReadCsv(SharedData("olist_funnel/truth_close_time.csv")).front();
  REQUIRE(truth.at("grp") == "ALL");
  const auto row = project.Csv("--as-of 2018-11-30 report closing").front();
  CHECK(std::stod(row.at("close_days")) == Catch::Approx(std::stod(truth.at("median_seconds")) / 86400));
  CHECK(std::stod(row.at("close_hours")) == Catch::Approx(std::stod(truth.at("median_seconds")) / 3600));
  CHECK(std::stod(row.at("mean_hours")) ==
        Catch::Approx(std::stod(truth.at("sum_s")) / 3600 / std::stod(truth.at("deals"))));
  CHECK(project.Run("--as-of 2018-11-30 report closing")
            .text.find("close_days: 1 arrival had no visit before it and is left out") != std::string::npos);
}

}  // namespace

TEST_CASE("olist: leads, deals, stale leads, origins", "[truth]") {
  if (!DataIsThere()) SKIP("../shared/data/olist_funnel is absent");
  const Project project("olist");
  REQUIRE(project.Csv("import").size() == 2);
  const auto truth = ReadCsv(SharedData("olist_funnel/truth_monthly.csv"));
  const auto rows = project.Csv("--as-of 2018-11-30 report monthly");
  REQUIRE(rows.size() == truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) CheckMonth(rows[i], truth[i]);
  CheckOrigins(project);
  CheckConversions(project);
  CheckCohorts(project);
  CheckOriginCohorts(project);
  CheckClosing(project);
}

TEST_CASE("olist: before the sales log begins, measures that depend on deals have no value", "[truth]") {
  if (!DataIsThere()) SKIP("../shared/data/olist_funnel is absent");
  const Project project("olist_recorded");
  REQUIRE(project.Csv("import").size() == 2);
  const auto truth = ReadCsv(SharedData("olist_funnel/truth_monthly.csv"));
  const auto rows = project.Csv("--as-of 2018-11-30 report monthly");
  REQUIRE(rows.size() == truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) {
    if (truth[i].at("month") >= "2017-12") {
      CheckMonth(rows[i], truth[i]);
      continue;
    }
    INFO(truth[i].at("month"));
    CHECK(rows[i].at("mqls") == truth[i].at("mqls"));  // leads were recorded all along
    for (const auto* column : {"closed_deals", "stale_fired", "open_leads", "clients", "old_leads"}) {
      INFO(column);
      CHECK(rows[i].at(column).empty());
    }
  }
}
