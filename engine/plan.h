// A program made ready for the timelines of one source: tests compiled, equal filters and equal sets of events merged,
// transitions sorted by state. Built once per Evaluator, then only read, by every worker.
#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "engine/calendar.h"
#include "engine/program.h"
#include "engine/row_filter.h"
#include "engine/timelines.h"
#include "engine/value_codes.h"
#include "engine/value_test.h"

namespace segue::engine {

using FilterId = std::uint32_t;
using StreamId = std::uint32_t;
using CodesId = std::uint32_t;

/// The rows of one kind that pass any of the filters; all rows without filters.
struct KindStream {
  EventKindId kind = 0;
  std::vector<FilterId> filters;
};
/// Streams of one kind each, ascending by kind, merged.
struct MergedStream {
  std::vector<StreamId> parts;
};
/// The events of another stream at whose instants all conditions hold.
struct DuringStream {
  StreamId base = 0;
  std::vector<WhileCondition> conditions;
};
/// The events of `base` that some event of `other` precedes: at most `within` earlier, with the same values by each of
/// `same`; or, `followed`, that one follows at most `within` later.
struct SequenceStream {
  StreamId base = 0, other = 0;
  Length within;
  std::vector<CodesId> same;
  bool followed = false;
};
/// Matching events of a contact in the order (instant, rank, kind, row).
using StreamPlan = std::variant<KindStream, MergedStream, DuringStream, SequenceStream>;

struct LifecyclePlan {
  std::vector<std::vector<std::uint16_t>> transitions_from;  // by state, in written order
  std::vector<std::optional<StreamId>> on;                   // by transition
};

class Plan {
 public:
  /// `timelines` are the source's common ones: types and dictionaries. All three must outlive the plan.
  Plan(const Program& program, const Timelines& timelines, const Calendar& calendar);

  const Program& program() const { return program_; }

  /// The nodes that `roots` need, themselves included, ascending: an order in which each comes after its parts.
  std::vector<NodeId> Closure(std::span<const NodeId> roots) const;

  const RowFilter& filter(FilterId filter) const { return filters_[filter]; }
  EventKindId filter_kind(FilterId filter) const { return filter_kinds_[filter]; }
  std::size_t filters() const { return filters_.size(); }
  const StreamPlan& stream(StreamId stream) const { return streams_[stream]; }
  std::size_t streams() const { return streams_.size(); }

  /// `events` is part of a node, transition or score of the program.
  StreamId StreamOf(const EventSet& events) const { return stream_of_.at(&events); }
  /// The test of a FieldNode of the program.
  const CompiledTest& FieldTest(NodeId node) const { return *field_tests_[node]; }
  const ValueCodes& codes(CodesId codes) const { return codes_[codes]; }
  /// The property values of an AggregateNode of the program.
  const ValueCodes& CodesOf(const AggregateNode& node) const { return codes_[codes_of_.at(&node)]; }
  const LifecyclePlan& lifecycle(LifecycleId lifecycle) const { return lifecycles_[lifecycle]; }

  /// Any match, also one that is no part of the program (compiled on the spot). `events` are of the match's kind.
  bool Matches(const EventMatch& match, const EventColumn& events, std::uint32_t row) const;

 private:
  void AddMatch(const EventMatch& match);
  void AddMatches(const std::vector<EventMatch>& matches);
  void AddNode(NodeId node);
  void AddLifecycle(const Lifecycle& lifecycle);
  void AddMeasures();
  StreamId AddEvents(const EventSet& events);
  StreamId AddSequence(StreamId base, const Precedent& precedent, bool followed);
  void AddMeasure(const Measure& measure);
  CodesId AddCodes(const SameProperty& properties);
  void AddAggregate(const AggregateNode& node);
  StreamId AddAlternatives(const std::vector<EventMatch>& alternatives);
  StreamId AddStream(StreamPlan stream);

  const Program& program_;
  const Timelines& timelines_;
  const Calendar& calendar_;
  std::deque<RowFilter> filters_;
  std::vector<EventKindId> filter_kinds_;
  std::unordered_map<std::string, FilterId> filter_by_key_;
  std::unordered_map<const EventMatch*, FilterId> filter_of_;  // matches of the program that have a filter
  std::vector<StreamPlan> streams_;
  std::unordered_map<std::string, StreamId> stream_by_key_;
  std::unordered_map<const EventSet*, StreamId> stream_of_;
  std::deque<ValueCodes> codes_;
  std::unordered_map<std::string, CodesId> codes_by_key_;
  std::unordered_map<const AggregateNode*, CodesId> codes_of_;
  std::vector<std::optional<CompiledTest>> field_tests_;  // by node
  std::vector<LifecyclePlan> lifecycles_;
};

}  // namespace segue::engine
