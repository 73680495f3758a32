// What people ask: how many are in, who, which moves, a report, a clean-up. All are read from intervals.
//
// Existence is cut out here: a cut (deletion, pruning) is an exit, a return an entry, neither is a move.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/evaluation.h"

namespace segue::engine {

/// Members at as_of, one number per node.
std::vector<std::int64_t> CountMembers(const Evaluator& evaluator, Instant as_of, std::span<const NodeId> nodes);
/// Contacts that exist at as_of.
std::int64_t CountContacts(const Evaluator& evaluator, Instant as_of);

/// The same contacts, ascending.
std::vector<std::uint32_t> ListContacts(const Evaluator& evaluator, Instant as_of);

struct Membership {
  std::uint32_t contact = 0;
  Instant since = 0;
  std::optional<Instant> until;  // if nothing happens; empty: no end before the horizon
};
/// Members at as_of, ascending by contact.
std::vector<Membership> ListMembers(const Evaluator& evaluator, Instant as_of, NodeId node);

/// What stands behind one cell of a report without splits: what Program::measures[measure] counts in `period` up to
/// as_of, ascending by contact, then instant. For members `since` and `until` are their stay; whatever else is counted
/// has its instant in `since` and no `until`. `contacts with` names each contact once, at its first event; what
/// happened to the account belongs to nobody and is left out. Empty where the measure has no value (not recorded).
std::optional<std::vector<Membership>> ListCounted(const Evaluator& evaluator, Instant as_of, std::uint32_t measure,
                                                   const Interval& period);
/// One stretch of membership, of a node or in a lifecycle's state. `when.end` is kForever while it is not over at
/// as_of.
struct Stay {
  std::uint32_t contact = 0;
  Interval when;
};
/// Every stay that began at or before as_of, ascending by contact, then start.
std::vector<Stay> ListStays(const Evaluator& evaluator, Instant as_of, NodeId node);

struct StateStay {
  Stay stay;
  StateId state = 0;
};
/// The states of one lifecycle in the same order, back to back; visits of zero length are moves only.
std::vector<StateStay> ListStateStays(const Evaluator& evaluator, Instant as_of, LifecycleId lifecycle);

struct ScoreStay {
  Stay stay;
  Points points = 0;
};
/// The values of one score in the same order, back to back; `run` is its ScoreRunNode.
std::vector<ScoreStay> ListScoreStays(const Evaluator& evaluator, Instant as_of, NodeId run);

/// A score's value for every contact; 0 for one that is not born yet. `run` is its ScoreRunNode.
std::vector<Points> ScoresAt(const Evaluator& evaluator, Instant as_of, NodeId run);
/// The label of a group of contacts for every contact, as an index; labels.size() where it is missing.
std::vector<std::uint32_t> LabelsAt(const Evaluator& evaluator, Instant as_of, const Group& group);

struct MoveRecord {
  std::uint32_t contact = 0;
  LifecycleId lifecycle = 0;
  StateId from = 0, to = 0;
  Instant at = 0;
};
/// Every move up to and including as_of (not those during absences), by instant, then contact, then lifecycle, then
/// order.
std::vector<MoveRecord> ListMoves(const Evaluator& evaluator, Instant as_of, std::span<const LifecycleId> lifecycles);

// ---------------------------------------------------------------- reports

/// Why a cell has no value.
enum class NoValue : std::uint8_t {
  kNone,
  kDivisionByZero,
  kNotRecorded,
  kNoValues,
  kNoPeriod,  // `compare`: there is no such period, or it lies before the first data
};

using CellValue = std::variant<std::int64_t, double, Money>;

/// What a rate divides by what.
struct RateParts {
  CellValue numerator, denominator;
};

struct Cell {
  CellValue value = std::int64_t{0};
  NoValue missing = NoValue::kNone;  // when not kNone, `value` means nothing
  bool incomplete = false;           // may still change: what is to happen within some time still can
  std::int64_t without = 0;          // arrivals without a visit before them, of a time that moves took
  std::optional<RateParts> parts{};  // of a rate whose parts have values
};

inline bool HasValue(const Cell& cell) { return cell.missing == NoValue::kNone; }
/// As one number; money in its own steps of a ten-thousandth.
inline double NumberOf(const CellValue& value) {
  if (const auto* count = std::get_if<std::int64_t>(&value)) return static_cast<double>(*count);
  if (const auto* money = std::get_if<Money>(&value)) return static_cast<double>(money->ten_thousandths);
  return std::get<double>(value);
}

struct ReportRow {
  std::optional<Interval> period;                  // where the report has a period; of a cohort that of its entry
  std::optional<std::int64_t> offset;              // of a cohort: how many periods after that of its entry
  std::vector<std::optional<std::string>> splits;  // empty optional: "missing"
  std::vector<std::uint32_t> ranks;                // of each split value among those of its split; missing is last
  std::vector<Cell> cells;                         // parallel to Report::shown
  std::vector<Cell> before;                        // of the period that `compare` sets beside it; else empty
  std::optional<std::int64_t> cohort_size;         // of a cohort: the contacts that entered
  bool partial = false;                            // the running period [start, as_of]
  bool forecast = false;                           // lies after the data: begins later than it runs through
};

struct ReportTable {
  std::vector<ReportRow> rows;
};

/// Empty text on success; else what is wrong in the user's words (a split over 10,000 rows).
struct ReportResult {
  ReportTable table;
  std::string error;
};
ReportResult ComputeReport(const Evaluator& evaluator, Instant as_of, const Report& report);
/// Parallel to `reports`; one run over the contacts for all of them.
std::vector<ReportResult> ComputeReports(const Evaluator& evaluator, Instant as_of,
                                         std::span<const Report* const> reports);

// ---------------------------------------------------------------- pruning

struct PruneStep {
  std::string label;          // the keep's condition, or "in grace"
  std::int64_t contacts = 0;  // kept by this step and by no earlier one
};
struct FreshnessVerdict {
  std::string label;              // the event
  std::optional<Instant> newest;  // newest matching event at or before as_of
  bool fresh = false;
};
struct PrunePlan {
  std::int64_t contacts = 0;  // that exist
  std::int64_t in_segment = 0;
  std::vector<PruneStep> kept;          // each keep, then grace
  std::vector<std::uint32_t> to_prune;  // contacts, ascending
  std::vector<FreshnessVerdict> freshness;
  std::optional<double> at_most;
  bool within_limit = true;
};
/// Plans the clean-up as of an instant; as_of in the future is the forecast.
PrunePlan PlanPrune(const Evaluator& evaluator, Instant as_of, const Prune& prune);

}  // namespace segue::engine
