// What a measure counts: events, contacts, entries, exits, moves, or members at the end of the period. A part counts
// the same thing, of fewer.
#include "rules/proportion_review.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "rules/codes.h"
#include "rules/event_sets.h"

namespace segue::rules {
namespace {

using engine::Expression;
using engine::Measure;

struct CountedThing {
  const char* operator()(const engine::EntriesMeasure&) const { return "entries"; }
  const char* operator()(const engine::ExitsMeasure&) const { return "exits"; }
  const char* operator()(const engine::MovesMeasure&) const { return "moves"; }
  const char* operator()(const engine::MembersMeasure&) const { return "members at the end of the period"; }
  const char* operator()(const engine::ContactsWithMeasure&) const { return "contacts who did something"; }
  const char* operator()(const engine::EventCountMeasure&) const { return "events"; }
  const char* operator()(const auto&) const { return nullptr; }  // no count, or none that is known here
};
const char* CountedBy(const Measure& measure) { return std::visit(CountedThing{}, measure.what); }

class Review {
 public:
  Review(Context& context, const Measure& part, const Measure& whole)
      : part_(part), whole_(whole), prover_(ProverOf(context)) {}

  /// Why the part is none; empty when it is one, or when that cannot be seen.
  std::string Reason() {
    const char *counted = CountedBy(part_), *among = CountedBy(whole_);
    if (counted == nullptr || among == nullptr) return {};
    if (part_.what.index() != whole_.what.index()) {
      if (IsMoveOfState() || IsOfEveryone()) return {};
      return "it divides " + std::string(counted) + " by " + among + ", which are not among each other";
    }
    if (NeverTogether()) return "no " + std::string(counted) + " of the one are among those of the other";
    return {};
  }

 private:
  /// `buyers / everybody`: the usual share of those who did something, though some may be gone by the period's end.
  bool IsOfEveryone() const {
    const auto* members = std::get_if<engine::MembersMeasure>(&whole_.what);
    return members != nullptr && std::holds_alternative<engine::ContactsWithMeasure>(part_.what) &&
           std::holds_alternative<engine::EveryoneNode>(prover_.Operation(members->target.node));
  }

  /// Moves into or out of a state are among its entries or exits.
  bool IsMoveOfState() const {
    const auto* moves = std::get_if<engine::MovesMeasure>(&part_.what);
    if (moves == nullptr) return false;
    // `won / new prospects`: who left the state entered it, if not in the same period. The usual conversion rate.
    const auto all_are = [&](const std::vector<engine::StateId>& states, const engine::Target& target) {
      return target.node == moves->run && target.state &&
             std::all_of(states.begin(), states.end(), [&](engine::StateId state) { return state == *target.state; });
    };
    if (const auto* entries = std::get_if<engine::EntriesMeasure>(&whole_.what)) {
      return all_are(moves->to, entries->target) || all_are(moves->from, entries->target);
    }
    const auto* exits = std::get_if<engine::ExitsMeasure>(&whole_.what);
    return exits != nullptr && all_are(moves->from, exits->target);
  }

  bool NeverTogether() {
    if (const auto* members = std::get_if<engine::MembersMeasure>(&part_.what)) {
      return Apart(members->target, std::get<engine::MembersMeasure>(whole_.what).target);
    }
    if (const auto* entries = std::get_if<engine::EntriesMeasure>(&part_.what)) {
      return OtherState(entries->target, std::get<engine::EntriesMeasure>(whole_.what).target);
    }
    if (const auto* exits = std::get_if<engine::ExitsMeasure>(&part_.what)) {
      return OtherState(exits->target, std::get<engine::ExitsMeasure>(whole_.what).target);
    }
    if (const auto* moves = std::get_if<engine::MovesMeasure>(&part_.what)) {
      const auto& others = std::get<engine::MovesMeasure>(whole_.what);
      return moves->run != others.run || !Share(moves->from, others.from) || !Share(moves->to, others.to);
    }
    if (const auto* count = std::get_if<engine::EventCountMeasure>(&part_.what)) {
      return Exclude(count->events, std::get<engine::EventCountMeasure>(whole_.what).events);
    }
    return false;
  }

  bool Apart(const engine::Target& a, const engine::Target& b) {
    if (a.state || b.state) return OtherState(a, b);
    return prover_.NeverTogether({{a.node, false}, {b.node, false}});
  }
  static bool OtherState(const engine::Target& a, const engine::Target& b) {
    return a.state && b.state && a.node == b.node && *a.state != *b.state;
  }
  static bool Share(const std::vector<engine::StateId>& a, const std::vector<engine::StateId>& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](engine::StateId state) { return std::find(b.begin(), b.end(), state) != b.end(); });
  }

  const Measure& part_;
  const Measure& whole_;
  Prover prover_;
};

}  // namespace

void ReviewProportion(Context& context, const engine::Metric& metric, const std::vector<Measure>& measures,
                      dsl::Span span) {
  const Expression& ratio = metric.expression;
  if (!metric.percent || ratio.kind != Expression::Kind::kDivide) return;
  const Expression &part = ratio.parts.front(), &whole = ratio.parts.back();
  if (part.kind != Expression::Kind::kMeasure || whole.kind != Expression::Kind::kMeasure) return;
  const std::string reason = Review(context, measures[part.measure], measures[whole.measure]).Reason();
  if (reason.empty()) return;
  context.report.Warning(code::kNotAPart, span, Quote(metric.name) + " is no share: " + reason,
                         "leave out `as percent`, or divide by what the numerator is counted from");
}

}  // namespace segue::rules
