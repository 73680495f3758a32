// See dump.h. The notation follows the language where there is a word for it; #n is a node, @n an offset in a set.
#include "tests/oracle/dump.h"

#include <cstdio>
#include <set>
#include <sstream>

#include "tests/oracle/naive_calendar.h"

namespace segue::oracle {

using engine::Instant;
using engine::NodeId;
using engine::StateId;

namespace {

const char* UnitName(engine::CalendarUnit unit) {
  static const char* const names[] = {"day", "week", "month", "quarter", "year"};
  return names[static_cast<int>(unit)];
}

const char* TestName(engine::TestKind kind) {
  static const char* const names[] = {"is set",    "=",       "<",       "<=",       ">",
                                      ">=",        "in",      "between", "contains", "starts with",
                                      "ends with", "matches", "has any", "has all"};
  return names[static_cast<int>(kind)];
}

struct ShowValue {
  std::string operator()(const std::string& text) const { return "\"" + text + "\""; }
  std::string operator()(double number) const {
    std::ostringstream out;
    out << number;
    return out.str();
  }
  std::string operator()(engine::Money money) const {
    return (*this)(static_cast<double>(money.ten_thousandths) / engine::kMoneyScale) + " EUR";
  }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
  std::string operator()(engine::Day day) const { return Show(day.days * engine::kMillisecondsPerDay).substr(0, 10); }
  std::string operator()(engine::TimePoint time) const { return Show(time.instant); }
  std::string operator()(const TextSet& items) const {
    std::string text = "[";
    for (const auto& item : items) text += (text.size() > 1 ? ", " : "") + (*this)(item);
    return text + "]";
  }
};

std::string ShowMaybe(const MaybeValue& value) { return value ? std::visit(ShowValue{}, *value) : "missing"; }

std::string ShowTest(const engine::ValueTest& test) {
  std::string text = std::string(test.negated ? " not " : " ") + TestName(test.kind);
  for (const auto& operand : test.operands)
    text += std::string(operand.exactly ? " exactly " : " ") + std::visit(ShowValue{}, operand.value);
  return text;
}

/// Prints the nodes of one program.
class NodeWriter {
 public:
  explicit NodeWriter(const engine::Program& program) : program_(program) {}

  std::string operator()(const engine::EveryoneNode&) { return "everyone"; }
  std::string operator()(const engine::NobodyNode&) { return "nobody"; }
  std::string operator()(const engine::AllOfNode& node) { return Join(node.parts, " and "); }
  std::string operator()(const engine::AnyOfNode& node) { return Join(node.parts, " or "); }
  std::string operator()(const engine::ComplementNode& node) { return "not " + Part(node.part); }
  std::string operator()(const engine::FieldNode& node) {
    return program_.schema.fields[node.field].name + ShowTest(node.test);
  }
  std::string operator()(const engine::DateFieldNode& node) {
    return program_.schema.fields[node.field].name + When(node.when);
  }
  std::string operator()(const engine::AnniversaryNode& node) {
    return "anniversary of " + program_.schema.fields[node.field].name + When(node.when);
  }
  std::string operator()(const engine::SampleNode& node) {
    return "in sample below " + std::to_string(node.threshold) + " of " + node.name;
  }
  std::string operator()(const engine::HeldForNode& node) { return Part(node.part) + " for " + Show(node.length); }
  std::string operator()(const engine::EverNode& node) { return "was " + Part(node.part); }
  std::string operator()(const engine::DidNode& node) {
    std::string text = "did " + Events(node.events) + Whens(node.when) + ", at least " + std::to_string(node.at_least);
    return node.at_most ? text + ", at most " + std::to_string(*node.at_most) : text;
  }
  std::string operator()(const engine::OrdinalNode& node) {
    std::string text = (node.first ? "first " : "last ") + Events(node.events) + Whens(node.when);
    return node.has.empty() ? text : text + " is " + Events({node.has, {}});
  }
  std::string operator()(const engine::AggregateNode& node) {
    static const char* const kinds[] = {"sum", "average", "largest", "smallest", "distinct"};
    std::string text = std::string(kinds[static_cast<int>(node.kind)]) + " of " + Events(node.events) + ".(";
    for (std::size_t i = 0; i < node.properties.size(); ++i)
      text += (i > 0 ? " " : "") +
              program_.schema.events[node.events.alternatives[i].kind].properties[node.properties[i]].name;
    return text + ")" + Whens(node.when) + ShowTest(node.test);
  }
  std::string operator()(const engine::KnownForNode& node) { return "known for " + Show(node.length); }
  std::string operator()(const engine::LifecycleRunNode& node) {
    const auto& lifecycle = program_.lifecycles[node.lifecycle];
    std::string text = "lifecycle, start " + lifecycle.states[lifecycle.start];
    for (std::size_t i = 0; i < lifecycle.transitions.size(); ++i) {
      const auto& transition = lifecycle.transitions[i];
      text += "\n      [" + std::to_string(i) + "] " + States(lifecycle, transition.from) + " -> " +
              lifecycle.states[transition.to];
      if (transition.on) text += " on " + Events(*transition.on);
      if (transition.after) text += " after " + Show(*transition.after);
      if (transition.when) text += " when " + Part(*transition.when);
    }
    return text;
  }
  std::string operator()(const engine::InStateNode& node) {
    return Part(node.run) + " is " + StatesOf(node.run, node.states);
  }
  std::string operator()(const engine::WasInStateNode& node) {
    return Part(node.run) + " was " + StatesOf(node.run, node.states);
  }
  std::string operator()(const engine::LatchNode& node) {
    std::string text = "flag when " + Part(node.set);
    if (node.visited) text += " (or visited " + (*this)(*node.visited) + ")";
    return node.clear ? text + " until " + Part(*node.clear) : text;
  }
  std::string operator()(const engine::SwitchNode& node) {
    return "flag on " + Events(node.on) + " until " + Events(node.off);
  }
  std::string operator()(const engine::InListNode& node) { return "in list " + program_.schema.lists[node.list]; }

