// See report_page.h.
#include "adapters/cli/page/report_page.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "adapters/cli/goal_output.h"
#include "adapters/cli/page/next_steps.h"
#include "adapters/cli/page/page_table_writer.h"
#include "adapters/cli/page/report_pictures.h"
#include "adapters/cli/page/review_sections.h"
#include "adapters/cli/plan_output.h"
#include "adapters/cli/report_notes.h"
#include "adapters/cli/series_output.h"
#include "adapters/whole_file.h"

namespace segue::cli {
namespace {

constexpr std::size_t kMostSentences = 3;
constexpr std::size_t kMostTiles = 4;

class PageMaker {
 public:
  PageMaker(const Population& population, const PageParts& parts, html::Language language)
      : population_(population), parts_(parts), reader_(Reader::OfPage(language, population.calendar)) {
    page_.language = language;
  }

  html::Page Make() {
    page_.title = parts_.review                ? reader_.Say(Phrase::kReview)
                  : parts_.reports.size() == 1 ? parts_.reports[0].report->name
                                               : reader_.Say(Phrase::kReports);
    page_.stamp = Stamp();
    for (const ComputedReport& computed : parts_.reports) AddSection(computed);
    AddGoals();
    AddPrunes();
    page_.next_steps = NextSteps(population_, parts_, reader_);
    ChooseSentences();
    for (const ComputedExperiment& computed : parts_.experiments) {
      page_.sections.push_back(ExperimentSection(population_, computed, reader_));
    }
    if (parts_.changes) page_.sections.push_back(ChangesSection(*parts_.changes, reader_));
    page_.footer = {page_.stamp, reader_.Say(Phrase::kRules, {Fingerprint()}),
                    reader_.Say(Phrase::kMadeBy, {SEGUE_VERSION})};
    return std::move(page_);
  }

 private:
  std::string Stamp() const {
    const auto through = population_.common().data_through;
    return reader_.Say(Phrase::kAsOf, {reader_.Moment(population_.as_of), population_.calendar.zone()}) + "; " +
           (through ? reader_.Say(Phrase::kDataThrough, {reader_.Moment(*through)}) : reader_.Say(Phrase::kNoData));
  }

  std::string Fingerprint() const {
    std::array<char, 20> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(parts_.rules_fingerprint));
    return text.data();
  }

  void AddSection(const ComputedReport& computed) {
    const engine::Report& report = *computed.report;
    html::Section section{.title = report.name, .description = report.description};
    if (!report.period && !report.shown.empty()) {
      section.context.push_back(reader_.Say(Phrase::kOver, {reader_.Range(report.range)}));
    }
    for (ReportPicture& made : PicturesOf(population_, computed, reader_)) {
      if (made.finding) findings_.push_back(*made.finding);
      if (!page_.main_picture && IsMain(made.picture)) {
        page_.main_picture = made.picture;
      } else {
        section.pictures.push_back(std::move(made.picture));
      }
    }
    AddTables(computed, section);
    if (!report.shown.empty()) section.notes = NotesOf(population_, computed, reader_);
    AddTiles(computed);
    page_.sections.push_back(std::move(section));
  }

  /// The main line: the first figure that goes through time.
  static bool IsMain(const html::Picture& picture) {
    constexpr std::size_t kFewestPeriods = 6;
    return picture.marks.size() >= kFewestPeriods &&
           (picture.kind == html::PictureKind::kLine || picture.kind == html::PictureKind::kBars);
  }

  void AddTables(const ComputedReport& computed, html::Section& section) const {
    const engine::Report& report = *computed.report;
    if (!report.shown.empty() && !report.cohort_size) {  // a grid stands beside its picture
      PageTableWriter writer(report.name, reader_);
      WriteReportRows(writer, population_, computed, {true, true}, reader_);
      section.tables.push_back(writer.Take());
    }
    if (computed.matrix) {
      PageTableWriter writer(report.name, reader_);
      WriteMatrixRows(writer, population_, *computed.matrix->matrix, computed.matrix->results, reader_);
      section.tables.push_back(writer.Take());
    }
    PageTableWriter plans(report.name + ": " + reader_.Say(Phrase::kPlanChanges), reader_);
    if (WritePlanChangeRows(plans, population_, computed, reader_)) {
      section.tables.push_back(plans.Take());
      section.notes.push_back(reader_.Say(Phrase::kPlanPrices));
    }
    if (!computed.series) return;
    for (const SeriesTable& table : SeriesTables(report, *computed.series, reader_)) {
      PageTableWriter writer(report.name + ": " + table.title, reader_);
      table.write(writer, population_, report, *computed.series, reader_);
      html::Table made = writer.Take();
      if (made.rows.empty()) {
        section.notes.push_back(table.title + ": " + table.when_empty);
      } else {
        section.tables.push_back(std::move(made));
        section.notes.insert(section.notes.end(), table.notes.begin(), table.notes.end());
      }
    }
  }

