// Turns the rows of one file into facts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/import/bound_mapping.h"
#include "adapters/import/fact_batch.h"
#include "adapters/rows.h"

namespace segue::import {

class RowMapper {
 public:
  /// `cell_of_column`: for each of the mapping's columns, the cell of a row that holds it. `observed`: when a snapshot
  /// was taken, unless a column says so.
  RowMapper(BoundMapping& mapping, std::vector<std::size_t> cell_of_column, std::optional<engine::Instant> observed)
      : mapping_(mapping), cell_of_column_(std::move(cell_of_column)), observed_(observed) {}

  /// Maps every row of `batch.rows`; rows that cannot be read become rejects. `source` shows their text. An error means
  /// that the file as a whole makes no sense.
  adapters::Status Map(const adapters::RowSource& source, FactBatch& batch);

 private:
  /// The reason why the row is bad, or empty text.
  std::string MapRow(const adapters::RowBatch::Row& row, FactBatch& batch);
  std::string CheckText(const adapters::RowBatch::Row& row);
  std::string MapContact(FactBatch& batch);
  std::string MapFields(FactBatch& batch);
  std::string MapSnapshot(FactBatch& batch);
  std::string MapEvent(BoundEvent& event, FactBatch& batch);
  std::string MapProperties(BoundEvent& event, FactBatch& batch);
  std::string MapAliases(FactBatch& batch);
  std::string MapLists(FactBatch& batch);
  std::string ReadObserved();

  bool Accepts(const BoundEvent& event);
  /// The cell without blanks around it and in NFC.
  std::string_view CellText(const CellSource& source);
  bool Absent(const CellSource& source) const;
  std::string ReadMoment(const CellSource& source, MomentReader& moments, std::optional<engine::Instant>& instant);
  std::string ReadValue(BoundValue& bound, std::string_view cell, adapters::FactValue& value);

  BoundMapping& mapping_;
  std::vector<std::size_t> cell_of_column_;
  std::optional<engine::Instant> observed_;

  // The row under way.
  FactBatch* batch_ = nullptr;
  const adapters::RowBatch::Row* row_ = nullptr;
  bool ascii_ = true;
  std::string_view key_;
  std::int64_t shifted_ = 0;
  std::optional<engine::Instant> fields_at_;
  bool inconsistent_ = false;  // a snapshot whose rows were not taken at one instant
};

}  // namespace segue::import
