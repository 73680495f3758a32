// Hands each fact to its writer. What fails inside is a Failure; outside it is a Status.

#include "adapters/sqlite/file_sink.h"

namespace segue::sqlite {

using adapters::FactCounts;
using adapters::Result;
using adapters::Status;

FileSink::FileSink(const Database& database, ContactIndex& index, const engine::Schema& schema,
                   const std::string& import, const std::string& file, std::chrono::milliseconds patience,
                   NewFactsLog* log)
    : database_(database),
      index_(index),
      log_(log),
      schema_(schema),
      doing_("importing " + file + " into " + database.path()),
      transaction_(database, patience, References::kTrusted),
      declarations_(Declared(database, schema_)),
      file_(RecordImportFile(database, import, file)),
      contacts_((index.Refresh(database), database), index, file_.id, log),
      fields_(database, schema_, declarations_, file_),
      events_(database, schema_, declarations_, file_) {}

FileSink::~FileSink() {
  if (committed_) return;
  // The index may know contacts that are now undone, and the log facts.
  index_.Clear();
  if (log_ != nullptr) log_->GiveUp();
}

template <typename Write>
void FileSink::Noting(ContactId contact, Write write) {
  const std::int64_t before = database_.TotalChanges();
  write();
  if (log_ != nullptr && database_.TotalChanges() != before) log_->Touch(contact);
}

Declarations FileSink::Declared(const Database& database, const engine::Schema& schema) {
  Declarations stored = Declarations::Read(database);
  CheckTypes(stored, schema);
  if (Knows(stored, schema)) return stored;
  Declare(database, stored, schema);
  return Declarations::Read(database);
}

Status FileSink::Add(const adapters::ContactFact& fact) {
  return Guard(doing_, [&] {
    const ContactId contact = contacts_.Resolve(fact.key).id;
    if (fact.born) contacts_.Born(contact, *fact.born);
    if (fact.gone) contacts_.Gone(contact, *fact.gone);
    return adapters::Nothing{};
  });
}

Status FileSink::Add(const adapters::AliasFact& fact) {
  return Guard(doing_, [&] {
    contacts_.AddAlias(contacts_.Resolve(fact.key).id, fact.alias);
    return adapters::Nothing{};
  });
}

Status FileSink::Add(const adapters::FieldFact& fact) {
  return Guard(doing_, [&] {
    const ContactId contact = contacts_.Resolve(fact.key).id;
    Noting(contact, [&] { fields_.Add(fact, contact, contacts_); });
    return adapters::Nothing{};
  });
}

Status FileSink::Add(const adapters::EventFact& fact) {
  return Guard(doing_, [&] {
    const bool account = schema_.events[fact.kind].account;
    events_.Add(fact, account ? ContactRef{} : contacts_.Resolve(fact.key));
    return adapters::Nothing{};
  });
}

Status FileSink::Add(const adapters::ListFact& fact) {
  return Guard(doing_, [&] {
    const ContactId contact = contacts_.Resolve(fact.key).id;
    Noting(contact,
           [&] { snapshot_ ? snapshot_->Add(fact, contact, contacts_) : fields_.Add(fact, contact, contacts_); });
    return adapters::Nothing{};
  });
}

Status FileSink::BeginSnapshot(const adapters::SnapshotInfo& info) {
  return Guard(doing_, [&] {
    contacts_.span().Include(info.observed);
    snapshot_.emplace(database_, schema_, declarations_, file_, info, log_);
    return adapters::Nothing{};
  });
}

Status FileSink::Add(const adapters::SnapshotRow& row) {
  return Guard(doing_, [&] {
    if (!snapshot_)
      throw Failure{"a snapshot row came before its snapshot", "this is a mistake of the import; please report it"};
    const ContactId contact = contacts_.Resolve(row.key).id;
    Noting(contact, [&] { snapshot_->Add(row, contact, contacts_); });
    return adapters::Nothing{};
  });
}

Result<FactCounts> FileSink::Commit() {
  return Guard(doing_, [&] { return Finish(); });
}

FactCounts FileSink::Finish() {
  events_.Flush(contacts_, log_);
  fields_.Flush(database_);
  contacts_.Flush();
  FactCounts counts;
  if (snapshot_) counts.contacts_gone = snapshot_->Finish();
  counts.contacts_added = contacts_.added();
  counts.events_added = events_.added();
  counts.duplicates = events_.duplicates();
  RecordCounts(counts);
  transaction_.Commit(Changes::kFacts, contacts_.span());
  committed_ = true;
  return counts;
}

void FileSink::RecordCounts(const FactCounts& counts) const {
  Statement update(
      database_,
      "UPDATE import_file SET contacts_added = ?, events_added = ?, duplicates = ?, contacts_gone = ? WHERE id = ?");
  update.Bind(1, counts.contacts_added).Bind(2, counts.events_added).Bind(3, counts.duplicates);
  update.Bind(4, counts.contacts_gone).Bind(5, file_.id).Run();
}

}  // namespace segue::sqlite
