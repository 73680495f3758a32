// Makes the engine's columns of plain facts (contact_facts.h): timelines in memory, for tests of rules.
#pragma once

#include <optional>
#include <vector>

#include "adapters/rule_tests/contact_facts.h"
#include "engine/program.h"

namespace segue::rule_tests {

/// The earliest dated fact, kAlways when there is none.
engine::Instant BirthOf(const ContactFacts& contact, std::optional<engine::Instant> created);

/// Sorts the contacts by key and their events, and fills in Event::row. A column without rows has no offsets either,
/// which timelines.h allows. Every kind counts as imported.
/// `account` are the events of account kinds.
engine::Timelines Pack(const engine::Schema& schema, std::vector<ContactFacts>& contacts,
                       const std::vector<Event>& account = {});

}  // namespace segue::rule_tests
