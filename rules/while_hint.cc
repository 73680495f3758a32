// `while (L is s)` on an event that makes L leave s: the event is included, so L has already moved on.
#include <algorithm>
#include <string>
#include <vector>

#include "rules/codes.h"
#include "rules/condition_walk.h"
#include "rules/hints.h"

namespace segue::rules {
namespace {

/// The states that `condition` asks a lifecycle to be in, where it asks so.
struct AskedStates {
  const dsl::Name* lifecycle = nullptr;
  std::vector<std::string> states;
};

void AddState(const dsl::Value& value, AskedStates& asked) {
  if (const auto* name = std::get_if<dsl::Name>(&value.value)) asked.states.push_back(name->text);
  const auto* literal = std::get_if<dsl::Literal>(&value.value);
  const auto* text = literal == nullptr ? nullptr : std::get_if<dsl::Text>(&literal->value);
  if (text != nullptr) asked.states.push_back(text->text);
}

AskedStates AskedIn(const dsl::Condition& condition) {
  AskedStates asked;
  const auto* name = std::get_if<dsl::NameCondition>(&condition.node);
  if (name == nullptr || !name->test) return asked;
  asked.lifecycle = &name->name;
  if (const auto* is = std::get_if<dsl::IsTest>(&name->test->test); is != nullptr && !is->negated) {
    AddState(is->value, asked);
  }
  const auto* in = std::get_if<dsl::InTest>(&name->test->test);
  if (in != nullptr && !in->negated) {
    if (const auto* values = std::get_if<dsl::Values>(&in->range)) {
      for (const dsl::Value& value : values->values) AddState(value, asked);
    }
  }
  return asked;
}

bool Contains(const std::vector<std::string>& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

bool Fires(const dsl::TransitionItem& transition, const dsl::Events& events) {
  const auto* on = std::get_if<dsl::OnTrigger>(&transition.trigger);
  if (on == nullptr) return false;
  return std::any_of(events.alternatives.begin(), events.alternatives.end(), [&](const dsl::OneEvent& event) {
    return std::any_of(on->events.alternatives.begin(), on->events.alternatives.end(),
                       [&](const dsl::OneEvent& trigger) { return trigger.name.text == event.name.text; });
  });
}

/// The transition that takes one of `asked` elsewhere on one of `events`.
const dsl::TransitionItem* LeavingTransition(const dsl::LifecycleDeclaration& lifecycle, const AskedStates& asked,
                                             const dsl::Events& events) {
  for (const auto& item : lifecycle.items) {
    const auto* transition = std::get_if<dsl::TransitionItem>(&item);
    if (transition == nullptr || Contains(asked.states, transition->to.text) || !Fires(*transition, events)) continue;
    const auto& from = transition->from.states;
    const bool leaves = transition->from.any || std::any_of(from.begin(), from.end(), [&](const dsl::Name& state) {
                          return Contains(asked.states, state.text);
                        });
    if (leaves) return transition;
  }
  return nullptr;
}

}  // namespace

void WarnAboutWhileLeaving(Context& context, const dsl::Events& events, const dsl::WhileClause& during,
                           dsl::Span span) {
  if (during.just_before) return;
  Walk(*during.condition, [&](const dsl::Condition& condition) {
    const AskedStates asked = AskedIn(condition);
    const Symbol* symbol = asked.lifecycle == nullptr ? nullptr : context.model.names.Find(asked.lifecycle->text);
    if (symbol == nullptr || symbol->kind != SymbolKind::kLifecycle) return;
    const dsl::LifecycleDeclaration& lifecycle = *context.model.lifecycles[symbol->index].syntax;
    const dsl::TransitionItem* leaving = LeavingTransition(lifecycle, asked, events);
    if (leaving == nullptr) return;
    context.report.Warning(code::kWhileLeaving, span,
                           "the event itself moves the contact on, so at its instant `" +
                               context.report.Text(condition.span) + "` is no longer true",
                           "write `while just before (…)`, or count `moves " + lifecycle.name.text + " … -> …`",
                           "it moves to " + Quote(leaving->to.text) + " at " + context.report.Place(leaving->span));
  });
}

}  // namespace segue::rules
