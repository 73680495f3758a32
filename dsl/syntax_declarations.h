// Facts, segments, flags, scores, groups and lifecycles. Part of dsl/syntax.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/syntax_conditions.h"

namespace segue::dsl {

// ---------------------------------------------------------------- declarations

struct Rename {
  Name from, to;
};
struct UseDeclaration {
  std::string file;
  Span file_span;
  std::vector<Rename> renames;
};
struct TimezoneSetting {
  std::string zone;
  Span zone_span;
};
struct CurrencySetting {
  std::string currency;
  Span currency_span;
};
struct WeekSetting {
  bool sunday = false;
};

enum class TypeName { kText, kNumber, kMoney, kFlag, kDate, kTime, kList, kChoice };
struct Field {
  std::string description;
  Name name;
  TypeName type = TypeName::kText;
  std::string currency;       // money USD; else empty
  std::vector<Name> choices;  // choice (…)
  Span type_span;
};
struct ContactDeclaration {
  std::vector<Field> fields;
};
struct EventDeclaration {
  bool account = false;
  Name name;
  std::vector<Field> properties;
  std::optional<Date> recorded_since;
  Span recorded_since_span;
};
struct ParamDeclaration {
  Name name;
  Literal value;
};
struct SegmentDeclaration {
  Name name;
  Condition condition;
};
struct FlagWhen {
  Condition when;
  std::optional<Condition> until;
};
struct FlagOn {
  Events on;
  std::optional<Filter> on_filter;
  Events until;
  std::optional<Filter> until_filter;
};
struct FlagDeclaration {
  Name name;
  std::variant<FlagWhen, FlagOn> how;
};
struct PerEvent {  // +5 per email_clicked in last 30 days
  Events events;
  std::optional<Filter> filter;
  std::optional<DurationValue> in_last;
};
struct ScoreItem {
  bool at_most = false;  // at most 100: `points` is the limit
  double points = 0;
  std::variant<std::monostate, PerEvent, WhileClause> why;
  Span span;
};
struct ScoreDeclaration {
  Name name;
  std::vector<ScoreItem> items;
};
struct GroupLabel {
  std::string label;
  Condition when;
  Span span;
};
struct GroupDeclaration {
  Name name;
  std::vector<GroupLabel> labels;
  std::optional<std::string> otherwise;
};

enum class StateWord { kStart, kFinal, kState };
struct StateItem {
  std::string description;
  StateWord word = StateWord::kState;
  Name name;
};
/// Where a transition starts: `any`, or a list of states.
struct Origin {
  bool any = false;
  std::vector<Name> states;
  Span span;
};
struct OnTrigger {
  Events events;
  std::optional<Filter> filter;
  std::optional<Condition> when;
};
struct WhenTrigger {
  Condition when;
};
struct AfterTrigger {
  DurationValue after;
  std::optional<Condition> when;
};
struct TransitionItem {
  std::string description;
  Origin from;
  Name to;
  std::variant<OnTrigger, WhenTrigger, AfterTrigger> trigger;
  Span span;
};
struct LifecycleDeclaration {
  Name name;
  std::vector<std::variant<StateItem, TransitionItem>> items;  // in written order
};

}  // namespace segue::dsl
