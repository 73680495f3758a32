// SQLite's result codes and the system's errors in the user's words.
#pragma once

#include <string>

#include "adapters/sqlite/failure.h"

namespace segue::sqlite {

/// `code` is SQLite's extended result code, `system_error` the errno behind it or 0, `message` SQLite's own words.
Failure SqliteFailure(int code, int system_error, const std::string& message, const std::string& path);

/// A failed system call on `path`.
Failure SystemFailure(int system_error, const std::string& path);

}  // namespace segue::sqlite
