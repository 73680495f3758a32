// The file is a head of fixed size, the columns one after the other, then the checksum of all that. Columns are read
// and written where they lie: for a million contacts each copy would cost as much as the file itself.
#include "adapters/timeline_cache/run_memory.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cstdio>
#include <cstring>
#include <memory>
#include <span>

namespace segue::timeline_cache {
namespace {

struct Head {
  char magic[16] = "SEGUERUN 2";
  std::int64_t run = 0, changes = 0, as_of = 0;
  std::uint64_t rules = 0, contacts = 0;
};

constexpr std::uint64_t kBytesPerContact = sizeof(std::uint32_t) + sizeof(engine::Instant) + sizeof(std::uint64_t);

/// Reads or writes whole stretches of bytes and remembers their checksum.
class SummedFile {
 public:
  SummedFile(const std::string& path, int flags)
      : file_(open(path.c_str(), flags | O_CLOEXEC, 0600)), sum_(XXH3_createState()) {
    XXH3_64bits_reset(sum_.get());
  }
  SummedFile(const SummedFile&) = delete;
  SummedFile& operator=(const SummedFile&) = delete;
  ~SummedFile() { Close(); }

  bool IsOpen() const { return file_ >= 0; }
  /// Of a plain file; else nothing.
  std::uint64_t Size() const {
    struct stat status {};
    return fstat(file_, &status) == 0 && S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
  }

  template <typename T>
  bool Read(std::span<T> values) {
    return ReadBytes(std::as_writable_bytes(values)) && Sum(std::as_bytes(values));
  }
  /// Whether the next bytes are the checksum of all before.
  bool ReadChecksum() {
    const std::uint64_t expected = Checksum();
    std::uint64_t checksum = 0;
    return ReadBytes(std::as_writable_bytes(std::span(&checksum, 1))) && checksum == expected;
  }
  template <typename T>
  bool Write(std::span<const T> values) {
    return WriteBytes(std::as_bytes(values)) && Sum(std::as_bytes(values));
  }
  bool WriteChecksum() {
    const std::uint64_t checksum = Checksum();
    return WriteBytes(std::as_bytes(std::span(&checksum, 1)));
  }
  bool Close() {
    const bool closed = file_ < 0 || close(file_) == 0;
    file_ = -1;
    return closed;
  }

 private:
  struct FreeState {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };

  std::uint64_t Checksum() const { return XXH3_64bits_digest(sum_.get()); }
  bool Sum(std::span<const std::byte> bytes) {
    return XXH3_64bits_update(sum_.get(), bytes.data(), bytes.size()) == XXH_OK;
  }
  bool ReadBytes(std::span<std::byte> bytes) const {
    while (!bytes.empty()) {
      const ssize_t done = read(file_, bytes.data(), bytes.size());
      if (done <= 0) return false;
      bytes = bytes.subspan(static_cast<std::size_t>(done));
    }
    return true;
  }
  bool WriteBytes(std::span<const std::byte> bytes) const {
    while (!bytes.empty()) {
      const ssize_t done = write(file_, bytes.data(), bytes.size());
      if (done <= 0) return false;
      bytes = bytes.subspan(static_cast<std::size_t>(done));
    }
    return true;
  }

  int file_;
  std::unique_ptr<XXH3_state_t, FreeState> sum_;
};

bool WriteAll(const RunMemory& memory, const std::string& path) {
  SummedFile file(path, O_CREAT | O_WRONLY | O_TRUNC);
  Head head;
  head.run = memory.run;
  head.changes = memory.changes;
  head.as_of = memory.as_of;
  head.rules = memory.rules;
  head.contacts = memory.contacts.size();
  return file.IsOpen() && file.Write(std::span<const Head>(&head, 1)) && file.Write(std::span(memory.contacts)) &&
         file.Write(std::span(memory.next)) && file.Write(std::span(memory.moves)) && file.WriteChecksum() &&
         file.Close();
}

}  // namespace

std::uint64_t FingerprintOf(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::optional<RunMemory> RunMemory::Read(const std::string& path) {
  SummedFile file(path, O_RDONLY);
  Head head;
  if (!file.IsOpen() || !file.Read(std::span(&head, 1))) return std::nullopt;
  // Compared with the file's size first, so that a damaged number asks for no memory.
  if (std::memcmp(head.magic, Head().magic, sizeof head.magic) != 0) return std::nullopt;
  const std::uint64_t columns = file.Size() - sizeof head;
  if (head.contacts != columns / kBytesPerContact) return std::nullopt;
  RunMemory memory{head.run, head.changes, head.as_of, head.rules, {}, {}, {}};
  memory.contacts.resize(head.contacts);
  memory.next.resize(head.contacts);
  memory.moves.resize(head.contacts);
  const bool whole = file.Read(std::span(memory.contacts)) && file.Read(std::span(memory.next)) &&
                     file.Read(std::span(memory.moves)) && file.ReadChecksum();
  return whole ? std::optional(std::move(memory)) : std::nullopt;
}

void RunMemory::Write(const std::string& path) const {
  const std::string beside = path + "." + std::to_string(getpid()) + ".tmp";
  if (!WriteAll(*this, beside) || std::rename(beside.c_str(), path.c_str()) != 0) unlink(beside.c_str());
}

}  // namespace segue::timeline_cache
