// What the files declare, by name, before any condition is read.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "dsl/syntax.h"
#include "engine/program.h"
#include "rules/name_space.h"

namespace segue::rules {

/// Fields, flags, scores, groups, lifecycles and segments share one name space.
enum class SymbolKind { kField, kFlag, kScore, kGroup, kLifecycle, kSegment };

struct Symbol {
  SymbolKind kind = SymbolKind::kField;
  std::uint32_t index = 0;  // in the model's list of that kind
};

/// A declaration of the syntax tree with its description. Both live in the parsed files.
template <typename T>
struct Declared {
  const T* syntax = nullptr;
  const std::string* description = nullptr;
  dsl::Span span;
};

/// A param of a used file that a file nearer to the program declares again, and which param counts instead.
struct ParamDefault {
  const dsl::ParamDeclaration* syntax = nullptr;
  std::uint32_t param = 0;  // in Model::param_list
};

/// The states of one lifecycle, in the order in which they are first written.
struct States {
  std::vector<std::string> names;
  std::vector<dsl::Span> spans;  // of the first mention
  std::unordered_map<std::string, engine::StateId> by_name;
  std::vector<bool> final;
  engine::StateId start = 0;

  std::vector<std::string_view> Names() const { return {names.begin(), names.end()}; }
};

struct Model {
  std::string zone = "UTC";
  bool week_starts_sunday = false;
  std::string currency;  // empty: none declared

  engine::Schema schema;
  std::vector<dsl::Span> field_spans;                     // parallel to schema.fields
  std::vector<dsl::Span> event_spans;                     // parallel to schema.events
  std::vector<std::vector<dsl::Span>> property_spans;     // parallel to schema.events
  std::vector<NameSpace<engine::PropertyId>> properties;  // parallel to schema.events

  NameSpace<Symbol> names;
  NameSpace<engine::EventKindId> events;
  NameSpace<std::uint32_t> params, metrics, reports, prunes, goals, alerts, experiments;

  std::vector<Declared<dsl::ParamDeclaration>> param_list;
  std::vector<ParamDefault> param_defaults;
  std::vector<Declared<dsl::SegmentDeclaration>> segments;
  std::vector<Declared<dsl::FlagDeclaration>> flags;
  std::vector<Declared<dsl::ScoreDeclaration>> scores;
  std::vector<Declared<dsl::GroupDeclaration>> groups;
  std::vector<Declared<dsl::LifecycleDeclaration>> lifecycles;
  std::vector<States> states;  // parallel to lifecycles
  std::vector<Declared<dsl::MetricDeclaration>> metric_list;
  std::vector<Declared<dsl::ReportDeclaration>> report_list;
  std::vector<Declared<dsl::GoalDeclaration>> goal_list;
  std::vector<Declared<dsl::BenchmarkDeclaration>> benchmark_list;
  std::vector<Declared<dsl::AdviseDeclaration>> advice_list;
  std::vector<Declared<dsl::AlertDeclaration>> alert_list;
  std::vector<Declared<dsl::ExperimentDeclaration>> experiment_list;
  std::vector<Declared<dsl::PruneDeclaration>> prune_list;
};

/// `a segment`, `a lifecycle`, … for messages.
const char* KindInWords(SymbolKind kind);

}  // namespace segue::rules
