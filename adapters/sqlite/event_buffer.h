// The events of one kind in one file, held back until the commit and given out in the order of their identity.
//
// Rows inserted in the order of a table's key are appended or merged page by page; in the order of a file every row
// would touch another page. Memory is bounded: past a limit the sorted rows go to a temporary file as a run, and the
// runs are merged at the end.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/contact_index.h"
#include "adapters/sqlite/spill_file.h"
#include "engine/instant.h"

namespace segue::sqlite {

/// One event on its way into its table; views into a buffer.
struct EventRecord {
  std::int64_t identity = 0;  // at position 0
  engine::Instant at = 0;
  std::int64_t rank = 0;
  ContactId contact = 0;  // 0 for account events
  std::optional<std::string_view> source_id;
  std::string_view values;  // AppendBytes of each property, in the schema's order

  std::size_t Bytes() const;
};

/// By identity; equal ones with a source's id first, in the order of the file, then those without by content and rank,
/// so that equal events stand together.
bool ComesBefore(const EventRecord& left, const EventRecord& right);

class EventBuffer {
 public:
  /// `spill` must outlive the buffer.
  explicit EventBuffer(SpillFile& spill) : spill_(&spill) {}

  void Add(const EventRecord& record);
  /// Moves what is in memory to the file as a sorted run.
  void Spill();
  /// The same in two steps, the second of which another thread may take while this one adds events: what was added so
  /// far is set aside, and what is set aside is spilled. It must be before more is set aside, or drained.
  void SetAside();
  void SpillAside();
  /// Takes a record, whose views live until it returns; false asks for no more.
  using Take = std::function<bool(const EventRecord&)>;
  /// Gives out everything in order and is empty afterwards. False when `take` wanted no more.
  bool Drain(const Take& take);

 private:
  struct Entry {
    std::int64_t identity = 0;
    std::uint64_t offset = 0;  // into bytes
  };
  struct Records {
    std::vector<Entry> entries;
    std::vector<char> bytes;
    void Sort();
  };
  bool DrainMemory(const Take& take);
  bool MergeRuns(const Take& take);

  SpillFile* spill_;
  Records added_, aside_;
  std::vector<SpillFile::Run> runs_;
};

}  // namespace segue::sqlite
