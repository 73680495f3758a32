// Compiles tests: every comparison of texts happens here, once per distinct value; rows only look up.
#include "engine/value_test.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/text_test.h"

namespace segue::engine {
namespace {

constexpr std::uint32_t kFalseCode = 1, kTrueCode = 2;

/// The neighbours of a value, to turn open bounds into closed ones.
double Before(double value) { return std::nextafter(value, -std::numeric_limits<double>::infinity()); }
double After(double value) { return std::nextafter(value, std::numeric_limits<double>::infinity()); }
std::int64_t Before(std::int64_t value) { return value - (value > std::numeric_limits<std::int64_t>::min() ? 1 : 0); }
std::int64_t After(std::int64_t value) { return value + (value < std::numeric_limits<std::int64_t>::max() ? 1 : 0); }

template <typename T, typename RangeType>
void AppendRange(TestKind kind, T low, T high, T value, std::vector<RangeType>& ranges) {
  switch (kind) {
    case TestKind::kEqual:
    case TestKind::kOneOf:
      ranges.push_back({value, value});
      break;
    case TestKind::kLess:
      ranges.push_back({low, Before(value)});
      break;
    case TestKind::kLessOrEqual:
      ranges.push_back({low, value});
      break;
    case TestKind::kGreater:
      ranges.push_back({After(value), high});
      break;
    case TestKind::kGreaterOrEqual:
      ranges.push_back({value, high});
      break;
    default:
      break;  // no test of numbers: never holds
  }
}

/// [low, high] is every value that is not missing; `values` holds empty for operands of another type.
template <typename T, typename RangeType>
void CompileRanges(TestKind kind, T low, T high, const std::vector<std::optional<T>>& values,
                   std::vector<RangeType>& ranges) {
  if (kind == TestKind::kIsSet) {
    ranges.push_back({low, high});
  } else if (kind == TestKind::kBetween) {
    for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
      if (values[i] && values[i + 1]) ranges.push_back({*values[i], *values[i + 1]});
    }
  } else {
    for (const std::optional<T>& value : values) {
      if (value) AppendRange(kind, low, high, *value, ranges);
    }
  }
}

std::optional<std::int64_t> IntegerOf(const Value& value, ValueType type) {
  if (const auto* money = std::get_if<Money>(&value); money != nullptr && type == ValueType::kMoney) {
    return money->ten_thousandths;
  }
  if (const auto* day = std::get_if<Day>(&value); day != nullptr && type == ValueType::kDate) return day->days;
  if (const auto* time = std::get_if<TimePoint>(&value); time != nullptr && type == ValueType::kTime) {
    return time->instant;
  }
  return std::nullopt;
}

template <typename RangeType, typename T>
bool InRanges(const std::vector<RangeType>& ranges, T value) {
  for (const RangeType& range : ranges) {
    if (value >= range.low && value <= range.high) return true;
  }
  return false;
}

template <typename RangeType, typename T>
void MarkRanges(const std::vector<RangeType>& ranges, std::span<const T> values, bool negated,
                std::span<std::uint8_t> marks) {
  for (std::size_t i = 0; i < marks.size(); ++i) marks[i] = InRanges(ranges, values[i]) != negated ? 1 : 0;
}

/// Item codes that equal each operand, for "has all of".
bool HasAll(const std::vector<std::uint32_t>& set, const std::vector<std::vector<std::uint8_t>>& items_by_operand) {
  return std::all_of(items_by_operand.begin(), items_by_operand.end(), [&](const std::vector<std::uint8_t>& items) {
    return std::any_of(set.begin(), set.end(), [&](std::uint32_t item) { return items[item] != 0; });
  });
}

}  // namespace

CompiledTest::CompiledTest(const ValueTest& test, const Column& column) : negated_(test.negated) {
  switch (column.type) {
    case ValueType::kText:
    case ValueType::kChoice:
      if (column.dictionary) CompileTexts(test, *column.dictionary);
      break;
    case ValueType::kList:
      if (column.sets) CompileSets(test, *column.sets);
      break;
    case ValueType::kFlag:
      CompileFlags(test);
      break;
    case ValueType::kNumber:
      CompileNumbers(test);
      break;
    case ValueType::kMoney:
    case ValueType::kDate:
    case ValueType::kTime:
      CompileIntegers(test, column.type);
      break;
  }
  for (std::uint8_t& passes : passes_by_code_) passes = passes != static_cast<std::uint8_t>(negated_) ? 1 : 0;
}

