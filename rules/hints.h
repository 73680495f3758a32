// "Did you mean something else?": conditions that are right by the letter but rarely what is meant.
#pragma once

#include "dsl/syntax.h"
#include "rules/context.h"

namespace segue::rules {

enum class HintPlace { kSegment, kElsewhere };

/// Looks at a declaration's whole condition before it is lowered. Warnings only, but one: a name after `and` that is
/// only known as a property of the event before it is explained here instead of being called unknown.
void GiveHints(Context& context, const dsl::Condition& condition, HintPlace place);

/// `while (L is s)` on an event that leaves `s`: at that event's instant L has already moved on.
void WarnAboutWhileLeaving(Context& context, const dsl::Events& events, const dsl::WhileClause& during, dsl::Span span);

}  // namespace segue::rules
