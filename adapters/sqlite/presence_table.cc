// One pass over the feed's runs before the file, one over all its contacts after it.

#include "adapters/sqlite/presence_table.h"

#include <algorithm>

namespace segue::sqlite {
namespace {

/// Whether a complete snapshot in [from, until) did not show a contact that was absent all that time.
bool EndedBetween(const std::vector<engine::Instant>& completes, engine::Instant from, engine::Instant until) {
  const auto first = std::lower_bound(completes.begin(), completes.end(), from);
  return first != completes.end() && *first < until;
}

}  // namespace

PresenceTable::PresenceTable(const Database& database, const SnapshotPlace& place,
                             const std::vector<engine::Instant>& completes)
    : place_(place),
      select_(database,
              "SELECT contact, observed, present FROM snapshot_contact WHERE import = ? ORDER BY contact, observed"),
      upsert_(database,
              "INSERT INTO snapshot_contact (import, contact, observed, present, dates_at) VALUES (?, ?, ?, ?, ?) "
              "ON CONFLICT DO UPDATE SET present = excluded.present, dates_at = excluded.dates_at"),
      delete_(database, "DELETE FROM snapshot_contact WHERE import = ? AND contact = ? AND observed = ?") {
  Read(completes);
}

void PresenceTable::Read(const std::vector<engine::Instant>& completes) {
  select_.Bind(1, place_.import);
  while (select_.Step()) {
    const auto contact = static_cast<std::size_t>(select_.Integer(0));
    const engine::Instant observed = select_.Integer(1);
    const bool present = select_.Integer(2) != 0;
    if (states_.size() <= contact) states_.resize(contact + 1);
    State& state = states_[contact];
    state.known = true;
    if (observed < place_.observed) {
      state.shown_before = true;
      state.before = present;
      state.alive = present || !EndedBetween(completes, observed, place_.observed);
    }
    if (observed <= place_.observed) state.at = present;
    if (place_.next && observed <= *place_.next) state.next = present;
    state.has_row = state.has_row || observed == place_.observed;
    state.next_has_row = state.next_has_row || (place_.next && observed == *place_.next);
  }
}

void PresenceTable::Show(ContactId contact, std::optional<engine::Instant> dates_at) {
  if (states_.size() <= contact) states_.resize(std::size_t{contact} + 1);
  states_[contact].shown = true;
  if (dates_at && !states_[contact].shown_before) dates_at_[contact] = *dates_at;
}

void PresenceTable::KeepShown() {
  for (State& state : states_) state.shown = state.shown || state.at;
}

GoneCount PresenceTable::CountGone() const {
  GoneCount count;
  for (const State& state : states_) {
    count.known += state.alive ? 1 : 0;
    count.gone += state.alive && !state.shown ? 1 : 0;
  }
  return count;
}

void PresenceTable::Write(const std::function<void(ContactId)>& changed) {
  for (std::size_t id = 0; id < states_.size(); ++id) {
    const auto contact = static_cast<ContactId>(id);
    if (WriteContact(contact, states_[id])) changed(contact);
  }
}

void PresenceTable::ForEachGone(const std::function<void(ContactId)>& gone) const {
  for (std::size_t id = 0; id < states_.size(); ++id) {
    if (states_[id].alive && !states_[id].shown) gone(static_cast<ContactId>(id));
  }
}

bool PresenceTable::WriteContact(ContactId contact, const State& state) {
  const auto remove = [&](engine::Instant observed) {
    delete_.Bind(1, place_.import).Bind(2, std::int64_t{contact}).Bind(3, observed).Run();
    return true;
  };
  bool changed = false;
  if (state.shown != state.before) {
    const auto dated = dates_at_.find(contact);
    Upsert(contact, place_.observed, state.shown,
           dated == dates_at_.end() ? std::nullopt : std::optional(dated->second));
    changed = true;
  } else if (state.has_row) {
    changed = remove(place_.observed);
  }
  if (!place_.next) return changed;
  if (state.next == state.shown) return (state.next_has_row && remove(*place_.next)) || changed;
  if (state.next_has_row) return changed;
  Upsert(contact, *place_.next, state.next, std::nullopt);
  return true;
}

void PresenceTable::Upsert(ContactId contact, engine::Instant observed, bool present,
                           std::optional<engine::Instant> dates_at) {
  upsert_.Bind(1, place_.import).Bind(2, std::int64_t{contact}).Bind(3, observed);
  upsert_.Bind(4, std::int64_t{present}).Bind(5, dates_at).Run();
}

}  // namespace segue::sqlite
