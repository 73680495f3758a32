// The facts of some rows on their way to the store; see the header.
#include "adapters/import/fact_batch.h"

namespace segue::import {
namespace {

using adapters::FactSink;
using adapters::Ok;
using adapters::Status;

template <typename T>
Status DeliverAll(Pool<T>& pool, FactSink& sink) {
  for (std::size_t i = 0; i < pool.used(); ++i) {
    Status status = sink.Add(pool.data()[i]);
    if (!status) return status;
  }
  return Ok();
}

}  // namespace

void FactBatch::Clear() {
  Rewind(Position{});
  rows.Clear();
  rejects.clear();
  row_count = 0;
  shifted = 0;
  observed.reset();
  kept_.clear();
}

FactBatch::Position FactBatch::Here() const {
  return {contacts_.used(),     aliases_.used(), fields_.used(),        events_.used(),
          event_values_.used(), lists_.used(),   snapshot_rows_.used(), snapshot_values_.used()};
}

void FactBatch::Rewind(const Position& position) {
  contacts_.Rewind(position.contacts);
  aliases_.Rewind(position.aliases);
  fields_.Rewind(position.fields);
  events_.Rewind(position.events);
  event_values_.Rewind(position.event_values);
  lists_.Rewind(position.lists);
  snapshot_rows_.Rewind(position.snapshot_rows);
  snapshot_values_.Rewind(position.snapshot_values);
}

adapters::EventFact& FactBatch::AddEvent() {
  StagedEvent& event = events_.Next();
  event.first_value = event_values_.used();
  return event.fact;
}

adapters::SnapshotRow& FactBatch::AddSnapshotRow() {
  StagedSnapshotRow& staged = snapshot_rows_.Next();
  staged.first_value = snapshot_values_.used();
  return staged.row;
}

Status FactBatch::Deliver(FactSink& sink) {
  // Aliases first: a row may name a contact by an alias that another row brings.
  if (Status status = DeliverAll(aliases_, sink); !status) return status;
  if (Status status = DeliverAll(contacts_, sink); !status) return status;
  if (Status status = DeliverAll(fields_, sink); !status) return status;
  if (Status status = DeliverSnapshot(sink); !status) return status;
  if (Status status = DeliverAll(lists_, sink); !status) return status;
  return DeliverEvents(sink);
}

Status FactBatch::DeliverEvents(FactSink& sink) {
  constexpr std::size_t kAhead = 8;
  for (std::size_t i = 0; i < events_.used(); ++i) {
    if (i + kAhead < events_.used()) sink.Expect(events_.data()[i + kAhead].fact.key);
    StagedEvent& event = events_.data()[i];
    const bool last = i + 1 == events_.used();
    const std::size_t end = last ? event_values_.used() : events_.data()[i + 1].first_value;
    event.fact.properties = {event_values_.data() + event.first_value, end - event.first_value};
    if (Status status = sink.Add(event.fact); !status) return status;
  }
  return Ok();
}

Status FactBatch::DeliverSnapshot(FactSink& sink) {
  for (std::size_t i = 0; i < snapshot_rows_.used(); ++i) {
    StagedSnapshotRow& staged = snapshot_rows_.data()[i];
    const bool last = i + 1 == snapshot_rows_.used();
    const std::size_t end = last ? snapshot_values_.used() : snapshot_rows_.data()[i + 1].first_value;
    staged.row.values = {snapshot_values_.data() + staged.first_value, end - staged.first_value};
    if (Status status = sink.Add(staged.row); !status) return status;
  }
  return Ok();
}

}  // namespace segue::import
