// The contact's part of the batch's columns.
#include "engine/contact_view.h"

#include <algorithm>
#include <set>

namespace segue::engine {

std::int64_t ContactView::CountKinds(const EventSet& events) const {
  std::set<EventKindId> kinds;
  for (const EventMatch& match : events.alternatives) kinds.insert(match.kind);
  std::int64_t count = 0;
  for (const EventKindId kind : kinds) {
    const auto [first, last] = batch_.EventRows(kind, position_);
    count += last - first;
  }
  return count;
}

bool ContactView::Matches(const std::vector<EventMatch>& alternatives, const EventFact& event) const {
  return std::any_of(alternatives.begin(), alternatives.end(), [&](const EventMatch& match) {
    return match.kind == event.kind && batch_.Matches(match, event.row);
  });
}

std::optional<std::uint32_t> ContactView::FieldRow(FieldId field) const {
  const FieldColumn& column = timelines().fields[field];
  if (column.offsets.empty()) return {};
  const std::uint32_t contact = batch_.timelines_first() + position_;
  const Instant* first = column.at.begin() + column.offsets[contact];
  const Instant* last = column.at.begin() + column.offsets[contact + 1];
  const Instant* after = std::upper_bound(first, last, as_of_);
  if (after == first) return {};
  return static_cast<std::uint32_t>(after - column.at.begin() - 1);
}

Points ContactView::ScoreOf(NodeId run) const {
  const StepColumn& steps = batch_.Steps(run);
  Points value = 0;
  for (std::uint32_t i = steps.offsets[position_]; i < steps.offsets[position_ + 1] && steps.at[i] <= as_of_; ++i) {
    value = steps.values[i];
  }
  return value;
}

std::vector<MoveFact> ContactView::Moves(NodeId run) const {
  const MoveColumn& column = batch_.Moves(run);
  std::vector<MoveFact> moves;
  for (std::uint32_t i = column.offsets[position_]; i < column.offsets[position_ + 1]; ++i) {
    MoveFact move{column.at[i], column.from[i], column.to[i], column.transition[i], {}};
    if (column.event_kind[i] != kNoEvent) move.event = {column.event_kind[i], column.event_row[i], column.at[i]};
    moves.push_back(move);
  }
  return moves;
}

}  // namespace segue::engine
