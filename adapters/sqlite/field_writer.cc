// Insert; on a row that is there, replace it if this file has the last word.

#include "adapters/sqlite/field_writer.h"

namespace segue::sqlite {

FieldWriter::FieldWriter(const Database& database, const engine::Schema& schema, const Declarations& stored,
                         const ImportFile& file)
    : schema_(schema),
      database_(database),
      import_file_(file.id),
      precedence_(database),
      fed_fields_(schema.fields.size()),
      fed_lists_(schema.lists.size()),
      insert_value_(
          database,
          "INSERT INTO field_value (field, contact, value, import_file) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"),
      find_value_(database, "SELECT import_file FROM field_value WHERE field = ? AND contact = ?"),
      update_value_(database, "UPDATE field_value SET value = ?3, import_file = ?4 WHERE field = ?1 AND contact = ?2"),
      insert_change_(database,
                     "INSERT INTO field_change (field, contact, value, import_file, at) VALUES (?, ?, ?, ?, ?) "
                     "ON CONFLICT DO NOTHING"),
      find_change_(database, "SELECT import_file FROM field_change WHERE field = ? AND contact = ? AND at = ?"),
      update_change_(
          database,
          "UPDATE field_change SET value = ?3, import_file = ?4 WHERE field = ?1 AND contact = ?2 AND at = ?5"),
      insert_member_(database,
                     "INSERT INTO list_member (list, contact, member, joined, import_file) VALUES (?, ?, ?, ?, ?) "
                     "ON CONFLICT DO NOTHING"),
      find_member_(database, "SELECT import_file FROM list_member WHERE list = ? AND contact = ?"),
      update_member_(
          database,
          "UPDATE list_member SET member = ?3, joined = ?4, import_file = ?5 WHERE list = ?1 AND contact = ?2") {
  for (const engine::FieldDeclaration& field : schema.fields) field_ids_.push_back(stored.FindField(field.name)->id);
  for (const std::string& list : schema.lists) list_ids_.push_back(stored.FindList(list)->id);
}

void FieldWriter::Add(const adapters::FieldFact& fact, ContactId contact, ContactWriter& contacts) {
  const StoredValue value = ToStored(fact.value, schema_.fields[fact.field].type, scratch_);
  fed_fields_[fact.field] = true;
  if (!fact.at) {
    AddUndated(field_ids_[fact.field], contact, value);
    return;
  }
  AddDated(field_ids_[fact.field], contact, *fact.at, value);
  contacts.Change(contact, *fact.at);
}

void FieldWriter::AddUndated(std::int64_t field, ContactId contact, const StoredValue& value) {
  const auto write = [&](Statement& statement) {
    statement.Bind(1, field).Bind(2, std::int64_t{contact}).Bind(4, import_file_);
    BindStored(statement, 3, value);
    statement.Run();
  };
  write(insert_value_);
  if (database_.Changes() > 0) return;
  find_value_.Bind(1, field).Bind(2, std::int64_t{contact});
  const bool replaces = find_value_.Step() && precedence_.Replaces(import_file_, find_value_.Integer(0));
  find_value_.Reset();
  if (replaces) write(update_value_);
}

void FieldWriter::AddDated(std::int64_t field, ContactId contact, engine::Instant at, const StoredValue& value) {
  const auto write = [&](Statement& statement) {
    statement.Bind(1, field).Bind(2, std::int64_t{contact}).Bind(4, import_file_).Bind(5, at);
    BindStored(statement, 3, value);
    statement.Run();
  };
  write(insert_change_);
  if (database_.Changes() > 0) return;
  find_change_.Bind(1, field).Bind(2, std::int64_t{contact}).Bind(3, at);
  const bool replaces = find_change_.Step() && precedence_.Replaces(import_file_, find_change_.Integer(0));
  find_change_.Reset();
  if (replaces) write(update_change_);
}

void FieldWriter::Add(const adapters::ListFact& fact, ContactId contact, ContactWriter& contacts) {
  const std::int64_t list = list_ids_[fact.list];
  fed_lists_[fact.list] = true;
  const auto write = [&](Statement& statement) {
    statement.Bind(1, list).Bind(2, std::int64_t{contact}).Bind(3, std::int64_t{fact.member});
    statement.Bind(4, fact.joined).Bind(5, import_file_).Run();
  };
  if (fact.joined) contacts.span().Include(*fact.joined);
  write(insert_member_);
  if (database_.Changes() > 0) return;
  find_member_.Bind(1, list).Bind(2, std::int64_t{contact});
  const bool replaces = find_member_.Step() && precedence_.Replaces(import_file_, find_member_.Integer(0));
  find_member_.Reset();
  if (replaces) write(update_member_);
}

void FieldWriter::Flush(const Database& database) const {
  Statement field(database, "UPDATE field SET fed = 1 WHERE id = ?");
  for (std::size_t i = 0; i < fed_fields_.size(); ++i) {
    if (fed_fields_[i]) field.Bind(1, field_ids_[i]).Run();
  }
  Statement list(database, "UPDATE list SET fed = 1 WHERE id = ?");
  for (std::size_t i = 0; i < fed_lists_.size(); ++i) {
    if (fed_lists_[i]) list.Bind(1, list_ids_[i]).Run();
  }
}

}  // namespace segue::sqlite
