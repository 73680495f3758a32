// The syntax tree: what a rule file says, before anything is known about what it means.
//
// One struct per form of grammar.ebnf, plain data, every node with its span. Names and texts are already
// NFC-normalised; escapes are resolved. The tree is shaped for the whole language.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "dsl/syntax_conditions.h"
#include "dsl/syntax_declarations.h"
#include "dsl/syntax_measures.h"
#include "dsl/syntax_plans.h"
#include "dsl/syntax_values.h"

namespace segue::dsl {

struct Declaration {
  std::string description;  // """…""" before it; empty if none
  std::variant<UseDeclaration, TimezoneSetting, CurrencySetting, WeekSetting, ContactDeclaration, EventDeclaration,
               ParamDeclaration, SegmentDeclaration, FlagDeclaration, ScoreDeclaration, GroupDeclaration,
               LifecycleDeclaration, MetricDeclaration, ReportDeclaration, GoalDeclaration, BenchmarkDeclaration,
               AdviseDeclaration, AlertDeclaration, ExperimentDeclaration, PruneDeclaration>
      node;
  Span span;
};

/// A parsed file. With errors it holds the declarations that could be read.
struct File {
  SourceId source = 0;
  std::vector<Declaration> declarations;
  std::vector<Span> comments;  // `# …` without the line end, in order
  /// Names declared in text that could not be read: that one of them is unknown would only repeat that error.
  std::vector<Name> unread;
};

}  // namespace segue::dsl
