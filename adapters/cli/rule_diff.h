// What differs between two sides: two versions of the rules over the same contacts, or one version at two moments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/result.h"
#include "engine/answers.h"

namespace segue::cli {

/// One version of the rules with its answers. All must outlive the comparison.
struct DiffSide {
  const engine::Program& program;
  const engine::Calendar& calendar;
  const engine::Evaluator& evaluator;
  engine::Instant as_of = 0;
};

/// One difference. Which texts `change` holds is in docs/commands.md.
struct Difference {
  std::string kind;    // segment, flag, state, move, metric, lifecycle, report
  std::string name;    // "Inactive", "Relation.client", "Relation prospect -> client", "Monthly: revenue 2026-03"
  std::string change;  // enters, leaves, added, removed, only old, only new, "12 -> 15"
  std::optional<std::string> contact;
  std::optional<engine::Instant> at;
};

/// By kind, then in the order of the rules, then by contact. Contacts are matched by their keys.
adapters::Result<std::vector<Difference>> CompareRules(const DiffSide& before, const DiffSide& after);

/// What happened after `before` up to `after`, under one version of the rules. Both sides share everything but as_of.
adapters::Result<std::vector<Difference>> CompareMoments(const DiffSide& before, const DiffSide& after);

}  // namespace segue::cli
