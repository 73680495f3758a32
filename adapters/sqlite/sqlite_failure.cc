// What the user reads when SQLite or the system refuses: the problem, then what to do.

#include "adapters/sqlite/sqlite_failure.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>

namespace segue::sqlite {
namespace {

Failure DiskFull(const std::string& path) {
  return {"the disk that holds " + path + " is full", "free some space and try again; nothing of this step was kept"};
}

Failure ReadOnly(const std::string& path) {
  return {path + " cannot be written to: the file or its folder is read-only",
          "make both writable, or copy the store to a folder of your own"};
}

Failure NoPermission(const std::string& path) {
  return {"no permission to open " + path, "ask the owner of the file, or check its folder's permissions"};
}

bool IsReadOnly(int primary, int system_error) { return primary == SQLITE_READONLY || system_error == EROFS; }

}  // namespace

Failure SystemFailure(int system_error, const std::string& path) {
  switch (system_error) {
    case ENOSPC:
    case EDQUOT:
      return DiskFull(path);
    case EROFS:
      return ReadOnly(path);
    case EACCES:
    case EPERM:
      return NoPermission(path);
    case ENOENT:
      return {"there is no file or folder " + path, "check the name"};
    case EISDIR:
      return {path + " is a folder", "name a file"};
    case EEXIST:
      return {path + " exists already", "name a file that does not exist yet, or move this one away"};
    default:
      return {path + ": " + std::strerror(system_error), "check the file and its disk, then try again"};
  }
}

Failure SqliteFailure(int code, int system_error, const std::string& message, const std::string& path) {
  const int primary = code & 0xFF;
  // SQLite keeps the last errno it met: it belongs to this failure only where the system was asked.
  if (primary != SQLITE_IOERR && primary != SQLITE_CANTOPEN) system_error = 0;
  if (primary == SQLITE_FULL || system_error == ENOSPC || system_error == EDQUOT) return DiskFull(path);
  if (IsReadOnly(primary, system_error)) return ReadOnly(path);
  switch (primary) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {path + " is being written to by another program", "try again when it has finished"};
    case SQLITE_NOTADB:
      return {path + " is not a SQLite file", "check the store's name, or restore the file from a backup"};
    case SQLITE_CORRUPT:
      return {path + " is damaged (" + message + ")",
              "restore it from a backup, or import the sources into a new store"};
    case SQLITE_CANTOPEN:
      if (system_error == EACCES || system_error == EPERM) return NoPermission(path);
      return {path + " cannot be opened (" + message + ")",
              "check that the file exists and that its folder is writable"};
    case SQLITE_NOMEM:
      return {"the machine has no memory left", "close other programs and try again"};
    case SQLITE_IOERR: {
      const std::string reason = system_error != 0 ? std::strerror(system_error) : message;
      return {path + " cannot be read or written (" + reason + ")", "check the disk, then try again"};
    }
    default:
      return {path + ": " + message, "check the file with another SQLite program; nothing of this step was kept"};
  }
}

}  // namespace segue::sqlite
