// Reads one import of segue.yaml: what feeds contacts, events and snapshots, and how its cells are written.
#include "adapters/project/mapping_reader.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "adapters/project/map_reader.h"
#include "unicode/unicode.h"

namespace segue::project {
namespace {

const std::vector<std::string> kImportKeys = {"files",   "contact", "born",     "gone",      "fields",   "fields_at",
                                              "zone",    "format",  "events",   "lookup",    "group by", "snapshot",
                                              "aliases", "lists",   "encoding", "delimiter", "decimal",  "yes",
                                              "no",      "scale",   "values",   "blank"};
const std::vector<std::string> kLookupKeys = {"file", "key", "columns", "encoding", "delimiter", "unknown"};
const std::vector<std::string> kEventKeys = {"event", "at", "format", "zone", "id", "order", "when", "properties"};
const std::vector<std::string> kSnapshotKeys = {"observed", "complete", "at_most_gone"};

/// A plain decimal number such as `0.01`.
bool IsDecimal(const std::string& text) {
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  const bool digits = std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && text.find_first_not_of("0123456789.", begin) == std::string::npos &&
         std::count(text.begin(), text.end(), '.') <= 1;
}

/// `5%` or `0.05` as a share.
std::optional<double> ReadShare(const YAML::Node& node, const std::string& what, Mistakes& mistakes) {
  std::optional<std::string> text = ReadText(node, what, mistakes);
  if (!text) return std::nullopt;
  const bool percent = text->ends_with('%');
  std::string number = percent ? text->substr(0, text->size() - 1) : *text;
  while (number.ends_with(' ')) number.pop_back();
  const double share = IsDecimal(number) ? std::strtod(number.c_str(), nullptr) / (percent ? 100 : 1) : -1;
  if (share >= 0 && share <= 1) return share;
  mistakes.Add(PlaceOf(node), what + ": expected a share such as 5%, found \"" + *text + "\"");
  return std::nullopt;
}

std::vector<std::pair<std::string, std::vector<std::string>>> ReadWhen(const MapReader& map) {
  std::vector<std::pair<std::string, std::vector<std::string>>> when;
  if (!map.Has("when")) return when;
  for (const auto& [column, values] : Entries(map.Get("when"), map.Describe("when"), map.mistakes())) {
    when.emplace_back(unicode::Nfc(column.Scalar()), ReadTexts(values, map.Describe("when"), map.mistakes()));
  }
  return when;
}

EventMapping ReadEvent(const std::string& import, const YAML::Node& node, Mistakes& mistakes) {
  const MapReader map(node, "an event of the import \"" + import + "\"", kEventKeys, mistakes);
  if (node.IsMap()) {
    map.Require("event", "the event's name in the rules");
    map.Require("at", "the column with its instant");
  }
  EventMapping event;
  event.event = map.Text("event").value_or("");
  event.place = map.Has("event") ? PlaceOf(map.Get("event")) : map.place();
  event.at = map.Column("at").value_or(ColumnRef{});
  event.format = map.Text("format");
  event.zone = map.Text("zone");
  event.id = map.Column("id");
  event.order = map.Column("order");
  event.when = ReadWhen(map);
  event.properties = map.Columns("properties");
  return event;
}

/// `file_name "%Y%m%d"`, `file_time`, or a column.
void ReadObserved(const MapReader& map, SnapshotMapping& snapshot) {
  map.Require("observed", "when the files were taken: file_name \"%Y%m%d\", file_time, or a column");
  const std::optional<ColumnRef> text = map.Column("observed");
  if (!text) return;
  if (text->text == "file_time") return;
  if (!text->text.starts_with("file_name")) {
    snapshot.observed = SnapshotMapping::Observed::kColumn;
    snapshot.column = *text;
    return;
  }
  snapshot.observed = SnapshotMapping::Observed::kFileName;
  std::string pattern = text->text.substr(std::string("file_name").size());
  std::erase_if(pattern, [](char c) { return c == ' ' || c == '"' || c == '\''; });
  if (pattern.find('%') == std::string::npos) {
    map.mistakes().Add(text->place, "`observed`: file_name needs a pattern of the date, such as file_name \"%Y%m%d\"");
  }
  snapshot.pattern = std::move(pattern);
}

SnapshotMapping ReadSnapshot(const std::string& import, const YAML::Node& node, Mistakes& mistakes) {
  const MapReader map(node, "the snapshot of the import \"" + import + "\"", kSnapshotKeys, mistakes);
  SnapshotMapping snapshot;
  snapshot.place = map.place();
  ReadObserved(map, snapshot);
  if (map.Has("complete")) {
    snapshot.complete = ReadFlag(map.Get("complete"), map.Describe("complete"), mistakes).value_or(false);
  }
  if (map.Has("at_most_gone")) {
    snapshot.at_most_gone = ReadShare(map.Get("at_most_gone"), map.Describe("at_most_gone"), mistakes);
  }
  return snapshot;
}

std::optional<char> ReadDelimiter(const MapReader& map) {
  const std::optional<std::string> text = map.Text("delimiter");
  if (!text) return std::nullopt;
  if (*text == "tab" || *text == "\\t") return '\t';
  if (text->size() == 1 && text->front() != '"' && text->front() != '\n') return text->front();
  map.mistakes().Add(PlaceOf(map.Get("delimiter")),
                     map.Describe("delimiter") + ": expected one character or tab, found \"" + *text + "\"");
  return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> ReadTextMap(const YAML::Node& node, const std::string& what,
                                                             Mistakes& mistakes) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& [from, to] : Entries(node, what, mistakes)) {
    if (auto text = ReadText(to, what, mistakes)) pairs.emplace_back(unicode::Nfc(from.Scalar()), std::move(*text));
  }
  return pairs;
}

/// One of two words; the first is the default.
bool ReadChoice(const MapReader& map, const std::string& key, const std::string& usual, const std::string& other) {
  const std::string text = map.Text(key).value_or(usual);
  if (text != usual && text != other) {
    std::string mistake = map.Describe(key) + ": expected " + usual + " or " + other + ", found \"" + text + "\"";
    map.mistakes().Add(PlaceOf(map.Get(key)), std::move(mistake));
  }
  return text == other;
}

LookupMapping ReadLookup(const std::string& import, const YAML::Node& name, const YAML::Node& node,
                         Mistakes& mistakes) {
  const MapReader map(node, "the lookup of \"" + name.Scalar() + "\" in the import \"" + import + "\"", kLookupKeys,
                      mistakes);
  LookupMapping lookup;
  lookup.column = unicode::Nfc(name.Scalar());
  lookup.place = PlaceOf(name);
  if (!node.IsMap()) return lookup;
  map.Require("file", "the file to look in");
  map.Require("key", "the file's column that holds the values of \"" + lookup.column + "\"");
  lookup.file = map.Text("file").value_or("");
  lookup.key = map.Text("key").value_or("");
  if (map.Has("columns")) lookup.columns = ReadTextMap(map.Get("columns"), map.Describe("columns"), mistakes);
  lookup.encoding = map.Text("encoding");
  lookup.delimiter = ReadDelimiter(map);
  lookup.unknown_is_blank = ReadChoice(map, "unknown", "rejects", "blank");
  return lookup;
}

void ReadLookups(const MapReader& map, ImportMapping& mapping) {
  if (!map.Has("lookup")) return;
  for (const auto& [column, node] : Entries(map.Get("lookup"), map.Describe("lookup"), map.mistakes())) {
    mapping.lookups.push_back(ReadLookup(mapping.name, column, node, map.mistakes()));
  }
}

void ReadGrouping(const MapReader& map, ImportMapping& mapping) {
  if (!map.Has("group by")) return;
  mapping.group_place = PlaceOf(map.Get("group by"));
  mapping.group_by = map.Texts("group by");
  for (const std::string& column : mapping.group_by) {
    if (!column.empty() && column.front() != '=') continue;
    map.mistakes().Add(mapping.group_place,
                       map.Describe("group by") + ": expected a column's name, found \"" + column + "\"");
  }
  if (map.Has("snapshot")) {
    map.mistakes().Add(mapping.group_place, map.Describe("group by") +
                                                " does not go with `snapshot`: a snapshot has "
                                                "one row for each contact");
  }
}

void ReadScale(const MapReader& map, ImportMapping& mapping) {
  if (!map.Has("scale")) return;
  mapping.scale = ReadTextMap(map.Get("scale"), map.Describe("scale"), map.mistakes());
  for (const auto& [column, factor] : mapping.scale) {
    if (IsDecimal(factor)) continue;
    std::string text = map.Describe("scale");
    text.append(": expected a number such as 0.01 for \"")
        .append(column)
        .append("\", found \"")
        .append(factor)
        .append("\"");
    map.mistakes().Add(PlaceOf(map.Get("scale")), std::move(text));
  }
}

/// How the cells of the files are written.
void ReadNotation(const MapReader& map, ImportMapping& mapping) {
  mapping.encoding = map.Text("encoding");
  mapping.delimiter = ReadDelimiter(map);
  mapping.decimal = map.Text("decimal").value_or(".");
  if (mapping.decimal != "." && mapping.decimal != ",") {
    map.mistakes().Add(PlaceOf(map.Get("decimal")),
                       map.Describe("decimal") + ": expected \".\" or \",\", found \"" + mapping.decimal + "\"");
  }
  mapping.yes = map.Texts("yes");
  mapping.no = map.Texts("no");
  ReadScale(map, mapping);
  if (map.Has("values")) {
    for (const auto& [column, values] : Entries(map.Get("values"), map.Describe("values"), map.mistakes())) {
      mapping.values.emplace_back(unicode::Nfc(column.Scalar()),
                                  ReadTextMap(values, map.Describe("values"), map.mistakes()));
    }
  }
  mapping.blank_clears = !ReadChoice(map, "blank", "clears", "keeps");
}

void ReadEvents(const MapReader& map, ImportMapping& mapping) {
  if (!map.Has("events")) return;
  const YAML::Node events = map.Get("events");
  if (!events.IsSequence()) {
    map.mistakes().Add(
        PlaceOf(events),
        map.Describe("events") + ": expected a list (`- event: …` or `[{event: …}]`), found " + ShapeOf(events));
    return;
  }
  for (const YAML::Node& event : events) mapping.events.push_back(ReadEvent(mapping.name, event, map.mistakes()));
}

void ReadContact(const MapReader& map, ImportMapping& mapping) {
  mapping.contact = map.Column("contact");
  mapping.born = map.Column("born");
  mapping.gone = map.Column("gone");
  mapping.fields = map.Columns("fields");
  mapping.fields_at = map.Column("fields_at");
  mapping.zone = map.Text("zone");
  mapping.format = map.Text("format");
  mapping.lists = map.Columns("lists");
  if (!map.Has("aliases")) return;
  const YAML::Node aliases = map.Get("aliases");
  if (!aliases.IsSequence()) {
    if (auto column = map.Column("aliases")) mapping.aliases.push_back(std::move(*column));
    return;
  }
  for (const YAML::Node& alias : aliases) {
    if (auto column = ReadColumn(alias, map.Describe("aliases"), map.mistakes())) {
      mapping.aliases.push_back(std::move(*column));
    }
  }
}

/// What does not make sense together.
void CheckWhole(const MapReader& map, const ImportMapping& mapping) {
  map.Require("files", "the files to read, such as data/leads*.csv");
  const bool says_something = map.Has("events") || map.Has("fields") || map.Has("born") || map.Has("gone") ||
                              map.Has("lists") || map.Has("aliases") || map.Has("snapshot");
  if (!says_something) {
    map.mistakes().Add(map.place(), "the import \"" + mapping.name + "\" maps nothing: add `fields` or `events`");
  }
  if (map.Has("contact")) return;
  for (const char* key : {"born", "gone", "fields", "fields_at", "snapshot", "aliases", "lists"}) {
    if (!map.Has(key)) continue;
    map.mistakes().Add(PlaceOf(map.Get(key)),
                       map.Describe(key) + " needs `contact`, the column with the contact's key");
  }
}

}  // namespace

ImportMapping ReadMapping(const std::string& name, const YAML::Node& node, Mistakes& mistakes) {
  const MapReader map(node, "the import \"" + name + "\"", kImportKeys, mistakes);
  ImportMapping mapping;
  mapping.name = name;
  mapping.place = map.place();
  if (!node.IsMap()) return mapping;
  mapping.files = map.Text("files").value_or("");
  if (map.Has("files")) mapping.files_place = PlaceOf(map.Get("files"));
  ReadContact(map, mapping);
  ReadEvents(map, mapping);
  ReadLookups(map, mapping);
  ReadGrouping(map, mapping);
  if (map.Has("snapshot")) mapping.snapshot = ReadSnapshot(name, map.Get("snapshot"), mistakes);
  ReadNotation(map, mapping);
  CheckWhole(map, mapping);
  return mapping;
}

}  // namespace segue::project
