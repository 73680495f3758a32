// Events inside others: purchases of 50 or more are purchases of 20 or more, and are purchases.
#pragma once

#include <functional>
#include <optional>

#include "engine/program.h"

namespace segue::rules {

/// Whether the condition `inner` can only hold where `outer` does.
using NodeWithin = std::function<bool(engine::NodeId inner, engine::NodeId outer)>;

/// Every event of `inner` is one of `outer`. False where that cannot be seen.
bool IsWithin(const engine::EventSet& inner, const engine::EventSet& outer, const NodeWithin& node_within);
bool IsWithin(const engine::EventMatch& inner, const engine::EventMatch& outer);

/// No event is in both.
bool Exclude(const engine::EventMatch& a, const engine::EventMatch& b);
bool Exclude(const engine::EventSet& a, const engine::EventSet& b);

/// Whether `a` denies `b`: no value passes both. Tests of one field or property.
bool Exclude(const engine::ValueTest& a, const engine::ValueTest& b);

}  // namespace segue::rules
