// Dumps of conditions and measures.
#include "tests/dsl/dump_parts.h"

namespace segue::dsl {
std::string Dump(const Everyone&) { return "(everyone)"; }
std::string Dump(const Nobody&) { return "(nobody)"; }
std::string Dump(const AndCondition& node) { return List("and", DumpAll(node.parts)); }
std::string Dump(const OrCondition& node) { return List("or", DumpAll(node.parts)); }
std::string Dump(const NotCondition& node) { return List("not", Dump(*node.part)); }
std::string Dump(const GroupCondition& node) { return List("group", Dump(*node.part)); }
std::string Dump(const HeldCondition& node) { return List("for", Dump(*node.part), Dump(node.length)); }
std::string Dump(const NameCondition& node) {
  return node.test ? List("test", Dump(node.name), Dump(*node.test)) : List("name", Dump(node.name));
}
std::string Dump(const MemberCondition& node) { return List(node.list ? "in-list" : "in", Dump(node.name)); }
std::string Dump(const SampleCondition& node) { return List("in-sample", Dump(node.share), Quoted(node.name)); }
std::string Dump(const DidCondition& node) {
  return List(node.negated ? "did-not" : "did", Dump(node.events), DumpFilters(node.filters),
              node.then ? Dump(*node.then) : "", DumpAll(node.clauses));
}
std::string Dump(const IsKind& ask) { return List("is", DumpAll(ask.kinds)); }
std::string Dump(const HasFilter& ask) { return List("has", Dump(ask.filter)); }
std::string Dump(const OrdinalCondition& node) {
  return List(node.first ? "first" : "last", Dump(node.events), DumpFilter(node.filter),
              std::visit([](const auto& ask) { return Dump(ask); }, node.ask));
}
std::string Dump(const AggregateCondition& node) {
  return List("aggregate", Word(node.kind), Dump(node.property), DumpFilters(node.filters), DumpAll(node.clauses),
              Word(node.comparator), Dump(node.value));
}
std::string Dump(const ElapsedCondition& node) {
  return List("elapsed", Word(node.unit), Dump(node.events), DumpFilter(node.filter), Word(node.comparator),
              Dump(node.value));
}
std::string Dump(const KnownCondition& node) { return List("known", Dump(node.length)); }
std::string Dump(const WasMemberCondition& node) { return List("was-in", Dump(node.segment)); }
std::string Dump(const WasSet&) { return "set"; }
std::string Dump(const WasCondition& node) {
  return List("was", Dump(node.name), std::visit([](const auto& what) { return Dump(what); }, node.what));
}
std::string Dump(const AnniversaryCondition& node) {
  return List("anniversary", Dump(node.field), std::visit([](const auto& when) { return Dump(when); }, node.when));
}

std::string Statistic(AggregateKind kind, int rank) {
  return kind == AggregateKind::kRank ? "p" + std::to_string(rank) : Word(kind);
}
std::string Dump(const FollowedBy& followed) {
  return List("followed", Dump(followed.events), DumpAll(followed.same), DumpFilter(followed.filter),
              Dump(followed.within));
}
std::string Dump(const EntriesMeasure& measure) {
  return List(measure.exits ? "exits" : "entries", Dump(measure.target));
}
std::string Dump(const MovesMeasure& measure) {
  return List("moves", Dump(measure.lifecycle), Dump(measure.from), Dump(measure.to));
}
std::string Dump(const MembersMeasure& measure) {
  return List(measure.average ? "average-members" : "members", Dump(measure.target));
}
std::string Dump(const EventsMeasure& measure) {
  return List(measure.contacts ? "contacts" : "count", Dump(measure.events), DumpFilter(measure.filter),
              measure.during ? Dump(*measure.during) : "", measure.followed ? Dump(*measure.followed) : "",
              measure.to_date ? "to-date" : "");
}
std::string Dump(const PropertyMeasure& measure) {
  return List(Statistic(measure.kind, measure.rank), Dump(measure.property), DumpFilter(measure.filter),
              measure.during ? Dump(*measure.during) : "", measure.to_date ? "to-date" : "");
}
std::string Dump(const LevelMeasure& measure) {
  return List("level", Statistic(measure.kind, measure.rank), Dump(measure.name));
}
std::string Dump(const DurationMeasure& measure) {
  return List("time", Statistic(measure.kind, measure.rank), Word(measure.unit), Dump(measure.from), Dump(measure.to));
}
std::string Dump(const Credit& credit) {
  const char* const words[] = {"first", "last", "any"};
  return List("credited", words[static_cast<int>(credit.touch)], Dump(credit.property), Dump(credit.within),
              credit.during ? Dump(*credit.during) : "");
}
std::string Dump(const Measure& measure) {
  const std::string what = std::visit([](const auto& part) { return Dump(part); }, measure.what);
  return measure.credit ? List("credit", what, Dump(*measure.credit)) : what;
}
std::string Dump(const CohortMeasure& measure) {
  return List("cohort", Dump(measure.outcome), Dump(measure.entry), Dump(measure.within));
}
std::string Dump(const PlanMeasure& measure) {
  const char* const words[] = {"used", "allowance", "price"};
  return List(words[static_cast<int>(measure.figure)], Dump(measure.plan),
              measure.allowance ? Dump(*measure.allowance) : "");
}
std::string Dump(const Box<Sum>& sum) { return List("group", Dump(*sum)); }
std::string Dump(const Factor& factor) {
  const std::string what = std::visit([](const auto& part) { return Dump(part); }, factor.what);
  return factor.only_for ? List("only", what, Dump(*factor.only_for)) : what;
}

/// Left to right: a - b + c is (+ (- a b) c).
template <typename Part>
std::string Chain(const std::vector<Part>& parts, const std::vector<char>& operators) {
  std::string text = Dump(parts.front());
  for (std::size_t i = 0; i < operators.size(); ++i)
    text = List(std::string(1, operators[i]), text, Dump(parts[i + 1]));
  return text;
}
std::string Dump(const Product& product) { return Chain(product.factors, product.operators); }

std::string Dump(const Condition& condition) {
  return std::visit([](const auto& node) { return Dump(node); }, condition.node);
}
std::string Dump(const Origin& origin) {
  if (origin.any) return "(any)";
  return origin.states.size() == 1 ? Dump(origin.states[0]) : List("either", DumpAll(origin.states));
}
std::string Dump(const Target& target) {
  if (target.everyone) return "(everyone)";
  return target.state ? List("state", Dump(target.name), Dump(*target.state)) : Dump(target.name);
}
std::string Dump(const Sum& sum) { return Chain(sum.products, sum.operators); }

}  // namespace segue::dsl
