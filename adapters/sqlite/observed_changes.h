// Runs of what a feed's snapshots show of one field → the field's changes.
//
// Per contact: the first snapshot that shows the contact dates its value at creation (or at its `dates_at`); later an
// equal value adds nothing, a different one is a change at its snapshot's instant.
#pragma once

#include <optional>
#include <vector>

#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/field_loader.h"
#include "adapters/sqlite/snapshot_loader.h"

namespace segue::sqlite {

class ObservedChanges {
 public:
  /// Adds to `rows`.
  ObservedChanges(const Feed& feed, const ContactOrder& order, const FileRanks& files, FieldRows& rows)
      : feed_(feed), order_(order), files_(files), rows_(rows) {}

  /// A row of snapshot_field: from `observed` on the contact is shown with this value, or without (not `seen`). Rows
  /// come by contact and instant.
  void Add(std::int64_t contact, engine::Instant observed, bool seen, const StoredValue& value);
  /// After the last row.
  void Finish();

 private:
  const Feed& feed_;
  const ContactOrder& order_;
  const FileRanks& files_;
  FieldRows& rows_;
  std::optional<std::int64_t> contact_;  // of the runs
  std::vector<ValueRun> runs_;
};

}  // namespace segue::sqlite
