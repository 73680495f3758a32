// Random timelines, rich in what goes wrong: ties, window edges, clock changes, month ends, births with events.
#pragma once

#include <string>
#include <vector>

#include "engine/program.h"
#include "tests/oracle/facts.h"
#include "tests/oracle/naive_calendar.h"
#include "tests/oracle/random_source.h"

namespace segue::oracle {

/// A zone and days in it around which something odd happens.
struct Surroundings {
  std::string zone;
  bool week_starts_sunday = false;
  std::vector<Date> odd_days;
};
const Surroundings& PickSurroundings(RandomSource& random);

/// A few instants, most of them a length or a millisecond apart from each other or at local midnights.
std::vector<engine::Instant> RandomInstants(RandomSource& random, const Surroundings& where,
                                            const NaiveCalendar& calendar);

/// Contacts with at most eight events each, at those instants. Not yet packed; keys ascend.
std::vector<ContactFacts> RandomContacts(RandomSource& random, const engine::Schema& schema,
                                         const std::vector<engine::Instant>& instants, std::size_t count);

}  // namespace segue::oracle
