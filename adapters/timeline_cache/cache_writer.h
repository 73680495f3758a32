// Writes a cache file beside its place and puts it there when it is whole.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "adapters/timeline_cache/column_packer.h"
#include "adapters/timeline_cache/directory.h"
#include "adapters/timeline_sink.h"

namespace segue::timeline_cache {

class CacheWriter final : public adapters::TimelineSink {
 public:
  /// Throws CannotWrite, as does every call.
  explicit CacheWriter(std::string path);
  CacheWriter(const CacheWriter&) = delete;
  CacheWriter& operator=(const CacheWriter&) = delete;
  /// Leaves nothing behind unless committed.
  ~CacheWriter() override;

  void Begin(const adapters::StoreState& state, const engine::Schema& schema, std::uint32_t contacts) override;
  void AddContacts(std::span<const std::string> keys, std::span<const std::uint32_t> identities,
                   std::span<const std::int64_t> changed) override;
  void AddBirths(std::span<const engine::Instant> born) override;
  void AddAbsences(const engine::IntervalGroup& absences) override;
  void AddField(engine::FieldId field, const engine::FieldColumn& column, bool last) override;
  void AddList(engine::ListId list, const engine::IntervalGroup& members) override;
  void AddEvents(engine::EventKindId kind, const engine::EventColumn& events, bool last) override;

  /// What makes it a file of newer facts, laid over a base.
  struct Newer {
    std::uint64_t base_stamp = 0;
    std::vector<std::int64_t> positions, is_new, replaces;
    std::vector<std::vector<std::int64_t>> replaces_events;  // by kind
  };
  void AddNewer(const Newer& newer);

  /// Replaces what was there.
  void Commit();

 private:
  struct Stretch;  // of contacts: where each chunk's contacts and rows begin

  std::uint64_t Append(std::span<const std::byte> bytes);
  Extent AppendExtent(std::span<const std::byte> bytes);
  void AppendAll(std::vector<PackedBytes> packed, PackedColumn& column);
  void AppendCounts(const Stretch& stretch, PackedColumn& column);
  void AppendInstants(const Stretch& stretch, std::span<const std::int64_t> values, PackedColumn& column);
  void AppendValues(const Stretch& stretch, const engine::Column& values, PackedColumn& column);
  void AppendDictionary(const engine::Column& column, ValueEntry& entry);
  void AppendByContact(std::span<const std::int64_t> values, PackedColumn& column);
  void AppendIntervals(const engine::IntervalGroup& group, IntervalsEntry& entry);

  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::string path_, beside_;
  std::unique_ptr<std::FILE, CloseFile> file_;
  std::uint64_t end_ = 0;
  Directory directory_;
};

/// The disk is full, the folder is read-only, …; the text says which, in the system's words.
struct CannotWrite : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace segue::timeline_cache
