// Pages as text: escaping, figures in both languages, the data behind a picture, and what the policy allows.
#include "adapters/html/page.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "adapters/escaped_markup.h"
#include "adapters/html/page_assets.h"
#include "adapters/html/picture_data.h"

using namespace segue::html;

namespace {

constexpr char kHostile[] = "</script><script>window.stolen=1</script><img src=x onerror=\"window.stolen=1\">&'";

/// Every text of the page is hostile.
Page HostilePage() {
  Picture picture{.kind = PictureKind::kBars, .title = kHostile, .sentence = kHostile, .formulas = {kHostile}};
  picture.category_axis = picture.value_axis = kHostile;
  picture.categories = {kHostile};
  picture.series = {{.name = kHostile, .values = {1.0}}};
  Page page{.title = kHostile, .stamp = kHostile};
  page.tiles = {{kHostile, kHostile, kHostile}};
  page.main_picture = picture;
  page.sentences = {kHostile};
  Section section{.title = kHostile, .description = kHostile, .context = {kHostile}};
  section.pictures = {picture};
  section.tables = {{kHostile, {{kHostile, false, true}}, {{{kHostile}}}}};
  section.notes = {kHostile};
  page.sections = {section, section};
  page.footer = {kHostile};
  return page;
}

std::size_t CountOf(const std::string& text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("no text of a page becomes markup", "[html]") {
  CHECK(segue::adapters::EscapedMarkup("<a href=\"x\">Tom & 'Jo'</a>\x01") ==
        "&lt;a href=&quot;x&quot;&gt;Tom &amp; &#39;Jo&#39;&lt;/a&gt;\uFFFD");
  const std::string page = PageText(HostilePage());
  // The pictures' data and the page's own script, however often the data says otherwise.
  CHECK(CountOf(page, "<script") - CountOf(std::string(kPageScript), "<script") == 2);
  CHECK(CountOf(page, "</script") == 2);
  CHECK(CountOf(page, "<img") == CountOf(std::string(kPageScript), "<img"));
}

TEST_CASE("the policy names the script and the style, and nothing else", "[html]") {
  const std::string page = PageText(HostilePage());
  const std::string policy = "default-src &#39;none&#39;; script-src &#39;" + std::string(kPageScriptHash) +
                             "&#39;; style-src &#39;" + std::string(kPageStyleHash) +
                             "&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;";
  CHECK(page.find("http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\"") != std::string::npos);
}

TEST_CASE("figures read as in the reader's language", "[html]") {
  const FigureFormat money{FigureStyle::kMoney, "EUR", 2}, share{FigureStyle::kPercent, "", 2},
      number{FigureStyle::kNumber};
  CHECK(FigureText(1234567.5, money, Language::kEnglish) == "1,234,567.50 EUR");
  CHECK(FigureText(1234567.5, money, Language::kFrench) == "1\u202F234\u202F567,50 EUR");
  CHECK(FigureText(0.10525, share, Language::kEnglish) == "10.53 %");
  CHECK(FigureText(0.10525, share, Language::kFrench) == "10,53\u202F%");
  CHECK(FigureText(-1234, {FigureStyle::kCount}, Language::kFrench) == "-1\u202F234");
  CHECK(FigureText(-0.001, money, Language::kEnglish) == "0.00 EUR");
  CHECK(FigureText(6, number, Language::kEnglish) == "6");
  CHECK(FigureText(6.25, number, Language::kFrench) == "6,25");
  CHECK(LocalDigits("-1,234.5", Language::kFrench) == "-1\u202F234,5");
}

TEST_CASE("a picture's data keeps apart no value and 0, and what may change", "[html]") {
  Picture picture{.kind = PictureKind::kLine, .title = "Rate"};
  picture.category_axis = "period";
  picture.categories = {"Jan", "Feb", "Mar"};
  picture.marks = {CategoryMark::kNone, CategoryMark::kIncomplete, CategoryMark::kPartial};
  picture.series = {
      {.name = "rate", .values = {0.0, std::nullopt, 0.5}, .low = {0.0, {}, 0.4}, .high = {0.1, {}, 0.6}}};
  picture.format = {FigureStyle::kPercent, "", 2};
  const auto json = nlohmann::json::parse(PicturesJson({&picture}, Language::kEnglish));
  CHECK(json[0]["series"][0]["values"] == nlohmann::json::parse("[0.0, null, 0.5]"));
  CHECK(json[0]["series"][0]["high"] == nlohmann::json::parse("[0.1, null, 0.6]"));
  CHECK(json[0]["marks"] == nlohmann::json::parse(R"(["", "incomplete", "partial"])"));

  const Table table = TableOf(picture, Language::kEnglish);
  REQUIRE(table.columns.size() == 4);
  CHECK(table.columns[2].title == "rate, low");
  CHECK(table.rows[0][1].text == "0.00 %");
  CHECK(table.rows[1][0].text == "Feb (may still change)");
  CHECK(table.rows[1][1].text == "no value");
  CHECK(table.rows[1][1].no_value);
  CHECK(table.rows[2][0].text == "Mar (running)");
}

TEST_CASE("grids and flows read as tables, too", "[html]") {
  Picture grid{.kind = PictureKind::kHeatMap, .title = "Retention"};
  grid.value_axis = "cohort";
  grid.categories = {"0", "1"};
  grid.series = {{.name = "Jan", .values = {10.0, 4.0}}, {.name = "Feb", .values = {12.0, std::nullopt}}};
  const Table rows = TableOf(grid, Language::kEnglish);
  CHECK(rows.columns[0].title == "cohort");
  CHECK(rows.rows[1][0].text == "Feb");
  CHECK(rows.rows[1][2].text.empty());  // has not come yet

  Picture flows{.kind = PictureKind::kSankey, .title = "Moves"};
  flows.value_axis = "number";
  flows.categories = {"prospect", "client"};
  flows.flows = {{0, 1, 12}};
  const Table moves = TableOf(flows, Language::kFrench);
  CHECK(moves.columns[0].title == "de");
  CHECK(moves.rows[0][1].text == "client");
  CHECK(moves.rows[0][2].text == "12");
}
