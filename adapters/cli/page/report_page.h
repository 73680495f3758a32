// The page of `segue report --html`: what to show first, then each report with its pictures, table and notes.
#pragma once

#include <string>

#include "adapters/cli/page/page_parts.h"
#include "adapters/html/page.h"

namespace segue::cli {

html::Language LanguageOf(const std::string& tag);

html::Page MakePage(const Population& population, const PageParts& parts, html::Language language);

/// Writes the page and tells its path on standard output.
Status WritePage(Session& session, const Population& population, const PageParts& parts, const std::string& path,
                 html::Language language);

}  // namespace segue::cli
