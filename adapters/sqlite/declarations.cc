// Reading and extending the remembered names, and inventing table and column names that SQLite accepts.

#include "adapters/sqlite/declarations.h"

#include <algorithm>
#include <array>
#include <set>

#include "adapters/sqlite/event_table.h"
#include "adapters/sqlite/stored_type.h"

namespace segue::sqlite {
namespace {

template <typename Entry>
const Entry* FindByName(const std::vector<Entry>& entries, std::string_view name) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

/// SQLite compares names of tables and columns without ASCII case.
std::string LowerAscii(std::string text) {
  for (char& character : text) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
  }
  return text;
}

/// The wished name, with a number where it is taken and without control characters.
std::string FreeName(std::string wish, std::set<std::string>& taken) {
  for (char& character : wish) {
    if (static_cast<unsigned char>(character) < ' ') character = '_';
  }
  std::string name = wish;
  for (int number = 2; !taken.insert(LowerAscii(name)).second; ++number) name = wish + "_" + std::to_string(number);
  return name;
}

std::vector<StoredField> ReadFields(const Database& database) {
  std::vector<StoredField> fields;
  Statement statement(database, "SELECT id, name, type, coalesce(currency, ''), fed FROM field ORDER BY id");
  while (statement.Step()) {
    fields.push_back({statement.Integer(0), std::string(statement.Text(1)), TypeFromName(statement.Text(2)),
                      std::string(statement.Text(3)), statement.Integer(4) != 0});
  }
  return fields;
}

std::vector<StoredKind> ReadKinds(const Database& database) {
  std::vector<StoredKind> kinds;
  Statement statement(database, "SELECT id, name, account, table_name, events FROM event_kind ORDER BY id");
  Statement properties(
      database,
      "SELECT name, type, coalesce(currency, ''), column_name FROM event_property WHERE kind = ? ORDER BY name");
  while (statement.Step()) {
    StoredKind kind{statement.Integer(0),           std::string(statement.Text(1)), statement.Integer(2) != 0,
                    std::string(statement.Text(3)), statement.Integer(4),           {}};
    properties.Bind(1, kind.id);
    while (properties.Step()) {
      kind.properties.push_back({std::string(properties.Text(0)), TypeFromName(properties.Text(1)),
                                 std::string(properties.Text(2)), std::string(properties.Text(3))});
    }
    kinds.push_back(std::move(kind));
  }
  return kinds;
}

std::vector<StoredList> ReadLists(const Database& database) {
  std::vector<StoredList> lists;
  Statement statement(database, "SELECT id, name, fed FROM list ORDER BY id");
  while (statement.Step())
    lists.push_back({statement.Integer(0), std::string(statement.Text(1)), statement.Integer(2) != 0});
  return lists;
}

std::string Described(engine::ValueType type, const std::string& currency) {
  std::string text(TypeName(type));
  return currency.empty() ? text : text + " " + currency;
}

/// A currency that one side leaves open agrees with any.
bool Agrees(engine::ValueType stored, const std::string& stored_currency, const engine::FieldDeclaration& declared) {
  if (!SameStorage(stored, declared.type)) return false;
  return stored_currency.empty() || declared.currency.empty() || stored_currency == declared.currency;
}

[[noreturn]] void RefuseType(const std::string& what, const std::string& stored,
                             const engine::FieldDeclaration& declared) {
  throw Failure{what + " is " + stored + " in the store, but the rules declare it as " +
                    Described(declared.type, declared.currency),
                "give it its old type back, or give the new one another name and import again"};
}

void CheckKind(const StoredKind& stored, const engine::EventKind& declared) {
  if (stored.account != declared.account) {
    const std::string was = stored.account ? "an account event" : "an event of contacts";
    throw Failure{"event \"" + declared.name + "\" is " + was + " in the store, but the rules declare the opposite",
                  "change the declaration back, or choose another name and import again"};
  }
  for (const engine::FieldDeclaration& property : declared.properties) {
    const StoredProperty* known = stored.FindProperty(property.name);
    if (known == nullptr || Agrees(known->type, known->currency, property)) continue;
    RefuseType("property \"" + declared.name + "." + property.name + "\"", Described(known->type, known->currency),
               property);
  }
}

void BindCurrency(Statement& statement, int position, const std::string& currency) {
  if (currency.empty()) {
    statement.BindNull(position);
  } else {
    statement.Bind(position, currency);
  }
}

void AddFields(const Database& database, const Declarations& stored, const engine::Schema& schema) {
  Statement insert(database, "INSERT OR IGNORE INTO field (name, type, currency) VALUES (?, ?, ?)");
  for (const engine::FieldDeclaration& field : schema.fields) {
    if (stored.FindField(field.name) != nullptr) continue;
    insert.Bind(1, field.name).Bind(2, TypeName(field.type));
    BindCurrency(insert, 3, field.currency);
    insert.Run();
  }
}

void AddLists(const Database& database, const engine::Schema& schema) {
  Statement insert(database, "INSERT OR IGNORE INTO list (name) VALUES (?)");
  for (const std::string& list : schema.lists) insert.Bind(1, list).Run();
}

StoredKind AddKind(const Database& database, const engine::EventKind& kind, std::set<std::string>& taken) {
  StoredKind added;
  added.name = kind.name;
  added.account = kind.account;
  added.table = FreeName("event_" + kind.name, taken);
  Statement insert(database, "INSERT INTO event_kind (name, account, table_name) VALUES (?, ?, ?) RETURNING id");
  insert.Bind(1, added.name).Bind(2, std::int64_t{kind.account}).Bind(3, added.table);
  if (insert.Step()) added.id = insert.Integer(0);
  insert.Reset();
  CreateEventTable(database, added);
  return added;
}

void AddProperties(const Database& database, const StoredKind& stored, const engine::EventKind& kind) {
  std::set<std::string> taken(kFixedEventColumns.begin(), kFixedEventColumns.end());
  for (const StoredProperty& property : stored.properties) taken.insert(LowerAscii(property.column));
  Statement insert(database,
                   "INSERT INTO event_property (kind, name, type, currency, column_name) VALUES (?, ?, ?, ?, ?)");
  for (const engine::FieldDeclaration& property : kind.properties) {
    if (stored.FindProperty(property.name) != nullptr) continue;
    const std::string column = FreeName(property.name, taken);
    database.Execute("ALTER TABLE " + Quoted(stored.table) + " ADD COLUMN " + Quoted(column) + " " +
                     std::string(ColumnType(property.type)));
    insert.Bind(1, stored.id).Bind(2, property.name).Bind(3, TypeName(property.type)).Bind(5, column);
    BindCurrency(insert, 4, property.currency);
    insert.Run();
  }
}

}  // namespace

