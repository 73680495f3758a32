// See report_sheets.h.
#include "adapters/cli/page/report_sheets.h"

#include "adapters/cli/goal_output.h"
#include "adapters/cli/page/drawn_figures.h"
#include "adapters/cli/page/page_table_writer.h"
#include "adapters/cli/report_notes.h"

namespace segue::cli {
namespace {

xlsx::Column ColumnOf(const std::string& title, const html::FigureFormat& format) {
  xlsx::Column column{.title = title};
  switch (format.style) {
    case html::FigureStyle::kCount:
      column.style = xlsx::NumberStyle::kCount;
      break;
    case html::FigureStyle::kNumber:
      column.style = xlsx::NumberStyle::kNumber;
      break;
    case html::FigureStyle::kPercent:
      column.style = xlsx::NumberStyle::kPercent;
      break;
    case html::FigureStyle::kMoney:
      column.style = xlsx::NumberStyle::kMoney;
      column.currency = format.currency;
      column.digits = format.digits;
      break;
  }
  return column;
}

class SheetMaker {
 public:
  SheetMaker(const Population& population, const ComputedReport& computed, const Reader& reader)
      : population_(population), computed_(computed), report_(*computed.report), reader_(reader) {
    for (std::size_t i = 0; i < report_.shown.size(); ++i) figures_.emplace_back(population, report_, i);
  }

  xlsx::Sheet Make() {
    sheet_.name = report_.name;
    sheet_.above.push_back(report_.name);
    if (!report_.description.empty()) sheet_.above.push_back(report_.description);
    if (!report_.period) sheet_.above.push_back(reader_.Say(Phrase::kOver, {reader_.Range(report_.range)}));
    sheet_.above.push_back(
        reader_.Say(Phrase::kAsOf, {reader_.Moment(population_.as_of), population_.calendar.zone()}));
    AddColumns();
    for (const engine::ReportRow& row : computed_.table.rows) AddRow(row);
    sheet_.below = NotesOf(population_, computed_, reader_);
    for (const DrawnColumn& figure : figures_) sheet_.below.push_back(figure.Formula());
    return std::move(sheet_);
  }

 private:
  bool HasParts(const DrawnColumn& figure) const { return figure.rate() != engine::Rate::kNone; }

  /// The currency of what a part counts, where it is money.
  xlsx::Column PartColumn(const DrawnColumn& figure, Phrase phrase, bool denominator) const {
    const std::string title = figure.title() + ": " + reader_.Say(phrase);
    xlsx::Column column{.title = title, .style = xlsx::NumberStyle::kNumber, .quiet = true};
    for (const engine::ReportRow& row : computed_.table.rows) {
      const auto& parts = row.cells[figure.shown()].parts;
      if (!parts) continue;
      const engine::CellValue& part = denominator ? parts->denominator : parts->numerator;
      if (std::holds_alternative<std::int64_t>(part)) column.style = xlsx::NumberStyle::kCount;
      if (std::holds_alternative<engine::Money>(part)) {
        const std::string& own = figure.metric().currency;
        column.style = xlsx::NumberStyle::kMoney;
        column.currency = own.empty() ? population_.program.currency : own;
        column.digits = MinorDigits(column.currency);
      }
      break;
    }
    return column;
  }

  void AddColumns() {
    std::vector<xlsx::Column>& columns = sheet_.columns;
    if (report_.cohort_size) {
      columns.push_back({.title = reader_.Say(Phrase::kCohort)});
      columns.push_back({.title = reader_.Say(Phrase::kSinceEntry, {reader_.Units(*report_.period, 2)}),
                         .style = xlsx::NumberStyle::kCount});
    } else if (report_.period) {
      columns.push_back({.title = reader_.Say(Phrase::kPeriod)});
    }
    for (std::size_t i = report_.cohort_size ? 1 : 0; i < report_.splits.size(); ++i) {
      columns.push_back({.title = report_.splits[i].title});
    }
    if (report_.cohort_size) {
      columns.push_back({.title = reader_.Say(Phrase::kContacts), .style = xlsx::NumberStyle::kCount});
    }
    for (const DrawnColumn& figure : figures_) {
      if (HasParts(figure)) {
        columns.push_back(PartColumn(figure, Phrase::kNumerator, false));
        columns.push_back(PartColumn(figure, Phrase::kDenominator, true));
      }
      columns.push_back(ColumnOf(figure.title(), figure.format()));
      for (const Phrase end : {Phrase::kLow, Phrase::kHigh}) {
        if (!figure.HasInterval()) continue;
        columns.push_back(ColumnOf(figure.title() + ": " + reader_.Say(end), figure.format()));
        columns.back().quiet = true;
      }
      if (report_.compare == engine::Comparison::kNone) continue;
      const bool last_year = report_.compare == engine::Comparison::kSamePeriodLastYear;
      columns.push_back(
          ColumnOf(reader_.Say(last_year ? Phrase::kLastYear : Phrase::kPrevious, {figure.title()}), figure.format()));
    }
    columns.push_back({.title = reader_.Say(Phrase::kMarks), .quiet = true});
  }

