// The room's door: what is asked of the store goes to the file that does it; failures become Result values here.

#include "adapters/sqlite/sqlite_store.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "adapters/sqlite/archive.h"
#include "adapters/sqlite/contact_index.h"
#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/declarations.h"
#include "adapters/sqlite/file_sink.h"
#include "adapters/sqlite/ledger.h"
#include "adapters/sqlite/load.h"
#include "adapters/sqlite/pruning.h"
#include "adapters/sqlite/store_file.h"
#include "adapters/sqlite/timeline_export.h"
#include "adapters/sqlite/write_transaction.h"

namespace segue::sqlite {

namespace {

/// Merged identities are one contact; without aliases there is nothing to merge.
std::int64_t CountContacts(const Database& database) {
  if (database.QueryInteger("SELECT EXISTS (SELECT 1 FROM alias)") != 0) {
    return static_cast<std::int64_t>(ContactOrder::Read(database).keys.size());
  }
  return database.QueryInteger("SELECT count(*) FROM contact");
}

/// Contacts that ever had a value of the field, or a few more: who has one in two tables counts twice. Each count stops
/// at `most`, so that a field with many values is not read to its end.
std::int64_t CountFilled(const Database& database, std::int64_t field, std::int64_t most) {
  std::int64_t filled = 0;
  for (const char* table : {"field_value", "field_change", "snapshot_field"}) {
    if (filled >= most) break;
    Statement count(database, "SELECT count(*) FROM (SELECT DISTINCT contact FROM " + std::string(table) +
                                  " WHERE field = ?1 AND value IS NOT NULL LIMIT ?2)");
    count.Bind(1, field);
    count.Bind(2, most);
    if (count.Step()) filled += count.Integer(0);
  }
  return filled;
}

Catalog ReadCatalog(const Database& database) {
  const Declarations stored = Declarations::Read(database);
  Catalog catalog;
  catalog.contacts = CountContacts(database);
  for (const StoredField& field : stored.fields) {
    if (!field.fed) continue;
    catalog.fields.push_back(field.name);
    catalog.filled.push_back(CountFilled(database, field.id, catalog.contacts / 10 + 1));
  }
  for (const StoredKind& kind : stored.kinds) {
    if (kind.events == 0) continue;
    Catalog::Kind& entry = catalog.kinds.emplace_back(Catalog::Kind{kind.name, kind.events, {}});
    for (const StoredProperty& property : kind.properties) entry.properties.push_back(property.name);
  }
  for (const StoredList& list : stored.lists) {
    if (list.fed) catalog.lists.push_back(list.name);
  }
  Statement span(database, "SELECT data_through FROM store_state");
  if (span.Step()) catalog.data_through = span.OptionalInteger(0);
  return catalog;
}

}  // namespace

struct SqliteStore::Impl {
  std::unique_ptr<Database> database;
  ContactIndex contacts;
  OpenMode mode = OpenMode::kRead;
  std::chrono::milliseconds patience{5000};
  std::optional<NewFactsLog> log;  // while imports note what they add
  adapters::StoreState noted_from;
  std::int64_t noted_imports = 0;

  const std::string& path() const { return database->path(); }
};

SqliteStore::SqliteStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>> SqliteStore::Open(const std::string& path, OpenMode mode,
                                                       std::chrono::milliseconds patience) {
  return Guard("opening the store " + path, [&] {
    auto impl = std::make_unique<Impl>();
    impl->mode = mode;
    impl->patience = patience;
    impl->database = OpenStoreFile(path, mode, patience);
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(impl)));
  });
}

Status SqliteStore::Prepare(const engine::Schema& schema) {
  return Guard("preparing the store " + impl_->path(), [&] {
    const Database& database = *impl_->database;
    const Declarations stored = Declarations::Read(database);
    CheckTypes(stored, schema);
    if (impl_->mode == OpenMode::kRead || Knows(stored, schema)) return adapters::Nothing{};
    WriteTransaction transaction(database, impl_->patience);
    Declare(database, Declarations::Read(database), schema);
    transaction.Commit(Changes::kNoFacts);
    return adapters::Nothing{};
  });
}

Result<std::unique_ptr<adapters::FactSink>> SqliteStore::Begin(const engine::Schema& schema, const std::string& import,
                                                               const std::string& file) {
  return Guard("importing " + file + " into " + impl_->path(), [&]() -> std::unique_ptr<adapters::FactSink> {
    ++impl_->noted_imports;
    return std::make_unique<FileSink>(*impl_->database, impl_->contacts, schema, import, file, impl_->patience,
                                      impl_->log ? &*impl_->log : nullptr);
  });
}

Result<Catalog> SqliteStore::ReadCatalog() {
  return Guard("reading the store " + impl_->path(), [&] { return sqlite::ReadCatalog(*impl_->database); });
}

