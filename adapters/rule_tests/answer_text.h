// Answers as tests write and print them.
#pragma once

#include <string>
#include <vector>

#include "adapters/rule_tests/question.h"
#include "engine/answers.h"
#include "engine/intervals.h"

namespace segue::rule_tests {

/// `from 2026-01-05 until 2026-02-04, from 2026-03-01`, `always`, `never`
std::string IntervalsText(const std::vector<engine::Interval>& intervals, const engine::Calendar& calendar);

struct NamedMove {
  engine::Instant at = 0;
  std::string from, to;
};
/// `2026-01-05 unknown -> prospect, …`, `none`
std::string MovesText(const std::vector<NamedMove>& moves, const engine::Calendar& calendar);

/// `ada, bruno`, `nobody`
std::string ContactsText(std::vector<std::string> contacts);

/// With as many decimals as the expected number has; `none` without a value.
std::string CellText(const engine::Cell& cell, Precision precision);

}  // namespace segue::rule_tests
