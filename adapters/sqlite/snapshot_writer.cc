// Rows become runs at once; presence is settled at the end, when it is known who was not in the file.

#include "adapters/sqlite/snapshot_writer.h"

#include <algorithm>
#include <cstdio>

#include "adapters/sqlite/stored_type.h"

namespace segue::sqlite {
namespace {

SnapshotPlace FindPlace(const Database& database, const ImportFile& file, const adapters::SnapshotInfo& info) {
  SnapshotPlace place{file.import, info.observed, std::nullopt};
  Statement next(database, "SELECT min(observed) FROM snapshot WHERE import = ? AND observed > ?");
  next.Bind(1, file.import).Bind(2, info.observed);
  if (next.Step()) place.next = next.OptionalInteger(0);
  return place;
}

std::vector<engine::Instant> CompleteSnapshots(const Database& database, std::int64_t import) {
  std::vector<engine::Instant> completes;
  Statement statement(database, "SELECT observed FROM snapshot WHERE import = ? AND complete ORDER BY observed");
  statement.Bind(1, import);
  while (statement.Step()) completes.push_back(statement.Integer(0));
  return completes;
}

std::string Percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %%", share * 100);
  return text;
}

// What a list column shows: no, yes, or the instant at which the contact joined.
Shown ShownOnList(const adapters::ListFact& fact, engine::Instant observed) {
  static constexpr std::string_view kYes = "yes", kNo = "no";
  Shown shown{true, {}};
  // Joined "when the snapshot was taken" is what an import says of a flag column: no date of its own.
  if (fact.member && fact.joined && *fact.joined != observed) {
    shown.value = {StoredValue::Form::kInteger, *fact.joined, 0, {}};
  } else {
    shown.value = {StoredValue::Form::kText, 0, 0, fact.member ? kYes : kNo};
  }
  return shown;
}

}  // namespace

SnapshotWriter::SnapshotWriter(const Database& database, const engine::Schema& schema, const Declarations& stored,
                               const ImportFile& file, const adapters::SnapshotInfo& info, NewFactsLog* log)
    : schema_(schema),
      database_(database),
      file_(file),
      info_(info),
      place_(FindPlace(database, file, info)),
      fed_fields_(schema.fields.size()),
      fed_lists_(schema.lists.size()),
      log_(log),
      presence_(database, place_, CompleteSnapshots(database, file.import)),
      fields_(database, "snapshot_field", "field", place_),
      lists_(database, "snapshot_list", "list", place_) {
  for (const engine::FieldDeclaration& field : schema.fields) field_ids_.push_back(stored.FindField(field.name)->id);
  for (const std::string& list : schema.lists) list_ids_.push_back(stored.FindList(list)->id);
  Statement same(database, "SELECT import_file FROM snapshot WHERE import = ? AND observed = ?");
  same.Bind(1, file.import).Bind(2, info.observed);
  known_ = same.Step();
  part_ = known_ && FilePrecedence(database).Compare(same.Integer(0), file.id) != 0;
  // One that is put before others, or in the place of one, changes what those say of contacts it does not change.
  if (log_ != nullptr && (known_ || place_.next)) log_->GiveUp();
}

void SnapshotWriter::Add(const adapters::SnapshotRow& row, ContactId contact, ContactWriter& contacts) {
  fields_.Open(contact, presence_.IsKnown(contact) || presence_.IsShown(contact));
  presence_.Show(contact, row.dates_at);
  if (row.dates_at) contacts.span().Include(*row.dates_at);
  // What the file does not speak of it did not show.
  for (const std::int64_t known : fields_.subjects()) {
    const bool spoken = std::any_of(row.values.begin(), row.values.end(),
                                    [&](const auto& value) { return field_ids_[value.first] == known; });
    if (!spoken) fields_.Set(known, {});
  }
  for (const auto& [field, value] : row.values) {
    fed_fields_[field] = true;
    fields_.Set(field_ids_[field], {true, ToStored(value, schema_.fields[field].type, scratch_)});
  }
}

