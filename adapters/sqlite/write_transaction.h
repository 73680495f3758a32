// All or nothing: the writer's lock and SQLite's transaction together.
#pragma once

#include <chrono>
#include <optional>

#include "adapters/sqlite/contact_writer.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/writer_lock.h"

namespace segue::sqlite {

/// Whether SQLite looks up every row that a foreign key names. Imports and runs trust their ids: they come from rows
/// read or written in the same transaction, or are those of contacts, whose rows are never removed; looking each one up
/// again would double the time.
enum class References { kChecked, kTrusted };

/// What a transaction changed: facts about contacts (then `span` widens what the store's data covers), or only what
/// Segue keeps beside them, such as names and the ledger.
enum class Changes { kFacts, kNoFacts };

class WriteTransaction {
 public:
  /// Waits for another writer up to `patience`, then throws a Failure that names it.
  WriteTransaction(const Database& database, std::chrono::milliseconds patience,
                   References references = References::kChecked);
  WriteTransaction(const WriteTransaction&) = delete;
  WriteTransaction& operator=(const WriteTransaction&) = delete;
  /// Undoes everything unless committed.
  ~WriteTransaction();

  /// Makes it durable and lets the next writer in. Where facts changed, the store's state has another stamp.
  void Commit(Changes changes, const DataSpan& span = {});

 private:
  const Database& database_;
  std::optional<WriterLock> lock_;
  bool open_ = false;
};

}  // namespace segue::sqlite
