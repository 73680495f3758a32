// Conditions that can never, or always, be true: proved on the nodes (rules/prover.h), said in words.
#pragma once

#include "dsl/source.h"
#include "rules/context.h"

namespace segue::rules {

/// Warns when an `and` can never or an `or` always be true; not where only a part of it, reported itself, is to blame.
void WarnAboutConstant(Context& context, engine::NodeId node, dsl::Span span);

/// The same for the whole condition of a segment, whatever its form. True when it is constant, warned of or not.
bool WarnAboutConstantSegment(Context& context, engine::NodeId node, dsl::Span span);

}  // namespace segue::rules
