// Writes events into the table of their kind and recognises those that are there already.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/sqlite/database.h"
#include "adapters/sqlite/declarations.h"
#include "adapters/sqlite/event_buffer.h"
#include "adapters/sqlite/event_identity.h"
#include "engine/program.h"

namespace segue::sqlite {

class EventInserter {
 public:
  /// `declared` is the kind as the rules declare it: the order of values in records. `import` is the mapping's row id.
  EventInserter(const Database& database, const StoredKind& stored, const engine::EventKind& declared,
                std::int64_t import, std::int64_t import_file);

  enum class Outcome { kNew, kKnown, kRankLowered };
  /// `position` counts equal events without a source's id within the file.
  Outcome Insert(const EventRecord& record, std::int64_t position);
  /// Of the event that was new.
  std::int64_t identity() const { return identity_; }

 private:
  bool TryInsert(const EventRecord& record, std::int64_t identity, std::int64_t position);
  /// Whether the row that holds the identity is this very event.
  bool IsSame(const EventRecord& record, std::int64_t position);
  bool HasSameValues(const EventRecord& record) const;

  std::int64_t import_, import_file_;
  std::int64_t identity_ = 0;
  bool account_;
  std::vector<engine::ValueType> types_;  // of the declared properties, then of those the rules no longer declare
  std::size_t declared_ = 0;
  Statement insert_, find_, lower_rank_;
  const Database& database_;
};

}  // namespace segue::sqlite
