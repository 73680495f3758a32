// The table by_contact_event_<kind>: which events a contact has. Filled in its own order, whatever the order of events.
//
// New events come in the order of their identity, which is roughly that of time; the table lies in that of contacts.
// Pairs are cut into ranges of contacts on their way into a temporary file, each range is put in order when it is its
// turn, and both happen in threads beside the one that writes to the store. Filling pages one after the other costs a
// fraction of what SQLite needs to sort an index, or to put each pair in its place.
#pragma once

#include <cstdint>
#include <future>
#include <string>
#include <vector>

#include "adapters/sqlite/contact_index.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/spill_file.h"

namespace segue::sqlite {

class EventsByContact {
 public:
  /// Pairs in memory at a time, roughly.
  static constexpr std::int64_t kPairsInMemory = 500'000;

  /// For at most `pairs` pairs of contacts up to `last_contact`.
  EventsByContact(const Database& database, const std::string& event_table, std::int64_t pairs, ContactId last_contact,
                  std::int64_t pairs_in_memory = kPairsInMemory);

  /// An event that is new in the table of events.
  void Add(ContactId contact, std::int64_t identity);
  /// Inserts all pairs; to be called once.
  void Insert();

 private:
  struct Pair {
    std::int64_t identity = 0;
    ContactId contact = 0;
  };
  struct Segment {
    std::uint64_t offset = 0;  // in the file
    std::size_t pairs = 0;
  };
  void Spill();
  void Distribute(const std::vector<Pair>& pairs);
  /// The pairs of a range, by contact, then as they came.
  std::vector<Pair> Take(std::size_t range);
  void InsertPairs(const std::vector<Pair>& pairs);

  Statement insert_, insert_many_;
  const std::size_t slice_;    // pairs that are spilled together
  const std::uint32_t width_;  // contacts of a range
  SpillFile file_;
  std::vector<std::vector<Segment>> segments_;  // by range
  std::vector<Pair> pending_;
  std::future<void> spilling_;  // last: it is waited for before anything that it uses is gone
};

}  // namespace segue::sqlite
