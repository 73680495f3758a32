// The new file is put together in three steps, each laid over the one before: the newer file that is there, the new
// events, and what was read again of contacts about whom more than new events is known.
#include "adapters/timeline_cache/extend.h"

#include <unistd.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "adapters/timeline_cache/byte_stream.h"
#include "adapters/timeline_cache/cache_writer.h"
#include "adapters/timeline_cache/copy_timelines.h"
#include "adapters/timeline_cache/layer.h"
#include "adapters/timeline_cache/rereads.h"
#include "adapters/timeline_cache/told_contacts.h"
#include "adapters/timeline_cache/window_merger.h"

namespace segue::timeline_cache {
namespace {

using adapters::LoadRequest;
using adapters::NewFacts;

/// Beyond these shares of the base its newer facts are written into it.
constexpr std::uint64_t kEventsShare = 8, kContactsShare = 2;
constexpr std::uint64_t kFewEvents = 100'000, kFewContacts = 10'000;

class Extender {
 public:
  Extender(const CachedTimelines& cache, const NewFacts& facts, const ReadContacts& read_contacts)
      : cache_(cache),
        schema_(cache.schema()),
        facts_(facts),
        read_contacts_(read_contacts),
        told_(FindTold(cache, facts)),
        fact_kinds_(FactKinds(schema_, facts)) {
    for (std::size_t i = 0; i < told_.size(); ++i) number_of_id_[told_[i].id] = i;
  }

  void Write(const CachePaths& paths) {
    MarkRereads(cache_, facts_, told_);
    Layer whole = Earlier();
    Lay(
        NewEvents(), whole, [](const ToldContact&) { return false; }, [](const ToldContact&) { return false; });
    const auto read_again = [](const ToldContact& told) { return told.touched || told.reread; };
    Lay(ReadAgain(), whole, read_again, [](const ToldContact& told) { return told.reread; });
    WriteFile(paths.newer, whole);
  }

 private:
  /// What the newer file says already. Its contacts keep their numbers; others have nothing.
  Layer Earlier() {
    Layer layer(schema_);
    layer.dictionaries = cache_.common();
    earlier_.assign(told_.size(), MergedContact::kNone);
    if (!cache_.files().newer) return layer;
    cache_.ReadNewer(layer.rows);
    for (std::size_t i = 0; i < told_.size(); ++i) {
      if (told_[i].earlier != ToldContact::kNone) earlier_[i] = told_[i].earlier;
    }
    return layer;
  }

  /// New events of contacts that are not read again; each told contact has a place.
  Layer NewEvents() {
    Layer layer(schema_);
    for (std::size_t kind = 0; kind < schema_.events.size(); ++kind) AppendNewEvents(kind, layer);
    layer.FillEmpty(told_.size());
    for (std::size_t i = 0; i < told_.size(); ++i) {
      engine::Instant born = engine::kForever;
      for (std::size_t kind = 0; kind < schema_.events.size(); ++kind) {
        const KindBuffer& events = layer.rows.kinds[kind];
        if (schema_.events[kind].account || events.offsets[i] == events.offsets[i + 1]) continue;
        born = std::min(born, events.at[events.offsets[i]]);
      }
      layer.rows.born.push_back(born);
      layer.rows.keys.push_back(told_[i].key);
    }
    return layer;
  }

  void AppendNewEvents(std::size_t kind, Layer& layer) {
    KindBuffer& out = layer.rows.kinds[kind];
    if (fact_kinds_[kind] == kNoKind) return;
    const NewFacts::Events& events = facts_.events[fact_kinds_[kind]];
    std::vector<std::uint32_t> order(events.at.size());
    std::iota(order.begin(), order.end(), 0U);
    const bool account = schema_.events[kind].account;
    std::vector<std::size_t> number(order.size(), 0);
    if (!account) {
      for (const std::uint32_t row : order) number[row] = number_of_id_.at(events.contacts[row]);
      std::erase_if(order, [&](std::uint32_t row) { return told_[number[row]].reread; });
    }
    // Stable: the order of identity decides last.
    std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
      return std::tie(number[a], events.at[a], events.rank[a]) < std::tie(number[b], events.at[b], events.rank[b]);
    });
    const std::vector<std::optional<std::size_t>> properties = PropertiesOf(kind, layer);
    for (const std::uint32_t row : order) {
      while (!account && out.offsets.size() <= number[row])
        out.offsets.push_back(static_cast<std::uint32_t>(out.at.size()));
      out.at.push_back(events.at[row]);
      out.rank.push_back(events.rank[row]);
      for (std::size_t i = 0; i < properties.size(); ++i) {
        properties[i] ? AppendRow(events.properties[*properties[i]], row, out.properties[i])
                      : ChunkReader::AppendMissing(schema_.events[kind].properties[i].type, 1, out.properties[i]);
      }
    }
    out.offsets.push_back(static_cast<std::uint32_t>(out.at.size()));
  }

