// Opening the store's file: creates it (mode 0600), checks that it is ours and of a version we know, sets the
// connection up.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "adapters/sqlite/database.h"
#include "adapters/sqlite/sqlite_store.h"

namespace segue::sqlite {

/// The connection that a SqliteStore works with. Throws Failure.
std::unique_ptr<Database> OpenStoreFile(const std::string& path, OpenMode mode, std::chrono::milliseconds patience);

/// Another reading connection to a store that is open already.
std::unique_ptr<Database> OpenReader(const Database& store);

}  // namespace segue::sqlite
