// Cells as instants. Expected instants are worked out by hand from the zones' published offsets.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "adapters/import/moment_reader.h"
#include "engine/calendar.h"

namespace segue::import {
namespace {

std::string Read(MomentReader& reader, const std::string& text) {
  const MomentReader::Answer answer = reader.Read(text);
  switch (answer.reading) {
    case Reading::kNotAMoment:
      return "not a moment";
    case Reading::kNoSuchDate:
      return "no such date";
    case Reading::kNoSuchTime:
      return "no such time";
    case Reading::kOk:
      break;
  }
  return engine::FormatUtc(answer.instant) + (answer.shifted ? " shifted" : "");
}

std::string Read(const std::string& text, const char* zone = "Europe/Paris") {
  MomentReader reader(*engine::Calendar::Load(zone));
  return Read(reader, text);
}

std::string Formatted(const char* format, const std::string& text, const char* zone = "Europe/Paris") {
  const std::optional<TimeFormat> compiled = TimeFormat::Compile(format);
  REQUIRE(compiled);
  MomentReader reader(*engine::Calendar::Load(zone), compiled);
  return Read(reader, text);
}

TEST_CASE("ISO 8601 and its relatives") {
  CHECK(Read("2026-03-01") == "2026-02-28T23:00:00.000Z");
  CHECK(Read("2026-07-01") == "2026-06-30T22:00:00.000Z");  // summer time
  CHECK(Read("2026-03-01 09:30:15") == "2026-03-01T08:30:15.000Z");
  CHECK(Read("2026-03-01T09:30") == "2026-03-01T08:30:00.000Z");
  CHECK(Read("2026-03-01T09:30:15.1239") == "2026-03-01T08:30:15.123Z");
  CHECK(Read("2026-03-01T09:30:15Z") == "2026-03-01T09:30:15.000Z");
  CHECK(Read("2026-03-01 09:30:15 UTC") == "2026-03-01T09:30:15.000Z");
  CHECK(Read("2026-03-01T09:30:15+05:30") == "2026-03-01T04:00:15.000Z");
  CHECK(Read("2026-03-01 09:30:15 -0300") == "2026-03-01T12:30:15.000Z");
  CHECK(Read("2026-03-01T23:59:59.999-01") == "2026-03-02T00:59:59.999Z");
}

TEST_CASE("a part of a format in square brackets may be missing") {
  const char* format = "%d/%m/%Y[ %H:%M[:%S][ %p]]";
  CHECK(Formatted(format, "31/12/2025", "UTC") == "2025-12-31T00:00:00.000Z");
  CHECK(Formatted(format, "31/12/2025 14:05", "UTC") == "2025-12-31T14:05:00.000Z");
  CHECK(Formatted(format, "31/12/2025 14:05:09", "UTC") == "2025-12-31T14:05:09.000Z");
  CHECK(Formatted(format, "31/12/2025 2:05 PM", "UTC") == "2025-12-31T14:05:00.000Z");
  CHECK(Formatted(format, "31/12/2025 2:05:09 am", "UTC") == "2025-12-31T02:05:09.000Z");
  CHECK(Formatted(format, "31/12/2025 14", "UTC") == "not a moment");
  CHECK(Formatted(format, "31/12/2025 14:05 x", "UTC") == "not a moment");
  CHECK(Formatted(format, "31/12/2025 14:05 PM", "UTC") == "not a moment");
  CHECK_FALSE(TimeFormat::Compile("%d/%m/%Y[ %H:%M"));
  CHECK_FALSE(TimeFormat::Compile("%d/%m/%Y ]%H:%M["));
}

TEST_CASE("epochs are seconds or milliseconds by their length") {
  // 1700000000 s is 2023-11-14T22:13:20Z.
  CHECK(Read("1700000000") == "2023-11-14T22:13:20.000Z");
  CHECK(Read("1700000000.25") == "2023-11-14T22:13:20.250Z");
  CHECK(Read("1700000000123") == "2023-11-14T22:13:20.123Z");
  CHECK(Read("20260301") == "not a moment");  // a date without hyphens needs a format
  CHECK(Read("17000000000000000") == "not a moment");
}

TEST_CASE("dates and times that do not exist") {
  CHECK(Read("2026-02-30") == "no such date");
  CHECK(Read("2025-02-29 10:00:00") == "no such date");
  CHECK(Read("2024-02-29") == "2024-02-28T23:00:00.000Z");
  CHECK(Read("2026-13-01") == "no such date");
  CHECK(Read("0000-00-00") == "no such date");
  CHECK(Read("2026-03-01 24:00:00") == "no such time");
  CHECK(Read("2026-03-01 10:61:00") == "no such time");
  CHECK(Read("01/02/2026") == "not a moment");
  CHECK(Read("2026-3-1") == "not a moment");
  CHECK(Read("2026-03-01 soon") == "not a moment");
  CHECK(Read("") == "not a moment");
}

TEST_CASE("a local time that a clock change skips is shifted, one that occurs twice is the first") {
  // Paris: 02:00 → 03:00 on 29 March 2026; 03:00 → 02:00 on 25 October 2026.
  CHECK(Read("2026-03-29 02:30:00") == "2026-03-29T01:00:00.000Z shifted");
  CHECK(Read("2026-03-29 01:59:59") == "2026-03-29T00:59:59.000Z");
  CHECK(Read("2026-03-29 03:00:00") == "2026-03-29T01:00:00.000Z");
  CHECK(Read("2026-10-25 02:30:00") == "2026-10-25T00:30:00.000Z");
  CHECK(Read("2026-10-25 12:00:00") == "2026-10-25T11:00:00.000Z");
  // São Paulo: midnight was skipped on 4 November 2018, so the day, and a date, began at 01:00 (-02:00).
  CHECK(Read("2018-11-04", "America/Sao_Paulo") == "2018-11-04T03:00:00.000Z");
  CHECK(Read("2018-11-04 00:30:00", "America/Sao_Paulo") == "2018-11-04T03:00:00.000Z shifted");
  CHECK(Read("2018-11-03 23:30:00", "America/Sao_Paulo") == "2018-11-04T02:30:00.000Z");
}

TEST_CASE("the days that are remembered do not mix") {
  MomentReader reader(*engine::Calendar::Load("Europe/Paris"));
  // 2,048 days apart: 2020-08-20 and 2026-03-30 share a place in the memory.
  for (int i = 0; i < 3; ++i) {
    CHECK(Read(reader, "2026-03-30 12:00:00") == "2026-03-30T10:00:00.000Z");
    CHECK(Read(reader, "2020-08-20 12:00:00") == "2020-08-20T10:00:00.000Z");
  }
}

TEST_CASE("formats") {
  CHECK(Formatted("%d/%m/%Y", "01/02/2026") == "2026-01-31T23:00:00.000Z");
  CHECK(Formatted("%d/%m/%Y", "1/2/2026") == "2026-01-31T23:00:00.000Z");
  CHECK(Formatted("%m/%d/%Y %I:%M %p", "02/01/2026 3:05 PM") == "2026-02-01T14:05:00.000Z");
  CHECK(Formatted("%m/%d/%Y %I:%M %p", "02/01/2026 12:05 am") == "2026-01-31T23:05:00.000Z");
  CHECK(Formatted("%d %b %Y", "3 feb 2026") == "2026-02-02T23:00:00.000Z");
  CHECK(Formatted("%B %d, %Y", "March 3, 2026") == "2026-03-02T23:00:00.000Z");
  CHECK(Formatted("%Y%m%d", "20260301") == "2026-02-28T23:00:00.000Z");
  CHECK(Formatted("%F %T%z", "2026-03-01 10:00:00+0200") == "2026-03-01T08:00:00.000Z");
  CHECK(Formatted("%d.%m.%y", "01.02.99") == "1999-01-31T23:00:00.000Z");
  CHECK(Formatted("%d/%m/%Y", "31/02/2026") == "no such date");
  CHECK(Formatted("%d/%m/%Y", "2026-02-01") == "not a moment");
  CHECK(Formatted("%d/%m/%Y", "01/02/2026 ") == "not a moment");
  CHECK_FALSE(TimeFormat::Compile("%d/%m"));
  CHECK_FALSE(TimeFormat::Compile("%Q %Y-%m-%d"));
  CHECK_FALSE(TimeFormat::Compile("%Y-%m-%d%"));
}

}  // namespace
}  // namespace segue::import
