// What a measure of happenings counts, one occurrence after the other: entries and exits, moves, events. Contact by
// contact; within a contact kinds of events come one after the other, all else ascends by time.
//
// `for` and `while` are applied; periods and splits are not.
#pragma once

#include <vector>

#include "engine/event_stream.h"
#include "engine/existence_cut.h"
#include "engine/measure_cursors.h"
#include "engine/measure_rows.h"
#include "engine/report_split_reader.h"

namespace segue::engine {

class Occurrences {
 public:
  /// Without batch (nullptr) the account's events. `scratch` is used while visiting.
  Occurrences(const Evaluator& evaluator, const PlannedMeasure& planned, const Batch* batch, IntervalColumn& scratch)
      : evaluator_(evaluator), planned_(planned), batch_(batch), scratch_(scratch) {
    if (batch == nullptr) return;
    for (const NodeId node : planned_.measure->only_for) only_for_.emplace_back(batch->Moments(node));
    if (const EventSet* events = EventsOf(*planned_.measure)) {
      for (const WhileCondition& condition : events->during) during_.emplace_back(batch->Moments(condition.node));
    }
  }

  /// Whether `for` lets it count.
  bool OnlyFor(const Occurrence& occurrence) {
    for (NodeCursor& condition : only_for_) {
      if (!condition.At(occurrence.position, occurrence.read_at)) return false;
    }
    return true;
  }

  /// Calls visit(occurrence, alternative): of events the index of the alternative that takes it, else 0. Only for
  /// measures of entries, exits, moves and events.
  template <typename Visit>
  void ForEach(const Visit& visit) {
    std::visit(
        [&](const auto& what) {
          using T = std::decay_t<decltype(what)>;
          if constexpr (std::is_same_v<T, EntriesMeasure> || std::is_same_v<T, ExitsMeasure>) {
            if (batch_ != nullptr) ForEachEdge(what.target, std::is_same_v<T, EntriesMeasure>, visit);
          } else if constexpr (std::is_same_v<T, FirstEntriesMeasure>) {
            if (batch_ != nullptr) ForEachFirstEntry(what.target, visit);
          } else if constexpr (std::is_same_v<T, MovesMeasure>) {
            if (batch_ != nullptr) ForEachMove(what, visit);
          } else if constexpr (requires { what.events; }) {
            ForEachEvent(what.events, visit);
          }
        },
        planned_.measure->what);
  }

 private:
  // ---- segments and states

  template <typename Visit>
  void Offer(const Occurrence& occurrence, const Visit& visit) {
    if (OnlyFor(occurrence)) visit(occurrence, 0U);
  }

  /// `for` speaks of the first entry, it does not choose another.
  template <typename Visit>
  void ForEachFirstEntry(const Target& target, const Visit& visit) {
    std::vector<NodeCursor> only_for;
    only_for.swap(only_for_);
    std::vector<Occurrence> first;
    ForEachEdge(target, true, [&](const Occurrence& entry, std::uint32_t) {
      if (first.empty() || first.back().position != entry.position) first.push_back(entry);
    });
    only_for.swap(only_for_);
    for (const Occurrence& entry : first) Offer(entry, visit);
  }

  template <typename Visit>
  void ForEachEdge(const Target& target, bool entries, const Visit& visit) {
    if (target.state) return ForEachStateEdge(target.node, *target.state, entries, visit);
    const IntervalColumn& cut = CutMoments(*batch_, target.node, scratch_);
    for (std::uint32_t position = 0; position < cut.size(); ++position) {
      const IntervalView stays = cut[position];
      for (std::size_t i = 0; i < stays.size(); ++i) {
        if (entries) Offer({position, stays.starts[i], stays.starts[i]}, visit);
        if (!entries && stays.ends[i] < kForever) Offer({position, stays.ends[i], stays.ends[i] - 1}, visit);
      }
    }
  }

  template <typename Arrive, typename Leave, typename Move>
  void Walk(NodeId run, const Arrive& arrive, const Leave& leave, const Move& move) {
    const StateId start = StartState(evaluator_.program(), run);
    const MoveColumn& moves = batch_->Moves(run);
    const IntervalColumn& existence = batch_->Existence();
    for (std::uint32_t position = 0; position < batch_->size(); ++position) {
      WalkStates(
          existence[position], MovesOf(moves, position), start,
          [&](Instant at, StateId state) { arrive(position, at, state); },
          [&](std::uint32_t row) { move(position, row); },
          [&](Instant at, StateId state) { leave(position, at, state); });
    }
  }

  static Occurrence BeforeMove(const MoveColumn& moves, std::uint32_t position, std::uint32_t row) {
    return {position, moves.at[row], moves.at[row] - 1, moves.event_kind[row], moves.event_row[row]};
  }

