// Contacts of a cache file, unpacked into buffers: what the file itself holds, without newer facts.
#pragma once

#include "adapters/timeline_cache/bound_columns.h"
#include "adapters/timeline_cache/cache_file.h"
#include "adapters/timeline_cache/chunk_reader.h"
#include "adapters/timeline_cache/window_buffers.h"

namespace segue::timeline_cache {

class BaseReader {
 public:
  /// All must outlive the reader. `keys`: whether the contacts' keys are wanted.
  BaseReader(const CacheFile& file, const engine::Schema& schema, const BoundColumns& columns, bool keys)
      : file_(file), schema_(schema), columns_(columns), keys_(keys), chunks_(file) {}

  /// Appends the contacts [first, last) of the file.
  void Append(std::uint32_t first, std::uint32_t last, WindowBuffers& out);

 private:
  void AppendRange(const ContactRange& contacts, WindowBuffers& out);
  void AppendContacts(const ContactRange& contacts, WindowBuffers& out);
  void AppendIntervals(const IntervalsEntry* entry, const ContactRange& contacts, IntervalsBuffer& out);
  void AppendField(const FieldEntry* entry, const ContactRange& contacts, FieldBuffer& out);
  void AppendKind(const BoundKind& kind, const engine::EventKind& declared, const ContactRange& contacts,
                  KindBuffer& out);

  const CacheFile& file_;
  const engine::Schema& schema_;
  const BoundColumns& columns_;
  const bool keys_;
  ChunkReader chunks_;
};

/// All events of an account kind; `out` is empty, its offsets are {0}.
void ReadAccountEvents(const CacheFile& file, const engine::EventKind& declared, const BoundKind& kind,
                       KindBuffer& out);
/// The keys of the file's contacts [first, last), where they lie in the file.
void AppendKeys(const CacheFile& file, std::uint32_t first, std::uint32_t last, std::vector<std::string_view>& keys);

}  // namespace segue::timeline_cache
