// Sections of a page beside its reports: experiments, and what changed since an audit.
#pragma once

#include "adapters/cli/audit_changes.h"
#include "adapters/cli/experiment_words.h"
#include "adapters/cli/reader.h"
#include "adapters/html/page.h"

namespace segue::cli {

html::Section ExperimentSection(const Population& population, const ComputedExperiment& computed, const Reader& reader);
html::Section ChangesSection(const AuditChanges& changes, const Reader& reader);

}  // namespace segue::cli
