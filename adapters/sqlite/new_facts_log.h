// What imports add, noted while they write, so that the timeline cache need not read the store again.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/new_facts.h"
#include "adapters/sqlite/column_stage.h"
#include "adapters/sqlite/event_buffer.h"

namespace segue::sqlite {

class NewFactsLog {
 public:
  /// Beyond so many the cache is better built anew.
  static constexpr std::size_t kMostEvents = 2'000'000, kMostTouched = 100'000;

  explicit NewFactsLog(const engine::Schema& schema);

  void AddContact(ContactId contact, std::string_view key);
  /// More than new events is known of the contact.
  void Touch(ContactId contact);
  /// Events that are there already have changed.
  void Reread(ContactId contact);
  void AddEvent(engine::EventKindId kind, std::int64_t identity, const EventRecord& record);
  /// What happened cannot be noted.
  void GiveUp();
  bool given_up() const { return given_up_; }

  /// Everything since `before`; nothing when it could not be noted. The log is empty afterwards.
  std::optional<adapters::NewFacts> Take(const adapters::StoreState& before, const adapters::StoreState& after);

 private:
  struct KindLog {
    std::vector<std::int64_t> identity;
    std::vector<std::uint32_t> contacts;
    std::vector<engine::Instant> at;
    std::vector<std::int64_t> rank;
    std::vector<ColumnStage> properties;
  };
  static adapters::NewFacts::Events TakeKind(KindLog log);

  engine::Schema schema_;
  std::vector<KindLog> kinds_;
  std::vector<adapters::NewFacts::Contact> contacts_;
  std::set<ContactId> touched_, reread_;
  std::size_t events_ = 0;
  bool given_up_ = false;
};

}  // namespace segue::sqlite
