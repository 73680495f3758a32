// Rows of import and import_file, and their order by name.

#include "adapters/sqlite/import_file.h"

#include <chrono>

namespace segue::sqlite {
namespace {

std::int64_t WallClock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

}  // namespace

ImportFile RecordImportFile(const Database& database, const std::string& import, const std::string& file) {
  ImportFile result{0, 0, import, file};
  Statement(database, "INSERT INTO import (name) VALUES (?) ON CONFLICT DO NOTHING").Bind(1, import).Run();
  Statement find(database, "SELECT id FROM import WHERE name = ?");
  find.Bind(1, import);
  if (find.Step()) result.import = find.Integer(0);
  find.Reset();
  Statement insert(database, "INSERT INTO import_file (import, file, imported_at) VALUES (?, ?, ?) RETURNING id");
  insert.Bind(1, result.import).Bind(2, file).Bind(3, WallClock());
  if (insert.Step()) result.id = insert.Integer(0);
  insert.Reset();
  return result;
}

FilePrecedence::FilePrecedence(const Database& database)
    : find_(database,
            "SELECT import.name, file FROM import_file JOIN import ON import.id = import WHERE import_file.id = ?") {}

bool FilePrecedence::Replaces(std::int64_t newer, std::int64_t older) { return Compare(newer, older) >= 0; }

int FilePrecedence::Compare(std::int64_t left, std::int64_t right) {
  if (left == right) return 0;
  const Name &a = NameOf(left), &b = NameOf(right);
  if (a == b) return 0;
  return a < b ? -1 : 1;
}

const FilePrecedence::Name& FilePrecedence::NameOf(std::int64_t import_file) {
  const auto [entry, fresh] = names_.try_emplace(import_file);
  if (!fresh) return entry->second;
  find_.Bind(1, import_file);
  if (find_.Step()) entry->second = {std::string(find_.Text(0)), std::string(find_.Text(1))};
  find_.Reset();
  return entry->second;
}

}  // namespace segue::sqlite