const StoredProperty* StoredKind::FindProperty(std::string_view property) const {
  return FindByName(properties, property);
}
const StoredField* Declarations::FindField(std::string_view name) const { return FindByName(fields, name); }
const StoredKind* Declarations::FindKind(std::string_view name) const { return FindByName(kinds, name); }
const StoredList* Declarations::FindList(std::string_view name) const { return FindByName(lists, name); }

Declarations Declarations::Read(const Database& database) {
  return {ReadFields(database), ReadKinds(database), ReadLists(database)};
}

void CheckTypes(const Declarations& stored, const engine::Schema& schema) {
  for (const engine::FieldDeclaration& field : schema.fields) {
    const StoredField* known = stored.FindField(field.name);
    if (known == nullptr || Agrees(known->type, known->currency, field)) continue;
    RefuseType("field \"" + field.name + "\"", Described(known->type, known->currency), field);
  }
  for (const engine::EventKind& kind : schema.events) {
    const StoredKind* known = stored.FindKind(kind.name);
    if (known != nullptr) CheckKind(*known, kind);
  }
}

bool Knows(const Declarations& stored, const engine::Schema& schema) {
  const auto knows_kind = [&](const engine::EventKind& kind) {
    const StoredKind* known = stored.FindKind(kind.name);
    if (known == nullptr) return false;
    return std::all_of(kind.properties.begin(), kind.properties.end(), [&](const engine::FieldDeclaration& property) {
      return known->FindProperty(property.name) != nullptr;
    });
  };
  return std::all_of(schema.fields.begin(), schema.fields.end(),
                     [&](const auto& field) { return stored.FindField(field.name) != nullptr; }) &&
         std::all_of(schema.events.begin(), schema.events.end(), knows_kind) &&
         std::all_of(schema.lists.begin(), schema.lists.end(),
                     [&](const auto& list) { return stored.FindList(list) != nullptr; });
}

void Declare(const Database& database, const Declarations& stored, const engine::Schema& schema) {
  AddFields(database, stored, schema);
  AddLists(database, schema);
  std::set<std::string> taken;
  for (const StoredKind& kind : stored.kinds) taken.insert(LowerAscii(kind.table));
  // Named like a kind of events that the rules may declare one day; see schema.cc.
  taken.insert({"event_kind", "event_property"});
  for (const engine::EventKind& kind : schema.events) {
    const StoredKind* known = stored.FindKind(kind.name);
    AddProperties(database, known != nullptr ? *known : AddKind(database, kind, taken), kind);
  }
}

}  // namespace segue::sqlite
