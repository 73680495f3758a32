// Conditions to nodes. A condition may be nested 200 deep at most (the parser sees to that); what it names is already
// lowered, since declarations come in dependency order.
#pragma once

#include <optional>
#include <vector>

#include "dsl/syntax.h"
#include "engine/program.h"
#include "rules/context.h"
#include "rules/event_reader.h"
#include "rules/group_test.h"
#include "rules/score_reader.h"
#include "rules/test_reader.h"
#include "rules/time_reader.h"

namespace segue::rules {

class ConditionLowering {
 public:
  explicit ConditionLowering(Context& context) : context_(context), events_(context), tests_(context), time_(context) {}

  /// kFailed when something in it was reported, or in what it names.
  engine::NodeId Lower(const dsl::Condition& condition);

  /// Events, their filters and `while` clauses together, as metrics need them too; `needed` as in EventReader::Read.
  std::optional<engine::EventSet> Lower(const dsl::Events& events, const std::vector<const dsl::Filter*>& filters,
                                        const std::vector<const dsl::WhileClause*>& during,
                                        EventUse use = EventUse::kContact,
                                        const std::vector<const dsl::Name*>& needed = {});
  /// A segment or flag by name: its node, or kFailed.
  engine::NodeId NodeOfMember(const dsl::Name& name);
  /// States by name; empty when one is unknown.
  std::optional<std::vector<engine::StateId>> StatesOf(std::uint32_t lifecycle, const std::vector<dsl::Name>& names);

  /// The lifecycle states when `condition` is just `L is s` or `L in (s, t)`: what a flag's visits look at.
  std::optional<engine::InStateNode> JustStates(const dsl::Condition& condition);

 private:
  using NodeId = engine::NodeId;
  using Span = dsl::Span;

  NodeId Lower(const dsl::Everyone&, Span span);
  NodeId Lower(const dsl::Nobody&, Span span);
  NodeId Lower(const dsl::AndCondition& all, Span span);
  NodeId Lower(const dsl::OrCondition& any, Span span);
  NodeId Lower(const dsl::NotCondition& negation, Span span);
  NodeId Lower(const dsl::GroupCondition& group, Span span);
  NodeId Lower(const dsl::HeldCondition& held, Span span);
  NodeId Lower(const dsl::NameCondition& name, Span span);
  NodeId Lower(const dsl::MemberCondition& member, Span span);
  NodeId Lower(const dsl::SampleCondition& sample, Span span);
  NodeId Lower(const dsl::DidCondition& did, Span span);
  NodeId Lower(const dsl::OrdinalCondition& ordinal, Span span);
  NodeId Lower(const dsl::AggregateCondition& aggregate, Span span);
  NodeId Lower(const dsl::ElapsedCondition& elapsed, Span span);
  NodeId Lower(const dsl::KnownCondition& known, Span span);
  NodeId Lower(const dsl::WasMemberCondition& was, Span span);
  NodeId Lower(const dsl::WasCondition& was, Span span);
  NodeId Lower(const dsl::AnniversaryCondition& anniversary, Span span);

  // condition_values.cc: anniversaries and samples
  std::optional<engine::FieldId> DateFieldOf(const dsl::Name& name);

  // condition_names.cc: conditions that begin with a name
  NodeId LowerField(std::uint32_t field, const dsl::NameCondition& condition, Span span);
  NodeId LowerFlag(std::uint32_t flag, const dsl::NameCondition& condition, Span span);
  NodeId LowerLifecycle(std::uint32_t lifecycle, const dsl::NameCondition& condition, Span span);
  NodeId LowerWasField(std::uint32_t field, const dsl::WasCondition& was, Span span);
  NodeId LowerWasFlag(std::uint32_t flag, const dsl::WasCondition& was, Span span);
  NodeId LowerWasState(std::uint32_t lifecycle, const dsl::WasCondition& was, Span span);
  const Symbol* SymbolOf(const dsl::Name& name);
  NodeId OtherKind(const dsl::Name& name, const char* kind, std::string hint);
  std::optional<std::vector<engine::StateId>> StatesOf(std::uint32_t lifecycle, const dsl::Values& values);
  std::optional<engine::StateId> StateOf(std::uint32_t lifecycle, const std::string& name, Span span);
  NodeId InStates(std::uint32_t lifecycle, std::vector<engine::StateId> states, bool negated, Span span);
  Subject SubjectOf(std::uint32_t field) const;
  NodeId AddTest(std::uint32_t field, FieldTest test, Span span);

  // condition_derived.cc: conditions on scores and groups
  NodeId LowerScore(std::uint32_t score, const dsl::NameCondition& condition, Span span);
  NodeId LowerWasScore(std::uint32_t score, const dsl::WasCondition& was, Span span);
  NodeId ScoreNode(std::uint32_t score, std::optional<ScoreTest> test, Span span);
  NodeId LowerGroup(std::uint32_t index, const dsl::NameCondition& condition, Span span);
  NodeId LowerWasGroup(std::uint32_t index, const dsl::WasCondition& was, Span span);
  NodeId GroupNode(const LoweredGroup& group, const LabelTest& test, Span span);
  /// Null, with an error, when it is computed from events' properties.
  const LoweredGroup* GroupOfContact(std::uint32_t index, const dsl::Name& name);

  // condition_events.cc: conditions about what happened
  std::optional<engine::EventSet> EventsOf(const dsl::DidCondition& did);
  static std::vector<const dsl::WhileClause*> WhileClausesOf(const std::vector<dsl::Clause>& clauses);
  std::optional<std::vector<engine::WhenClause>> ReadWindows(const std::vector<dsl::Clause>& clauses);
  bool ReadCounts(const std::vector<dsl::Clause>& clauses, engine::DidNode& node);
  void ReadCount(const dsl::CountClause& count, engine::DidNode& node, Span span);
  bool ReadIsKind(const dsl::IsKind& ask, engine::OrdinalNode& node);
  bool ReadHas(const dsl::HasFilter& ask, engine::OrdinalNode& node);
  std::optional<engine::WhileCondition> Lower(const dsl::WhileClause& during);

  // condition_aggregates.cc: conditions that compute something from what happened
  bool ReportCounts(const std::vector<dsl::Clause>& clauses);
  bool ReadProperties(const dsl::PropertyPath& path, engine::AggregateNode& node);
  bool ReadComparison(const dsl::AggregateCondition& aggregate, engine::AggregateNode& node, Span span);

  NodeId Add(engine::NodeOperation operation, Span span);

  Context& context_;
  EventReader events_;
  TestReader tests_;
  TimeReader time_;
};

}  // namespace segue::rules
