// Events with their filters.
#include "rules/event_reader.h"

#include <string>
#include <utility>

#include "rules/codes.h"
#include "rules/condition_walk.h"
#include "rules/group_test.h"
#include "rules/test_reader.h"

namespace segue::rules {
namespace {

using engine::EventKindId;
using engine::Predicate;

/// Combinations of filters.
struct PredicateAlgebra {
  static Predicate All(std::vector<Predicate> parts) {
    return parts.size() == 1 ? std::move(parts.front()) : Predicate{engine::PredicateAll{std::move(parts)}};
  }
  static Predicate Any(std::vector<Predicate> parts) {
    return parts.size() == 1 ? std::move(parts.front()) : Predicate{engine::PredicateAny{std::move(parts)}};
  }
  static Predicate Not(const Predicate& part) { return Predicate{engine::PredicateNot{{part}}}; }
  static Predicate Constant(bool truth) {
    return truth ? Predicate{engine::PredicateAll{}} : Predicate{engine::PredicateAny{}};
  }
};

/// Reads the parts of an `and` or `or` of filters, all of them so that every error is found.
template <typename Whole>
std::optional<Predicate> ReadParts(EventReader& reader, const std::vector<dsl::Filter>& parts, EventKindId kind) {
  Whole whole;
  bool complete = true;
  for (const dsl::Filter& part : parts) {
    auto read = reader.Read(part, kind);
    complete = complete && read.has_value();
    if (read) whole.parts.push_back(std::move(*read));
  }
  if (!complete) return {};
  if (whole.parts.size() == 1) return std::move(whole.parts.front());
  return Predicate{std::move(whole)};
}

/// A date is seen from the event's own instant.
Predicate PredicateOf(engine::PropertyId property, FieldTest test) {
  if (auto* value = std::get_if<engine::ValueTest>(&test)) {
    return {engine::PropertyTest{property, std::move(*value)}};
  }
  auto& date = std::get<DateTest>(test);
  Predicate predicate{engine::DatePropertyTest{property, date.when}};
  if (!date.negated) return predicate;
  engine::PredicateNot complement;
  complement.part.push_back(std::move(predicate));
  return {std::move(complement)};
}

void And(std::optional<Predicate>& filter, Predicate more) {
  if (!filter) {
    filter = std::move(more);
    return;
  }
  engine::PredicateAll all;
  all.parts.push_back(std::move(*filter));
  all.parts.push_back(std::move(more));
  filter = Predicate{std::move(all)};
}

}  // namespace

std::optional<EventKindId> EventReader::KindOf(const dsl::Name& name, EventUse use) {
  const EventKindId* kind = context_.model.events.Find(name.text);
  if (kind == nullptr) {
    std::string hint = context_.suggestions.DidYouMean(name.text, context_.model.events.Names());
    const Symbol* symbol = context_.model.names.Find(name.text);
    if (hint.empty() && symbol != nullptr) hint = Quote(name.text) + " is " + KindInWords(symbol->kind);
    context_.report.Unknown(code::kUnknownEvent, name, "there is no event " + Quote(name.text), hint);
    return {};
  }
  if (use == EventUse::kContact && context_.model.schema.events[*kind].account) {
    context_.report.Error(code::kAccountEvent, name.span,
                          Quote(name.text) + " happens to the account, not to a contact",
                          "count it in a metric: `count of " + name.text + "` or `sum of " + name.text + ".…`");
    return {};
  }
  return *kind;
}

std::optional<engine::PropertyId> EventReader::PropertyOf(const dsl::Name& name, EventKindId kind) {
  const auto& properties = context_.model.properties[kind];
  if (const engine::PropertyId* property = properties.Find(name.text)) return *property;
  const std::string& event = context_.model.schema.events[kind].name;
  std::string hint = context_.suggestions.DidYouMean(name.text, properties.Names());
  if (hint.empty() && context_.model.names.Find(name.text) != nullptr) {
    hint = "inside `with` stand the event's own properties; join " + Quote(name.text) + " with `and`";
  }
  context_.report.Unknown(code::kUnknownProperty, name, Quote(event) + " has no property " + Quote(name.text), hint);
  return {};
}

std::optional<Predicate> EventReader::Read(const dsl::Filter& filter, EventKindId kind) {
  if (const auto* all = std::get_if<dsl::FilterAll>(&filter.node)) {
    return ReadParts<engine::PredicateAll>(*this, all->parts, kind);
  }
  if (const auto* any = std::get_if<dsl::FilterAny>(&filter.node)) {
    return ReadParts<engine::PredicateAny>(*this, any->parts, kind);
  }
  if (const auto* negation = std::get_if<dsl::FilterNot>(&filter.node)) {
    auto part = Read(*negation->part, kind);
    if (!part) return {};
    engine::PredicateNot complement;
    complement.part.push_back(std::move(*part));
    return Predicate{std::move(complement)};
  }
  return ReadTest(std::get<dsl::FilterTest>(filter.node), kind);
}

std::optional<Predicate> EventReader::ReadTest(const dsl::FilterTest& test, EventKindId kind) {
  if (LoweredGroup* group = GroupNamed(test.property, kind)) return ReadLabel(*group, test, kind);
  const auto property = PropertyOf(test.property, kind);
  if (!property) return {};
  const engine::EventKind& event = context_.model.schema.events[kind];
  auto read =
      TestReader(context_).Read({event.properties[*property], test.property.text + " of " + event.name}, test.test);
  if (!read) return {};
  return PredicateOf(*property, std::move(*read));
}

LoweredGroup* EventReader::GroupNamed(const dsl::Name& name, EventKindId kind) {
  if (context_.model.properties[kind].Find(name.text) != nullptr) return nullptr;
  const Symbol* symbol = context_.model.names.Find(name.text);
  const bool is_group = symbol != nullptr && symbol->kind == SymbolKind::kGroup;
  return is_group ? &context_.groups[symbol->index] : nullptr;
}

std::optional<Predicate> EventReader::ReadLabel(LoweredGroup& group, const dsl::FilterTest& test, EventKindId kind) {
  group.used = true;
  if (group.OfEvent(kind)) {
    const auto labels = ReadLabelTest(context_, group, test.test);
    if (!labels) return {};
    std::vector<Predicate> parts;
    for (std::size_t i = 0; i < labels->passes.size(); ++i) parts.push_back(*group.group.matches[kind][i].filter);
    return WriteLabelTest(*labels, parts, PredicateAlgebra{});
  }
  const std::string name = Quote(test.property.text);
  const std::string& event = context_.model.schema.events[kind].name;
  if (group.OfEvents()) {
    context_.report.Error(
        code::kGroupPlace, test.property.span,
        name + " cannot be computed for " + Quote(event) + ": no label depends on what it has, or the type is another",
        "declare what it looks at as a property of " + Quote(event) + ", or ask about its own properties");
  } else if (group.OfContact()) {
    context_.report.Error(code::kGroupPlace, test.property.span,
                          name + " belongs to the contact; inside `with` stand the event's own properties",
                          "ask for it with `while (" + context_.report.Text(test.property.span) + " …)`");
  }
  return {};
}

bool EventReader::AddFilters(const std::vector<const dsl::Filter*>& filters, engine::EventMatch& match) {
  bool complete = true;
  for (const dsl::Filter* filter : filters) {
    auto predicate = Read(*filter, match.kind);
    complete = complete && predicate.has_value();
    if (predicate) And(match.filter, std::move(*predicate));
  }
  return complete;
}

std::optional<engine::EventSet> EventReader::Read(const dsl::Events& events,
                                                  const std::vector<const dsl::Filter*>& filters, EventUse use,
                                                  const std::vector<const dsl::Name*>& needed) {
  engine::EventSet set;
  if (events.any) {
    auto alternatives = ReadAny(events, filters, needed);
    if (!alternatives) return {};
    set.alternatives = std::move(*alternatives);
    return set;
  }
  bool complete = true;
  bool common_is_right = true;
  for (const dsl::OneEvent& event : events.alternatives) {
    const auto kind = KindOf(event.name, use);
    complete = complete && kind.has_value();
    if (!kind) continue;
    engine::EventMatch match{*kind, {}};
    if (event.filter) complete = AddFilters({&*event.filter}, match) && complete;
    // A filter behind `(a or b)` is reported for the first of them only.
    common_is_right = common_is_right && AddFilters(filters, match);
    set.alternatives.push_back(std::move(match));
  }
  return complete && common_is_right ? std::optional(std::move(set)) : std::nullopt;
}

std::optional<std::vector<engine::EventMatch>> EventReader::ReadAny(const dsl::Events& events,
                                                                    const std::vector<const dsl::Filter*>& filters,
                                                                    std::vector<const dsl::Name*> names) {
  for (const dsl::Filter* filter : filters) {
    WalkNames(*filter, [&](const dsl::Name& name) { names.push_back(&name); });
  }
  std::vector<engine::EventMatch> matches;
  bool complete = true;
  for (EventKindId kind = 0; kind < context_.model.schema.events.size(); ++kind) {
    if (context_.model.schema.events[kind].account) continue;
    bool has_all = true;
    for (const dsl::Name* name : names) {
      const LoweredGroup* group = GroupNamed(*name, kind);
      has_all = has_all && (context_.model.properties[kind].Find(name->text) != nullptr ||
                            (group != nullptr && group->OfEvent(kind)));
    }
    if (!has_all) continue;
    matches.push_back({kind, {}});
    complete = AddFilters(filters, matches.back()) && complete;
  }
  if (!matches.empty()) return complete ? std::optional(std::move(matches)) : std::nullopt;
  context_.report.Error(code::kNoEvents, events.span,
                        names.empty() ? "no event is declared" : "no event has every property that is named here");
  return {};
}

}  // namespace segue::rules
