// Values of one column in the order in which they are read, and their way into an engine::Column in another order.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adapters/sqlite/database.h"
#include "adapters/sqlite/dictionary_builder.h"
#include "adapters/sqlite/stored_value.h"
#include "engine/timelines.h"

namespace segue::sqlite {

class ColumnStage {
 public:
  explicit ColumnStage(engine::ValueType type) : type_(type) {}

  engine::ValueType type() const { return type_; }
  std::size_t size() const { return codes_.size() + numbers_.size() + integers_.size(); }
  void Reserve(std::size_t rows);
  /// The value in a column of the statement's row.
  void Add(const Statement& statement, int column);
  /// A value of the column's type, or a missing one.
  void Add(const StoredValue& value);
  void AddMissing();
  bool SameValue(std::size_t left, std::size_t right) const;
  bool IsMissing(std::size_t row) const;

  /// What was added, in its order. Codes are those of texts().
  const std::vector<std::uint32_t>& codes() const { return codes_; }
  const std::vector<double>& numbers() const { return numbers_; }
  const std::vector<std::int64_t>& integers() const { return integers_; }
  const std::vector<std::string>& texts() const { return texts_.texts(); }

  /// Makes distinct texts, as the store holds them, the dictionary of a column of texts or lists.
  static void SetDictionary(engine::Dictionary texts, engine::Column& column);

  /// The rows that `order` names, of the stages one after the other. At least one stage; all of one type.
  static engine::Column Build(const std::vector<ColumnStage>& stages, std::span<const std::uint32_t> order);

 private:
  template <typename T>
  static std::vector<T> Gather(const std::vector<ColumnStage>& stages, std::span<const std::uint32_t> order,
                               std::vector<T> ColumnStage::*member);
  static void BuildTexts(const std::vector<ColumnStage>& stages, std::span<const std::uint32_t> order,
                         engine::Column& column);

  engine::ValueType type_;
  std::vector<std::uint32_t> codes_;
  std::vector<double> numbers_;
  std::vector<std::int64_t> integers_;
  DictionaryBuilder texts_;
};

}  // namespace segue::sqlite