  std::string operator()(const engine::ScoreRunNode& node) {
    const auto& score = program_.scores[node.score];
    std::string text = "score";
    for (const auto& item : score.per_event)
      text += "\n      " + std::to_string(item.points) + " per " + Events(item.events) + Whens(item.when);
    for (const auto& item : score.during)
      text += "\n      " + std::to_string(item.points) + " while " + Part(item.node);
    return score.at_most ? text + "\n      at most " + std::to_string(*score.at_most) : text;
  }
  std::string operator()(const engine::ScoreTestNode& node) {
    std::string text = Part(node.run) + " in";
    for (const auto& range : node.ranges)
      text += " [" + std::to_string(range.low) + ", " + std::to_string(range.high) + "]";
    return text;
  }

  std::set<NodeId> named;  // nodes that were mentioned

 private:
  std::string Part(NodeId node) {
    named.insert(node);
    return "#" + std::to_string(node);
  }
  std::string Join(const std::vector<NodeId>& parts, const std::string& word) {
    std::string text;
    for (const NodeId part : parts) text += (text.empty() ? "" : word) + Part(part);
    return text;
  }
  static std::string States(const engine::Lifecycle& lifecycle, const std::vector<StateId>& states) {
    std::string text;
    for (const StateId state : states) text += (text.empty() ? "" : ",") + lifecycle.states[state];
    return "(" + text + ")";
  }
  std::string StatesOf(NodeId run, const std::vector<StateId>& states) {
    const auto& node = std::get<engine::LifecycleRunNode>(program_.nodes[run].operation);
    return States(program_.lifecycles[node.lifecycle], states);
  }
  std::string Filter(const engine::EventKind& kind, const engine::Predicate& predicate) {
    if (const auto* test = std::get_if<engine::PropertyTest>(&predicate.node))
      return kind.properties[test->property].name + ShowTest(test->test);
    if (const auto* date = std::get_if<engine::DatePropertyTest>(&predicate.node))
      return kind.properties[date->property].name + When(date->when);
    if (const auto* negated = std::get_if<engine::PredicateNot>(&predicate.node))
      return "not (" + Filter(kind, negated->part.front()) + ")";
    const auto* all = std::get_if<engine::PredicateAll>(&predicate.node);
    const auto& parts = all ? all->parts : std::get<engine::PredicateAny>(predicate.node).parts;
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "(" : all ? " and " : " or ") + Filter(kind, part);
    return text + ")";
  }
  std::string Events(const engine::EventSet& events) {
    std::string text = "(";
    for (const auto& match : events.alternatives) {
      const auto& kind = program_.schema.events[match.kind];
      text += (text.size() > 1 ? " or " : "") + kind.name;
      if (match.filter) text += " with " + Filter(kind, *match.filter);
    }
    for (const auto& during : events.during)
      text += (during.just_before ? " while just before " : " while ") + Part(during.node);
    if (events.preceded_by) text += Precedent(*events.preceded_by);
    return text + ")";
  }
  std::string Precedent(const engine::Precedent& precedent) {
    std::string text = " preceded by " + Events({precedent.alternatives, {}});
    for (const auto& same : precedent.same) {
      text += " same";
      for (std::size_t kind = 0; kind < same.property_by_kind.size(); ++kind)
        if (same.property_by_kind[kind])
          text += " " + program_.schema.events[kind].name + "." +
                  program_.schema.events[kind].properties[*same.property_by_kind[kind]].name;
    }
    return text + " within " + Show(precedent.within);
  }
  static std::string Period(const engine::RelativePeriod& period) {
    return std::string(UnitName(period.unit)) + (period.months ? " " + std::to_string(period.months) + " months" : "") +
           (period.days ? " " + std::to_string(period.days) + " days" : "");
  }
  static std::string Bound(const std::optional<engine::RelativeWindow::Bound>& bound) {
    if (!bound) return "…";
    return std::string(bound->end ? "end of (" : "start of (") + Period(bound->period) + ")";
  }
  static std::string Whens(const std::vector<engine::WhenClause>& when) {
    std::string text;
    for (const auto& clause : when) text += When(clause);
    return text;
  }
  template <typename... Windows>
  static std::string When(const std::variant<Windows...>& when) {
    return std::visit([](const auto& window) { return Window(window); }, when);
  }
  static std::string Window(const engine::InLastWindow& last) { return " in last " + Show(last.length); }
  static std::string Window(const engine::InNextWindow& next) { return " in next " + Show(next.length); }
  static std::string Window(const engine::OlderThanWindow& older) {
    return " more than " + Show(older.length) + " ago";
  }
  static std::string Window(const engine::MoreThanAheadWindow& ahead) {
    return " more than " + Show(ahead.length) + " ahead";
  }
  static std::string Window(const engine::AbsoluteWindow& range) {
    return " in [" + Show(range.range.start) + ", " + Show(range.range.end) + ")";
  }
  static std::string Window(const engine::RelativeWindow& relative) {
    return " in [" + Bound(relative.lower) + ", " + Bound(relative.upper) + ")";
  }

