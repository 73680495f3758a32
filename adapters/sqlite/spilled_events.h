// One kind's events out of the store, grouped by contact, with a bounded number of rows in memory.
//
// The table lies in the order of identity, which is roughly that of time; wanted is the order of contacts. Rows are
// read slice by slice and written to a temporary file, each slice cut into stretches of contacts; then the stretches
// are put together one after the other. It is the first pass of a bucket sort with the buckets on disk.
#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

#include "adapters/sqlite/dictionary_builder.h"
#include "adapters/sqlite/event_loader.h"
#include "adapters/sqlite/spill_file.h"

namespace segue::sqlite {

class SpilledEvents {
 public:
  /// `request` names a kind of contacts' events with all its properties. `stretch`: contacts that are put together at a
  /// time, of `contacts`.
  SpilledEvents(const EventRequest& request, const std::string& store_path, std::size_t contacts, std::size_t stretch);

  /// `place` orders the slices: rows of a lower one have lower identities. From any thread.
  void Add(const EventStretch& slice, std::int64_t place);

  std::size_t stretches() const { return segments_.size(); }
  /// To be called once, when everything was added.
  void Finish() { file_.Flush(); }
  /// Of each stretch once, from any thread. Dictionaries come with the last one.
  engine::EventColumn Build(std::size_t stretch);

 private:
  struct Segment {
    std::int64_t place = 0;
    std::uint64_t offset = 0;  // in the file
    std::size_t rows = 0;
    bool ranked = false;  // else every rank is 0 and takes no room
  };
  struct Rows;

  std::vector<std::uint32_t> TranslateCodes(const ColumnStage& stage, std::size_t property);
  void Write(const EventStretch& slice, const std::vector<std::vector<std::uint32_t>>& codes,
             const std::vector<std::uint32_t>& order, std::size_t stretch, std::int64_t place);
  Rows Read(std::size_t stretch);
  static std::vector<std::uint32_t> OrderOf(const Rows& rows, const std::vector<std::uint32_t>& offsets);
  engine::Column BuildColumn(std::size_t property, const Rows& rows, const std::vector<std::uint32_t>& order,
                             bool last);
  std::size_t ContactsIn(std::size_t stretch) const;

  const EventRequest& request_;
  const std::size_t contacts_, stretch_;
  std::mutex mutex_;
  SpillFile file_;
  std::vector<DictionaryBuilder> dictionaries_;  // by property
  std::vector<std::vector<Segment>> segments_;   // by stretch
};

}  // namespace segue::sqlite
