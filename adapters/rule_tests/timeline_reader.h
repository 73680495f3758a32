// The lines of a contact's timeline as facts (docs/testing.md lists their forms).
//
//   born 2026-01-01
//   2026-01-05 purchase amount=40 code="VIP"
//   +3 days email_opened
//   2026-02-01 country = "FR"
#pragma once

#include <string>
#include <vector>

#include "adapters/project/mistakes.h"
#include "adapters/rule_tests/contact_facts.h"
#include "engine/calendar.h"
#include "engine/program.h"

namespace segue::rule_tests {

struct TimelineLine {
  std::string text;
  project::Place place;  // where the text begins
};
struct ContactText {
  std::string key;
  project::Place place;
  std::vector<TimelineLine> lines;
};

ContactFacts ReadContact(const ContactText& contact, const engine::Schema& schema, const engine::Calendar& calendar,
                         project::Mistakes& mistakes);

/// What happens to the account: events of account kinds only.
std::vector<Event> ReadAccount(const std::vector<TimelineLine>& lines, const engine::Schema& schema,
                               const engine::Calendar& calendar, project::Mistakes& mistakes);

}  // namespace segue::rule_tests
