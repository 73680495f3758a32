// Between facts, SQL columns and bytes.

#include "adapters/sqlite/stored_value.h"

#include <cmath>
#include <cstring>

#include "adapters/sqlite/json_text.h"
#include "adapters/sqlite/stored_type.h"

namespace segue::sqlite {
namespace {

using engine::ValueType;
using Form = StoredValue::Form;

StoredValue OfInteger(std::int64_t integer) { return {Form::kInteger, integer, 0, {}}; }

StoredValue OfReal(double real) {
  if (std::isnan(real)) return {};
  return {Form::kReal, 0, real == 0 ? 0.0 : real, {}};  // −0 is 0
}

StoredValue OfText(std::string_view text) {
  if (text.empty()) return {};
  return {Form::kText, 0, 0, text};
}

struct Converter {
  ValueType type;
  std::string& scratch;

  StoredValue Expect(bool fits, StoredValue value) const {
    if (fits) return value;
    throw Failure{"a value does not have the declared type " + std::string(TypeName(type)),
                  "this is a mistake of the import; please report it"};
  }
  StoredValue operator()(std::monostate) const { return {}; }
  StoredValue operator()(const std::string& text) const {
    return Expect(type == ValueType::kText || type == ValueType::kChoice, OfText(text));
  }
  StoredValue operator()(double number) const { return Expect(type == ValueType::kNumber, OfReal(number)); }
  StoredValue operator()(engine::Money money) const {
    return Expect(type == ValueType::kMoney, OfInteger(money.ten_thousandths));
  }
  StoredValue operator()(bool flag) const { return Expect(type == ValueType::kFlag, OfInteger(flag ? 1 : 0)); }
  StoredValue operator()(engine::Day day) const {
    scratch = FormatDay(day);
    return Expect(type == ValueType::kDate, OfText(scratch));
  }
  StoredValue operator()(engine::TimePoint time) const {
    return Expect(type == ValueType::kTime, OfInteger(time.instant));
  }
  StoredValue operator()(const std::vector<std::string>& list) const {
    scratch.clear();
    AppendJsonSet(scratch, list);
    return Expect(type == ValueType::kList, OfText(scratch));
  }
};

template <typename Number>
void AppendNumber(std::string& out, Number number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof number);
}

template <typename Number>
Number TakeNumber(std::string_view& bytes) {
  Number number;
  std::memcpy(&number, bytes.data(), sizeof number);
  bytes.remove_prefix(sizeof number);
  return number;
}

}  // namespace

bool operator==(const StoredValue& left, const StoredValue& right) {
  return left.form == right.form && left.integer == right.integer && left.real == right.real && left.text == right.text;
}

StoredValue ToStored(const adapters::FactValue& value, ValueType type, std::string& scratch) {
  return std::visit(Converter{type, scratch}, value);
}

StoredValue ReadStored(const Statement& statement, int column, ValueType type) {
  if (statement.IsNull(column)) return {};
  switch (type) {
    case ValueType::kNumber:
      return OfReal(statement.Real(column));
    case ValueType::kMoney:
    case ValueType::kFlag:
    case ValueType::kTime:
      return OfInteger(statement.Integer(column));
    case ValueType::kText:
    case ValueType::kChoice:
    case ValueType::kDate:
    case ValueType::kList:
      break;
  }
  return OfText(statement.Text(column));
}

void BindStored(Statement& statement, int position, const StoredValue& value) {
  switch (value.form) {
    case Form::kMissing:
      statement.BindNull(position);
      return;
    case Form::kInteger:
      statement.Bind(position, value.integer);
      return;
    case Form::kReal:
      statement.Bind(position, value.real);
      return;
    case Form::kText:
      statement.Bind(position, value.text);
      return;
  }
}

void AppendBytes(std::string& out, const StoredValue& value) {
  out += static_cast<char>(value.form);
  switch (value.form) {
    case Form::kMissing:
      return;
    case Form::kInteger:
      AppendNumber(out, value.integer);
      return;
    case Form::kReal:
      AppendNumber(out, value.real);
      return;
    case Form::kText:
      AppendNumber(out, static_cast<std::uint32_t>(value.text.size()));
      out += value.text;
      return;
  }
}

StoredValue TakeBytes(std::string_view& bytes) {
  const auto form = static_cast<Form>(bytes.front());
  bytes.remove_prefix(1);
  switch (form) {
    case Form::kMissing:
      break;
    case Form::kInteger:
      return OfInteger(TakeNumber<std::int64_t>(bytes));
    case Form::kReal:
      return OfReal(TakeNumber<double>(bytes));
    case Form::kText: {
      const auto size = TakeNumber<std::uint32_t>(bytes);
      const std::string_view text = bytes.substr(0, size);
      bytes.remove_prefix(size);
      return OfText(text);
    }
  }
  return {};
}

}  // namespace segue::sqlite
