// See compare_answers.h. A finished result holds where its condition holds and the contact exists.
#include "tests/oracle/compare_answers.h"

#include <algorithm>
#include <deque>
#include <tuple>

#include "engine/answers.h"
#include "tests/oracle/dump.h"
#include "tests/oracle/oracle.h"
#include "tests/oracle/pack.h"

namespace segue::oracle {

using engine::Instant;
using engine::NodeId;

namespace {

/// Of a lifecycle or score: it has no moments.
bool IsRun(const engine::Program& program, NodeId node) {
  const auto& operation = program.nodes[node].operation;
  return std::holds_alternative<engine::LifecycleRunNode>(operation) ||
         std::holds_alternative<engine::ScoreRunNode>(operation);
}

class AnswerComparison {
 public:
  AnswerComparison(Case& checked, const engine::Calendar& calendar, const NaiveCalendar& naive_calendar)
      : case_(checked),
        timelines_(Pack(checked.program.schema, checked.contacts)),
        evaluator_(checked.program, timelines_, calendar),
        scope_(engine::ScopeWithOutlook(checked.program, calendar, checked.scope.as_of)) {
    for (const auto& contact : checked.contacts)
      oracles_.emplace_back(checked.program, contact, naive_calendar, scope_);
  }

  std::string Counts() {
    std::vector<NodeId> nodes;
    for (NodeId node = 0; node < case_.program.nodes.size(); ++node)
      if (!IsRun(case_.program, node)) nodes.push_back(node);
    const auto found = engine::CountMembers(evaluator_, scope_.as_of, nodes);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const auto expected = std::count_if(oracles_.begin(), oracles_.end(),
                                          [&](const Oracle& oracle) { return In(oracle, nodes[i], scope_.as_of); });
      if (expected != found[i])
        return "members of #" + std::to_string(nodes[i]) + ": expected " + std::to_string(expected) + ", found " +
               std::to_string(found[i]);
    }
    const auto existing = std::count_if(oracles_.begin(), oracles_.end(),
                                        [&](const Oracle& oracle) { return oracle.Exists(scope_.as_of); });
    return existing == engine::CountContacts(evaluator_, scope_.as_of) ? "" : "the number of contacts";
  }

  std::string Members(NodeId node) {
    std::string expected, found;
    for (std::uint32_t i = 0; i < oracles_.size(); ++i) {
      if (!In(oracles_[i], node, scope_.as_of)) continue;
      expected += Stay(i, Since(oracles_[i], node), Until(oracles_[i], node));
    }
    for (const auto& member : engine::ListMembers(evaluator_, scope_.as_of, node))
      found += Stay(member.contact, member.since, member.until.value_or(engine::kForever));
    return expected == found
               ? ""
               : "members of #" + std::to_string(node) + "\n  expected:" + expected + "\n  found:" + found;
  }

  std::string AllMoves() {
    using Key = std::tuple<Instant, std::uint32_t, engine::LifecycleId>;
    std::vector<std::pair<Key, std::string>> expected;
    std::vector<engine::LifecycleId> lifecycles;
    for (engine::LifecycleId id = 0; id < case_.program.lifecycles.size(); ++id) lifecycles.push_back(id);
    for (std::uint32_t contact = 0; contact < oracles_.size(); ++contact)
      for (const auto id : lifecycles)
        for (const Move& move : oracles_[contact].Moves(case_.program.lifecycle_runs[id]))
          if (move.at <= scope_.as_of && oracles_[contact].Exists(move.at))
            expected.push_back({{move.at, contact, id}, States(move.from, move.to)});
    std::stable_sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const auto found = engine::ListMoves(evaluator_, scope_.as_of, lifecycles);
    const auto same = [](const auto& one, const engine::MoveRecord& other) {
      return one.first == Key{other.at, other.contact, other.lifecycle} && one.second == States(other.from, other.to);
    };
    const bool equal = std::equal(expected.begin(), expected.end(), found.begin(), found.end(), same);
    return equal ? ""
                 : "moves: expected " + std::to_string(expected.size()) + ", found " + std::to_string(found.size()) +
                       " or in another order";
  }

 private:
  static bool In(const Oracle& oracle, NodeId node, Instant instant) {
    return oracle.Exists(instant) && oracle.Holds(node, instant);
  }

  /// Instants at which the finished result may change.
  static std::vector<Instant> Changes(const Oracle& oracle, NodeId node) {
    std::vector<Instant> changes = oracle.Candidates(node);
    for (const Instant at : oracle.ExistenceCandidates()) changes.push_back(at);
    std::sort(changes.begin(), changes.end());
    return changes;
  }

  Instant Since(const Oracle& oracle, NodeId node) const {
    Instant since = scope_.as_of;
    const auto changes = Changes(oracle, node);
    for (auto at = changes.rbegin(); at != changes.rend(); ++at) {
      if (*at > scope_.as_of) continue;
      if (!In(oracle, node, *at)) break;
      since = *at;
    }
    return since;
  }

  Instant Until(const Oracle& oracle, NodeId node) const {
    for (const Instant at : Changes(oracle, node))
      if (at > scope_.as_of && at < scope_.horizon && !In(oracle, node, at)) return at;
    return engine::kForever;
  }

  static std::string Stay(std::uint32_t contact, Instant since, Instant until) {
    return " " + std::to_string(contact) + " [" + Show(since) + ", " + Show(until) + ")";
  }
  static std::string States(engine::StateId from, engine::StateId to) {
    return std::to_string(from) + " -> " + std::to_string(to);
  }

  Case& case_;
  engine::Timelines timelines_;
  engine::Evaluator evaluator_;
  engine::Scope scope_;
  std::deque<Oracle> oracles_;
};

}  // namespace

std::string CompareAnswers(Case& checked, NodeId node, const engine::Calendar& calendar,
                           const NaiveCalendar& naive_calendar) {
  AnswerComparison comparison(checked, calendar, naive_calendar);
  if (std::string counts = comparison.Counts(); !counts.empty()) return counts;
  if (std::string moves = comparison.AllMoves(); !moves.empty()) return moves;
  if (IsRun(checked.program, node)) return {};
  return comparison.Members(node);
}

}  // namespace segue::oracle
