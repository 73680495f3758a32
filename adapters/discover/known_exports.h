// Exports of known systems, told by their columns.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/discover/proposal.h"

namespace segue::discover {

Source RecogniseExport(const std::vector<std::string>& columns);
const char* NameOfSource(Source source);

/// The event that a column's date tells of, if it does: Klaviyo's `Last Open` is an `email_opened`.
std::optional<std::string> EventOfExport(Source source, const std::string& column);
/// Whether the field says where a contact stands: HubSpot's `Lifecycle Stage`.
bool NamesAStage(Source source, const std::string& field);

}  // namespace segue::discover
