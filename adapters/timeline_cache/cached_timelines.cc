// Opening: the files are mapped, their directories read, the wanted columns found by name, their bytes compared with
// their checksums, dictionaries united. Contacts are unpacked by readers (cached_reader.cc).
#include "adapters/timeline_cache/cached_timelines.h"

#include <algorithm>

#include "adapters/timeline_cache/base_reader.h"
#include "adapters/timeline_cache/byte_stream.h"
#include "adapters/timeline_cache/cached_reader.h"
#include "adapters/timeline_cache/dictionary_bytes.h"

namespace segue::timeline_cache {
namespace {

engine::FieldDeclaration DeclarationOf(const ValueEntry& entry) {
  return {entry.name, entry.type, {}, entry.currency, {}};
}

engine::Schema SchemaOf(const Directory& directory) {
  engine::Schema schema;
  for (const FieldEntry& field : directory.fields) schema.fields.push_back(DeclarationOf(field.value));
  for (const KindEntry& kind : directory.kinds) {
    engine::EventKind& declared = schema.events.emplace_back();
    declared.name = kind.name;
    declared.account = kind.account;
    for (const ValueEntry& property : kind.properties) declared.properties.push_back(DeclarationOf(property));
  }
  for (const IntervalsEntry& list : directory.lists) schema.lists.push_back(list.name);
  return schema;
}

const std::string& NameOf(const engine::FieldDeclaration& field) { return field.name; }
const std::string& NameOf(const std::string& list) { return list; }

/// Those of `from` that `to` does not have.
template <typename T>
void AddUnknown(const std::vector<T>& from, std::vector<T>& to) {
  for (const T& item : from) {
    if (std::ranges::none_of(to, [&](const T& other) { return NameOf(other) == NameOf(item); })) to.push_back(item);
  }
}

bool HasRows(const KindEntry* entry) {
  return entry != nullptr && std::ranges::any_of(entry->at, [](const PackedChunk& chunk) { return chunk.count > 0; });
}

/// The newer facts that follow this base, up to `stamp`; without `stamp` any that do, or none.
std::unique_ptr<CacheFile> OpenNewer(const std::string& path, std::uint64_t base_stamp,
                                     std::optional<std::uint64_t> stamp) {
  try {
    auto newer = std::make_unique<CacheFile>(path);
    const Directory& directory = newer->directory();
    const bool follows = directory.newer.base_stamp == base_stamp;
    if (follows && directory.state.stamp == stamp.value_or(directory.state.stamp)) return newer;
  } catch (const Damaged&) {
    if (stamp) throw;
  }
  if (stamp) throw Damaged("it is older than the store");
  return nullptr;
}

}  // namespace

CacheFiles CacheFiles::Open(const CachePaths& paths, std::optional<std::uint64_t> stamp) {
  CacheFiles files{std::make_unique<CacheFile>(paths.base), nullptr};
  const std::uint64_t base_stamp = files.base->directory().state.stamp;
  if (stamp != base_stamp) files.newer = OpenNewer(paths.newer, base_stamp, stamp);
  return files;
}

engine::Schema CacheFiles::Schema() const {
  engine::Schema schema = SchemaOf(base->directory());
  if (!newer) return schema;
  AddNames(SchemaOf(newer->directory()), schema);
  return schema;
}

void AddNames(const engine::Schema& added, engine::Schema& schema) {
  AddUnknown(added.fields, schema.fields);
  AddUnknown(added.lists, schema.lists);
  for (const engine::EventKind& kind : added.events) {
    const auto known = std::ranges::find(schema.events, kind.name, &engine::EventKind::name);
    known == schema.events.end() ? schema.events.push_back(kind) : AddUnknown(kind.properties, known->properties);
  }
}

CachedTimelines::CachedTimelines(CacheFiles files, engine::Schema schema, const adapters::LoadRequest& request)
    : files_(std::move(files)),
      schema_(std::move(schema)),
      keys_(request.keys),
      overlay_(files_.base->directory().contacts) {
  BindColumns(request);
  Verify();
  if (files_.newer) overlay_ = Overlay(files_.base->directory().contacts, *files_.newer);
  ReadCommon();
}

void CachedTimelines::BindColumns(const adapters::LoadRequest& request) {
  const Directory nothing;
  auto base = Bind(files_.base->directory(), schema_, request);
  auto newer = Bind(files_.newer ? files_.newer->directory() : nothing, schema_, request);
  if (!base || !newer) throw Damaged("it has a name with another type than the rules");
  base_columns_ = *std::move(base);
  newer_columns_ = *std::move(newer);
}

void CachedTimelines::Verify() const {
  files_.base->Verify(ExtentsOf(files_.base->directory(), base_columns_, keys_));
  if (files_.newer) files_.newer->Verify(ExtentsOf(files_.newer->directory(), newer_columns_, true));
}

CodeMap CachedTimelines::ReadDictionaries(const ValueEntry* base, const ValueEntry* newer,
                                          engine::Column& column) const {
  ReadDictionary(base == nullptr ? std::span<const std::byte>() : files_.base->Bytes(base->dictionary), column);
  if (newer == nullptr) return {};
  engine::Column added;
  added.type = column.type;
  ReadDictionary(files_.newer->Bytes(newer->dictionary), added);
  return Unite(added, column);
}

void CachedTimelines::ReadCommon() {
  common_.first_data = state().first_data;
  common_.data_through = state().data_through;
  common_.fields.resize(schema_.fields.size());
  field_codes_.resize(schema_.fields.size());
  for (std::size_t id = 0; id < schema_.fields.size(); ++id) ReadCommonField(id);
  common_.events.resize(schema_.events.size());
  event_codes_.resize(schema_.events.size());
  replaces_events_.resize(schema_.events.size());
  for (std::size_t id = 0; id < schema_.events.size(); ++id) ReadCommonKind(id);
  common_.lists.resize(schema_.lists.size());
}

void CachedTimelines::ReadCommonField(std::size_t id) {
  engine::Column& value = common_.fields[id].value;
  value.type = schema_.fields[id].type;
  const auto value_of = [](const Bound<FieldEntry>& field) {
    return field.wanted && field.entry != nullptr ? &field.entry->value : nullptr;
  };
  field_codes_[id] = ReadDictionaries(value_of(base_columns_.fields[id]), value_of(newer_columns_.fields[id]), value);
}

void CachedTimelines::ReadCommonKind(std::size_t id) {
  const engine::EventKind& declared = schema_.events[id];
  const BoundKind &base = base_columns_.kinds[id], &newer = newer_columns_.kinds[id];
  engine::EventColumn& events = common_.events[id];
  events.imported = HasRows(base.entry) || HasRows(newer.entry);
  for (std::size_t i = 0; i < declared.properties.size(); ++i) {
    engine::Column& values = events.properties.emplace_back();
    values.type = declared.properties[i].type;
    const bool wanted = base.properties[i].wanted;
    event_codes_[id].push_back(ReadDictionaries(wanted ? base.properties[i].entry : nullptr,
                                                wanted ? newer.properties[i].entry : nullptr, values));
  }
  if (!base.wanted) return;
  if (declared.account) {
    ReadAccount(id);
  } else if (newer.entry != nullptr) {
    replaces_events_[id] = UnpackWhole(*files_.newer, newer.entry->replaces);
  }
}

void CachedTimelines::ReadAccount(std::size_t id) {
  const engine::EventKind& declared = schema_.events[id];
  KindBuffer base(declared.properties.size()), newer(declared.properties.size()), whole(declared.properties.size());
  ReadAccountEvents(*files_.base, declared, base_columns_.kinds[id], base);
  if (files_.newer) {
    ReadAccountEvents(*files_.newer, declared, newer_columns_.kinds[id], newer);
    for (std::size_t i = 0; i < newer.properties.size(); ++i) Translate(event_codes_[id][i], newer.properties[i].codes);
    WindowMerger().MergeAccount(base, newer, whole);
    std::swap(base, whole);
  }
  if (!base.at.empty()) KeepEvents(std::move(base), common_.events[id]);
}

std::string_view CachedTimelines::Key(std::uint32_t contact) const {
  const std::lock_guard lock(keys_mutex_);
  if (keys_by_chunk_.empty()) keys_by_chunk_.resize(ChunksOf(contacts()));
  std::vector<std::string_view>& keys = keys_by_chunk_[contact / kChunkContacts];
  if (keys.empty()) {
    const std::uint32_t first = contact / kChunkContacts * kChunkContacts;
    keys = ReadKeys(*this, first, std::min(first + kChunkContacts, contacts()));
  }
  return keys[contact % kChunkContacts];
}

void CachedTimelines::TranslateNewer(WindowBuffers& newer) const {
  for (std::size_t id = 0; id < newer.fields.size(); ++id) Translate(field_codes_[id], newer.fields[id].value.codes);
  for (std::size_t kind = 0; kind < newer.kinds.size(); ++kind) {
    for (std::size_t i = 0; i < newer.kinds[kind].properties.size(); ++i)
      Translate(event_codes_[kind][i], newer.kinds[kind].properties[i].codes);
  }
}

void CachedTimelines::ReadNewer(WindowBuffers& out) const {
  if (!files_.newer) return;
  BaseReader(*files_.newer, schema_, newer_columns_, true).Append(0, files_.newer->directory().contacts, out);
  for (std::size_t kind = 0; kind < schema_.events.size(); ++kind) {
    if (schema_.events[kind].account)
      ReadAccountEvents(*files_.newer, schema_.events[kind], newer_columns_.kinds[kind], out.kinds[kind]);
  }
  TranslateNewer(out);
}

std::unique_ptr<engine::TimelineReader> CachedTimelines::OpenReader() const {
  return std::make_unique<CachedReader>(*this);
}

/// A column of all contacts: the base's values with the newer file's laid over them.
template <typename T>
std::vector<T> CachedTimelines::PutTogether(std::vector<T> base, const std::vector<T>& newer) const {
  if (base.size() == contacts()) {  // nobody is new
    for (std::uint32_t i = 0; i < newer.size(); ++i) base[overlay_.PositionOf(i)] = newer[i];
    return base;
  }
  std::vector<T> whole;
  whole.reserve(contacts());
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < newer.size(); ++i) {
    while (whole.size() < overlay_.PositionOf(i)) whole.push_back(base[next++]);
    whole.push_back(newer[i]);
    if (!overlay_.IsNew(i)) ++next;
  }
  whole.insert(whole.end(), base.begin() + static_cast<std::ptrdiff_t>(next), base.end());
  return whole;
}

std::vector<std::uint32_t> CachedTimelines::Identities() const {
  const auto read = [](const CacheFile& file) {
    file.Verify(ExtentsOf(file.directory().identities));
    return UnpackWhole(file, file.directory().identities);
  };
  return files_.newer ? PutTogether(read(*files_.base), read(*files_.newer)) : read(*files_.base);
}

std::vector<std::int64_t> CachedTimelines::Changed() const {
  const auto read = [](const CacheFile& file) {
    file.Verify(ExtentsOf(file.directory().changed));
    return UnpackWholeIntegers(file, file.directory().changed);
  };
  return files_.newer ? PutTogether(read(*files_.base), read(*files_.newer)) : read(*files_.base);
}

}  // namespace segue::timeline_cache
