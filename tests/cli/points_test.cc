// Instants and periods of the command line, in Europe/Paris (UTC+1, from 29 March 2026 UTC+2).
#include "adapters/cli/points.h"

#include <catch2/catch_test_macros.hpp>

namespace segue::cli {
namespace {

const engine::Calendar& Paris() {
  static const engine::Calendar calendar = *engine::Calendar::Load("Europe/Paris");
  return calendar;
}

/// "first … last" in UTC, or "nothing".
std::string Read(const std::string& text) {
  const std::optional<engine::Interval> interval = ParsePoint(text, Paris());
  if (!interval) return "nothing";
  return engine::FormatUtc(interval->start) + " … " + engine::FormatUtc(interval->end - 1);
}

}  // namespace

TEST_CASE("days and periods are whole, in the program's zone") {
  CHECK(Read("2026-03-29") == "2026-03-28T23:00:00.000Z … 2026-03-29T21:59:59.999Z");  // 23 hours long
  CHECK(Read("2026-03") == "2026-02-28T23:00:00.000Z … 2026-03-31T21:59:59.999Z");
  CHECK(Read("2026-Q2") == "2026-03-31T22:00:00.000Z … 2026-06-30T21:59:59.999Z");
  CHECK(Read("2026") == "2025-12-31T23:00:00.000Z … 2026-12-31T22:59:59.999Z");
  CHECK(Read("2026-W01") == "2025-12-28T23:00:00.000Z … 2026-01-04T22:59:59.999Z");  // Monday 29 December 2025
  CHECK(Read("2026-W53") == "2026-12-27T23:00:00.000Z … 2027-01-03T22:59:59.999Z");
}

TEST_CASE("an instant is one millisecond") {
  CHECK(Read("2026-03-01T10:30") == "2026-03-01T09:30:00.000Z … 2026-03-01T09:30:00.000Z");
  CHECK(Read("2026-03-01 10:30:15") == "2026-03-01T09:30:15.000Z … 2026-03-01T09:30:15.000Z");
  CHECK(Read("2026-03-01T10:30:15.25Z") == "2026-03-01T10:30:15.250Z … 2026-03-01T10:30:15.250Z");
  CHECK(Read("2026-03-01T10:30+05:30") == "2026-03-01T05:00:00.000Z … 2026-03-01T05:00:00.000Z");
  CHECK(Read("2026-03-01T00:30-0800") == "2026-03-01T08:30:00.000Z … 2026-03-01T08:30:00.000Z");
  CHECK(Read("2026-03-29T02:30") == "2026-03-29T01:00:00.000Z … 2026-03-29T01:00:00.000Z");  // skipped: 03:00
  CHECK(Read("2026-10-25T02:30") == "2026-10-25T00:30:00.000Z … 2026-10-25T00:30:00.000Z");  // twice: the first
}

TEST_CASE("what is no date is not guessed") {
  for (const std::string text :
       {"", "yesterday", "20260301", "2026-13", "2026-00", "2026-02-30", "2026-W54", "2025-W53", "2026-Q5", "2026-Q0",
        "2026-3-1", "2026-03-01T25:00", "2026-03-01T10:60", "2026-03-01T10", "2026-03-01T10:30:15.1234",
        "2026-03-01T10:30X", "2026-03-01x", "-2026", "0000"}) {
    INFO(text);
    CHECK(Read(text) == "nothing");
  }
}

TEST_CASE("a moment option takes the end, and says what it takes") {
  const auto moment = ParseLastMoment("--as-of", "2026-06", Paris());
  REQUIRE(moment.ok());
  CHECK(engine::FormatUtc(*moment) == "2026-06-30T21:59:59.999Z");
  CHECK(DescribeMoment(*moment, Paris()) == "the end of 2026-06-30");
  CHECK(DescribeMoment(*moment + 1, Paris()) == "2026-07-01 00:00");
  const auto wrong = ParseLastMoment("--as-of", "June", Paris());
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().error_class == adapters::ErrorClass::kUsage);
}

}  // namespace segue::cli