  const engine::Program& program_;
};

std::string ShowIntervals(const std::vector<engine::Interval>& intervals) {
  std::string text;
  for (const auto& interval : intervals) text += " [" + Show(interval.start) + ", " + Show(interval.end) + ")";
  return text;
}

}  // namespace

std::string Show(Instant instant) {
  if (instant <= engine::kAlways) return "always";
  if (instant >= engine::kForever) return "forever";
  std::int64_t day = instant / engine::kMillisecondsPerDay;
  std::int64_t rest = instant % engine::kMillisecondsPerDay;
  if (rest < 0) rest += engine::kMillisecondsPerDay, --day;
  if (day < -100'000 || day > 1'000'000) return std::to_string(instant) + " ms";
  const Date date = DateOfDay(day);
  char text[80];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year),
                static_cast<int>(date.month), static_cast<int>(date.day), static_cast<int>(rest / 3'600'000),
                static_cast<int>(rest / 60'000 % 60), static_cast<int>(rest / 1000 % 60),
                static_cast<int>(rest % 1000));
  return text;
}

std::string Show(engine::Length length) {
  if (length.months != 0) return std::to_string(length.months) + " months";
  if (length.milliseconds % engine::kMillisecondsPerDay == 0)
    return std::to_string(length.milliseconds / engine::kMillisecondsPerDay) + " days";
  return std::to_string(length.milliseconds) + " ms";
}

std::string Show(const engine::Scope& scope) {
  return "as of " + Show(scope.as_of) + ", horizon " + Show(scope.horizon);
}

std::string Show(const engine::Program& program, NodeId node) {
  NodeWriter writer(program);
  writer.named.insert(node);
  std::string text;
  while (!writer.named.empty()) {  // the highest first, so that parts mentioned later are still found
    const NodeId next = *writer.named.rbegin();
    writer.named.erase(next);
    text = "  #" + std::to_string(next) + " " + std::visit(writer, program.nodes[next].operation) + "\n" + text;
  }
  return "zone " + program.zone + (program.week_starts_sunday ? ", week starts sunday\n" : "\n") + text;
}

std::string Show(const engine::Program& program, const ContactFacts& contact) {
  std::string text = contact.key + ", born " + Show(contact.born) + "\n";
  for (std::size_t i = 0; i < contact.fields.size(); ++i)
    for (const auto& change : contact.fields[i])
      text += "  " + Show(change.at) + " " + program.schema.fields[i].name + " := " + ShowMaybe(change.value) + "\n";
  for (const auto& event : contact.events) {
    const auto& kind = program.schema.events[event.kind];
    text += "  " + Show(event.at) + " " + kind.name + " (row " + std::to_string(event.row) + ", rank " +
            std::to_string(event.rank) + ")";
    for (std::size_t i = 0; i < event.properties.size(); ++i)
      text += " " + kind.properties[i].name + "=" + ShowMaybe(event.properties[i]);
    text += "\n";
  }
  for (std::size_t i = 0; i < contact.lists.size(); ++i)
    if (!contact.lists[i].empty())
      text += "  in list " + program.schema.lists[i] + ShowIntervals(contact.lists[i]) + "\n";
  if (!contact.absences.empty()) text += "  absent" + ShowIntervals(contact.absences) + "\n";
  return text;
}

}  // namespace segue::oracle
