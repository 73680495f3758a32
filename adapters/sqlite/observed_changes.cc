// See the header.

#include "adapters/sqlite/observed_changes.h"

namespace segue::sqlite {

void ObservedChanges::Add(std::int64_t contact, engine::Instant observed, bool seen, const StoredValue& value) {
  if (contact_ != contact) Finish();
  contact_ = contact;
  const auto row = static_cast<std::uint32_t>(rows_.position.size());
  runs_.push_back({observed, seen, row});
  // Without a place until it turns out to be a change.
  rows_.position.push_back(kNoPosition);
  rows_.at.push_back(0);
  rows_.rank.push_back({});
  rows_.values.Add(value);
}

void ObservedChanges::Finish() {
  if (!contact_) return;
  const auto presence = feed_.RunsOf(*contact_);
  const auto id = static_cast<ContactId>(*contact_);
  std::optional<std::uint32_t> last;
  WalkStretches(presence, std::span<const ValueRun>(runs_), [&](engine::Instant observed, const ValueRun* value) {
    if (value == nullptr || !value->seen) return;
    const std::uint32_t row = value->row;
    if (last && rows_.values.SameValue(*last, row)) return;
    const std::uint32_t position = order_.PositionOf(*contact_);
    const bool first_snapshot = !last && observed == presence.front().observed;
    rows_.position[row] = position;
    rows_.at[row] = first_snapshot ? feed_.dates_at[id] : observed;
    rows_.rank[row] = {files_.Of(feed_.FileAt(observed)), order_.surviving[position] == id, order_.key_rank[id]};
    last = row;
  });
  runs_.clear();
  contact_.reset();
}

}  // namespace segue::sqlite
