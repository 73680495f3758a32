// Counts the writes of SQLite's own file functions and dies at the one that a test names.

#include "tests/sqlite/mortal_files.h"

#include <sqlite3.h>

#include <csignal>
#include <limits>

namespace segue::sqlite::test {
namespace {

sqlite3_vfs* real_files = nullptr;
sqlite3_vfs files;
/// The functions of an opened file on the disk.
const sqlite3_io_methods* real = nullptr;

std::uint64_t writes = 0;
Death expected{.at_write = std::numeric_limits<std::uint64_t>::max()};

bool IsTime() { return writes++ == expected.at_write; }

int Write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  if (IsTime()) {
    if (expected.half_written) real->xWrite(file, bytes, size / 2, offset);
    std::raise(SIGKILL);
  }
  return real->xWrite(file, bytes, size, offset);
}

int Truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (IsTime()) std::raise(SIGKILL);
  return real->xTruncate(file, size);
}

int Sync(sqlite3_file* file, int flags) {
  if (IsTime()) std::raise(SIGKILL);
  return real->xSync(file, flags);
}

int Open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out_flags) {
  const int result = real_files->xOpen(real_files, name, file, flags, out_flags);
  if (result != SQLITE_OK || file->pMethods == nullptr) return result;
  static sqlite3_io_methods mortal;
  if (real == nullptr) {
    real = file->pMethods;
    mortal = *real;
    mortal.xWrite = Write;
    mortal.xTruncate = Truncate;
    mortal.xSync = Sync;
  }
  if (file->pMethods == real) file->pMethods = &mortal;
  return result;
}

}  // namespace

void MortalFiles::Register() {
  if (real_files != nullptr) return;
  real_files = sqlite3_vfs_find(nullptr);
  files = *real_files;
  files.zName = "mortal";
  files.pNext = nullptr;
  files.xOpen = Open;
  sqlite3_vfs_register(&files, 1);
}

void MortalFiles::Expect(const Death& death) {
  writes = 0;
  expected = death;
}

std::uint64_t MortalFiles::Writes() { return writes; }

}  // namespace segue::sqlite::test
