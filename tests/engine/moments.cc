// Reading evaluated columns as text.
#include "tests/engine/moments.h"

#include <algorithm>
#include <mutex>

namespace segue::engine {
namespace {

std::string Text(IntervalView view) {
  std::string text;
  for (std::size_t i = 0; i < view.size(); ++i) {
    text += (i == 0 ? "" : " ") + Short(view.starts[i]) + ".." + Short(view.ends[i]);
  }
  return text;
}

std::string Text(const Lifecycle& lifecycle, const MoveColumn& moves, std::uint32_t position) {
  std::string text;
  for (std::uint32_t i = moves.offsets[position]; i < moves.offsets[position + 1]; ++i) {
    text += (text.empty() ? "" : ", ") + lifecycle.states[moves.from[i]] + ">" + lifecycle.states[moves.to[i]] + " " +
            Short(moves.at[i]);
  }
  return text;
}

}  // namespace

std::string Short(Instant instant) {
  std::string text = FormatUtc(instant);
  for (const std::string_view zeros : {"T00:00:00.000Z", ":00.000Z", ".000Z", "Z"}) {
    if (text.ends_with(zeros)) return text.substr(0, text.size() - zeros.size());
  }
  return text;
}

Scope AsOf(std::string_view as_of, std::string_view horizon) {
  return {At(as_of), horizon.empty() ? At(as_of) : At(horizon)};
}

Moments::Moments(Program program, Timelines timelines, Scope scope, std::string_view zone)
    : program_(std::move(program)),
      timelines_(std::move(timelines)),
      calendar_(Calendar::Load(zone).value()),
      scope_(scope) {}

template <typename Read>
std::string Moments::Evaluate(std::string_view contact, std::vector<NodeId> roots, Read read) const {
  const Evaluator evaluator(program_, timelines_, calendar_);
  const auto index = static_cast<std::uint32_t>(std::find(timelines_.keys.begin(), timelines_.keys.end(), contact) -
                                                timelines_.keys.begin());
  std::string text = "no such contact";
  std::mutex mutex;
  evaluator.Run(scope_, roots, [&](std::size_t, unsigned, const Batch& batch) {
    const std::lock_guard lock(mutex);
    if (index >= batch.first() && index < batch.first() + batch.size()) text = read(batch, index - batch.first());
  });
  return text;
}

std::string Moments::Of(std::string_view contact, NodeId node) const {
  return Evaluate(contact, {node},
                  [node](const Batch& batch, std::uint32_t position) { return Text(batch.Moments(node)[position]); });
}

std::string Moments::MovesOf(std::string_view contact, NodeId run) const {
  const auto& lifecycle = program_.lifecycles[std::get<LifecycleRunNode>(program_.nodes[run].operation).lifecycle];
  return Evaluate(contact, {run}, [&](const Batch& batch, std::uint32_t position) {
    return Text(lifecycle, batch.Moves(run), position);
  });
}

std::string Moments::Existence(std::string_view contact) const {
  return Evaluate(contact, {},
                  [](const Batch& batch, std::uint32_t position) { return Text(batch.Existence()[position]); });
}

std::string Moments::EventRows(std::string_view contact, EventKindId kind) const {
  return Evaluate(contact, {}, [kind](const Batch& batch, std::uint32_t position) {
    const auto [first, last] = batch.EventRows(kind, position);
    return std::to_string(first) + ".." + std::to_string(last);
  });
}

std::vector<RunawayLifecycle> Moments::Runaways() const {
  const Evaluator evaluator(program_, timelines_, calendar_);
  evaluator.Run(scope_, program_.lifecycle_runs, [](std::size_t, unsigned, const Batch&) {});
  return evaluator.Runaways();
}

}  // namespace segue::engine
