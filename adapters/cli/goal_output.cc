// See goal_output.h.
#include "adapters/cli/goal_output.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>

#include "adapters/cli/figure_text.h"

namespace segue::cli {
namespace {

using engine::Goal;
using engine::GoalRow;
using engine::GoalStatus;

std::string DayText(engine::Instant instant, const engine::Calendar& calendar) {
  return calendar.Label(calendar.PeriodOf(instant, engine::CalendarUnit::kDay).start, engine::CalendarUnit::kDay);
}

std::string PartOf(const Goal& goal, const GoalRow& row) {
  std::string part;
  for (std::size_t i = 0; i < row.splits.size() && i < goal.by.size(); ++i) {
    part += (part.empty() ? "" : ", ") + goal.by[i].title + " " + row.splits[i].value_or("(missing)");
  }
  return part;
}

const char* LimitSign(engine::Limit limit) {
  switch (limit) {
    case engine::Limit::kBelow:
      return "<";
    case engine::Limit::kAtMost:
      return "<=";
    case engine::Limit::kAbove:
      return ">";
    case engine::Limit::kAtLeast:
      return ">=";
    case engine::Limit::kEqual:
      return "=";
    case engine::Limit::kNotEqual:
      break;
  }
  return "!=";
}

const char* StatusWord(GoalStatus status) {
  switch (status) {
    case GoalStatus::kReached:
      return "reached";
    case GoalStatus::kOnTrack:
      return "on track";
    case GoalStatus::kBehind:
      return "behind";
    case GoalStatus::kMissed:
      return "missed";
    case GoalStatus::kNotBegun:
      return "not begun";
    case GoalStatus::kNotKnown:
      return "not known";
    case GoalStatus::kTooFew:
      return "too few";
    case GoalStatus::kNoBase:
      return "nothing to compare with";
    case GoalStatus::kNoValue:
      break;
  }
  return "no value";
}

/// Money as people read it where no header says the currency.
Value WithCurrency(Value value) {
  if (auto* amount = std::get_if<Amount>(&value)) amount->bare = false;
  return value;
}

/// Keeps the texts of one row, which values only point to.
class Texts {
 public:
  Value Keep(std::string text) { return std::string_view(texts_.emplace_back(std::move(text))); }

 private:
  std::deque<std::string> texts_;
};

class GoalTable {
 public:
  GoalTable(Session& session, const Population& population)
      : session_(session), population_(population), for_people_(session.options().format == OutputFormat::kTable) {}

  void Write(std::span<const Goal* const> goals, const std::vector<engine::GoalResult>& results) {
    TableFrame frame{.title = "Goals", .header = {HeaderLine(population_)}, .notes = {}, .when_empty = "no goal"};
    for (std::size_t i = 0; i < goals.size(); ++i) AddNotes(*goals[i], results[i], frame.notes);
    const auto writer = session_.Writer(std::move(frame));
    writer->Begin(for_people_ ? ColumnsForPeople(goals) : Columns());
    for (std::size_t i = 0; i < goals.size(); ++i) {
      for (const GoalRow& row : results[i].rows) {
        for_people_ ? WriteForPeople(*writer, *goals[i], row) : WriteRow(*writer, *goals[i], row);
      }
    }
    writer->End();
  }

 private:
  static std::vector<OutputColumn> Columns() {
    return {{"goal"},      {"part"},       {"metric"}, {"period"},       {"value", true},
            {"low", true}, {"high", true}, {"aim"},    {"target", true}, {"due", true},
            {"status"},    {"known_from"}, {"owner"},  {"hypothesis"},   {"learned"}};
  }

  std::vector<OutputColumn> ColumnsForPeople(std::span<const Goal* const> goals) {
    for (const Goal* goal : goals) {
      parts_ = parts_ || !goal->by.empty();
      owners_ = owners_ || !goal->owner.empty();
    }
    std::vector<OutputColumn> columns{{"goal", false, true}};
    if (parts_) columns.push_back({"part", false, true, true});
    for (const char* title : {"so far", "target", "due by now"}) columns.push_back({title, true});
    columns.push_back({"status", false, false, true});
    if (owners_) columns.push_back({"owner"});
    return columns;
  }

