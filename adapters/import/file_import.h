// Imports one file: all of it or nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "adapters/facts.h"
#include "adapters/import/bound_mapping.h"
#include "adapters/import/import.h"
#include "adapters/import/lookups.h"
#include "adapters/import/rejects_file.h"
#include "adapters/project/project.h"

namespace segue::import {

struct FileOutcome {
  adapters::FactCounts counts;
  std::int64_t rows = 0;
  std::int64_t rejected = 0;
  std::int64_t shifted = 0;
  std::vector<std::string> notes;
};

/// What the files of one import have in common.
struct ImportContext {
  const project::ImportMapping& mapping;
  BoundMapping& bound;
  const Lookups& lookups;
  const BeginFile& begin;
  const ImportOptions& options;
  RejectsFile& rejects;
  std::string directory;  // of the project: messages name files relative to it
};

adapters::Result<FileOutcome> ImportFile(const ImportContext& context, const std::string& path);

}  // namespace segue::import
