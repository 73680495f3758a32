// Contact keys → ids in memory, with each contact's dates: loaded once, kept between imports.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "adapters/sqlite/database.h"
#include "adapters/sqlite/large_pages.h"
#include "engine/instant.h"

namespace segue::sqlite {

/// Position of a contact in the store: the rowid, dense from 1.
using ContactId = std::uint32_t;

/// What a contact's row says of its dates. Nothing there: kForever for a first one, kAlways for a last one.
struct ContactDates {
  engine::Instant born = engine::kForever;         // creation, as a source says
  engine::Instant first_event = engine::kForever;  // of any kind
  engine::Instant last_event = engine::kAlways;
  engine::Instant first_change = engine::kForever;  // dated field value
  engine::Instant last_change = engine::kAlways;

  /// Widens by another identity's dates.
  void Include(const ContactDates& other);
};

/// The columns of ContactDates in `contact`, and how to read them.
inline constexpr char kContactDateColumns[] = "born, first_event, last_event, first_change, last_change";
ContactDates ReadContactDates(const Statement& statement, int first_column);

/// The hash that the index and the identity of events share.
std::uint64_t HashOfKey(std::string_view key);

class ContactIndex {
 public:
  /// Reads the contacts, unless what is known still holds.
  void Refresh(const Database& database);
  /// Forgets everything: after a transaction that was rolled back.
  void Clear();

  /// Asks for the memory that Find will look at first. With many contacts, waiting for it is most of Find's time.
  void Prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]); }
  std::optional<ContactId> Find(std::string_view key, std::uint64_t hash) const;
  /// The key must be new. Ids are given in order.
  ContactId Add(std::string_view key, std::uint64_t hash, const ContactDates& dates);

  std::string_view KeyOf(ContactId id) const;
  ContactDates& DatesOf(ContactId id) { return dates_[id]; }
  void PrefetchDates(ContactId id) const { __builtin_prefetch(&dates_[id], 1); }
  std::size_t size() const { return dates_.size() - 1; }

 private:
  /// All that a lookup needs but the key's bytes: each further place in memory is a wait.
  struct Slot {
    std::uint64_t hash = 0;
    std::uint64_t key_start = 0;
    std::uint32_t key_size = 0;
    ContactId id = 0;  // 0: free
  };
  void Load(const Database& database);
  void Insert(const Slot& slot);
  void Grow();

  std::optional<std::int64_t> data_version_;
  LargeVector<Slot> slots_ = LargeVector<Slot>(1024);
  LargeVector<std::uint64_t> key_ends_{0};  // by id: where its key ends in keys_
  LargeVector<char> keys_;
  LargeVector<ContactDates> dates_{{}};  // by id
};

}  // namespace segue::sqlite
