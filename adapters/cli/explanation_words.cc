// One Filler per part: it knows each kind of node that has sentences of its own; all others speak through their parts.
#include "adapters/cli/explanation_words.h"

#include <cmath>
#include <cstdlib>

#include "adapters/cli/field_value.h"

namespace segue::cli {
namespace {

using engine::Explanation;
using engine::Instant;

template <typename Kind>
bool Is(const engine::Program& program, engine::NodeId node) {
  return std::holds_alternative<Kind>(program.nodes[node].operation);
}

std::string Times(std::int64_t count) { return count == 1 ? "once" : std::to_string(count) + " times"; }

/// `purchase or visit`
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

/// The condition as written.
std::string LabelOf(const engine::Program& program, engine::NodeId node) {
  const std::string& label = program.nodes[node].label;
  return Is<engine::DidNode>(program, node) ? Affirmed(label) : label;
}

/// How a part reads when it stands for itself, not behind a `not`.
std::string TextOf(const engine::Program& program, engine::NodeId node) {
  const engine::Node& of = program.nodes[node];
  if (std::holds_alternative<engine::AllOfNode>(of.operation)) return "all of";
  if (std::holds_alternative<engine::AnyOfNode>(of.operation)) return "at least one of";
  if (const auto* state = std::get_if<engine::InStateNode>(&of.operation)) return StatesText(program, *state);
  return LabelOf(program, node);
}

std::string LengthText(const engine::Length& length) {
  if (length.months == 0) return SpanText(length.milliseconds);
  const bool years = length.months % 12 == 0;
  const int count = years ? length.months / 12 : length.months;
  return std::to_string(count) + (years ? " year" : " month") + (count == 1 ? "" : "s");
}

/// `client -> former_client when did not purchase in last 365 days`, from the present state.
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

bool IsGroup(const engine::Program& program, engine::NodeId node) {
  return Is<engine::AllOfNode>(program, node) || Is<engine::AnyOfNode>(program, node);
}

}  // namespace

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

/// Adds sentences, events and parts to one part.
struct ExplanationWords::Filler {
  const ExplanationWords& words;
  const Explanation& explanation;
  ExplainedPart& part;

  const engine::Program& program() const { return words.program_; }
  void Say(std::string sentence) { part.because.push_back(std::move(sentence)); }

  void AddParts() {
    for (const Explanation& each : explanation.parts) part.parts.push_back(words.Part(each));
  }

  template <typename Operation>
  void operator()(const Operation&) {
    AddParts();
  }

  void operator()(const engine::ComplementNode& node) {
    if (explanation.parts.empty()) return;
    const Explanation& inner = explanation.parts.front();
    if (words.NameOf(node.part) != nullptr || IsGroup(program(), node.part)) return AddParts();
    // A simple condition and its `not` are one line.
    Filler filler{words, inner, part};
    std::visit(filler, program().nodes[node.part].operation);
  }

  void operator()(const engine::FieldNode& node) {
    const auto* evidence = std::get_if<engine::FieldEvidence>(&explanation.evidence);
    if (evidence == nullptr) return;
    const engine::FieldDeclaration& field = program().schema.fields[node.field];
    if (!evidence->row) return Say(field.name + " was never set");
    const std::string currency = field.currency.empty() ? program().currency : field.currency;
    const Value value = RowValue(words.timelines_.fields[node.field].value, *evidence->row, currency);
    const std::string since =
        evidence->since == engine::kAlways ? ", from the start" : ", since " + words.When(evidence->since);
    const bool missing = std::holds_alternative<std::monostate>(value);
    Say(field.name + (missing ? " has no value" : " is " + words.ValueText(value)) + since + Shortfall(node, value));
  }

  /// By how much a number or an amount misses a bound.
  std::string Shortfall(const engine::FieldNode& node, const Value& value) const {
    if (explanation.holds || node.test.negated || node.test.operands.size() != 1) return "";
    const engine::TestKind kind = node.test.kind;
    const bool floor = kind == engine::TestKind::kGreater || kind == engine::TestKind::kGreaterOrEqual;
    const bool ceiling = kind == engine::TestKind::kLess || kind == engine::TestKind::kLessOrEqual;
    if (!floor && !ceiling) return "";
    const std::string words_for = floor ? " too low" : " too high";
    const engine::Value& bound = node.test.operands.front().value;
    if (const auto* number = std::get_if<double>(&value); number != nullptr && std::holds_alternative<double>(bound)) {
      return ": " + words.ValueText(Value(std::abs(std::get<double>(bound) - *number))) + words_for;
    }
    const auto* amount = std::get_if<Amount>(&value);
    if (amount == nullptr || !std::holds_alternative<engine::Money>(bound)) return "";
    const std::int64_t difference =
        std::abs(std::get<engine::Money>(bound).ten_thousandths - amount->money.ten_thousandths);
    return ": " + words.ValueText(Value(Amount{{difference}, amount->currency})) + words_for;
  }

