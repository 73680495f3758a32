// A window may begin and end inside chunks: only what it needs of them is unpacked.
#include "adapters/timeline_cache/base_reader.h"

#include <algorithm>
#include <numeric>

namespace segue::timeline_cache {
namespace {

std::string_view TextOf(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::vector<std::uint32_t> KeySizes(const CacheFile& file, std::size_t chunk) {
  const PackedChunk& sizes = file.directory().key_sizes[chunk];
  std::vector<std::uint32_t> unpacked(sizes.count);
  Unpack(file.Bytes(sizes.extent).data(), sizes.shape, 0, std::span(unpacked));
  return unpacked;
}

/// Cuts contacts [first, last) of a file where its chunks end.
template <typename Visit>
void ForEachRange(std::uint32_t first, std::uint32_t last, Visit visit) {
  while (first < last) {
    const std::uint32_t chunk = first / kChunkContacts, begin = chunk * kChunkContacts;
    const std::uint32_t end = std::min(last, begin + kChunkContacts);
    visit(ContactRange{chunk, first - begin, end - begin});
    first = end;
  }
}

template <typename Text>
void AppendKeysOf(const CacheFile& file, const ContactRange& contacts, std::vector<Text>& keys) {
  const std::vector<std::uint32_t> sizes = KeySizes(file, contacts.chunk);
  const std::string_view text = TextOf(file.Bytes(file.directory().keys[contacts.chunk]));
  std::size_t at = std::accumulate(sizes.begin(), sizes.begin() + contacts.first, std::size_t{0});
  for (std::uint32_t contact = contacts.first; contact < contacts.last; at += sizes[contact++])
    keys.emplace_back(text.substr(at, sizes[contact]));
}

void AppendNoRows(const ContactRange& contacts, std::vector<std::uint32_t>& offsets) {
  offsets.resize(offsets.size() + contacts.last - contacts.first, offsets.back());
}

}  // namespace

void BaseReader::Append(std::uint32_t first, std::uint32_t last, WindowBuffers& out) {
  ForEachRange(first, last, [&](const ContactRange& contacts) { AppendRange(contacts, out); });
}

void BaseReader::AppendRange(const ContactRange& contacts, WindowBuffers& out) {
  AppendContacts(contacts, out);
  AppendIntervals(&file_.directory().absences, contacts, out.absences);
  for (std::size_t id = 0; id < columns_.fields.size(); ++id) {
    if (columns_.fields[id].wanted) AppendField(columns_.fields[id].entry, contacts, out.fields[id]);
  }
  for (std::size_t id = 0; id < columns_.kinds.size(); ++id) {
    const BoundKind& kind = columns_.kinds[id];
    if (kind.wanted && !schema_.events[id].account) AppendKind(kind, schema_.events[id], contacts, out.kinds[id]);
  }
  for (std::size_t id = 0; id < columns_.lists.size(); ++id) {
    if (columns_.lists[id].wanted) AppendIntervals(columns_.lists[id].entry, contacts, out.lists[id]);
  }
}

void BaseReader::AppendContacts(const ContactRange& contacts, WindowBuffers& out) {
  chunks_.AppendIntegers(file_.directory().born, {contacts.chunk, contacts.first, contacts.last - contacts.first},
                         out.born);
  if (keys_) AppendKeysOf(file_, contacts, out.keys);
}

void BaseReader::AppendIntervals(const IntervalsEntry* entry, const ContactRange& contacts, IntervalsBuffer& out) {
  if (entry == nullptr) return AppendNoRows(contacts, out.offsets);
  const RowRange rows = chunks_.AppendOffsets(entry->counts, contacts, out.offsets);
  chunks_.AppendIntegers(entry->starts, rows, out.starts);
  chunks_.AppendIntegers(entry->ends, rows, out.ends);
}

void BaseReader::AppendField(const FieldEntry* entry, const ContactRange& contacts, FieldBuffer& out) {
  if (entry == nullptr) return AppendNoRows(contacts, out.offsets);
  const RowRange rows = chunks_.AppendOffsets(entry->counts, contacts, out.offsets);
  chunks_.AppendIntegers(entry->at, rows, out.at);
  chunks_.AppendValues(entry->value, rows, out.value);
}

void BaseReader::AppendKind(const BoundKind& kind, const engine::EventKind& declared, const ContactRange& contacts,
                            KindBuffer& out) {
  if (kind.entry == nullptr) return AppendNoRows(contacts, out.offsets);
  const RowRange rows = chunks_.AppendOffsets(kind.entry->counts, contacts, out.offsets);
  chunks_.AppendIntegers(kind.entry->at, rows, out.at);
  chunks_.AppendIntegers(kind.entry->rank, rows, out.rank);
  for (std::size_t i = 0; i < kind.properties.size(); ++i) {
    const Bound<ValueEntry>& property = kind.properties[i];
    if (!property.wanted) continue;
    if (property.entry != nullptr) {
      chunks_.AppendValues(*property.entry, rows, out.properties[i]);
    } else {
      ChunkReader::AppendMissing(declared.properties[i].type, rows.count, out.properties[i]);
    }
  }
}

void ReadAccountEvents(const CacheFile& file, const engine::EventKind& declared, const BoundKind& kind,
                       KindBuffer& out) {
  const std::uint32_t count = kind.entry == nullptr || kind.entry->at.empty() ? 0 : kind.entry->at.front().count;
  out.offsets.push_back(count);
  if (count == 0) return;
  ChunkReader chunks(file);
  const RowRange rows{0, 0, count};
  chunks.AppendIntegers(kind.entry->at, rows, out.at);
  chunks.AppendIntegers(kind.entry->rank, rows, out.rank);
  for (std::size_t i = 0; i < kind.properties.size(); ++i) {
    const Bound<ValueEntry>& property = kind.properties[i];
    if (!property.wanted) continue;
    property.entry != nullptr ? chunks.AppendValues(*property.entry, rows, out.properties[i])
                              : ChunkReader::AppendMissing(declared.properties[i].type, count, out.properties[i]);
  }
}

void AppendKeys(const CacheFile& file, std::uint32_t first, std::uint32_t last, std::vector<std::string_view>& keys) {
  ForEachRange(first, last, [&](const ContactRange& contacts) { AppendKeysOf(file, contacts, keys); });
}

}  // namespace segue::timeline_cache
