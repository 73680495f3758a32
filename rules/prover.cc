// A tableau: facts are taken apart until they contradict each other, or nothing is left to take apart.
#include "rules/prover.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "rules/event_sets.h"
#include "rules/fact_clash.h"
#include "rules/node_key.h"
#include "rules/value_set.h"

namespace segue::rules {
namespace {

using engine::NodeId;
using engine::StateId;

constexpr std::size_t kMostFacts = 32;  // keeps long chains of segments linear
constexpr std::size_t kMostTests = 12;  // of one field
constexpr std::int64_t kStepsPerRange = 8;
constexpr int kMostBranches = 64;  // of one question
constexpr int kMostQuestions = 8;  // inside one another

/// One branch: the facts taken for true so far, and what is left to take apart.
class Branch {
 public:
  Branch(Prover& prover, int& branches_left) : prover_(prover), branches_left_(branches_left) {}

  /// The clash when all facts together are impossible.
  std::optional<Clash> Refute(std::vector<Fact> open) {
    open_ = std::move(open);
    while (!open_.empty()) {
      const Fact fact = open_.back();
      open_.pop_back();
      if (facts_.size() >= kMostFacts || !prover_.Step()) break;
      if (auto clash = Take(fact)) return clash;
    }
    return Split();
  }

 private:
  const engine::NodeOperation& Operation(Fact fact) const { return prover_.Operation(fact.node); }

  void Open(const std::vector<NodeId>& parts, bool negated) {
    for (const NodeId part : parts) open_.push_back({part, negated});
  }

  std::optional<Clash> Take(Fact fact) {
    const engine::NodeOperation& operation = Operation(fact);
    if (const auto* complement = std::get_if<engine::ComplementNode>(&operation)) {
      open_.push_back({complement->part, !fact.negated});
    } else if (const auto* all = std::get_if<engine::AllOfNode>(&operation)) {
      if (fact.negated) return Choose(fact);
      Open(all->parts, false);
    } else if (const auto* any = std::get_if<engine::AnyOfNode>(&operation)) {
      if (!fact.negated) return Choose(fact);
      Open(any->parts, true);
    } else {
      Follow(fact);
      return Add(fact);
    }
    return Remember(fact);
  }

  std::optional<Clash> Choose(Fact fact) {
    choices_.push_back(fact);
    return Remember(fact);
  }

  /// An `and` and its denial contradict each other without being taken apart.
  std::optional<Clash> Remember(Fact fact) {
    const auto [seen, added] = seen_.emplace(fact.node, fact.negated);
    if (!added && seen->second != fact.negated) return Clash{{fact.node, !fact.negated}, fact};
    return {};
  }

  /// What follows from one fact.
  void Follow(Fact fact) {
    const engine::NodeOperation& operation = Operation(fact);
    if (const auto* held = std::get_if<engine::HeldForNode>(&operation); held != nullptr && !fact.negated) {
      open_.push_back({held->part, false});
    } else if (const auto* ever = std::get_if<engine::EverNode>(&operation); ever != nullptr && fact.negated) {
      open_.push_back({ever->part, true});
    } else if (const auto* latch = std::get_if<engine::LatchNode>(&operation)) {
      if (!fact.negated && latch->clear) open_.push_back({*latch->clear, true});
      if (fact.negated && !latch->clear) open_.push_back({latch->set, true});
    } else if (const auto* was = std::get_if<engine::WasInStateNode>(&operation); was != nullptr && fact.negated) {
      DenyStates(was->run, was->states, true, fact);
    }
  }

  /// A date that lies somewhere is there: `birthday in last 30 days` and `birthday is not set`.
  std::optional<Clash> RequireValue(engine::FieldId field, Fact fact) {
    return NarrowField({field, engine::ValueTest{}}, fact);
  }

  // ------------------------------------------------------------ one more fact

  std::optional<Clash> Add(Fact fact) {
    if (auto clash = Remember(fact)) return clash;
    if (ClashesWithItself(prover_, fact)) return Clash{fact};
    const engine::NodeOperation& operation = Operation(fact);
    if (!fact.negated) {
      const auto* date = std::get_if<engine::DateFieldNode>(&operation);
      const auto* anniversary = std::get_if<engine::AnniversaryNode>(&operation);
      std::optional<Clash> clash;
      if (date != nullptr) clash = RequireValue(date->field, fact);
      if (anniversary != nullptr) clash = RequireValue(anniversary->field, fact);
      if (clash) return clash;
    }
    if (const auto* field = std::get_if<engine::FieldNode>(&operation)) {
      if (auto clash = NarrowField(*field, fact)) return clash;
    } else if (const auto* states = std::get_if<engine::InStateNode>(&operation)) {
      if (DenyStates(states->run, states->states, fact.negated, fact)) return states_[states->run].because;
    } else {
      for (const Fact other : facts_) {
        if (!prover_.Step()) return {};
        if (Clashes(prover_, fact, other)) return Clash{other, fact};
      }
    }
    facts_.push_back(fact);
    return {};
  }

