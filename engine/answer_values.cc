// What rules compute for each contact at an instant: scores and labels.
#include <algorithm>

#include "engine/answer_batches.h"
#include "engine/answers.h"

namespace segue::engine {
namespace {

/// Of steps whose first lies at or before the instant.
Points ValueAt(const StepColumn& steps, std::uint32_t position, Instant instant) {
  const auto first = steps.at.begin() + steps.offsets[position], last = steps.at.begin() + steps.offsets[position + 1];
  const auto after = std::upper_bound(first, last, instant);
  return after == first ? 0 : steps.values[static_cast<std::size_t>(after - steps.at.begin()) - 1];
}

}  // namespace

std::vector<Points> ScoresAt(const Evaluator& evaluator, Instant as_of, NodeId run) {
  std::vector<Points> scores(evaluator.contacts(), 0);
  evaluator.Run(ScopeAt(as_of), std::span(&run, 1), [&](std::size_t, unsigned, const Batch& batch) {
    for (std::uint32_t position = 0; position < batch.size(); ++position) {
      scores[batch.first() + position] = ValueAt(batch.Steps(run), position, as_of);
    }
  });
  return scores;
}

std::vector<std::uint32_t> LabelsAt(const Evaluator& evaluator, Instant as_of, const Group& group) {
  const auto none = static_cast<std::uint32_t>(group.labels.size());
  std::vector<std::uint32_t> labels(evaluator.contacts(), none);
  evaluator.Run(ScopeAt(as_of), group.nodes, [&](std::size_t, unsigned, const Batch& batch) {
    for (std::uint32_t position = 0; position < batch.size(); ++position) {
      std::uint32_t label = 0;
      while (label < none && !batch.Moments(group.nodes[label])[position].Contains(as_of)) ++label;
      labels[batch.first() + position] = label;
    }
  });
  return labels;
}

}  // namespace segue::engine
