// One field's changes out of the store, as the engine's column.
//
// Values come undated, dated, and derived from snapshots. They are put in order per contact; of several at one instant
// the last word is FilePrecedence's; a value that repeats the one before it is no change.
#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "adapters/sqlite/column_stage.h"
#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/import_file.h"
#include "engine/timelines.h"

namespace segue::sqlite {

/// Which of several values of one instant holds: the greatest.
struct FieldRank {
  std::uint32_t file = 0;    // position of the file in the order of (import, file)
  bool of_survivor = false;  // stated under the surviving key of a merged contact
  std::uint32_t key = 0;     // place of the identity's key among all keys
  friend bool operator<(const FieldRank& left, const FieldRank& right) {
    return std::tie(left.file, left.of_survivor, left.key) < std::tie(right.file, right.of_survivor, right.key);
  }
};

/// Values of one field in any order.
struct FieldRows {
  explicit FieldRows(engine::ValueType type) : values(type) {}

  std::vector<std::uint32_t> position;  // of the contact; kNoPosition: the row does not count
  std::vector<engine::Instant> at;      // kAlways: from birth
  std::vector<FieldRank> rank;
  ColumnStage values;
};

/// Positions of import_file rows in the order of (import, file); equal names have equal positions.
class FileRanks {
 public:
  static FileRanks Read(const Database& database);
  std::uint32_t Of(std::int64_t import_file) const;

 private:
  std::vector<std::uint32_t> rank_;  // by id of import_file
};

/// Reads field_value and field_change: of the contacts of `order`, or of `only` these identities among them.
void ReadStatedValues(const Database& database, std::int64_t field, const ContactOrder& order, const FileRanks& files,
                      FieldRows& rows, const std::vector<ContactId>& only = {});

engine::FieldColumn BuildField(FieldRows rows, std::size_t contacts);

}  // namespace segue::sqlite
