// The facts of some rows on their way to the store. Batches are used again, and so is the memory of their texts.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/facts.h"
#include "adapters/rows.h"
#include "adapters/store.h"

namespace segue::import {

/// Objects that stay alive when they are given back, so that their own memory is used again.
template <typename T>
class Pool {
 public:
  T& Next() {
    if (used_ == items_.size()) items_.emplace_back();
    return items_[used_++];
  }
  std::size_t used() const { return used_; }
  void Rewind(std::size_t used) { used_ = used; }
  T* data() { return items_.data(); }

 private:
  std::vector<T> items_;
  std::size_t used_ = 0;
};

struct Reject {
  std::int64_t line = 0;
  std::int64_t rows = 1;
  std::string reason;
  std::string text;
};

class FactBatch {
 public:
  /// How much of the batch is filled; to take back the facts of a row that turns out to be bad.
  struct Position {
    std::size_t contacts = 0, aliases = 0, fields = 0, events = 0, event_values = 0, lists = 0, snapshot_rows = 0,
                snapshot_values = 0;
  };

  void Clear();
  Position Here() const;
  void Rewind(const Position& position);

  adapters::ContactFact& AddContact() { return contacts_.Next(); }
  adapters::AliasFact& AddAlias() { return aliases_.Next(); }
  adapters::FieldFact& AddField() { return fields_.Next(); }
  adapters::ListFact& AddList() { return lists_.Next(); }
  /// The values that follow, by AddEventValue, are its properties.
  adapters::EventFact& AddEvent();
  adapters::FactValue& AddEventValue() { return event_values_.Next(); }
  /// The values that follow, by AddSnapshotValue, are the row's.
  adapters::SnapshotRow& AddSnapshotRow();
  std::pair<engine::FieldId, adapters::FactValue>& AddSnapshotValue() { return snapshot_values_.Next(); }
  /// Keeps a text that the batch's rows do not hold.
  std::string_view Keep(std::string text) { return kept_.emplace_back(std::move(text)); }

  /// Gives all facts to the sink.
  adapters::Status Deliver(adapters::FactSink& sink);

  adapters::RowBatch rows;  // facts hold views of it
  std::vector<Reject> rejects;
  std::int64_t row_count = 0;  // rejected ones too
  std::int64_t shifted = 0;
  std::uint64_t bytes_read = 0;             // of the file, so far
  std::optional<engine::Instant> observed;  // of a snapshot whose column says so

 private:
  struct StagedEvent {
    adapters::EventFact fact;
    std::size_t first_value = 0;
  };
  struct StagedSnapshotRow {
    adapters::SnapshotRow row;
    std::size_t first_value = 0;
  };
  adapters::Status DeliverEvents(adapters::FactSink& sink);
  adapters::Status DeliverSnapshot(adapters::FactSink& sink);

  Pool<adapters::ContactFact> contacts_;
  Pool<adapters::AliasFact> aliases_;
  Pool<adapters::FieldFact> fields_;
  Pool<StagedEvent> events_;
  Pool<adapters::FactValue> event_values_;
  Pool<adapters::ListFact> lists_;
  Pool<StagedSnapshotRow> snapshot_rows_;
  Pool<std::pair<engine::FieldId, adapters::FactValue>> snapshot_values_;
  std::deque<std::string> kept_;
};

}  // namespace segue::import