  void operator()(const engine::KnownForNode&) {
    const Instant born = words.timelines_.born[words.contact_];
    if (born != engine::kAlways) Say("known since " + words.When(born));
  }

  void operator()(const engine::DidNode& node) {
    const auto* evidence = std::get_if<engine::CountEvidence>(&explanation.evidence);
    if (evidence == nullptr) return;
    for (const engine::CoveringEvent& event : evidence->counted) part.events.push_back({event.event, event.covers});
    if (evidence->missed) part.events.push_back({evidence->missed->event, evidence->missed->covers});
    SayCount(node, *evidence);
    AddParts();
  }

  void SayCount(const engine::DidNode& node, const engine::CountEvidence& evidence) {
    const std::string kinds = KindsText(program(), node.events);
    if (evidence.happened == 0) return Say("no " + kinds + " so far");
    if (evidence.matching == 0) {
      return Say(kinds + " " + Times(evidence.happened) + " so far, none of them as asked for here");
    }
    const std::string count = CountText(evidence);
    const bool once = evidence.count == 1 && count.empty();
    if (!evidence.counted.empty()) {
      Say(count +
          (once            ? ""
           : count.empty() ? Times(evidence.count) + "; the latest: "
                           : "; the latest: ") +
          Covering(evidence.counted.front()));
    } else if (!count.empty()) {
      Say(count);
    }
    const bool lacking = evidence.count < std::max<std::int64_t>(evidence.at_least, 1);
    if (lacking && evidence.missed) Say(Missed(*evidence.missed));
  }

  /// `2 of 3 times`, `3 times, at most 2`; empty where once is enough.
  static std::string CountText(const engine::CountEvidence& evidence) {
    if (evidence.at_least == 1 && !evidence.at_most) return "";
    if (evidence.count < evidence.at_least) {
      return std::to_string(evidence.count) + " of " + std::to_string(evidence.at_least) + " times";
    }
    if (evidence.at_most && evidence.count > *evidence.at_most) {
      return std::to_string(evidence.count) + " times, at most " + std::to_string(*evidence.at_most);
    }
    return std::to_string(evidence.count) + " times";
  }

  std::string Covering(const engine::CoveringEvent& event) const {
    std::string text = words.EventText(event.event);
    if (event.covers.end < engine::kForever) {
      text += ", counts until " + words.When(event.covers.end) + " (" + SpanText(event.covers.end - words.as_of_) +
              " left)";
    }
    return text;
  }

  /// By how much an event does not count.
  std::string Missed(const engine::CoveringEvent& event) const {
    const std::string text = words.EventText(event.event);
    const engine::Interval covers = event.covers;
    if (covers.start >= covers.end) return text + " lies outside the time asked about";
    if (covers.start > words.as_of_) {
      return text + " counts from " + words.When(covers.start) + ", in " + SpanText(covers.start - words.as_of_);
    }
    return text + " counted until " + words.When(covers.end) + ": " + SpanText(words.as_of_ - covers.end) + " too late";
  }

  void operator()(const engine::OrdinalNode& node) {
    const auto* evidence = std::get_if<engine::OrdinalEvidence>(&explanation.evidence);
    if (evidence == nullptr) return;
    const std::string kinds = KindsText(program(), node.events);
    if (!evidence->event) {
      Say(evidence->happened == 0
              ? "no " + kinds + " so far"
              : kinds + " " + Times(evidence->happened) + " so far, none of them as asked for here");
      return;
    }
    part.events.push_back({evidence->event->event, evidence->event->covers});
    const std::string which = node.first ? "the first: " : "the last: ";
    const engine::Interval covers = evidence->event->covers;
    const bool covered = covers.start <= words.as_of_ && words.as_of_ < covers.end;
    if (!evidence->has) {
      Say(which + words.EventText(evidence->event->event) + ", which is not what is asked for");
    } else {
      Say(which + (covered ? Covering(*evidence->event) : Missed(*evidence->event)));
    }
    AddParts();
  }

