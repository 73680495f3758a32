// Which columns of a cache file a program's schema means, found by their names.
#pragma once

#include <optional>
#include <vector>

#include "adapters/load_request.h"
#include "adapters/timeline_cache/directory.h"

namespace segue::timeline_cache {

/// Whether a column is wanted, and where it is; null: this file does not know the name, and has no rows for it.
template <typename Entry>
struct Bound {
  bool wanted = false;
  const Entry* entry = nullptr;
};

struct BoundKind : Bound<KindEntry> {
  std::vector<Bound<ValueEntry>> properties;
};

/// By id of the program's schema.
struct BoundColumns {
  std::vector<Bound<FieldEntry>> fields;
  std::vector<BoundKind> kinds;
  std::vector<Bound<IntervalsEntry>> lists;
};

/// Nothing where a name has another type than the program's: then the store itself has to say what is wrong.
std::optional<BoundColumns> Bind(const Directory& directory, const engine::Schema& schema,
                                 const adapters::LoadRequest& request);

std::vector<Extent> ExtentsOf(const PackedColumn& column);
/// Everything that an evaluation of the bound columns reads, the contacts' own columns included.
std::vector<Extent> ExtentsOf(const Directory& directory, const BoundColumns& columns, bool keys);

}  // namespace segue::timeline_cache
