// Names unknown to the store, and fields that are all but empty, with the rules that rely on them.
#include "rules/catalog_review.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "rules/codes.h"
#include "rules/dependents.h"

namespace segue::rules {
namespace {

using Names = std::vector<std::string_view>;

/// Names of the store that the rules do not declare are what a wrong name may have meant.
Names Without(const Names& names, const std::unordered_set<std::string_view>& taken) {
  Names rest;
  for (const std::string_view name : names) {
    if (taken.count(name) == 0) rest.push_back(name);
  }
  return rest;
}

class StoreReview {
 public:
  StoreReview(Context& context, const engine::Program& program, const StoreCatalog& catalog)
      : context_(context), program_(program), catalog_(catalog) {}

  void Run() {
    ReviewFields();
    ReviewEvents();
    ReviewLists();
  }

 private:
  void Warn(const char* code, dsl::Span span, const std::string& message, std::string_view name,
            const Names& candidates, const std::string& otherwise, std::string note = {}) {
    const std::string_view nearest = context_.suggestions.Nearest(name, candidates);
    context_.report.Warning(code, span, message,
                            nearest.empty() ? otherwise : "the store has " + Quote(nearest) + "; is that the one?",
                            std::move(note));
  }

  /// `"Inactive" and "Reachable" rely on it`, or nothing.
  std::string WhoRelies(const Source& source) const {
    constexpr std::size_t kMostNamed = 4;
    std::vector<std::string> names = DependentsOf(program_, source);
    if (names.empty()) return {};
    const std::size_t more = names.size() > kMostNamed ? names.size() - kMostNamed : 0;
    names.resize(names.size() - more);
    for (std::string& name : names) name = Quote(name);
    if (more > 0) names.push_back(std::to_string(more) + " more");
    return Enumerate(names) + (names.size() == 1 ? " relies on it" : " rely on it");
  }

  void ReviewFields() {
    const auto& fields = program_.schema.fields;
    const std::unordered_set<std::string_view> fed(catalog_.fields.begin(), catalog_.fields.end());
    std::unordered_set<std::string_view> declared;
    for (const engine::FieldDeclaration& field : fields) declared.insert(field.name);
    const Names others = Without({catalog_.fields.begin(), catalog_.fields.end()}, declared);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const Source source = FieldSource{static_cast<engine::FieldId>(i)};
      if (fed.count(fields[i].name) > 0) {
        ReviewFilling(i, source);
        continue;
      }
      Warn(code::kNeverFed, context_.model.field_spans[i], "no import ever fed field " + Quote(fields[i].name),
           fields[i].name, others, "map a column to it under `fields` in segue.yaml", WhoRelies(source));
    }
  }

  /// Empty for nine contacts of ten.
  void ReviewFilling(std::size_t index, const Source& source) {
    const std::string& name = program_.schema.fields[index].name;
    const auto found = std::find(catalog_.fields.begin(), catalog_.fields.end(), name);
    const auto position = static_cast<std::size_t>(found - catalog_.fields.begin());
    if (position >= catalog_.filled.size() || catalog_.contacts == 0) return;
    const std::int64_t filled = catalog_.filled[position];
    if (filled * 10 > catalog_.contacts) return;
    const std::int64_t empty = (catalog_.contacts - filled) * 100 / catalog_.contacts;
    context_.report.Warning(
        code::kMostlyEmpty, context_.model.field_spans[index],
        "field " + Quote(name) + " never had a value for " + std::to_string(empty) + " % of the contacts",
        "fill it by an import, or ask about something that is known", WhoRelies(source));
  }

  void ReviewEvents() {
    const auto& events = program_.schema.events;
    std::unordered_map<std::string_view, const StoreCatalog::Kind*> imported;
    std::unordered_set<std::string_view> declared;
    Names kinds;
    for (const StoreCatalog::Kind& kind : catalog_.kinds) {
      imported.emplace(kind.name, &kind);
      kinds.push_back(kind.name);
    }
    for (const engine::EventKind& event : events) declared.insert(event.name);
    const Names others = Without(kinds, declared);
    for (std::size_t i = 0; i < events.size(); ++i) {
      const auto found = imported.find(events[i].name);
      if (found != imported.end()) {
        ReviewProperties(i, *found->second);
        continue;
      }
      Warn(code::kNeverImported, context_.model.event_spans[i],
           "event " + Quote(events[i].name) + " was never imported", events[i].name, others,
           "what depends on it has no value; add it to an import in segue.yaml",
           WhoRelies(EventSource{static_cast<engine::EventKindId>(i)}));
    }
  }

  void ReviewProperties(std::size_t event, const StoreCatalog::Kind& kind) {
    const engine::EventKind& declaration = program_.schema.events[event];
    const std::unordered_set<std::string_view> fed(kind.properties.begin(), kind.properties.end());
    std::unordered_set<std::string_view> declared;
    for (const auto& property : declaration.properties) declared.insert(property.name);
    const Names others = Without({kind.properties.begin(), kind.properties.end()}, declared);
    for (std::size_t i = 0; i < declaration.properties.size(); ++i) {
      const std::string& name = declaration.properties[i].name;
      if (fed.count(name) > 0) continue;
      Warn(code::kNeverFed, context_.model.property_spans[event][i],
           "no import ever fed property " + Quote(name) + " of " + Quote(declaration.name), name, others,
           "map a column to it under `properties` in segue.yaml");
    }
  }

  void ReviewLists() {
    const std::unordered_set<std::string_view> known(catalog_.lists.begin(), catalog_.lists.end());
    const auto& lists = program_.schema.lists;
    for (std::size_t i = 0; i < lists.size(); ++i) {
      if (known.count(lists[i]) > 0) continue;
      Warn(code::kListUnknown, context_.list_spans[i], "the store has no list " + Quote(lists[i]), lists[i],
           {catalog_.lists.begin(), catalog_.lists.end()}, "nobody is in it until an import fills it");
    }
  }

  Context& context_;
  const engine::Program& program_;
  const StoreCatalog& catalog_;
};

}  // namespace

void ReviewAgainstStore(Context& context, const engine::Program& program, const StoreCatalog& catalog) {
  if (catalog.contacts == 0 && catalog.kinds.empty() && catalog.fields.empty()) return;
  StoreReview(context, program, catalog).Run();
}

}  // namespace segue::rules