  struct FieldRoom {
    std::optional<ValueSet> values;
    std::vector<std::pair<engine::ValueTest, Fact>> tests;
  };

  std::optional<Clash> NarrowField(const engine::FieldNode& field, Fact fact) {
    engine::ValueTest test = field.test;
    test.negated = test.negated != fact.negated;
    FieldRoom& room = fields_[field.field];
    if (room.tests.size() >= kMostTests || !prover_.Step(kStepsPerRange)) return {};
    const ValueSet values(test);
    room.values ? room.values->Intersect(values) : void(room.values = values);
    const bool no_value_left = room.values->IsEmpty();
    Clash all;
    for (const auto& [other, because] : room.tests) {
      if (!prover_.Step()) return {};
      all.push_back(because);
      const bool seen_by_room = IsSeenByRoom(other) && IsSeenByRoom(test) && !no_value_left;
      if (!seen_by_room && Exclude(other, test)) return Clash{because, fact};
    }
    all.push_back(fact);
    room.tests.emplace_back(std::move(test), fact);
    return no_value_left ? std::optional(all) : std::nullopt;
  }

  /// What is left of the room tells all there is to know; other tests are compared in pairs, which takes longer.
  static bool IsSeenByRoom(const engine::ValueTest& test) {
    if (test.kind == engine::TestKind::kIsSet) return true;
    if (test.kind > engine::TestKind::kBetween || test.operands.size() > 2) return false;
    return std::none_of(test.operands.begin(), test.operands.end(),
                        [](const auto& operand) { return operand.exactly; });
  }

  struct StatesRoom {
    std::set<StateId> left;
    Clash because;
  };

  /// True when no state is left.
  bool DenyStates(NodeId run, const std::vector<StateId>& states, bool these, Fact fact) {
    const auto [room, added] = states_.try_emplace(run);
    if (added) room->second.left = AllStates(run);
    const std::set<StateId> asked(states.begin(), states.end());
    std::erase_if(room->second.left, [&](StateId state) { return (asked.count(state) > 0) == these; });
    room->second.because.push_back(fact);
    return room->second.left.empty();
  }
  std::set<StateId> AllStates(NodeId run) const {
    const auto lifecycle = std::get<engine::LifecycleRunNode>(prover_.Operation(run)).lifecycle;
    std::set<StateId> states;
    const auto count = static_cast<StateId>(prover_.lifecycles()[lifecycle].states.size());
    for (StateId state = 0; state < count; ++state) states.insert(state);
    return states;
  }

  // ------------------------------------------------------------ branches

  const std::vector<NodeId>& PartsOf(Fact choice) const {
    const auto* any = std::get_if<engine::AnyOfNode>(&Operation(choice));
    return any != nullptr ? any->parts : std::get<engine::AllOfNode>(Operation(choice)).parts;
  }

  /// The shortest choice first; impossible when each of its branches is.
  std::optional<Clash> Split() {
    if (choices_.empty()) return {};
    const auto shortest = std::min_element(choices_.begin(), choices_.end(),
                                           [&](Fact a, Fact b) { return PartsOf(a).size() < PartsOf(b).size(); });
    const Fact choice = *shortest;
    choices_.erase(shortest);
    for (const NodeId part : PartsOf(choice)) {
      if (--branches_left_ < 0 || !prover_.Step()) return {};
      Branch branch(*this);
      if (!branch.Refute({{part, choice.negated}})) return {};
    }
    return Clash{};  // no single pair is to blame
  }

  Prover& prover_;
  int& branches_left_;
  std::vector<Fact> open_, facts_, choices_;
  std::unordered_map<NodeId, bool> seen_;
  std::map<engine::FieldId, FieldRoom> fields_;
  std::unordered_map<NodeId, StatesRoom> states_;
};

}  // namespace

std::optional<Clash> Prover::Refute(const std::vector<Fact>& facts) {
  if (depth_ >= kMostQuestions || !Step()) return {};
  ++depth_;
  int branches_left = kMostBranches;
  auto clash = Branch(*this, branches_left).Refute(facts);
  --depth_;
  return clash;
}

bool Prover::Implies(Fact a, Fact b) {
  if (a == b) return true;
  const std::uint64_t key =
      (std::uint64_t{a.node} << 33) | (std::uint64_t{a.negated} << 32) | (b.node << 1) | std::uint64_t{b.negated};
  if (const auto known = memory_.implications.find(key); known != memory_.implications.end()) return known->second;
  const bool implies = Refute({a, Opposite(b)}).has_value();
  memory_.implications.emplace(key, implies);
  return implies;
}

bool Prover::EventsWithin(const engine::EventSet& inner, const engine::EventSet& outer) {
  return IsWithin(inner, outer, [this](NodeId narrow, NodeId wide) { return Implies({narrow, false}, {wide, false}); });
}

}  // namespace segue::rules
