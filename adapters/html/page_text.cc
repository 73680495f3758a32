// The html of a page. Everything that the browser runs or styles by is named by its hash in the content security
// policy, so data cannot become either of them.
#include <array>

#include "adapters/html/markup.h"
#include "adapters/html/page.h"
#include "adapters/html/page_assets.h"
#include "adapters/html/page_words.h"
#include "adapters/html/picture_data.h"

namespace segue::html {
namespace {

class PageWriter {
 public:
  explicit PageWriter(const Page& page) : page_(page) {}

  std::string Write() {
    Head();
    out_.Open("body").Open("a class=\"skip\" href=\"#figures\"").Text(Word(PageWord::kSkip)).Close("a");
    out_.Open("header").Element("h1", page_.title).Element("p", page_.stamp).Close("header");
    out_.Open("main id=\"figures\"");
    Glance();
    Contents();
    for (std::size_t i = 0; i < page_.sections.size(); ++i) Write(page_.sections[i], i);
    out_.Close("main").Open("footer");
    for (const std::string& line : page_.footer) out_.Element("p", line);
    out_.Close("footer");
    out_.Open("script type=\"application/json\" id=\"pictures\"");
    out_.Raw(PicturesJson(pictures_, page_.language)).Close("script");
    out_.Open("script").Raw(kPageScript).Close("script").Close("body").Close("html").Raw("\n");
    return out_.Take();
  }

 private:
  std::string_view Word(PageWord word) const { return Say(word, page_.language); }

