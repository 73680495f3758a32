// Short texts of conditions, events and lengths of time, for explanations.
#pragma once

#include <string>

#include "engine/program.h"

namespace segue::cli {

template <typename Kind>
bool IsNode(const engine::Program& program, engine::NodeId node) {
  return std::holds_alternative<Kind>(program.nodes[node].operation);
}

/// `once`, `3 times`
std::string Times(std::int64_t count);
/// `purchase or visit`
std::string KindsText(const engine::Program& program, const engine::EventSet& events);
/// The condition as written. A `did not` reads `did`: its `not` is a node of its own.
std::string LabelOf(const engine::Program& program, engine::NodeId node);
/// How a part reads when it stands for itself, not behind a `not`.
std::string TextOf(const engine::Program& program, engine::NodeId node);
/// `client -> former_client when did not purchase in last 365 days`, from the present state.
std::string TransitionText(const engine::Program& program, const engine::Lifecycle& lifecycle, engine::StateId from,
                           const engine::Transition& transition);
/// `12.5 points`, `1 point`
std::string PointsText(engine::Points points);
/// `75 days`, `30 hours`, `5 minutes`: rounded, for people.
std::string SpanText(engine::Instant milliseconds);

}  // namespace segue::cli
