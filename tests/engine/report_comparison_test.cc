// `compare`: which period stands beside which, the same elapsed part, rows that only one side has.
#include "engine/report_comparison.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

/// "2026-02-01 to 2026-02-10T12:00", in UTC; "none" where nothing stands beside.
std::vector<std::string> Beside(CalendarUnit unit, Comparison compare, std::string_view from, std::string_view to,
                                std::string_view as_of) {
  const Calendar calendar = *Calendar::Load("UTC");
  Report report;
  report.period = unit;
  report.compare = compare;
  report.range = Interval{At(from), At(to)};
  const Timelines timelines;
  const ReportPeriods periods(calendar, timelines, At(as_of), report);
  const ComparedPeriods compared = ComparePeriods(calendar, timelines, report, periods);
  std::vector<std::string> lines;
  for (const auto& beside : compared.beside) {
    if (!beside) {
      lines.emplace_back("none");
      continue;
    }
    const Interval& counted = compared.periods[*beside].counted;
    lines.push_back(FormatUtc(counted.start) + " " + FormatUtc(counted.end));
  }
  return lines;
}

Report Orders(Rules& rules, EventKindId purchase, Comparison compare) {
  Report report = Monthly({rules.Measured(EventCountMeasure{Rules::Events({purchase})})}, "2026-01-01", "2026-04-01");
  report.compare = compare;
  return report;
}

}  // namespace

TEST_CASE("a running month stands beside the same part of the month before", "[engine][compare]") {
  // As of 10 March 12:00, included: the counted part ends one millisecond later.
  CHECK(
      Beside(CalendarUnit::kMonth, Comparison::kPreviousPeriod, "2026-02-01", "2026-04-01", "2026-03-10T12:00") ==
      Lines{"2026-01-01T00:00:00.000Z 2026-02-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z 2026-02-10T12:00:00.001Z"});
  // The 31st has no counterpart in February: never more than the month has.
  CHECK(Beside(CalendarUnit::kMonth, Comparison::kPreviousPeriod, "2026-03-01", "2026-04-01", "2026-03-31T12:00") ==
        Lines{"2026-02-01T00:00:00.000Z 2026-03-01T00:00:00.000Z"});
}

TEST_CASE("last year by the calendar: 29 February and week 53 have none", "[engine][compare]") {
  CHECK(Beside(CalendarUnit::kDay, Comparison::kSamePeriodLastYear, "2024-02-28", "2024-03-02", "2026-01-01") ==
        Lines{"2023-02-28T00:00:00.000Z 2023-03-01T00:00:00.000Z", "none",
              "2023-03-01T00:00:00.000Z 2023-03-02T00:00:00.000Z"});
  // 2020 has 53 weeks, 2021 begins its first on 4 January: W52 2021 is 52 weeks after W52 2020.
  CHECK(Beside(CalendarUnit::kWeek, Comparison::kSamePeriodLastYear, "2020-12-21", "2021-01-11", "2026-01-01") ==
        Lines{"2019-12-23T00:00:00.000Z 2019-12-30T00:00:00.000Z", "none",
              "2019-12-30T00:00:00.000Z 2020-01-06T00:00:00.000Z"});
  CHECK(Beside(CalendarUnit::kQuarter, Comparison::kSamePeriodLastYear, "2026-01-01", "2026-04-01", "2026-02-15") ==
        Lines{"2025-01-01T00:00:00.000Z 2025-02-15T00:00:00.001Z"});
}

TEST_CASE("rows that only one side has are zeros on the other", "[engine][compare]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase", {{"code", ValueType::kText}});
  facts.Event("a", purchase, "2025-01-05", {"old"});
  facts.Event("a", purchase, "2025-03-05", {"both"});
  facts.Event("a", purchase, "2026-01-05", {"new"});
  facts.Event("a", purchase, "2026-03-05", {"both"});
  facts.Event("a", purchase, "2026-03-06", {"both"});
  Rules rules(facts.schema());
  Report report = Orders(rules, purchase, Comparison::kSamePeriodLastYear);
  report.splits = {{"code", PropertySplit{{PropertyId{0}}}}};
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table("2026-06-30", report) ==
        Lines{"2026-01,both,0 after 0", "2026-01,new,1 after 0", "2026-01,old,0 after 1", "2026-02,both,0 after 0",
              "2026-02,new,0 after 0", "2026-02,old,0 after 0", "2026-03,both,2 after 1", "2026-03,new,0 after 0",
              "2026-03,old,0 after 0"});
}

TEST_CASE("before the first data there is nothing to compare with", "[engine][compare]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase");
  facts.Event("a", purchase, "2026-01-20");
  facts.Event("a", purchase, "2026-02-20");
  facts.Event("a", purchase, "2026-03-02");
  facts.Event("a", purchase, "2026-03-20");
  Rules rules(facts.schema());
  const Report report = Orders(rules, purchase, Comparison::kPreviousPeriod);
  const Answers answers(rules.program, facts.Build());
  // February up to the 10th had none; its order came on the 20th.
  CHECK(answers.Table("2026-03-10", report) ==
        Lines{"2026-01,1 after no period", "2026-02,1 after 1", "2026-03*,1 after 0"});
}

TEST_CASE("a range without periods stands beside the range before it, or a year before", "[engine][compare]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase");
  for (const char* at : {"2025-01-31", "2025-02-01", "2025-10-01", "2025-12-31", "2026-01-01", "2026-03-31"}) {
    facts.Event("a", purchase, at);
  }
  Rules rules(facts.schema());
  Report report = Orders(rules, purchase, Comparison::kPreviousPeriod);
  report.period.reset();
  Report last_year = report;
  last_year.compare = Comparison::kSamePeriodLastYear;
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table("2026-06-30", report) == Lines{"all,2 after 2"});     // October to December
  CHECK(answers.Table("2026-06-30", last_year) == Lines{"all,2 after 2"});  // January and February 2025
}

}  // namespace segue::engine