  const engine::Metric& MetricOf(const Goal& goal) const { return population_.program.metrics[goal.shown.metric]; }
  std::string PeriodOf(const Goal& goal) const { return population_.calendar.Label(goal.period.start, goal.unit); }
  Value ValueOf(const Goal& goal, const GoalRow& row) const {
    return CellValueOf(row.value, MetricOf(goal), goal.shown.expression);
  }
  Value FigureOrNone(const std::optional<engine::Figure>& figure, const Goal& goal) const {
    return figure ? FigureValue(*figure, MetricOf(goal)) : Value{};
  }

  void WriteRow(ResultWriter& writer, const Goal& goal, const GoalRow& row) const {
    Texts texts;
    const auto text = [&](const std::string& one) { return one.empty() ? Value{} : texts.Keep(one); };
    const auto known = row.known_from ? Value{Moment{*row.known_from}} : Value{};
    const std::vector<Value> values{text(goal.name),
                                    text(PartOf(goal, row)),
                                    text(MetricOf(goal).name),
                                    text(PeriodOf(goal)),
                                    ValueOf(goal, row),
                                    row.interval ? Value{Rate{row.interval->low}} : Value{},
                                    row.interval ? Value{Rate{row.interval->high}} : Value{},
                                    text(goal.at_least ? "at least" : "at most"),
                                    FigureOrNone(row.target, goal),
                                    FigureOrNone(row.due, goal),
                                    text(StatusWord(row.status)),
                                    known,
                                    text(goal.owner),
                                    text(goal.hypothesis),
                                    text(goal.learned)};
    writer.Row(values);
  }

  void WriteForPeople(ResultWriter& writer, const Goal& goal, const GoalRow& row) const {
    Texts texts;
    std::string so_far = FigureText(WithCurrency(ValueOf(goal, row)));
    if (row.interval) {
      so_far +=
          " (" + FigureText(Rate{row.interval->low, true}) + " – " + FigureText(Rate{row.interval->high, true}) + ")";
    }
    std::vector<Value> values{texts.Keep(goal.name)};
    if (parts_) values.push_back(texts.Keep(PartOf(goal, row)));
    values.push_back(texts.Keep(std::move(so_far)));
    values.push_back(
        texts.Keep(row.target ? (goal.at_least ? "≥ " : "≤ ") + FigureText(DueValue(*row.target, goal)) : "–"));
    values.push_back(row.due ? texts.Keep(FigureText(DueValue(*row.due, goal))) : Value{std::string_view("")});
    values.push_back(texts.Keep(StatusText(row, population_.calendar)));
    if (owners_) values.push_back(texts.Keep(goal.owner));
    writer.Row(values);
  }

  /// A pace of 47.6 conversions is 48 of them for people.
  Value DueValue(const engine::Figure& figure, const Goal& goal) const {
    const auto* number = std::get_if<double>(&figure);
    if (number != nullptr && MetricOf(goal).unit == engine::Unit::kCount) {
      return static_cast<std::int64_t>(goal.at_least ? std::ceil(*number - 1e-9) : std::floor(*number + 1e-9));
    }
    return FigureValue(figure, MetricOf(goal));
  }

  void AddNotes(const Goal& goal, const engine::GoalResult& result, std::vector<std::string>& notes) const {
    if (!result.error.empty()) notes.push_back(Printable(goal.name) + ": " + result.error);
    const auto add = [&](const char* what, const std::string& text) {
      if (!text.empty()) notes.push_back(Printable(goal.name) + ", " + what + ": " + Printable(text));
    };
    add("hypothesis", goal.hypothesis);
    add("learned", goal.learned);
    for (const GoalRow& row : result.rows) {
      if (!row.due) continue;
      notes.push_back(Printable(goal.name) + ": due by now by " +
                      (row.due_by_last_year ? "last year's share of the same part" : "the share of the time"));
      break;
    }
  }

