// One load with the columns of all the tables that the query reads, then table after table, row by row.
#include "adapters/cli/derived_tables.h"

#include <numeric>
#include <set>
#include <utility>

#include "adapters/cli/field_value.h"
#include "adapters/cli/log.h"
#include "engine/answers.h"

namespace segue::cli {
namespace {

using sqlite::QueryValue;

enum TableNumber : std::size_t { kContacts, kSegments, kFlags, kStates, kScores, kMoves };

/// One cell, with its text where nobody else keeps it.
struct Cell {
  std::variant<std::monostate, std::int64_t, double, std::string_view, std::string> value;
};

/// The text must outlive the row.
Cell Text(std::string_view text) { return {text}; }

Cell InstantCell(engine::Instant at) {
  const std::string text = CsvText(Moment{at});  // empty for "always" and "forever"
  return text.empty() ? Cell{} : Cell{text};
}

QueryValue View(const Cell& cell) {
  return std::visit([](const auto& value) { return QueryValue(value); }, cell.value);
}

Cell FieldCell(const Value& value) {
  if (const auto* text = std::get_if<std::string_view>(&value)) return {*text};
  if (const auto* number = std::get_if<double>(&value)) return {*number};
  if (const auto* yes = std::get_if<bool>(&value)) return {std::int64_t{*yes ? 1 : 0}};
  if (const auto* amount = std::get_if<Amount>(&value))
    return {static_cast<double>(amount->money.ten_thousandths) / engine::kMoneyScale};
  if (std::holds_alternative<Items>(value)) return {JsonText(value)};
  const std::string text = CsvText(value);
  return text.empty() ? Cell{} : Cell{text};
}

Cell PointsCell(engine::Points points) {
  if (points % engine::kPointScale == 0) return {std::int64_t{points / engine::kPointScale}};
  return {static_cast<double>(points) / engine::kPointScale};
}

/// Fills one run of `segue sql`.
class Filler {
 public:
  Filler(const Population& population, const sqlite::Derivation::Add& add) : population_(population), add_(add) {}

  void Fill(std::size_t table) {
    const engine::Program& program = population_.program;
    switch (static_cast<TableNumber>(table)) {
      case kContacts:
        return AddContacts();
      case kSegments:
        return AddStays(table, program.segments);
      case kFlags:
        return AddStays(table, program.flags);
      case kStates:
        return AddStates();
      case kScores:
        return AddScores();
      case kMoves:
        return AddMoves();
    }
  }

 private:
  void Add(std::size_t table, const std::vector<Cell>& cells) {
    row_.clear();
    for (const Cell& cell : cells) row_.push_back(View(cell));
    add_(table, row_);
  }

  Cell Key(std::uint32_t contact) const { return Text(population_.Key(contact)); }

  void AddContacts() {
    const engine::Schema& schema = population_.program.schema;
    std::vector<Cell> cells;
    ContactRows rows(population_.facts.source());
    for (const std::uint32_t contact : engine::ListContacts(*population_.evaluator, population_.as_of)) {
      const auto [timelines, row] = rows.Of(contact);
      cells.assign({Key(contact), InstantCell(timelines->born[row])});
      for (std::size_t field = 0; field < schema.fields.size(); ++field) {
        cells.push_back(FieldCell(FieldValue(timelines->fields[field], schema.fields[field], row, population_.as_of,
                                             population_.program.currency)));
      }
      Add(kContacts, cells);
    }
  }

  void AddStays(std::size_t table, const std::vector<engine::NamedNode>& named) {
    for (const engine::NamedNode& one : named) {
      for (const engine::Stay& stay : engine::ListStays(*population_.evaluator, population_.as_of, one.node)) {
        Add(table, {Text(one.name), Key(stay.contact), InstantCell(stay.when.start), InstantCell(stay.when.end)});
      }
    }
  }

  void AddStates() {
    const engine::Program& program = population_.program;
    for (engine::LifecycleId id = 0; id < program.lifecycles.size(); ++id) {
      const engine::Lifecycle& lifecycle = program.lifecycles[id];
      for (const auto& [stay, state] : engine::ListStateStays(*population_.evaluator, population_.as_of, id)) {
        Add(kStates, {Text(lifecycle.name), Key(stay.contact), Text(lifecycle.states[state]),
                      InstantCell(stay.when.start), InstantCell(stay.when.end)});
      }
    }
  }

