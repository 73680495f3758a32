// Real data, exact figures: cdnow (client, former client, reactivated). Truth: ../shared/data/cdnow/truth_*.csv, found
// by independent programs.

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "tests/support/command.h"

namespace {

using segue::testing::Project;
using segue::testing::ReadCsv;
using segue::testing::Record;
using segue::testing::SharedData;

// "1997-01-01T00:00:00.000Z" → "1997-01-01T00:00:00Z": the truth has seconds.
std::string ToSeconds(const std::string& instant) { return instant.substr(0, 19) + "Z"; }

std::string KindOf(const Record& move) {
  if (move.at("to") == "former") return "became_former";
  return move.at("from") == "former" ? "reactivated" : "became_client";
}

long Cents(const std::string& amount) { return std::lround(std::stod(amount) * 100); }

void CheckMoves(const Project& project) {
  const auto moves = project.Csv("--as-of 1998-07-01T00:00:00Z moves Relation");
  const auto truth = ReadCsv(SharedData("cdnow/truth_transitions.csv"));
  REQUIRE(truth.size() == 52119);
  REQUIRE(moves.size() == truth.size());
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    const bool same = ToSeconds(moves[i].at("at")) == truth[i].at("ts") &&
                      moves[i].at("contact") == truth[i].at("customer_id") && KindOf(moves[i]) == truth[i].at("kind");
    if (!same && wrong++ == 0) UNSCOPED_INFO("first difference in row " << i + 1);
  }
  CHECK(wrong == 0);
}

void CheckAsOf(const Project& project) {
  for (const auto& truth : ReadCsv(SharedData("cdnow/truth_asof.csv"))) {
    INFO("as of " << truth.at("t"));
    const auto rows =
        project.Csv("--as-of " + truth.at("t") + " count clients former_180d active_180d inactive_90d inactive_365d");
    REQUIRE(rows.size() == 5);
    for (const auto& row : rows) {
      INFO(row.at("segment"));
      CHECK(row.at("contacts") == truth.at(row.at("segment")));
    }
  }
}

void CheckMonthly(const Project& project) {
  const auto rows = project.Csv("--as-of 1998-07-01T00:00:00Z report monthly");
  const auto truth = ReadCsv(SharedData("cdnow/truth_monthly.csv"));
  REQUIRE(rows.size() == truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) {
    INFO(truth[i].at("month"));
    CHECK(rows[i].at("period") == truth[i].at("month"));
    CHECK(Cents(rows[i].at("revenue")) == std::stol(truth[i].at("revenue_cents")));
    for (const auto* column : {"purchases", "active_buyers", "new_buyers", "reactivated_buyers", "returning_buyers",
                               "reactivations", "became_former"}) {
      INFO(column);
      CHECK(rows[i].at(column) == truth[i].at(column));
    }
  }
}

void CheckSegments(const Project& project) {
  const auto rows = project.Csv("--as-of 1998-06-30T23:59:59Z report segments");
  const auto truth = ReadCsv(SharedData("cdnow/truth_segments.csv"));
  REQUIRE(rows.size() == truth.size());
  const std::pair<const char*, const char*> columns[] = {{"one_time", "one_time_buyers"},
                                                         {"two_plus", "two_plus_in_90d"},
                                                         {"spent", "spent_100usd_in_90d"},
                                                         {"winbacks", "winback_100usd_lifetime_former"},
                                                         {"new_30", "new_in_30d"},
                                                         {"bought_30", "bought_30d_not_new"},
                                                         {"risk", "at_risk_3plus_silent_90_180d"}};
  for (std::size_t i = 0; i < truth.size(); ++i) {
    INFO(truth[i].at("t"));
    for (const auto& [ours, theirs] : columns) {
      INFO(ours);
      CHECK(rows[i].at(ours) == truth[i].at(theirs));
    }
  }
}

/// The file has three cohorts, each up to June 1998; nobody entered later, as all first bought by March 1997.
void CheckCohorts(const Project& project) {
  const auto rows = project.Csv("--as-of 1998-06-30T23:59:59Z report cohorts");
  const auto truth = ReadCsv(SharedData("cdnow/truth_cohort.csv"));
  REQUIRE(truth.size() == 51);
  REQUIRE(rows.size() == truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) {
    INFO(truth[i].at("cohort") << " + " << truth[i].at("month_offset"));
    CHECK(rows[i].at("cohort") == truth[i].at("cohort"));
    CHECK(rows[i].at("offset") == truth[i].at("month_offset"));
    CHECK(rows[i].at("active_buyers") == truth[i].at("buyers"));
    CHECK(Cents(rows[i].at("revenue")) == std::stol(truth[i].at("revenue_cents")));
    if (rows[i].at("offset") == "0") CHECK(rows[i].at("contacts") == rows[i].at("active_buyers"));
  }
}

}  // namespace

TEST_CASE("cdnow: moves, members at any instant, monthly figures", "[truth]") {
  if (SharedData("cdnow/purchases.csv").empty()) SKIP("../shared/data/cdnow is absent");
  const Project project("cdnow");
  const auto imported = project.Csv("import");
  REQUIRE(imported.size() == 1);
  CHECK(imported[0].at("rows") == "69659");
  CHECK(imported[0].at("contacts_added") == "23570");
  CHECK(imported[0].at("events_added") == "69659");

  CheckMoves(project);
  CheckAsOf(project);
  CheckMonthly(project);
  CheckSegments(project);
  CheckCohorts(project);

  // The balance of TRUTH.md: 23,389 became former, 5,160 came back, 18,229 are former.
  const auto at_midnight = project.Csv("--as-of 1998-07-01T00:00:00Z count former_180d");
  CHECK(at_midnight.at(0).at("contacts") == "18229");
  const auto a_second_before = project.Csv("--as-of 1998-06-30T23:59:59Z count former_180d");
  CHECK(a_second_before.at(0).at("contacts") == "18210");

  // A second import of the same file adds nothing.
  const auto again = project.Csv("import");
  CHECK(again.at(0).at("events_added") == "0");
  CHECK(again.at(0).at("duplicates") == "69659");
}