  void operator()(const engine::SwitchNode&) {
    const auto* evidence = std::get_if<engine::SwitchEvidence>(&explanation.evidence);
    if (evidence == nullptr) return;
    if (!evidence->on) return Say("nothing has switched it on so far");
    Say("switched on by " + words.EventText(*evidence->on));
    part.events.push_back({*evidence->on, {}});
    if (!explanation.holds && evidence->off) {
      Say("switched off by " + words.EventText(*evidence->off));
      part.events.push_back({*evidence->off, {}});
    }
    AddParts();
  }

  void operator()(const engine::LatchNode& node) {
    if (explanation.parts.empty()) return;
    AddParts();
    part.parts[0].text = "set when: " + part.parts[0].text;
    if (node.clear && part.parts.size() > 1) part.parts[1].text = "until: " + part.parts[1].text;
  }

  void operator()(const engine::InStateNode&) { SayStateOfRun(); }
  void operator()(const engine::WasInStateNode&) { SayStateOfRun(); }

  void SayStateOfRun() {
    if (explanation.parts.empty()) return;
    const auto* run = std::get_if<engine::LifecycleEvidence>(&explanation.parts.front().evidence);
    if (run == nullptr) return;
    const engine::Lifecycle& lifecycle = program().lifecycles[run->lifecycle];
    std::string text = lifecycle.name + " is " + lifecycle.states[run->state];
    if (run->entered != engine::kAlways) text += " since " + words.When(run->entered);
    if (!run->moves.empty() && run->moves.back().event) text += ", by " + words.EventText(*run->moves.back().event);
    Say(std::move(text));
  }

  void operator()(const engine::LifecycleRunNode&) {
    const auto* evidence = std::get_if<engine::LifecycleEvidence>(&explanation.evidence);
    if (evidence == nullptr) return;
    const engine::Lifecycle& lifecycle = program().lifecycles[evidence->lifecycle];
    part.holds = {};
    part.text = lifecycle.name + " is " + lifecycle.states[evidence->state];
    part.lifecycle = *evidence;
    SayArrival(*evidence);
    SayNext(lifecycle, *evidence);
    if (!evidence->moves.empty()) AddMoves(lifecycle, *evidence);
    for (const engine::PossibleMove& possible : evidence->possible) AddPossible(lifecycle, evidence->state, possible);
  }

  void SayArrival(const engine::LifecycleEvidence& evidence) {
    if (evidence.entered == engine::kAlways) return Say("from the start");
    std::string text = "since " + words.When(evidence.entered) + ", for " + SpanText(words.as_of_ - evidence.entered);
    if (evidence.moves.empty()) {
      text += ": the start, it has not moved yet";
    } else if (evidence.moves.back().event) {
      text += ", by " + words.EventText(*evidence.moves.back().event);
    }
    Say(std::move(text));
  }

  void SayNext(const engine::Lifecycle& lifecycle, const engine::LifecycleEvidence& evidence) {
    if (evidence.next) {
      Say("if nothing happens: " + lifecycle.states[evidence.next->to] + " on " + words.When(evidence.next->at) +
          ", in " + SpanText(evidence.next->at - words.as_of_));
    } else if (evidence.possible.empty()) {
      Say("no transition leaves this state");
    } else {
      Say("if nothing happens, it stays there");
    }
  }

  void AddMoves(const engine::Lifecycle& lifecycle, const engine::LifecycleEvidence& evidence) {
    ExplainedPart moves;
    moves.text = evidence.moves.size() == 1 ? "1 move so far" : std::to_string(evidence.moves.size()) + " moves so far";
    for (const engine::MoveFact& move : evidence.moves) {
      const std::string cause = move.event ? ", by " + words.EventText(*move.event) : "";
      moves.because.push_back(words.When(move.at) + "  " + lifecycle.states[move.from] + " -> " +
                              lifecycle.states[move.to] + cause);
      if (move.event) moves.events.push_back({*move.event, {}});
    }
    part.parts.push_back(std::move(moves));
  }

