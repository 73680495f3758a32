// A window of the base and the newer facts about its contacts → the window of the whole.
#pragma once

#include <cstdint>
#include <span>

#include "adapters/timeline_cache/newer_facts.h"
#include "adapters/timeline_cache/row_runs.h"
#include "adapters/timeline_cache/window_buffers.h"

namespace segue::timeline_cache {

/// For each contact of the window: its place among the base's contacts, and among the newer ones.
struct MergedContact {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::uint32_t base = kNone, newer = kNone;
  bool replaces = false;  // fields, lists and existence are the newer file's
};

class WindowMerger {
 public:
  /// `whole` is emptied first. `replaces_events`: by kind, by newer contact, whether its events stand in place of the
  /// base's; empty where none do.
  void Merge(std::span<const MergedContact> contacts, const WindowBuffers& base, const WindowBuffers& newer,
             std::span<const std::vector<std::uint32_t>> replaces_events, WindowBuffers& whole);
  /// The same for the events of an account kind.
  void MergeAccount(const KindBuffer& base, const KindBuffer& newer, KindBuffer& whole);

 private:
  void MergeIntervals(const IntervalsBuffer& base, const IntervalsBuffer& newer, IntervalsBuffer& whole);
  void MergeField(const FieldBuffer& base, const FieldBuffer& newer, FieldBuffer& whole);
  void MergeKind(const KindBuffer& base, const KindBuffer& newer, std::span<const std::uint32_t> replaces,
                 KindBuffer& whole);
  void MergeEvents(const KindBuffer& base, const KindBuffer& newer, const MergedContact& contact, bool replaces);
  void ChooseRows(const std::vector<std::uint32_t>& base, const std::vector<std::uint32_t>& newer,
                  std::vector<std::uint32_t>& offsets);
  void GatherValues(const ValueBuffer& base, const ValueBuffer& newer, ValueBuffer& whole) const;

  std::span<const MergedContact> contacts_;
  RowRuns runs_;
};

}  // namespace segue::timeline_cache
