// The members one after the other, then the checksum of all that.
#include "adapters/timeline_cache/run_memory.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <cstdio>
#include <fstream>
#include <iterator>

#include "adapters/timeline_cache/byte_stream.h"

namespace segue::timeline_cache {
namespace {

constexpr std::string_view kMagic = "SEGUERUN 1";

template <typename T>
void PutAll(const std::vector<T>& values, ByteWriter& writer) {
  writer.Put(std::string_view(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)));
}

template <typename T>
std::vector<T> GetAll(ByteReader& reader) {
  const std::string bytes = reader.GetText();
  std::vector<T> values(bytes.size() / sizeof(T));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
  return values;
}

RunMemory Parse(std::span<const std::byte> bytes) {
  ByteReader reader(bytes);
  if (reader.GetText() != kMagic) throw Damaged("it is of another version");
  RunMemory memory;
  memory.run = reader.Get<std::int64_t>();
  memory.changes = reader.Get<std::int64_t>();
  memory.as_of = reader.Get<std::int64_t>();
  memory.rules = reader.Get<std::uint64_t>();
  memory.contacts = GetAll<std::uint32_t>(reader);
  memory.next = GetAll<engine::Instant>(reader);
  memory.moves = GetAll<std::uint64_t>(reader);
  const bool parallel = memory.next.size() == memory.contacts.size() && memory.moves.size() == memory.contacts.size();
  if (!parallel || !reader.AtEnd()) throw Damaged("it contradicts itself");
  return memory;
}

}  // namespace

std::uint64_t FingerprintOf(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::optional<RunMemory> RunMemory::Read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  std::uint64_t checksum = 0;
  if (bytes.size() < sizeof checksum) return std::nullopt;
  const std::size_t size = bytes.size() - sizeof checksum;
  std::memcpy(&checksum, bytes.data() + size, sizeof checksum);
  if (FingerprintOf(std::string_view(bytes).substr(0, size)) != checksum) return std::nullopt;
  try {
    return Parse(std::as_bytes(std::span(bytes.data(), size)));
  } catch (const Damaged&) {
    return std::nullopt;
  }
}

void RunMemory::Write(const std::string& path) const {
  ByteWriter writer;
  writer.Put(kMagic);
  writer.Put(run);
  writer.Put(changes);
  writer.Put(as_of);
  writer.Put(rules);
  PutAll(contacts, writer);
  PutAll(next, writer);
  PutAll(moves, writer);
  const auto* text = reinterpret_cast<const char*>(writer.bytes().data());
  writer.Put(FingerprintOf({text, writer.bytes().size()}));
  const std::string beside = path + "." + std::to_string(getpid()) + ".tmp";
  const int file = open(beside.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return;
  const auto size = static_cast<ssize_t>(writer.bytes().size());
  const bool whole = write(file, writer.bytes().data(), writer.bytes().size()) == size;
  if (close(file) != 0 || !whole || std::rename(beside.c_str(), path.c_str()) != 0) unlink(beside.c_str());
}

}  // namespace segue::timeline_cache
