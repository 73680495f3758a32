// One Filler per part: it knows each kind of node that has sentences of its own; all others speak through their parts.
#include "adapters/cli/explanation_words.h"

#include <cmath>
#include <cstdlib>

#include "adapters/cli/explanation_texts.h"
#include "adapters/cli/field_value.h"

namespace segue::cli {
namespace {

using engine::Explanation;
using engine::Instant;

bool IsGroup(const engine::Program& program, engine::NodeId node) {
  return IsNode<engine::AllOfNode>(program, node) || IsNode<engine::AnyOfNode>(program, node);
}

}  // namespace

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
    SayField([&](const Value& value) { return Shortfall(node, value); });
  }
  void operator()(const engine::DateFieldNode&) { SayField(); }
  void operator()(const engine::AnniversaryNode&) { SayField(); }

  void SayField() {
    SayField([](const Value&) { return std::string(); });
  }
  /// `more` is said behind the value.
  template <typename More>
  void SayField(More more) {
    const auto* evidence = std::get_if<engine::FieldEvidence>(&explanation.evidence);
    if (evidence == nullptr) return;
    const engine::FieldDeclaration& field = program().schema.fields[evidence->field];
    if (!evidence->row) return Say(field.name + " was never set");
    const std::string currency = field.currency.empty() ? program().currency : field.currency;
    const Value value = RowValue(words.timelines_.fields[evidence->field].value, *evidence->row, currency);
    const std::string since =
        evidence->since == engine::kAlways ? ", from the start" : ", since " + words.When(evidence->since);
    const bool missing = std::holds_alternative<std::monostate>(value);
    Say(field.name + (missing ? " has no value" : " is " + words.ValueText(value)) + since + more(value));
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

  void operator()(const engine::SampleNode& node) {
    const double share = static_cast<double>(node.threshold) / 0x1p64 * 100;
    Say("the draw \"" + node.name + "\" takes " + TableText(Value(std::round(share * 100) / 100), words.calendar_) +
        " % of all contacts, by their keys: " + (explanation.holds ? "this one too" : "not this one"));
  }

  void operator()(const engine::AggregateNode& node) {
    const auto* evidence = std::get_if<engine::AggregateEvidence>(&explanation.evidence);
    if (evidence == nullptr) return;
    const engine::CountEvidence& events = evidence->events;
    for (const engine::CoveringEvent& event : events.counted) part.events.push_back({event.event, event.covers});
    const std::string kinds = KindsText(program(), node.events);
    const std::string value = evidence->value ? AggregateText(node, *evidence->value) : "no value";
    std::string text = value + ", from " + (events.count == 0 ? "no " + kinds : kinds + " " + Times(events.count));
    if (!events.counted.empty()) text += "; the latest: " + Covering(events.counted.front());
    Say(std::move(text));
    if (events.count == 0 && events.missed) Say(Missed(*events.missed));
    AddParts();
  }

  std::string AggregateText(const engine::AggregateNode& node, const engine::Value& value) const {
    const engine::EventMatch& match = node.events.alternatives.front();
    const engine::FieldDeclaration& property = program().schema.events[match.kind].properties[node.properties.front()];
    if (const auto* money = std::get_if<engine::Money>(&value)) {
      return words.ValueText(Amount{*money, property.currency.empty() ? program().currency : property.currency});
    }
    if (const auto* number = std::get_if<double>(&value)) return words.ValueText(*number);
    if (const auto* day = std::get_if<engine::Day>(&value)) return words.ValueText(*day);
    if (const auto* time = std::get_if<engine::TimePoint>(&value)) return words.When(time->instant);
    return {};
  }

  void operator()(const engine::ScoreTestNode&) {
    const auto* evidence = std::get_if<engine::ScoreEvidence>(&explanation.evidence);
    if (evidence == nullptr) return;
    const engine::Score& score = program().scores[evidence->score];
    Say(score.name + " is " + PointsText(evidence->value));
    engine::Points total = 0;
    for (std::size_t i = 0; i < score.per_event.size(); ++i) {
      const engine::Points points = score.per_event[i].points * evidence->per_event[i];
      total += points;
      Say(PointsText(score.per_event[i].points) + " per " + KindsText(program(), score.per_event[i].events) + ": " +
          std::to_string(evidence->per_event[i]) + (evidence->per_event[i] == 1 ? " counts, " : " count, ") +
          PointsText(points));
    }
    for (std::size_t i = 0; i < score.during.size(); ++i) {
      const bool holds = evidence->during[i];
      if (holds) total += score.during[i].points;
      Say(PointsText(score.during[i].points) + " while " + LabelOf(program(), score.during[i].node) + ": " +
          (holds ? PointsText(score.during[i].points) : "not so, no points"));
    }
    if (total > evidence->value)
      Say("that would be " + PointsText(total) + ", but it is at most " + PointsText(evidence->value));
    AddParts();
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
    if (!IsNode<engine::LifecycleRunNode>(program_, explanation.node)) part.because = {"explained above"};
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
  if (IsNode<engine::LifecycleRunNode>(program_, explanation.node)) return condition;
  if (IsNode<engine::LatchNode>(program_, explanation.node) || IsNode<engine::SwitchNode>(program_, explanation.node)) {
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
