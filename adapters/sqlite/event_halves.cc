// The halves meet where the counted number of events says; a foreign hand may have made it wrong.
#include "adapters/sqlite/event_halves.h"

#include <utility>

namespace segue::sqlite {

void EventHalves::ReadLower(const Database& reader, const ContactOrder& order) {
  lower_ = ReadEvents(reader, request_, order, false, lower_rows_);
  FinishHalf(reader, order);
}

void EventHalves::ReadUpper(const Database& reader, const ContactOrder& order) {
  upper_ = ReadEvents(reader, request_, order, true, upper_rows_);
  FinishHalf(reader, order);
}

void EventHalves::ReadWhole(const Database& reader, const ContactOrder& order) {
  std::vector<EventStretch> whole;
  whole.push_back(ReadEvents(reader, request_, order, false, -1));
  column_ = BuildEvents(request_, std::move(whole), order.keys.size());
}

void EventHalves::FinishHalf(const Database& reader, const ContactOrder& order) {
  if (--halves_left_ > 0) return;
  const std::size_t groups = request_.stored->account ? 1 : order.keys.size();
  column_ = BuildEvents(request_, Join(reader, order), groups);
}

/// Rows that a foreign hand added between the halves, so that the counted number of events was too low, are read too.
std::vector<EventStretch> EventHalves::Join(const Database& reader, const ContactOrder& order) {
  std::vector<EventStretch> stretches;
  const bool both = !lower_.first_and_last.empty() && !upper_.first_and_last.empty();
  if (!both) {
    stretches.push_back(std::move(lower_));
    stretches.push_back(std::move(upper_));
    return stretches;
  }
  const std::int64_t lower_last = lower_.first_and_last[1], upper_first = upper_.first_and_last[1];
  if (lower_last >= upper_first) {
    // The count was too high: the halves overlap. Read the upper one again, behind the lower.
    upper_ = ReadEvents(reader, request_, order, true, -1, lower_last);
  }
  EventStretch between = ReadEvents(reader, request_, order, false, -1, lower_last, upper_first);
  stretches.push_back(std::move(lower_));
  if (!between.at.empty()) stretches.push_back(std::move(between));
  stretches.push_back(std::move(upper_));
  return stretches;
}

}  // namespace segue::sqlite
