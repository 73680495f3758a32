// See credited_touches.h.
#include "engine/credited_touches.h"

#include <algorithm>
#include <cmath>

namespace segue::engine {

namespace {

bool HasValueAt(const Column& column, std::uint32_t row) {
  if (!column.integers.empty()) return column.integers[row] != kMissingInteger;
  if (!column.numbers.empty()) return !std::isnan(column.numbers[row]);
  return !column.codes.empty() && column.codes[row] != 0;
}

}  // namespace

bool CreditedTouches::HasValue(EventKindId kind, std::uint32_t row) const {
  const std::vector<EventMatch>& alternatives = credit_.touches.alternatives;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    if (alternatives[i].kind != kind) continue;
    const std::vector<Column>& properties = batch_.timelines().events[kind].properties;
    return credit_.properties[i] < properties.size() && HasValueAt(properties[credit_.properties[i]], row);
  }
  return false;
}

const std::vector<EventFact>& CreditedTouches::Of(const Occurrence& occurrence) {
  touches_.clear();
  for (std::uint32_t i = stream_.First(occurrence.position); i < stream_.Last(occurrence.position); ++i) {
    const EventFact touch{stream_.Kind(i), stream_.Row(i), stream_.At(i)};
    if (touch.at > occurrence.at) break;
    const bool itself = touch.kind == occurrence.kind && touch.row == occurrence.row;
    if (itself || calendar_.Add(touch.at, credit_.within) < occurrence.at || !HasValue(touch.kind, touch.row)) continue;
    touches_.push_back(touch);
  }
  if (touches_.size() <= 1 || credit_.touch == Credit::Touch::kAny) return touches_;
  if (credit_.touch == Credit::Touch::kLast) touches_.front() = touches_.back();
  touches_.resize(1);
  return touches_;
}

}  // namespace segue::engine