  template <typename Visit>
  void ForEachStateEdge(NodeId run, StateId state, bool entries, const Visit& visit) {
    const MoveColumn& moves = batch_->Moves(run);
    const auto ignore = [](std::uint32_t, Instant, StateId) {};
    if (entries) {
      const auto arrive = [&](std::uint32_t position, Instant at, StateId entered) {
        if (entered == state) Offer({position, at, at}, visit);
      };
      return Walk(run, arrive, ignore, [&](std::uint32_t position, std::uint32_t row) {
        if (moves.to[row] != state) return;
        Offer({position, moves.at[row], moves.at[row], moves.event_kind[row], moves.event_row[row]}, visit);
      });
    }
    const auto leave = [&](std::uint32_t position, Instant at, StateId left) {
      if (left == state) Offer({position, at, at - 1}, visit);
    };
    Walk(run, ignore, leave, [&](std::uint32_t position, std::uint32_t row) {
      if (moves.from[row] == state) Offer(BeforeMove(moves, position, row), visit);
    });
  }

  template <typename Visit>
  void ForEachMove(const MovesMeasure& what, const Visit& visit) {
    const MoveColumn& moves = batch_->Moves(what.run);
    const auto ignore = [](std::uint32_t, Instant, StateId) {};
    Walk(what.run, ignore, ignore, [&](std::uint32_t position, std::uint32_t row) {
      if (planned_.from[moves.from[row]] && planned_.to[moves.to[row]]) Offer(BeforeMove(moves, position, row), visit);
    });
  }

  // ---- events

  const EventColumn& Events(EventKindId kind) const {
    return (batch_ != nullptr ? batch_->timelines() : evaluator_.common()).events[kind];
  }
  bool IsAccount(EventKindId kind) const { return evaluator_.program().schema.events[kind].account; }

  template <typename Visit>
  void ForEachEvent(const EventSet& events, const Visit& visit) {
    if (batch_ == nullptr) return ForEachAccountEvent(events, visit);
    if (events.followed_by) return ForEachFollowed(events, visit);
    std::vector<KindRows> kinds;
    for (const PlannedKind& kind : planned_.kinds) {
      if (batch_->HasRows(kind.kind))
        kinds.emplace_back(kind, Events(kind.kind), batch_->timelines_first(),
                           batch_->timelines_first() + batch_->size());
    }
    for (std::uint32_t position = 0; position < batch_->size(); ++position) {
      for (const KindRows& rows : kinds) {
        const auto [first, last] = batch_->EventRows(rows.kind(), position);
        ScanRows(events, rows, position, first, last, visit);
      }
    }
  }

  /// What was true at the first event counts; its stream has seen to that already.
  template <typename Visit>
  void ForEachFollowed(const EventSet& events, const Visit& visit) {
    const EventStream& stream = batch_->Stream(events);
    for (std::uint32_t position = 0; position < batch_->size(); ++position) {
      for (std::uint32_t i = stream.First(position); i < stream.Last(position); ++i) {
        Offer({position, stream.At(i), stream.At(i), stream.Kind(i), stream.Row(i)}, visit);
      }
    }
  }

  template <typename Visit>
  void ForEachAccountEvent(const EventSet& events, const Visit& visit) {
    if (!events.during.empty() || !planned_.measure->only_for.empty()) return;
    for (const PlannedKind& kind : planned_.kinds) {
      if (!IsAccount(kind.kind)) continue;
      const KindRows rows(kind, Events(kind.kind), 0, 1);
      ScanRows(events, rows, kNoContact, 0, static_cast<std::uint32_t>(Events(kind.kind).at.size()), visit);
    }
  }

  template <typename Visit>
  void ScanRows(const EventSet& events, const KindRows& rows, std::uint32_t position, std::uint32_t first,
                std::uint32_t last, const Visit& visit) {
    const Instant* at = rows.at();
    for (std::uint32_t row = first; row < last; ++row) {
      const std::uint32_t alternative = rows.FirstMatching(row);
      if (alternative == KindRows::kNone) continue;
      const Occurrence occurrence{position, at[row], at[row], rows.kind(), row};
      if (During(events, occurrence) && OnlyFor(occurrence)) visit(occurrence, alternative);
    }
  }

  bool During(const EventSet& events, const Occurrence& occurrence) {
    for (std::size_t i = 0; i < during_.size(); ++i) {
      const Instant instant = occurrence.at - (events.during[i].just_before ? 1 : 0);
      if (!during_[i].At(occurrence.position, instant)) return false;
    }
    return true;
  }

  const Evaluator& evaluator_;
  const PlannedMeasure& planned_;
  const Batch* batch_;
  IntervalColumn& scratch_;
  std::vector<NodeCursor> only_for_, during_;
};

}  // namespace segue::engine