  void AddScores() {
    const engine::Program& program = population_.program;
    for (std::size_t i = 0; i < program.scores.size(); ++i) {
      for (const auto& [stay, points] :
           engine::ListScoreStays(*population_.evaluator, population_.as_of, program.score_runs[i])) {
        Add(kScores, {Text(program.scores[i].name), Key(stay.contact), PointsCell(points), InstantCell(stay.when.start),
                      InstantCell(stay.when.end)});
      }
    }
  }

  void AddMoves() {
    const engine::Program& program = population_.program;
    std::vector<engine::LifecycleId> all(program.lifecycles.size());
    std::iota(all.begin(), all.end(), 0U);
    for (const engine::MoveRecord& move : engine::ListMoves(*population_.evaluator, population_.as_of, all)) {
      const engine::Lifecycle& lifecycle = program.lifecycles[move.lifecycle];
      Add(kMoves, {Key(move.contact), Text(lifecycle.name), Text(lifecycle.states[move.from]),
                   Text(lifecycle.states[move.to]), InstantCell(move.at)});
    }
  }

  const Population& population_;
  const sqlite::Derivation::Add& add_;
  std::vector<QueryValue> row_;
};

NeededColumns ColumnsFor(const engine::Program& program, const std::vector<std::size_t>& tables) {
  NeededColumns columns(program);
  const auto add_nodes = [&](const std::vector<engine::NamedNode>& named) {
    for (const engine::NamedNode& one : named) columns.AddNode(one.node);
  };
  for (const std::size_t table : tables) {
    if (table == kContacts) {
      for (engine::FieldId field = 0; field < program.schema.fields.size(); ++field) columns.AddField(field);
    }
    if (table == kSegments) add_nodes(program.segments);
    if (table == kFlags) add_nodes(program.flags);
    if (table == kScores) {
      for (const engine::NodeId run : program.score_runs) columns.AddNode(run);
    }
    if (table == kStates || table == kMoves) {
      for (engine::LifecycleId id = 0; id < program.lifecycles.size(); ++id) columns.AddLifecycle(id);
    }
  }
  return columns;
}

std::string Lower(std::string text) {
  for (char& character : text) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
  }
  return text;
}

/// SQL compares names without letter case: a field called like an earlier column gets a number.
std::vector<std::string> ContactColumns(const engine::Schema& schema) {
  std::vector<std::string> columns{"contact", "born"};
  std::set<std::string> taken{"contact", "born"};
  for (const engine::FieldDeclaration& field : schema.fields) {
    std::string name = field.name;
    for (int number = 2; !taken.insert(Lower(name)).second; ++number) name = field.name + "_" + std::to_string(number);
    columns.push_back(std::move(name));
  }
  return columns;
}

}  // namespace

sqlite::Derivation DerivedTables(Session& session, const engine::Program& program) {
  sqlite::Derivation derivation;
  derivation.tables = {{"contacts", ContactColumns(program.schema)},
                       {"segments", {"name", "contact", "since", "until"}},
                       {"flags", {"name", "contact", "since", "until"}},
                       {"states", {"lifecycle", "contact", "state", "since", "until"}},
                       {"scores", {"name", "contact", "points", "since", "until"}},
                       {"moves", {"contact", "lifecycle", "from_state", "to_state", "at"}}};
  derivation.fill = [&session, &program](const std::vector<std::size_t>& needed,
                                         const sqlite::Derivation::Add& add) -> Status {
    Result<std::unique_ptr<Population>> population = session.Load(ColumnsFor(program, needed));
    if (!population) return population.error();
    const Stage stage("evaluate");
    Filler filler(**population, add);
    for (const std::size_t table : needed) filler.Fill(table);
    WarnOfRunaways(*(*population)->evaluator);
    return adapters::Ok();
  };
  return derivation;
}

}  // namespace segue::cli
