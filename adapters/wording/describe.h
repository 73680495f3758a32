// Rules read back as plain sentences: what a rule file says, in the words of somebody who has never seen one.
//
//   segment Quiet = did not purchase in last 60 days and known for 60 days
//   → Contacts for whom no purchase event occurred in the last 60 days and the contact has been known for at least
//     60 days.
//
// The sentence is made from the syntax tree alone, with params replaced by their values. Conditions that mix `and` and
// `or` become numbered lists, so that no reading is ambiguous.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/wording/glossary.h"
#include "adapters/wording/language.h"
#include "adapters/wording/phrase.h"
#include "dsl/syntax.h"

namespace segue::wording {

/// Segments, flags, lifecycles, scores, groups, metrics and prunes; empty for every other declaration.
Sentence Describe(const dsl::Declaration& declaration, const Language& language, const Glossary& glossary);

/// The name of what Describe describes ("Inactive" for `prune Inactive`); empty where it describes nothing.
std::string DescribedName(const dsl::Declaration& declaration);

/// Members that the rule's author may not have thought of.
struct CountNote {
  enum class Kind { kNever, kNewcomers, kMissing };
  Kind kind = Kind::kNever;
  std::int64_t contacts = 0;
  std::vector<std::string> events;  // kNever: names of the kinds
  dsl::Duration window;             // kNewcomers
  std::string field;                // kMissing
};

/// "Of these, 1,904 never had any purchase event and 310 are in only because country has no value." Notes about nobody
/// are left out; empty when none is left.
std::string DescribeNotes(const std::vector<CountNote>& notes, const Language& language);

}  // namespace segue::wording