  void Head() {
    const std::string policy = "default-src 'none'; script-src '" + std::string(kPageScriptHash) + "'; style-src '" +
                               std::string(kPageStyleHash) + "'; base-uri 'none'; form-action 'none'";
    out_.Raw("<!doctype html>\n").Open("html").With("lang", LanguageTag(page_.language)).Open("head");
    out_.Open("meta charset=\"utf-8\"").Open("meta http-equiv=\"Content-Security-Policy\"").With("content", policy);
    out_.Open("meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"");
    out_.Open("meta name=\"color-scheme\" content=\"light dark\"");
    out_.Element("title", page_.title).Open("style").Raw(kPageStyle).Close("style").Close("head");
  }

  /// What management reads: goals, the main line, money, three sentences.
  void Glance() {
    const bool any = !page_.tiles.empty() || page_.goals || page_.main_picture || !page_.sentences.empty() ||
                     !page_.next_steps.empty();
    if (!any) return;
    out_.Open("section class=\"glance\" aria-labelledby=\"glance\"");
    out_.Element("h2 id=\"glance\"", Word(PageWord::kGlance));
    if (!page_.sentences.empty()) {
      out_.Open("ul class=\"sentences\"");
      for (const std::string& sentence : page_.sentences) out_.Element("li", sentence);
      out_.Close("ul");
    }
    if (!page_.tiles.empty()) {
      out_.Open("ul class=\"tiles\"");
      for (const Tile& tile : page_.tiles) Write(tile);
      out_.Close("ul");
    }
    if (page_.goals) Write(*page_.goals);
    if (page_.main_picture) Write(*page_.main_picture);
    if (!page_.next_steps.empty()) {
      out_.Element("h3", Word(PageWord::kNext)).Open("ul class=\"next\"");
      for (const std::string& step : page_.next_steps) out_.Element("li", step);
      out_.Close("ul");
    }
    out_.Close("section");
  }

  void Write(const Tile& tile) {
    out_.Open("li");
    if (!tile.mark.empty()) out_.With("class", tile.mark);
    out_.Element("span class=\"name\"", tile.title).Element("strong", tile.value);
    out_.Element("span class=\"note\"", tile.note).Close("li");
  }

  void Contents() {
    if (page_.sections.size() < 2) return;
    out_.Open("nav aria-labelledby=\"contents\"").Element("h2 id=\"contents\"", Word(PageWord::kContents)).Open("ol");
    for (std::size_t i = 0; i < page_.sections.size(); ++i) {
      out_.Open("li").Open("a").With("href", "#report-" + std::to_string(i + 1));
      out_.Text(page_.sections[i].title).Close("a").Close("li");
    }
    out_.Close("ol").Close("nav");
  }

  void Write(const Section& section, std::size_t index) {
    const std::string id = "report-" + std::to_string(index + 1);
    out_.Open("section class=\"report\"").With("id", id).With("aria-labelledby", id + "-title");
    out_.Open("h2").With("id", id + "-title").Text(section.title).Close("h2");
    if (!section.description.empty()) out_.Element("p", section.description);
    for (const std::string& line : section.context) out_.Element("p class=\"context\"", line);
    if (!section.pictures.empty()) {
      out_.Open("div class=\"pictures\"");
      for (const Picture& picture : section.pictures) Write(picture);
      out_.Close("div");
    }
    for (const Table& table : section.tables) Write(table);
    if (!section.notes.empty()) {
      out_.Element("h3 class=\"notes\"", Word(PageWord::kNotes)).Open("ul class=\"notes\"");
      for (const std::string& note : section.notes) out_.Element("li", note);
      out_.Close("ul");
    }
    out_.Close("section");
  }

  void Write(const Picture& picture) {
    out_.Open("figure").Open("figcaption").Element("h3", picture.title);
    if (!picture.sentence.empty()) out_.Element("p", picture.sentence);
    out_.Close("figcaption");
    out_.Open("div class=\"picture\" role=\"img\"")
        .With("aria-label", picture.title + (picture.sentence.empty() ? "" : ". " + picture.sentence))
        .With("data-picture", std::to_string(pictures_.size()))
        .Close("div");
    pictures_.push_back(&picture);
    if (!picture.formulas.empty()) {
      out_.Open("details").Element("summary", Word(PageWord::kFormula));
      for (const std::string& formula : picture.formulas) out_.Element("p class=\"formula\"", formula);
      out_.Close("details");
    }
    out_.Open("details").Element("summary", Word(PageWord::kData));
    Table table = TableOf(picture, page_.language);
    table.caption = picture.title;
    Write(table);
    out_.Close("details").Close("figure");
  }

  void Write(const Table& table) {
    out_.Open("div class=\"scroll\" role=\"region\" tabindex=\"0\"")
        .With("aria-label",
              table.caption + ", " + std::string(Word(PageWord::kScroll)) + " " + std::to_string(++tables_));
    out_.Open("table").Element("caption", table.caption).Open("thead").Open("tr");
    for (const TableColumn& column : table.columns) {
      out_.Open("th scope=\"col\"");
      if (column.number) out_.With("class", "number");
      out_.Text(column.title).Close("th");
    }
    out_.Close("tr").Close("thead").Open("tbody");
    for (const auto& row : table.rows) {
      out_.Open("tr");
      for (std::size_t i = 0; i < row.size(); ++i) Write(row[i], table.columns[i], i == 0);
      out_.Close("tr");
    }
    out_.Close("tbody").Close("table").Close("div");
  }

  void Write(const TableCell& cell, const TableColumn& column, bool first) {
    const bool head = first && column.key;
    out_.Open(head ? "th scope=\"row\"" : "td");
    std::string classes = column.number ? "number" : "";
    if (!cell.mark.empty()) classes += (classes.empty() ? "" : " ") + cell.mark;
    if (cell.no_value) classes += (classes.empty() ? "" : " ") + std::string("none");
    if (!classes.empty()) out_.With("class", classes);
    out_.Text(cell.text).Close(head ? "th" : "td");
  }

  const Page& page_;
  Markup out_;
  std::vector<const Picture*> pictures_;  // in the order in which they stand
  int tables_ = 0;
};

}  // namespace

std::string PageText(const Page& page) { return PageWriter(page).Write(); }

}  // namespace segue::html
