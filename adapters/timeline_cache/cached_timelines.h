// The timelines of a store out of its cache: a base, and newer facts laid over it.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "adapters/load_request.h"
#include "adapters/timeline_cache/bound_columns.h"
#include "adapters/timeline_cache/cache_file.h"
#include "adapters/timeline_cache/newer_facts.h"
#include "adapters/timeline_cache/value_codes_map.h"
#include "adapters/timeline_cache/window_buffers.h"
#include "adapters/timeline_sink.h"
#include "engine/timeline_source.h"

namespace segue::timeline_cache {

/// Where a store's cache lies.
struct CachePaths {
  std::string base, newer;
  static CachePaths Of(const std::string& store) { return {store + ".timelines", store + ".timelines-new"}; }
};

/// The files of a cache, mapped.
struct CacheFiles {
  std::unique_ptr<CacheFile> base, newer;  // newer: null when the base alone is the whole

  /// Throws Damaged, also when no cache shows the state with this stamp. Without one: whatever state is there.
  static CacheFiles Open(const CachePaths& paths, std::optional<std::uint64_t> stamp);
  const Directory& latest() const { return (newer ? newer : base)->directory(); }
  /// The names and types that the files know, all of them.
  engine::Schema Schema() const;
};

class CachedTimelines final : public engine::TimelineSource {
 public:
  /// Throws Damaged: the wanted columns are not what was written, or the schema gives a name another type. Only what
  /// the request wants is checked and read.
  CachedTimelines(CacheFiles files, engine::Schema schema, const adapters::LoadRequest& request);

  std::uint32_t contacts() const override { return overlay_.contacts(); }
  const engine::Timelines& common() const override { return common_; }
  std::string_view Key(std::uint32_t contact) const override;
  std::unique_ptr<engine::TimelineReader> OpenReader() const override;

  const adapters::StoreState& state() const { return files_.latest().state; }
  const engine::Schema& schema() const { return schema_; }
  const CacheFiles& files() const { return files_; }
  const Overlay& overlay() const { return overlay_; }
  /// Whether the events of a contact of the newer file stand in place of those of the base.
  bool ReplacesEvents(std::size_t kind, std::uint32_t newer) const {
    return !replaces_events_[kind].empty() && replaces_events_[kind][newer] != 0;
  }
  /// All that the newer file says, in codes of common(); `out` is empty.
  void ReadNewer(WindowBuffers& out) const;
  /// Of every contact: the id under which the store knows it, and StoreState::changes when its facts changed last.
  /// Throws Damaged.
  std::vector<std::uint32_t> Identities() const;
  std::vector<std::int64_t> Changed() const;

 private:
  friend class CachedReader;
  void TranslateNewer(WindowBuffers& newer) const;

  void BindColumns(const adapters::LoadRequest& request);
  void Verify() const;
  void ReadCommon();
  void ReadCommonField(std::size_t id);
  void ReadCommonKind(std::size_t id);
  void ReadAccount(std::size_t id);
  CodeMap ReadDictionaries(const ValueEntry* base, const ValueEntry* newer, engine::Column& column) const;
  template <typename T>
  std::vector<T> PutTogether(std::vector<T> base, const std::vector<T>& newer) const;

  CacheFiles files_;
  const engine::Schema schema_;
  const bool keys_;
  Overlay overlay_;
  BoundColumns base_columns_, newer_columns_;  // newer_: without a newer file nothing is known there
  engine::Timelines common_;
  std::vector<CodeMap> field_codes_;               // by field: codes of the newer file in the dictionary of the whole
  std::vector<std::vector<CodeMap>> event_codes_;  // by kind, property
  std::vector<std::vector<std::uint32_t>> replaces_events_;  // by kind, by contact of the newer file; empty: none

  mutable std::mutex keys_mutex_;
  mutable std::vector<std::vector<std::string_view>> keys_by_chunk_;  // of the whole's contacts; filled when asked for
};

/// Adds to a schema the names that another has besides.
void AddNames(const engine::Schema& added, engine::Schema& schema);

}  // namespace segue::timeline_cache
