// Reading a contact's moments, states and fields at instants that mostly ascend.
//
// A cursor remembers where it was: the next instant of the same contact is a step or two away. Going back in time, or
// on to another contact, starts over. One cursor serves one batch on one thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "engine/existence_cut.h"

namespace segue::engine {

inline constexpr std::uint32_t kNoContact = 0xFFFFFFFF;

/// Whether a node is true.
class NodeCursor {
 public:
  explicit NodeCursor(const IntervalColumn& column) : column_(&column) {}

  bool At(std::uint32_t position, Instant instant) {
    if (position != position_ || instant < latest_) Start(position);
    latest_ = instant;
    while (row_ < last_ && column_->ends[row_] <= instant) ++row_;
    return row_ < last_ && column_->starts[row_] <= instant;
  }

 private:
  void Start(std::uint32_t position) {
    position_ = position;
    row_ = column_->offsets[position];
    last_ = column_->offsets[position + 1];
  }

  const IntervalColumn* column_;
  std::uint32_t position_ = kNoContact, row_ = 0, last_ = 0;
  Instant latest_ = kAlways;
};

/// The state after the last move at or before the instant; the start state before the first.
class StateCursor {
 public:
  StateCursor(const MoveColumn& column, StateId start) : column_(&column), start_(start) {}

  StateId At(std::uint32_t position, Instant instant) {
    if (position != position_ || instant < latest_) Start(position);
    latest_ = instant;
    while (row_ < moves_.last && column_->at[row_] <= instant) ++row_;
    return row_ == moves_.first ? start_ : column_->to[row_ - 1];
  }

 private:
  void Start(std::uint32_t position) {
    position_ = position;
    moves_ = MovesOf(*column_, position);
    row_ = moves_.first;
  }

  const MoveColumn* column_;
  StateId start_;
  std::uint32_t position_ = kNoContact, row_ = 0;
  MoveRange moves_;
  Instant latest_ = kAlways;
};

/// A score's value at an instant; none before the contact's first moment.
inline std::optional<Points> PointsAt(const StepColumn& steps, std::uint32_t position, Instant instant) {
  const auto first = steps.at.begin() + steps.offsets[position], last = steps.at.begin() + steps.offsets[position + 1];
  const auto after = std::upper_bound(first, last, instant);
  if (after == first) return {};
  return steps.values[static_cast<std::size_t>(after - steps.at.begin()) - 1];
}

/// The row of a field's value at an instant; before birth the values of birth hold. `contact` is absolute.
class FieldCursor {
 public:
  FieldCursor(const FieldColumn& column, const Array<Instant>& born) : column_(&column), born_(&born) {}

  std::optional<std::uint32_t> At(std::uint32_t contact, Instant instant) {
    if (column_->offsets.empty()) return std::nullopt;
    instant = std::max(instant, (*born_)[contact]);
    if (contact != contact_ || instant < latest_) Start(contact);
    latest_ = instant;
    while (next_ < last_ && column_->at[next_] <= instant) ++next_;
    if (next_ == first_) return std::nullopt;
    return next_ - 1;
  }
  /// The column whose rows At returns.
  const Column& column() const { return column_->value; }

 private:
  void Start(std::uint32_t contact) {
    contact_ = contact;
    first_ = next_ = column_->offsets[contact];
    last_ = column_->offsets[contact + 1];
  }

  const FieldColumn* column_;
  const Array<Instant>* born_;
  std::uint32_t contact_ = kNoContact, first_ = 0, next_ = 0, last_ = 0;
  Instant latest_ = kAlways;
};

}  // namespace segue::engine
