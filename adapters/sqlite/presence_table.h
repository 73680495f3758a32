// Which contacts a feed's snapshots show, kept as runs like run_table.h, and who is gone.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "adapters/sqlite/contact_index.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/run_table.h"

namespace segue::sqlite {

/// What a snapshot does to the feed's contacts.
struct GoneCount {
  std::int64_t known = 0;  // shown by an earlier snapshot of the feed and not gone since
  std::int64_t gone = 0;   // of these, not in this snapshot
};

class PresenceTable {
 public:
  /// Reads who the feed has shown. `completes`: the instants of its complete snapshots, ascending.
  PresenceTable(const Database& database, const SnapshotPlace& place, const std::vector<engine::Instant>& completes);

  /// The snapshot shows the contact; `dates_at` as in SnapshotRow.
  void Show(ContactId contact, std::optional<engine::Instant> dates_at);
  /// Whether any snapshot of the feed, earlier or later, speaks of the contact.
  bool IsKnown(ContactId contact) const { return contact < states_.size() && states_[contact].known; }
  bool IsShown(ContactId contact) const { return contact < states_.size() && states_[contact].shown; }

  /// Contacts that another file has shown at the same instant count as shown by this one.
  void KeepShown();
  GoneCount CountGone() const;
  /// Calls `changed` for every contact of whose presence something is written.
  void Write(const std::function<void(ContactId)>& changed);
  /// Calls `gone` for every contact that the snapshot, being complete, ends.
  void ForEachGone(const std::function<void(ContactId)>& gone) const;

 private:
  struct State {
    bool known = false;         // has rows
    bool shown_before = false;  // by any earlier snapshot
    bool before = false;        // by the latest earlier snapshot
    bool alive = false;         // shown before and not gone since
    bool at = false;            // by this snapshot as stored so far
    bool has_row = false;       // at this snapshot
    bool next = false;          // by the next snapshot
    bool next_has_row = false;
    bool shown = false;  // by the file
  };
  void Read(const std::vector<engine::Instant>& completes);
  /// Whether there was anything to write.
  bool WriteContact(ContactId contact, const State& state);
  void Upsert(ContactId contact, engine::Instant observed, bool present, std::optional<engine::Instant> dates_at);

  const SnapshotPlace place_;
  std::vector<State> states_;  // by ContactId
  std::unordered_map<ContactId, engine::Instant> dates_at_;
  Statement select_, upsert_, delete_;
};

}  // namespace segue::sqlite
