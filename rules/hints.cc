// Conditions that are right by the letter but rarely what is meant.
#include "rules/hints.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "rules/codes.h"
#include "rules/opposites.h"
#include "rules/time_reader.h"

namespace segue::rules {
namespace {

const dsl::Condition& WithoutGroups(const dsl::Condition& condition) {
  const dsl::Condition* inner = &condition;
  while (const auto* group = std::get_if<dsl::GroupCondition>(&inner->node)) inner = &*group->part;
  return *inner;
}

/// A `did`, and whether it is denied (`did not …`, `not did …`).
struct Happening {
  const dsl::DidCondition* did = nullptr;
  bool negated = false;
};
Happening HappeningIn(const dsl::Condition& condition) {
  if (const auto* negation = std::get_if<dsl::NotCondition>(&condition.node)) {
    const Happening inner = HappeningIn(WithoutGroups(*negation->part));
    return {inner.did, !inner.negated};
  }
  const auto* did = std::get_if<dsl::DidCondition>(&condition.node);
  return {did, did != nullptr && did->negated};
}

template <typename T>
const T* ClauseOf(const dsl::DidCondition& did) {
  for (const dsl::Clause& clause : did.clauses) {
    const auto* when = std::get_if<dsl::When>(&clause.clause);
    const T* found = when == nullptr ? nullptr : std::get_if<T>(&when->when);
    if (found != nullptr) return found;
  }
  return nullptr;
}
bool IsCounted(const dsl::DidCondition& did) {
  return std::any_of(did.clauses.begin(), did.clauses.end(),
                     [](const dsl::Clause& clause) { return std::holds_alternative<dsl::CountClause>(clause.clause); });
}

/// What the parts of one `and` say, for the hints of each of them. Frames of the conditions around it follow `outer`.
struct Frame {
  double known_days = -1;                    // `known for`
  std::unordered_set<std::string> happened;  // events that did happen, at any time
  std::unordered_set<std::string> quiet;     // events that did not happen in the last …
  const Frame* outer = nullptr;

  bool Known(double days) const { return known_days >= days - 1e-9 || (outer != nullptr && outer->Known(days)); }
  bool Happened(const dsl::Events& events) const { return Names(&Frame::happened, events); }
  bool Quiet(const dsl::Events& events) const { return Names(&Frame::quiet, events); }

 private:
  bool Names(std::unordered_set<std::string> Frame::*set, const dsl::Events& events) const {
    for (const dsl::OneEvent& event : events.alternatives) {
      if ((this->*set).count(event.name.text) > 0) return true;
    }
    return outer != nullptr && outer->Names(set, events);
  }
};

class Hints {
 public:
  Hints(Context& context, HintPlace place) : context_(context), place_(place) {}

  void Look(const dsl::Condition& written, const Frame* outer) {
    const dsl::Condition& condition = WithoutGroups(written);
    if (const auto* all = std::get_if<dsl::AndCondition>(&condition.node)) {
      LookAtAll(*all, outer);
    } else if (const auto* any = std::get_if<dsl::OrCondition>(&condition.node)) {
      for (const dsl::Condition& part : any->parts) Look(part, outer);
    } else if (const auto* held = std::get_if<dsl::HeldCondition>(&condition.node)) {
      Look(*held->part, outer);
    } else if (const auto* aggregate = std::get_if<dsl::AggregateCondition>(&condition.node)) {
      LookAtAggregate(*aggregate);
    } else if (const Happening happening = HappeningIn(condition); happening.did != nullptr) {
      LookAtDid(happening, condition.span, outer);
    } else if (const auto* negation = std::get_if<dsl::NotCondition>(&condition.node)) {
      Look(*negation->part, nullptr);
    }
  }

 private:
  void LookAtAll(const dsl::AndCondition& all, const Frame* outer) {
    Frame frame;
    frame.outer = outer;
    for (const dsl::Condition& part : all.parts) Note(WithoutGroups(part), frame);
    LookForCommas(all);
    for (const dsl::Condition& part : all.parts) Look(part, &frame);
  }

  void Note(const dsl::Condition& part, Frame& frame) {
    if (const auto* known = std::get_if<dsl::KnownCondition>(&part.node)) {
      frame.known_days = std::max(frame.known_days, DaysOf(known->length));
    }
    const auto* ordinal = std::get_if<dsl::OrdinalCondition>(&part.node);
    const Happening happening = HappeningIn(part);
    const auto* elapsed = std::get_if<dsl::ElapsedCondition>(&part.node);
    auto& set = happening.negated ? frame.quiet : frame.happened;
    if (ordinal != nullptr) AddNames(ordinal->events, set);
    if (elapsed != nullptr) AddNames(elapsed->events, set);
    if (happening.did == nullptr) return;
    const auto& then = happening.did->then;
    if (then && happening.negated) return;  // either may still have happened
    AddNames(happening.did->events, set);
    if (then) AddNames(then->events, set);
  }
  static void AddNames(const dsl::Events& events, std::unordered_set<std::string>& names) {
    for (const dsl::OneEvent& event : events.alternatives) names.insert(event.name.text);
  }