  static xlsx::Cell CellOf(const std::optional<double>& value) { return value ? xlsx::Cell{*value} : xlsx::Cell{}; }

  static double InUnits(const engine::CellValue& part) {
    const bool money = std::holds_alternative<engine::Money>(part);
    return engine::NumberOf(part) / (money ? static_cast<double>(engine::kMoneyScale) : 1);
  }

  void AddFigure(const DrawnColumn& figure, const engine::ReportRow& row, std::vector<xlsx::Cell>& cells) const {
    const engine::Cell& cell = row.cells[figure.shown()];
    const auto value =
        engine::HasValue(cell) ? std::optional(figure.InUnits(engine::NumberOf(cell.value))) : std::nullopt;
    if (HasParts(figure)) {
      const auto numerator = static_cast<std::uint32_t>(cells.size());
      cells.push_back(cell.parts ? xlsx::Cell{InUnits(cell.parts->numerator)} : xlsx::Cell{});
      cells.push_back(cell.parts ? xlsx::Cell{InUnits(cell.parts->denominator)} : xlsx::Cell{});
      cells.push_back(cell.parts && value ? xlsx::Cell{xlsx::Quotient{numerator, numerator + 1, *value}}
                                          : CellOf(value));
    } else {
      cells.push_back(CellOf(value));
    }
    if (figure.HasInterval()) {
      const auto interval = figure.Interval(cell);
      cells.push_back(interval ? xlsx::Cell{interval->low} : xlsx::Cell{});
      cells.push_back(interval ? xlsx::Cell{interval->high} : xlsx::Cell{});
    }
    if (report_.compare != engine::Comparison::kNone) cells.push_back(CellOf(figure.Value(row.before[figure.shown()])));
  }

  void AddRow(const engine::ReportRow& row) {
    std::vector<xlsx::Cell>& cells = sheet_.rows.emplace_back();
    if (report_.period) cells.emplace_back(reader_.Period(row.period->start, *report_.period));
    if (row.offset) cells.emplace_back(static_cast<double>(*row.offset));
    for (const auto& split : row.splits) cells.emplace_back(split.value_or(reader_.Say(Phrase::kMissing)));
    if (report_.cohort_size) {
      cells.push_back(row.cohort_size ? xlsx::Cell{static_cast<double>(*row.cohort_size)} : xlsx::Cell{});
    }
    for (const DrawnColumn& figure : figures_) AddFigure(figure, row, cells);
    cells.emplace_back(MarksText(row, reader_));
  }

  const Population& population_;
  const ComputedReport& computed_;
  const engine::Report& report_;
  const Reader& reader_;
  std::vector<DrawnColumn> figures_;
  xlsx::Sheet sheet_;
};

/// What a matrix says of its goals is words.
xlsx::Sheet MatrixSheet(const Population& population, const ComputedReport& computed, const Reader& reader) {
  PageTableWriter writer(computed.report->name, reader);
  WriteMatrixRows(writer, population, *computed.matrix->matrix, computed.matrix->results, reader);
  const html::Table table = writer.Take();
  xlsx::Sheet sheet{.name = computed.report->name, .above = {computed.report->name}};
  for (const html::TableColumn& column : table.columns) sheet.columns.push_back({.title = column.title});
  for (const auto& row : table.rows) {
    std::vector<xlsx::Cell>& cells = sheet.rows.emplace_back();
    for (const html::TableCell& cell : row) cells.emplace_back(cell.text);
  }
  return sheet;
}

}  // namespace

std::vector<xlsx::Sheet> SheetsOf(const Population& population, const std::vector<ComputedReport>& reports,
                                  html::Language language) {
  const Reader reader = Reader::OfPage(language, population.calendar);
  std::vector<xlsx::Sheet> sheets;
  for (const ComputedReport& computed : reports) {
    if (!computed.report->shown.empty()) sheets.push_back(SheetMaker(population, computed, reader).Make());
    if (computed.matrix) sheets.push_back(MatrixSheet(population, computed, reader));
  }
  return sheets;
}

}  // namespace segue::cli
