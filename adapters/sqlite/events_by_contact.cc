// A bucket sort with the buckets on disk; within a bucket pairs are counted by contact.
#include "adapters/sqlite/events_by_contact.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "adapters/sqlite/event_table.h"

namespace segue::sqlite {
namespace {

constexpr std::size_t kPairsTogether = 64;  // in one statement

std::string InsertSql(const std::string& event_table, std::size_t pairs) {
  std::string sql = "INSERT INTO " + ByContactTable(event_table) + " (contact, identity) VALUES (?, ?)";
  for (std::size_t i = 1; i < pairs; ++i) sql += ", (?, ?)";
  return sql;
}

std::uint32_t WidthOfRanges(std::int64_t pairs, ContactId last_contact, std::int64_t pairs_in_memory) {
  return static_cast<std::uint32_t>(last_contact / (pairs / pairs_in_memory + 1) + 1);
}

}  // namespace

EventsByContact::EventsByContact(const Database& database, const std::string& event_table, std::int64_t pairs,
                                 ContactId last_contact, std::int64_t pairs_in_memory)
    : insert_(database, InsertSql(event_table, 1)),
      insert_many_(database, InsertSql(event_table, kPairsTogether)),
      slice_(static_cast<std::size_t>(pairs_in_memory / 2 + 1)),
      width_(WidthOfRanges(pairs, last_contact, pairs_in_memory)),
      file_(database.path()),
      segments_(last_contact / width_ + 1) {}

void EventsByContact::Add(ContactId contact, std::int64_t identity) {
  pending_.push_back({identity, contact});
  if (pending_.size() >= slice_ && segments_.size() > 1) Spill();
}

void EventsByContact::Spill() {
  if (spilling_.valid()) spilling_.get();
  spilling_ = std::async(std::launch::async, [this, pairs = std::exchange(pending_, {})] { Distribute(pairs); });
  pending_.reserve(slice_);
}

void EventsByContact::Distribute(const std::vector<Pair>& pairs) {
  std::vector<std::vector<Pair>> ranges(segments_.size());
  for (const Pair& pair : pairs) ranges[pair.contact / width_].push_back(pair);
  for (std::size_t range = 0; range < ranges.size(); ++range) {
    if (ranges[range].empty()) continue;
    segments_[range].push_back({file_.size(), ranges[range].size()});
    file_.Append({reinterpret_cast<const char*>(ranges[range].data()), ranges[range].size() * sizeof(Pair)});
  }
}

std::vector<EventsByContact::Pair> EventsByContact::Take(std::size_t range) {
  std::vector<Pair> pairs;
  if (segments_.size() == 1) pairs = std::move(pending_);
  for (const Segment& segment : segments_[range]) {
    pairs.resize(pairs.size() + segment.pairs);
    file_.Read(segment.offset, reinterpret_cast<char*>(pairs.data() + pairs.size() - segment.pairs),
               segment.pairs * sizeof(Pair));
  }
  const auto first = static_cast<std::uint32_t>(range * width_);
  std::vector<std::uint32_t> next(std::size_t{width_} + 1);
  for (const Pair& pair : pairs) ++next[pair.contact - first + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<Pair> ordered(pairs.size());
  for (const Pair& pair : pairs) ordered[next[pair.contact - first]++] = pair;
  return ordered;
}

void EventsByContact::Insert() {
  if (segments_.size() > 1) {
    Spill();
    spilling_.get();
    file_.Flush();
  }
  // The next range is put in order while this one is inserted.
  std::future<std::vector<Pair>> next = std::async(std::launch::async, [this] { return Take(0); });
  for (std::size_t range = 0; range < segments_.size(); ++range) {
    const std::vector<Pair> pairs = next.get();
    if (range + 1 < segments_.size()) next = std::async(std::launch::async, [this, range] { return Take(range + 1); });
    InsertPairs(pairs);
  }
}

void EventsByContact::InsertPairs(const std::vector<Pair>& pairs) {
  const std::size_t together = pairs.size() / kPairsTogether * kPairsTogether;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    Statement& insert = i < together ? insert_many_ : insert_;
    const int parameter = i < together ? static_cast<int>(i % kPairsTogether) * 2 : 0;
    insert.Bind(parameter + 1, std::int64_t{pairs[i].contact}).Bind(parameter + 2, pairs[i].identity);
    if (i >= together || (i + 1) % kPairsTogether == 0) insert.Run();
  }
}

}  // namespace segue::sqlite
