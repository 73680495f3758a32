// The tables of the store and how older stores become newer ones (docs/internals/store.md describes every column).
#pragma once

#include <cstdint>
#include <span>

#include "adapters/sqlite/database.h"

namespace segue::sqlite {

/// "SGUE": tells a store from any other SQLite file.
inline constexpr std::int64_t kApplicationId = 0x53475545;

/// SQL that turns a store of version `to` − 1 into one of version `to`, and what SQL alone cannot do, such as a step
/// for each table of events.
struct Migration {
  int to = 0;
  const char* sql = nullptr;
  void (*then)(const Database&) = nullptr;
};

/// Every step from an empty file to the version that this program writes; the last one's `to` is that version.
std::span<const Migration> Migrations();
inline int NewestVersion(std::span<const Migration> migrations) { return migrations.back().to; }

/// What a SQLite file is, to us.
enum class FileKind { kNew, kStore, kOther };
FileKind Classify(const Database& database);

/// The version of a store.
int VersionOf(const Database& database);

/// Brings a new or older store to the newest of `migrations`, in one transaction. A newer one is a Failure.
void Migrate(const Database& database, std::span<const Migration> migrations);

/// Throws the Failure for a store of a newer version than `newest`.
void RefuseNewer(const Database& database, int newest);

}  // namespace segue::sqlite
