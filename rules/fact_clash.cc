// What excludes what, for each pair of kinds of conditions.
//
// A `did` with its counts says that the number of matching events that cover T lies in a range. If its events and its
// window lie within those of another one, its number is at most the other's.
#include "rules/fact_clash.h"

#include <algorithm>
#include <limits>

#include "rules/event_sets.h"
#include "rules/lengths.h"
#include "rules/node_key.h"
#include "rules/windows.h"

namespace segue::rules {
namespace {

using engine::DidNode;
using engine::EverNode;
using engine::HeldForNode;
using engine::KnownForNode;
using engine::NodeOperation;
using engine::OrdinalNode;
using engine::WasInStateNode;

constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();

/// How many events a `did` asks for, denied or not.
struct Counts {
  std::int64_t least = 0, most = kNoEnd;
};
std::optional<Counts> CountsOf(const DidNode& did, bool negated) {
  if (!negated) return Counts{did.at_least, did.at_most.value_or(kNoEnd)};
  if (!did.at_most) return Counts{0, did.at_least - 1};
  if (did.at_least == 0 && *did.at_most < kNoEnd) return Counts{*did.at_most + 1, kNoEnd};
  return {};  // fewer or more
}

class Pair {
 public:
  Pair(Prover& prover, Fact a, Fact b) : prover_(prover), a_(a), b_(b) {}

  bool Clashes() {
    const NodeOperation &first = Operation(a_), &second = Operation(b_);
    return std::visit([&](const auto& a) { return std::visit([&](const auto& b) { return Clash(a, b); }, second); },
                      first);
  }

 private:
  const NodeOperation& Operation(Fact fact) const { return prover_.Operation(fact.node); }
  bool OnlyFirstHolds() const { return !a_.negated && b_.negated; }

  bool Clash(const auto&, const auto&) const { return false; }

  // ------------------------------------------------------------ events

  bool Clash(const DidNode& a, const DidNode& b) {
    const auto first = CountsOf(a, a_.negated), second = CountsOf(b, b_.negated);
    if (!first || !second) return false;
    if (first->least > second->most) return IsWithin(a.when, b.when) && prover_.EventsWithin(a.events, b.events);
    if (second->least > first->most) return IsWithin(b.when, a.when) && prover_.EventsWithin(b.events, a.events);
    return false;
  }

  /// The event that `last E …` speaks of is one that E did.
  bool Clash(const OrdinalNode& a, const DidNode& b) {
    const auto counts = CountsOf(b, b_.negated);
    if (a_.negated || !counts) return false;
    if (counts->most == 0) return IsWithin(a.when, b.when) && OrdinalWithin(a, b.events);
    return counts->least > 0 && NewerThanLast(b, a);
  }
  bool Clash(const DidNode& a, const OrdinalNode& b) { return Pair(prover_, b_, a_).Clash(b, a); }

  bool OrdinalWithin(const OrdinalNode& ordinal, const engine::EventSet& events) {
    if (prover_.EventsWithin(ordinal.events, events)) return true;
    if (ordinal.has.empty()) return false;
    return prover_.EventsWithin({ordinal.has, ordinal.events.during}, events);
  }

  /// `did E in last V` while `last E more than W ago`, V not longer than W.
  bool NewerThanLast(const DidNode& did, const OrdinalNode& last) {
    if (last.first || !last.has.empty()) return false;
    const bool apart = std::any_of(last.when.begin(), last.when.end(), [&](const engine::WhenClause& old) {
      const auto* older = std::get_if<engine::OlderThanWindow>(&old);
      return older != nullptr && std::any_of(did.when.begin(), did.when.end(), [&](const engine::WhenClause& recent) {
               const auto* in_last = std::get_if<engine::InLastWindow>(&recent);
               return in_last != nullptr && EndsFirst(in_last->length, older->length);
             });
    });
    return apart && prover_.EventsWithin(did.events, last.events);
  }

  bool Clash(const OrdinalNode& a, const OrdinalNode& b) {
    if (a.first != b.first) return false;
    if (a_.negated) return !b_.negated && Pair(prover_, b_, a_).Clash(b, a);
    if (b_.negated) {
      return KeyOf(a.events) == KeyOf(b.events) && IsWithin(a.when, b.when) && HasWithin(a.has, b.has);
    }
    if (KeyOf(a.events) != KeyOf(b.events) || a.has.empty() || b.has.empty()) return false;
    return Exclude(engine::EventSet{a.has, {}}, engine::EventSet{b.has, {}});
  }

  static bool HasWithin(const std::vector<engine::EventMatch>& inner, const std::vector<engine::EventMatch>& outer) {
    if (outer.empty()) return true;
    return !inner.empty() && std::all_of(inner.begin(), inner.end(), [&](const engine::EventMatch& event) {
      return std::any_of(outer.begin(), outer.end(), [&](const auto& wide) { return IsWithin(event, wide); });
    });
  }

  // ------------------------------------------------------------ time