  /// An unknown param is somebody else's error; here it is only no length.
  double DaysOf(const dsl::DurationValue& value) {
    const auto* duration = std::get_if<dsl::Duration>(&value.value);
    if (const auto* use = std::get_if<dsl::ParamUse>(&value.value)) {
      if (context_.model.params.Find(use->name.text) == nullptr) return -1;
      const dsl::Literal* literal = context_.parameters.Find(*use);
      duration = literal == nullptr ? nullptr : std::get_if<dsl::Duration>(&literal->value);
    }
    if (duration == nullptr) return -1;
    static constexpr double kDays[] = {1.0 / 86'400, 1.0 / 1440, 1.0 / 24, 1, 7, 30.44, 91.32, 365.28};
    return static_cast<double>(duration->count) * kDays[static_cast<int>(duration->unit)];
  }

  // ------------------------------------------------------------ did

  void LookAtDid(const Happening& happening, dsl::Span span, const Frame* outer) {
    const dsl::DidCondition& did = *happening.did;
    const auto* last = ClauseOf<dsl::InLast>(did);
    if (happening.negated && last != nullptr) HintAtNewcomers(did, *last, span, outer);
    const auto* ago = ClauseOf<dsl::MoreThanAgo>(did);
    if (!happening.negated && ago != nullptr) HintAtLast(did, *ago, span, outer);
    if (happening.negated && did.clauses.empty()) HintAtOpposite(did, span);
    LookAtWhile(CompletingEvents(did), did.clauses);
  }

  /// The events that clauses speak of.
  static const dsl::Events& CompletingEvents(const dsl::DidCondition& did) {
    return did.then ? did.then->events : did.events;
  }

  void LookAtWhile(const dsl::Events& events, const std::vector<dsl::Clause>& clauses) {
    for (const dsl::Clause& clause : clauses) {
      const auto* during = std::get_if<dsl::WhileClause>(&clause.clause);
      if (during == nullptr) continue;
      WarnAboutWhileLeaving(context_, events, *during, clause.span);
      Hints(context_, HintPlace::kElsewhere).Look(*during->condition, nullptr);
    }
  }

  void LookAtAggregate(const dsl::AggregateCondition& aggregate) {
    dsl::Events events;
    for (const dsl::Name& name : aggregate.property.events) events.alternatives.push_back({name, {}});
    LookAtWhile(events, aggregate.clauses);
  }

  void HintAtNewcomers(const dsl::DidCondition& did, const dsl::InLast& last, dsl::Span span, const Frame* outer) {
    if (place_ != HintPlace::kSegment || IsCounted(did)) return;
    const double days = DaysOf(last.length);
    if (days < 0) return;
    if (outer != nullptr && (outer->Known(days) || outer->Happened(did.events))) return;
    const std::string length = context_.report.Text(last.length.span);
    context_.report.Warning(code::kNewcomers, span,
                            "newcomers are in too: who is known for less than " + length + " did not do it either",
                            "add `and known for " + length + "`");
  }

  void HintAtLast(const dsl::DidCondition& did, const dsl::MoreThanAgo& ago, dsl::Span span, const Frame* outer) {
    if (did.then || IsCounted(did) || (outer != nullptr && outer->Quiet(did.events))) return;
    const std::string events = context_.report.Text(did.events.span);
    context_.report.Warning(
        code::kLastMeant, span, "this stays true for ever, even if it happened again since",
        "for the latest one write `last " + events + " more than " + context_.report.Text(ago.length.span) + " ago`");
  }

  void HintAtOpposite(const dsl::DidCondition& did, dsl::Span span) {
    if (did.then || did.events.alternatives.size() != 1) return;
    const std::string& name = did.events.alternatives.front().name.text;
    if (context_.model.events.Find(name) == nullptr) return;
    for (const std::string& opposite : OppositesOf(name)) {
      if (context_.model.events.Find(opposite) == nullptr) continue;
      context_.report.Warning(
          code::kOpposite, span,
          Quote(name) + " has an opposite, " + Quote(opposite) +
              ": who did it once and then the opposite still counts as having done it",
          "for the latest of both write `not last (" + opposite + " or " + name + ") is " + name + "`");
      return;
    }
  }

  // ------------------------------------------------------------ `with a, b` was meant

  void LookForCommas(const dsl::AndCondition& all) {
    const dsl::DidCondition* did = nullptr;
    for (const dsl::Condition& part : all.parts) {
      if (const auto* next = std::get_if<dsl::DidCondition>(&part.node)) {
        did = next;
      } else if (const auto* name = std::get_if<dsl::NameCondition>(&part.node); name != nullptr && did != nullptr) {
        HintAtComma(*did, name->name);
      } else {
        did = nullptr;
      }
    }
  }

  void HintAtComma(const dsl::DidCondition& did, const dsl::Name& name) {
    const dsl::Events& events = CompletingEvents(did);
    const std::string* event = EventWith(events, name.text);
    if (event == nullptr) return;
    const std::string hint = std::string("to filter the event write a comma instead of `and`: `") +
                             (did.then ? "then " : "did ") + context_.report.Text(events.span) + " with …, " +
                             name.text + " …`";
    if (context_.model.names.Find(name.text) == nullptr) {
      context_.report.Error(code::kUnknownName, name.span,
                            "there is no field " + Quote(name.text) + "; it is a property of " + Quote(*event), hint);
      context_.explained.insert(PlaceKey(name.span));
    } else if (did.then ? did.then->filter.has_value() : !did.filters.empty()) {
      context_.report.Warning(
          code::kCommaMeant, name.span,
          "this asks about the contact; " + Quote(name.text) + " is also a property of " + Quote(*event), hint);
    }
  }

  const std::string* EventWith(const dsl::Events& events, const std::string& property) {
    for (const dsl::OneEvent& event : events.alternatives) {
      const engine::EventKindId* kind = context_.model.events.Find(event.name.text);
      if (kind != nullptr && context_.model.properties[*kind].Find(property) != nullptr) return &event.name.text;
    }
    return nullptr;
  }

  Context& context_;
  HintPlace place_;
};

}  // namespace

void GiveHints(Context& context, const dsl::Condition& condition, HintPlace place) {
  Hints(context, place).Look(condition, nullptr);
}

}  // namespace segue::rules
