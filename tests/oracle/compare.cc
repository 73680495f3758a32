// See compare.h.
#include "tests/oracle/compare.h"

#include <algorithm>
#include <mutex>

#include "tests/oracle/dump.h"
#include "tests/oracle/oracle.h"
#include "tests/oracle/pack.h"
#include "tests/oracle/through_cache.h"

namespace segue::oracle {

using engine::Instant;
using engine::Interval;
using engine::NodeId;

namespace {

using Intervals = std::vector<Interval>;
using Steps = std::vector<std::pair<Instant, engine::Points>>;

/// What the engine says of one contact.
struct EngineAnswer {
  std::vector<Intervals> moments;        // per node
  std::vector<std::vector<Move>> moves;  // per node
  std::vector<Steps> steps;              // per node
  Intervals existence;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> rows;  // per event kind
};

Intervals Copy(const engine::IntervalColumn& column, std::uint32_t position) {
  Intervals intervals;
  for (std::uint32_t i = column.offsets[position]; i < column.offsets[position + 1]; ++i)
    intervals.push_back({column.starts[i], column.ends[i]});
  return intervals;
}

/// Rows of a window → rows among all, by kind.
class RowNumbers {
 public:
  RowNumbers(const engine::Batch& batch, const engine::Timelines& all) {
    for (std::size_t kind = 0; kind < all.events.size(); ++kind) {
      const auto& whole = all.events[kind].offsets;
      const auto& window = batch.timelines().events[kind].offsets;
      const bool of_contacts = whole.size() > batch.first() && window.size() > batch.timelines_first();
      before_.push_back(of_contacts ? whole[batch.first()] - window[batch.timelines_first()] : 0);
    }
  }
  std::uint32_t Of(std::uint32_t kind, std::uint32_t row) const {
    return kind < before_.size() ? before_[kind] + row : row;
  }

 private:
  std::vector<std::uint32_t> before_;
};

std::vector<Move> Copy(const engine::MoveColumn& column, std::uint32_t position, const RowNumbers& numbers) {
  std::vector<Move> moves;
  for (std::uint32_t i = column.offsets[position]; i < column.offsets[position + 1]; ++i)
    moves.push_back({column.at[i], column.from[i], column.to[i], column.transition[i], column.event_kind[i],
                     numbers.Of(column.event_kind[i], column.event_row[i])});
  return moves;
}

Steps Copy(const engine::StepColumn& column, std::uint32_t position) {
  Steps steps;
  for (std::uint32_t i = column.offsets[position]; i < column.offsets[position + 1]; ++i)
    steps.emplace_back(column.at[i], column.values[i]);
  return steps;
}

bool IsScore(const engine::Program& program, NodeId node) {
  return std::holds_alternative<engine::ScoreRunNode>(program.nodes[node].operation);
}

bool IsRun(const engine::Program& program, NodeId node) {
  return std::holds_alternative<engine::LifecycleRunNode>(program.nodes[node].operation);
}

std::vector<EngineAnswer> AskEngine(const engine::Program& program, const engine::TimelineSource& source,
                                    const engine::Timelines& timelines, const engine::Calendar& calendar,
                                    const engine::Scope& scope, const std::vector<NodeId>& roots) {
  std::vector<EngineAnswer> answers(timelines.contacts());
  std::mutex mutex;
  const engine::Evaluator evaluator(program, source, calendar);
  evaluator.Run(scope, roots, [&](std::size_t, unsigned, const engine::Batch& batch) {
    const std::lock_guard lock(mutex);
    const RowNumbers numbers(batch, timelines);
    for (std::uint32_t position = 0; position < batch.size(); ++position) {
      EngineAnswer& answer = answers[batch.first() + position];
      answer.moments.resize(program.nodes.size());
      answer.moves.resize(program.nodes.size());
      answer.steps.resize(program.nodes.size());
      answer.existence = Copy(batch.Existence(), position);
      for (engine::EventKindId kind = 0; kind < program.schema.events.size(); ++kind)
        answer.rows.emplace_back(numbers.Of(kind, batch.EventRows(kind, position).first),
                                 numbers.Of(kind, batch.EventRows(kind, position).second));
      for (const NodeId root : roots) {
        if (IsRun(program, root))
          answer.moves[root] = Copy(batch.Moves(root), position, numbers);
        else if (IsScore(program, root))
          answer.steps[root] = Copy(batch.Steps(root), position);
        else
          answer.moments[root] = Copy(batch.Moments(root), position);
      }
    }
  });
  return answers;
}

std::string Show(const Intervals& intervals) {
  std::string text;
  for (const auto& interval : intervals)
    text += " [" + oracle::Show(interval.start) + ", " + oracle::Show(interval.end) + ")";
  return text.empty() ? " none" : text;
}

std::string Show(const std::vector<Move>& moves) {
  std::string text;
  for (const auto& move : moves) {
    text += "\n    " + oracle::Show(move.at) + " " + static_cast<char>('a' + move.from) + " -> " +
            static_cast<char>('a' + move.to) + " by [" + std::to_string(move.transition) + "]";
    if (move.event_kind != engine::kNoEvent)
      text += " event kind " + std::to_string(move.event_kind) + " row " + std::to_string(move.event_row);
  }
  return text.empty() ? " none" : text;
}

bool Contains(const Intervals& intervals, Instant instant) {
  return std::any_of(intervals.begin(), intervals.end(),
                     [&](const Interval& i) { return i.start <= instant && instant < i.end; });
}

/// "sorted, disjoint, non-touching half-open intervals" within [born − 1 ms, ∞); those that reach the horizon end in
/// kForever.
std::string Malformed(const Intervals& intervals, Instant from, Instant horizon) {
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    if (intervals[i].start >= intervals[i].end) return "an empty interval";
    if (intervals[i].start < from) return "an interval before just before birth";
    if (i > 0 && intervals[i].start <= intervals[i - 1].end) return "intervals that touch or are out of order";
    if (intervals[i].end > horizon && intervals[i].end != engine::kForever) return "an end after the horizon";
  }
  return {};
}

class ContactComparison {
 public:
  ContactComparison(const Case& checked, const ContactFacts& contact, const EngineAnswer& answer,
                    const NaiveCalendar& calendar, RandomSource& random)
      : case_(checked),
        contact_(contact),
        answer_(answer),
        random_(random),
        oracle_(checked.program, contact, calendar, checked.scope) {}