void SnapshotWriter::Add(const adapters::ListFact& fact, ContactId contact, ContactWriter& contacts) {
  lists_.Open(contact, presence_.IsKnown(contact) || presence_.IsShown(contact));
  presence_.Show(contact, std::nullopt);
  fed_lists_[fact.list] = true;
  named_[contact].push_back(list_ids_[fact.list]);
  if (fact.joined) contacts.span().Include(*fact.joined);
  lists_.Set(list_ids_[fact.list], ShownOnList(fact, info_.observed));
}

std::int64_t SnapshotWriter::Finish() {
  if (part_) presence_.KeepShown();
  const std::int64_t gone = CheckGone();
  LeaveUnlisted();
  if (info_.complete) presence_.ForEachGone([this](ContactId contact) { Note(contact); });
  presence_.Write([this](ContactId contact) { Note(contact); });
  RecordSnapshot();
  return gone;
}

std::int64_t SnapshotWriter::CheckGone() const {
  if (!info_.complete) return 0;
  const GoneCount count = presence_.CountGone();
  const double share = count.known == 0 ? 0 : static_cast<double>(count.gone) / static_cast<double>(count.known);
  if (info_.at_most_gone && share > *info_.at_most_gone) {
    throw Failure{
        std::to_string(count.gone) + " of the " + std::to_string(count.known) + " contacts of this feed (" +
            Percent(share) + ") are not in the file, more than at_most_gone allows (" + Percent(*info_.at_most_gone) +
            ")",
        "check that the file is whole; if so many really left, raise at_most_gone and import again; nothing of "
        "this file was kept",
        adapters::ErrorClass::kRefused};
  }
  return known_ ? 0 : count.gone;
}

void SnapshotWriter::LeaveUnlisted() {
  if (part_) return;
  // A contact that the file shows without naming it on a list is not on it; only those once named have runs to end.
  std::vector<std::pair<ContactId, std::int64_t>> unnamed;
  Statement once_named(database_, "SELECT DISTINCT contact, list FROM snapshot_list WHERE import = ?");
  once_named.Bind(1, place_.import);
  while (once_named.Step()) {
    const auto contact = static_cast<ContactId>(once_named.Integer(0));
    if (presence_.IsShown(contact) && !IsNamed(contact, once_named.Integer(1)))
      unnamed.emplace_back(contact, once_named.Integer(1));
  }
  for (const auto& [contact, list] : unnamed) {
    lists_.Open(contact, true);
    lists_.Set(list, {});
    Note(contact);
  }
}

void SnapshotWriter::Note(ContactId contact) {
  if (log_ != nullptr) log_->Touch(contact);
}

bool SnapshotWriter::IsNamed(ContactId contact, std::int64_t list) const {
  const auto named = named_.find(contact);
  return named != named_.end() && std::find(named->second.begin(), named->second.end(), list) != named->second.end();
}

void SnapshotWriter::RecordSnapshot() {
  Statement insert(database_,
                   "INSERT INTO snapshot (import, observed, complete, import_file) VALUES (?1, ?2, ?3, ?4) "
                   "ON CONFLICT DO UPDATE SET complete = ?3 OR (complete AND ?5), import_file = ?4");
  insert.Bind(1, place_.import).Bind(2, info_.observed).Bind(3, std::int64_t{info_.complete});
  insert.Bind(4, file_.id).Bind(5, std::int64_t{part_}).Run();
  Statement field(database_, "UPDATE field SET fed = 1 WHERE id = ?");
  for (std::size_t i = 0; i < fed_fields_.size(); ++i) {
    if (fed_fields_[i]) field.Bind(1, field_ids_[i]).Run();
  }
  Statement list(database_, "UPDATE list SET fed = 1 WHERE id = ?");
  for (std::size_t i = 0; i < fed_lists_.size(); ++i) {
    if (fed_lists_[i]) list.Bind(1, list_ids_[i]).Run();
  }
}

}  // namespace segue::sqlite
