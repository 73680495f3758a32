// Exports of known systems; see the header.
#include "adapters/discover/known_exports.h"

#include <algorithm>

#include "unicode/unicode.h"

namespace segue::discover {
namespace {

struct KnownEvent {
  const char* column;  // folded
  const char* event;
};

struct KnownExport {
  Source source;
  const char* name;
  std::vector<std::string> telling;  // columns, folded, that all stand in such an export
  std::vector<KnownEvent> events;
  std::string stage;
};

const std::vector<KnownExport>& KnownExports() {
  static const std::vector<KnownExport> exports = {
      {Source::kKlaviyo,
       "Klaviyo",
       {"email", "klaviyo id"},
       {{"last open", "email_opened"}, {"last click", "email_clicked"}, {"last active", "active"}},
       ""},
      {Source::kHubSpot,
       "HubSpot",
       {"record id", "lifecycle stage"},
       {{"became a customer date", "became_customer"},
        {"became a lead date", "became_lead"},
        {"last activity date", "active"}},
       "lifecycle stage"},
      {Source::kMautic, "Mautic", {"firstname", "lastname", "email", "points"}, {{"last_active", "active"}}, "stage"},
  };
  return exports;
}

const KnownExport* Find(Source source) {
  for (const KnownExport& known : KnownExports()) {
    if (known.source == source) return &known;
  }
  return nullptr;
}

}  // namespace

Source RecogniseExport(const std::vector<std::string>& columns) {
  std::vector<std::string> folded;
  folded.reserve(columns.size());
  for (const std::string& column : columns) folded.push_back(unicode::FoldCase(column));
  for (const KnownExport& known : KnownExports()) {
    const bool all = std::all_of(known.telling.begin(), known.telling.end(), [&](const std::string& column) {
      return std::find(folded.begin(), folded.end(), column) != folded.end();
    });
    if (all) return known.source;
  }
  return Source::kUnknown;
}

const char* NameOfSource(Source source) {
  const KnownExport* known = Find(source);
  return known == nullptr ? "" : known->name;
}

std::optional<std::string> EventOfExport(Source source, const std::string& column) {
  const KnownExport* known = Find(source);
  if (known == nullptr) return std::nullopt;
  const std::string folded = unicode::FoldCase(column);
  for (const KnownEvent& event : known->events) {
    if (folded == event.column) return event.event;
  }
  return std::nullopt;
}

bool NamesAStage(Source source, const std::string& field) {
  const KnownExport* known = Find(source);
  return known != nullptr && !known->stage.empty() && unicode::FoldCase(field) == known->stage;
}

}  // namespace segue::discover