  /// What was earned or spent: money of the last whole period, beside the period before it.
  void AddTiles(const ComputedReport& computed) {
    const engine::Report& report = *computed.report;
    if (!report.period || !report.splits.empty()) return;
    for (std::size_t i = 0; i < report.shown.size() && page_.tiles.size() < kMostTiles; ++i) {
      const DrawnColumn column(population_, report, i);
      if (column.format().style != html::FigureStyle::kMoney) continue;
      const engine::ReportRow* last = nullptr;
      for (const engine::ReportRow& row : computed.table.rows) {
        if (MarkOf(row, i) == html::CategoryMark::kNone && column.Value(row.cells[i])) last = &row;
      }
      const bool told = std::any_of(page_.tiles.begin(), page_.tiles.end(),
                                    [&](const html::Tile& tile) { return tile.title == column.title(); });
      if (last == nullptr || told) continue;
      page_.tiles.push_back({column.title(), column.Text(*column.Value(last->cells[i]), reader_),
                             reader_.Period(last->period->start, *report.period)});
    }
  }

  void AddGoals() {
    if (parts_.goals.empty()) return;
    PageTableWriter writer(reader_.Say(Phrase::kGoals), reader_);
    WriteGoalRows(writer, population_, parts_.goals, parts_.goal_results, reader_);
    html::Table table = writer.Take();
    std::size_t row = 0, well = 0, status = 0;
    for (; status < table.columns.size() && table.columns[status].title != reader_.Say(Phrase::kStatus);) ++status;
    for (const engine::GoalResult& result : parts_.goal_results) {
      for (const engine::GoalRow& one : result.rows) {
        const std::string mark = MarkOfStatus(one.status);
        if (mark == "good") ++well;
        table.rows[row++][status].mark = mark;
      }
    }
    page_.goals = std::move(table);
    sentences_.push_back(reader_.Say(Phrase::kGoalsReached, {std::to_string(well), std::to_string(row)}) + ".");
  }

  static std::string MarkOfStatus(engine::GoalStatus status) {
    switch (status) {
      case engine::GoalStatus::kReached:
      case engine::GoalStatus::kOnTrack:
        return "good";
      case engine::GoalStatus::kBehind:
      case engine::GoalStatus::kMissed:
        return "bad";
      default:
        return "waiting";
    }
  }

  /// What a clean-up would remove.
  void AddPrunes() {
    for (std::size_t i = 0; i < parts_.prunes.size() && page_.tiles.size() < kMostTiles + 2; ++i) {
      const engine::PrunePlan& plan = parts_.plans[i];
      const auto count = static_cast<std::int64_t>(plan.to_prune.size());
      page_.tiles.push_back({reader_.Say(Phrase::kPruneTitle, {parts_.prunes[i]->segment}), reader_.Figure(count),
                             reader_.Say(Phrase::kPruneSaves, {reader_.Figure(count), reader_.Figure(plan.contacts)})});
    }
  }

  /// The changes most worth telling, in the order of the reports.
  void ChooseSentences() {
    std::vector<const Finding*> changes;
    for (const Finding& finding : findings_) changes.push_back(&finding);
    const std::size_t room = kMostSentences - std::min(kMostSentences, sentences_.size());
    if (changes.size() > room) {
      std::stable_sort(changes.begin(), changes.end(),
                       [](const Finding* a, const Finding* b) { return a->weight > b->weight; });
      changes.resize(room);
      std::sort(changes.begin(), changes.end());
    }
    page_.sentences = std::move(sentences_);
    for (const Finding* finding : changes) page_.sentences.push_back(finding->sentence + ".");
  }

  const Population& population_;
  const PageParts& parts_;
  Reader reader_;
  html::Page page_;
  std::vector<Finding> findings_;
  std::vector<std::string> sentences_;
};

}  // namespace

html::Language LanguageOf(const std::string& tag) {
  return tag == "fr" ? html::Language::kFrench : html::Language::kEnglish;
}

html::Page MakePage(const Population& population, const PageParts& parts, html::Language language) {
  return PageMaker(population, parts, language).Make();
}

Status WritePage(Session& session, const Population& population, const PageParts& parts, const std::string& path,
                 html::Language language) {
  const std::string page = html::PageText(MakePage(population, parts, language));
  const Status written = adapters::WriteWholeFile(path, page, "writing the page " + path);
  if (written) session.out() << path << '\n';
  return written;
}

}  // namespace segue::cli
