// The tables as SQL, one migration a version. A migration that has been released is never edited.

#include "adapters/sqlite/schema.h"

#include <array>
#include <string>

#include "adapters/sqlite/event_table.h"

namespace segue::sqlite {
namespace {

constexpr char kVersion1[] = R"sql(
CREATE TABLE store_state (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  changes INTEGER NOT NULL,
  first_data INTEGER,
  data_through INTEGER
);
INSERT INTO store_state (only_row, changes) VALUES (1, 0);

CREATE TABLE import (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);
CREATE TABLE import_file (
  id INTEGER PRIMARY KEY,
  import INTEGER NOT NULL REFERENCES import (id),
  file TEXT NOT NULL,
  imported_at INTEGER NOT NULL,
  contacts_added INTEGER NOT NULL DEFAULT 0,
  events_added INTEGER NOT NULL DEFAULT 0,
  duplicates INTEGER NOT NULL DEFAULT 0,
  contacts_gone INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  born INTEGER,
  first_event INTEGER,
  last_event INTEGER,
  first_change INTEGER,
  last_change INTEGER
);
CREATE TABLE alias (
  alias TEXT NOT NULL,
  contact INTEGER NOT NULL REFERENCES contact (id),
  import_file INTEGER NOT NULL REFERENCES import_file (id),
  PRIMARY KEY (alias, contact)
) WITHOUT ROWID;
CREATE TABLE existence (
  contact INTEGER NOT NULL REFERENCES contact (id),
  at INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('created', 'gone', 'pruned', 'restored')),
  PRIMARY KEY (contact, at, what)
) WITHOUT ROWID;

CREATE TABLE field (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  currency TEXT,
  fed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE field_value (
  field INTEGER NOT NULL REFERENCES field (id),
  contact INTEGER NOT NULL REFERENCES contact (id),
  value,
  import_file INTEGER NOT NULL REFERENCES import_file (id),
  PRIMARY KEY (field, contact)
) WITHOUT ROWID;
CREATE TABLE field_change (
  field INTEGER NOT NULL REFERENCES field (id),
  contact INTEGER NOT NULL REFERENCES contact (id),
  at INTEGER NOT NULL,
  value,
  import_file INTEGER NOT NULL REFERENCES import_file (id),
  PRIMARY KEY (field, contact, at)
) WITHOUT ROWID;

CREATE TABLE snapshot (
  import INTEGER NOT NULL REFERENCES import (id),
  observed INTEGER NOT NULL,
  complete INTEGER NOT NULL,
  import_file INTEGER NOT NULL REFERENCES import_file (id),
  PRIMARY KEY (import, observed)
) WITHOUT ROWID;
CREATE TABLE snapshot_contact (
  import INTEGER NOT NULL REFERENCES import (id),
  contact INTEGER NOT NULL REFERENCES contact (id),
  observed INTEGER NOT NULL,
  present INTEGER NOT NULL,
  dates_at INTEGER,
  PRIMARY KEY (import, contact, observed)
) WITHOUT ROWID;
CREATE TABLE snapshot_field (
  import INTEGER NOT NULL REFERENCES import (id),
  contact INTEGER NOT NULL REFERENCES contact (id),
  field INTEGER NOT NULL REFERENCES field (id),
  observed INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  value,
  PRIMARY KEY (import, contact, field, observed)
) WITHOUT ROWID;

CREATE TABLE list (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  fed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE list_member (
  list INTEGER NOT NULL REFERENCES list (id),
  contact INTEGER NOT NULL REFERENCES contact (id),
  member INTEGER NOT NULL,
  joined INTEGER,
  import_file INTEGER NOT NULL REFERENCES import_file (id),
  PRIMARY KEY (list, contact)
) WITHOUT ROWID;
CREATE TABLE snapshot_list (
  import INTEGER NOT NULL REFERENCES import (id),
  contact INTEGER NOT NULL REFERENCES contact (id),
  list INTEGER NOT NULL REFERENCES list (id),
  observed INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  value,
  PRIMARY KEY (import, contact, list, observed)
) WITHOUT ROWID;

CREATE TABLE event_kind (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  account INTEGER NOT NULL,
  table_name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  events INTEGER NOT NULL DEFAULT 0,
  first_at INTEGER,
  last_at INTEGER
);
CREATE TABLE event_property (
  kind INTEGER NOT NULL REFERENCES event_kind (id),
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  currency TEXT,
  column_name TEXT NOT NULL,
  PRIMARY KEY (kind, name)
) WITHOUT ROWID;

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  ran_at INTEGER NOT NULL,
  as_of INTEGER NOT NULL
);
CREATE TABLE run_lifecycle (
  run INTEGER NOT NULL REFERENCES run (id),
  lifecycle TEXT NOT NULL,
  PRIMARY KEY (run, lifecycle)
) WITHOUT ROWID;
CREATE TABLE ledger (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run (id),
  contact INTEGER NOT NULL REFERENCES contact (id),
  lifecycle TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  at INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('history', 'new', 'added', 'withdrawn'))
);

CREATE VIEW field_history AS
  SELECT contact.key AS contact, field.name AS field, NULL AS at, field_value.value AS value
    FROM field_value JOIN field ON field.id = field_value.field JOIN contact ON contact.id = field_value.contact
  UNION ALL
  SELECT contact.key, field.name, strftime('%Y-%m-%dT%H:%M:%fZ', field_change.at / 1000.0, 'unixepoch'), field_change.value
    FROM field_change JOIN field ON field.id = field_change.field JOIN contact ON contact.id = field_change.contact;
)sql";

