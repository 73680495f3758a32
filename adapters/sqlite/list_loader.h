// Who is on a static list, and since when: what files state outright, and what snapshots show.
#pragma once

#include <cstdint>
#include <vector>

#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/field_loader.h"
#include "adapters/sqlite/snapshot_loader.h"
#include "engine/timelines.h"

namespace segue::sqlite {

engine::IntervalGroup LoadList(const Database& database, std::int64_t list, const ContactOrder& order,
                               const FileRanks& files, const std::vector<Feed>& feeds);

}  // namespace segue::sqlite
