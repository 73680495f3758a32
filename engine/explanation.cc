// Walks from the asked nodes to their parts, reading the evaluated columns of one contact. A kind of node without
// evidence of its own is explained by its parts (engine/node_parts.h), so every kind has an explanation.
#include "engine/explanation.h"

#include <algorithm>
#include <set>

#include "engine/contact_view.h"
#include "engine/coverage.h"
#include "engine/node_parts.h"

namespace segue::engine {
namespace {

constexpr int kDeepest = 100;

/// The stretch around the instant in which nothing changes: of true moments, or of false ones.
struct Stretch {
  bool holds = false;
  Instant start = kAlways, end = kForever;
};

Stretch StretchAround(IntervalView moments, Instant instant) {
  const auto after = std::upper_bound(moments.starts.begin(), moments.starts.end(), instant);
  const auto next = static_cast<std::size_t>(after - moments.starts.begin());
  Stretch stretch;
  if (next < moments.size()) stretch.end = moments.starts[next];
  if (next == 0) return stretch;
  const Interval last = moments[next - 1];
  stretch.holds = instant < last.end;
  stretch.start = stretch.holds ? last.start : last.end;
  if (stretch.holds) stretch.end = last.end;
  return stretch;
}

std::optional<Instant> UnlessForever(Instant instant) {
  return instant >= kForever ? std::nullopt : std::optional(instant);
}

class Explainer {
 public:
  explicit Explainer(const ContactView& view) : view_(view), program_(view.program()) {}

  Explanation Of(NodeId node) {
    Explanation explanation = Dates(node);
    explanation.repeated = !explained_.insert(node).second || depth_ >= kDeepest;
    const bool is_run = std::holds_alternative<LifecycleRunNode>(program_.nodes[node].operation);
    if (explanation.repeated && !is_run) return explanation;
    ++depth_;
    std::visit([&](const auto& operation) { Fill(operation, explanation); }, program_.nodes[node].operation);
    --depth_;
    return explanation;
  }

 private:
  Explanation Dates(NodeId node) const {
    Explanation explanation;
    explanation.node = node;
    if (std::holds_alternative<LifecycleRunNode>(program_.nodes[node].operation)) {
      explanation.holds = true;
      return explanation;
    }
    const Stretch stretch = StretchAround(view_.Moments(node), view_.as_of());
    explanation.holds = stretch.holds;
    if (stretch.start >= view_.born() && stretch.start > kAlways) explanation.since = stretch.start;
    explanation.until = UnlessForever(stretch.end);
    return explanation;
  }

  void AddPart(NodeId part, Explanation& explanation) { explanation.parts.push_back(Of(part)); }

  /// The conditions of `while` decide which events match.
  void AddDuring(const EventSet& events, Explanation& explanation) {
    for (const WhileCondition& condition : events.during) AddPart(condition.node, explanation);
  }

  template <typename Operation>
  void Fill(const Operation&, Explanation& explanation) {
    std::vector<NodeId> parts;
    AppendParts(program_, explanation.node, parts);
    for (const NodeId part : parts) AddPart(part, explanation);
  }

  void Fill(const FieldNode& node, Explanation& explanation) { explanation.evidence = ValueOf(node.field); }
  void Fill(const DateFieldNode& node, Explanation& explanation) { explanation.evidence = ValueOf(node.field); }
  void Fill(const AnniversaryNode& node, Explanation& explanation) { explanation.evidence = ValueOf(node.field); }

  FieldEvidence ValueOf(FieldId field) const {
    FieldEvidence evidence{field, view_.FieldRow(field), kAlways};
    if (evidence.row) evidence.since = view_.timelines().fields[field].at[*evidence.row];
    return evidence;
  }

  void Fill(const DidNode& node, Explanation& explanation) {
    CountEvidence evidence = CountAll(node.events, node.when);
    evidence.at_least = node.at_least;
    evidence.at_most = node.at_most;
    explanation.evidence = std::move(evidence);
    AddDuring(node.events, explanation);
  }

  void Fill(const AggregateNode& node, Explanation& explanation) {
    explanation.evidence = AggregateEvidence{CountAll(node.events, node.when), view_.Aggregate(node)};
    AddDuring(node.events, explanation);
  }

  void Fill(const ScoreTestNode& node, Explanation& explanation) {
    const ScoreId id = std::get<ScoreRunNode>(program_.nodes[node.run].operation).score;
    const Score& score = program_.scores[id];
    ScoreEvidence evidence{id, view_.ScoreOf(node.run), {}, {}};
    for (const PointsPerEvent& item : score.per_event) {
      evidence.per_event.push_back(CountAll(item.events, item.when).count);
      AddDuring(item.events, explanation);
    }
    for (const PointsWhile& item : score.during) {
      evidence.during.push_back(StretchAround(view_.Moments(item.node), view_.as_of()).holds);
      AddPart(item.node, explanation);
    }
    explanation.evidence = std::move(evidence);
  }

  CountEvidence CountAll(const EventSet& events, const std::vector<WhenClause>& when) const {
    CountEvidence evidence;
    evidence.happened = view_.CountKinds(events);
    Coverage coverage(when, view_.calendar());
    for (const EventFact& event : view_.Matching(events)) Count({event, coverage.Of(event.at)}, evidence);
    std::reverse(evidence.counted.begin(), evidence.counted.end());
    return evidence;
  }

  /// Events come in order; the latest ones that count are kept.
  void Count(const CoveringEvent& event, CountEvidence& evidence) const {
    ++evidence.matching;
    const Interval covers = event.covers;
    if (covers.start <= view_.as_of() && view_.as_of() < covers.end) {
      ++evidence.count;
      evidence.counted.push_back(event);
      if (evidence.counted.size() > kMostEventsNamed) evidence.counted.erase(evidence.counted.begin());
    } else if (!evidence.missed || (covers.start < covers.end && Distance(event) <= Distance(*evidence.missed))) {
      evidence.missed = event;
    }
  }

