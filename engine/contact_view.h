// One contact of an evaluated batch, looked at closely: what holds when, and which events match.
//
// For explanations; kernels work on whole columns.
#pragma once

#include <optional>
#include <vector>

#include "engine/explanation.h"

namespace segue::engine {

class ContactView {
 public:
  /// `position` is the contact's in the batch. All must outlive the view.
  ContactView(const Evaluator& evaluator, const Batch& batch, std::uint32_t position, Instant as_of)
      : evaluator_(evaluator), batch_(batch), position_(position), as_of_(as_of) {}

  const Program& program() const { return evaluator_.program(); }
  /// The batch's: rows that the view speaks of are theirs.
  const Timelines& timelines() const { return batch_.timelines(); }
  const Calendar& calendar() const { return evaluator_.calendar(); }
  Instant as_of() const { return as_of_; }
  Instant born() const { return timelines().born[batch_.timelines_first() + position_]; }
  IntervalView Existence() const { return batch_.Existence()[position_]; }
  /// Nothing for nodes whose column holds nothing, such as runs.
  IntervalView Moments(NodeId node) const {
    const IntervalColumn& column = batch_.Moments(node);
    return position_ < column.size() ? column[position_] : IntervalView{};
  }

  /// Events of the set's kinds up to as_of, whatever their properties.
  std::int64_t CountKinds(const EventSet& events) const;
  /// Matching events up to as_of, in the order (instant, rank, kind, row).
  std::vector<EventFact> Matching(const EventSet& events) const { return batch_.Matching(events, position_); }
  /// What the node tests as of the instant; none where it is missing.
  std::optional<Value> Aggregate(const AggregateNode& node) const {
    return batch_.AggregateAt(node, position_, as_of_);
  }
  /// A score's value as of the instant.
  Points ScoreOf(NodeId run) const;
  bool Matches(const std::vector<EventMatch>& alternatives, const EventFact& event) const;
  /// The row that holds the field's value as of the instant; none while it was never set.
  std::optional<std::uint32_t> FieldRow(FieldId field) const;
  /// Every move, those after as_of included.
  std::vector<MoveFact> Moves(NodeId run) const;

 private:
  const Evaluator& evaluator_;
  const Batch& batch_;
  std::uint32_t position_;
  Instant as_of_;
};

}  // namespace segue::engine
