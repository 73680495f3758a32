// Who is in, now or at any instant: counts and lists of members, read from intervals with the absences cut out.
#include <numeric>

#include "engine/answer_batches.h"
#include "engine/answers.h"
#include "engine/existence_cut.h"

namespace segue::engine {

namespace {

std::int64_t CountAt(const IntervalColumn& column, Instant instant) {
  // A contact's intervals are disjoint: at most one of them holds the instant.
  std::int64_t count = 0;
  for (std::size_t i = 0; i < column.starts.size(); ++i) {
    count += (column.starts[i] <= instant) & (instant < column.ends[i]);
  }
  return count;
}

void AppendMembers(const Batch& batch, const IntervalColumn& cut, Instant as_of, std::vector<Membership>& members) {
  for (std::uint32_t position = 0; position < batch.size(); ++position) {
    const std::optional<Interval> stay = IntervalAt(cut[position], as_of);
    if (!stay) continue;
    Membership& member = members.emplace_back(Membership{batch.first() + position, stay->start, std::nullopt});
    if (stay->end < kForever) member.until = stay->end;
  }
}

}  // namespace

std::vector<std::int64_t> CountMembers(const Evaluator& evaluator, Instant as_of, std::span<const NodeId> nodes) {
  std::vector<std::vector<std::int64_t>> per_batch(evaluator.Batches());
  evaluator.Run(ScopeAt(as_of), nodes, [&](std::size_t number, unsigned, const Batch& batch) {
    IntervalColumn scratch;
    for (const NodeId node : nodes) {
      per_batch[number].push_back(CountAt(CutMoments(batch, node, scratch), as_of));
    }
  });
  std::vector<std::int64_t> counts(nodes.size(), 0);
  for (const auto& part : per_batch) {
    for (std::size_t i = 0; i < part.size(); ++i) counts[i] += part[i];
  }
  return counts;
}

std::int64_t CountContacts(const Evaluator& evaluator, Instant as_of) {
  std::vector<std::int64_t> per_batch(evaluator.Batches(), 0);
  evaluator.Run(ScopeAt(as_of), {}, [&](std::size_t number, unsigned, const Batch& batch) {
    per_batch[number] = CountAt(batch.Existence(), as_of);
  });
  return std::accumulate(per_batch.begin(), per_batch.end(), std::int64_t{0});
}

std::vector<std::uint32_t> ListContacts(const Evaluator& evaluator, Instant as_of) {
  std::vector<std::vector<std::uint32_t>> per_batch(evaluator.Batches());
  evaluator.Run(ScopeAt(as_of), {}, [&](std::size_t number, unsigned, const Batch& batch) {
    for (std::uint32_t position = 0; position < batch.size(); ++position) {
      if (batch.Existence()[position].Contains(as_of)) per_batch[number].push_back(batch.first() + position);
    }
  });
  return Concatenate(std::move(per_batch));
}

std::vector<Membership> ListMembers(const Evaluator& evaluator, Instant as_of, NodeId node) {
  const Scope scope = ScopeWithOutlook(evaluator.program(), evaluator.calendar(), as_of);
  std::vector<std::vector<Membership>> per_batch(evaluator.Batches());
  evaluator.Run(scope, std::span(&node, 1), [&](std::size_t number, unsigned, const Batch& batch) {
    IntervalColumn scratch;
    const IntervalColumn& cut = CutMoments(batch, node, scratch);
    AppendMembers(batch, cut, as_of, per_batch[number]);
  });
  return Concatenate(std::move(per_batch));
}

}  // namespace segue::engine
