// Runs one mapping over its files.
#include "adapters/import/import.h"

#include <algorithm>
#include <utility>

#include "adapters/import/bound_mapping.h"
#include "adapters/import/file_import.h"
#include "adapters/import/rejects_file.h"

namespace segue::import {
namespace {

using adapters::Error;
using adapters::ErrorClass;
using adapters::Result;

void Add(const FileOutcome& outcome, ImportSummary& summary) {
  summary.files += 1;
  summary.rows += outcome.rows;
  summary.contacts_added += outcome.counts.contacts_added;
  summary.events_added += outcome.counts.events_added;
  summary.duplicates += outcome.counts.duplicates;
  summary.rejected += outcome.rejected;
  summary.shifted += outcome.shifted;
  summary.notes.insert(summary.notes.end(), outcome.notes.begin(), outcome.notes.end());
}

Error NoFiles(const project::Project& project, const project::ImportMapping& mapping) {
  const std::string where = mapping.files.starts_with('/') ? "" : " in the folder " + project.directory;
  return {"importing \"" + mapping.name + "\"", "no file matches " + mapping.files + where,
          "put the files there, or correct `files` in segue.yaml line " + std::to_string(mapping.files_place.line),
          ErrorClass::kFailure};
}

/// Row 1 of every file would be the same contact, or the same event.
bool NumbersRowsOf(const BoundMapping& bound) {
  const auto is_number = [](const std::optional<CellSource>& source) {
    return source && source->kind == CellSource::Kind::kRowNumber;
  };
  return is_number(bound.contact) || std::any_of(bound.events.begin(), bound.events.end(),
                                                 [&](const BoundEvent& event) { return is_number(event.id); });
}

Error AmbiguousRows(const project::ImportMapping& mapping, std::size_t files) {
  return {"importing \"" + mapping.name + "\"",
          "`#row` is used as a contact or an id, but " + mapping.files + " matches " + std::to_string(files) +
              " files, whose rows have the same numbers",
          "name one file, or a column that tells the rows of all files apart", ErrorClass::kFailure};
}

/// The columns that the files or their lookups must have.
std::vector<std::string> WantedOf(const BoundMapping& bound) {
  std::vector<std::string> wanted = bound.InputColumns();
  std::erase(wanted, project::kRowNumber);
  return wanted;
}

}  // namespace

Result<ImportSummary> RunImport(const project::Project& project, const project::ImportMapping& mapping,
                                const engine::Program& program, const BeginFile& begin, const ImportOptions& options) {
  Result<std::unique_ptr<BoundMapping>> bound = BindMapping(mapping, program);
  if (!bound) return bound.error();
  const std::vector<std::string> files = project::ExpandGlob(project.directory, mapping.files);
  if (files.empty()) return NoFiles(project, mapping);
  if (files.size() > 1 && NumbersRowsOf(**bound)) return AmbiguousRows(mapping, files.size());
  Result<Lookups> lookups = LoadLookups(project.directory, mapping, WantedOf(**bound), options.most_lookup_bytes);
  if (!lookups) return lookups.error();
  ImportSummary summary;
  summary.import = mapping.name;
  summary.notes = (*bound)->notes;
  RejectsFile rejects(options.rejects_directory, mapping.name);
  const ImportContext context{mapping, **bound, *lookups, begin, options, rejects, project.directory};
  for (const std::string& file : files) {
    Result<FileOutcome> outcome = ImportFile(context, file);
    if (!outcome) return outcome.error();
    Add(*outcome, summary);
  }
  summary.rejects_path = rejects.path();
  return summary;
}

}  // namespace segue::import
