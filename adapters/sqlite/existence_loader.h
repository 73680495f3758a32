// Birth and absences of every contact.
//
// An ending (deletion, pruning, a complete snapshot without the contact) starts an absence; a later fact ends it: an
// event, a changed value, a list joined, a creation, a restore. What a snapshot ended, the contact's next appearance in
// that feed ends too. Endings and later facts are rare: only the contacts that have an ending are looked at closely.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/declarations.h"
#include "engine/timelines.h"

namespace segue::sqlite {

/// Dates by position in the contact order.
using DatesByPosition = std::vector<ContactDates>;
DatesByPosition ReadDates(const Database& database, const ContactOrder& order);

/// One end of existence.
struct Ending {
  std::uint32_t position = 0;
  engine::Instant at = 0;
  engine::Instant shown_again = engine::kForever;  // when the feed that ended it shows the contact again
};

/// A fact that ends absences which began before it.
struct Opening {
  std::uint32_t position = 0;
  engine::Instant at = 0;
};

/// Endings and openings that are stored as such.
void ReadStatedExistence(const Database& database, const ContactOrder& order, std::vector<Ending>& endings,
                         std::vector<Opening>& openings);

/// Openings among the events, dated values and lists of the contacts that have an ending.
void ReadLaterFacts(const Database& database, const Declarations& stored, const ContactOrder& order,
                    const DatesByPosition& dates, const std::vector<Ending>& endings, std::vector<Opening>& openings);

/// The absences, not before birth.
engine::IntervalGroup BuildAbsences(std::vector<Ending> endings, std::vector<Opening> openings,
                                    const engine::Array<engine::Instant>& born);

}  // namespace segue::sqlite
