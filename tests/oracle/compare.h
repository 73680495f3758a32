// The engine's answer against the oracle's, for one program and a few contacts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/calendar.h"
#include "engine/evaluation.h"
#include "engine/program.h"
#include "tests/oracle/facts.h"
#include "tests/oracle/naive_calendar.h"
#include "tests/oracle/random_source.h"

namespace segue::oracle {

/// Everything that one evaluation depends on.
struct Case {
  engine::Program program;
  std::vector<ContactFacts> contacts;
  engine::Scope scope;
};

struct Disagreement {
  engine::NodeId node = 0;  // the lowest node that differs
  std::size_t contact = 0;
  std::string what;
};

/// Packs the contacts, evaluates `roots` (every node when empty), and compares at every boundary of the engine's
/// intervals and every candidate of the oracle, one millisecond around each, and at random instants; moves as whole
/// sequences; existence; the rows of events.
std::optional<Disagreement> Compare(Case& checked, const std::vector<engine::NodeId>& roots,
                                    const engine::Calendar& calendar, const NaiveCalendar& naive_calendar,
                                    RandomSource random);

/// Removes contacts, facts, transitions and clauses while the disagreement stays.
Case Shrink(Case failing, engine::NodeId node, const engine::Calendar& calendar, const NaiveCalendar& naive_calendar,
            const RandomSource& random);

}  // namespace segue::oracle
