// Writes events into the table of their kind and recognises those that are there already.
//
// Most blocks of a sorted import fall between two rows of the table: then all their events are new and go in many rows
// a statement. Otherwise each event is inserted by itself, and where its identity is taken, the contents are compared.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "adapters/sqlite/database.h"
#include "adapters/sqlite/declarations.h"
#include "adapters/sqlite/event_block.h"
#include "adapters/sqlite/event_buffer.h"
#include "adapters/sqlite/event_identity.h"
#include "engine/program.h"

namespace segue::sqlite {

class EventInserter {
 public:
  /// `declared` is the kind as the rules declare it: the order of values in records. `import` is the mapping's row id.
  EventInserter(const Database& database, const StoredKind& stored, const engine::EventKind& declared,
                std::int64_t import, std::int64_t import_file);

  struct Outcome {
    bool is_new = true;         // the event was not there yet
    bool rank_lowered = false;  // of the event that was there
    std::int64_t identity = 0;  // of the event that is new
  };
  /// Inserts a block. `outcomes` answers for each of its rows, parallel.
  void Insert(const EventBlock& block, std::vector<Outcome>& outcomes);

 private:
  /// Whether no identity of the block's stretch of the table is taken.
  bool StretchIsFree(const EventBlock& block);
  void InsertTogether(std::span<const EventBlock::Row> rows);
  Outcome InsertAlone(const EventBlock::Row& row);
  bool TryInsert(const EventRecord& record, std::int64_t identity, std::int64_t position);
  /// Binds one row's columns from `parameter` on.
  void BindRow(Statement& statement, int parameter, const EventRecord& record, std::int64_t identity,
               std::int64_t position) const;
  /// Whether the row that holds the identity is this very event.
  bool IsSame(const EventRecord& record, std::int64_t position);
  bool HasSameValues(const EventRecord& record) const;

  std::int64_t import_, import_file_;
  bool account_;
  std::vector<engine::ValueType> types_;  // of the declared properties, then of those the rules no longer declare
  std::size_t declared_ = 0;
  Statement insert_, insert_many_, find_, find_taken_, lower_rank_;
  const Database& database_;
};

}  // namespace segue::sqlite
