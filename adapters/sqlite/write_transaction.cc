// BEGIN IMMEDIATE … COMMIT. With synchronous = FULL the commit is on the disk before it returns.

#include "adapters/sqlite/write_transaction.h"

namespace segue::sqlite {

WriteTransaction::WriteTransaction(const Database& database, std::chrono::milliseconds patience, References references)
    : database_(database), lock_(std::in_place, database.path(), patience) {
  // SQLite ignores this inside a transaction.
  database_.Execute(references == References::kChecked ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
  // Segue's own writers are kept apart by the lock; whoever is met here is another program.
  if (!database_.TryExecute("BEGIN IMMEDIATE")) {
    throw Failure{database_.path() + " is being written to by a program that is not segue",
                  "close that program (an SQLite browser with changes not yet written?) and try again"};
  }
  open_ = true;
}

WriteTransaction::~WriteTransaction() {
  if (!open_) return;
  try {
    // SQLite has rolled back by itself after a full disk; then there is nothing left to undo.
    database_.TryExecute("ROLLBACK");
  } catch (const Failure&) {
  }
}

void WriteTransaction::Commit(Changes changes, const DataSpan& span) {
  if (changes == Changes::kFacts) database_.Execute("UPDATE store_state SET stamp = random()");
  Statement update(
      database_,
      "UPDATE store_state SET changes = changes + 1, first_data = min(coalesce(first_data, ?1), "
      "coalesce(?1, first_data)), data_through = max(coalesce(data_through, ?2), coalesce(?2, data_through))");
  update.Bind(1, span.first).Bind(2, span.last).Run();
  database_.Execute("COMMIT");
  open_ = false;
  lock_.reset();
}

}  // namespace segue::sqlite
