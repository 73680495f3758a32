// What a page says of its figures, on shops of a few lines whose figures are known by construction.
//
// p values by hand: of two counts over 30 days of April and 31 of May, exact fractions of the binomial with 30/61:
//   41 and 63: 0.0577    41 and 65: 0.0382    (over equal times 41 and 63 would be 0.0390)
// of two rates, z = (p_a − p_b) / sqrt(p (1 − p) (1/n + 1/n)):
//   20 and 40 of 100: z 3.086, p 0.0020    20 and 22 of 100: z 0.347, p 0.73
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <string>

#include "tests/support/command.h"

using namespace segue::testing;

namespace {

/// Asks and purchases; each contact asks once and buys at most once, five days later.
class SmallShop {
 public:
  /// Long before, so that both events were imported.
  SmallShop() { Ask("2024-01-10 12:00:00", 1, 1, "2024-01-15 12:00:00"); }

  void Ask(const std::string& day, int contacts, int buyers, const std::string& buys_on) {
    for (int i = 0; i < contacts; ++i) {
      const std::string key = "c" + std::to_string(++contacts_);
      rows_ += key + "," + day + ",asked\n";
      if (i < buyers) rows_ += key + "," + buys_on + ",purchase\n";
    }
  }

  /// The page of the rules as of an instant.
  std::string Page(const std::string& rules, const std::string& command) const {
    const TemporaryFolder folder;
    std::ofstream(folder.path() + "/shop.csv") << "contact,at,event\n" << rows_;
    std::ofstream(folder.path() + "/main.segue")
        << "timezone \"Europe/Paris\"\ncurrency EUR\nevent asked {}\nevent purchase {}\n"
           "lifecycle L {\n  start unknown\n  unknown -> prospect on asked\n  prospect -> client on purchase\n}\n"
           "metric prospects = entries to L.prospect\nmetric buyers = entries to L.client\n"
           "metric converted = buyers of prospects within 30 days\n"
           "metric conversion = converted / prospects as percent\nmetric orders = count of purchase\n"
        << rules;
    std::ofstream(folder.path() + "/segue.yaml") << "store: shop.db\nrules: [main.segue]\nimports:\n  shop:\n    "
                                                    "files: shop.csv\n    contact: contact\n    events:\n"
                                                    "      - {event: asked, at: at, when: {event: [asked]}}\n"
                                                    "      - {event: purchase, at: at, when: {event: [purchase]}}\n";
    const std::string segue = "cd " + folder.path() + " && " + BuiltFile("segue") + " ";
    REQUIRE(RunShell(segue + "import").exit_status == 0);
    REQUIRE(RunShell(segue + command + " --html page.html").exit_status == 0);
    return ReadText(folder.path() + "/page.html");
  }

 private:
  std::string rows_;
  int contacts_ = 0;
};

bool Says(const std::string& page, const std::string& sentence) {
  return page.find("<p>" + sentence + "</p>") != std::string::npos;
}

constexpr char kMonths[] = "report R { by month from 2026-04 to 2026-05 show prospects }";
constexpr char kRates[] = "report R { by month from 2026-04 to 2026-05 show conversion }";

}  // namespace

TEST_CASE("a change of contacts is more than chance by the exact test over the lengths of the periods", "[html]") {
  const auto said = [](int april, int may) {
    SmallShop shop;
    shop.Ask("2026-04-10 12:00:00", april, 0, "");
    shop.Ask("2026-05-10 12:00:00", may, 0, "");
    return shop.Page(kMonths, "--as-of 2026-05-31 report");
  };
  CHECK(Says(said(41, 63), "Prospects rose from 41 (Apr 2026) to 63 (May 2026), +53.66 %, which may be chance."));
  CHECK(Says(said(41, 65),
             "Prospects rose from 41 (Apr 2026) to 65 (May 2026), +58.54 %, more than chance would explain."));
  CHECK(Says(said(41, 41), "Prospects stayed at 41 from Apr 2026 to May 2026."));
  CHECK(Says(said(0, 3), "Prospects rose from 0 (Apr 2026) to 3 (May 2026), from nothing, which may be chance."));
}

