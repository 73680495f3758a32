// The values of all snapshots, read in one pass over their table and put apart by field in a file: the table is in the
// order of contacts, and to read it once for each field would be slow with many fields.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/declarations.h"
#include "adapters/sqlite/field_loader.h"
#include "adapters/sqlite/reader_pair.h"
#include "adapters/sqlite/snapshot_loader.h"
#include "adapters/sqlite/spill_file.h"

namespace segue::sqlite {

class ObservedValues {
 public:
  /// Reads the table of all contacts. `feeds` and `fields` must outlive this.
  ObservedValues(ReaderPair& readers, const std::vector<Feed>& feeds, const std::vector<StoredField>& fields,
                 const std::string& store_path);
  ~ObservedValues();

  /// Adds what snapshots say of the field with this place among `fields`. Several threads may ask.
  void Read(std::size_t field, const ContactOrder& order, const FileRanks& files, FieldRows& rows) const;

 private:
  class Part;
  std::vector<std::unique_ptr<Part>> parts_;  // each feed's halves of the contacts, one after the other
};

}  // namespace segue::sqlite
