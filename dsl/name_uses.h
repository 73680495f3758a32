// Every name in a syntax tree, where it stands and what it stands for, as far as the text alone tells.
//
// `Relation is client` gives Relation (kFact) and client (kValue with subject "Relation"): whether that is a state or
// a choice is for whoever knows what Relation is. The formatter asks which names need their quotes; editors find
// declarations and references.
#pragma once

#include <string>
#include <vector>

#include "dsl/syntax.h"

namespace segue::dsl {

enum class NameRole {
  kFact,  // field, flag, score, group, lifecycle or segment: one name space
  kEvent,
  kProperty,  // of `events`; where it is a group's condition, also a fact
  kState,     // of the lifecycle `subject`
  kValue,     // to the right of a test of `subject`: a state or a choice
  kText,      // as kValue, but a text in quotes: a state, a choice, or just a text
  kChoice,    // declared by the field or property `subject`
  kParam,
  kMetric,
  kReport,
  kGoal,
  kAlert,
  kExperiment,
  kPlan,
  kAllowance,  // of the plan `subject`
  kList,
  kForeign,  // the name that a rule pack uses for what follows
  kOurs,     // fact or event that a rule pack is pointed at
};

struct NameUse {
  NameRole role = NameRole::kFact;
  bool declares = false;
  std::string text;
  Span span;
  bool quoted = false;
  std::string subject;              // see kState, kValue, kChoice, kAllowance
  std::vector<std::string> events;  // that the property, or the property `subject`, belongs to; empty: any
};

/// In the order in which the tree holds them, which is not always that of the text.
std::vector<NameUse> NameUses(const Declaration& declaration);
std::vector<NameUse> NameUses(const File& file);

}  // namespace segue::dsl
