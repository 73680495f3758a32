// O_EXCL, buffered writes, fsync of the file and of its folder.

#include "adapters/sqlite/archive_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "adapters/sqlite/sqlite_failure.h"

namespace segue::sqlite {
namespace {

constexpr std::size_t kPendingBytes = std::size_t{1} << 18;

void SyncFolderOf(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const int handle = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) throw SystemFailure(errno, path);
  const int result = fsync(handle);
  const int error = errno;
  close(handle);
  // Some file systems cannot sync a folder; they have no need to.
  if (result != 0 && error != EINVAL) throw SystemFailure(error, path);
}

}  // namespace

ArchiveFile::ArchiveFile(const std::string& path) : path_(path) {
  file_ = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file_ < 0) throw SystemFailure(errno, path);
}

ArchiveFile::~ArchiveFile() {
  close(file_);
  if (!keep_) unlink(path_.c_str());
}

void ArchiveFile::Write(std::string_view bytes) {
  pending_ += bytes;
  if (pending_.size() >= kPendingBytes) Flush();
}

void ArchiveFile::Flush() {
  std::string_view left = pending_;
  while (!left.empty()) {
    const ssize_t count = write(file_, left.data(), left.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw SystemFailure(errno, path_);
    left.remove_prefix(static_cast<std::size_t>(count));
  }
  pending_.clear();
}

void ArchiveFile::MakeDurable() {
  Flush();
  if (fsync(file_) != 0) throw SystemFailure(errno, path_);
  SyncFolderOf(path_);
}

}  // namespace segue::sqlite
