// One statement per table, all in the order of the contacts, merged into one line per contact. SQLite sorts, on disk
// where it must: memory does not grow with the number of contacts.

#include "adapters/sqlite/archive.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <utility>

#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/declarations.h"
#include "adapters/sqlite/event_table.h"
#include "adapters/sqlite/json_text.h"
#include "adapters/sqlite/sqlite_failure.h"

namespace segue::sqlite {
namespace {

constexpr std::string_view kLineStart = "{\"contact\":";

void AppendJsonNumber(std::string& out, double number) {
  char text[64];
  out.append(text, std::to_chars(text, text + sizeof text, number).ptr);
}

void AppendJsonValue(std::string& out, const Statement& row, int column) {
  if (row.IsNull(column)) {
    out += "null";
  } else if (row.IsText(column)) {
    AppendJsonText(out, row.Text(column));
  } else if (row.IsReal(column)) {
    AppendJsonNumber(out, row.Real(column));
  } else {
    out += std::to_string(row.Integer(column));
  }
}

/// The row as an object, without its first column.
void AppendJsonRow(std::string& out, const Statement& row) {
  for (int column = 1; column < row.Columns(); ++column) {
    out += column == 1 ? '{' : ',';
    AppendJsonText(out, row.ColumnName(column));
    out += ':';
    AppendJsonValue(out, row, column);
  }
  out += '}';
}

/// A table's rows of the archived contacts, by contact.
class Section {
 public:
  Section(const Database& database, std::string name, const std::string& select)
      : name_(std::move(name)), statement_(database, select), more_(statement_.Step()) {}

  /// Appends `,"name":[rows]` if the contact has rows.
  void Append(std::string& line, std::uint32_t position) {
    bool any = false;
    for (; more_ && statement_.Integer(0) == position; more_ = statement_.Step()) {
      line += ',';
      if (!any) {
        AppendJsonText(line, name_);
        line += ":[";
      }
      any = true;
      AppendJsonRow(line, statement_);
    }
    if (any) line += ']';
  }

 private:
  std::string name_;
  Statement statement_;
  bool more_;
};

/// What stands for the file in every row that has one: "crm: nightly/contacts-20260301.csv".
constexpr char kFile[] =
    "(SELECT import.name || ': ' || f.file FROM import_file f JOIN import ON import.id = f.import WHERE f.id = "
    "t.import_file) "
    "AS import_file";

std::string Select(const std::string& columns, const std::string& table, const std::string& order) {
  return "SELECT a.position, " + columns + " FROM " + table + " t JOIN temp.archived a ON a.identity = t.contact " +
         "ORDER BY a.position, " + order;
}

std::string SelectEvents(const StoredKind& kind) {
  std::string columns = "t.identity, t.at, t.rank, t.position AS \"position\", t.source_id";
  for (const StoredProperty& property : kind.properties) columns += ", t." + Quoted(property.column);
  return "SELECT a.position, " + columns + ", " + kFile + " FROM temp.archived a CROSS JOIN " +
         ByContactTable(kind.table) + " c ON c.contact = a.identity CROSS JOIN " + Quoted(kind.table) +
         " t ON t.identity = c.identity ORDER BY a.position, t.at, t.identity";
}

std::vector<Section> Sections(const Database& database, const Declarations& stored) {
  const std::string file = kFile;
  const std::string field = "(SELECT name FROM field WHERE field.id = t.field) AS field";
  const std::string list = "(SELECT name FROM list WHERE list.id = t.list) AS list";
  const std::string import = "(SELECT name FROM import WHERE import.id = t.import) AS import";
  std::vector<Section> sections;
  const auto add = [&](const std::string& name, const std::string& select) {
    sections.emplace_back(database, name, select);
  };
  add("identities", Select("t.key, t.born", "(SELECT *, id AS contact FROM contact)", "t.id"));
  add("aliases", Select("t.alias, " + file, "alias", "t.alias"));
  add("existence", Select("t.at, t.what", "existence", "t.at"));
  add("field_values", Select(field + ", t.value, " + file, "field_value", "t.field"));
  add("field_changes", Select(field + ", t.at, t.value, " + file, "field_change", "t.field, t.at"));
  add("snapshot_contacts",
      Select(import + ", t.observed, t.present, t.dates_at", "snapshot_contact", "t.import, t.observed"));
  add("snapshot_fields",
      Select(import + ", " + field + ", t.observed, t.seen, t.value", "snapshot_field", "t.import, t.observed"));
  add("list_members", Select(list + ", t.member, t.joined, " + file, "list_member", "t.list"));
  add("snapshot_lists",
      Select(import + ", " + list + ", t.observed, t.seen, t.value", "snapshot_list", "t.import, t.observed"));
  for (const StoredKind& kind : stored.kinds) {
    if (!kind.account) add("event " + kind.name, SelectEvents(kind));
  }
  add("ledger", Select("t.lifecycle, t.from_state, t.to_state, t.at, t.what, t.run", "ledger", "t.id"));
  return sections;
}

void FillArchived(const Database& database, const ContactOrder& order, const std::vector<std::uint32_t>& positions) {
  database.Execute(
      "DROP TABLE IF EXISTS temp.archived; CREATE TEMP TABLE archived (identity INTEGER PRIMARY KEY, position "
      "INTEGER)");
  std::vector<bool> wanted(order.keys.size());
  for (const std::uint32_t position : positions) wanted[position] = true;
  Statement insert(database, "INSERT INTO temp.archived VALUES (?, ?)");
  for (std::size_t id = 0; id < order.position_of.size(); ++id) {
    const std::uint32_t position = order.position_of[id];
    if (position == kNoPosition || !wanted[position]) continue;
    insert.Bind(1, static_cast<std::int64_t>(id)).Bind(2, std::int64_t{position}).Run();
  }
}

}  // namespace

void WriteArchive(const Database& database, const std::vector<std::string>& keys, ArchiveFile& file) {
  const ContactOrder order = ContactOrder::Read(database);
  std::vector<std::uint32_t> positions;
  positions.reserve(keys.size());
  for (const std::string& key : keys) positions.push_back(order.PositionOfKey(key));
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  FillArchived(database, order, positions);
  std::vector<Section> sections = Sections(database, Declarations::Read(database));
  std::string line;
  for (const std::uint32_t position : positions) {
    line = kLineStart;
    AppendJsonText(line, order.keys[position]);
    for (Section& section : sections) section.Append(line, position);
    line += "}\n";
    file.Write(line);
  }
  sections.clear();
  database.Execute("DROP TABLE temp.archived");
}

std::vector<std::string> ReadArchivedKeys(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw SystemFailure(errno == 0 ? ENOENT : errno, path);
  std::vector<std::string> keys;
  std::int64_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty()) continue;
    std::size_t at = kLineStart.size();
    const std::string key = line.starts_with(kLineStart) && line.ends_with('}') ? ParseJsonText(line, at) : "";
    if (key.empty()) {
      throw Failure{path + " line " + std::to_string(number) + " is not a line of an archive",
                    "name a file that `segue prune --apply --out FILE` has written; nothing was restored"};
    }
    keys.push_back(key);
  }
  return keys;
}

}  // namespace segue::sqlite