// What belongs to one contact is found without reading everybody's.
constexpr char kVersion2[] = "CREATE INDEX alias_of_contact ON alias (contact);";

// The stamp is drawn anew whenever facts change: a cache of the timelines shows which facts it was made of. The index
// finds what one contact's moves were.
constexpr char kVersion3[] =
    "ALTER TABLE store_state ADD COLUMN stamp INTEGER NOT NULL DEFAULT 0;"
    "UPDATE store_state SET stamp = random();"
    "CREATE INDEX ledger_of_contact ON ledger (contact);";

// One contact's events are found by a table that is filled in its own order, where SQLite's indexes did so before.
constexpr char kVersion4[] = "";

constexpr std::array kMigrations = {Migration{1, kVersion1}, Migration{2, kVersion2}, Migration{3, kVersion3},
                                    Migration{4, kVersion4, ReplaceContactIndexes}};

}  // namespace

std::span<const Migration> Migrations() { return kMigrations; }

int VersionOf(const Database& database) { return static_cast<int>(database.QueryInteger("PRAGMA user_version")); }

FileKind Classify(const Database& database) {
  const std::int64_t application = database.QueryInteger("PRAGMA application_id");
  if (application == kApplicationId) return FileKind::kStore;
  const bool empty = database.QueryInteger("SELECT count(*) FROM sqlite_schema") == 0;
  return application == 0 && empty ? FileKind::kNew : FileKind::kOther;
}

void RefuseNewer(const Database& database, int newest) {
  const int version = VersionOf(database);
  if (version <= newest) return;
  throw Failure{database.path() + " has schema version " + std::to_string(version) +
                    ", written by a newer segue; this one knows versions up to " + std::to_string(newest),
                "install the newer segue; the store was not touched"};
}

void Migrate(const Database& database, std::span<const Migration> migrations) {
  RefuseNewer(database, NewestVersion(migrations));
  database.Execute("BEGIN IMMEDIATE");
  // Read again under the lock: another process may just have done it.
  const int version = VersionOf(database);
  try {
    for (const Migration& migration : migrations) {
      if (migration.to <= version) continue;
      database.Execute(migration.sql);
      if (migration.then != nullptr) migration.then(database);
    }
    database.Execute("PRAGMA application_id = " + std::to_string(kApplicationId) +
                     "; PRAGMA user_version = " + std::to_string(NewestVersion(migrations)) + "; COMMIT;");
  } catch (...) {
    database.TryExecute("ROLLBACK");
    throw;
  }
}

}  // namespace segue::sqlite
