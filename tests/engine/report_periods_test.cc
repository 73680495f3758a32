// Which periods a report shows, what of each is counted, and in which one an instant lies.
#include "engine/report_periods.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

Timelines Data(std::string_view first, std::string_view through) {
  Timelines timelines;
  timelines.first_data = At(first);
  timelines.data_through = At(through);
  return timelines;
}

/// Labels, with `*` for partial and `+` for forecast.
Lines Labels(std::string_view as_of, const Report& report, const Timelines& timelines, std::string_view zone = "UTC") {
  const Calendar calendar = *Calendar::Load(zone);
  const ReportPeriods periods(calendar, timelines, At(as_of), report);
  Lines labels;
  for (std::uint32_t i = 0; i < periods.size(); ++i) {
    std::string label = calendar.Label(periods[i].calendar.start, *report.period);
    labels.push_back(label + (periods[i].partial ? "*" : "") + (periods[i].forecast ? "+" : ""));
  }
  return labels;
}

Report Last(std::int64_t count, bool complete = false) {
  Report report = Monthly({});
  report.range = LastPeriods{count, CalendarUnit::kMonth, complete};
  return report;
}

const Timelines kData = Data("2026-01-20T08:00", "2026-12-31T23:59:59.999");

TEST_CASE("by default a report runs from the period of the first data to the as-of instant", "[engine][report]") {
  CHECK(Labels("2026-03-10", Monthly({}), kData) == Lines{"2026-01", "2026-02", "2026-03*"});
  CHECK(Labels("2026-03-31T23:59:59.998", Monthly({}), kData) == Lines{"2026-01", "2026-02", "2026-03*"});
  CHECK(Labels("2026-03-31T23:59:59.999", Monthly({}), kData) == Lines{"2026-01", "2026-02", "2026-03"});
}

TEST_CASE("a period reached only in its first millisecond is left out", "[engine][report]") {
  CHECK(Labels("2026-03-01T00:00:00.000", Monthly({}), kData) == Lines{"2026-01", "2026-02"});
  CHECK(Labels("2026-03-01T00:00:00.001", Monthly({}), kData) == Lines{"2026-01", "2026-02", "2026-03*"});
  CHECK(Labels("2026-03-01T00:00:00.000", Last(2), kData) == Lines{"2026-01", "2026-02"});
}

TEST_CASE("the last n periods end with the as-of's, complete ones leave a running one out", "[engine][report]") {
  CHECK(Labels("2026-03-10", Last(2), kData) == Lines{"2026-02", "2026-03*"});
  CHECK(Labels("2026-03-10", Last(2, true), kData) == Lines{"2026-01", "2026-02"});
  CHECK(Labels("2026-03-31T23:59:59.999", Last(2, true), kData) == Lines{"2026-02", "2026-03"});
  CHECK(Labels("2026-04-01T00:00:00.000", Last(2, true), kData) == Lines{"2026-02", "2026-03"});
}

TEST_CASE("a range that cuts a period counts its part only", "[engine][report]") {
  Report report = Monthly({}, "2026-01-15", "2026-03-11");
  const ReportPeriods periods(*Calendar::Load("UTC"), kData, At("2026-06-01T12:00"), report);
  REQUIRE(periods.size() == 3);
  CHECK(periods[0].counted == Interval{At("2026-01-15"), At("2026-02-01")});
  CHECK(periods[0].calendar == Interval{At("2026-01-01"), At("2026-02-01")});
  CHECK(periods[2].Reading() == At("2026-03-10T23:59:59.999"));
  CHECK(Labels("2026-06-01T12:00", report, kData) == Lines{"2026-01*", "2026-02", "2026-03*"});
}

TEST_CASE("periods that are not reached are left out", "[engine][report]") {
  CHECK(Labels("2026-02-10", Monthly({}, "2026-01-01", "2026-05-01"), kData) == Lines{"2026-01", "2026-02*"});
  CHECK(Labels("2025-12-10", Monthly({}, "2026-01-01", "2026-05-01"), kData).empty());
}

TEST_CASE("periods after the data are a forecast, one in which it ends is not", "[engine][report]") {
  const Timelines timelines = Data("2026-01-05", "2026-02-28T23:59:59.999");
  CHECK(Labels("2026-04-10", Monthly({}), timelines) == Lines{"2026-01", "2026-02", "2026-03+", "2026-04*+"});
  CHECK(Labels("2026-04-10", Monthly({}), Data("2026-01-05", "2026-03-01")) ==
        Lines{"2026-01", "2026-02", "2026-03", "2026-04*+"});
  CHECK(Labels("2026-02-28T23:59:59.999", Monthly({}), timelines) == Lines{"2026-01", "2026-02"});
  CHECK(Labels("2026-02-10", Monthly({}), timelines) == Lines{"2026-01", "2026-02*"});
}

TEST_CASE("without period the range is one row", "[engine][report]") {
  Report report = Shown({});
  const ReportPeriods periods(*Calendar::Load("UTC"), kData, At("2026-03-10"), report);
  REQUIRE(periods.size() == 1);
  CHECK(periods[0].counted == Interval{At("2026-01-20T08:00"), At("2026-03-10") + 1});
  CHECK_FALSE(periods[0].partial);
}

TEST_CASE("periods follow the zone's midnight, clock changes included", "[engine][report]") {
  Report report = Monthly({}, "2026-02-28T23:00", "2026-03-31T22:00");  // March in Paris
  const ReportPeriods periods(*Calendar::Load("Europe/Paris"), kData, At("2026-06-01T12:00"), report);
  REQUIRE(periods.size() == 1);
  CHECK(periods.Find(At("2026-02-28T22:59:59.999")) == ReportPeriods::kOutside);
  CHECK(periods.Find(At("2026-02-28T23:00")) == 0);
  CHECK(periods.Find(At("2026-03-31T21:59:59.999")) == 0);
  CHECK(periods.Find(At("2026-03-31T22:00")) == ReportPeriods::kOutside);
}

TEST_CASE("an instant is found in its period at every boundary", "[engine][report]") {
  const Calendar calendar = *Calendar::Load("America/Sao_Paulo");
  for (const CalendarUnit unit : {CalendarUnit::kDay, CalendarUnit::kWeek, CalendarUnit::kMonth, CalendarUnit::kYear}) {
    Report report = Monthly({}, "2016-01-17", "2026-05-05");
    report.period = unit;
    const ReportPeriods periods(calendar, kData, At("2026-03-10T12:34"), report);
    REQUIRE(periods.size() > 5);
    CHECK(periods.FirstReadingFrom(kAlways) == 0);
    CHECK(periods.FirstReadingFrom(kForever) == periods.size());
    for (std::uint32_t i = 0; i < periods.size(); ++i) {
      const Interval counted = periods[i].counted;
      REQUIRE(periods.Find(counted.start) == i);
      REQUIRE(periods.Find(counted.end - 1) == i);
      REQUIRE(periods.Find(counted.end) == (i + 1 < periods.size() ? i + 1 : ReportPeriods::kOutside));
      REQUIRE(periods.FirstReadingFrom(counted.start) == i);
      REQUIRE(periods.FirstReadingFrom(periods[i].Reading()) == i);
      REQUIRE(periods.FirstReadingFrom(periods[i].Reading() + 1) == i + 1);
    }
  }
}

}  // namespace
}  // namespace segue::engine
