// Copies of records with their texts in one piece of memory.

#include "adapters/sqlite/event_block.h"

#include <algorithm>
#include <cstring>

namespace segue::sqlite {

void EventBlock::Clear() {
  rows_.clear();
  used_ = 0;
  ascending_ = true;
}

bool EventBlock::Add(const EventRecord& record, std::int64_t position) {
  if (rows_.size() == kMostRows || !Fits(record.Bytes())) return false;
  ascending_ = ascending_ && position == 0 && (rows_.empty() || rows_.back().record.identity < record.identity);
  Row& row = rows_.emplace_back(Row{record, position});
  if (record.source_id) row.record.source_id = Keep(*record.source_id);
  row.record.values = Keep(record.values);
  return true;
}

bool EventBlock::Fits(std::size_t bytes) {
  if (room_ - used_ >= bytes) return true;
  if (!rows_.empty()) return false;
  // Only a single record larger than a block comes here again.
  room_ = std::max(kUsualBytes, bytes);
  bytes_.reset(new char[room_]);
  used_ = 0;
  return true;
}

std::string_view EventBlock::Keep(std::string_view text) {
  char* kept = bytes_.get() + used_;
  if (!text.empty()) std::memcpy(kept, text.data(), text.size());
  used_ += text.size();
  return {kept, text.size()};
}

}  // namespace segue::sqlite