  void AddPossible(const engine::Lifecycle& lifecycle, engine::StateId from, const engine::PossibleMove& possible) {
    const engine::Transition& transition = lifecycle.transitions[possible.transition];
    ExplainedPart move;
    move.condition = TransitionText(program(), lifecycle, from, transition);
    move.text = "can move: " + move.condition;
    if (transition.on) move.because.push_back("waits for " + KindsText(program(), *transition.on));
    if (possible.due) {
      const bool passed = *possible.due <= words.as_of_;
      move.because.push_back("the time of waiting ends on " + words.When(*possible.due) +
                             (passed ? ", it is over" : ", in " + SpanText(*possible.due - words.as_of_)));
    }
    if (possible.part) move.parts.push_back(words.Part(explanation.parts[*possible.part]));
    part.parts.push_back(std::move(move));
  }
};

ExplanationWords::ExplanationWords(const engine::Program& program, const engine::Timelines& timelines,
                                   const engine::Calendar& calendar, std::uint32_t contact, Instant as_of)
    : program_(program), timelines_(timelines), calendar_(calendar), contact_(contact), as_of_(as_of) {}

const engine::NamedNode* ExplanationWords::NameOf(engine::NodeId node) const {
  for (const auto* declared : {&program_.segments, &program_.flags}) {
    for (const engine::NamedNode& named : *declared) {
      if (named.node == node) return &named;
    }
  }
  return nullptr;
}

ExplainedPart ExplanationWords::Unnamed(const Explanation& explanation) const {
  ExplainedPart part;
  part.text = TextOf(program_, explanation.node);
  part.condition = LabelOf(program_, explanation.node);
  part.holds = explanation.holds;
  part.since = explanation.since;
  part.until = explanation.until;
  if (explanation.repeated) {
    if (!Is<engine::LifecycleRunNode>(program_, explanation.node)) part.because = {"explained above"};
    return part;
  }
  Filler filler{*this, explanation, part};
  std::visit(filler, program_.nodes[explanation.node].operation);
  return part;
}

ExplainedPart ExplanationWords::Part(const Explanation& explanation) const {
  ExplainedPart part = Unnamed(explanation);
  const engine::NamedNode* named = NameOf(explanation.node);
  if (named == nullptr) return part;
  const bool is_flag = named >= program_.flags.data() && named < program_.flags.data() + program_.flags.size();
  const std::string group = IsGroup(program_, explanation.node) && !explanation.repeated ? ": " + part.text : "";
  part.text = (is_flag ? named->name : "in " + named->name) + group;
  return part;
}

ExplainedPart ExplanationWords::Answer(const std::string& name, const Explanation& explanation) const {
  ExplainedPart condition = Unnamed(explanation);
  if (Is<engine::LifecycleRunNode>(program_, explanation.node)) return condition;
  if (Is<engine::LatchNode>(program_, explanation.node) || Is<engine::SwitchNode>(program_, explanation.node)) {
    condition.text = name;
    return condition;
  }
  if (IsGroup(program_, explanation.node)) {
    condition.text = name + ": " + condition.text;
    return condition;
  }
  ExplainedPart answer;
  answer.text = name;
  answer.condition = condition.condition;
  answer.holds = explanation.holds;
  answer.since = explanation.since;
  answer.until = explanation.until;
  answer.parts.push_back(std::move(condition));
  return answer;
}

std::string ExplanationWords::When(Instant instant) const {
  if (instant == calendar_.StartOf(calendar_.DayOf(instant)))
    return calendar_.Label(instant, engine::CalendarUnit::kDay);
  return LocalTime(instant, calendar_);
}

std::string ExplanationWords::ValueText(const Value& value) const {
  if (const auto* text = std::get_if<std::string_view>(&value)) return "\"" + Printable(*text) + "\"";
  return TableText(value, calendar_);
}

Value ExplanationWords::Property(const engine::EventFact& event, engine::PropertyId property) const {
  const engine::EventColumn& column = timelines_.events[event.kind];
  const engine::FieldDeclaration& declared = program_.schema.events[event.kind].properties[property];
  const engine::Column& values = column.properties[property];
  if (values.codes.empty() && values.numbers.empty() && values.integers.empty()) return {};
  return RowValue(values, event.row, declared.currency.empty() ? program_.currency : declared.currency);
}

std::string ExplanationWords::EventText(const engine::EventFact& event) const {
  const engine::EventKind& kind = program_.schema.events[event.kind];
  std::string properties;
  for (engine::PropertyId i = 0; i < kind.properties.size(); ++i) {
    const Value value = Property(event, i);
    if (std::holds_alternative<std::monostate>(value)) continue;
    properties += (properties.empty() ? " (" : ", ") + kind.properties[i].name + " " + ValueText(value);
  }
  return kind.name + " on " + When(event.at) + properties + (properties.empty() ? "" : ")");
}

std::string ExplanationWords::DatesText(const ExplainedPart& part) const {
  if (!part.holds || (!part.since && !part.until)) return "";
  std::string text = *part.holds ? "true" : "false";
  if (part.since) text += " since " + When(*part.since);
  if (!part.until) return text;
  const std::string span = SpanText(*part.until - as_of_);
  return text + (*part.holds ? ", until " + When(*part.until) + ": " + span + " left"
                             : "; true from " + When(*part.until) + ", in " + span);
}

}  // namespace segue::cli
