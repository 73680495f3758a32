// The file being imported, and which of two files has the last word.
//
// Where two files contradict each other about the same thing at the same instant, the order of import must not decide:
// the file whose (import, file name) is greater in code-point order wins, as if all files were imported in the order
// of their names. The same file imported again replaces what it said before.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

#include "adapters/sqlite/database.h"

namespace segue::sqlite {

struct ImportFile {
  std::int64_t id = 0;      // row of import_file
  std::int64_t import = 0;  // row of import
  std::string import_name;
  std::string file_name;
};

/// Writes the rows for a file that starts now.
ImportFile RecordImportFile(const Database& database, const std::string& import, const std::string& file);

class FilePrecedence {
 public:
  explicit FilePrecedence(const Database& database);
  /// Whether what file `newer` says replaces what file `older` said; ids of import_file.
  bool Replaces(std::int64_t newer, std::int64_t older);
  /// A negative, zero or positive number, as for strings.
  int Compare(std::int64_t left, std::int64_t right);

 private:
  using Name = std::pair<std::string, std::string>;  // import, file
  const Name& NameOf(std::int64_t import_file);

  Statement find_;
  std::unordered_map<std::int64_t, Name> names_;
};

}  // namespace segue::sqlite
