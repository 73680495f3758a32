// Ids are looked up in the base's list of them; keys of new contacts by halving, chunk by chunk.
#include "adapters/timeline_cache/told_contacts.h"

#include <algorithm>
#include <unordered_map>

#include "adapters/timeline_cache/base_reader.h"
#include "adapters/timeline_cache/byte_stream.h"

namespace segue::timeline_cache {
namespace {

/// The contacts of a base by id and by key. Keys are asked for in mostly ascending order.
class BaseContacts {
 public:
  explicit BaseContacts(const CacheFile& base) : base_(base), contacts_(base.directory().contacts) {
    base.Verify(ExtentsOf(base.directory().identities));
    const std::vector<std::uint32_t> identities = UnpackWhole(base, base.directory().identities);
    for (std::uint32_t position = 0; position < contacts_; ++position) {
      if (position_of_.size() <= identities[position]) position_of_.resize(identities[position] + 1, kNone);
      position_of_[identities[position]] = position;
    }
    for (std::uint32_t first = 0; first < contacts_; first += kChunkContacts)
      AppendKeys(base, first, first + 1, chunk_firsts_);
  }

  static constexpr std::uint32_t kNone = ToldContact::kNone;
  std::uint32_t PositionOf(std::uint32_t id) const { return id < position_of_.size() ? position_of_[id] : kNone; }

  std::string_view Key(std::uint32_t position) { return Chunk(position / kChunkContacts)[position % kChunkContacts]; }

  /// How many keys of the base come before this one.
  std::uint32_t Before(const std::string& key) {
    const auto after = std::upper_bound(chunk_firsts_.begin(), chunk_firsts_.end(), key);
    if (after == chunk_firsts_.begin()) return 0;
    const auto chunk = static_cast<std::uint32_t>(after - chunk_firsts_.begin() - 1);
    const std::vector<std::string_view>& keys = Chunk(chunk);
    return chunk * kChunkContacts +
           static_cast<std::uint32_t>(std::lower_bound(keys.begin(), keys.end(), key) - keys.begin());
  }

 private:
  const std::vector<std::string_view>& Chunk(std::uint32_t chunk) {
    if (chunk == chunk_) return keys_;
    chunk_ = chunk;
    keys_.clear();
    const std::uint32_t first = chunk * kChunkContacts;
    AppendKeys(base_, first, std::min(first + kChunkContacts, contacts_), keys_);
    return keys_;
  }

  const CacheFile& base_;
  const std::uint32_t contacts_;
  std::vector<std::uint32_t> position_of_;      // by id
  std::vector<std::string_view> chunk_firsts_;  // the first key of each chunk
  std::vector<std::string_view> keys_;          // of the chunk that was asked for last
  std::uint32_t chunk_ = kNone;
};

class Finder {
 public:
  Finder(const CachedTimelines& cache, const adapters::NewFacts& facts)
      : cache_(cache), facts_(facts), base_(*cache.files().base) {}

  std::vector<ToldContact> Find() {
    if (cache_.files().newer) TakeEarlier(*cache_.files().newer);
    for (const adapters::NewFacts::Contact& contact : facts_.contacts)
      Add({contact.key, contact.id, ToldContact::kNone, facts_.after.changes, true, true, false, ToldContact::kNone});
    for (const adapters::NewFacts::Events& events : facts_.events) {
      for (const std::uint32_t id : events.contacts) {
        if (id != 0) Told(id);
      }
    }
    for (const std::uint32_t id : facts_.touched) Told(id).touched = true;
    for (const std::uint32_t id : facts_.reread) Told(id).reread = true;
    FillIn();
    return std::move(told_);
  }

 private:
  void TakeEarlier(const CacheFile& newer) {
    const Directory& directory = newer.directory();
    newer.Verify(ExtentsOf(directory.identities));
    newer.Verify(ExtentsOf(directory.changed));
    const std::vector<std::uint32_t> ids = UnpackWhole(newer, directory.identities);
    const std::vector<std::uint32_t> positions = UnpackWhole(newer, directory.newer.positions);
    const std::vector<std::uint32_t> is_new = UnpackWhole(newer, directory.newer.is_new);
    const std::vector<std::int64_t> changed = UnpackWholeIntegers(newer, directory.changed);
    std::vector<std::string_view> keys;
    AppendKeys(newer, 0, directory.contacts, keys);
    for (std::uint32_t i = 0; i < ids.size(); ++i)
      Add({std::string(keys[i]), ids[i], positions[i], changed[i], is_new[i] != 0, false, false, i});
  }

  void Add(ToldContact contact) {
    number_of_.emplace(contact.id, told_.size());
    told_.push_back(std::move(contact));
  }

  ToldContact& Told(std::uint32_t id) {
    if (!number_of_.contains(id)) {
      const std::uint32_t position = base_.PositionOf(id);
      if (position == BaseContacts::kNone) throw Damaged("a contact has several identities");
      Add({"", id, position, 0, false, false, false, ToldContact::kNone});
    }
    ToldContact& told = told_[number_of_.at(id)];
    told.changed = facts_.after.changes;
    return told;
  }

  /// Keys of contacts that are in the base, and places of those that are not; each in an order that goes through the
  /// base once.
  void FillIn() {
    std::ranges::sort(told_, {}, &ToldContact::position);
    for (ToldContact& told : told_) {
      if (told.key.empty()) told.key = base_.Key(told.position);
    }
    std::ranges::sort(told_, {}, &ToldContact::key);
    for (ToldContact& told : told_) {
      if (told.position == ToldContact::kNone) told.position = base_.Before(told.key);
    }
  }

  const CachedTimelines& cache_;
  const adapters::NewFacts& facts_;
  BaseContacts base_;
  std::vector<ToldContact> told_;
  std::unordered_map<std::uint32_t, std::size_t> number_of_;  // in told_, by id
};

}  // namespace

std::vector<ToldContact> FindTold(const CachedTimelines& cache, const adapters::NewFacts& facts) {
  return Finder(cache, facts).Find();
}

std::vector<std::size_t> FactKinds(const engine::Schema& schema, const adapters::NewFacts& facts) {
  std::vector<std::size_t> kinds;
  for (const engine::EventKind& kind : schema.events) {
    const auto known = std::ranges::find(facts.schema.events, kind.name, &engine::EventKind::name);
    const bool found = known != facts.schema.events.end();
    kinds.push_back(found ? static_cast<std::size_t>(known - facts.schema.events.begin()) : kNoKind);
  }
  return kinds;
}

}  // namespace segue::timeline_cache
