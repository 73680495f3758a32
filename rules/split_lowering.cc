// Splits of a report.
#include "rules/split_lowering.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "rules/band_reader.h"
#include "rules/codes.h"
#include "rules/condition_lowering.h"

namespace segue::rules {

using engine::NodeId;

std::optional<engine::Split> SplitLowering::Lower(const dsl::NameSplit& split, dsl::Span span) {
  if (!NoPlan(split.name.text, span)) return {};
  auto lowered = LowerName(split, span);
  if (!lowered || !BandReader(context_).Read(split, span, *lowered)) return {};
  return lowered;
}

std::optional<engine::Split> SplitLowering::LowerName(const dsl::NameSplit& split, dsl::Span span) {
  if (const Symbol* symbol = context_.model.names.Find(split.name.text)) {
    if (symbol->kind == SymbolKind::kLifecycle) return ByState(split, *symbol);
    if (symbol->kind == SymbolKind::kGroup && !split.member) return ByGroup(split, symbol->index, span);
    if (!split.member) return ByContact(split, *symbol, span);
  }
  const engine::EventKindId* kind = split.member ? context_.model.events.Find(split.name.text) : nullptr;
  return kind == nullptr ? ByProperty(split, span) : ByPropertyOfKind(split, *kind, span);
}

// ---------------------------------------------------------------- what the contact is

std::optional<engine::Split> SplitLowering::ByContact(const dsl::NameSplit& split, const Symbol& symbol,
                                                      dsl::Span span) {
  const std::string& name = split.name.text;
  if (!NoAccountMeasure(name, span)) return {};
  if (symbol.kind == SymbolKind::kField) {
    if (const std::string* event = CountedEventWith(name)) {
      context_.report.Warning(code::kSplitAmbiguous, span,
                              Quote(name) + " is a field and also a property of what is counted; the field is used",
                              "for the property write the event before it: `" + *event + "." + name + "`");
    }
    return engine::Split{name, engine::FieldSplit{symbol.index}};
  }
  if (symbol.kind == SymbolKind::kScore) {
    const NodeId run = context_.score_runs[symbol.index];
    if (run == kFailed) return {};
    return engine::Split{name, engine::ScoreSplit{run, {}}};
  }
  const NodeId node = ConditionLowering(context_).NodeOfMember(split.name);
  if (node == kFailed) return {};
  return engine::Split{name, engine::MembershipSplit{node}};
}

/// Of a group that the contact has as well as the event, the contact's is used, as for fields.
std::optional<engine::Split> SplitLowering::ByGroup(const dsl::NameSplit& split, std::uint32_t index, dsl::Span span) {
  const std::string& name = split.name.text;
  LoweredGroup& group = context_.groups[index];
  group.used = true;
  if (group.OfContact() && !(group.OfEvents() && CountsAccount())) {
    if (!NoAccountMeasure(name, span)) return {};
    return engine::Split{name, engine::GroupSplit{index, false}};
  }
  if (!group.OfEvents()) return {};  // reported where it is declared
  Properties computed;
  for (engine::EventKindId kind = 0; kind < context_.model.schema.events.size(); ++kind) {
    computed.push_back(group.OfEvent(kind) ? std::optional<engine::PropertyId>(0) : std::nullopt);
  }
  if (!EveryMeasureHas(computed, name, span)) return {};
  return engine::Split{name, engine::GroupSplit{index, true}};
}

bool SplitLowering::CountsAccount() const {
  bool counts = false;
  for (const engine::ShownMetric& shown : shown_) {
    VisitMeasures(shown.expression, [&](std::uint32_t measure) {
      counts = counts || IsAccountMeasure(measures_[measure], context_.model.schema);
    });
  }
  return counts;
}

std::optional<engine::Split> SplitLowering::ByState(const dsl::NameSplit& split, const Symbol& symbol) {
  const NodeId run = context_.lifecycle_runs[symbol.index];
  if (!NoAccountMeasure(split.name.text, split.name.span)) return {};
  if (!split.member) {
    if (run == kFailed) return {};
    return engine::Split{split.name.text, engine::StateSplit{run}};
  }
  auto states = ConditionLowering(context_).StatesOf(symbol.index, {*split.member});
  if (!states || run == kFailed) return {};
  const std::string title = split.name.text + "." + split.member->text;
  return engine::Split{
      title, engine::MembershipSplit{context_.graph.Add(engine::InStateNode{run, std::move(*states)}, title)}};
}

bool SplitLowering::NoAccountMeasure(const std::string& name, dsl::Span span) {
  bool none = true;
  for (const engine::ShownMetric& shown : shown_) {
    VisitMeasures(shown.expression, [&](std::uint32_t measure) {
      if (!none || !IsAccountMeasure(measures_[measure], context_.model.schema)) return;
      none = false;
      context_.report.Error(code::kSplitMissing, span,
                            Quote(shown.title) + " cannot be split by " + Quote(name) + ": `" +
                                measures_.Label(measure) + "` counts events of the account, which belong to no contact",
                            "show it in a report without this split");
    });
  }
  return none;
}

bool SplitLowering::NoPlan(const std::string& name, dsl::Span span) {
  const std::function<bool(const engine::Expression&)> asks = [&](const engine::Expression& expression) {
    return expression.kind == engine::Expression::Kind::kPlan || std::ranges::any_of(expression.parts, asks);
  };
  const auto found = std::ranges::find_if(shown_, [&](const auto& shown) { return asks(shown.expression); });
  if (found == shown_.end()) return true;
  context_.report.Error(code::kPlanSplit, span,
                        Quote(found->title) + " cannot be split by " + Quote(name) +
                            ": the account has one plan, and no part of it has a price or an allowance of its own",
                        "ask what some contacts alone would cost: `price of … for Segment`");
  return false;
}

const std::string* SplitLowering::CountedEventWith(const std::string& property) const {
  const std::string* event = nullptr;
  for (const engine::ShownMetric& shown : shown_) {
    VisitMeasures(shown.expression, [&](std::uint32_t measure) {
      const engine::EventSet* events = EventsOf(measures_[measure]);
      if (events == nullptr || event != nullptr) return;
      for (const engine::EventMatch& match : events->alternatives) {
        if (context_.model.properties[match.kind].Find(property) == nullptr) continue;
        event = &context_.model.schema.events[match.kind].name;
        return;
      }
    });
  }
  return event;
}

// ---------------------------------------------------------------- what the counted event has

std::optional<engine::Split> SplitLowering::ByProperty(const dsl::NameSplit& split, dsl::Span span) {
  const std::string& name = split.name.text;
  const Properties properties = PropertiesNamed(name);
  const bool known = std::any_of(properties.begin(), properties.end(), [](const auto& id) { return id.has_value(); });
  if (!known || split.member) {
    std::vector<std::string_view> names = context_.model.names.Names();
    names.insert(names.end(), {"day", "week", "month", "quarter", "year"});
    for (const auto& kind : context_.model.properties) {
      for (const std::string_view property : kind.Names()) names.push_back(property);
    }
    context_.report.Unknown(code::kUnknownSplit, split.name,
                            "there is no field, segment, lifecycle or property " + Quote(name) + " to split by",
                            context_.suggestions.DidYouMean(name, names));
    return {};
  }
  if (!EveryMeasureHas(properties, name, span) || !SameTypes(properties, span)) return {};
  return engine::Split{name, engine::PropertySplit{properties}};
}

std::optional<engine::Split> SplitLowering::ByPropertyOfKind(const dsl::NameSplit& split, engine::EventKindId kind,
                                                             dsl::Span span) {
  const auto property = EventReader(context_).PropertyOf(*split.member, kind);
  if (!property) return {};
  Properties properties(context_.model.schema.events.size());
  properties[kind] = *property;
  const std::string title = split.name.text + "." + split.member->text;
  if (!EveryMeasureHas(properties, title, span)) return {};
  return engine::Split{title, engine::PropertySplit{properties}};
}

SplitLowering::Properties SplitLowering::PropertiesNamed(const std::string& name) const {
  Properties properties;
  for (const auto& kind : context_.model.properties) {
    const engine::PropertyId* property = kind.Find(name);
    properties.push_back(property == nullptr ? std::nullopt : std::optional(*property));
  }
  return properties;
}

bool SplitLowering::EveryMeasureHas(const Properties& properties, const std::string& name, dsl::Span span) {
  bool all = true;
  for (const engine::ShownMetric& shown : shown_) {
    bool reported = false;
    VisitMeasures(shown.expression, [&](std::uint32_t measure) {
      if (reported || MeasureHas(measures_[measure], properties)) return;
      reported = true;
      all = false;
      context_.report.Error(code::kSplitMissing, span,
                            Quote(shown.title) + " cannot be split by " + Quote(name) + ": `" +
                                measures_.Label(measure) + "` counts nothing that has it",
                            "split by a contact field, or show this metric in a report of its own");
    });
  }
  return all;
}

bool SplitLowering::MeasureHas(const engine::Measure& measure, const Properties& properties) const {
  if (measure.credit && TouchesHave(*measure.credit, properties)) return true;
  if (const auto* cohort = std::get_if<engine::CohortMeasure>(&measure.what)) {
    return MeasureHas(measures_[cohort->entry], properties);
  }
  if (const engine::EventSet* events = EventsOf(measure)) {
    return std::all_of(events->alternatives.begin(), events->alternatives.end(),
                       [&](const engine::EventMatch& match) { return properties[match.kind].has_value(); });
  }
  if (const auto* moves = std::get_if<engine::MovesMeasure>(&measure.what)) {
    return MovesHave(moves->run, &moves->from, &moves->to, properties);
  }
  const auto* entries = std::get_if<engine::EntriesMeasure>(&measure.what);
  const auto* exits = std::get_if<engine::ExitsMeasure>(&measure.what);
  const engine::Target* target = entries != nullptr ? &entries->target : exits != nullptr ? &exits->target : nullptr;
  if (target == nullptr || !target->state) return false;
  const std::vector<engine::StateId> state{*target->state};
  return entries != nullptr ? MovesHave(target->node, nullptr, &state, properties)
                            : MovesHave(target->node, &state, nullptr, properties);
}

/// The credited property itself, or a group of the touches' properties.
bool SplitLowering::TouchesHave(const engine::Credit& credit, const Properties& properties) const {
  for (const engine::EventMatch& match : credit.touches.alternatives) {
    if (!properties[match.kind]) return false;
  }
  return true;
}

bool SplitLowering::MovesHave(NodeId run, const std::vector<engine::StateId>* from,
                              const std::vector<engine::StateId>* to, const Properties& properties) const {
  const auto allows = [](const std::vector<engine::StateId>* states, engine::StateId state) {
    return states == nullptr || std::find(states->begin(), states->end(), state) != states->end();
  };
  const auto lifecycle = std::get<engine::LifecycleRunNode>(context_.graph[run].operation).lifecycle;
  for (const engine::Transition& transition : context_.lifecycles[lifecycle].transitions) {
    const bool leaves = std::any_of(transition.from.begin(), transition.from.end(),
                                    [&](engine::StateId state) { return allows(from, state); });
    if (!leaves || !allows(to, transition.to) || !transition.on) continue;
    for (const engine::EventMatch& match : transition.on->alternatives) {
      if (properties[match.kind]) return true;
    }
  }
  return false;
}

bool SplitLowering::SameTypes(const Properties& properties, dsl::Span span) {
  const engine::Schema& schema = context_.model.schema;
  std::optional<engine::ValueType> type;
  for (engine::EventKindId kind = 0; kind < properties.size(); ++kind) {
    bool counted = false;
    for (const engine::ShownMetric& shown : shown_) {
      VisitMeasures(shown.expression, [&](std::uint32_t measure) {
        const engine::EventSet* events = EventsOf(measures_[measure]);
        if (events == nullptr) return;
        for (const engine::EventMatch& match : events->alternatives) counted = counted || match.kind == kind;
      });
    }
    if (!counted || !properties[kind]) continue;
    const engine::ValueType next = schema.events[kind].properties[*properties[kind]].type;
    if (type && *type != next) {
      context_.report.Error(code::kSplitMissing, span,
                            "this property has different types in the events that are counted",
                            "give it one type, or make one report for each event");
      return false;
    }
    type = next;
  }
  return true;
}

}  // namespace segue::rules
