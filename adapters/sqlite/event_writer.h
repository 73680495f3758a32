// The events of one file, of all kinds: identified and held back as they come, inserted in order at the end.
#pragma once

#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "adapters/facts.h"
#include "adapters/sqlite/contact_writer.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/declarations.h"
#include "adapters/sqlite/event_buffer.h"
#include "adapters/sqlite/event_identity.h"
#include "adapters/sqlite/import_file.h"
#include "adapters/sqlite/new_facts_log.h"
#include "engine/program.h"

namespace segue::sqlite {

class EventWriter {
 public:
  EventWriter(const Database& database, const engine::Schema& schema, const Declarations& stored,
              const ImportFile& file);

  /// `contact` is empty for account events.
  void Add(const adapters::EventFact& fact, ContactRef contact);
  /// Inserts everything. `contacts` and the span learn the dates, `log`, which may be null, the new events.
  void Flush(ContactWriter& contacts, NewFactsLog* log);

  std::int64_t added() const { return added_; }
  std::int64_t duplicates() const { return duplicates_; }

 private:
  struct Kind {
    const engine::EventKind* declared = nullptr;
    const StoredKind* stored = nullptr;
    PropertyHasher hasher;
    std::unique_ptr<EventBuffer> buffer;
    DataSpan span;
    std::int64_t rows = 0, added = 0;  // held back, and inserted
    ContactId last_contact = 0;        // the greatest
  };
  void FlushKind(Kind& kind, ContactWriter& contacts, NewFactsLog* log);
  void InsertKind(Kind& kind, ContactWriter& contacts, NewFactsLog* log);
  static void Count(Kind& kind, const EventRecord& record, ContactWriter& contacts);
  void UpdateKind(const Kind& kind) const;
  void SpillAll();
  /// Waits for the thread that spills; throws what failed in it.
  void FinishSpill();
  std::uint64_t EncodeValues(const Kind& kind, const adapters::EventFact& fact);

  const Database& database_;
  const ImportFile& file_;
  std::uint64_t import_seed_;
  SpillFile spill_;
  std::vector<Kind> kinds_;  // by EventKindId
  std::size_t rows_ = 0, bytes_ = 0;
  std::string values_, scratch_;
  std::int64_t added_ = 0, duplicates_ = 0;
  std::future<void> spilling_;  // last: it is waited for before anything that it uses is gone
};

}  // namespace segue::sqlite
