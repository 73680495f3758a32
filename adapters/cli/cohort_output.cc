// See cohort_output.h.
#include "adapters/cli/cohort_output.h"

#include <algorithm>
#include <map>
#include <utility>

#include "adapters/cli/report_columns.h"

namespace segue::cli {
namespace {

using engine::ReportRow;

/// The rows of one line of the grid: a cohort, with one value of each other split, by offset.
struct Line {
  const ReportRow* first = nullptr;
  std::vector<const ReportRow*> by_offset;
};

std::vector<Line> LinesOf(const std::vector<ReportRow>& rows) {
  std::map<std::pair<engine::Instant, std::vector<std::uint32_t>>, Line> lines;
  for (const ReportRow& row : rows) {
    Line& line = lines[{row.period->start, row.ranks}];
    if (line.first == nullptr) line.first = &row;
    line.by_offset.push_back(&row);
  }
  std::vector<Line> ordered;
  ordered.reserve(lines.size());
  for (auto& [key, line] : lines) ordered.push_back(std::move(line));
  return ordered;
}

class Grid {
 public:
  Grid(const Population& population, const ComputedReport& computed)
      : population_(population),
        report_(*computed.report),
        reader_(Reader::OfTable(population.calendar)),
        figures_(report_, population.program, {true, false}, reader_),
        lines_(LinesOf(computed.table.rows)) {
    for (const Line& line : lines_) offsets_ = std::max(offsets_, line.by_offset.size());
  }

  void Write(ResultWriter& writer, std::size_t shown) const {
    std::vector<OutputColumn> columns{{"cohort", false, true, true}};
    for (std::size_t i = 1; i < report_.splits.size(); ++i) columns.push_back({report_.splits[i].title, false, true});
    columns.push_back({"contacts", true, false});
    for (std::size_t offset = 0; offset < offsets_; ++offset) columns.push_back({std::to_string(offset), true, false});
    writer.Begin(columns);
    for (const Line& line : lines_) writer.Row(ValuesOf(line, shown));
    writer.End();
  }

 private:
  std::vector<Value> ValuesOf(const Line& line, std::size_t shown) const {
    label_ = population_.calendar.Label(line.first->period->start, *report_.period);
    std::vector<Value> values{std::string_view(label_)};
    for (const auto& split : line.first->splits) {
      values.emplace_back(split ? std::string_view(*split) : std::string_view("(missing)"));
    }
    values.push_back(line.first->cohort_size ? Value{*line.first->cohort_size} : Value{});
    for (std::size_t offset = 0; offset < offsets_; ++offset) {
      const bool reached = offset < line.by_offset.size();
      // What has not come yet is empty, what has no value is a dash.
      values.push_back(reached ? figures_.Figure(line.by_offset[offset]->cells[shown], shown) : std::string_view(""));
    }
    return values;
  }

  const Population& population_;
  const engine::Report& report_;
  Reader reader_;
  ReportColumns figures_;
  std::vector<Line> lines_;
  std::size_t offsets_ = 0;
  mutable std::string label_;  // of the row being written
};

}  // namespace

void WriteCohortTables(Session& session, const Population& population, const ComputedReport& computed,
                       std::vector<std::string> header, std::vector<std::string> notes) {
  const engine::Report& report = *computed.report;
  const Grid grid(population, computed);
  for (std::size_t shown = 0; shown < report.shown.size(); ++shown) {
    const bool first = shown == 0, last = shown + 1 == report.shown.size();
    TableFrame frame{
        .title = first ? report.name : "", .header = {}, .notes = {}, .when_empty = "no cohort in this range"};
    if (first) frame.header.swap(header);
    if (last) frame.notes.swap(notes);
    frame.header.push_back(Printable(report.shown[shown].title) + " by " + std::string(UnitName(*report.period)) +
                           "s since the entry");
    if (!first) session.out() << '\n';
    grid.Write(*session.Writer(std::move(frame)), shown);
  }
}

}  // namespace segue::cli