  std::string Existence() {
    return Agree(answer_.existence, oracle_.ExistenceCandidates(), contact_.born,
                 [&](Instant at) { return oracle_.Exists(at); });
  }

  std::string Node(NodeId node) {
    if (IsRun(case_.program, node)) return RunAgrees(node);
    if (IsScore(case_.program, node)) return StepsAgree(node);
    return Agree(answer_.moments[node], oracle_.Candidates(node), Start(),
                 [&](Instant at) { return oracle_.Holds(node, at); });
  }

  std::string Rows() const {
    for (engine::EventKindId kind = 0; kind < answer_.rows.size(); ++kind) {
      std::vector<std::uint32_t> expected;
      for (const auto& event : contact_.events)
        if (event.kind == kind && event.at <= case_.scope.as_of) expected.push_back(event.row);
      const auto [first, last] = answer_.rows[kind];
      if (last - first != expected.size() || (!expected.empty() && first != expected.front()))
        return "rows of event kind " + std::to_string(kind);
    }
    return {};
  }

 private:
  Instant Start() const { return contact_.born == engine::kAlways ? engine::kAlways : contact_.born - 1; }

  std::string RunAgrees(NodeId node) const {
    std::vector<Move> found = answer_.moves[node];
    std::erase_if(found, [&](const Move& move) { return move.at > case_.scope.horizon; });
    if (found == oracle_.Moves(node)) return {};
    return "moves\n  expected:" + Show(oracle_.Moves(node)) + "\n  found:" + Show(found);
  }

