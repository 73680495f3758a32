// The lines below `contact` as facts (README.md lists their forms).
#pragma once

#include <string>
#include <vector>

#include "engine/calendar.h"
#include "engine/program.h"
#include "tests/eval/test_file.h"
#include "tests/oracle/facts.h"

namespace segue::eval {

/// Errors are appended as `line: what is wrong`.
std::vector<oracle::ContactFacts> ReadContacts(const std::vector<ContactText>& contacts, const engine::Schema& schema,
                                               const engine::Calendar& calendar, std::vector<std::string>& errors);

}  // namespace segue::eval
