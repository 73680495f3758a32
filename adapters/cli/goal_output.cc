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

std::string PartOf(const Goal& goal, const GoalRow& row, const Reader& reader) {
  std::string part;
  for (std::size_t i = 0; i < row.splits.size() && i < goal.by.size(); ++i) {
    part += (part.empty() ? "" : ", ") + goal.by[i].title + " " + row.splits[i].value_or(reader.Say(Phrase::kMissing));
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

Phrase StatusPhrase(GoalStatus status) {
  switch (status) {
    case GoalStatus::kReached:
      return Phrase::kReached;
    case GoalStatus::kOnTrack:
      return Phrase::kOnTrack;
    case GoalStatus::kBehind:
      return Phrase::kBehind;
    case GoalStatus::kMissed:
      return Phrase::kMissed;
    case GoalStatus::kNotBegun:
      return Phrase::kNotBegun;
    case GoalStatus::kNotKnown:
      return Phrase::kNotKnown;
    case GoalStatus::kTooFew:
      return Phrase::kTooFew;
    case GoalStatus::kNoBase:
      return Phrase::kNoBase;
    case GoalStatus::kNoValue:
      break;
  }
  return Phrase::kNoValue;
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

/// What the rows of goals have in common, whoever reads them.
class GoalFigures {
 public:
  GoalFigures(const Population& population, const Reader& reader) : population_(population), reader_(reader) {}

  const engine::Metric& MetricOf(const Goal& goal) const { return population_.program.metrics[goal.shown.metric]; }
  Value ValueOf(const Goal& goal, const GoalRow& row) const {
    return CellValueOf(row.value, MetricOf(goal), goal.shown.expression);
  }
  Value FigureOrNone(const std::optional<engine::Figure>& figure, const Goal& goal) const {
    return figure ? FigureValue(*figure, MetricOf(goal)) : Value{};
  }
  /// A pace of 47.6 conversions is 48 of them for people.
  Value DueValue(const engine::Figure& figure, const Goal& goal) const {
    const auto* number = std::get_if<double>(&figure);
    if (number != nullptr && MetricOf(goal).unit == engine::Unit::kCount) {
      return static_cast<std::int64_t>(goal.at_least ? std::ceil(*number - 1e-9) : std::floor(*number + 1e-9));
    }
    return FigureValue(figure, MetricOf(goal));
  }
  std::string SoFar(const Goal& goal, const GoalRow& row) const {
    const std::string figure = reader_.Figure(WithCurrency(ValueOf(goal, row)));
    if (!row.interval) return figure;
    return figure + " (" + reader_.Figure(Rate{row.interval->low, true}) + " – " +
           reader_.Figure(Rate{row.interval->high, true}) + ")";
  }
  std::string Target(const Goal& goal, const GoalRow& row) const {
    return row.target ? (goal.at_least ? "≥ " : "≤ ") + reader_.Figure(DueValue(*row.target, goal)) : "–";
  }
  std::string Due(const Goal& goal, const GoalRow& row) const {
    return row.due ? reader_.Figure(DueValue(*row.due, goal)) : "";
  }

 private:
  const Population& population_;
  const Reader& reader_;
};

/// csv and json.
void WriteGoalData(ResultWriter& writer, const Population& population, std::span<const Goal* const> goals,
                   const std::vector<engine::GoalResult>& results) {
  const Reader reader = Reader::OfTable(population.calendar);
  const GoalFigures figures(population, reader);
  writer.Begin({{"goal"},
                {"part"},
                {"metric"},
                {"period"},
                {"value", true},
                {"low", true},
                {"high", true},
                {"aim"},
                {"target", true},
                {"due", true},
                {"status"},
                {"known_from"},
                {"owner"},
                {"hypothesis"},
                {"learned"}});
  for (std::size_t i = 0; i < goals.size(); ++i) {
    const Goal& goal = *goals[i];
    for (const GoalRow& row : results[i].rows) {
      Texts texts;
      const auto text = [&](const std::string& one) { return one.empty() ? Value{} : texts.Keep(one); };
      const std::vector<Value> values{text(goal.name),
                                      text(PartOf(goal, row, reader)),
                                      text(figures.MetricOf(goal).name),
                                      text(reader.Period(goal.period.start, goal.unit)),
                                      figures.ValueOf(goal, row),
                                      row.interval ? Value{Rate{row.interval->low}} : Value{},
                                      row.interval ? Value{Rate{row.interval->high}} : Value{},
                                      text(goal.at_least ? "at least" : "at most"),
                                      figures.FigureOrNone(row.target, goal),
                                      figures.FigureOrNone(row.due, goal),
                                      text(reader.Say(StatusPhrase(row.status))),
                                      row.known_from ? Value{Moment{*row.known_from}} : Value{},
                                      text(goal.owner),
                                      text(goal.hypothesis),
                                      text(goal.learned)};
      writer.Row(values);
    }
  }
  writer.End();
}

}  // namespace

std::string StatusText(const GoalRow& row, const Reader& reader) {
  const std::string word = reader.Say(StatusPhrase(row.status));
  return row.known_from ? reader.Say(Phrase::kBefore, {word, reader.Day(*row.known_from)}) : word;
}

void WriteGoalRows(ResultWriter& writer, const Population& population, std::span<const Goal* const> goals,
                   const std::vector<engine::GoalResult>& results, const Reader& reader) {
  const GoalFigures figures(population, reader);
  const bool parts = std::any_of(goals.begin(), goals.end(), [](const Goal* goal) { return !goal->by.empty(); });
  const bool owners = std::any_of(goals.begin(), goals.end(), [](const Goal* goal) { return !goal->owner.empty(); });
  std::vector<OutputColumn> columns{{reader.Say(Phrase::kGoal), false, true}};
  if (parts) columns.push_back({reader.Say(Phrase::kPart), false, true, true});
  for (const Phrase title : {Phrase::kSoFar, Phrase::kTarget, Phrase::kDueByNow}) {
    columns.push_back({reader.Say(title), true});
  }
  columns.push_back({reader.Say(Phrase::kStatus), false, false, true});
  if (owners) columns.push_back({reader.Say(Phrase::kOwner)});
  writer.Begin(columns);
  for (std::size_t i = 0; i < goals.size(); ++i) {
    for (const GoalRow& row : results[i].rows) {
      Texts texts;
      std::vector<Value> values{texts.Keep(goals[i]->name)};
      if (parts) values.push_back(texts.Keep(PartOf(*goals[i], row, reader)));
      for (std::string text : {figures.SoFar(*goals[i], row), figures.Target(*goals[i], row),
                               figures.Due(*goals[i], row), StatusText(row, reader)}) {
        values.push_back(texts.Keep(std::move(text)));
      }
      if (owners) values.push_back(texts.Keep(goals[i]->owner));
      writer.Row(values);
    }
  }
  writer.End();
}

std::vector<std::string> GoalNotes(std::span<const Goal* const> goals, const std::vector<engine::GoalResult>& results,
                                   const Reader& reader) {
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < goals.size(); ++i) {
    const Goal& goal = *goals[i];
    const std::string name = Printable(goal.name);
    if (!results[i].error.empty()) notes.push_back(name + ": " + results[i].error);
    const auto add = [&](Phrase what, const std::string& text) {
      if (!text.empty()) notes.push_back(reader.Say(what, {name, Printable(text)}));
    };
    add(Phrase::kHypothesis, goal.hypothesis);
    add(Phrase::kLearned, goal.learned);
    const auto& rows = results[i].rows;
    const auto due = std::find_if(rows.begin(), rows.end(), [](const GoalRow& row) { return row.due.has_value(); });
    if (due != rows.end()) {
      notes.push_back(reader.Say(due->due_by_last_year ? Phrase::kDueByLastYear : Phrase::kDueByTime, {name}));
    }
  }
  return notes;
}

void WriteGoals(Session& session, const Population& population, std::span<const Goal* const> goals,
                const std::vector<engine::GoalResult>& results) {
  const Reader reader = Reader::OfTable(population.calendar);
  const auto writer = session.Writer({.title = "Goals",
                                      .header = {HeaderLine(population)},
                                      .notes = GoalNotes(goals, results, reader),
                                      .when_empty = "no goal"});
  if (session.options().format == OutputFormat::kTable) {
    WriteGoalRows(*writer, population, goals, results, reader);
  } else {
    WriteGoalData(*writer, population, goals, results);
  }
}

namespace {

/// A count that is aimed at for all contacts is no aim for some of them.
std::string MatrixStatus(const engine::GoalMatrix& matrix, const Goal& goal, const GoalRow& row, const Reader& reader) {
  const auto* threshold = std::get_if<engine::GoalThreshold>(&goal.aim);
  const bool is_share = goal.shown.rate == engine::Rate::kNone && threshold != nullptr && !matrix.segments.empty();
  if (!is_share || row.value.missing != engine::NoValue::kNone) return StatusText(row, reader);
  const double whole = engine::NumberOf(threshold->figure);
  if (whole == 0) return StatusText(row, reader);
  return reader.Say(Phrase::kOfIt, {reader.Figure(Rate{engine::NumberOf(row.value.value) / whole, true})});
}

}  // namespace

void WriteMatrixRows(ResultWriter& writer, const Population& population, const engine::GoalMatrix& matrix,
                     const std::vector<engine::GoalResult>& results, const Reader& reader) {
  const engine::Program& program = population.program;
  const GoalFigures figures(population, reader);
  std::vector<OutputColumn> columns{{reader.Say(Phrase::kSegment), false, true}};
  for (const std::uint32_t goal : matrix.goals) columns.push_back({program.goals[goal].name, false, false, true});
  writer.Begin(columns);
  const std::size_t rows = std::max<std::size_t>(1, matrix.segments.size());
  for (std::size_t i = 0; i < rows; ++i) {
    Texts texts;
    std::vector<Value> values{texts.Keep(matrix.segments.empty() ? reader.Say(Phrase::kEveryone) : matrix.segments[i])};
    for (std::size_t j = 0; j < matrix.goals.size(); ++j) {
      const std::size_t cell = i * matrix.goals.size() + j;
      const Goal& goal = matrix.cells[cell];
      if (results[cell].rows.empty()) {
        values.emplace_back();
        continue;
      }
      const GoalRow& row = results[cell].rows.front();
      const std::string value = reader.Figure(WithCurrency(figures.ValueOf(goal, row)));
      values.push_back(texts.Keep(value + ", " + MatrixStatus(matrix, goal, row, reader)));
    }
    writer.Row(values);
  }
  writer.End();
}

void WriteGoalMatrix(Session& session, const Population& population, const engine::GoalMatrix& matrix,
                     const std::vector<engine::GoalResult>& results) {
  const auto writer = session.Writer({.title = population.program.reports[matrix.report].name,
                                      .header = {HeaderLine(population)},
                                      .notes = {},
                                      .when_empty = "no goal"});
  WriteMatrixRows(*writer, population, matrix, results, Reader::OfTable(population.calendar));
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
