// An explanation on paper: a tree of lines, json, and rows for csv.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "adapters/cli/explanation_words.h"

namespace segue::cli {

/// The lines of a tree, at most `width` columns wide as far as words allow.
///
///   ✗ Inactive: all of
///   ├─ ✗ did not purchase in last 90 days
///   │    purchase on 2026-06-15 (amount 22.00 EUR), counts until 2026-09-13 (75 days left)
///   └─ ✓ known for 90 days
std::vector<std::string> TreeLines(const ExplanationWords& words, const ExplainedPart& part, std::size_t width);

/// One JSON object, its lines indented by `indent`.
void WritePartJson(std::ostream& out, const ExplanationWords& words, const ExplainedPart& part,
                   const std::string& indent);

/// A part and all below it, each with its place: "" for the part itself, "1", "1.2", …
struct PlacedPart {
  std::string place;
  const ExplainedPart* part = nullptr;
};
std::vector<PlacedPart> FlatParts(const ExplainedPart& part);

/// The sentences in one text.
std::string BecauseText(const ExplainedPart& part);

}  // namespace segue::cli
