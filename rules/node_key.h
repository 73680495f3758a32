// Operations and measures as bytes: two are equal exactly when their keys are.
#pragma once

#include <string>

#include "engine/program.h"

namespace segue::rules {

/// The parts of `and` and `or` are taken in any order.
std::string KeyOf(const engine::NodeOperation& operation);
std::string KeyOf(const engine::EventSet& events);
std::string KeyOf(const engine::Measure& measure);
std::string KeyOf(const std::optional<engine::Predicate>& filter);

/// The events and windows of a `did`, without its counts.
std::string KeyOfEvents(const engine::DidNode& did);

}  // namespace segue::rules
