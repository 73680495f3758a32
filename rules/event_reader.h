// Events with their filters, and the windows of time they must lie in.
#pragma once

#include <optional>
#include <vector>

#include "dsl/syntax.h"
#include "engine/program.h"
#include "rules/context.h"

namespace segue::rules {

/// Who an event must happen to where it stands.
enum class EventUse { kContact, kAccountToo };

class EventReader {
 public:
  explicit EventReader(Context& context) : context_(context) {}

  /// The events, each of which must pass its own filter and every one of `filters`; empty when something was reported.
  /// `any event` takes the kinds of contact events that have every property the filters or `needed` name.
  std::optional<engine::EventSet> Read(const dsl::Events& events, const std::vector<const dsl::Filter*>& filters,
                                       EventUse use = EventUse::kContact,
                                       const std::vector<const dsl::Name*>& needed = {});
  /// One kind by name, or empty with an error.
  std::optional<engine::EventKindId> KindOf(const dsl::Name& name, EventUse use = EventUse::kContact);
  /// A filter over one kind.
  std::optional<engine::Predicate> Read(const dsl::Filter& filter, engine::EventKindId kind);
  /// A property of a kind by name, or empty with an error.
  std::optional<engine::PropertyId> PropertyOf(const dsl::Name& name, engine::EventKindId kind);

  /// One window, or two for `between` a fixed and a moving point; empty when something was reported.
  std::optional<std::vector<engine::WhenClause>> Read(const dsl::When& when);

 private:
  std::optional<std::vector<engine::EventMatch>> ReadAny(const dsl::Events& events,
                                                         const std::vector<const dsl::Filter*>& filters,
                                                         std::vector<const dsl::Name*> names);
  std::optional<engine::Predicate> ReadTest(const dsl::FilterTest& test, engine::EventKindId kind);
  /// A test of a group's label for events of one kind.
  std::optional<engine::Predicate> ReadLabel(LoweredGroup& group, const dsl::FilterTest& test,
                                             engine::EventKindId kind);
  /// The group of this name that is no property of the kind; null if there is none.
  LoweredGroup* GroupNamed(const dsl::Name& name, engine::EventKindId kind);
  bool AddFilters(const std::vector<const dsl::Filter*>& filters, engine::EventMatch& match);

  Context& context_;
};

/// For warnings: the fixed ranges of `windows` that begin before what is recorded of some kind in `events`.
void WarnBeforeRecorded(Context& context, const engine::EventSet& events,
                        const std::vector<engine::WhenClause>& windows, dsl::Span span);

}  // namespace segue::rules
