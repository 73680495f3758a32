// Insert, and on a taken identity look at who has it: the same event is a duplicate, another one means the next
// identity.

#include "adapters/sqlite/event_inserter.h"

#include "adapters/sqlite/stored_value.h"

namespace segue::sqlite {
namespace {

constexpr int kFixed = 7;  // identity, contact, at, rank, position, source_id, import_file

std::vector<const StoredProperty*> DeclaredFirst(const StoredKind& stored, const engine::EventKind& declared) {
  std::vector<const StoredProperty*> properties;
  for (const engine::FieldDeclaration& property : declared.properties) {
    properties.push_back(stored.FindProperty(property.name));
  }
  for (const StoredProperty& property : stored.properties) {
    bool listed = false;
    for (const StoredProperty* earlier : properties) listed = listed || earlier == &property;
    if (!listed) properties.push_back(&property);
  }
  return properties;
}

std::string InsertSql(const StoredKind& stored, const std::vector<const StoredProperty*>& properties,
                      std::size_t declared) {
  std::string columns = "identity, contact, at, rank, position, source_id, import_file";
  std::string values = "?, ?, ?, ?, ?, ?, ?";
  for (std::size_t i = 0; i < declared; ++i) {
    columns += ", " + Quoted(properties[i]->column);
    values += ", ?";
  }
  return "INSERT INTO " + Quoted(stored.table) + " (" + columns + ") VALUES (" + values +
         ") ON CONFLICT (identity) DO NOTHING";
}

std::string FindSql(const StoredKind& stored, const std::vector<const StoredProperty*>& properties) {
  std::string columns =
      "contact, at, rank, position, source_id, (SELECT import FROM import_file f WHERE f.id = e.import_file)";
  for (const StoredProperty* property : properties) columns += ", " + Quoted(property->column);
  return "SELECT " + columns + " FROM " + Quoted(stored.table) + " e WHERE identity = ?";
}
constexpr int kFoundRank = 2, kFoundPosition = 3, kFoundSourceId = 4, kFoundImport = 5, kFoundValues = 6;

}  // namespace

EventInserter::EventInserter(const Database& database, const StoredKind& stored, const engine::EventKind& declared,
                             std::int64_t import, std::int64_t import_file)
    : import_(import),
      import_file_(import_file),
      account_(stored.account),
      declared_(declared.properties.size()),
      database_(database) {
  const std::vector<const StoredProperty*> properties = DeclaredFirst(stored, declared);
  for (const StoredProperty* property : properties) types_.push_back(property->type);
  insert_ = Statement(database, InsertSql(stored, properties, declared_));
  find_ = Statement(database, FindSql(stored, properties));
  lower_rank_ = Statement(database, "UPDATE " + Quoted(stored.table) + " SET rank = ? WHERE identity = ?");
}

EventInserter::Outcome EventInserter::Insert(const EventRecord& record, std::int64_t position) {
  std::int64_t identity = record.source_id ? record.identity : IdentityAtPosition(record.identity, position);
  while (!TryInsert(record, identity, position)) {
    find_.Bind(1, identity);
    const bool same = find_.Step() && IsSame(record, position);
    const bool lower = same && !record.source_id && record.rank < find_.Integer(kFoundRank);
    find_.Reset();
    // Which of two reports of one event came first must not show: the lowest rank stays.
    if (lower) lower_rank_.Bind(1, record.rank).Bind(2, identity).Run();
    if (same) return lower ? Outcome::kRankLowered : Outcome::kKnown;
    identity = static_cast<std::int64_t>(static_cast<std::uint64_t>(identity) + 1);
  }
  identity_ = identity;
  return Outcome::kNew;
}

bool EventInserter::TryInsert(const EventRecord& record, std::int64_t identity, std::int64_t position) {
  insert_.Bind(1, identity);
  if (account_) {
    insert_.BindNull(2);
  } else {
    insert_.Bind(2, std::int64_t{record.contact});
  }
  insert_.Bind(3, record.at).Bind(4, record.rank).Bind(5, position);
  if (record.source_id) {
    insert_.Bind(6, *record.source_id);
  } else {
    insert_.BindNull(6);
  }
  insert_.Bind(7, import_file_);
  std::string_view values = record.values;
  for (std::size_t i = 0; i < declared_; ++i) BindStored(insert_, kFixed + 1 + static_cast<int>(i), TakeBytes(values));
  insert_.Run();
  return database_.Changes() > 0;
}

bool EventInserter::IsSame(const EventRecord& record, std::int64_t position) {
  const bool has_id = !find_.IsNull(kFoundSourceId);
  if (record.source_id || has_id) {
    return record.source_id && has_id && find_.Text(kFoundSourceId) == *record.source_id &&
           find_.Integer(kFoundImport) == import_;
  }
  return find_.Integer(0) == record.contact && find_.Integer(1) == record.at &&
         find_.Integer(kFoundPosition) == position && HasSameValues(record);
}

bool EventInserter::HasSameValues(const EventRecord& record) const {
  std::string_view values = record.values;
  for (std::size_t i = 0; i < types_.size(); ++i) {
    const StoredValue wanted = i < declared_ ? TakeBytes(values) : StoredValue{};
    if (!(ReadStored(find_, kFoundValues + static_cast<int>(i), types_[i]) == wanted)) return false;
  }
  return true;
}

}  // namespace segue::sqlite
