// Real data, exact figures: hillstrom (11 segments by arm of a randomised e-mail test, with the contacts' numbers
// summed as a checksum of membership). Truth: ../shared/data/hillstrom/truth_segments.csv.

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "tests/support/command.h"

namespace {

using segue::testing::Project;
using segue::testing::ReadCsv;
using segue::testing::Record;
using segue::testing::SharedData;

/// The truth's name of a segment → ours.
const std::pair<const char*, const char*> kSegments[] = {{"all", "Everybody"},
                                                         {"both", "Both"},
                                                         {"history>=500", "Big"},
                                                         {"mens_only", "MensOnly"},
                                                         {"womens_only", "WomensOnly"},
                                                         {"multichannel", "Multichannel"},
                                                         {"newbie", "Newcomer"},
                                                         {"recency<=3", "Recent"},
                                                         {"recency>6", "Away"},
                                                         {"urban_or_rural_not_newbie_history100_350", "Loyal"},
                                                         {"web", "Web"}};

long Cents(const std::string& amount) { return std::lround(std::stod(amount) * 100); }

using TruthByArm = std::map<std::string, Record>;

std::map<std::string, TruthByArm> ReadTruth() {
  std::map<std::string, TruthByArm> truth;
  for (const auto& record : ReadCsv(SharedData("hillstrom/truth_segments.csv"))) {
    truth[record.at("segment")][record.at("arm")] = record;
  }
  return truth;
}

void CheckFigures(const Project& project, const std::string& segment, const TruthByArm& truth) {
  const auto rows = project.Csv("--as-of 2008-03-20 report " + segment + "_by_arm");
  REQUIRE(rows.size() == 3);
  for (const auto& row : rows) {
    const Record& expected = truth.at(row.at("arm"));
    INFO(row.at("arm"));
    for (const auto* column : {"n", "visits", "conversions"}) CHECK(row.at(column) == expected.at(column));
    CHECK(Cents(row.at("spend")) == std::stol(expected.at("spend_cents")));
  }
}

/// Who is in it: a contact's key is the number of its row.
void CheckMembers(const Project& project, const std::string& segment, const TruthByArm& truth) {
  std::map<std::string, std::pair<long, long>> count_and_sum;
  for (const auto& row : project.Csv("--as-of 2008-03-20 list " + segment + " --fields arm")) {
    auto& [count, sum] = count_and_sum[row.at("arm")];
    ++count;
    sum += std::stol(row.at("contact"));
  }
  for (const auto& [arm, expected] : truth) {
    INFO(arm);
    CHECK(count_and_sum[arm].first == std::stol(expected.at("n")));
    CHECK(count_and_sum[arm].second == std::stol(expected.at("id_sum")));
  }
}

}  // namespace

TEST_CASE("hillstrom: segments by arm", "[truth]") {
  if (SharedData("hillstrom/hillstrom.csv").empty()) SKIP("../shared/data/hillstrom is absent");
  const Project project("hillstrom");
  const auto imported = project.Csv("import");
  REQUIRE(imported.size() == 1);
  CHECK(imported[0].at("contacts_added") == "64000");
  CHECK(imported[0].at("rejected") == "0");
  const auto truth = ReadTruth();
  REQUIRE(truth.size() == std::size(kSegments));
  for (const auto& [theirs, ours] : kSegments) {
    INFO(theirs);
    REQUIRE(truth.count(theirs) == 1);
    CheckFigures(project, ours, truth.at(theirs));
    CheckMembers(project, ours, truth.at(theirs));
  }
}
