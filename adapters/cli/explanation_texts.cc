// Texts that stand for parts of a program.
#include "adapters/cli/explanation_texts.h"

#include <cmath>
#include <cstdlib>

#include "adapters/cli/value.h"

namespace segue::cli {
namespace {

using engine::Instant;

/// A `did` is stored without its `not`, which is a node of its own.
std::string Affirmed(std::string label) {
  constexpr std::string_view kNegated = "did not ";
  if (label.starts_with(kNegated)) label.replace(0, kNegated.size(), "did ");
  return label;
}

std::string StatesText(const engine::Program& program, const engine::InStateNode& node) {
  const engine::Lifecycle& lifecycle =
      program.lifecycles[std::get<engine::LifecycleRunNode>(program.nodes[node.run].operation).lifecycle];
  if (node.states.size() == 1) return lifecycle.name + " is " + lifecycle.states[node.states.front()];
  std::string text;
  for (const engine::StateId state : node.states) text += (text.empty() ? "" : ", ") + lifecycle.states[state];
  return lifecycle.name + " in (" + text + ")";
}

std::string LengthText(const engine::Length& length) {
  if (length.months == 0) return SpanText(length.milliseconds);
  const bool years = length.months % 12 == 0;
  const int count = years ? length.months / 12 : length.months;
  return std::to_string(count) + (years ? " year" : " month") + (count == 1 ? "" : "s");
}

}  // namespace

std::string Times(std::int64_t count) { return count == 1 ? "once" : std::to_string(count) + " times"; }

std::string KindsText(const engine::Program& program, const engine::EventSet& events) {
  std::vector<engine::EventKindId> kinds;
  std::string text;
  for (const engine::EventMatch& match : events.alternatives) {
    bool known = false;
    for (const engine::EventKindId kind : kinds) known = known || kind == match.kind;
    if (known) continue;
    kinds.push_back(match.kind);
    text += (text.empty() ? "" : " or ") + program.schema.events[match.kind].name;
  }
  return text;
}

std::string LabelOf(const engine::Program& program, engine::NodeId node) {
  const std::string& label = program.nodes[node].label;
  return IsNode<engine::DidNode>(program, node) ? Affirmed(label) : label;
}

std::string TextOf(const engine::Program& program, engine::NodeId node) {
  const engine::Node& of = program.nodes[node];
  if (std::holds_alternative<engine::AllOfNode>(of.operation)) return "all of";
  if (std::holds_alternative<engine::AnyOfNode>(of.operation)) return "at least one of";
  if (const auto* state = std::get_if<engine::InStateNode>(&of.operation)) return StatesText(program, *state);
  return LabelOf(program, node);
}

std::string TransitionText(const engine::Program& program, const engine::Lifecycle& lifecycle, engine::StateId from,
                           const engine::Transition& transition) {
  std::string text = lifecycle.states[from] + " -> " + lifecycle.states[transition.to];
  if (transition.on) {
    bool filtered = !transition.on->during.empty();
    for (const engine::EventMatch& match : transition.on->alternatives) filtered = filtered || match.filter;
    text += " on " + KindsText(program, *transition.on) + (filtered ? " with …" : "");
  }
  if (transition.after) text += " after " + LengthText(*transition.after);
  if (transition.when) text += " when " + LabelOf(program, *transition.when);
  return text;
}

std::string PointsText(engine::Points points) {
  const double value = static_cast<double>(points) / engine::kPointScale;
  return CsvText(Value(value)) + (points == engine::kPointScale ? " point" : " points");
}

std::string SpanText(Instant milliseconds) {
  struct Unit {
    const char* name;
    Instant length;
    Instant from;  // shorter spans take a smaller unit
  };
  constexpr Instant kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;
  constexpr Unit kUnits[] = {
      {"day", kDay, 2 * kDay}, {"hour", kHour, 2 * kHour}, {"minute", kMinute, 2 * kMinute}, {"second", kSecond, 1}};
  const Instant span = std::abs(milliseconds);
  for (const Unit& unit : kUnits) {
    if (span < unit.from) continue;
    const Instant count = std::max<Instant>((span + unit.length / 2) / unit.length, 1);
    return std::to_string(count) + " " + unit.name + (count == 1 ? "" : "s");
  }
  return "no time";
}

}  // namespace segue::cli
