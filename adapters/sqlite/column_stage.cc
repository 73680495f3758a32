// Encoding of values while reading, and gathering of codes across stages that each have their own dictionary.

#include "adapters/sqlite/column_stage.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "adapters/sqlite/json_text.h"
#include "adapters/sqlite/stored_type.h"

namespace segue::sqlite {
namespace {

using engine::ValueType;

bool IsCoded(ValueType type) {
  return type == ValueType::kText || type == ValueType::kChoice || type == ValueType::kList || type == ValueType::kFlag;
}

constexpr std::uint32_t kFalseCode = 1, kTrueCode = 2;

/// Calls `take(stage, row)` for each row of `order`, which counts through the stages.
template <typename Take>
void ForEachRow(const std::vector<ColumnStage>& stages, std::span<const std::uint32_t> order, Take take) {
  std::vector<std::size_t> sizes;
  sizes.reserve(stages.size());
  for (const ColumnStage& stage : stages) sizes.push_back(stage.size());
  for (const std::uint32_t global : order) {
    std::size_t row = global, stage = 0;
    while (row >= sizes[stage]) row -= sizes[stage++];
    take(stage, row);
  }
}

/// Codes of each stage's dictionary → codes of one dictionary for all.
std::vector<std::vector<std::uint32_t>> Unify(const std::vector<const std::vector<std::string>*>& dictionaries,
                                              DictionaryBuilder& unified) {
  std::vector<std::vector<std::uint32_t>> maps;
  for (const std::vector<std::string>* texts : dictionaries) {
    std::vector<std::uint32_t>& map = maps.emplace_back();
    map.reserve(texts->size());
    for (const std::string& text : *texts) map.push_back(unified.Encode(text));
  }
  return maps;
}

engine::SetDictionary ParseSets(const std::vector<std::string>& texts) {
  engine::SetDictionary sets;
  DictionaryBuilder items;
  for (std::size_t code = 1; code < texts.size(); ++code) {
    std::vector<std::uint32_t>& set = sets.sets.emplace_back();
    for (const std::string& item : ParseJsonSet(texts[code])) set.push_back(items.Encode(item));
    std::sort(set.begin(), set.end());
  }
  sets.items = items.Take();
  return sets;
}

}  // namespace

void ColumnStage::Reserve(std::size_t rows) {
  if (IsCoded(type_)) {
    codes_.reserve(rows);
  } else if (type_ == ValueType::kNumber) {
    numbers_.reserve(rows);
  } else {
    integers_.reserve(rows);
  }
}

void ColumnStage::Add(const Statement& statement, int column) { Add(ReadStored(statement, column, type_)); }

void ColumnStage::Add(const StoredValue& value) {
  if (value.form == StoredValue::Form::kMissing) {
    AddMissing();
    return;
  }
  switch (type_) {
    case ValueType::kText:
    case ValueType::kChoice:
    case ValueType::kList:
      codes_.push_back(texts_.Encode(value.text));
      return;
    case ValueType::kFlag:
      codes_.push_back(value.integer != 0 ? kTrueCode : kFalseCode);
      return;
    case ValueType::kNumber:
      numbers_.push_back(value.real);
      return;
    case ValueType::kDate:
      integers_.push_back(ParseDay(value.text));
      return;
    case ValueType::kMoney:
    case ValueType::kTime:
      integers_.push_back(value.integer);
      return;
  }
}

void ColumnStage::AddMissing() {
  if (IsCoded(type_)) {
    codes_.push_back(0);
  } else if (type_ == ValueType::kNumber) {
    numbers_.push_back(std::numeric_limits<double>::quiet_NaN());
  } else {
    integers_.push_back(engine::kMissingInteger);
  }
}

bool ColumnStage::IsMissing(std::size_t row) const {
  if (IsCoded(type_)) return codes_[row] == 0;
  if (type_ == ValueType::kNumber) return std::isnan(numbers_[row]);
  return integers_[row] == engine::kMissingInteger;
}

bool ColumnStage::SameValue(std::size_t left, std::size_t right) const {
  if (IsMissing(left) || IsMissing(right)) return IsMissing(left) && IsMissing(right);
  if (IsCoded(type_)) return codes_[left] == codes_[right];
  if (type_ == ValueType::kNumber) return numbers_[left] == numbers_[right];
  return integers_[left] == integers_[right];
}

template <typename T>
std::vector<T> ColumnStage::Gather(const std::vector<ColumnStage>& stages, std::span<const std::uint32_t> order,
                                   std::vector<T> ColumnStage::*member) {
  std::vector<T> values;
  values.reserve(order.size());
  ForEachRow(stages, order,
             [&](std::size_t stage, std::size_t row) { values.push_back((stages[stage].*member)[row]); });
  return values;
}

void ColumnStage::BuildTexts(const std::vector<ColumnStage>& stages, std::span<const std::uint32_t> order,
                             engine::Column& column) {
  std::vector<const std::vector<std::string>*> dictionaries;
  dictionaries.reserve(stages.size());
  for (const ColumnStage& stage : stages) dictionaries.push_back(&stage.texts_.texts());
  DictionaryBuilder unified;
  const auto maps = Unify(dictionaries, unified);
  std::vector<std::uint32_t> codes;
  codes.reserve(order.size());
  ForEachRow(stages, order,
             [&](std::size_t stage, std::size_t row) { codes.push_back(maps[stage][stages[stage].codes_[row]]); });
  column.codes = std::move(codes);
  SetDictionary(unified.Take(), column);
}

void ColumnStage::SetDictionary(engine::Dictionary texts, engine::Column& column) {
  if (column.type == ValueType::kList) {
    column.sets = std::make_shared<engine::SetDictionary>(ParseSets(texts.texts));
  } else {
    column.dictionary = std::make_shared<engine::Dictionary>(std::move(texts));
  }
}

engine::Column ColumnStage::Build(const std::vector<ColumnStage>& stages, std::span<const std::uint32_t> order) {
  engine::Column column;
  column.type = stages.front().type();
  if (column.type == ValueType::kNumber) {
    column.numbers = Gather(stages, order, &ColumnStage::numbers_);
  } else if (!IsCoded(column.type)) {
    column.integers = Gather(stages, order, &ColumnStage::integers_);
  } else if (column.type == ValueType::kFlag) {
    column.codes = Gather(stages, order, &ColumnStage::codes_);
  } else {
    BuildTexts(stages, order, column);
  }
  return column;
}

}  // namespace segue::sqlite