  Session& session_;
  const Population& population_;
  bool for_people_, parts_ = false, owners_ = false;
};

}  // namespace

std::string StatusText(const GoalRow& row, const engine::Calendar& calendar) {
  const std::string word = StatusWord(row.status);
  return row.known_from ? word + " before " + DayText(*row.known_from, calendar) : word;
}

void WriteGoals(Session& session, const Population& population, std::span<const Goal* const> goals,
                const std::vector<engine::GoalResult>& results) {
  GoalTable(session, population).Write(goals, results);
}

namespace {

/// A count that is aimed at for all contacts is no aim for some of them.
std::string MatrixStatus(const engine::GoalMatrix& matrix, const Goal& goal, const GoalRow& row,
                         const engine::Calendar& calendar) {
  const auto* threshold = std::get_if<engine::GoalThreshold>(&goal.aim);
  const bool is_share = goal.shown.rate == engine::Rate::kNone && threshold != nullptr && !matrix.segments.empty();
  if (!is_share || row.value.missing != engine::NoValue::kNone) return StatusText(row, calendar);
  const double whole = engine::NumberOf(threshold->figure);
  return whole == 0 ? StatusText(row, calendar)
                    : FigureText(Rate{engine::NumberOf(row.value.value) / whole, true}) + " of it";
}

}  // namespace

void WriteGoalMatrix(Session& session, const Population& population, const engine::GoalMatrix& matrix,
                     const std::vector<engine::GoalResult>& results) {
  const engine::Program& program = population.program;
  const auto writer = session.Writer({.title = program.reports[matrix.report].name,
                                      .header = {HeaderLine(population)},
                                      .notes = {},
                                      .when_empty = "no goal"});
  std::vector<OutputColumn> columns{{"segment", false, true}};
  for (const std::uint32_t goal : matrix.goals) columns.push_back({program.goals[goal].name, false, false, true});
  writer->Begin(columns);
  const std::size_t rows = std::max<std::size_t>(1, matrix.segments.size());
  for (std::size_t i = 0; i < rows; ++i) {
    Texts texts;
    std::vector<Value> values{texts.Keep(matrix.segments.empty() ? "everyone" : matrix.segments[i])};
    for (std::size_t j = 0; j < matrix.goals.size(); ++j) {
      const std::size_t cell = i * matrix.goals.size() + j;
      const Goal& goal = matrix.cells[cell];
      if (results[cell].rows.empty()) {
        values.emplace_back();
        continue;
      }
      const GoalRow& row = results[cell].rows.front();
      const std::string value =
          FigureText(WithCurrency(CellValueOf(row.value, program.metrics[goal.shown.metric], goal.shown.expression)));
      values.push_back(texts.Keep(value + ", " + MatrixStatus(matrix, goal, row, population.calendar)));
    }
    writer->Row(values);
  }
  writer->End();
}

void WriteAlerts(Session& session, const Population& population, const std::vector<engine::AlertVerdict>& verdicts) {
  const engine::Program& program = population.program;
  const auto writer = session.Writer(
      {.title = "Alerts", .header = {HeaderLine(population)}, .notes = {}, .when_empty = "the rules declare no alert"});
  writer->Begin({{"alert", false, true}, {"metric"}, {"value", true}, {"limit"}, {"raised"}, {"message"}});
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    const engine::Alert& alert = program.alerts[i];
    const engine::Metric& metric = program.metrics[alert.shown.metric];
    const std::string limit = std::string(LimitSign(alert.limit)) + " " + FigureText(FigureValue(alert.figure, metric));
    const Value raised = verdicts[i].too_few ? Value{std::string_view("too few")} : Value{verdicts[i].raised};
    writer->Row(std::vector<Value>{std::string_view(alert.name), std::string_view(metric.name),
                                   CellValueOf(verdicts[i].value, metric, alert.shown.expression),
                                   std::string_view(limit), raised,
                                   verdicts[i].raised ? Value{std::string_view(alert.message)} : Value{}});
  }
  writer->End();
}

}  // namespace segue::cli
