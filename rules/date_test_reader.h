// What is asked of a date or time as seen from the moment: `in last 30 days`, `is tomorrow`, `in this month`,
// `more than 5 days ahead`, `before today`.
#pragma once

#include <optional>

#include "dsl/syntax.h"
#include "engine/program.h"
#include "rules/context.h"
#include "rules/time_reader.h"

namespace segue::rules {

/// `negated` is the exact complement: `is not today` is true while the value is missing.
struct DateTest {
  engine::DateClause when;
  bool negated = false;
};

/// Each Read is empty when something was reported.
class DateTestReader {
 public:
  using Clause = std::optional<engine::DateClause>;

  explicit DateTestReader(Context& context) : time_(context) {}

  Clause Read(const dsl::InLast& last);
  Clause Read(const dsl::InNext& next);
  Clause Read(const dsl::MoreThanTest& test);
  Clause Read(const dsl::CalendarWord& word);
  Clause Read(const dsl::RelativeDay& day, dsl::Span span);
  /// `since`, `before` or `after` a point that moves with the moment; empty, without a report, for any other point.
  Clause Read(const dsl::SideTest& test);

 private:
  TimeReader time_;
};

}  // namespace segue::rules
