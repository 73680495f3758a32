// Groups to labels with conditions: over a contact's fields (nodes), over an event's properties (filters, one set per
// kind of event that has one of them; what it lacks is missing), or over both where every name is a field as well as a
// property (then of kinds that have all of them, so that the contact's fields are not half replaced).
#pragma once

#include <string>
#include <vector>

#include "dsl/syntax.h"
#include "rules/context.h"

namespace segue::rules {

class GroupLowering {
 public:
  GroupLowering(Context& context, std::uint32_t index);

  /// Stores the group in the context; it is neither of contacts nor of events when something was reported.
  void Lower();

 private:
  /// A name that a label's condition tests, and where it may be found.
  struct Tested {
    const dsl::Name* name = nullptr;
    bool of_contact = false;
    std::vector<bool> kinds;  // that have it as a property, or can compute it
    bool of_events = false;   // some kind does
  };

  void Gather(const dsl::Condition& condition);
  void GatherName(const dsl::Name& name);
  Tested Look(const dsl::Name& name) const;
  bool NamesAreKnown();
  std::vector<engine::EventKindId> KindsWithAll() const;
  std::vector<engine::EventKindId> KindsWithSome() const;
  void ReportMixture();
  void LowerNodes();
  void LowerMatches(const std::vector<engine::EventKindId>& kinds);
  bool LowerMatches(engine::EventKindId kind);
  std::vector<dsl::Filter> FiltersOf(engine::EventKindId kind) const;
  void WarnAboutLabels();
  void WarnUnreachable(std::size_t label);
  bool IsUnreachable(std::size_t label) const;

  Context& context_;
  const dsl::GroupDeclaration& syntax_;
  LoweredGroup& lowered_;
  std::vector<Tested> tested_;
  const dsl::Condition* contact_only_ = nullptr;  // `did …`, `in …`, `x for 30 days`: never an event's property
  bool broken_ = false;                           // names a group that was reported
};

}  // namespace segue::rules
