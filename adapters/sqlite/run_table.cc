// Two rows can change when a snapshot is set: its own, and the next snapshot's, which must go on showing what it
// showed.

#include "adapters/sqlite/run_table.h"

namespace segue::sqlite {
namespace {

/// Values are stored with their own type, whatever the column's: as SQLite has them.
StoredValue ReadAny(const Statement& statement, int column) {
  if (statement.IsNull(column)) return {};
  if (statement.IsText(column)) return ReadStored(statement, column, engine::ValueType::kText);
  if (statement.IsReal(column)) return ReadStored(statement, column, engine::ValueType::kNumber);
  return ReadStored(statement, column, engine::ValueType::kTime);
}

}  // namespace

RunTable::RunTable(const Database& database, const std::string& table, const std::string& subject,
                   const SnapshotPlace& place)
    : place_(place),
      select_(database, "SELECT " + subject + ", observed, seen, value FROM " + table +
                            " WHERE import = ? AND contact = ? ORDER BY " + subject + ", observed"),
      upsert_(database, "INSERT INTO " + table + " (import, contact, " + subject +
                            ", observed, seen, value) VALUES (?, ?, ?, ?, ?, ?) "
                            "ON CONFLICT DO UPDATE SET seen = excluded.seen, value = excluded.value"),
      delete_(database,
              "DELETE FROM " + table + " WHERE import = ? AND contact = ? AND " + subject + " = ? AND observed = ?") {}

void RunTable::Open(ContactId contact, bool known) {
  contact_ = contact;
  runs_.clear();
  subjects_.clear();
  if (!known) return;
  select_.Bind(1, place_.import).Bind(2, std::int64_t{contact});
  while (select_.Step()) {
    Run& run = runs_.emplace_back();
    run.subject = select_.Integer(0);
    run.observed = select_.Integer(1);
    run.shown = {select_.Integer(2) != 0, ReadAny(select_, 3)};
    run.text = run.shown.value.text;
    if (subjects_.empty() || subjects_.back() != run.subject) subjects_.push_back(run.subject);
  }
  // Only now: the texts no longer move.
  for (Run& run : runs_) run.shown.value.text = run.text;
}

Shown RunTable::ShownUpTo(std::int64_t subject, engine::Instant instant) const {
  Shown shown;
  for (const Run& run : runs_) {
    if (run.subject == subject && run.observed <= instant) shown = run.shown;
  }
  return shown;
}

const RunTable::Run* RunTable::RunAt(std::int64_t subject, engine::Instant instant) const {
  for (const Run& run : runs_) {
    if (run.subject == subject && run.observed == instant) return &run;
  }
  return nullptr;
}

Shown RunTable::Before(std::int64_t subject) const { return ShownUpTo(subject, place_.observed - 1); }

void RunTable::Set(std::int64_t subject, const Shown& shown) {
  if (place_.next) Put(subject, *place_.next, ShownUpTo(subject, *place_.next), shown);
  Put(subject, place_.observed, shown, Before(subject));
}

void RunTable::Put(std::int64_t subject, engine::Instant instant, const Shown& wanted, const Shown& before) {
  const Run* run = RunAt(subject, instant);
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
