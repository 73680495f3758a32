// Every list that is compared is sorted the same way on both sides, so one walk over both finds what differs.
#include "adapters/cli/rule_diff.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "adapters/cli/value.h"

namespace segue::cli {
namespace {

using adapters::Result;
using Differences = std::vector<Difference>;

/// A contact that is in something, and the instant to show for it.
struct Entry {
  std::string key;
  engine::Instant at = 0;
};
using Entries = std::vector<Entry>;

/// Pairs what both sides declare by name, and reports what only one does.
template <typename Declared, typename Compare>
void ForEachPair(const std::string& kind, const std::vector<Declared>& before, const std::vector<Declared>& after,
                 Differences& differences, const Compare& compare) {
  const auto find = [](const std::vector<Declared>& all, const std::string& name) {
    return std::find_if(all.begin(), all.end(), [&](const Declared& one) { return one.name == name; });
  };
  for (const Declared& old : before) {
    const auto match = find(after, old.name);
    if (match == after.end()) {
      differences.push_back({kind, old.name, "only old", {}, {}});
    } else {
      compare(static_cast<std::size_t>(&old - before.data()), static_cast<std::size_t>(match - after.begin()));
    }
  }
  for (const Declared& added : after) {
    if (find(before, added.name) == before.end()) differences.push_back({kind, added.name, "only new", {}, {}});
  }
}

/// Entries of one side that the other lacks. Both ascend by key.
void AddDifferences(const std::string& kind, const std::string& name, const Entries& before, const Entries& after,
                    Differences& differences) {
  auto old = before.begin();
  auto now = after.begin();
  while (old != before.end() || now != after.end()) {
    const bool leaves = now == after.end() || (old != before.end() && old->key < now->key);
    const bool enters = old == before.end() || (now != after.end() && now->key < old->key);
    if (leaves) differences.push_back({kind, name, "leaves", old->key, old->at});
    if (enters) differences.push_back({kind, name, "enters", now->key, now->at});
    if (!enters) ++old;
    if (!leaves) ++now;
  }
}

Entries Members(const DiffSide& side, engine::NodeId node) {
  Entries entries;
  for (const engine::Membership& member : engine::ListMembers(side.evaluator, side.as_of, node))
    entries.push_back({std::string(side.evaluator.source().Key(member.contact)), member.since});
  return entries;
}

/// Who is in each state of a lifecycle, by the state's name.
std::map<std::string, Entries> StateMembers(const DiffSide& side, std::size_t lifecycle) {
  const engine::Lifecycle& declared = side.program.lifecycles[lifecycle];
  std::map<std::string, Entries> members;
  for (const std::string& state : declared.states) members[state];
  const auto id = static_cast<engine::LifecycleId>(lifecycle);
  for (const auto& [stay, state] : engine::ListStateStays(side.evaluator, side.as_of, id)) {
    if (stay.when.end == engine::kForever)
      members[declared.states[state]].push_back(
          {std::string(side.evaluator.source().Key(stay.contact)), stay.when.start});
  }
  return members;
}

/// A move by names, so that two programs can be compared.
using NamedMove = std::tuple<std::string, engine::Instant, std::string>;  // "from -> to", at, contact

std::vector<NamedMove> Moves(const DiffSide& side, std::size_t lifecycle, engine::Instant after = engine::kAlways) {
  const engine::Lifecycle& declared = side.program.lifecycles[lifecycle];
  const auto id = static_cast<engine::LifecycleId>(lifecycle);
  std::vector<NamedMove> moves;
  for (const engine::MoveRecord& move : engine::ListMoves(side.evaluator, side.as_of, std::span(&id, 1))) {
    if (move.at <= after) continue;
    moves.emplace_back(declared.name + " " + declared.states[move.from] + " -> " + declared.states[move.to], move.at,
                       side.evaluator.source().Key(move.contact));
  }
  std::sort(moves.begin(), moves.end());
  return moves;
}

void AddMoves(const std::vector<NamedMove>& moves, const std::string& change, Differences& differences) {
  for (const auto& [name, at, contact] : moves) differences.push_back({"move", name, change, contact, at});
}

// ---------------------------------------------------------------- reports

std::string CellText(const engine::Cell& cell, const engine::Metric& metric) {
  if (cell.missing != engine::NoValue::kNone) return "no value";
  if (const auto* money = std::get_if<engine::Money>(&cell.value)) return CsvText(Amount{*money, metric.currency});
  if (const auto* whole = std::get_if<std::int64_t>(&cell.value)) return std::to_string(*whole);
  return CsvText(Rate{std::get<double>(cell.value), false});
}

struct CellPlace {
  std::string label;  // "Monthly: revenue 2026-03 FR"
  std::optional<engine::Instant> start;
  bool operator<(const CellPlace& other) const { return std::tie(label, start) < std::tie(other.label, other.start); }
};

/// The shown values of a report by column, period and splits.
Result<std::map<CellPlace, std::string>> Cells(const DiffSide& side, const engine::Report& report) {
  const engine::ReportResult result = engine::ComputeReport(side.evaluator, side.as_of, report);
  if (!result.error.empty()) {
    return adapters::Error{"computing the report \"" + report.name + "\"", result.error, "",
                           adapters::ErrorClass::kRefused};
  }
  std::map<CellPlace, std::string> cells;
  for (const engine::ReportRow& row : result.table.rows) {
    std::string place;
    if (row.period && report.period) place += " " + side.calendar.Label(row.period->start, *report.period);
    for (const std::optional<std::string>& split : row.splits) place += " " + split.value_or("(missing)");
    for (std::size_t i = 0; i < report.shown.size(); ++i) {
      const engine::ShownMetric& shown = report.shown[i];
      cells[{report.name + ": " + shown.title + place, row.period ? std::optional(row.period->start) : std::nullopt}] =
          CellText(row.cells[i], side.program.metrics[shown.metric]);
    }
  }
  return cells;
}

adapters::Status CompareReports(const DiffSide& before, const DiffSide& after, std::size_t old_report,
                                std::size_t new_report, Differences& differences) {
  Result<std::map<CellPlace, std::string>> old_cells = Cells(before, before.program.reports[old_report]);
  if (!old_cells) return old_cells.error();
  Result<std::map<CellPlace, std::string>> new_cells = Cells(after, after.program.reports[new_report]);
  if (!new_cells) return new_cells.error();
  std::map<CellPlace, std::string> places = *old_cells;
  places.insert(new_cells->begin(), new_cells->end());
  const auto text = [](const std::map<CellPlace, std::string>& cells, const CellPlace& place) {
    const auto found = cells.find(place);
    return found == cells.end() ? std::string("none") : found->second;
  };
  for (const auto& [place, ignored] : places) {
    const std::string old = text(*old_cells, place);
    const std::string now = text(*new_cells, place);
    if (old != now) differences.push_back({"metric", place.label, old + " -> " + now, {}, place.start});
  }
  return adapters::Ok();
}

adapters::Status CompareAllReports(const DiffSide& before, const DiffSide& after, Differences& differences) {
  adapters::Status status = adapters::Ok();
  ForEachPair("report", before.program.reports, after.program.reports, differences,
              [&](std::size_t old, std::size_t now) {
                if (status) status = CompareReports(before, after, old, now, differences);
              });
  return status;
}

// ---------------------------------------------------------------- two moments

/// Members at the earlier moment and at the later one, both read from the stays known at the later one. Who left has
/// the instant of leaving, who came that of coming.
std::pair<Entries, Entries> MembersAtBoth(const engine::TimelineSource& contacts,
                                          const std::vector<engine::Stay>& stays, engine::Instant from) {
  std::pair<Entries, Entries> both;
  for (const engine::Stay& stay : stays) {
    const std::string key(contacts.Key(stay.contact));
    if (stay.when.start <= from && from < stay.when.end) both.first.push_back({key, stay.when.end});
    if (stay.when.end == engine::kForever) both.second.push_back({key, stay.when.start});
  }
  return both;
}

void CompareStays(const std::string& kind, const std::string& name, const DiffSide& after,
                  const std::vector<engine::Stay>& stays, engine::Instant from, Differences& differences) {
  const auto [old, now] = MembersAtBoth(after.evaluator.source(), stays, from);
  AddDifferences(kind, name, old, now, differences);
}

void CompareNamed(const std::string& kind, const std::vector<engine::NamedNode>& named, const DiffSide& before,
                  const DiffSide& after, Differences& differences) {
  for (const engine::NamedNode& one : named) {
    const std::vector<engine::Stay> stays = engine::ListStays(after.evaluator, after.as_of, one.node);
    CompareStays(kind, one.name, after, stays, before.as_of, differences);
  }
}

void CompareStates(const DiffSide& before, const DiffSide& after, Differences& differences) {
  for (engine::LifecycleId id = 0; id < after.program.lifecycles.size(); ++id) {
    const engine::Lifecycle& lifecycle = after.program.lifecycles[id];
    std::vector<std::vector<engine::Stay>> by_state(lifecycle.states.size());
    for (const auto& [stay, state] : engine::ListStateStays(after.evaluator, after.as_of, id))
      by_state[state].push_back(stay);
    for (std::size_t state = 0; state < by_state.size(); ++state) {
      CompareStays("state", lifecycle.name + "." + lifecycle.states[state], after, by_state[state], before.as_of,
                   differences);
    }
  }
}

}  // namespace

Result<Differences> CompareRules(const DiffSide& before, const DiffSide& after) {
  Differences differences;
  const engine::Program& old = before.program;
  const engine::Program& now = after.program;
  const auto compare_nodes = [&](const std::string& kind, const std::vector<engine::NamedNode>& a,
                                 const std::vector<engine::NamedNode>& b) {
    ForEachPair(kind, a, b, differences, [&](std::size_t i, std::size_t j) {
      AddDifferences(kind, a[i].name, Members(before, a[i].node), Members(after, b[j].node), differences);
    });
  };
  compare_nodes("segment", old.segments, now.segments);
  compare_nodes("flag", old.flags, now.flags);
  ForEachPair("lifecycle", old.lifecycles, now.lifecycles, differences, [&](std::size_t i, std::size_t j) {
    std::map<std::string, Entries> a = StateMembers(before, i);
    std::map<std::string, Entries> b = StateMembers(after, j);
    std::map<std::string, Entries> states = a;
    states.insert(b.begin(), b.end());
    for (const auto& [state, ignored] : states)
      AddDifferences("state", old.lifecycles[i].name + "." + state, a[state], b[state], differences);
    const std::vector<NamedMove> was = Moves(before, i);
    const std::vector<NamedMove> is = Moves(after, j);
    std::vector<NamedMove> removed;
    std::vector<NamedMove> added;
    std::set_difference(was.begin(), was.end(), is.begin(), is.end(), std::back_inserter(removed));
    std::set_difference(is.begin(), is.end(), was.begin(), was.end(), std::back_inserter(added));
    AddMoves(removed, "removed", differences);
    AddMoves(added, "added", differences);
  });
  if (adapters::Status compared = CompareAllReports(before, after, differences); !compared) return compared.error();
  return differences;
}

Result<Differences> CompareMoments(const DiffSide& before, const DiffSide& after) {
  Differences differences;
  CompareNamed("segment", after.program.segments, before, after, differences);
  CompareNamed("flag", after.program.flags, before, after, differences);
  CompareStates(before, after, differences);
  for (std::size_t id = 0; id < after.program.lifecycles.size(); ++id)
    AddMoves(Moves(after, id, before.as_of), "added", differences);
  if (adapters::Status compared = CompareAllReports(before, after, differences); !compared) return compared.error();
  return differences;
}

}  // namespace segue::cli
