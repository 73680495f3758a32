// Loads the lookup files of a mapping; see the header. First the headers, which say what each file can give; then who
// needs what from whom; then the rows.
#include "adapters/import/lookups.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

#include "adapters/csv/bytes.h"
#include "adapters/csv/csv_reader.h"
#include "adapters/import/text.h"
#include "adapters/project/did_you_mean.h"
#include "adapters/project/mistakes.h"
#include "unicode/unicode.h"

namespace segue::import {
namespace {

using adapters::Error;
using adapters::ErrorClass;
using adapters::Ok;
using adapters::Result;
using adapters::RowBatch;
using adapters::Status;
using project::LookupMapping;

constexpr std::size_t kRowOverhead = 96;  // of the containers, about

bool Contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// A lookup file whose header has been read.
struct OpenedLookup {
  const LookupMapping* mapping = nullptr;
  std::unique_ptr<csv::CsvReader> reader;
  std::vector<std::pair<std::string, std::string>> offered;  // name in the mapping → the file's column
  bool used = false;
};

class Loader {
 public:
  Loader(const std::string& directory, const project::ImportMapping& mapping, std::size_t most_bytes)
      : directory_(directory), mapping_(mapping), most_bytes_(most_bytes) {}

  Result<Lookups> Load(const std::vector<std::string>& wanted) {
    for (const LookupMapping& lookup : mapping_.lookups) Open(lookup);
    if (mistakes_.empty()) Distribute(wanted);
    if (mistakes_.empty()) Order();
    if (!mistakes_.empty()) {
      return Error{"checking the import \"" + mapping_.name + "\"", mistakes_.Render("segue.yaml"),
                   "correct segue.yaml or the files it refers to", ErrorClass::kFailure};
    }
    for (Lookup& lookup : lookups_.all) {
      if (Status status = ReadRows(lookup); !status) return status.error();
    }
    return std::move(lookups_);
  }

 private:
  std::string PathOf(const LookupMapping& lookup) const {
    const bool absolute = lookup.file.starts_with('/');
    return absolute || directory_.empty() ? lookup.file : directory_ + '/' + lookup.file;
  }

  void Open(const LookupMapping& lookup) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(PathOf(lookup), ignored)) {
      return mistakes_.Add(lookup.place, "the lookup file " + lookup.file + " does not exist");
    }
    const auto encoding = lookup.encoding ? lookup.encoding : mapping_.encoding;
    if (encoding && !csv::KnownEncoding(*encoding)) {
      return mistakes_.Add(lookup.place, "the encoding \"" + *encoding +
                                             "\" is not known; use a name such as "
                                             "windows-1252 or iso-8859-15");
    }
    auto bytes = csv::OpenBytes(PathOf(lookup), encoding);
    if (!bytes) return Refuse(lookup, bytes.error());
    std::vector<std::string> columns{lookup.key};
    for (const auto& [name, column] : lookup.columns) columns.push_back(column);
    auto reader = csv::CsvReader::Open(std::move(*bytes), columns, lookup.delimiter);
    if (!reader) return Refuse(lookup, reader.error());
    CheckHeader(lookup, columns, (*reader)->Columns());
    OpenedLookup opened{&lookup, std::move(*reader), lookup.columns, false};
    if (opened.offered.empty()) {
      for (const std::string& column : opened.reader->Columns()) {
        if (column != lookup.key) opened.offered.emplace_back(column, column);
      }
    }
    opened_.push_back(std::move(opened));
  }

  void Refuse(const LookupMapping& lookup, const Error& error) {
    mistakes_.Add(lookup.place, "the lookup file " + lookup.file + ": " + error.problem);
  }

