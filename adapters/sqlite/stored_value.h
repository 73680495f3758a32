// One value as the store holds it: missing, integer, real or text (stored_type.h says which type becomes which).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/facts.h"
#include "adapters/sqlite/database.h"
#include "engine/value.h"

namespace segue::sqlite {

struct StoredValue {
  enum class Form : std::uint8_t { kMissing, kInteger, kReal, kText };
  Form form = Form::kMissing;
  std::int64_t integer = 0;
  double real = 0;
  std::string_view text;

  friend bool operator==(const StoredValue& left, const StoredValue& right);
};

/// The fact's value; empty texts, empty lists and NaN are missing. `scratch` holds the text of dates and lists and must
/// live as long as the result. A value of another type than the declared one is a Failure.
StoredValue ToStored(const adapters::FactValue& value, engine::ValueType type, std::string& scratch);

/// The value in a column of the current row; its text lives until the next Step.
StoredValue ReadStored(const Statement& statement, int column, engine::ValueType type);

void BindStored(Statement& statement, int position, const StoredValue& value);

/// Appends the value as bytes: equal values, equal bytes.
void AppendBytes(std::string& out, const StoredValue& value);
/// Takes one value off the front of `bytes`.
StoredValue TakeBytes(std::string_view& bytes);

}  // namespace segue::sqlite