  /// Values hold from the first moment on, each until the next; neighbours differ.
  std::string StepsAgree(NodeId node) {
    const Steps& found = answer_.steps[node];
    if (found.empty() || found.front().first != Start()) return "a score that does not begin with its contact";
    for (std::size_t i = 1; i < found.size(); ++i)
      if (found[i].first <= found[i - 1].first || found[i].second == found[i - 1].second) return "steps out of order";
    std::vector<Instant> instants = oracle_.Candidates(node);
    for (const auto& step : found) instants.push_back(step.first);
    for (int i = 0; i < 6; ++i) instants.push_back(RandomInstant(instants));
    for (const Instant near : instants) {
      for (const Instant at : {near - 1, near, near + 1}) {
        if (at < Start() || at > case_.scope.horizon || at >= engine::kForever) continue;
        const auto next =
            std::find_if(found.begin() + 1, found.end(), [&](const auto& step) { return step.first > at; });
        const engine::Points expected = oracle_.ScoreAt(node, at);
        if (expected == (next - 1)->second) continue;
        return "score at " + oracle::Show(at) + ": expected " + std::to_string(expected) + ", found " +
               std::to_string((next - 1)->second);
      }
    }
    return {};
  }

  template <typename Truth>
  std::string Agree(const Intervals& found, std::vector<Instant> instants, Instant from, Truth truth) {
    if (const std::string malformed = Malformed(found, from, case_.scope.horizon); !malformed.empty())
      return malformed + ":" + Show(found);
    for (const auto& interval : found) {
      instants.push_back(interval.start);
      instants.push_back(interval.end);
    }
    for (int i = 0; i < 6; ++i) instants.push_back(RandomInstant(instants));
    for (const Instant near : instants) {
      for (const Instant at : {near - 1, near, near + 1}) {
        if (at < from || at > case_.scope.horizon || at >= engine::kForever) continue;
        const bool expected = truth(at);
        if (expected == Contains(found, at)) continue;
        return std::string("expected ") + (expected ? "true" : "false") + " at " + oracle::Show(at) +
               "\n  found:" + Show(found);
      }
    }
    return {};
  }

  /// Between two instants of interest, or soon after one.
  Instant RandomInstant(const std::vector<Instant>& instants) {
    const Instant a = random_.Pick(instants);
    const Instant b = random_.Pick(instants);
    if (a > engine::kAlways && b < engine::kForever && a < b) return random_.Between(a, b);
    return a == engine::kAlways || a == engine::kForever ? a
                                                         : a + random_.Between(0, 400 * engine::kMillisecondsPerDay);
  }

  const Case& case_;
  const ContactFacts& contact_;
  const EngineAnswer& answer_;
  RandomSource& random_;
  Oracle oracle_;
};

std::optional<Disagreement> CompareContact(const Case& checked, std::size_t index, const EngineAnswer& answer,
                                           const std::vector<NodeId>& roots, const NaiveCalendar& calendar,
                                           RandomSource& random) {
  const ContactFacts& contact = checked.contacts[index];
  if (contact.born > checked.scope.as_of) {
    if (answer.existence.empty()) return {};
    return Disagreement{0, index, "existence of a contact born after as_of:" + Show(answer.existence)};
  }
  ContactComparison comparison(checked, contact, answer, calendar, random);
  if (const std::string rows = comparison.Rows(); !rows.empty()) return Disagreement{0, index, rows};
  if (const std::string what = comparison.Existence(); !what.empty())
    return Disagreement{0, index, "existence: " + what};
  for (const NodeId node : roots)
    if (const std::string what = comparison.Node(node); !what.empty()) return Disagreement{node, index, what};
  return {};
}

}  // namespace

std::optional<Disagreement> Compare(Case& checked, const std::vector<NodeId>& roots, const engine::Calendar& calendar,
                                    const NaiveCalendar& naive_calendar, RandomSource random) {
  const engine::Timelines timelines = Pack(checked.program.schema, checked.contacts);
  std::vector<NodeId> asked = roots;
  if (asked.empty())
    for (NodeId node = 0; node < checked.program.nodes.size(); ++node) asked.push_back(node);
  const engine::TimelinesInMemory memory(timelines);
  std::optional<ThroughCache> cache;
  if (random.Chance(25)) cache.emplace(checked.program.schema, timelines);
  const engine::TimelineSource& source = cache ? cache->source() : memory;
  const auto answers = AskEngine(checked.program, source, timelines, calendar, checked.scope, asked);
  for (std::size_t i = 0; i < checked.contacts.size(); ++i)
    if (auto found = CompareContact(checked, i, answers[i], asked, naive_calendar, random)) return found;
  return {};
}

}  // namespace segue::oracle
