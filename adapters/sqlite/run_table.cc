// Two rows can change when a snapshot is set: its own, and the next snapshot's, which must go on showing what it
// showed.

#include "adapters/sqlite/run_table.h"

namespace segue::sqlite {
RunTable::RunTable(const Database& database, const std::string& table, const std::string& subject,
                   const SnapshotPlace& place)
    : place_(place),
      runs_(database, table, subject, place.import),
      upsert_(database, "INSERT INTO " + table + " (import, contact, " + subject +
                            ", observed, seen, value) VALUES (?, ?, ?, ?, ?, ?) "
                            "ON CONFLICT DO UPDATE SET seen = excluded.seen, value = excluded.value"),
      delete_(database,
              "DELETE FROM " + table + " WHERE import = ? AND contact = ? AND " + subject + " = ? AND observed = ?") {}

void RunTable::Open(ContactId contact, bool known) {
  contact_ = contact;
  subjects_.clear();
  if (known) {
    runs_.Open(contact);
  } else {
    runs_.Skip(contact);
  }
  for (const ContactRuns::Run& run : runs_.All()) {
    if (subjects_.empty() || subjects_.back() != run.subject) subjects_.push_back(run.subject);
  }
}

Shown RunTable::ShownUpTo(std::int64_t subject, engine::Instant instant) const {
  Shown shown;
  for (const ContactRuns::Run& run : runs_.Of(subject)) {
    if (run.observed <= instant) shown = run.shown;
  }
  return shown;
}

const ContactRuns::Run* RunTable::RunAt(std::int64_t subject, engine::Instant instant) const {
  for (const ContactRuns::Run& run : runs_.Of(subject)) {
    if (run.observed == instant) return &run;
  }
  return nullptr;
}

Shown RunTable::Before(std::int64_t subject) const { return ShownUpTo(subject, place_.observed - 1); }

void RunTable::Set(std::int64_t subject, const Shown& shown) {
  if (place_.next) Put(subject, *place_.next, ShownUpTo(subject, *place_.next), shown);
  Put(subject, place_.observed, shown, Before(subject));
}

void RunTable::Put(std::int64_t subject, engine::Instant instant, const Shown& wanted, const Shown& before) {
  const ContactRuns::Run* run = RunAt(subject, instant);
  if (wanted == before) {
    if (run == nullptr) return;
    delete_.Bind(1, place_.import).Bind(2, std::int64_t{contact_}).Bind(3, subject).Bind(4, instant).Run();
    return;
  }
  if (run != nullptr && run->shown == wanted) return;
  upsert_.Bind(1, place_.import).Bind(2, std::int64_t{contact_}).Bind(3, subject).Bind(4, instant);
  upsert_.Bind(5, std::int64_t{wanted.seen});
  BindStored(upsert_, 6, wanted.value);
  upsert_.Run();
}

}  // namespace segue::sqlite
