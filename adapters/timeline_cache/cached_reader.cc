// Most windows have no newer facts: then the base's buffers are the window.
#include "adapters/timeline_cache/cached_reader.h"

namespace segue::timeline_cache {
namespace {

/// Which contacts make the window, in order.
void FindContacts(const Overlay& overlay, std::uint32_t first, std::uint32_t last, const Overlay::Parts& parts,
                  std::vector<MergedContact>& contacts) {
  contacts.clear();
  std::uint32_t base = 0, newer = parts.newer_first;
  for (std::uint32_t position = first; position < last; ++position) {
    MergedContact& contact = contacts.emplace_back();
    const bool told = newer < parts.newer_last && overlay.PositionOf(newer) == position;
    if (!told || !overlay.IsNew(newer)) contact.base = base++;
    if (!told) continue;
    contact.newer = newer - parts.newer_first;
    contact.replaces = overlay.Replaces(newer);
    ++newer;
  }
}

}  // namespace

CachedReader::CachedReader(const CachedTimelines& timelines)
    : timelines_(timelines),
      base_reader_(*timelines.files_.base, timelines.schema_, timelines.base_columns_, timelines.keys_),
      base_(timelines.schema_),
      newer_(timelines.schema_),
      whole_(timelines.schema_),
      replaces_events_(timelines.schema_.events.size()),
      window_(timelines.common_) {
  if (!timelines.files_.newer) return;
  newer_reader_ = std::make_unique<BaseReader>(*timelines.files_.newer, timelines.schema_, timelines.newer_columns_,
                                               timelines.keys_);
}

engine::TimelineWindow CachedReader::Read(std::uint32_t first, std::uint32_t size) {
  const Overlay::Parts parts = timelines_.overlay_.PartsOf(first, first + size);
  base_.Clear();
  base_reader_.Append(parts.base_first, parts.base_last, base_);
  if (parts.newer_first == parts.newer_last) {
    base_.Show(timelines_.base_columns_, window_);
  } else {
    Merge(first, first + size, parts);
    whole_.Show(timelines_.base_columns_, window_);
  }
  return {&window_, 0};
}

void CachedReader::Merge(std::uint32_t first, std::uint32_t last, const Overlay::Parts& parts) {
  newer_.Clear();
  newer_reader_->Append(parts.newer_first, parts.newer_last, newer_);
  timelines_.TranslateNewer(newer_);
  FindContacts(timelines_.overlay_, first, last, parts, contacts_);
  for (std::size_t kind = 0; kind < replaces_events_.size(); ++kind) {
    const std::vector<std::uint32_t>& all = timelines_.replaces_events_[kind];
    if (!all.empty()) replaces_events_[kind].assign(all.begin() + parts.newer_first, all.begin() + parts.newer_last);
  }
  merger_.Merge(contacts_, base_, newer_, replaces_events_, whole_);
}

std::vector<std::string_view> ReadKeys(const CachedTimelines& timelines, std::uint32_t first, std::uint32_t last) {
  const Overlay::Parts parts = timelines.overlay().PartsOf(first, last);
  std::vector<std::string_view> base, newer;
  AppendKeys(*timelines.files().base, parts.base_first, parts.base_last, base);
  if (timelines.files().newer) AppendKeys(*timelines.files().newer, parts.newer_first, parts.newer_last, newer);
  if (newer.empty()) return base;
  std::vector<MergedContact> contacts;
  FindContacts(timelines.overlay(), first, last, parts, contacts);
  std::vector<std::string_view> keys;
  keys.reserve(contacts.size());
  for (const MergedContact& contact : contacts)
    keys.push_back(contact.base == MergedContact::kNone ? newer[contact.newer] : base[contact.base]);
  return keys;
}

}  // namespace segue::timeline_cache
