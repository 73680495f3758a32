// Facts → records → rows. Equal events without a source's id are told apart by their position in the file.

#include "adapters/sqlite/event_writer.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "adapters/sqlite/event_inserter.h"
#include "adapters/sqlite/event_stream.h"
#include "adapters/sqlite/events_by_contact.h"
#include "adapters/sqlite/stored_value.h"

namespace segue::sqlite {
namespace {

// What may wait in memory before it is spilled; as much again is being spilled meanwhile.
constexpr std::size_t kMostRows = 500'000;
constexpr std::size_t kMostBytes = std::size_t{64} << 20;

constexpr std::size_t kAhead = 16;  // events whose contact's dates are asked for ahead

}  // namespace

EventWriter::EventWriter(const Database& database, const engine::Schema& schema, const Declarations& stored,
                         const ImportFile& file)
    : database_(database), file_(file), import_seed_(SeedOfImport(file.import_name)), spill_(database.path()) {
  for (const engine::EventKind& declared : schema.events) {
    Kind kind{&declared, stored.FindKind(declared.name), {}, nullptr, {}, 0, 0};
    for (const engine::FieldDeclaration& property : declared.properties) kind.hasher.AddProperty(property.name);
    kinds_.push_back(std::move(kind));
  }
}

void EventWriter::Add(const adapters::EventFact& fact, ContactRef contact) {
  Kind& kind = kinds_[fact.kind];
  const std::uint64_t properties = EncodeValues(kind, fact);
  EventRecord record{0, fact.at, fact.rank, contact.id, std::nullopt, values_};
  if (fact.id && !fact.id->empty()) {
    record.source_id = fact.id;
    record.identity = IdentityOfSourceId(import_seed_, *fact.id);
  } else {
    record.identity = IdentityOfContent(contact.hash, fact.at, properties);
  }
  if (!kind.buffer) kind.buffer = std::make_unique<EventBuffer>(spill_);
  kind.buffer->Add(record);
  ++kind.rows;
  kind.last_contact = std::max(kind.last_contact, contact.id);
  ++rows_;
  bytes_ += record.Bytes();
  if (rows_ >= kMostRows || bytes_ >= kMostBytes) SpillAll();
}

std::uint64_t EventWriter::EncodeValues(const Kind& kind, const adapters::EventFact& fact) {
  values_.clear();
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kind.declared->properties.size(); ++i) {
    static const adapters::FactValue kMissing;
    const adapters::FactValue& value = i < fact.properties.size() ? fact.properties[i] : kMissing;
    const StoredValue stored = ToStored(value, kind.declared->properties[i].type, scratch_);
    const std::size_t start = values_.size();
    AppendBytes(values_, stored);
    if (stored.form == StoredValue::Form::kMissing) continue;
    sum += kind.hasher.HashValue(i, std::string_view(values_).substr(start));
  }
  return sum;
}

void EventWriter::SpillAll() {
  FinishSpill();
  std::vector<EventBuffer*> full;
  for (Kind& kind : kinds_) {
    if (!kind.buffer) continue;
    kind.buffer->SetAside();
    full.push_back(kind.buffer.get());
  }
  rows_ = bytes_ = 0;
  // Sorting and writing in a thread of its own, while the next events come in.
  spilling_ = std::async(std::launch::async, [full = std::move(full)] {
    for (EventBuffer* buffer : full) buffer->SpillAside();
  });
}

void EventWriter::FinishSpill() {
  if (spilling_.valid()) spilling_.get();
}

void EventWriter::Flush(ContactWriter& contacts, NewFactsLog* log) {
  FinishSpill();
  for (Kind& kind : kinds_) {
    if (kind.buffer) FlushKind(kind, contacts, log);
  }
}

void EventWriter::FlushKind(Kind& kind, ContactWriter& contacts, NewFactsLog* log) {
  InsertKind(kind, contacts, log);
  added_ += kind.added;
  if (kind.added == 0) return;
  contacts.span().Include(*kind.span.first);
  contacts.span().Include(*kind.span.last);
  UpdateKind(kind);
}

void EventWriter::InsertKind(Kind& kind, ContactWriter& contacts, NewFactsLog* log) {
  const auto id = static_cast<engine::EventKindId>(&kind - kinds_.data());
  EventInserter inserter(database_, *kind.stored, *kind.declared, file_.import, file_.id);
  std::optional<EventsByContact> by_contact;
  if (!kind.stored->account) by_contact.emplace(database_, kind.stored->table, kind.rows, kind.last_contact);
  std::vector<EventInserter::Outcome> outcomes;
  EventStream sorted(*kind.buffer);
  while (const EventBlock* block = sorted.Next()) {
    inserter.Insert(*block, outcomes);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      const EventRecord& record = block->rows()[i].record;
      contacts.Expect(block->rows()[std::min(i + kAhead, outcomes.size() - 1)].record.contact);
      outcomes[i].is_new ? Count(kind, record, contacts) : static_cast<void>(++duplicates_);
      if (outcomes[i].is_new && by_contact) by_contact->Add(record.contact, outcomes[i].identity);
      if (log == nullptr) continue;
      if (outcomes[i].is_new) log->AddEvent(id, outcomes[i].identity, record);
      if (outcomes[i].rank_lowered) log->Reread(record.contact);
    }
  }
  if (by_contact) by_contact->Insert();
}

void EventWriter::Count(Kind& kind, const EventRecord& record, ContactWriter& contacts) {
  ++kind.added;
  kind.span.Include(record.at);
  if (record.contact != 0) contacts.Event(record.contact, record.at);
}

void EventWriter::UpdateKind(const Kind& kind) const {
  Statement update(database_,
                   "UPDATE event_kind SET events = events + ?1, first_at = min(coalesce(first_at, ?2), ?2), "
                   "last_at = max(coalesce(last_at, ?3), ?3) WHERE id = ?4");
  update.Bind(1, kind.added).Bind(2, kind.span.first).Bind(3, kind.span.last).Bind(4, kind.stored->id).Run();
}

}  // namespace segue::sqlite
