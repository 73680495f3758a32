// Which rows make the whole is decided once per group of columns; then each column is copied run by run.
#include "adapters/timeline_cache/window_merger.h"

#include <algorithm>
#include <tuple>

namespace segue::timeline_cache {
namespace {

using Offsets = std::vector<std::uint32_t>;

/// Birth by all that is known: who was not dated at all is born with the first dated fact; kForever tells of none.
engine::Instant BornOf(engine::Instant base, engine::Instant newer) {
  if (newer == engine::kForever) return base;
  return base == engine::kAlways ? newer : std::min(base, newer);
}

/// Nothing wanted of a group leaves its offsets at the first 0.
bool IsWanted(const Offsets& base, const Offsets& newer) { return base.size() > 1 || newer.size() > 1; }

}  // namespace

void WindowMerger::Merge(std::span<const MergedContact> contacts, const WindowBuffers& base, const WindowBuffers& newer,
                         std::span<const std::vector<std::uint32_t>> replaces_events, WindowBuffers& whole) {
  contacts_ = contacts;
  whole.Clear();
  for (const MergedContact& contact : contacts) {
    const bool is_newer = contact.base == MergedContact::kNone || contact.replaces;
    const std::uint32_t at = is_newer ? contact.newer : contact.base;
    const bool both = !is_newer && contact.newer != MergedContact::kNone;
    whole.born.push_back(both       ? BornOf(base.born[contact.base], newer.born[contact.newer])
                         : is_newer ? newer.born[at]
                                    : base.born[at]);
    if (!base.keys.empty() || !newer.keys.empty()) whole.keys.push_back(is_newer ? newer.keys[at] : base.keys[at]);
  }
  MergeIntervals(base.absences, newer.absences, whole.absences);
  for (std::size_t id = 0; id < whole.fields.size(); ++id)
    MergeField(base.fields[id], newer.fields[id], whole.fields[id]);
  for (std::size_t id = 0; id < whole.kinds.size(); ++id) {
    if (!whole.accounts[id]) MergeKind(base.kinds[id], newer.kinds[id], replaces_events[id], whole.kinds[id]);
  }
  for (std::size_t id = 0; id < whole.lists.size(); ++id)
    MergeIntervals(base.lists[id], newer.lists[id], whole.lists[id]);
}

void WindowMerger::ChooseRows(const Offsets& base, const Offsets& newer, Offsets& offsets) {
  runs_.Clear();
  for (const MergedContact& contact : contacts_) {
    const bool is_newer = contact.base == MergedContact::kNone || contact.replaces;
    const Offsets& from = is_newer ? newer : base;
    const std::uint32_t at = is_newer ? contact.newer : contact.base;
    runs_.Add(is_newer ? Side::kNewer : Side::kBase, from[at], from[at + 1]);
    offsets.push_back(runs_.rows());
  }
}

void WindowMerger::MergeIntervals(const IntervalsBuffer& base, const IntervalsBuffer& newer, IntervalsBuffer& whole) {
  if (!IsWanted(base.offsets, newer.offsets)) return;
  ChooseRows(base.offsets, newer.offsets, whole.offsets);
  runs_.Gather(base.starts, newer.starts, whole.starts);
  runs_.Gather(base.ends, newer.ends, whole.ends);
}

void WindowMerger::GatherValues(const ValueBuffer& base, const ValueBuffer& newer, ValueBuffer& whole) const {
  runs_.Gather(base.codes, newer.codes, whole.codes);
  runs_.Gather(base.numbers, newer.numbers, whole.numbers);
  runs_.Gather(base.integers, newer.integers, whole.integers);
}

void WindowMerger::MergeField(const FieldBuffer& base, const FieldBuffer& newer, FieldBuffer& whole) {
  if (!IsWanted(base.offsets, newer.offsets)) return;
  ChooseRows(base.offsets, newer.offsets, whole.offsets);
  runs_.Gather(base.at, newer.at, whole.at);
  GatherValues(base.value, newer.value, whole.value);
}

/// Events in the order of (instant, rank). Where both are equal nothing decides here: such events of a contact are
/// written to the newer file all together.
void WindowMerger::MergeEvents(const KindBuffer& base, const KindBuffer& newer, const MergedContact& contact,
                               bool replaces) {
  const bool in_base = contact.base != MergedContact::kNone && !replaces;
  std::uint32_t left = in_base ? base.offsets[contact.base] : 0;
  const std::uint32_t left_end = in_base ? base.offsets[contact.base + 1] : 0;
  std::uint32_t right = newer.offsets[contact.newer];
  const std::uint32_t right_end = newer.offsets[contact.newer + 1];
  while (left < left_end && right < right_end) {
    const bool first_is_newer = std::tie(newer.at[right], newer.rank[right]) < std::tie(base.at[left], base.rank[left]);
    std::uint32_t& next = first_is_newer ? right : left;
    runs_.Add(first_is_newer ? Side::kNewer : Side::kBase, next, next + 1);
    ++next;
  }
  runs_.Add(Side::kBase, left, left_end);
  runs_.Add(Side::kNewer, right, right_end);
}

void WindowMerger::MergeKind(const KindBuffer& base, const KindBuffer& newer, std::span<const std::uint32_t> replaces,
                             KindBuffer& whole) {
  if (!IsWanted(base.offsets, newer.offsets)) return;
  runs_.Clear();
  for (const MergedContact& contact : contacts_) {
    if (contact.newer == MergedContact::kNone) {
      runs_.Add(Side::kBase, base.offsets[contact.base], base.offsets[contact.base + 1]);
    } else {
      MergeEvents(base, newer, contact, !replaces.empty() && replaces[contact.newer] != 0);
    }
    whole.offsets.push_back(runs_.rows());
  }
  runs_.Gather(base.at, newer.at, whole.at);
  runs_.Gather(base.rank, newer.rank, whole.rank);
  for (std::size_t i = 0; i < whole.properties.size(); ++i)
    GatherValues(base.properties[i], newer.properties[i], whole.properties[i]);
}

void WindowMerger::MergeAccount(const KindBuffer& base, const KindBuffer& newer, KindBuffer& whole) {
  static constexpr MergedContact kAccount{0, 0, false};
  contacts_ = std::span(&kAccount, 1);
  MergeKind(base, newer, {}, whole);
}

}  // namespace segue::timeline_cache