void CompiledTest::CompileTexts(const ValueTest& test, const Dictionary& dictionary) {
  const TextTest text_test(test);
  passes_by_code_.assign(dictionary.texts.size(), 0);
  for (std::size_t code = 1; code < dictionary.texts.size(); ++code) {
    passes_by_code_[code] = text_test.Holds(dictionary.texts[code]) ? 1 : 0;
  }
}

void CompiledTest::CompileSets(const ValueTest& test, const SetDictionary& sets) {
  const TextTest text_test(test);
  const std::vector<std::string>& items = sets.items.texts;
  // "has all of": one row of item bits per operand; every other test: one row, some item must hold.
  const bool all = test.kind == TestKind::kHasAll;
  std::vector<std::vector<std::uint8_t>> holds(all ? text_test.operands() : 1,
                                               std::vector<std::uint8_t>(items.size(), 0));
  for (std::size_t operand = 0; operand < holds.size(); ++operand) {
    for (std::size_t item = 1; item < items.size(); ++item) {
      holds[operand][item] =
          (all ? text_test.EqualsOperand(items[item], operand) : text_test.Holds(items[item])) ? 1 : 0;
    }
  }
  passes_by_code_.assign(sets.sets.size(), 0);
  for (std::size_t code = 1; code < sets.sets.size(); ++code) {
    passes_by_code_[code] = HasAll(sets.sets[code], holds) ? 1 : 0;
  }
}

void CompiledTest::CompileFlags(const ValueTest& test) {
  passes_by_code_.assign(3, 0);
  for (const std::uint32_t code : {kFalseCode, kTrueCode}) {
    passes_by_code_[code] = test.kind == TestKind::kIsSet ||
                            std::any_of(test.operands.begin(), test.operands.end(), [code](const Operand& operand) {
                              const bool* value = std::get_if<bool>(&operand.value);
                              return value != nullptr && *value == (code == kTrueCode);
                            });
  }
}

void CompiledTest::CompileNumbers(const ValueTest& test) {
  std::vector<std::optional<double>> values;
  for (const Operand& operand : test.operands) {
    const double* number = std::get_if<double>(&operand.value);
    values.push_back(number != nullptr ? std::optional(*number) : std::nullopt);
  }
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  CompileRanges(test.kind, -kInfinity, kInfinity, values, number_ranges_);
}

void CompiledTest::CompileIntegers(const ValueTest& test, ValueType type) {
  std::vector<std::optional<std::int64_t>> values;
  for (const Operand& operand : test.operands) values.push_back(IntegerOf(operand.value, type));
  CompileRanges(test.kind, kMissingInteger + 1, std::numeric_limits<std::int64_t>::max(), values, integer_ranges_);
}

bool CompiledTest::Passes(const Column& column, std::uint32_t row) const {
  if (!column.codes.empty()) {
    const std::uint32_t code = column.codes[row];
    return code < passes_by_code_.size() ? passes_by_code_[code] != 0 : negated_;
  }
  if (!column.numbers.empty()) return InRanges(number_ranges_, column.numbers[row]) != negated_;
  if (!column.integers.empty()) return InRanges(integer_ranges_, column.integers[row]) != negated_;
  return negated_;
}

void CompiledTest::Mark(const Column& column, std::uint32_t first, std::span<std::uint8_t> marks) const {
  if (!column.codes.empty() && !passes_by_code_.empty()) {
    const std::uint32_t* codes = column.codes.data() + first;
    for (std::size_t i = 0; i < marks.size(); ++i) marks[i] = passes_by_code_[codes[i]];
  } else if (!column.numbers.empty()) {
    MarkRanges(number_ranges_, column.numbers.view().subspan(first), negated_, marks);
  } else if (!column.integers.empty()) {
    MarkRanges(integer_ranges_, column.integers.view().subspan(first), negated_, marks);
  } else {
    std::fill(marks.begin(), marks.end(), static_cast<std::uint8_t>(negated_));
  }
}

}  // namespace segue::engine
