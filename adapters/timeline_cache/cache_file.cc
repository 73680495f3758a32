// Nothing of the file is believed before its checksum was compared.
#include "adapters/timeline_cache/cache_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <thread>

#include "adapters/timeline_cache/byte_stream.h"
#include "adapters/timeline_cache/file_header.h"

namespace segue::timeline_cache {
namespace {

/// Extents that one thread takes at a time.
constexpr std::size_t kExtentsAtOnce = 64;

bool IsIntact(std::span<const std::byte> bytes, std::uint64_t checksum) {
  return bytes.empty() || XXH3_64bits(bytes.data(), bytes.size()) == checksum;
}

}  // namespace

CacheFile::CacheFile(const std::string& path) {
  Map(path);
  try {
    ReadDirectory();
  } catch (...) {
    munmap(const_cast<std::byte*>(data_), size_);
    throw;
  }
}

CacheFile::~CacheFile() { munmap(const_cast<std::byte*>(data_), size_); }

void CacheFile::Map(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw Damaged("there is none");
  struct stat status {};
  const bool sized = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  size_ = sized ? static_cast<std::size_t>(status.st_size) : 0;
  void* data = size_ < sizeof(FileHeader) ? MAP_FAILED : mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (data == MAP_FAILED) throw Damaged("it is no cache");
  data_ = static_cast<const std::byte*>(data);
}

void CacheFile::ReadDirectory() {
  FileHeader header;
  std::memcpy(&header, data_, sizeof header);
  const bool ours = std::memcmp(header.magic, kMagic, sizeof kMagic) == 0 && header.version == kVersion;
  if (!ours || XXH3_64bits(&header, offsetof(FileHeader, checksum)) != header.checksum)
    throw Damaged("it is no cache of this version");
  if (header.directory_offset > size_ || header.directory_size > size_ - header.directory_offset)
    throw Damaged("it ends too early");
  const std::span<const std::byte> bytes(data_ + header.directory_offset, header.directory_size);
  if (!IsIntact(bytes, header.directory_checksum)) throw Damaged("its directory is damaged");
  // Codes may be read a few bytes beyond their end; what follows them all is the directory.
  directory_ = Directory::Read(bytes, header.directory_offset);
}

void CacheFile::Verify(const std::vector<Extent>& extents) const {
  std::atomic<std::size_t> next{0};
  std::atomic<bool> intact{true};
  const auto work = [&] {
    for (std::size_t first = next.fetch_add(kExtentsAtOnce); first < extents.size() && intact;
         first = next.fetch_add(kExtentsAtOnce)) {
      for (std::size_t i = first; i < std::min(first + kExtentsAtOnce, extents.size()); ++i) {
        if (!IsIntact(Bytes(extents[i]), extents[i].checksum)) intact = false;
      }
    }
  };
  {
    std::vector<std::jthread> others;
    const std::size_t workers =
        std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), extents.size() / kExtentsAtOnce + 1);
    for (std::size_t worker = 1; worker < workers; ++worker) others.emplace_back(work);
    work();
  }
  if (!intact) throw Damaged("its columns are damaged");
}

}  // namespace segue::timeline_cache