  /// Where the facts have each property of the kind; their dictionaries become the layer's.
  std::vector<std::optional<std::size_t>> PropertiesOf(std::size_t kind, Layer& layer) const {
    const std::vector<engine::FieldDeclaration>& known = facts_.schema.events[fact_kinds_[kind]].properties;
    std::vector<std::optional<std::size_t>> places;
    for (std::size_t i = 0; i < schema_.events[kind].properties.size(); ++i) {
      const auto found =
          std::ranges::find(known, schema_.events[kind].properties[i].name, &engine::FieldDeclaration::name);
      if (found == known.end()) {
        places.emplace_back();
        continue;
      }
      places.emplace_back(static_cast<std::size_t>(found - known.begin()));
      const engine::Column& column = facts_.events[fact_kinds_[kind]].properties[*places.back()];
      if (column.dictionary) layer.dictionaries.events[kind].properties[i].dictionary = column.dictionary;
      if (column.sets) layer.dictionaries.events[kind].properties[i].sets = column.sets;
    }
    return places;
  }

  /// Everything of the contacts that are read again; the others have nothing.
  Layer ReadAgain() {
    Layer layer(schema_);
    std::vector<std::uint32_t> ids;
    for (const ToldContact& told : told_) {
      if (told.touched || told.reread) ids.push_back(told.id);
    }
    engine::Timelines read;
    if (!ids.empty()) {
      LoadRequest request = LoadRequest::All(schema_);
      // Their own tables hold the account's events.
      for (std::size_t kind = 0; kind < schema_.events.size(); ++kind)
        request.kinds[kind] = !schema_.events[kind].account && AnyReread();
      read = read_contacts_(schema_, request, ids);
      if (read.contacts() != ids.size()) throw Damaged("contacts have vanished");
      for (std::size_t id = 0; id < schema_.fields.size(); ++id)
        layer.dictionaries.fields[id].value = read.fields[id].value;
      for (std::size_t kind = 0; kind < schema_.events.size(); ++kind) {
        for (std::size_t i = 0; i < read.events[kind].properties.size(); ++i)
          layer.dictionaries.events[kind].properties[i] = read.events[kind].properties[i];
      }
    }
    std::uint32_t next = 0;
    for (const ToldContact& told : told_)
      AppendRead(read, told, told.touched || told.reread ? next++ : ToldContact::kNone, layer.rows);
    layer.FillEmpty(told_.size());
    return layer;
  }

  bool AnyReread() const { return std::ranges::any_of(told_, &ToldContact::reread); }

  /// Lays a layer over what there is: its facts where `facts` says so, its events in place of the others where `events`
  /// says so, and on top of them elsewhere. Afterwards every told contact has its place.
  template <typename ReplacesFacts, typename ReplacesEvents>
  void Lay(Layer upper, Layer& whole, ReplacesFacts facts, ReplacesEvents events) {
    std::vector<MergedContact> contacts;
    std::vector<std::uint32_t> replaces;
    for (std::uint32_t i = 0; i < told_.size(); ++i) {
      contacts.push_back({earlier_[i], i, facts(told_[i])});
      replaces.push_back(events(told_[i]) ? 1 : 0);
      earlier_[i] = i;
    }
    UniteDictionaries(upper, whole);
    Layer merged(schema_);
    merged.dictionaries = std::move(whole.dictionaries);
    WindowMerger merger;
    merger.Merge(contacts, whole.rows, upper.rows, std::vector(schema_.events.size(), replaces), merged.rows);
    for (std::size_t kind = 0; kind < schema_.events.size(); ++kind) {
      if (!schema_.events[kind].account) continue;
      merged.rows.kinds[kind] = KindBuffer(schema_.events[kind].properties.size());
      if (whole.rows.kinds[kind].offsets.size() < 2) whole.rows.kinds[kind].offsets.push_back(0);
      merger.MergeAccount(whole.rows.kinds[kind], upper.rows.kinds[kind], merged.rows.kinds[kind]);
    }
    whole = std::move(merged);
  }

