// `then`, and its properties that are the same.
#include "rules/precedent_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "rules/codes.h"
#include "rules/time_reader.h"
#include "rules/value_reader.h"

namespace segue::rules {
namespace {

using engine::EventKindId;

/// The kinds of both sides, each once, those of the first side first.
std::vector<EventKindId> KindsOf(const engine::EventSet& first, const engine::EventSet& then) {
  std::vector<EventKindId> kinds;
  for (const engine::EventSet* side : {&first, &then}) {
    for (const engine::EventMatch& match : side->alternatives) {
      if (std::find(kinds.begin(), kinds.end(), match.kind) == kinds.end()) kinds.push_back(match.kind);
    }
  }
  return kinds;
}

class SameReader {
 public:
  SameReader(Context& context, std::vector<EventKindId> kinds) : context_(context), kinds_(std::move(kinds)) {}

  std::optional<engine::SameProperty> Read(const dsl::Name& name) {
    engine::SameProperty same;
    same.property_by_kind.resize(context_.model.schema.events.size());
    for (const EventKindId kind : kinds_) {
      const engine::PropertyId* property = context_.model.properties[kind].Find(name.text);
      if (property == nullptr) return ReportLacking(name, kind);
      same.property_by_kind[kind] = *property;
      if (!CanBeEqual(Declaration(kinds_.front(), same), Declaration(kind, same))) {
        return ReportTypes(name, kind, same);
      }
    }
    return same;
  }

 private:
  const engine::EventKind& Event(EventKindId kind) const { return context_.model.schema.events[kind]; }
  const engine::FieldDeclaration& Declaration(EventKindId kind, const engine::SameProperty& same) const {
    return Event(kind).properties[*same.property_by_kind[kind]];
  }

  std::optional<engine::SameProperty> ReportLacking(const dsl::Name& name, EventKindId kind) {
    const auto& properties = context_.model.properties[kind];
    std::string hint = context_.suggestions.DidYouMean(name.text, properties.Names());
    if (hint.empty()) hint = SharedInWords();
    context_.report.Unknown(
        code::kUnknownProperty, name,
        Quote(Event(kind).name) + " has no property " + Quote(name.text) + ", so it cannot be the same", hint);
    return {};
  }

  /// The properties that all the events have.
  std::string SharedInWords() const {
    std::vector<std::string> shared;
    for (const engine::FieldDeclaration& property : Event(kinds_.front()).properties) {
      const bool everywhere = std::all_of(kinds_.begin(), kinds_.end(), [&](EventKindId kind) {
        return context_.model.properties[kind].Find(property.name) != nullptr;
      });
      if (everywhere) shared.push_back(property.name);
    }
    if (shared.empty()) return "`same` compares a property that all the events have; these share none";
    return "`same` compares a property that all the events have: " + Enumerate(shared, " or ");
  }

  std::optional<engine::SameProperty> ReportTypes(const dsl::Name& name, EventKindId kind,
                                                  const engine::SameProperty& same) {
    const EventKindId first = kinds_.front();
    context_.report.Error(code::kNeverSame, name.span,
                          name.text + " is " + TypeInWords(Declaration(first, same)) + " for " +
                              Quote(Event(first).name) + " and " + TypeInWords(Declaration(kind, same)) + " for " +
                              Quote(Event(kind).name) + ", so it is never the same",
                          "let both events declare it alike");
    return {};
  }

  Context& context_;
  std::vector<EventKindId> kinds_;
};

}  // namespace

bool CanBeEqual(const engine::FieldDeclaration& a, const engine::FieldDeclaration& b) {
  using engine::ValueType;
  const auto textual = [](ValueType type) { return type == ValueType::kText || type == ValueType::kChoice; };
  if (textual(a.type) && textual(b.type)) return true;
  return a.type == b.type && a.currency == b.currency;
}

std::optional<engine::Precedent> ReadPrecedent(Context& context, engine::EventSet first, const engine::EventSet& then,
                                               const std::vector<dsl::SameProperty>& same,
                                               const dsl::DurationValue& within) {
  SameReader reader(context, KindsOf(first, then));
  engine::Precedent precedent;
  bool complete = true;
  for (const dsl::SameProperty& property : same) {
    auto read = reader.Read(property.property);
    complete = complete && read.has_value();
    if (read) precedent.same.push_back(std::move(*read));
  }
  const auto length = TimeReader(context).LengthOf(within);
  if (!complete || !length) return {};
  precedent.alternatives = std::move(first.alternatives);
  precedent.within = *length;
  return precedent;
}

}  // namespace segue::rules
