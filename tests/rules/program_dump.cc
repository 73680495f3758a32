// Programs as short text.
#include "tests/rules/program_dump.h"

#include <sstream>

#include "engine/calendar.h"

namespace segue::testing {
namespace {

using namespace engine;

std::string TextOf(const Length& length) {
  if (length.months != 0) return std::to_string(length.months) + "mo";
  if (length.milliseconds % kMillisecondsPerDay == 0)
    return std::to_string(length.milliseconds / kMillisecondsPerDay) + "d";
  return std::to_string(length.milliseconds) + "ms";
}

std::string TextOf(Instant instant) {
  if (instant == kAlways) return "always";
  if (instant == kForever) return "forever";
  return FormatUtc(instant);
}

std::string Number(double value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

std::string TextOf(const Value& value) {
  struct Words {
    std::string operator()(const std::string& text) const { return '"' + text + '"'; }
    std::string operator()(double number) const { return Number(number); }
    std::string operator()(Money money) const { return std::to_string(money.ten_thousandths) + "m"; }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(Day day) const { return "day " + std::to_string(day.days); }
    std::string operator()(TimePoint point) const { return TextOf(point.instant); }
  };
  return std::visit(Words{}, value);
}

std::string TextOf(const ValueTest& test) {
  static const char* const kWords[] = {"set",     "=",        "<",      "<=",   ">",       ">=",      "one-of",
                                       "between", "contains", "starts", "ends", "matches", "has-any", "has-all"};
  std::string text = test.negated ? "not " : "";
  text += kWords[static_cast<int>(test.kind)];
  for (const Operand& operand : test.operands) text += (operand.exactly ? " exactly " : " ") + TextOf(operand.value);
  return text;
}

class Dumper {
 public:
  explicit Dumper(const Program& program) : program_(program) {}

  std::string Run() {
    for (NodeId id = 0; id < program_.nodes.size(); ++id) {
      Line("n" + std::to_string(id) + " " +
           std::visit([&](const auto& node) { return Text(node); }, program_.nodes[id].operation));
    }
    for (const Lifecycle& lifecycle : program_.lifecycles) Dump(lifecycle);
    for (const NamedNode& segment : program_.segments) Line("segment " + segment.name + " " + Node(segment.node));
    for (const NamedNode& flag : program_.flags) Line("flag " + flag.name + " " + Node(flag.node));
    for (const Score& score : program_.scores) Dump(score);
    for (const Group& group : program_.groups) Dump(group);
    for (std::size_t i = 0; i < program_.measures.size(); ++i) {
      Line("m" + std::to_string(i) + " " + Text(program_.measures[i]));
    }
    for (const Metric& metric : program_.metrics) Dump(metric);
    for (const Report& report : program_.reports) Dump(report);
    for (const Experiment& experiment : program_.experiments) Dump(experiment);
    for (const Prune& prune : program_.prunes) Dump(prune);
    return out_.str();
  }

 private:
  void Line(const std::string& text) { out_ << text << "\n"; }
  static std::string Node(NodeId node) { return "n" + std::to_string(node); }
  static std::string Nodes(const std::vector<NodeId>& nodes) {
    std::string text;
    for (const NodeId node : nodes) text += " " + Node(node);
    return text;
  }

  // ------------------------------------------------------------ events
  std::string Text(const Predicate& predicate, const EventKind& kind) {
    if (const auto* test = std::get_if<PropertyTest>(&predicate.node)) {
      return kind.properties[test->property].name + " " + TextOf(test->test);
    }
    if (const auto* date = std::get_if<DatePropertyTest>(&predicate.node)) {
      return kind.properties[date->property].name + Text(date->when);
    }
    if (const auto* negation = std::get_if<PredicateNot>(&predicate.node))
      return "not (" + Text(negation->part[0], kind) + ")";
    const auto* all = std::get_if<PredicateAll>(&predicate.node);
    const auto& parts = all != nullptr ? all->parts : std::get<PredicateAny>(predicate.node).parts;
    std::string text;
    for (const Predicate& part : parts) text += (text.empty() ? "" : all != nullptr ? " & " : " | ") + Text(part, kind);
    return "(" + text + ")";
  }
  std::string Text(const EventMatch& match) {
    const EventKind& kind = program_.schema.events[match.kind];
    return kind.name + (match.filter ? "[" + Text(*match.filter, kind) + "]" : "");
  }
  std::string Text(const EventSet& events) {
    std::string text;
    for (const EventMatch& match : events.alternatives) text += (text.empty() ? "" : "|") + Text(match);
    for (const WhileCondition& during : events.during) {
      text += (during.just_before ? " while-just-before " : " while ") + Node(during.node);
    }
    if (events.preceded_by) text += Text(*events.preceded_by);
    if (events.followed_by) text += " followed" + Text(*events.followed_by);
    return text;
  }
  std::string Text(const Precedent& precedent) {
    std::string text = " preceded by " + Text(EventSet{precedent.alternatives, {}});
    for (const SameProperty& same : precedent.same) text += " same" + Properties(same.property_by_kind);
    return text + " within " + TextOf(precedent.within);
  }
  std::string Properties(const std::vector<std::optional<PropertyId>>& property_by_kind) {
    std::string text;
    for (EventKindId kind = 0; kind < property_by_kind.size(); ++kind) {
      const EventKind& event = program_.schema.events[kind];
      if (property_by_kind[kind]) text += " " + event.name + "." + event.properties[*property_by_kind[kind]].name;
    }
    return text;
  }
  std::string Properties(const EventSet& events, const std::vector<PropertyId>& properties) {
    std::string text;
    for (std::size_t i = 0; i < properties.size(); ++i) {
      text += " " + program_.schema.events[events.alternatives[i].kind].properties[properties[i]].name;
    }
    return text;
  }
  static std::string Text(const RelativeWindow::Bound& bound) {
    static const char* const kUnits[] = {"day", "week", "month", "quarter", "year"};
    return std::string(bound.end ? "end" : "start") + " of " + kUnits[static_cast<int>(bound.period.unit)] + " " +
           std::to_string(bound.period.months) + "mo " + std::to_string(bound.period.days) + "d";
  }
  static std::string Window(const InLastWindow& last) { return " in-last " + TextOf(last.length); }
  static std::string Window(const InNextWindow& next) { return " in-next " + TextOf(next.length); }
  static std::string Window(const OlderThanWindow& older) { return " older-than " + TextOf(older.length); }
  static std::string Window(const MoreThanAheadWindow& ahead) { return " ahead-of " + TextOf(ahead.length); }
  static std::string Window(const AbsoluteWindow& fixed) {
    return " within [" + TextOf(fixed.range.start) + ", " + TextOf(fixed.range.end) + ")";
  }
  static std::string Window(const RelativeWindow& relative) {
    return std::string(" within [") + (relative.lower ? Text(*relative.lower) : "always") + ", " +
           (relative.upper ? Text(*relative.upper) : "forever") + ")";
  }
  template <typename... Windows>
  static std::string Text(const std::variant<Windows...>& when) {
    return std::visit([](const auto& window) { return Window(window); }, when);
  }
  static std::string Text(const std::vector<WhenClause>& windows) {
    std::string text;
    for (const WhenClause& when : windows) text += Text(when);
    return text;
  }

  // ------------------------------------------------------------ nodes
  std::string States(NodeId run, const std::vector<StateId>& states) {
    const auto lifecycle = std::get<LifecycleRunNode>(program_.nodes[run].operation).lifecycle;
    return program_.lifecycles[lifecycle].name + States(program_.lifecycles[lifecycle], states);
  }
  static std::string States(const Lifecycle& lifecycle, const std::vector<StateId>& states) {
    std::string text;
    for (const StateId state : states) text += (text.empty() ? "(" : ", ") + lifecycle.states[state];
    return text + ")";
  }
  std::string Text(const EveryoneNode&) { return "everyone"; }
  std::string Text(const NobodyNode&) { return "nobody"; }
  std::string Text(const AllOfNode& node) { return "all" + Nodes(node.parts); }
  std::string Text(const AnyOfNode& node) { return "any" + Nodes(node.parts); }
  std::string Text(const ComplementNode& node) { return "not " + Node(node.part); }
  std::string Text(const FieldNode& node) {
    return "field " + program_.schema.fields[node.field].name + " " + TextOf(node.test);
  }
  std::string Text(const DateFieldNode& node) {
    return "date " + program_.schema.fields[node.field].name + Text(node.when);
  }
  std::string Text(const AnniversaryNode& node) {
    return "anniversary " + program_.schema.fields[node.field].name + Text(node.when);
  }
  std::string Text(const SampleNode& node) {
    return "sample " + std::to_string(node.threshold) + " of \"" + node.name + "\"";
  }
  std::string Text(const HeldForNode& node) { return "held " + Node(node.part) + " for " + TextOf(node.length); }
  std::string Text(const EverNode& node) { return "ever " + Node(node.part); }
  std::string Text(const DidNode& node) {
    std::string text = "did " + Text(node.events) + Text(node.when);
    if (node.at_least != 1 || node.at_most) text += " at least " + std::to_string(node.at_least);
    if (node.at_most) text += " at most " + std::to_string(*node.at_most);
    return text;
  }
  std::string Text(const OrdinalNode& node) {
    std::string text = (node.first ? "first " : "last ") + Text(node.events) + Text(node.when);
    for (const EventMatch& match : node.has) text += " is " + Text(match);
    return text;
  }
  std::string Text(const AggregateNode& node) {
    static const char* const kKinds[] = {"sum", "average", "largest", "smallest", "distinct"};
    return kKinds[static_cast<int>(node.kind)] + (" " + Text(node.events)) + " of" +
           Properties(node.events, node.properties) + Text(node.when) + " " + TextOf(node.test);
  }
  std::string Text(const KnownForNode& node) { return "known for " + TextOf(node.length); }
  std::string Text(const LifecycleRunNode& node) { return "run " + program_.lifecycles[node.lifecycle].name; }
  std::string Text(const InStateNode& node) { return "in " + States(node.run, node.states); }
  std::string Text(const WasInStateNode& node) { return "was in " + States(node.run, node.states); }
  std::string Text(const LatchNode& node) {
    std::string text = "latch " + Node(node.set);
    if (node.clear) text += " until " + Node(*node.clear);
    if (node.visited) text += " visits " + States(node.visited->run, node.visited->states);
    return text;
  }
  std::string Text(const SwitchNode& node) { return "switch " + Text(node.on) + " until " + Text(node.off); }
  std::string Text(const ScoreRunNode& node) { return "run " + program_.scores[node.score].name; }
  std::string Text(const ScoreTestNode& node) {
    std::string text = "score " + Node(node.run) + " in";
    for (const PointRange& range : node.ranges) {
      text += " [" + std::to_string(range.low) + ", " + std::to_string(range.high) + "]";
    }
    return text;
  }
  std::string Text(const InListNode& node) { return "list " + program_.schema.lists[node.list]; }

  // ------------------------------------------------------------ declarations
  void Dump(const Lifecycle& lifecycle) {
    Line("lifecycle " + lifecycle.name + " start " + lifecycle.states[lifecycle.start]);
    for (const Transition& transition : lifecycle.transitions) {
      std::string text = "  " + States(lifecycle, transition.from) + " -> " + lifecycle.states[transition.to];
      if (transition.on) text += " on " + Text(*transition.on);
      if (transition.after) text += " after " + TextOf(*transition.after);
      if (transition.when) text += " when " + Node(*transition.when);
      Line(text);
    }
  }
  void Dump(const Score& score) {
    Line("score " + score.name + (score.at_most ? " at most " + std::to_string(*score.at_most) : ""));
    for (const PointsPerEvent& item : score.per_event) {
      Line("  " + std::to_string(item.points) + " per " + Text(item.events) + Text(item.when));
    }
    for (const PointsWhile& item : score.during) {
      Line("  " + std::to_string(item.points) + " while " + Node(item.node));
    }
  }
  void Dump(const Group& group) {
    Line("group " + group.name);
    for (std::size_t i = 0; i < group.nodes.size(); ++i) Line("  " + group.labels[i] + " when " + Node(group.nodes[i]));
    for (const auto& matches : group.matches) {
      for (std::size_t i = 0; i < matches.size(); ++i) Line("  " + group.labels[i] + " of " + Text(matches[i]));
    }
  }
  std::string Text(const Target& target) {
    return target.state ? States(target.node, {*target.state}) : Node(target.node);
  }
  std::string What(const EntriesMeasure& measure) { return "entries " + Text(measure.target); }
  std::string What(const FirstEntriesMeasure& measure) { return "first entries " + Text(measure.target); }
  std::string What(const ExitsMeasure& measure) { return "exits " + Text(measure.target); }
  std::string What(const MovesMeasure& measure) {
    return "moves " + States(measure.run, measure.from) + " -> " + States(measure.run, measure.to);
  }
  std::string What(const MembersMeasure& measure) { return "members " + Text(measure.target); }
  std::string What(const ContactsWithMeasure& measure) { return "contacts with " + Text(measure.events); }
  std::string What(const EventCountMeasure& measure) { return "count " + Text(measure.events); }
  std::string What(const EventSumMeasure& measure) {
    return std::string(measure.money ? "sum money " : "sum ") + Text(measure.events) + " of" +
           Properties(measure.events, measure.properties);
  }
  std::string What(const AverageMembersMeasure& measure) { return "average members " + Text(measure.target); }
  static std::string Text(const Statistic& statistic) {
    static const char* const kNames[] = {"average", "rank", "smallest", "largest", "distinct", "last"};
    const std::string name = kNames[static_cast<int>(statistic.kind)];
    return statistic.kind == Statistic::Kind::kRank ? name + " " + std::to_string(statistic.rank) : name;
  }
  std::string What(const EventStatisticMeasure& measure) {
    return Text(measure.statistic) + (measure.money ? " money " : " ") + Text(measure.events) + " of" +
           Properties(measure.events, measure.properties);
  }
  std::string What(const LevelMeasure& measure) {
    return Text(measure.statistic) + (measure.money ? " money of " : " of ") +
           (measure.field ? program_.schema.fields[*measure.field].name : Node(*measure.score));
  }
  std::string What(const DurationMeasure& measure) {
    return Text(measure.statistic) + " from " + Text(measure.from) + " to " + Text(measure.to) + " by " +
           std::to_string(measure.unit);
  }
  std::string What(const CohortMeasure& measure) {
    return "m" + std::to_string(measure.outcome) + " of m" + std::to_string(measure.entry) + " within " +
           TextOf(measure.within);
  }
  std::string Text(const Credit& credit) {
    static const char* const kTouches[] = {"first ", "last ", "any "};
    return kTouches[static_cast<int>(credit.touch)] + Text(credit.touches) + " of" +
           Properties(credit.touches, credit.properties) + " within " + TextOf(credit.within);
  }
  std::string Text(const Measure& measure) {
    std::string text = std::visit([&](const auto& what) { return What(what); }, measure.what);
    if (measure.credit) text += " credited to " + Text(*measure.credit);
    if (measure.to_date) text += " to date";
    if (measure.trailing) text += " in the last " + TextOf(*measure.trailing);
    return measure.only_for.empty() ? text : text + " for" + Nodes(measure.only_for);
  }
  static std::string Text(const Expression& expression) {
    using Kind = Expression::Kind;
    if (expression.kind == Kind::kNumber) return Number(expression.number);
    if (expression.kind == Kind::kMoney) return std::to_string(expression.money.ten_thousandths) + "m";
    if (expression.kind == Kind::kMeasure) return "m" + std::to_string(expression.measure);
    if (expression.kind == Kind::kEither) {
      return "(" + Text(expression.parts[0]) + " else " + Text(expression.parts[1]) + ")";
    }
    if (expression.kind == Kind::kPlan) {
      const PlanQuestion& asked = expression.plan;
      std::string text =
          asked.plan->name + (asked.allowance ? " " + asked.plan->allowances[*asked.allowance] : "") + "(";
      for (const Expression& part : expression.parts) text += (text.back() == '(' ? "" : ", ") + Text(part);
      return text + ")";
    }
    static const char* const kSigns = "+-*/";
    return "(" + Text(expression.parts[0]) + " " +
           kSigns[static_cast<int>(expression.kind) - static_cast<int>(Kind::kAdd)] + " " + Text(expression.parts[1]) +
           ")";
  }
  void Dump(const Metric& metric) {
    static const char* const kUnits[] = {"count", "number", "money"};
    Line("metric " + metric.name + " = " + Text(metric.expression) + " " + kUnits[static_cast<int>(metric.unit)] +
         (metric.currency.empty() ? "" : " " + metric.currency) + (metric.percent ? " percent" : "") +
         (metric.rate == Rate::kProportion ? " proportion"
          : metric.rate == Rate::kRatio    ? " ratio"
                                           : ""));
  }
  static std::string Text(const std::optional<Bands>& bands) {
    if (!bands) return "";
    std::string text = " in";
    for (const double edge : bands->numbers) text += " " + Number(edge);
    for (const std::int64_t edge : bands->integers) text += " " + std::to_string(edge);
    return text;
  }
  std::string By(const FieldSplit& split) {
    return "field " + program_.schema.fields[split.field].name + Text(split.bands);
  }
  std::string By(const PropertySplit& split) {
    return "property" + Properties(split.property_by_kind) + Text(split.bands);
  }
  std::string By(const ScoreSplit& split) { return "score " + Node(split.run) + Text(split.bands); }
  std::string By(const CohortSplit& split) { return "cohort of " + Text(split.target); }
  std::string By(const MembershipSplit& split) {
    const bool usual = split.yes == "yes" && split.no == "no";
    return "member " + Node(split.node) + (usual ? "" : " " + split.yes + "/" + split.no);
  }
  std::string By(const StateSplit& split) { return "state " + Node(split.run); }
  std::string By(const GroupSplit& split) {
    return "group " + program_.groups[split.group].name + (split.of_event ? " of the event" : "");
  }
  void Dump(const Report& report) {
    static const char* const kUnits[] = {"day", "week", "month", "quarter", "year"};
    Line("report " + report.name +
         (report.period ? std::string(" by ") + kUnits[static_cast<int>(*report.period)] : ""));
    for (const Split& split : report.splits) {
      Line("  split " + Text(split));
    }
    if (const auto* last = std::get_if<LastPeriods>(&report.range)) {
      Line("  last " + std::to_string(last->count) + " " + kUnits[static_cast<int>(last->unit)] +
           (last->complete ? " complete" : ""));
    } else if (const auto* range = std::get_if<Interval>(&report.range)) {
      Line("  range [" + TextOf(range->start) + ", " + TextOf(range->end) + ")");
    }
    if (report.compare != Comparison::kNone) {
      Line(report.compare == Comparison::kPreviousPeriod ? "  beside the period before" : "  beside last year");
    }
    for (const ShownMetric& shown : report.shown) Line("  show " + shown.title + " = " + Text(shown.expression));
    if (report.sort) {
      Line("  sort " + std::to_string(report.sort->column) + (report.sort->descending ? " descending" : "") +
           (report.sort->top ? " top " + std::to_string(*report.sort->top) : ""));
    }
  }
  std::string Text(const Split& split) {
    return split.title + ": " + std::visit([&](const auto& by) { return By(by); }, split.by);
  }
  static std::string Text(const TimePlace& place) {
    static const char* const kUnits[] = {"day", "week", "month", "quarter", "year"};
    if (const auto* fixed = std::get_if<Interval>(&place)) {
      return "[" + TextOf(fixed->start) + ", " + TextOf(fixed->end) + ")";
    }
    const auto& moving = std::get<RelativePeriod>(place);
    return std::string("the ") + kUnits[static_cast<int>(moving.unit)] + " " + std::to_string(moving.months) + "mo " +
           std::to_string(moving.days) + "d away";
  }
  void Dump(const Experiment& experiment) {
    Line("experiment " + experiment.name);
    Line("  arms " + Text(experiment.arms) + " control " + experiment.control);
    for (const ArmShare& share : experiment.shares) Line("  share " + share.arm + " " + Number(share.share));
    for (const ExperimentMeasure& measure : experiment.measures) {
      Line("  measure " + program_.metrics[measure.metric].name + " = m" + std::to_string(measure.numerator) +
           (measure.denominator ? " per m" + std::to_string(*measure.denominator) : " per contact"));
    }
    for (const Split& split : experiment.strata) Line("  stratum " + Text(split));
    if (experiment.from) Line("  from " + Text(*experiment.from));
    if (experiment.to) Line("  to " + Text(*experiment.to));
    if (experiment.before) Line("  before " + TextOf(*experiment.before));
  }
  void Dump(const Prune& prune) {
    Line("prune " + prune.segment + " " + Node(prune.node));
    for (const PruneKeep& keep : prune.keeps) Line("  keep " + Node(keep.node) + " " + keep.label);
    if (prune.grace) Line("  grace " + TextOf(*prune.grace));
    for (const PruneNeed& need : prune.needs) {
      Line("  needs " + Text(EventSet{need.events, {}}) + " within " + TextOf(need.within));
    }
    if (prune.at_most) Line("  at most " + Number(*prune.at_most));
  }

  const Program& program_;
  std::ostringstream out_;
};

}  // namespace

std::string Dump(const Program& program) { return Dumper(program).Run(); }

}  // namespace segue::testing
