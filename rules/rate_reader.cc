// A part counts the same thing as the whole, of fewer: the same entries that led to something, the same events that
// were followed, or that pass a narrower filter.
#include "rules/rate_reader.h"

#include <algorithm>
#include <vector>

#include "rules/node_key.h"

namespace segue::rules {
namespace {

using engine::Measure;
using engine::Target;

class PartReader {
 public:
  PartReader(Context& context, const MeasurePool& measures)
      : context_(context), measures_(measures), prover_(ProverOf(context)) {}

  bool IsPart(const Measure& part, const Measure& whole) {
    // By a credited property the two may stand in different rows.
    if (part.credit || whole.credit || part.to_date != whole.to_date) return false;
    if (!IsNarrower(part, whole)) return false;
    return std::visit([&](const auto& a, const auto& b) { return Counts(a, b); }, part.what, whole.what);
  }

  bool IsPartOfCohort(const Measure& part, const Measure& whole) {
    const auto* cohort = std::get_if<engine::CohortMeasure>(&part.what);
    if (cohort == nullptr || std::holds_alternative<engine::EventSumMeasure>(measures_[cohort->outcome].what))
      return false;
    Measure entries = measures_[cohort->entry];
    entries.only_for.insert(entries.only_for.end(), part.only_for.begin(), part.only_for.end());
    return IsPart(entries, whole);
  }

 private:
  /// Every condition of the whole's `for` holds where those of the part do.
  bool IsNarrower(const Measure& part, const Measure& whole) {
    return std::all_of(whole.only_for.begin(), whole.only_for.end(), [&](engine::NodeId condition) {
      return std::any_of(part.only_for.begin(), part.only_for.end(), [&](engine::NodeId narrower) {
        return narrower == condition || prover_.Implies({narrower, false}, {condition, false});
      });
    });
  }

  static bool IsSame(const Target& a, const Target& b) { return a.node == b.node && a.state == b.state; }
  static bool IsSubset(const std::vector<engine::StateId>& part, const std::vector<engine::StateId>& whole) {
    return std::all_of(part.begin(), part.end(), [&](engine::StateId state) {
      return std::find(whole.begin(), whole.end(), state) != whole.end();
    });
  }
  bool IsEveryone(const Target& target) const {
    return !target.state && std::holds_alternative<engine::EveryoneNode>(context_.graph[target.node].operation);
  }

  bool Counts(const engine::EntriesMeasure& a, const engine::EntriesMeasure& b) { return IsSame(a.target, b.target); }
  bool Counts(const engine::ExitsMeasure& a, const engine::ExitsMeasure& b) { return IsSame(a.target, b.target); }
  bool Counts(const engine::MembersMeasure& a, const engine::MembersMeasure& b) {
    if (IsSame(a.target, b.target) || IsEveryone(b.target)) return true;
    if (a.target.state || b.target.state) return false;
    return prover_.Implies({a.target.node, false}, {b.target.node, false});
  }
  bool Counts(const engine::MovesMeasure& a, const engine::MovesMeasure& b) {
    return a.run == b.run && IsSubset(a.from, b.from) && IsSubset(a.to, b.to);
  }
  /// A move is read a millisecond before the entry that it is, so no `for` may stand on the entries; IsNarrower has
  /// seen to the rest.
  bool Counts(const engine::MovesMeasure& a, const engine::EntriesMeasure& b) {
    return b.target.state && a.run == b.target.node && IsSubset(a.to, {*b.target.state});
  }
  bool Counts(const engine::MovesMeasure& a, const engine::ExitsMeasure& b) {
    return b.target.state && a.run == b.target.node && IsSubset(a.from, {*b.target.state});
  }
  bool Counts(const engine::EventCountMeasure& a, const engine::EventCountMeasure& b) {
    return IsWithin(a.events, b.events);
  }
  bool Counts(const engine::ContactsWithMeasure& a, const engine::ContactsWithMeasure& b) {
    return IsWithin(a.events, b.events);
  }
  bool Counts(const auto&, const auto&) { return false; }

  /// What is followed by something is counted at the first event.
  bool IsWithin(engine::EventSet part, const engine::EventSet& whole) {
    if (whole.followed_by &&
        KeyOf(Measure{engine::EventCountMeasure{part}}) != KeyOf(Measure{engine::EventCountMeasure{whole}})) {
      return false;
    }
    if (!whole.followed_by) part.followed_by.reset();
    return prover_.EventsWithin(part, whole);
  }

  Context& context_;
  const MeasurePool& measures_;
  Prover prover_;
};

}  // namespace

engine::Rate RateOf(Context& context, const MeasurePool& measures, const engine::Expression& expression) {
  using Kind = engine::Expression::Kind;
  if (expression.kind != Kind::kDivide) return engine::Rate::kNone;
  const engine::Expression &part = expression.parts.front(), &whole = expression.parts.back();
  if (whole.kind == Kind::kPlan) return engine::Rate::kNone;  // an allowance is no sample that could be too small
  if (part.kind != Kind::kMeasure || whole.kind != Kind::kMeasure) return engine::Rate::kRatio;
  PartReader reader(context, measures);
  const bool is_part = reader.IsPart(measures[part.measure], measures[whole.measure]) ||
                       reader.IsPartOfCohort(measures[part.measure], measures[whole.measure]);
  return is_part ? engine::Rate::kProportion : engine::Rate::kRatio;
}

}  // namespace segue::rules
