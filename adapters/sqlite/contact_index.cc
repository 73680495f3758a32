// Open addressing with linear probing over XXH3 of the key; keys lie one after the other in one block.

#include "adapters/sqlite/contact_index.h"

#include <xxhash.h>

#include <algorithm>
#include <string>

namespace segue::sqlite {
void ContactDates::Include(const ContactDates& other) {
  born = std::min(born, other.born);
  first_event = std::min(first_event, other.first_event);
  last_event = std::max(last_event, other.last_event);
  first_change = std::min(first_change, other.first_change);
  last_change = std::max(last_change, other.last_change);
}

ContactDates ReadContactDates(const Statement& statement, int first_column) {
  const auto read = [&](int offset, engine::Instant nothing) {
    return statement.IsNull(first_column + offset) ? nothing : statement.Integer(first_column + offset);
  };
  return {read(0, engine::kForever), read(1, engine::kForever), read(2, engine::kAlways), read(3, engine::kForever),
          read(4, engine::kAlways)};
}

std::uint64_t HashOfKey(std::string_view key) { return XXH3_64bits(key.data(), key.size()); }

void ContactIndex::Refresh(const Database& database) {
  // data_version changes when another connection has written to the store.
  const std::int64_t version = database.QueryInteger("PRAGMA data_version");
  if (data_version_ == version) return;
  Clear();
  Load(database);
  data_version_ = version;
}

void ContactIndex::Clear() { *this = ContactIndex(); }

void ContactIndex::Load(const Database& database) {
  Statement statement(database, std::string("SELECT id, key, ") + kContactDateColumns + " FROM contact ORDER BY id");
  while (statement.Step()) {
    const std::string_view key = statement.Text(1);
    // Ids that are not used (erased contacts) stay empty.
    const auto id = static_cast<std::size_t>(statement.Integer(0));
    while (dates_.size() < id) {
      dates_.emplace_back();
      key_ends_.push_back(keys_.size());
    }
    Add(key, HashOfKey(key), ReadContactDates(statement, 2));
  }
}

std::optional<ContactId> ContactIndex::Find(std::string_view key, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask; slots_[at].id != 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.hash == hash && std::string_view(keys_.data() + slot.key_start, slot.key_size) == key) return slot.id;
  }
  return std::nullopt;
}

ContactId ContactIndex::Add(std::string_view key, std::uint64_t hash, const ContactDates& dates) {
  const auto id = static_cast<ContactId>(dates_.size());
  const Slot slot{hash, keys_.size(), static_cast<std::uint32_t>(key.size()), id};
  keys_.insert(keys_.end(), key.begin(), key.end());
  key_ends_.push_back(keys_.size());
  dates_.push_back(dates);
  if (dates_.size() * 2 > slots_.size()) Grow();
  Insert(slot);
  return id;
}

std::string_view ContactIndex::KeyOf(ContactId id) const {
  const std::uint64_t start = key_ends_[id - 1];
  return {keys_.data() + start, key_ends_[id] - start};
}

void ContactIndex::Insert(const Slot& slot) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = slot.hash & mask;
  while (slots_[at].id != 0) at = (at + 1) & mask;
  slots_[at] = slot;
}

void ContactIndex::Grow() {
  LargeVector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.id != 0) Insert(slot);
  }
}

}  // namespace segue::sqlite
