// The names that the store knows: fields, event kinds with their properties, lists, each with type and place.
//
// Rule files declare names; the store remembers them with the type they had, so that a type that changed is an error
// and not a column of nonsense. Names that the rules no longer declare stay, with their facts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/database.h"
#include "engine/program.h"

namespace segue::sqlite {

struct StoredField {
  std::int64_t id = 0;
  std::string name;
  engine::ValueType type = engine::ValueType::kText;
  std::string currency;
  bool fed = false;  // some import gave it a value
};

struct StoredProperty {
  std::string name;
  engine::ValueType type = engine::ValueType::kText;
  std::string currency;
  std::string column;
};

struct StoredKind {
  std::int64_t id = 0;
  std::string name;
  bool account = false;
  std::string table;
  std::int64_t events = 0;
  std::vector<StoredProperty> properties;

  /// Null when the store does not know the property.
  const StoredProperty* FindProperty(std::string_view property) const;
};

struct StoredList {
  std::int64_t id = 0;
  std::string name;
  bool fed = false;
};

struct Declarations {
  std::vector<StoredField> fields;
  std::vector<StoredKind> kinds;
  std::vector<StoredList> lists;

  static Declarations Read(const Database& database);

  /// Null when the store does not know the name.
  const StoredField* FindField(std::string_view name) const;
  const StoredKind* FindKind(std::string_view name) const;
  const StoredList* FindList(std::string_view name) const;
};

/// Throws the Failure for the first name whose type the store remembers differently.
void CheckTypes(const Declarations& stored, const engine::Schema& schema);

/// Whether the store knows every name of the schema, with its present type.
bool Knows(const Declarations& stored, const engine::Schema& schema);

/// Adds what is missing: rows, tables, columns. Call inside a transaction, after CheckTypes.
void Declare(const Database& database, const Declarations& stored, const engine::Schema& schema);

}  // namespace segue::sqlite
