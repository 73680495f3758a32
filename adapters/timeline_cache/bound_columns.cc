// Names and types; text and choice may stand for each other, as in the store.
#include "adapters/timeline_cache/bound_columns.h"

#include <algorithm>

namespace segue::timeline_cache {
namespace {

using engine::ValueType;

bool AreTexts(ValueType a, ValueType b) {
  const auto is_text = [](ValueType type) { return type == ValueType::kText || type == ValueType::kChoice; };
  return is_text(a) && is_text(b);
}

bool Fits(const ValueEntry& entry, const engine::FieldDeclaration& declared) {
  return (entry.type == declared.type || AreTexts(entry.type, declared.type)) && entry.currency == declared.currency;
}

template <typename Entry, typename NameOf>
const Entry* Find(const std::vector<Entry>& entries, const std::string& name, NameOf name_of) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return name_of(e) == name; });
  return found == entries.end() ? nullptr : &*found;
}

bool BindFields(const Directory& directory, const engine::Schema& schema, const adapters::LoadRequest& request,
                BoundColumns& columns) {
  for (std::size_t id = 0; id < schema.fields.size(); ++id) {
    const auto* entry = Find(directory.fields, schema.fields[id].name, [](const auto& e) { return e.value.name; });
    if (entry != nullptr && !Fits(entry->value, schema.fields[id])) return false;
    columns.fields.push_back({request.WantsField(id), entry});
  }
  return true;
}

bool BindKind(const KindEntry* entry, const engine::EventKind& declared, std::size_t id,
              const adapters::LoadRequest& request, BoundKind& kind) {
  kind.wanted = request.WantsKind(id);
  kind.entry = entry;
  if (entry != nullptr && entry->account != declared.account) return false;
  for (std::size_t i = 0; i < declared.properties.size(); ++i) {
    const auto* property =
        entry == nullptr ? nullptr
                         : Find(entry->properties, declared.properties[i].name, [](const auto& e) { return e.name; });
    if (property != nullptr && !Fits(*property, declared.properties[i])) return false;
    kind.properties.push_back({request.WantsProperty(id, i), property});
  }
  return true;
}

void AddColumn(const PackedColumn& column, std::vector<Extent>& extents) {
  for (const PackedChunk& chunk : column) extents.push_back(chunk.extent);
}

void AddValue(const ValueEntry& entry, std::vector<Extent>& extents) {
  AddColumn(entry.values, extents);
  extents.push_back(entry.dictionary);
}

void AddIntervals(const IntervalsEntry& entry, std::vector<Extent>& extents) {
  AddColumn(entry.counts, extents);
  AddColumn(entry.starts, extents);
  AddColumn(entry.ends, extents);
}

void AddKind(const BoundKind& kind, std::vector<Extent>& extents) {
  AddColumn(kind.entry->counts, extents);
  AddColumn(kind.entry->at, extents);
  AddColumn(kind.entry->rank, extents);
  AddColumn(kind.entry->replaces, extents);
  for (const Bound<ValueEntry>& property : kind.properties) {
    if (property.wanted && property.entry != nullptr) AddValue(*property.entry, extents);
  }
}

}  // namespace

std::optional<BoundColumns> Bind(const Directory& directory, const engine::Schema& schema,
                                 const adapters::LoadRequest& request) {
  BoundColumns columns;
  if (!BindFields(directory, schema, request, columns)) return std::nullopt;
  for (std::size_t id = 0; id < schema.events.size(); ++id) {
    const auto* entry = Find(directory.kinds, schema.events[id].name, [](const auto& e) { return e.name; });
    if (!BindKind(entry, schema.events[id], id, request, columns.kinds.emplace_back())) return std::nullopt;
  }
  for (std::size_t id = 0; id < schema.lists.size(); ++id) {
    const auto* entry = Find(directory.lists, schema.lists[id], [](const auto& e) { return e.name; });
    columns.lists.push_back({request.WantsList(id), entry});
  }
  return columns;
}

std::vector<Extent> ExtentsOf(const PackedColumn& column) {
  std::vector<Extent> extents;
  AddColumn(column, extents);
  return extents;
}

std::vector<Extent> ExtentsOf(const Directory& directory, const BoundColumns& columns, bool keys) {
  std::vector<Extent> extents;
  AddColumn(directory.newer.positions, extents);
  AddColumn(directory.newer.is_new, extents);
  AddColumn(directory.newer.replaces, extents);
  AddColumn(directory.born, extents);
  AddIntervals(directory.absences, extents);
  if (keys) {
    AddColumn(directory.key_sizes, extents);
    extents.insert(extents.end(), directory.keys.begin(), directory.keys.end());
  }
  for (const auto& [wanted, field] : columns.fields) {
    if (!wanted || field == nullptr) continue;
    AddColumn(field->counts, extents);
    AddColumn(field->at, extents);
    AddValue(field->value, extents);
  }
  for (const BoundKind& kind : columns.kinds) {
    if (kind.wanted && kind.entry != nullptr) AddKind(kind, extents);
  }
  for (const auto& [wanted, list] : columns.lists) {
    if (wanted && list != nullptr) AddIntervals(*list, extents);
  }
  return extents;
}

}  // namespace segue::timeline_cache