TEST_CASE("a change of a share is more than chance by the score test", "[html]") {
  const auto said = [](int buyers, const std::string& as_of) {
    SmallShop shop;
    shop.Ask("2026-04-10 12:00:00", 100, 20, "2026-04-15 12:00:00");
    shop.Ask("2026-05-10 12:00:00", 100, buyers, "2026-05-15 12:00:00");
    return shop.Page(kRates, "--as-of " + as_of + " report");
  };
  CHECK(Says(said(40, "2026-07-15"),
             "Conversion rose from 20.00 % (Apr 2026) to 40.00 % (May 2026), +20.00 pts, "
             "more than chance would explain."));
  CHECK(Says(said(22, "2026-07-15"),
             "Conversion rose from 20.00 % (Apr 2026) to 22.00 % (May 2026), +2.00 pts, "
             "which may be chance."));
  // In May something may still follow until the end of June: nothing is said of it.
  CHECK(Says(said(40, "2026-05-31"), "Conversion was 20.00 % in Apr 2026."));
}

TEST_CASE("counts of events come in bundles, and nothing is claimed of chance", "[html]") {
  SmallShop shop;
  shop.Ask("2026-04-10 12:00:00", 10, 10, "2026-04-15 12:00:00");
  shop.Ask("2026-05-10 12:00:00", 90, 90, "2026-05-15 12:00:00");
  const std::string page =
      shop.Page("report R { by month from 2026-04 to 2026-05 show orders }", "--as-of 2026-05-31 report");
  CHECK(Says(page, "Orders rose from 10 (Apr 2026) to 90 (May 2026), +800.00 %."));
}

TEST_CASE("what to look at next names the rule of each line", "[html]") {
  SmallShop shop;
  // A year of months, each with two prospects fewer: it falls by any test.
  for (int month = 1; month <= 12; ++month) {
    const std::string day = "2025-" + std::string(month < 10 ? "0" : "") + std::to_string(month) + "-10 12:00:00";
    shop.Ask(day, 60 - 2 * month, 0, "");
  }
  const std::string rules =
      "report Months { by month from 2025-01 to 2025-12 show prospects trend }\n"
      "goal \"Many\" = prospects >= 1000 in 2025\ngoal \"Few\" = prospects >= 10 in 2025\n"
      "alert \"Quiet\" when prospects < 1000: \"Hardly anybody asks\"\nalert \"Loud\" when prospects > 1000: \"Too "
      "many\"\n"
      "advise when prospects < 40: \"Send the guide\"\n";
  const std::string page = shop.Page(rules, "--as-of 2025-12-31 audit");
  const auto lists = [&](const std::string& step) { return page.find("<li>" + step + "</li>") != std::string::npos; };
  CHECK(lists("prospects: missed, 564 of ≥ 1,000 [goal &quot;Many&quot;]"));      // 12 × 60 − 2 × 78
  CHECK(lists("Hardly anybody asks (prospects: 36) [alert &quot;Quiet&quot;]"));  // 30 days up to the end of December
  CHECK(lists("prospects in Dec 2025: Send the guide [advise, report &quot;Months&quot;]"));
  CHECK(lists("prospects has been falling over the last 12 months [trend, report &quot;Months&quot;]"));
  CHECK(page.find("[goal &quot;Few&quot;]") == std::string::npos);
  CHECK(page.find("[alert &quot;Loud&quot;]") == std::string::npos);
}

TEST_CASE("a workbook has what csv has, with its rates as formulas", "[html][xlsx]") {
  const TemporaryFolder folder;
  const std::string project = "cd " + folder.path() + " && cp -r " SEGUE_SOURCE_DIR "/tests/html/gallery/. . && ";
  const std::string segue = BuiltFile("segue") + " --as-of 2026-06-20 ";
  REQUIRE(RunShell(project + segue + "import && " + segue + "report Rates Matrix --xlsx rates.xlsx").exit_status == 0);
  const auto rows =
      ParseCsv(RunShell("cd " + folder.path() + " && " + segue + "--format csv report Rates --intervals").text);
  REQUIRE(rows.size() == 6);
  const std::string parts =
      RunShell("node " SEGUE_SOURCE_DIR "/tests/xlsx/read.mjs " + folder.path() + "/rates.xlsx").text;
  CHECK(parts.find("<sheet name=\"Matrix\"") != std::string::npos);
  std::size_t at = 0;
  for (const auto& row : rows) {  // in order: numerator, denominator, then the formula over both
    const std::string numerator = "<v>" + row.at("conversion numerator") + "</v>";
    const std::string denominator = "<v>" + row.at("conversion denominator") + "</v>";
    at = parts.find(numerator, at);
    REQUIRE(at != std::string::npos);
    const std::size_t below = parts.find(denominator, at);
    const std::size_t formula = parts.find("<f>IF(C", below);
    REQUIRE(formula != std::string::npos);
    CHECK(formula - at < 200);
    at = formula;
  }
}
