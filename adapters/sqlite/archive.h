// Everything that the store knows about some contacts, as JSON lines (docs/internals/store.md).
//
// One line a contact, `contact` first: {"contact":"adam","identities":[…],"field_values":[…],"purchase":[…] …}. Members
// are the store's tables, their items rows with the columns' names and raw values (instants in UTC milliseconds, money
// in ten-thousandths).
#pragma once

#include <string>
#include <vector>

#include "adapters/sqlite/archive_file.h"
#include "adapters/sqlite/database.h"

namespace segue::sqlite {

/// Writes the contacts with these surviving keys to the file, by key. Inside a write transaction: it makes a temporary
/// table.
void WriteArchive(const Database& database, const std::vector<std::string>& keys, ArchiveFile& file);

/// The keys of an archive's contacts. A line that is none of ours is a Failure.
std::vector<std::string> ReadArchivedKeys(const std::string& path);

}  // namespace segue::sqlite
