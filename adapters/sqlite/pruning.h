// Clean-ups: contacts cease to exist at an instant, after everything about them was archived, and come back.
#pragma once

#include <string>
#include <vector>

#include "adapters/sqlite/database.h"
#include "engine/instant.h"

namespace segue::sqlite {

/// Inside a write transaction. Removes no fact: the existence of the contacts ends, their facts stay.
void PruneContacts(const Database& database, const std::vector<std::string>& keys, engine::Instant at);

/// Inside a write transaction. Only those that are absent at `at` come back; returns how many.
std::int64_t RestoreContacts(const Database& database, const std::vector<std::string>& keys, engine::Instant at);

}  // namespace segue::sqlite
