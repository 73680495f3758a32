// Contacts are looked at in the order of the cache, so that each of its chunks is unpacked once.
#include "adapters/timeline_cache/rereads.h"

#include <algorithm>
#include <unordered_map>

#include "adapters/timeline_cache/byte_stream.h"

namespace segue::timeline_cache {
namespace {

using adapters::NewFacts;

class Rereads {
 public:
  Rereads(const CachedTimelines& cache, const NewFacts& facts, std::vector<ToldContact>& told)
      : cache_(cache), schema_(cache.schema()), facts_(facts), told_(told), fact_kinds_(FactKinds(schema_, facts)) {
    for (std::size_t i = 0; i < told_.size(); ++i) number_of_id_[told_[i].id] = i;
  }

  void Mark() {
    RereadWhereTied();
    RereadTheAbsent();
  }

 private:
  /// The whole as it is before, one kind's events: a new one must not meet one with the same instant and rank.
  void RereadWhereTied() {
    const std::unique_ptr<engine::TimelineReader> reader = cache_.OpenReader();
    const std::vector<std::vector<std::uint32_t>> rows = RowsByContact();
    for (std::size_t i = 0; i < told_.size(); ++i) {
      if (told_[i].reread || !IsInCache(told_[i])) continue;
      if (rows[i].empty()) continue;
      const std::uint32_t contact = PositionInWhole(i);
      if (contact < window_first_ || contact >= window_last_) {
        window_first_ = contact;
        window_last_ = std::min(contact + kChunkContacts, cache_.contacts());
        window_ = reader->Read(window_first_, window_last_ - window_first_);
      }
      if (IsTied(rows[i], contact - window_first_)) told_[i].reread = true;
      if (IsBeforeBirth(rows[i], contact - window_first_)) told_[i].touched = true;
    }
    for (std::size_t kind = 0; kind < schema_.events.size(); ++kind) RefuseTiedAccount(kind);
  }

  /// New events by contact: fact kind and row as one number.
  std::vector<std::vector<std::uint32_t>> RowsByContact() {
    std::vector<std::vector<std::uint32_t>> rows(told_.size());
    for (std::size_t kind = 0; kind < schema_.events.size(); ++kind) {
      if (fact_kinds_[kind] == kNoKind || schema_.events[kind].account) continue;
      const NewFacts::Events& events = facts_.events[fact_kinds_[kind]];
      for (std::uint32_t row = 0; row < events.contacts.size(); ++row) {
        rows[number_of_id_.at(events.contacts[row])].push_back(static_cast<std::uint32_t>(places_.size()));
        places_.push_back({static_cast<std::uint32_t>(kind), row});
      }
    }
    return rows;
  }

  bool IsTied(const std::vector<std::uint32_t>& rows, std::uint32_t contact) const {
    return std::ranges::any_of(rows, [&](std::uint32_t number) {
      const auto [kind, row] = places_[number];
      const NewFacts::Events& events = facts_.events[fact_kinds_[kind]];
      const engine::EventColumn& known = window_.timelines->events[kind];
      if (known.offsets.empty()) return false;
      const std::uint32_t first = known.offsets[window_.first + contact],
                          last = known.offsets[window_.first + contact + 1];
      const auto at = std::lower_bound(known.at.begin() + first, known.at.begin() + last, events.at[row]);
      for (auto i = static_cast<std::uint32_t>(at - known.at.begin()); i < last && known.at[i] == events.at[row]; ++i) {
        if ((known.rank.empty() ? 0 : known.rank[i]) == events.rank[row]) return true;
      }
      return false;
    });
  }

  /// An absence is cut at birth: when the contact is older than was known, there may be more of it.
  bool IsBeforeBirth(const std::vector<std::uint32_t>& rows, std::uint32_t contact) const {
    const engine::Instant born = window_.timelines->born[window_.first + contact];
    return std::ranges::any_of(rows, [&](std::uint32_t number) {
      return facts_.events[fact_kinds_[places_[number].kind]].at[places_[number].row] < born;
    });
  }

  /// The account has no contact that could be read again.
  void RefuseTiedAccount(std::size_t kind) const {
    if (!schema_.events[kind].account || fact_kinds_[kind] == kNoKind) return;
    const NewFacts::Events& events = facts_.events[fact_kinds_[kind]];
    const engine::EventColumn& known = cache_.common().events[kind];
    for (const engine::Instant at : events.at) {
      if (std::binary_search(known.at.begin(), known.at.end(), at))
        throw Damaged("events of the account meet at one instant");
    }
  }

  /// An absence may end with a new event.
  void RereadTheAbsent() {
    const std::unique_ptr<engine::TimelineReader> reader = cache_.OpenReader();
    if (!HasAbsences()) return;
    for (std::size_t i = 0; i < told_.size(); ++i) {
      if (told_[i].touched || !IsInCache(told_[i])) continue;
      const engine::TimelineWindow window = reader->Read(PositionInWhole(i), 1);
      const auto& offsets = window.timelines->absences.offsets;
      if (!offsets.empty() && offsets[window.first + 1] > offsets[window.first]) told_[i].touched = true;
    }
  }

  bool HasAbsences() const {
    const auto has = [](const CacheFile& file) {
      return std::ranges::any_of(file.directory().absences.starts,
                                 [](const PackedChunk& chunk) { return chunk.count > 0; });
    };
    return has(*cache_.files().base) || (cache_.files().newer && has(*cache_.files().newer));
  }

  static bool IsInCache(const ToldContact& told) { return !told.is_new || told.earlier != ToldContact::kNone; }

  /// Of a contact that the cache has already.
  std::uint32_t PositionInWhole(std::size_t number) const {
    const ToldContact& told = told_[number];
    return told.earlier != ToldContact::kNone ? cache_.overlay().PositionOf(told.earlier)
                                              : cache_.overlay().PositionOfBase(told.position);
  }

  struct Place {
    std::uint32_t kind, row;
  };

  const CachedTimelines& cache_;
  const engine::Schema& schema_;
  const NewFacts& facts_;
  std::vector<ToldContact>& told_;
  const std::vector<std::size_t> fact_kinds_;
  std::unordered_map<std::uint32_t, std::size_t> number_of_id_;
  std::vector<Place> places_;  // of new events
  engine::TimelineWindow window_;
  std::uint32_t window_first_ = 0, window_last_ = 0;
};

}  // namespace

void MarkRereads(const CachedTimelines& cache, const NewFacts& facts, std::vector<ToldContact>& told) {
  Rereads(cache, facts, told).Mark();
}

}  // namespace segue::timeline_cache
