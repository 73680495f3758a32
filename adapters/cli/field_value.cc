// Rows of a contact ascend by instant: the value is in the last one at or before the as-of.
#include "adapters/cli/field_value.h"

#include <algorithm>
#include <cmath>

namespace segue::cli {
namespace {

using engine::Column;
using engine::ValueType;

Value CodedValue(const Column& column, std::size_t row) {
  const std::uint32_t code = column.codes[row];
  if (code == 0) return {};
  if (column.type == ValueType::kList) return Items{column.sets.get(), code};
  if (column.type == ValueType::kFlag) return code == 2;
  return std::string_view(column.dictionary->texts[code]);
}

Value IntegerValue(const Column& column, std::size_t row, std::string_view currency) {
  const std::int64_t integer = column.integers[row];
  if (integer == engine::kMissingInteger) return {};
  if (column.type == ValueType::kMoney) return Amount{{integer}, currency};
  if (column.type == ValueType::kDate) return engine::Day{static_cast<std::int32_t>(integer)};
  return Moment{integer};
}

}  // namespace

Value RowValue(const Column& column, std::size_t row, std::string_view currency) {
  switch (column.type) {
    case ValueType::kText:
    case ValueType::kChoice:
    case ValueType::kFlag:
    case ValueType::kList:
      return CodedValue(column, row);
    case ValueType::kNumber:
      return std::isnan(column.numbers[row]) ? Value{} : Value{column.numbers[row]};
    case ValueType::kMoney:
    case ValueType::kDate:
    case ValueType::kTime:
      break;
  }
  return IntegerValue(column, row, currency);
}

Value FieldValue(const engine::FieldColumn& column, const engine::FieldDeclaration& field, std::uint32_t contact,
                 engine::Instant as_of, std::string_view currency) {
  if (column.offsets.empty()) return {};
  const engine::Instant* first = column.at.begin() + column.offsets[contact];
  const engine::Instant* last = column.at.begin() + column.offsets[contact + 1];
  const engine::Instant* after = std::upper_bound(first, last, as_of);
  if (after == first) return {};
  const auto row = static_cast<std::size_t>(after - column.at.begin() - 1);
  return RowValue(column.value, row, field.currency.empty() ? currency : std::string_view(field.currency));
}

}  // namespace segue::cli