  void WriteFile(const std::string& path, const Layer& whole) const {
    engine::Timelines timelines = whole.dictionaries;
    whole.rows.ShowAll(timelines);
    std::vector<std::uint32_t> ids;
    std::vector<std::int64_t> changed;
    for (const ToldContact& told : told_) {
      ids.push_back(told.id);
      changed.push_back(told.changed);
    }
    CacheWriter writer(path);
    CopyTimelines(engine::TimelinesInMemory(timelines), schema_, facts_.after, {ids, changed}, writer);
    writer.AddNewer(NewerOf());
    writer.Commit();
  }

  CacheWriter::Newer NewerOf() const {
    CacheWriter::Newer newer;
    newer.base_stamp = cache_.files().base->directory().state.stamp;
    newer.replaces_events.resize(schema_.events.size());
    for (const ToldContact& told : told_) {
      const bool before = told.earlier != ToldContact::kNone;
      newer.positions.push_back(told.position);
      newer.is_new.push_back(told.is_new ? 1 : 0);
      const bool replaced = before && cache_.overlay().Replaces(told.earlier);
      newer.replaces.push_back(told.touched || told.reread || replaced ? 1 : 0);
      for (std::size_t kind = 0; kind < schema_.events.size(); ++kind) {
        if (schema_.events[kind].account) continue;
        const bool replaced_events = before && cache_.ReplacesEvents(kind, told.earlier);
        newer.replaces_events[kind].push_back(told.reread || replaced_events ? 1 : 0);
      }
    }
    return newer;
  }

  const CachedTimelines& cache_;
  const engine::Schema& schema_;
  const NewFacts& facts_;
  const ReadContacts& read_contacts_;
  std::vector<ToldContact> told_;
  std::unordered_map<std::uint32_t, std::size_t> number_of_id_;
  const std::vector<std::size_t> fact_kinds_;
  std::vector<std::uint32_t> earlier_;  // by told contact: its place in the layer below
};

std::uint64_t EventsIn(const Directory& directory) {
  std::uint64_t events = 0;
  for (const KindEntry& kind : directory.kinds) {
    for (const PackedChunk& chunk : kind.at) events += chunk.count;
  }
  return events;
}

bool HasGrownLarge(const CacheFiles& files) {
  const Directory &base = files.base->directory(), &newer = files.newer->directory();
  return EventsIn(newer) > std::max(kFewEvents, EventsIn(base) / kEventsShare) ||
         newer.contacts > std::max<std::uint64_t>(kFewContacts, base.contacts / kContactsShare);
}

/// Names that the facts bring with them.
engine::Schema WithNames(engine::Schema schema, const engine::Schema& added) {
  AddNames(added, schema);
  return schema;
}

}  // namespace

void Extend(const CachePaths& paths, const NewFacts& facts, const ReadContacts& read_contacts) {
  {
    CacheFiles files = CacheFiles::Open(paths, facts.before.stamp);
    const engine::Schema schema = WithNames(files.Schema(), facts.schema);
    const CachedTimelines cache(std::move(files), schema, LoadRequest::All(schema));
    Extender(cache, facts, read_contacts).Write(paths);
  }
  if (HasGrownLarge(CacheFiles::Open(paths, facts.after.stamp))) Compact(paths);
}

void Compact(const CachePaths& paths) {
  CacheFiles files = CacheFiles::Open(paths, std::nullopt);
  const engine::Schema schema = files.Schema();
  const CachedTimelines whole(std::move(files), schema, LoadRequest::All(schema));
  const std::vector<std::uint32_t> identities = whole.Identities();
  const std::vector<std::int64_t> changed = whole.Changed();
  CacheWriter writer(paths.base);
  CopyTimelines(whole, schema, whole.state(), {identities, changed}, writer);
  writer.Commit();
  unlink(paths.newer.c_str());
}

}  // namespace segue::timeline_cache
