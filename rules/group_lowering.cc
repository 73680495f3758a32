// Groups to labels with conditions.
#include "rules/group_lowering.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "rules/codes.h"
#include "rules/condition_lowering.h"
#include "rules/event_reader.h"
#include "rules/event_sets.h"
#include "rules/group_filter.h"
#include "rules/hints.h"
#include "rules/node_key.h"

namespace segue::rules {
namespace {

using engine::EventKindId;
using engine::NodeId;

/// A group of 200 labels is read at a glance by nobody; what is computed stays small too.
constexpr std::size_t kMostLabels = 200;
constexpr std::size_t kMostTests = 2'000;

std::size_t TestsIn(const engine::Predicate& predicate) {
  const auto sum = [](const std::vector<engine::Predicate>& parts) {
    std::size_t tests = 1;
    for (const engine::Predicate& part : parts) tests += TestsIn(part);
    return tests;
  };
  if (const auto* all = std::get_if<engine::PredicateAll>(&predicate.node)) return sum(all->parts);
  if (const auto* any = std::get_if<engine::PredicateAny>(&predicate.node)) return sum(any->parts);
  const auto* negation = std::get_if<engine::PredicateNot>(&predicate.node);
  return negation == nullptr ? 1 : sum(negation->part);
}

bool IsNever(const engine::EventMatch& match) {
  const auto* any = std::get_if<engine::PredicateAny>(&match.filter->node);
  return any != nullptr && any->parts.empty();
}

bool IsAlways(const engine::EventMatch& match) {
  const auto* all = std::get_if<engine::PredicateAll>(&match.filter->node);
  return all != nullptr && all->parts.empty();
}

bool IsTakenBefore(const std::vector<engine::EventMatch>& matches, std::size_t label) {
  return std::any_of(matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(label),
                     [&](const auto& before) { return IsAlways(before) || IsWithin(matches[label], before); });
}

}  // namespace

GroupLowering::GroupLowering(Context& context, std::uint32_t index)
    : context_(context), syntax_(*context.model.groups[index].syntax), lowered_(context.groups[index]) {
  lowered_.group.name = syntax_.name.text;
  lowered_.group.description = *context.model.groups[index].description;
}

void GroupLowering::Lower() {
  for (const dsl::GroupLabel& label : syntax_.labels) {
    Gather(label.when);
    lowered_.group.labels.push_back(label.label);
  }
  lowered_.has_otherwise = syntax_.otherwise.has_value();
  if (syntax_.otherwise) lowered_.group.labels.push_back(*syntax_.otherwise);
  if (lowered_.group.labels.empty() || lowered_.group.labels.size() > kMostLabels) {
    const bool none = lowered_.group.labels.empty();
    context_.report.Error(none ? code::kNothingScored : code::kGroupTooLarge, syntax_.name.span,
                          Quote(syntax_.name.text) + (none ? " has no label" : " has more than 200 labels"),
                          none ? "write for example `\"E-mail\" when medium = \"email\"`"
                               : "let one label stand for several values: `medium in (…)`");
    return;
  }
  if (broken_ || !NamesAreKnown()) return;
  const bool of_contact =
      std::all_of(tested_.begin(), tested_.end(), [](const Tested& tested) { return tested.of_contact; });
  const std::vector<EventKindId> kinds = of_contact ? KindsWithAll() : KindsWithSome();
  if (!of_contact && kinds.empty()) return ReportMixture();
  if (of_contact) LowerNodes();
  LowerMatches(kinds);
  if (lowered_.OfContact() || lowered_.OfEvents()) WarnAboutLabels();
}

// ---------------------------------------------------------------- what it looks at

void GroupLowering::Gather(const dsl::Condition& condition) {
  const auto gather_all = [&](const std::vector<dsl::Condition>& parts) {
    for (const dsl::Condition& part : parts) Gather(part);
  };
  if (const auto* all = std::get_if<dsl::AndCondition>(&condition.node)) return gather_all(all->parts);
  if (const auto* any = std::get_if<dsl::OrCondition>(&condition.node)) return gather_all(any->parts);
  if (const auto* negation = std::get_if<dsl::NotCondition>(&condition.node)) return Gather(*negation->part);
  if (const auto* group = std::get_if<dsl::GroupCondition>(&condition.node)) return Gather(*group->part);
  if (const auto* name = std::get_if<dsl::NameCondition>(&condition.node)) return GatherName(name->name);
  const bool neutral =
      std::holds_alternative<dsl::Everyone>(condition.node) || std::holds_alternative<dsl::Nobody>(condition.node);
  if (!neutral && contact_only_ == nullptr) contact_only_ = &condition;
}

void GroupLowering::GatherName(const dsl::Name& name) {
  const Symbol* symbol = context_.model.names.Find(name.text);
  if (symbol != nullptr && symbol->kind == SymbolKind::kGroup && name.text != syntax_.name.text) {
    const LoweredGroup& group = context_.groups[symbol->index];
    broken_ = broken_ || (!group.OfContact() && !group.OfEvents());
  }
  tested_.push_back(Look(name));
}

/// Its own name in a group is the field or property that it gathers, never itself.
GroupLowering::Tested GroupLowering::Look(const dsl::Name& name) const {
  Tested tested{&name, false, {}, false};
  const Symbol* symbol = name.text == syntax_.name.text ? nullptr : context_.model.names.Find(name.text);
  const LoweredGroup* group =
      symbol != nullptr && symbol->kind == SymbolKind::kGroup ? &context_.groups[symbol->index] : nullptr;
  tested.of_contact = group != nullptr ? group->OfContact() : symbol != nullptr;
  for (EventKindId kind = 0; kind < context_.model.properties.size(); ++kind) {
    const bool has =
        context_.model.properties[kind].Find(name.text) != nullptr || (group != nullptr && group->OfEvent(kind));
    tested.kinds.push_back(has);
    tested.of_events = tested.of_events || has;
  }
  return tested;
}

bool GroupLowering::NamesAreKnown() {
  bool known = true;
  for (const Tested& tested : tested_) {
    if (tested.of_contact || tested.of_events) continue;
    known = false;
    if (tested.name->text == syntax_.name.text) continue;  // a circle: reported
    std::vector<std::string_view> names = context_.model.names.Names();
    for (const auto& kind : context_.model.properties) {
      for (const std::string_view property : kind.Names()) names.push_back(property);
    }
    std::erase(names, std::string_view(syntax_.name.text));
    context_.report.Unknown(code::kUnknownName, *tested.name,
                            "there is no field and no property " + Quote(tested.name->text),
                            context_.suggestions.DidYouMean(tested.name->text, names));
  }
  return known;
}

std::vector<EventKindId> GroupLowering::KindsWithAll() const {
  std::vector<EventKindId> kinds;
  if (contact_only_ != nullptr || tested_.empty()) return kinds;
  for (EventKindId kind = 0; kind < context_.model.schema.events.size(); ++kind) {
    if (std::all_of(tested_.begin(), tested_.end(), [&](const Tested& tested) { return tested.kinds[kind]; })) {
      kinds.push_back(kind);
    }
  }
  return kinds;
}

/// None where some name is no property at all: then the group mixes two worlds. Left out are also kinds for which every
/// label is decided by what they lack.
std::vector<EventKindId> GroupLowering::KindsWithSome() const {
  std::vector<EventKindId> kinds;
  const bool of_events =
      std::all_of(tested_.begin(), tested_.end(), [](const Tested& tested) { return tested.of_events; });
  if (contact_only_ != nullptr || !of_events) return kinds;
  for (EventKindId kind = 0; kind < context_.model.schema.events.size(); ++kind) {
    const std::vector<dsl::Filter> filters = FiltersOf(kind);
    if (!std::all_of(filters.begin(), filters.end(), IsConstant)) kinds.push_back(kind);
  }
  return kinds;
}

/// Why it can be computed neither for a contact nor for an event.
void GroupLowering::ReportMixture() {
  std::string contact, events;
  dsl::Span span = syntax_.name.span;
  for (const Tested& tested : tested_) {
    if (!tested.of_events) contact = Quote(tested.name->text);
    if (!tested.of_contact) {
      events = Quote(tested.name->text);
      span = tested.name->span;
    }
  }
  if (contact.empty() && contact_only_ != nullptr) contact = "`" + context_.report.Text(contact_only_->span) + "`";
  if (contact.empty()) {
    context_.report.Error(code::kNoEvents, syntax_.name.span,
                          "no event has every property that a label of " + Quote(syntax_.name.text) + " looks at",
                          "join properties of different events with `or`, or make one group for each event");
    return;
  }
  context_.report.Error(code::kGroupMixture, span,
                        Quote(syntax_.name.text) + " mixes two worlds: " + events + " is a property of events, " +
                            contact + " belongs to the contact",
                        "a group looks at one event or at the contact; make two groups");
}

// ---------------------------------------------------------------- lowering

void GroupLowering::LowerNodes() {
  std::vector<NodeId> nodes;
  for (const dsl::GroupLabel& label : syntax_.labels) {
    GiveHints(context_, label.when, HintPlace::kElsewhere);
    nodes.push_back(ConditionLowering(context_).Lower(label.when));
  }
  if (std::find(nodes.begin(), nodes.end(), kFailed) != nodes.end()) return;
  if (lowered_.has_otherwise) nodes.push_back(context_.graph.Add(engine::EveryoneNode{}, "everyone"));
  lowered_.group.nodes = std::move(nodes);
}

/// Kinds whose properties have other types are left out, unless that leaves none: then the first one's errors stand.
void GroupLowering::LowerMatches(const std::vector<EventKindId>& kinds) {
  if (kinds.empty()) return;
  lowered_.group.matches.resize(context_.model.schema.events.size());
  std::vector<dsl::Diagnostic>& diagnostics = context_.report.diagnostics();
  const std::size_t before = diagnostics.size();
  std::vector<dsl::Diagnostic> first_errors;
  bool some = lowered_.OfContact();
  for (const EventKindId kind : kinds) {
    const bool whole = LowerMatches(kind);
    if (!whole && first_errors.empty()) {
      first_errors.assign(diagnostics.begin() + static_cast<std::ptrdiff_t>(before), diagnostics.end());
    }
    if (!whole || some) diagnostics.resize(before);
    some = some || whole;
  }
  if (!some) diagnostics.insert(diagnostics.end(), first_errors.begin(), first_errors.end());
}

/// The labels' conditions for events of this kind: tests of properties that it lacks are decided already.
std::vector<dsl::Filter> GroupLowering::FiltersOf(EventKindId kind) const {
  const LacksName lacks = [&](const dsl::Name& name) {
    return std::none_of(tested_.begin(), tested_.end(),
                        [&](const Tested& tested) { return tested.name->text == name.text && tested.kinds[kind]; });
  };
  std::vector<dsl::Filter> filters;
  for (const dsl::GroupLabel& label : syntax_.labels) filters.push_back(FilterOf(label.when, lacks));
  return filters;
}

bool GroupLowering::LowerMatches(EventKindId kind) {
  std::vector<engine::EventMatch> matches;
  std::size_t tests = 0;
  bool whole = true;
  for (const dsl::Filter& filter : FiltersOf(kind)) {
    auto predicate = EventReader(context_).Read(filter, kind);
    whole = whole && predicate.has_value();
    if (!predicate) continue;
    tests += TestsIn(*predicate);
    matches.push_back({kind, std::move(predicate)});
  }
  if (tests > kMostTests) {
    context_.report.Error(code::kGroupTooLarge, syntax_.name.span,
                          Quote(syntax_.name.text) +
                              " makes more than 2,000 tests once the groups it names are "
                              "written out",
                          "build it from fewer or simpler groups");
  }
  if (!whole || tests > kMostTests) return false;
  if (lowered_.has_otherwise) matches.push_back({kind, {}});
  lowered_.group.matches[kind] = std::move(matches);
  return true;
}

// ---------------------------------------------------------------- warnings

void GroupLowering::WarnAboutLabels() {
  std::unordered_map<std::string, bool> seen;
  for (std::size_t label = 0; label < syntax_.labels.size(); ++label) {
    const dsl::GroupLabel& written = syntax_.labels[label];
    if (!seen.emplace(written.label, true).second) {
      context_.report.Warning(code::kLabelTwice, written.span,
                              "the label " + Quote(written.label) + " stands twice; both lines count as one label",
                              "join the two conditions with `or`, or give one of them another label");
    }
    if (IsUnreachable(label)) WarnUnreachable(label);
  }
}

void GroupLowering::WarnUnreachable(std::size_t label) {
  context_.report.Warning(code::kUnreachableLabel, syntax_.labels[label].span,
                          "nothing gets the label " + Quote(syntax_.labels[label].label) +
                              ": the labels before it take all that it asks for",
                          "the first label that fits wins; write the narrower one first");
}

bool GroupLowering::IsUnreachable(std::size_t label) const {
  if (lowered_.OfContact()) {
    std::vector<Fact> facts{{lowered_.group.nodes[label], false}};
    if (context_.constants.count(facts.front().node) > 0) return false;  // reported itself
    for (std::size_t i = 0; i < label; ++i) facts.push_back({lowered_.group.nodes[i], true});
    return ProverOf(context_).NeverTogether(facts);
  }
  // An event that lacks what the label asks for says nothing about it.
  bool unreachable = false;
  for (const auto& matches : lowered_.group.matches) {
    if (matches.empty() || IsNever(matches[label])) continue;
    if (!IsTakenBefore(matches, label)) return false;
    unreachable = true;
  }
  return unreachable;
}

}  // namespace segue::rules
