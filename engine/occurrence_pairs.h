// Which occurrence of one measure belongs to which of another: outcomes to entries, arrivals to visits. Lists ascend by
// contact and time.
//
//   entries at 1, 5; outcomes at 1, 4, 5, 9   →   1 has {1, 4}, 5 has {5, 9}
//   visits at 1, 5; arrivals at 6, 7, 8       →   6 from 5, 7 from 1, 8 from none
#pragma once

#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "engine/report_split_reader.h"

namespace segue::engine {

/// An occurrence, and the alternative of its events that took it.
struct Outcome {
  Occurrence occurrence;
  std::uint32_t alternative = 0;
};

/// By contact, then time.
inline bool IsEarlier(const Occurrence& a, const Occurrence& b) {
  return std::tie(a.position, a.at) < std::tie(b.position, b.at);
}

/// Calls visit(entry, outcomes) for each entry with the outcomes of which it is the latest entry at or before them.
template <typename Visit>
void ForEachCohort(std::span<const Occurrence> entries, std::span<const Outcome> outcomes, const Visit& visit) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Occurrence& entry = entries[i];
    while (next < outcomes.size() && IsEarlier(outcomes[next].occurrence, entry)) ++next;
    const std::size_t first = next;
    const bool last = i + 1 == entries.size() || entries[i + 1].position != entry.position;
    while (next < outcomes.size() && outcomes[next].occurrence.position == entry.position &&
           (last || outcomes[next].occurrence.at < entries[i + 1].at)) {
      ++next;
    }
    visit(entry, outcomes.subspan(first, next - first));
  }
}

/// Calls visit(arrival, from) for each arrival with the instant of the latest visit at or before it that no earlier
/// arrival has used; none where there is none.
template <typename Visit>
void ForEachArrival(std::span<const Occurrence> visits, std::span<const Occurrence> arrivals, const Visit& visit) {
  std::vector<Instant> unused;  // of the contact
  std::size_t next = 0;
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    const Occurrence& arrival = arrivals[i];
    if (i == 0 || arrivals[i - 1].position != arrival.position) unused.clear();
    for (; next < visits.size() && !IsEarlier(arrival, visits[next]); ++next) {
      if (visits[next].position == arrival.position) unused.push_back(visits[next].at);
    }
    const std::optional<Instant> from = unused.empty() ? std::nullopt : std::optional(unused.back());
    if (from) unused.pop_back();
    visit(arrival, from);
  }
}

}  // namespace segue::engine