  void CheckHeader(const LookupMapping& lookup, const std::vector<std::string>& needed,
                   const std::vector<std::string>& header) {
    if (header.empty()) return mistakes_.Add(lookup.place, "the lookup file " + lookup.file + " is empty");
    for (const std::string& column : needed) {
      const auto times = std::count(header.begin(), header.end(), column);
      if (times == 1) continue;
      mistakes_.Add(lookup.place, times > 1 ? "the column \"" + column + "\" stands twice in " + lookup.file
                                            : "the lookup file " + lookup.file + " has no column \"" + column +
                                                  "\"; it has " + project::Enumerate(header) +
                                                  project::DidYouMean(column, header));
    }
  }

  /// Where a name comes from; null: from the rows themselves. A file never gives its own key.
  OpenedLookup* GiverOf(const std::string& name, const OpenedLookup* asking) {
    OpenedLookup* giver = nullptr;
    for (OpenedLookup& opened : opened_) {
      if (&opened == asking) continue;
      const bool offers = std::any_of(opened.offered.begin(), opened.offered.end(),
                                      [&](const auto& offered) { return offered.first == name; });
      if (!offers) continue;
      if (giver != nullptr) {
        mistakes_.Add(opened.mapping->place, "the column \"" + name + "\" is in " + giver->mapping->file + " and in " +
                                                 opened.mapping->file +
                                                 "; say which is meant with `columns: {NAME: COLUMN}`");
        return giver;
      }
      giver = &opened;
    }
    return giver;
  }

  /// Gives each wanted name to the file that offers it, and the keys of used files after them.
  void Distribute(const std::vector<std::string>& wanted) {
    lookups_.all.resize(opened_.size());
    for (std::size_t i = 0; i < opened_.size(); ++i) lookups_.all[i].mapping = opened_[i].mapping;
    for (const std::string& name : wanted) Give(name, nullptr);
    for (const OpenedLookup& opened : opened_) Give(opened.mapping->column, &opened);
    for (const OpenedLookup& opened : opened_) {
      if (opened.used) continue;
      std::vector<std::string> names;
      for (const auto& offered : opened.offered) names.push_back(offered.first);
      mistakes_.Add(opened.mapping->place, "nothing is mapped to a column of the lookup file " + opened.mapping->file +
                                               ", which has " + project::Enumerate(names));
    }
  }

  void Give(const std::string& name, const OpenedLookup* asking) {
    OpenedLookup* giver = GiverOf(name, asking);
    if (giver == nullptr) {
      if (!Contains(lookups_.own, name)) lookups_.own.push_back(name);
      return;
    }
    giver->used = true;
    Lookup& lookup = lookups_.all[static_cast<std::size_t>(giver - opened_.data())];
    if (Contains(lookup.names, name)) return;
    const auto offered = std::find_if(giver->offered.begin(), giver->offered.end(),
                                      [&](const auto& each) { return each.first == name; });
    lookup.names.push_back(name);
    lookup.columns.push_back(offered->second);
  }

  /// Moves lookups behind the ones that give their keys; what is left over goes round in a circle.
  void Order() {
    std::vector<Lookup> waiting = std::move(lookups_.all);
    lookups_.all.clear();
    for (bool moved = true; moved;) {
      moved = false;
      for (auto each = waiting.begin(); each != waiting.end();) {
        const bool ready = std::none_of(waiting.begin(), waiting.end(), [&](const Lookup& other) {
          return &other != &*each && Contains(other.names, each->mapping->column);
        });
        if (!ready) {
          ++each;
          continue;
        }
        lookups_.all.push_back(std::move(*each));
        each = waiting.erase(each);
        moved = true;
      }
    }
    if (waiting.empty()) return;
    std::string circle;
    for (const Lookup& lookup : waiting) {
      circle +=
          (circle.empty() ? "" : ", ") + lookup.mapping->file + " is looked up by \"" + lookup.mapping->column + "\"";
    }
    mistakes_.Add(waiting.front().mapping->place, "lookups in a circle: " + circle + ", each given by the other");
  }

