// Programs and timelines as readable text, for failures.
#pragma once

#include <ostream>
#include <string>

#include "engine/evaluation.h"
#include "engine/program.h"
#include "tests/oracle/facts.h"

namespace segue::oracle {

/// `2026-03-29T01:00:00.000Z`, `always`, `forever`; safe for any instant.
std::string Show(engine::Instant instant);
std::string Show(engine::Length length);
/// The nodes that `node` depends on, and itself, one per line; lifecycles below their run.
std::string Show(const engine::Program& program, engine::NodeId node);
std::string Show(const engine::Program& program, const ContactFacts& contact);
std::string Show(const engine::Scope& scope);

}  // namespace segue::oracle
