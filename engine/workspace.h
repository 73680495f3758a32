// What one worker knows while it evaluates a batch: the batch's contacts, the columns of nodes done so far, and the
// buffers behind them, which grow once and are reused for every batch of a Run.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/batch_line.h"
#include "engine/calendar.h"
#include "engine/coverage.h"
#include "engine/evaluation.h"
#include "engine/event_stream.h"
#include "engine/interval_writer.h"
#include "engine/intervals.h"
#include "engine/plan.h"
#include "engine/profile.h"
#include "engine/run_writer.h"
#include "engine/timeline_source.h"

namespace segue::engine {

/// From `at` on a contact has so many points more, or fewer.
struct PointChange {
  Instant at = 0;
  Points points = 0;
};

class Workspace {
 public:
  Workspace(const Plan& plan, const Calendar& calendar, const Scope& scope);

  /// Forgets the batch before and takes the contacts [contact, contact + size) of all: `size` of the window, from its
  /// `first` on.
  void Open(const TimelineWindow& window, std::uint32_t contact, std::uint32_t size);

  const Plan& plan() const { return plan_; }
  const Program& program() const { return plan_.program(); }
  /// The window's: of them the batch's contacts are [first(), first() + size()).
  const Timelines& timelines() const { return *timelines_; }
  const Calendar& calendar() const { return calendar_; }
  const Scope& scope() const { return scope_; }
  std::uint32_t first() const { return first_; }
  std::uint32_t size() const { return size_; }
  /// The number of the batch's first contact among all.
  std::uint32_t contact() const { return contact_; }

  Instant Born(std::size_t position) const { return timelines().born[first_ + position]; }
  /// The first moment of a contact's columns, born − 1 ms; kForever for a contact that does not exist as of the scope.
  Instant Floor(std::size_t position) const { return floors_[position]; }
  const std::vector<Instant>& Floors() const { return floors_; }
  bool Exists(std::size_t position) const { return floors_[position] < kForever; }

  IntervalColumn& column(NodeId node) { return columns_[node]; }
  const IntervalColumn& column(NodeId node) const { return columns_[node]; }
  MoveColumn& moves(LifecycleId lifecycle) { return moves_[lifecycle]; }
  const MoveColumn& moves(LifecycleId lifecycle) const { return moves_[lifecycle]; }
  /// Of the lifecycle that a LifecycleRunNode runs.
  const MoveColumn& MovesOf(NodeId run) const;
  const Lifecycle& LifecycleOf(NodeId run) const;
  StepColumn& steps(ScoreId score) { return steps_[score]; }
  /// Of the score that a ScoreRunNode runs.
  const StepColumn& StepsOf(NodeId run) const;
  const IntervalColumn& existence() const { return existence_; }
  bool has_absences() const { return has_absences_; }
  IntervalColumn& spare(std::size_t which) { return spare_[which]; }
  BatchLine& line() { return line_; }
  std::vector<std::uint8_t>& row_marks() { return row_marks_; }
  InstantBuffer& instants(std::size_t which) { return instants_[which]; }
  std::vector<PointChange>& point_changes() { return point_changes_; }
  std::vector<RunawayLifecycle>& runaways() { return runaways_; }

  /// What evaluating costs is kept from now on.
  void StartProfile();
  /// nullptr without StartProfile.
  Profile* profile() { return profile_ ? &*profile_ : nullptr; }
  const Profile* profile() const { return profile_ ? &*profile_ : nullptr; }
  /// Events in the streams handed out since the last call, and zero again; none when no stream was asked for.
  std::optional<std::uint64_t> TakeRowsSeen() { return std::exchange(rows_seen_, std::nullopt); }

  /// A writer of `out` with this scope's horizon.
  IntervalWriter Write(IntervalColumn& out) const { return {out, scope_.horizon, size_}; }
  /// The same for all contacts at once, of at most `most` intervals.
  RunWriter WriteRuns(IntervalColumn& out, std::size_t most) const { return {out, most, floors_, scope_.horizon}; }

  /// Computed once per batch, when first asked for. The conditions of `during` must be done.
  const EventStream& Stream(StreamId stream);
  /// What events cover by a node's clauses; keeps what it has learnt of the calendar.
  Coverage& CoverageOf(const std::vector<WhenClause>& when);
  /// The part of [first, last), ascending by `at`, that happened at or before the scope's as_of: its end.
  std::uint32_t EndAsOf(const Array<Instant>& at, std::uint32_t first, std::uint32_t last) const;
  /// Some contact of the window may have events of the kind; an account kind's belong to none.
  bool HasRows(EventKindId kind) const {
    return !timelines().events[kind].offsets.empty() && !program().schema.events[kind].account;
  }
  /// Rows of the contact's events of a kind that exist as of the scope.
  std::pair<std::uint32_t, std::uint32_t> EventRows(EventKindId kind, std::size_t position) const;

 private:
  template <typename T>
  struct Kept {  // a buffer and the batch for which it is filled
    T value;
    std::uint64_t batch = 0;
  };

  void OpenExistence();
  void OpenForGood();
  void CutAbsences(const IntervalGroup& absences);
  /// Of the batch's contacts, one more than there are.
  const std::uint32_t* Offsets(EventKindId kind);
  /// Some event of the batch's contacts happened after as_of.
  bool AnyLater(EventKindId kind, const std::uint32_t* offsets) const;
  const std::vector<std::uint8_t>& Marks(FilterId filter);
  /// As Stream, for building another stream: the asker does not see its rows.
  const EventStream& Part(StreamId stream);
  void Fill(const KindStream& plan, EventStream& stream);
  void Fill(const MergedStream& plan, EventStream& stream);
  void Fill(const DuringStream& plan, EventStream& stream);
  void Fill(const SequenceStream& plan, EventStream& stream);
  std::uint32_t FirstRow(EventKindId kind) const;
  std::uint32_t LastRow(EventKindId kind) const;

  const Plan& plan_;
  const Calendar& calendar_;
  const Scope scope_;
  const Timelines* timelines_ = nullptr;
  std::uint32_t first_ = 0, size_ = 0, contact_ = 0;
  std::uint64_t batch_ = 0;
  std::vector<Instant> floors_;
  IntervalColumn existence_;
  bool has_absences_ = false;                           // of contacts of the batch, some perhaps after as_of
  std::vector<IntervalColumn> columns_;                 // by node
  std::vector<MoveColumn> moves_;                       // by lifecycle
  std::vector<StepColumn> steps_;                       // by score
  std::vector<std::uint32_t> no_offsets_;               // of a kind without events
  std::vector<Kept<std::vector<std::uint8_t>>> marks_;  // by filter, of the batch's rows of its kind
  std::vector<Kept<EventStream>> streams_;
  std::unordered_map<const std::vector<WhenClause>*, Coverage> coverages_;
  FilterScratch filter_scratch_;
  IntervalColumn spare_[2];
  BatchLine line_;
  std::vector<std::uint8_t> row_marks_;
  InstantBuffer instants_[2];
  std::vector<PointChange> point_changes_;
  std::vector<RunawayLifecycle> runaways_;
  std::optional<Profile> profile_;
  std::optional<std::uint64_t> rows_seen_;
};

}  // namespace segue::engine