  Status ReadRows(Lookup& lookup) {
    const LookupMapping& mapping = *lookup.mapping;
    const auto opened = std::find_if(opened_.begin(), opened_.end(),
                                     [&](const OpenedLookup& each) { return each.mapping == lookup.mapping; });
    const std::vector<std::string>& header = opened->reader->Columns();
    const auto place_of = [&](const std::string& column) {
      return static_cast<std::size_t>(std::find(header.begin(), header.end(), column) - header.begin());
    };
    std::vector<std::size_t> places{place_of(mapping.key)};
    for (const std::string& column : lookup.columns) places.push_back(place_of(column));
    lookup.table = LookupTable(lookup.columns.size());
    RowBatch batch;
    for (;;) {
      Result<bool> more = opened->reader->Read(batch);
      if (!more) return Problem(mapping, more.error().problem, more.error().advice);
      if (!*more) return Ok();
      for (const RowBatch::Row& row : batch.rows) {
        if (Status status = AddRow(lookup, batch, row, places); !status) return status;
      }
    }
  }

  Status AddRow(Lookup& lookup, const RowBatch& batch, const RowBatch::Row& row,
                const std::vector<std::size_t>& places) {
    const LookupMapping& mapping = *lookup.mapping;
    const std::string line = "line " + std::to_string(row.line) + ": ";
    std::string reason = row.fault >= 0 ? batch.faults[static_cast<std::size_t>(row.fault)].reason : std::string();
    if (reason.empty())
      reason = TextProblem(std::string_view(batch.text).substr(row.text_begin, row.text_end - row.text_begin));
    if (!reason.empty()) return Problem(mapping, line + reason, "correct the file");
    std::vector<std::string> cells;
    cells.reserve(places.size());
    for (const std::size_t place : places) {
      cells.push_back(unicode::Nfc(Trimmed(batch.TextOf(batch.cells[row.first_cell + place]))));
    }
    const std::string key = std::move(cells.front());
    cells.erase(cells.begin());
    if (key.empty()) return Ok();
    if (!lookup.table.Add(key, cells, row.line)) {
      const auto first = lookup.table.LineOf(*lookup.table.Find(key));
      return Problem(mapping,
                     line + "\"" + Shown(key) + "\" stands in line " + std::to_string(first) +
                         " already, with other values, so it is not clear which are meant",
                     "leave one row for each \"" + mapping.key + "\"");
    }
    if (lookup.table.bytes() <= most_bytes_) return Ok();
    return Problem(mapping, "it needs more than " + std::to_string(most_bytes_ >> 20U) + " MiB of memory",
                   "lookup files are small; join a large one before importing, or import it as fields of its own");
  }

  static Error Problem(const LookupMapping& mapping, std::string problem, std::string advice) {
    return {"reading the lookup file " + mapping.file, std::move(problem), std::move(advice), ErrorClass::kFailure};
  }

  const std::string& directory_;
  const project::ImportMapping& mapping_;
  std::size_t most_bytes_;
  std::vector<OpenedLookup> opened_;
  Lookups lookups_;
  project::Mistakes mistakes_;
};

}  // namespace

bool LookupTable::Add(std::string_view key, const std::vector<std::string>& cells, std::int64_t line) {
  const auto [found, added] = rows_.emplace(key, lines_.size());
  if (!added)
    return std::equal(cells.begin(), cells.end(),
                      cells_.begin() + static_cast<std::ptrdiff_t>(found->second * columns_));
  lines_.push_back(line);
  bytes_ += kRowOverhead + key.size();
  for (const std::string& cell : cells) {
    cells_.push_back(cell);
    bytes_ += sizeof(std::string) + cell.size();
  }
  return true;
}

std::optional<std::size_t> LookupTable::Find(std::string_view key) const {
  const auto found = rows_.find(key);
  return found == rows_.end() ? std::nullopt : std::optional(found->second);
}

Result<Lookups> LoadLookups(const std::string& directory, const project::ImportMapping& mapping,
                            const std::vector<std::string>& wanted, std::size_t most_bytes) {
  return Loader(directory, mapping, most_bytes).Load(wanted);
}

}  // namespace segue::import
