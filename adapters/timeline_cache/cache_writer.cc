// Everything is appended; the header, which names the directory's place, is written last.
#include "adapters/timeline_cache/cache_writer.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>

#include "adapters/timeline_cache/dictionary_bytes.h"
#include "adapters/timeline_cache/file_header.h"

namespace segue::timeline_cache {
namespace {

constexpr std::size_t kBufferBytes = 1 << 20;

[[noreturn]] void Fail(const std::string& doing) { throw CannotWrite(doing + ": " + std::strerror(errno)); }

std::span<const std::byte> BytesOf(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

}  // namespace

/// Offsets of rows by contact, cut into chunks of contacts.
struct CacheWriter::Stretch {
  explicit Stretch(std::span<const std::uint32_t> row_offsets) : offsets(row_offsets) {}

  std::span<const std::uint32_t> offsets;

  std::size_t contacts() const { return offsets.empty() ? 0 : offsets.size() - 1; }
  std::size_t chunks() const { return ChunksOf(static_cast<std::uint32_t>(contacts())); }
  std::size_t FirstContact(std::size_t chunk) const { return std::min(chunk * kChunkContacts, contacts()); }
  std::uint32_t FirstRow(std::size_t chunk) const { return offsets[FirstContact(chunk)]; }
};

CacheWriter::CacheWriter(std::string path)
    : path_(std::move(path)), beside_(path_ + "." + std::to_string(getpid()) + ".tmp") {
  const int descriptor = open(beside_.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) Fail("creating " + beside_);
  file_.reset(fdopen(descriptor, "wb"));
  if (!file_) Fail("creating " + beside_);
  std::setvbuf(file_.get(), nullptr, _IOFBF, kBufferBytes);
  const FileHeader blank;
  Append(std::as_bytes(std::span(&blank, 1)));
}

CacheWriter::~CacheWriter() {
  if (file_) unlink(beside_.c_str());
}

std::uint64_t CacheWriter::Append(std::span<const std::byte> bytes) {
  constexpr std::byte kZeros[8] = {};
  const std::uint64_t offset = end_;
  const std::size_t padding = (8 - bytes.size() % 8) % 8;
  if (bytes.empty()) return offset;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) Fail("writing " + beside_);
  if (std::fwrite(kZeros, 1, padding, file_.get()) != padding) Fail("writing " + beside_);
  end_ += bytes.size() + padding;
  return offset;
}

Extent CacheWriter::AppendExtent(std::span<const std::byte> bytes) {
  return {Append(bytes), bytes.size(), XXH3_64bits(bytes.data(), bytes.size())};
}

void CacheWriter::AppendAll(std::vector<PackedBytes> packed, PackedColumn& column) {
  for (PackedBytes& part : packed) {
    part.chunk.extent.offset = Append(part.bytes);
    column.push_back(part.chunk);
  }
}

void CacheWriter::AppendCounts(const Stretch& stretch, PackedColumn& column) {
  AppendAll(PackAll(stretch.chunks(),
                    [&](std::size_t chunk) {
                      std::vector<std::int64_t> counts;
                      const std::size_t last = stretch.FirstContact(chunk + 1);
                      for (std::size_t contact = stretch.FirstContact(chunk); contact < last; ++contact)
                        counts.push_back(stretch.offsets[contact + 1] - stretch.offsets[contact]);
                      return PackIntegers(counts);
                    }),
            column);
}

void CacheWriter::AppendInstants(const Stretch& stretch, std::span<const std::int64_t> values, PackedColumn& column) {
  AppendAll(PackAll(stretch.chunks(),
                    [&](std::size_t chunk) {
                      const std::uint32_t first = stretch.FirstRow(chunk);
                      return PackIntegers(values.subspan(first, stretch.FirstRow(chunk + 1) - first));
                    }),
            column);
}

void CacheWriter::AppendValues(const Stretch& stretch, const engine::Column& values, PackedColumn& column) {
  AppendAll(PackAll(stretch.chunks(),
                    [&](std::size_t chunk) {
                      return PackValues(values, stretch.FirstRow(chunk), stretch.FirstRow(chunk + 1));
                    }),
            column);
}

void CacheWriter::AppendDictionary(const engine::Column& column, ValueEntry& entry) {
  entry.dictionary = AppendExtent(DictionaryBytes(column));
}

void CacheWriter::Begin(const adapters::StoreState& state, const engine::Schema& schema, std::uint32_t contacts) {
  directory_.state = state;
  directory_.contacts = contacts;
  const auto entry = [](const engine::FieldDeclaration& declared) {
    return ValueEntry{declared.name, declared.type, declared.currency, {}, {}};
  };
  for (const engine::FieldDeclaration& field : schema.fields) directory_.fields.push_back({entry(field), {}, {}});
  for (const engine::EventKind& kind : schema.events) {
    KindEntry& added = directory_.kinds.emplace_back();
    added.name = kind.name;
    added.account = kind.account;
    for (const engine::FieldDeclaration& property : kind.properties) added.properties.push_back(entry(property));
  }
  for (const std::string& list : schema.lists) directory_.lists.push_back({list, {}, {}, {}});
}

void CacheWriter::AddContacts(std::span<const std::string> keys, std::span<const std::uint32_t> identities,
                              std::span<const std::int64_t> changed) {
  for (std::size_t first = 0; first < keys.size(); first += kChunkContacts) {
    const std::size_t last = std::min(first + kChunkContacts, keys.size());
    std::string bytes;
    std::vector<std::int64_t> sizes, ids;
    for (std::size_t i = first; i < last; ++i) {
      bytes += keys[i];
      sizes.push_back(static_cast<std::int64_t>(keys[i].size()));
      ids.push_back(identities[i]);
    }
    directory_.keys.push_back(AppendExtent(BytesOf(bytes)));
    AppendAll({PackIntegers(sizes)}, directory_.key_sizes);
    AppendAll({PackIntegers(ids)}, directory_.identities);
    AppendAll({PackIntegers(changed.subspan(first, last - first))}, directory_.changed);
  }
}

void CacheWriter::AppendByContact(std::span<const std::int64_t> values, PackedColumn& column) {
  AppendAll(PackAll(ChunksOf(static_cast<std::uint32_t>(values.size())),
                    [&](std::size_t chunk) {
                      const std::size_t first = chunk * kChunkContacts;
                      const std::size_t count = std::min<std::size_t>(kChunkContacts, values.size() - first);
                      return PackIntegers(values.subspan(first, count));
                    }),
            column);
}

void CacheWriter::AddBirths(std::span<const engine::Instant> born) { AppendByContact(born, directory_.born); }

void CacheWriter::AddNewer(const Newer& newer) {
  directory_.newer.base_stamp = newer.base_stamp;
  AppendByContact(newer.positions, directory_.newer.positions);
  AppendByContact(newer.is_new, directory_.newer.is_new);
  AppendByContact(newer.replaces, directory_.newer.replaces);
  for (std::size_t kind = 0; kind < newer.replaces_events.size(); ++kind)
    AppendByContact(newer.replaces_events[kind], directory_.kinds[kind].replaces);
}

void CacheWriter::AppendIntervals(const engine::IntervalGroup& group, IntervalsEntry& entry) {
  const Stretch stretch(group.offsets.view());
  AppendCounts(stretch, entry.counts);
  AppendInstants(stretch, group.starts.view(), entry.starts);
  AppendInstants(stretch, group.ends.view(), entry.ends);
}

void CacheWriter::AddAbsences(const engine::IntervalGroup& absences) { AppendIntervals(absences, directory_.absences); }

void CacheWriter::AddList(engine::ListId list, const engine::IntervalGroup& members) {
  AppendIntervals(members, directory_.lists[list]);
}

void CacheWriter::AddField(engine::FieldId field, const engine::FieldColumn& column, bool last) {
  FieldEntry& entry = directory_.fields[field];
  const Stretch stretch(column.offsets.view());
  AppendCounts(stretch, entry.counts);
  AppendInstants(stretch, column.at.view(), entry.at);
  AppendValues(stretch, column.value, entry.value.values);
  if (last) AppendDictionary(column.value, entry.value);
}

void CacheWriter::AddEvents(engine::EventKindId kind, const engine::EventColumn& events, bool last) {
  KindEntry& entry = directory_.kinds[kind];
  const Stretch stretch(events.offsets.view());
  AppendCounts(stretch, entry.counts);
  AppendInstants(stretch, events.at.view(), entry.at);
  // A rank that is 0 throughout takes no bytes, so every chunk may have one.
  const std::vector<std::int64_t> no_rank(events.rank.empty() ? events.at.size() : 0);
  AppendInstants(stretch, events.rank.empty() ? std::span(no_rank) : events.rank.view(), entry.rank);
  for (std::size_t i = 0; i < entry.properties.size(); ++i) {
    AppendValues(stretch, events.properties[i], entry.properties[i].values);
    if (last) AppendDictionary(events.properties[i], entry.properties[i]);
  }
}

void CacheWriter::Commit() {
  const std::vector<std::byte> directory = directory_.Write();
  FileHeader header;
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.version = kVersion;
  header.directory_offset = Append(directory);
  header.directory_size = directory.size();
  header.directory_checksum = XXH3_64bits(directory.data(), directory.size());
  header.checksum = XXH3_64bits(&header, offsetof(FileHeader, checksum));
  if (std::fseek(file_.get(), 0, SEEK_SET) != 0) Fail("writing " + beside_);
  if (std::fwrite(&header, sizeof header, 1, file_.get()) != 1) Fail("writing " + beside_);
  if (std::fclose(file_.release()) != 0) {
    unlink(beside_.c_str());
    Fail("writing " + beside_);
  }
  if (rename(beside_.c_str(), path_.c_str()) != 0) {
    unlink(beside_.c_str());
    Fail("putting " + path_ + " in its place");
  }
}

}  // namespace segue::timeline_cache
