// Real data, exact figures: completejourney (27 mailing campaigns and the coupons redeemed from them). The files are
// read in place: a lookup gives the campaigns' dates and types, grouping makes one conversion of a household's
// redemptions. Truth: ../shared/data/completejourney/truth_*.csv.

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <string>

#include "tests/support/command.h"

namespace {

using segue::testing::Project;
using segue::testing::ReadCsv;
using segue::testing::Record;
using segue::testing::SharedData;

const std::string kAsOf = "--as-of 2018-02-28 ";

std::map<std::string, Record> TruthBy(const std::string& file, const std::string& column) {
  std::map<std::string, Record> truth;
  for (const auto& record : ReadCsv(SharedData("completejourney/" + file))) truth[record.at(column)] = record;
  return truth;
}

/// Zero and "no value" differ: a campaign without redemptions has a rate of 0.
void CheckCampaigns(const Project& project) {
  const auto truth = TruthBy("truth_campaign.csv", "campaign_id");
  const auto rows = project.Csv(kAsOf + "report campaigns");
  REQUIRE(truth.size() == 27);
  REQUIRE(rows.size() == truth.size());
  const auto early = project.Csv(kAsOf + "report early").at(0);
  for (const auto& row : rows) {
    INFO("campaign " << row.at("campaign"));
    const Record& expected = truth.at(row.at("campaign"));
    for (const auto* column : {"sends", "redeeming_households", "redemptions", "rate"}) {
      INFO(column);
      CHECK(row.at(column) == expected.at(column));
    }
    CHECK(row.at("converted_sends") == expected.at("redeeming_households"));
    CHECK(row.at("redeemed_coupons") == expected.at("redemptions"));
    CHECK(early.at("early_" + row.at("campaign")) == expected.at("redeemed_within_14d"));
  }
}

/// Counted at the send, and so in its row: a share of the sends, with its interval.
void CheckPerSend(const Project& project) {
  const auto truth = TruthBy("truth_campaign.csv", "campaign_id");
  const auto rows = project.Csv(kAsOf + "report per_send --intervals");
  REQUIRE(rows.size() == truth.size());
  for (const auto& row : rows) {
    INFO("campaign " << row.at("campaign"));
    const Record& expected = truth.at(row.at("campaign"));
    CHECK(row.at("converted_in_14") == expected.at("redeemed_within_14d"));
    CHECK(row.at("converted_ever") == expected.at("redeeming_households"));
    CHECK(row.at("per_send") == expected.at("rate"));
    CHECK(row.at("per_send numerator") == expected.at("redeeming_households"));
    CHECK(row.at("per_send denominator") == expected.at("sends"));
    CHECK(row.at("per_send low") <= row.at("per_send"));
  }
}

void CheckTypes(const Project& project) {
  const auto truth = TruthBy("truth_type.csv", "campaign_type");
  const auto rows = project.Csv(kAsOf + "report types");
  REQUIRE(rows.size() == truth.size());
  for (const auto& row : rows) {
    INFO(row.at("type"));
    for (const auto* column : {"sends", "converted_sends", "redemptions", "rate"}) {
      INFO(column);
      CHECK(row.at(column) == truth.at(row.at("type")).at(column));
    }
  }
}

void CheckPressure(const Project& project) {
  const auto truth = TruthBy("truth_pressure.csv", "prior_sends_in_30d");
  const auto row = project.Csv(kAsOf + "report pressure").at(0);
  REQUIRE(truth.size() == 4);
  for (const auto& [prior, expected] : truth) {
    INFO(prior << " sends before");
    CHECK(row.at("prior_" + prior) == expected.at("sends"));
  }
  CHECK(row.at("prior_more") == "0");
}

}  // namespace

TEST_CASE("completejourney: campaigns, types, pressure", "[truth]") {
  if (SharedData("completejourney/campaigns.csv").empty()) SKIP("../shared/data/completejourney is absent");
  const Project project("completejourney");
  const auto imported = project.Csv("import");
  REQUIRE(imported.size() == 3);
  CHECK(imported[0].at("events_added") == "6589");
  CHECK(imported[1].at("events_added") == "2102");
  CHECK(imported[2].at("events_added") == "792");  // truth_type.csv: 604 + 154 + 34
  CHECK(imported[2].at("rows") == "2102");
  for (const auto& row : imported) CHECK(row.at("rejected") == "0");
  CheckCampaigns(project);
  CheckPerSend(project);
  CheckTypes(project);
  CheckPressure(project);
}
