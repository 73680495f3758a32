// Runs the mappings of segue.yaml: files → rows → facts → the store, each file all or nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/project/project.h"
#include "adapters/result.h"
#include "adapters/store.h"
#include "engine/calendar.h"
#include "engine/program.h"

namespace segue::import {

/// What one mapping did: the columns of `segue import` in cli.md. `rejected` rows stand with line and reason in the
/// rejects file.
struct ImportSummary {
  std::string import;
  std::int64_t files = 0;
  std::int64_t rows = 0;
  std::int64_t contacts_added = 0;
  std::int64_t events_added = 0;
  std::int64_t duplicates = 0;
  std::int64_t rejected = 0;
  std::int64_t shifted = 0;        // local times that a clock change skips
  std::string rejects_path;        // where the rejects are, if any
  std::vector<std::string> notes;  // e.g. "leads-2.csv is empty"
};

struct ImportOptions {
  double max_rejects = 0.01;                               // share of a file's rows above which the file is rolled back
  std::string rejects_directory;                           // `<store>.rejects`
  std::size_t most_lookup_bytes = std::size_t{256} << 20;  // of memory, for each lookup file
  std::size_t most_group_bytes = std::size_t{1} << 30;     // of memory, for the groups of a file
  /// (file, bytes read, bytes in all); may be empty.
  std::function<void(const std::string&, std::uint64_t, std::uint64_t)> progress;
};

/// Opens the transaction of one file.
using BeginFile = std::function<adapters::Result<std::unique_ptr<adapters::FactSink>>(const std::string& import,
                                                                                      const std::string& file)>;

/// Checks a mapping against the schema (unknown fields, events and properties with "did you mean"), then imports its
/// files in the order of their names. Stops at the first file that fails; files before it stay imported.
adapters::Result<ImportSummary> RunImport(const project::Project& project, const project::ImportMapping& mapping,
                                          const engine::Program& program, const BeginFile& begin,
                                          const ImportOptions& options);

}  // namespace segue::import
