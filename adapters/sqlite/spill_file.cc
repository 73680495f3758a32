// Buffered appends and positioned reads on an unlinked file.

#include "adapters/sqlite/spill_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "adapters/sqlite/sqlite_failure.h"

namespace segue::sqlite {
namespace {

constexpr std::size_t kPendingBytes = std::size_t{1} << 20;

}  // namespace

SpillFile::~SpillFile() {
  if (file_ >= 0) close(file_);
}

void SpillFile::Create() {
  std::string name = store_path_ + ".sorting-XXXXXX";
  file_ = mkostemp(name.data(), O_CLOEXEC);
  if (file_ < 0) throw SystemFailure(errno, store_path_);
  unlink(name.c_str());
}

void SpillFile::Append(std::string_view bytes) {
  pending_.insert(pending_.end(), bytes.begin(), bytes.end());
  if (pending_.size() >= kPendingBytes) Flush();
}

void SpillFile::Flush() {
  if (file_ < 0) Create();
  std::size_t done = 0;
  while (done < pending_.size()) {
    const ssize_t count = pwrite(file_, pending_.data() + done, pending_.size() - done, static_cast<off_t>(written_));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw SystemFailure(errno, store_path_);
    done += static_cast<std::size_t>(count);
    written_ += static_cast<std::uint64_t>(count);
  }
  pending_.clear();
}

void SpillFile::Read(std::uint64_t from, char* into, std::size_t size) const {
  while (size > 0) {
    const ssize_t count = pread(file_, into, size, static_cast<off_t>(from));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw SystemFailure(count < 0 ? errno : EIO, store_path_);
    into += count;
    from += static_cast<std::uint64_t>(count);
    size -= static_cast<std::size_t>(count);
  }
}

}  // namespace segue::sqlite
