// Who is on a static list, and since when.
#pragma once

#include <cstdint>

#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/field_loader.h"
#include "engine/timelines.h"

namespace segue::sqlite {

engine::IntervalGroup LoadList(const Database& database, std::int64_t list, const ContactOrder& order, const FileRanks& files);

}  // namespace segue::sqlite