Status SqliteStore::NoteNewFacts(const engine::Schema& schema) {
  return Guard("reading the store " + impl_->path(), [&] {
    impl_->noted_from = sqlite::ReadState(*impl_->database);
    impl_->noted_imports = 0;
    impl_->log.emplace(schema);
    return adapters::Nothing{};
  });
}

Result<std::optional<adapters::NewFacts>> SqliteStore::TakeNewFacts() {
  return Guard("reading the store " + impl_->path(), [&]() -> std::optional<adapters::NewFacts> {
    if (!impl_->log) return std::nullopt;
    const adapters::StoreState now = sqlite::ReadState(*impl_->database);
    std::optional<adapters::NewFacts> facts = impl_->log->Take(impl_->noted_from, now);
    impl_->log.reset();
    const bool others = now.changes - impl_->noted_from.changes != impl_->noted_imports;
    return others ? std::nullopt : std::move(facts);
  });
}

Result<engine::Timelines> SqliteStore::LoadSome(const engine::Schema& schema, const LoadRequest& request,
                                                const std::vector<std::uint32_t>& contacts) {
  return Guard("reading the store " + impl_->path(),
               [&] { return sqlite::LoadSome(*impl_->database, schema, request, contacts); });
}

Result<adapters::StoreState> SqliteStore::ReadState() {
  return Guard("reading the store " + impl_->path(), [&] { return sqlite::ReadState(*impl_->database); });
}

Status SqliteStore::Export(adapters::TimelineSink& sink) {
  return Guard("reading the store " + impl_->path(), [&] {
    ExportTimelines(*impl_->database, sink);
    return adapters::Nothing{};
  });
}

Result<engine::Timelines> SqliteStore::Load(const engine::Schema& schema, const LoadRequest& request) {
  return Guard("reading the store " + impl_->path(), [&] { return LoadTimelines(*impl_->database, schema, request); });
}

Result<std::optional<engine::Timelines>> SqliteStore::LoadContact(const engine::Schema& schema,
                                                                  const LoadRequest& request, const std::string& key) {
  return Guard("reading the store " + impl_->path(),
               [&] { return sqlite::LoadContact(*impl_->database, schema, request, key); });
}

Result<std::string> SqliteStore::NearestContact(const std::string& key) {
  return Guard("reading the store " + impl_->path(), [&] { return FindNearestContact(*impl_->database, key); });
}

Result<RunOutcome> SqliteStore::RecordRun(engine::Instant as_of, std::vector<LedgerMove> moves,
                                          const std::vector<std::string>& lifecycles, bool dry_run) {
  return Guard("recording a run in " + impl_->path(), [&] {
    const Database& database = *impl_->database;
    if (dry_run) return CompareWithLedger(database, as_of, moves, lifecycles);
    // Compared inside the transaction: of two runs at once the second finds what the first recorded.
    WriteTransaction transaction(database, impl_->patience, References::kTrusted);
    RunOutcome outcome = CompareWithLedger(database, as_of, moves, lifecycles);
    AppendToLedger(database, as_of, outcome, lifecycles);
    transaction.Commit(Changes::kNoFacts);
    return outcome;
  });
}

Result<std::optional<RunOutcome>> SqliteStore::RecordChanges(engine::Instant as_of, std::int64_t after_run,
                                                             const std::vector<ContactMoves>& contacts,
                                                             const std::vector<std::string>& lifecycles, bool dry_run) {
  return Guard("recording a run in " + impl_->path(), [&]() -> std::optional<RunOutcome> {
    const Database& database = *impl_->database;
    if (dry_run) return CompareContacts(database, as_of, after_run, contacts, lifecycles);
    WriteTransaction transaction(database, impl_->patience, References::kTrusted);
    std::optional<RunOutcome> outcome = CompareContacts(database, as_of, after_run, contacts, lifecycles);
    if (!outcome) return outcome;
    AppendToLedger(database, as_of, *outcome, lifecycles);
    transaction.Commit(Changes::kNoFacts);
    return outcome;
  });
}

Status SqliteStore::Prune(const std::vector<std::string>& keys, engine::Instant at, const std::string& archive_path) {
  return Guard("pruning contacts of " + impl_->path() + " into " + archive_path, [&] {
    const Database& database = *impl_->database;
    WriteTransaction transaction(database, impl_->patience);
    ArchiveFile archive(archive_path);
    WriteArchive(database, keys, archive);
    archive.MakeDurable();
    PruneContacts(database, keys, at);
    transaction.Commit(Changes::kFacts);
    archive.Keep();
    return adapters::Nothing{};
  });
}

Result<std::int64_t> SqliteStore::Restore(const std::string& archive_path, engine::Instant at) {
  return Guard("restoring the contacts of " + archive_path + " into " + impl_->path(), [&] {
    const std::vector<std::string> keys = ReadArchivedKeys(archive_path);
    WriteTransaction transaction(*impl_->database, impl_->patience);
    const std::int64_t restored = RestoreContacts(*impl_->database, keys, at);
    transaction.Commit(Changes::kFacts);
    return restored;
  });
}

}  // namespace segue::sqlite
