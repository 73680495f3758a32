// The system of record: one SQLite file of plain tables (docs/internals/store.md).
//
// One writer at a time (a second waits, then says who holds it), readers unhindered (WAL). A process that dies at any
// moment leaves the file as it was before its transaction.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "adapters/facts.h"
#include "adapters/load_request.h"
#include "adapters/new_facts.h"
#include "adapters/result.h"
#include "adapters/store.h"
#include "adapters/timeline_sink.h"
#include "engine/answers.h"
#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::sqlite {

using adapters::LoadRequest;
using adapters::Result;
using adapters::Status;

enum class OpenMode {
  kRead,    // an existing store, read only
  kWrite,   // an existing store
  kCreate,  // created when missing, mode 0600
};

/// What the store holds, for warnings and headers.
struct Catalog {
  struct Kind {
    std::string name;
    std::int64_t events = 0;
    std::vector<std::string> properties;
  };
  std::int64_t contacts = 0;
  std::vector<std::string> fields;   // fed by some import
  std::vector<std::int64_t> filled;  // parallel to fields: contacts that ever had a value, counted up to a tenth of all
  std::vector<Kind> kinds;
  std::vector<std::string> lists;
  std::optional<engine::Instant> data_through;  // the latest dated fact
};

/// A move as the ledger keeps it. Its texts belong to whoever told of it; those of a RunOutcome live as long as the
/// outcome and the moves that it was made from.
struct LedgerMove {
  std::string_view contact, lifecycle, from, to;
  engine::Instant at = 0;
  std::uint32_t contact_id = 0;  // its id in the store, if known; else it is found by its key
  bool correction = false;       // late data or changed rules: `withdrawn` says which way
  bool withdrawn = false;
  bool history = false;  // from the lifecycle's first run: recorded, not acted on
};
/// What a run that looks at some contacts only found about one of them.
struct ContactMoves {
  std::uint32_t contact = 0;  // its id
  std::vector<LedgerMove>
      moves;  // up to the run's instant, in order; where `history_changed` is false, only the new ones
  bool history_changed = true;  // what an earlier run recorded may be no longer so
};
struct RunOutcome {
  std::int64_t run = 0;                   // id of the run row
  bool first = false;                     // moves recorded as history
  std::vector<LedgerMove> recorded;       // by instant, then contact; withdrawn moves before those that replace them
  std::unordered_set<std::string> texts;  // of withdrawn moves
};

class SqliteStore {
 public:
  /// `patience`: how long to wait for another writer before saying who it is.
  static Result<std::unique_ptr<SqliteStore>> Open(const std::string& path, OpenMode mode,
                                                   std::chrono::milliseconds patience = std::chrono::seconds(5));
  ~SqliteStore();

  /// Makes sure that tables and columns exist for the schema (a type that changed is an error).
  Status Prepare(const engine::Schema& schema);

  /// Starts importing one file. `import` is the mapping's name, `file` what messages print.
  Result<std::unique_ptr<adapters::FactSink>> Begin(const engine::Schema& schema, const std::string& import,
                                                    const std::string& file);

  /// From now on imports note what they add, for a cache of the present state. TakeNewFacts gives it out: nothing when
  /// it could not be noted, or when somebody else changed facts meanwhile.
  Status NoteNewFacts(const engine::Schema& schema);
  Result<std::optional<adapters::NewFacts>> TakeNewFacts();
  /// The timelines of the contacts with these ids (at least one), with all that is known under other identities.
  Result<engine::Timelines> LoadSome(const engine::Schema& schema, const LoadRequest& request,
                                     const std::vector<std::uint32_t>& contacts);

  Result<Catalog> ReadCatalog();
  /// Which facts the store holds now.
  Result<adapters::StoreState> ReadState();
  /// Hands all timelines to the sink, in one consistent state. What the sink throws passes through.
  Status Export(adapters::TimelineSink& sink);
  /// Timelines with the requested columns; schema names that the store does not know give empty columns.
  Result<engine::Timelines> Load(const engine::Schema& schema, const LoadRequest& request);
  /// The one contact that goes by this key or alias, found by indexes; nothing when there is none.
  Result<std::optional<engine::Timelines>> LoadContact(const engine::Schema& schema, const LoadRequest& request,
                                                       const std::string& key);
  /// The key or alias that is most like `key`, for "did you mean"; empty when none is near.
  Result<std::string> NearestContact(const std::string& key);

  /// The ledger. `moves` is everything the program says up to `as_of`; records what is new, corrects what changed, in
  /// one transaction with a run row. `dry_run` does all of it except the commit. Ids of contacts are believed.
  Result<RunOutcome> RecordRun(engine::Instant as_of, std::vector<LedgerMove> moves,
                               const std::vector<std::string>& lifecycles, bool dry_run);

  /// The same for a run that follows run `after_run` and looked at these contacts only: everybody else's moves are as
  /// they were. Nothing when another run came in between, or when an earlier one looked further ahead.
  Result<std::optional<RunOutcome>> RecordChanges(engine::Instant as_of, std::int64_t after_run,
                                                  const std::vector<ContactMoves>& contacts,
                                                  const std::vector<std::string>& lifecycles, bool dry_run);

  /// Pruning: ends the existence of the contacts at `at` after writing the archive (everything about them, as JSON
  /// lines) to `archive_path`, which must not exist yet. Both or nothing.
  Status Prune(const std::vector<std::string>& keys, engine::Instant at, const std::string& archive_path);
  /// Brings the contacts of an archive back from `at` on. Returns how many came back.
  Result<std::int64_t> Restore(const std::string& archive_path, engine::Instant at);

 private:
  struct Impl;
  explicit SqliteStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace segue::sqlite
