// What `then` asks of the events that complete it: the event before, the values that are the same, the time between.
#pragma once

#include <optional>
#include <vector>

#include "dsl/syntax.h"
#include "engine/program.h"
#include "rules/context.h"

namespace segue::rules {

/// `first` then `then` with `same` within a length. Empty when something was reported: a property that one of the kinds
/// lacks, or whose types cannot be equal.
std::optional<engine::Precedent> ReadPrecedent(Context& context, engine::EventSet first, const engine::EventSet& then,
                                               const std::vector<dsl::SameProperty>& same,
                                               const dsl::DurationValue& within);

/// Values of both can be equal: both are text or choices, or of one type, money in one currency.
bool CanBeEqual(const engine::FieldDeclaration& a, const engine::FieldDeclaration& b);

}  // namespace segue::rules
