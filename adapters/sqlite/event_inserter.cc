// Insert, and on a taken identity look at who has it: the same event is a duplicate, another one means the next
// identity.

#include "adapters/sqlite/event_inserter.h"

#include <algorithm>

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

/// `verb` says what a conflict means. The parameters of each row follow those of the row before.
std::string InsertSql(std::string_view verb, const StoredKind& stored,
                      const std::vector<const StoredProperty*>& properties, std::size_t declared, std::size_t rows) {
  std::string columns = "identity, contact, at, rank, position, source_id, import_file";
  std::string row = "(?, ?, ?, ?, ?, ?, ?";
  for (std::size_t i = 0; i < declared; ++i) {
    columns += ", " + Quoted(properties[i]->column);
    row += ", ?";
  }
  row += ")";
  std::string sql = std::string(verb) + " INTO " + Quoted(stored.table) + " (" + columns + ") VALUES " + row;
  for (std::size_t i = 1; i < rows; ++i) sql += ", " + row;
  return sql;
}

/// How many rows one statement inserts. SQLite takes thousands of parameters; a kind may have hundreds of properties.
std::size_t RowsTogether(std::size_t declared) {
  constexpr std::size_t kMostParameters = 2048, kMostRows = 64;
  return std::clamp<std::size_t>(kMostParameters / (kFixed + declared), 1, kMostRows);
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
  insert_ =
      Statement(database, InsertSql("INSERT", stored, properties, declared_, 1) + " ON CONFLICT (identity) DO NOTHING");
  // OR FAIL: unlike the usual ABORT it needs no journal of the statement. A failure undoes the whole file anyway.
  insert_many_ =
      Statement(database, InsertSql("INSERT OR FAIL", stored, properties, declared_, RowsTogether(declared_)));
  find_ = Statement(database, FindSql(stored, properties));
  find_taken_ = Statement(database, "SELECT 1 FROM " + Quoted(stored.table) + " WHERE identity BETWEEN ? AND ?");
  lower_rank_ = Statement(database, "UPDATE " + Quoted(stored.table) + " SET rank = ? WHERE identity = ?");
}

void EventInserter::Insert(const EventBlock& block, std::vector<Outcome>& outcomes) {
  outcomes.clear();
  for (const EventBlock::Row& row : block.rows()) outcomes.push_back({true, false, row.record.identity});
  std::span<const EventBlock::Row> alone = block.rows();
  if (block.ascending() && StretchIsFree(block)) {
    for (const std::size_t together = RowsTogether(declared_); alone.size() >= together;) {
      InsertTogether(alone.first(together));
      alone = alone.subspan(together);
    }
  }
  std::size_t row = block.rows().size() - alone.size();
  for (const EventBlock::Row& single : alone) outcomes[row++] = InsertAlone(single);
}

bool EventInserter::StretchIsFree(const EventBlock& block) {
  find_taken_.Bind(1, block.rows().front().record.identity).Bind(2, block.rows().back().record.identity);
  const bool taken = find_taken_.Step();
  find_taken_.Reset();
  return !taken;
}

void EventInserter::InsertTogether(std::span<const EventBlock::Row> rows) {
  int parameter = 1;
  for (const EventBlock::Row& row : rows) {
    BindRow(insert_many_, parameter, row.record, row.record.identity, row.position);
    parameter += kFixed + static_cast<int>(declared_);
  }
  insert_many_.Run();
}

EventInserter::Outcome EventInserter::InsertAlone(const EventBlock::Row& row) {
  const EventRecord& record = row.record;
  std::int64_t identity = record.source_id ? record.identity : IdentityAtPosition(record.identity, row.position);
  while (!TryInsert(record, identity, row.position)) {
    find_.Bind(1, identity);
    const bool same = find_.Step() && IsSame(record, row.position);
    const bool lower = same && !record.source_id && record.rank < find_.Integer(kFoundRank);
    find_.Reset();
    // Which of two reports of one event came first must not show: the lowest rank stays.
    if (lower) lower_rank_.Bind(1, record.rank).Bind(2, identity).Run();
    if (same) return {false, lower, identity};
    identity = static_cast<std::int64_t>(static_cast<std::uint64_t>(identity) + 1);
  }
  return {true, false, identity};
}

bool EventInserter::TryInsert(const EventRecord& record, std::int64_t identity, std::int64_t position) {
  BindRow(insert_, 1, record, identity, position);
  insert_.Run();
  return database_.Changes() > 0;
}

void EventInserter::BindRow(Statement& statement, int parameter, const EventRecord& record, std::int64_t identity,
                            std::int64_t position) const {
  const auto next = [&] { return parameter++; };
  statement.Bind(next(), identity);
  if (account_) {
    statement.BindNull(next());
  } else {
    statement.Bind(next(), std::int64_t{record.contact});
  }
  statement.Bind(next(), record.at).Bind(next(), record.rank).Bind(next(), position);
  if (record.source_id) {
    statement.Bind(next(), *record.source_id);
  } else {
    statement.BindNull(next());
  }
  statement.Bind(next(), import_file_);
  std::string_view values = record.values;
  for (std::size_t i = 0; i < declared_; ++i) BindStored(statement, next(), TakeBytes(values));
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
