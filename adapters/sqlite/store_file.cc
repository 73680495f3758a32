// From a path to a connection, with a message for each way in which the file can be wrong.

#include "adapters/sqlite/store_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/sqlite_failure.h"
#include "adapters/sqlite/writer_lock.h"

namespace segue::sqlite {
namespace {

constexpr char kMagic[] = "SQLite format 3";  // with its zero, the first 16 bytes of every SQLite file
constexpr char kImportAdvice[] = "run `segue import` first, or check the `store:` of segue.yaml and --store";

void CreateEmpty(const std::string& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) throw SystemFailure(errno, path);
  close(file);
}

void RefuseWhatIsNoFile(const std::string& path, const struct stat& status) {
  if (S_ISDIR(status.st_mode))
    throw Failure{path + " is a folder, not a store", "name a file, such as contacts.segue.db"};
  if (!S_ISREG(status.st_mode)) throw Failure{path + " is not a plain file", "name a file, such as contacts.segue.db"};
}

/// An empty file is a store that is not yet filled.
void RefuseForeignBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw SystemFailure(errno, path);
  std::array<char, sizeof kMagic> start{};
  file.read(start.data(), start.size());
  if (file.gcount() == 0) return;
  if (std::memcmp(start.data(), kMagic, sizeof kMagic) == 0) return;
  throw Failure{path + " is not a SQLite file",
                "check the store's name; to start a new store, name a file that does not exist"};
}

bool IsWritable(const std::string& path) { return faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0; }

bool FolderIsReadOnly(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return !IsWritable(folder.empty() ? "." : folder.string());
}

/// SQLite would open such a file for reading and fail later, in other words.
void RefuseReadOnly(const std::string& path) {
  if (!IsWritable(path) || FolderIsReadOnly(path)) throw SystemFailure(EROFS, path);
}

void CheckFile(const std::string& path, OpenMode mode) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) throw SystemFailure(errno, path);
    if (mode != OpenMode::kCreate) throw Failure{"there is no store " + path, kImportAdvice};
    CreateEmpty(path);
    return;
  }
  RefuseWhatIsNoFile(path, status);
  RefuseForeignBytes(path);
  if (mode != OpenMode::kRead) RefuseReadOnly(path);
}

Access AccessFor(const std::string& path, OpenMode mode) {
  if (mode != OpenMode::kRead) return Access::kWrite;
  // Readers of a WAL store write its -shm file. Where nobody can write, nobody changes the file either.
  struct stat log {};
  const bool no_log = stat((path + "-wal").c_str(), &log) != 0 || log.st_size == 0;
  return FolderIsReadOnly(path) && no_log ? Access::kImmutable : Access::kRead;
}

void RefuseForeignSchema(const Database& database, FileKind kind) {
  if (kind != FileKind::kOther) return;
  throw Failure{database.path() + " is a SQLite file of another program, not a segue store",
                "check the store's name; nothing in that file was changed"};
}

void Configure(const Database& database, Access access) {
  database.Execute("PRAGMA foreign_keys = ON; PRAGMA temp_store = FILE; PRAGMA cache_size = -131072;");
  if (access == Access::kWrite) {
    // FULL: a commit is on the disk before it is acknowledged, also after a loss of power.
    database.Execute("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864;");
  }
}

void BringUpToDate(const Database& database, std::chrono::milliseconds patience) {
  const WriterLock lock(database.path(), patience);
  if (Classify(database) == FileKind::kNew) {
    // Large pages: a store is read and filled page after page, and each page costs a call of the system.
    database.Execute("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL");
  }
  Migrate(database, Migrations());
}

bool IsCurrent(const Database& database) { return VersionOf(database) == NewestVersion(Migrations()); }

}  // namespace

std::unique_ptr<Database> OpenStoreFile(const std::string& path, OpenMode mode, std::chrono::milliseconds patience) {
  CheckFile(path, mode);
  const Access access = AccessFor(path, mode);
  auto database = std::make_unique<Database>(path, access, static_cast<int>(patience.count()));
  Configure(*database, access);
  const FileKind kind = Classify(*database);
  RefuseForeignSchema(*database, kind);
  if (kind == FileKind::kNew && mode != OpenMode::kCreate)
    throw Failure{path + " is an empty file, not a store", kImportAdvice};
  RefuseNewer(*database, NewestVersion(Migrations()));
  if (kind == FileKind::kStore && IsCurrent(*database)) return database;
  if (mode != OpenMode::kRead) {
    BringUpToDate(*database, patience);
    return database;
  }
  // An older store is upgraded on the way, also for a reader.
  BringUpToDate(*OpenStoreFile(path, OpenMode::kWrite, patience), patience);
  return OpenStoreFile(path, mode, patience);
}

std::unique_ptr<Database> OpenReader(const Database& store) {
  const Access access = AccessFor(store.path(), OpenMode::kRead);
  constexpr int kBusyMilliseconds = 5000;
  auto database = std::make_unique<Database>(store.path(), access, kBusyMilliseconds);
  Configure(*database, access);
  // It reads tables from end to end: what it has read it will not need again.
  database->Execute("PRAGMA cache_size = -16384");
  return database;
}

}  // namespace segue::sqlite