  bool Clash(const KnownForNode& a, const KnownForNode& b) const {
    return OnlyFirstHolds() && NeverLonger(b.length, a.length);
  }
  /// Nothing happened, and no value was held, before birth.
  bool Clash(const DidNode& a, const KnownForNode& b) const {
    const auto counts = CountsOf(a, a_.negated);
    if (!counts || counts->least == 0 || !b_.negated) return false;
    return std::any_of(a.when.begin(), a.when.end(), [&](const engine::WhenClause& clause) {
      const auto* older = std::get_if<engine::OlderThanWindow>(&clause);
      return older != nullptr && EndsFirst(b.length, older->length);
    });
  }
  bool Clash(const KnownForNode& a, const DidNode& b) const { return Pair(prover_, b_, a_).Clash(b, a); }
  bool Clash(const HeldForNode& a, const KnownForNode& b) const {
    return OnlyFirstHolds() && EndsFirst(b.length, a.length);
  }
  bool Clash(const KnownForNode& a, const HeldForNode& b) const { return Pair(prover_, b_, a_).Clash(b, a); }

  bool Clash(const HeldForNode& a, const HeldForNode& b) {
    if (a_.negated == b_.negated) return false;
    if (a_.negated) return Pair(prover_, b_, a_).Clash(b, a);
    if (a.part == b.part) return NeverLonger(b.length, a.length);
    return EndsFirst(b.length, a.length) && prover_.Implies({a.part, false}, {b.part, false});
  }
  bool Clash(const EverNode& a, const EverNode& b) {
    if (a_.negated == b_.negated) return false;
    if (a_.negated) return Pair(prover_, b_, a_).Clash(b, a);
    return prover_.Implies({a.part, false}, {b.part, false});
  }
  bool Clash(const WasInStateNode& a, const WasInStateNode& b) const {
    if (a_.negated == b_.negated || a.run != b.run) return false;
    const auto& states = a_.negated ? b.states : a.states;
    const auto& others = a_.negated ? a.states : b.states;
    return std::includes(others.begin(), others.end(), states.begin(), states.end());
  }

  // ------------------------------------------------------------ dates, scores

  bool Clash(const engine::DateFieldNode& a, const engine::DateFieldNode& b) const {
    return a.field == b.field && DatesClash(a.when, b.when);
  }
  /// A contact may have several anniversaries at hand (`in next 400 days`), so only lying within is a proof.
  bool Clash(const engine::AnniversaryNode& a, const engine::AnniversaryNode& b) const {
    if (a.field != b.field || a_.negated == b_.negated) return false;
    return a_.negated ? IsWithin(b.when, a.when) : IsWithin(a.when, b.when);
  }
  bool DatesClash(const engine::DateClause& a, const engine::DateClause& b) const {
    if (a_.negated && b_.negated) return false;
    if (!a_.negated && !b_.negated) return Apart(a, b);
    return a_.negated ? IsWithin(b, a) : IsWithin(a, b);
  }

  /// Every score lies somewhere, so what a denied test allows is everything else.
  bool Clash(const engine::ScoreTestNode& a, const engine::ScoreTestNode& b) const {
    if (a.run != b.run || (a_.negated && b_.negated)) return false;
    if (a_.negated) return AllCovered(b.ranges, a.ranges);
    if (b_.negated) return AllCovered(a.ranges, b.ranges);
    return std::none_of(a.ranges.begin(), a.ranges.end(), [&](const engine::PointRange& range) {
      return std::any_of(b.ranges.begin(), b.ranges.end(),
                         [&](const auto& other) { return range.low <= other.high && other.low <= range.high; });
    });
  }
  static bool AllCovered(const std::vector<engine::PointRange>& inner, const std::vector<engine::PointRange>& outer) {
    return std::all_of(inner.begin(), inner.end(), [&](const engine::PointRange& range) {
      return std::any_of(outer.begin(), outer.end(),
                         [&](const auto& wide) { return wide.low <= range.low && range.high <= wide.high; });
    });
  }

  Prover& prover_;
  Fact a_, b_;
};

}  // namespace

bool Clashes(Prover& prover, Fact a, Fact b) {
  if (a.node == b.node) return a.negated != b.negated;
  return Pair(prover, a, b).Clashes();
}

bool ClashesWithItself(const Prover& prover, Fact fact) {
  const NodeOperation& operation = prover.Operation(fact.node);
  if (std::holds_alternative<engine::NobodyNode>(operation)) return !fact.negated;
  if (std::holds_alternative<engine::EveryoneNode>(operation)) return fact.negated;
  if (const auto* ordinal = std::get_if<OrdinalNode>(&operation)) return !fact.negated && CoversNothing(ordinal->when);
  if (const auto* was = std::get_if<WasInStateNode>(&operation)) {
    const auto lifecycle = std::get<engine::LifecycleRunNode>(prover.Operation(was->run)).lifecycle;
    const engine::StateId start = prover.lifecycles()[lifecycle].start;
    return fact.negated && std::binary_search(was->states.begin(), was->states.end(), start);
  }
  const auto* did = std::get_if<DidNode>(&operation);
  const auto counts = did == nullptr ? std::nullopt : CountsOf(*did, fact.negated);
  if (!counts) return false;
  return counts->least > counts->most || counts->most < 0 || (counts->least > 0 && CoversNothing(did->when));
}

}  // namespace segue::rules
