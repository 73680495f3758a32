// The program's measures.
#include "rules/measure_pool.h"

#include <algorithm>
#include <utility>

#include "rules/node_key.h"

namespace segue::rules {

std::uint32_t MeasurePool::Add(engine::Measure measure, std::string label) {
  const auto [found, added] = by_key_.try_emplace(KeyOf(measure), static_cast<std::uint32_t>(measures_.size()));
  if (added) {
    measures_.push_back(std::move(measure));
    labels_.push_back(std::move(label));
  }
  return found->second;
}

std::uint32_t MeasurePool::Narrow(std::uint32_t index, engine::NodeId only_for) {
  engine::Measure measure = measures_[index];
  auto& conditions = measure.only_for;
  if (std::find(conditions.begin(), conditions.end(), only_for) == conditions.end()) conditions.push_back(only_for);
  return Add(std::move(measure), std::string(labels_[index]));
}

const engine::EventSet* EventsOf(const engine::Measure& measure) {
  return std::visit(
      [](const auto& what) -> const engine::EventSet* {
        if constexpr (requires { what.events; })
          return &what.events;
        else
          return nullptr;
      },
      measure.what);
}

bool IsAccountMeasure(const engine::Measure& measure, const engine::Schema& schema) {
  const engine::EventSet* events = EventsOf(measure);
  if (events == nullptr) return false;
  return std::any_of(events->alternatives.begin(), events->alternatives.end(),
                     [&](const engine::EventMatch& match) { return schema.events[match.kind].account; });
}

}  // namespace segue::rules
