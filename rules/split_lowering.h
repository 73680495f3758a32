// Splits of a report: by field, by property of what is counted, by segment or flag, by lifecycle state.
#pragma once

#include <optional>
#include <vector>

#include "dsl/syntax.h"
#include "rules/context.h"
#include "rules/measure_pool.h"

namespace segue::rules {

class SplitLowering {
 public:
  SplitLowering(Context& context, const MeasurePool& measures, const std::vector<engine::ShownMetric>& shown)
      : context_(context), measures_(measures), shown_(shown) {}

  /// False, with an error, when a shown measure counts events of the account, which belong to no contact.
  bool NoAccountMeasure(const std::string& name, dsl::Span span);

  /// False, with an error, when a shown metric asks what a plan allows or costs: the account has one plan.
  bool NoPlan(const std::string& name, dsl::Span span);

  /// Empty when something was reported. A split that a shown measure does not have is an error, never a repeated total.
  std::optional<engine::Split> Lower(const dsl::NameSplit& split, dsl::Span span);

 private:
  using Result = std::optional<engine::Split>;
  using Properties = std::vector<std::optional<engine::PropertyId>>;

  Result LowerName(const dsl::NameSplit& split, dsl::Span span);
  Result ByContact(const dsl::NameSplit& split, const Symbol& symbol, dsl::Span span);
  Result ByGroup(const dsl::NameSplit& split, std::uint32_t index, dsl::Span span);
  Result ByState(const dsl::NameSplit& split, const Symbol& symbol);
  Result ByProperty(const dsl::NameSplit& split, dsl::Span span);
  Result ByPropertyOfKind(const dsl::NameSplit& split, engine::EventKindId kind, dsl::Span span);
  Properties PropertiesNamed(const std::string& name) const;
  /// Whether every shown measure has the split; reports each shown metric that has not.
  bool EveryMeasureHas(const Properties& properties, const std::string& name, dsl::Span span);
  bool TouchesHave(const engine::Credit& credit, const Properties& properties) const;
  bool MeasureHas(const engine::Measure& measure, const Properties& properties) const;
  bool MovesHave(engine::NodeId run, const std::vector<engine::StateId>* from, const std::vector<engine::StateId>* to,
                 const Properties& properties) const;
  /// Whether some shown metric counts events of the account.
  bool CountsAccount() const;
  bool SameTypes(const Properties& properties, dsl::Span span);
  /// The first counted event that has the property; null if none.
  const std::string* CountedEventWith(const std::string& property) const;

  Context& context_;
  const MeasurePool& measures_;
  const std::vector<engine::ShownMetric>& shown_;
};

}  // namespace segue::rules
