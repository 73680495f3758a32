// See report_totals.h.
#include "engine/report_totals.h"

namespace segue::engine {

namespace {

/// Up to this many keys a table is cheaper than hashing; 256 KB per batch.
constexpr std::uint64_t kMostDirectKeys = 65'536;

}  // namespace

SplitRows::SplitRows(std::uint64_t keys) {
  if (keys <= kMostDirectKeys) direct_.assign(keys, kNone);
}

std::uint32_t SplitRows::FindHashed(std::uint64_t key) {
  const auto [entry, added] = hashed_.try_emplace(key, size());
  if (added) keys_.push_back(key);
  return entry->second;
}

std::uint32_t SplitRows::Add(std::uint64_t key) {
  keys_.push_back(key);
  return size() - 1;
}

Totals::Totals(const TotalsShape& shape) : shape_(shape), rows_(shape.keys) {}

void Totals::Grow() {
  if (rows_.size() > shape_.most_rows) {
    too_many_rows_ = true;
    return;
  }
  const std::size_t cells = rows_.size() * shape_.Block();
  integers_.resize(cells);
  if (shape_.numbers) numbers_.resize(cells);
  if (shape_.distinct) last_contact_.resize(cells);
}

void Totals::Merge(const Totals& next) {
  too_many_rows_ = too_many_rows_ || next.too_many_rows_;
  too_large_ = too_large_ || next.too_large_;
  std::vector<std::uint32_t> rows(next.rows());
  for (std::uint32_t theirs = 0; theirs < next.rows() && !too_many_rows_; ++theirs) {
    const std::optional<std::uint32_t> ours = Row(next.key(theirs));
    if (!ours) return;
    rows[theirs] = *ours;
    const std::size_t from = theirs * shape_.Block();
    const std::size_t to = *ours * shape_.Block();
    for (std::size_t i = 0; i < shape_.Block(); ++i) AddInteger(to + i, next.integers_[from + i]);
    if (!shape_.numbers) continue;
    for (std::size_t i = 0; i < shape_.Block(); ++i) AddNumber(to + i, next.numbers_[from + i]);
  }
  if (too_many_rows_) return;
  for (const auto& [cell, state] : next.states_) {
    MergeState(rows[cell / shape_.Block()] * shape_.Block() + cell % shape_.Block(), state);
  }
}

void Totals::MergeState(std::size_t cell, const StatisticState& next) {
  const auto [ours, added] = states_.try_emplace(cell, next);
  if (!added) ours->second.Merge(next);
}

void Totals::Accumulate(std::uint32_t measure) {
  for (std::uint32_t row = 0; row < rows(); ++row) {
    for (std::uint32_t period = 1; period < shape_.periods; ++period) {
      const std::size_t cell = Cell(row, measure, period), before = Cell(row, measure, period - 1);
      AddInteger(cell, integers_[before]);
      if (shape_.numbers) AddNumber(cell, numbers_[before]);
      if (const auto found = states_.find(before); found != states_.end()) {
        StatisticState earlier = found->second;
        if (const auto own = states_.find(cell); own != states_.end()) earlier.Merge(own->second);
        states_.insert_or_assign(cell, std::move(earlier));
      }
    }
  }
}

}  // namespace segue::engine
