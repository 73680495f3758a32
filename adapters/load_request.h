// Which columns of the timelines somebody wants.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/program.h"

namespace segue::adapters {

/// By id of the program's schema; everything by default off.
struct LoadRequest {
  std::vector<bool> fields;                   // by FieldId
  std::vector<bool> kinds;                    // by EventKindId
  std::vector<std::vector<bool>> properties;  // by EventKindId, PropertyId
  std::vector<bool> lists;                    // by ListId
  bool keys = false;                          // of contacts, for conditions that look at them

  static LoadRequest All(const engine::Schema& schema) {
    LoadRequest request;
    request.fields.assign(schema.fields.size(), true);
    request.kinds.assign(schema.events.size(), true);
    for (const engine::EventKind& kind : schema.events) request.properties.emplace_back(kind.properties.size(), true);
    request.lists.assign(schema.lists.size(), true);
    request.keys = true;
    return request;
  }

  bool WantsField(std::size_t id) const { return id < fields.size() && fields[id]; }
  bool WantsKind(std::size_t id) const { return id < kinds.size() && kinds[id]; }
  bool WantsProperty(std::size_t kind, std::size_t id) const {
    return WantsKind(kind) && kind < properties.size() && id < properties[kind].size() && properties[kind][id];
  }
  bool WantsList(std::size_t id) const { return id < lists.size() && lists[id]; }
};

}  // namespace segue::adapters