  /// How far the instant lies outside what an event covers.
  Instant Distance(const CoveringEvent& event) const {
    if (event.covers.start >= event.covers.end) return kForever;
    return event.covers.start > view_.as_of() ? event.covers.start - view_.as_of() : view_.as_of() - event.covers.end;
  }

  void Fill(const OrdinalNode& node, Explanation& explanation) {
    OrdinalEvidence evidence;
    evidence.first = node.first;
    evidence.happened = view_.CountKinds(node.events);
    const std::vector<EventFact> matching = view_.Matching(node.events);
    if (!matching.empty()) {
      const EventFact& event = node.first ? matching.front() : matching.back();
      evidence.event = {event, Coverage(node.when, view_.calendar()).Of(event.at)};
      evidence.has = node.has.empty() || view_.Matches(node.has, event);
    }
    explanation.evidence = evidence;
    AddDuring(node.events, explanation);
  }

  void Fill(const SwitchNode& node, Explanation& explanation) {
    // The event that switched it is the first of its stretch; later ones changed nothing.
    const auto decisive = [&](const EventSet& events) -> std::optional<EventFact> {
      const std::vector<EventFact> matching = view_.Matching(events);
      for (const EventFact& event : matching) {
        if (event.at == explanation.since) return event;
      }
      return matching.empty() ? std::nullopt : std::optional(matching.back());
    };
    explanation.evidence = SwitchEvidence{decisive(node.on), decisive(node.off)};
    AddDuring(node.on, explanation);
    AddDuring(node.off, explanation);
  }

  void Fill(const LatchNode& node, Explanation& explanation) {
    AddPart(node.set, explanation);
    if (node.clear) AddPart(*node.clear, explanation);
  }

  void Fill(const LifecycleRunNode& node, Explanation& explanation) {
    const Lifecycle& lifecycle = program_.lifecycles[node.lifecycle];
    LifecycleEvidence evidence;
    evidence.lifecycle = node.lifecycle;
    evidence.state = lifecycle.start;
    evidence.entered = view_.born();
    for (const MoveFact& move : view_.Moves(explanation.node)) {
      if (move.at > view_.as_of()) {
        evidence.next = move;
        break;
      }
      evidence.moves.push_back(move);
      evidence.state = move.to;
      evidence.entered = move.at;
    }
    explanation.since = evidence.entered == kAlways ? std::nullopt : std::optional(evidence.entered);
    if (evidence.next) explanation.until = evidence.next->at;
    AddPossible(lifecycle, evidence, explanation);
    explanation.evidence = std::move(evidence);
  }

  void AddPossible(const Lifecycle& lifecycle, LifecycleEvidence& evidence, Explanation& explanation) {
    for (std::size_t i = 0; i < lifecycle.transitions.size(); ++i) {
      const Transition& transition = lifecycle.transitions[i];
      const bool leaves =
          std::find(transition.from.begin(), transition.from.end(), evidence.state) != transition.from.end();
      if (!leaves) continue;
      PossibleMove possible{static_cast<std::uint16_t>(i), {}, {}};
      if (transition.after) possible.due = view_.calendar().Add(evidence.entered, *transition.after);
      if (transition.when && !explanation.repeated) {
        possible.part = explanation.parts.size();
        AddPart(*transition.when, explanation);
      }
      evidence.possible.push_back(possible);
    }
  }

  const ContactView& view_;
  const Program& program_;
  std::set<NodeId> explained_;
  int depth_ = 0;
};

ExplainedMembership MembershipOf(const ContactView& view, NodeId node) {
  const auto column_of = [](IntervalView moments) {
    IntervalColumn column;
    for (std::size_t i = 0; i < moments.size(); ++i) column.Append(moments.starts[i], moments.ends[i]);
    column.Close();
    return column;
  };
  if (std::holds_alternative<LifecycleRunNode>(view.program().nodes[node].operation)) return {};
  IntervalColumn present;
  Intersect(column_of(view.Moments(node)), column_of(view.Existence()), present);
  const Stretch stretch = StretchAround(present[0], view.as_of());
  return {stretch.holds, stretch.start == kAlways ? std::nullopt : std::optional(stretch.start),
          UnlessForever(stretch.end)};
}

ContactExplanation ExplainView(const ContactView& view, std::span<const NodeId> nodes) {
  ContactExplanation explanation;
  explanation.born = view.born();
  explanation.known = view.born() <= view.as_of();
  const Stretch existence = StretchAround(view.Existence(), view.as_of());
  explanation.exists = existence.holds;
  if (existence.start != kAlways) explanation.changes = existence.start;
  for (const NodeId node : nodes) {
    explanation.nodes.push_back(Explainer(view).Of(node));
    explanation.memberships.push_back(MembershipOf(view, node));
  }
  return explanation;
}

}  // namespace

ContactExplanation Explain(const Evaluator& evaluator, Instant as_of, std::uint32_t contact,
                           std::span<const NodeId> nodes) {
  ContactExplanation explanation;
  const Scope scope = ScopeWithOutlook(evaluator.program(), evaluator.calendar(), as_of);
  evaluator.Run(scope, nodes, [&](std::size_t, unsigned, const Batch& batch) {
    if (contact < batch.first() || contact - batch.first() >= batch.size()) return;
    explanation = ExplainView(ContactView(evaluator, batch, contact - batch.first(), as_of), nodes);
  });
  return explanation;
}

}  // namespace segue::engine
