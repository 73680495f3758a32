// Workbooks: names of sheets, numbers with formats, formulas, texts that stay texts.
#include "adapters/xlsx/workbook.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tests/support/command.h"

using namespace segue::xlsx;
using namespace segue::testing;

namespace {

std::vector<Sheet> Named(std::initializer_list<std::string> names) {
  std::vector<Sheet> sheets;
  for (const std::string& name : names) sheets.push_back({.name = name});
  return sheets;
}

bool Has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("sheets have names that spreadsheets take", "[xlsx]") {
  using Names = std::vector<std::string>;
  CHECK(SheetNames(Named({"Conversions par mois"})) == Names{"Conversions par mois"});
  CHECK(SheetNames(Named({"a/b", "a:b", "A-B"})) == Names{"a-b", "a-b 2", "A-B 3"});
  CHECK(SheetNames(Named({""})) == Names{"Report"});
  const std::string e31 = "ééééééééééééééééééééééééééééééé", e29 = "ééééééééééééééééééééééééééééé";
  CHECK(SheetNames(Named({e31 + "é", e31 + "é"})) == Names{e31, e29 + " 2"});
}

TEST_CASE("a workbook has formulas for rates, formats for figures, and no formula from data", "[xlsx]") {
  Sheet sheet{.name = "Rates", .above = {"Rates"}, .below = {"conversion = a / b"}};
  sheet.columns = {{.title = "country"},
                   {.title = "a", .style = NumberStyle::kCount},
                   {.title = "b", .style = NumberStyle::kCount},
                   {.title = "conversion", .style = NumberStyle::kPercent},
                   {.title = "revenue", .style = NumberStyle::kMoney, .currency = "EUR", .digits = 2}};
  sheet.rows = {{"FR", 12.0, 310.0, Quotient{1, 2, 12.0 / 310}, 1234.5}, {"=1+1", Cell{}, 0.0, Cell{}, Cell{}}};
  const TemporaryFolder folder;
  const std::string file = folder.path() + "/new/rates.xlsx";
  REQUIRE(WriteWorkbook(file, {sheet}));
  CHECK(!std::filesystem::exists(file + ".segue-new"));
  const Output read = RunShell("node " SEGUE_SOURCE_DIR "/tests/xlsx/read.mjs " + file);
  REQUIRE(read.exit_status == 0);
  CHECK(Has(read.text, "<f>IF(C4=0,\"\",B4/C4)</f><v>0.038709677"));
  CHECK(Has(read.text, "<v>1234.5</v>"));
  CHECK(Has(read.text, "#,##0.00 &quot;EUR&quot;"));
  CHECK(Has(read.text, "formatCode=\"0.00%\""));
  CHECK(Has(read.text, "<t>=1+1</t>"));
  CHECK(!Has(read.text, "<f>1+1"));
  CHECK(Has(read.text, "<sheet name=\"Rates\""));
}

TEST_CASE("a workbook that cannot be written leaves nothing behind", "[xlsx]") {
  const TemporaryFolder folder;
  const auto written = WriteWorkbook(folder.path(), {Sheet{.name = "A"}});
  REQUIRE(!written);
  CHECK(written.error().problem == "it is a folder");
  std::filesystem::create_directory(folder.path() + "/closed");
  CHECK(std::filesystem::is_empty(folder.path() + "/closed"));
}
