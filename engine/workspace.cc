// Opening a batch: who exists, from when, with which rows.
#include "engine/workspace.h"

#include <algorithm>

namespace segue::engine {

Workspace::Workspace(const Plan& plan, const Calendar& calendar, const Scope& scope)
    : plan_(plan),
      calendar_(calendar),
      scope_(scope),
      columns_(plan.program().nodes.size()),
      moves_(plan.program().lifecycles.size()),
      steps_(plan.program().scores.size()),
      marks_(plan.filters()),
      streams_(plan.streams()) {}

void Workspace::Open(const TimelineWindow& window, std::uint32_t contact, std::uint32_t size) {
  timelines_ = window.timelines;
  first_ = window.first;
  contact_ = contact;
  size_ = size;
  ++batch_;
  floors_.resize(size);
  for (std::uint32_t position = 0; position < size; ++position) {
    const Instant born = Born(position);
    floors_[position] = born > scope_.as_of ? kForever : born <= kAlways ? kAlways : born - 1;
  }
  OpenExistence();
}

void Workspace::StartProfile() {
  profile_.emplace();
  profile_->nodes.resize(program().nodes.size());
  profile_->measures.resize(program().measures.size());
}

void Workspace::OpenExistence() {
  const IntervalGroup& absences = timelines().absences;
  has_absences_ = !absences.offsets.empty() && absences.offsets[first_] != absences.offsets[first_ + size_];
  has_absences_ ? CutAbsences(absences) : OpenForGood();
}

/// Everybody who exists does so for good.
void Workspace::OpenForGood() {
  existence_.starts.resize(size_);
  existence_.ends.assign(size_, kForever);
  existence_.offsets.resize(std::size_t{size_} + 1);
  const Instant* born = timelines().born.data() + first_;
  std::uint32_t written = 0;
  for (std::uint32_t position = 0; position < size_; ++position) {
    existence_.starts[written] = born[position];
    written += Exists(position) ? 1U : 0U;
    existence_.offsets[position + 1] = written;
  }
  existence_.starts.resize(written);
  existence_.ends.resize(written);
}

void Workspace::CutAbsences(const IntervalGroup& absences) {
  existence_.Clear();
  for (std::uint32_t position = 0; position < size_; ++position, existence_.Close()) {
    if (!Exists(position)) continue;
    Instant start = Born(position);
    const std::uint32_t contact = first_ + position;
    for (std::uint32_t i = absences.offsets[contact]; i < absences.offsets[contact + 1]; ++i) {
      if (absences.starts[i] > scope_.as_of) break;
      existence_.Append(start, absences.starts[i]);
      // A return after as_of is not known yet.
      start = std::max(start, absences.ends[i] > scope_.as_of ? kForever : absences.ends[i]);
    }
    existence_.Append(start, kForever);
  }
}

const MoveColumn& Workspace::MovesOf(NodeId run) const {
  return moves_[std::get<LifecycleRunNode>(program().nodes[run].operation).lifecycle];
}

const Lifecycle& Workspace::LifecycleOf(NodeId run) const {
  return program().lifecycles[std::get<LifecycleRunNode>(program().nodes[run].operation).lifecycle];
}

const StepColumn& Workspace::StepsOf(NodeId run) const {
  return steps_[std::get<ScoreRunNode>(program().nodes[run].operation).score];
}

Coverage& Workspace::CoverageOf(const std::vector<WhenClause>& when) {
  return coverages_.try_emplace(&when, when, calendar_).first->second;
}

std::uint32_t Workspace::EndAsOf(const Array<Instant>& at, std::uint32_t first, std::uint32_t last) const {
  if (first == last || at[last - 1] <= scope_.as_of) return last;
  return static_cast<std::uint32_t>(std::upper_bound(at.begin() + first, at.begin() + last, scope_.as_of) - at.begin());
}

std::uint32_t Workspace::FirstRow(EventKindId kind) const {
  return HasRows(kind) ? timelines().events[kind].offsets[first_] : 0;
}

std::uint32_t Workspace::LastRow(EventKindId kind) const {
  return HasRows(kind) ? timelines().events[kind].offsets[first_ + size_] : 0;
}

std::pair<std::uint32_t, std::uint32_t> Workspace::EventRows(EventKindId kind, std::size_t position) const {
  if (!HasRows(kind)) return {0, 0};
  const EventColumn& events = timelines().events[kind];
  const std::uint32_t first = events.offsets[first_ + position];
  return {first, EndAsOf(events.at, first, events.offsets[first_ + position + 1])};
}

const std::uint32_t* Workspace::Offsets(EventKindId kind) {
  if (HasRows(kind)) return timelines().events[kind].offsets.data() + first_;
  no_offsets_.assign(std::size_t{size_} + 1, 0);
  return no_offsets_.data();
}

// A contact's last row is its latest; where it has none, looking at another's does no harm.
bool Workspace::AnyLater(EventKindId kind, const std::uint32_t* offsets) const {
  if (offsets[size_] == offsets[0]) return false;
  const Instant* at = timelines().events[kind].at.data();
  bool later = false;
  for (std::uint32_t position = 1; position <= size_; ++position) {
    const std::uint32_t end = offsets[position];
    later |= at[end - (end > offsets[0] ? 1U : 0U)] > scope_.as_of;
  }
  return later;
}

}  // namespace segue::engine
