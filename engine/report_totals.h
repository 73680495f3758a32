// What a report adds up: one cell for each (split row, measure, period), dense within a split row.
//
// Split rows are found by the codes of their labels and created when something is first counted in them. Batches are
// counted apart and merged in batch order: integers are exact anyway, and sums of doubles then have one fixed order.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "engine/statistic_state.h"

namespace segue::engine {

/// The split rows seen so far. A key is the labels' codes as one number in mixed radix (see SplitKeys).
class SplitRows {
 public:
  /// `keys`: how many keys there can be. Few of them are looked up directly, many are hashed.
  explicit SplitRows(std::uint64_t keys);

  std::uint32_t Find(std::uint64_t key) {
    if (direct_.empty()) return FindHashed(key);
    std::uint32_t& row = direct_[key];
    if (row == kNone) row = Add(key);
    return row;
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(keys_.size()); }
  std::uint64_t key(std::uint32_t row) const { return keys_[row]; }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::uint32_t FindHashed(std::uint64_t key);
  std::uint32_t Add(std::uint64_t key);

  std::vector<std::uint32_t> direct_;
  std::unordered_map<std::uint64_t, std::uint32_t> hashed_;
  std::vector<std::uint64_t> keys_;
};

/// The shape of the cells.
struct TotalsShape {
  std::uint64_t keys = 1;
  std::uint32_t measures = 0;
  std::uint32_t periods = 0;
  bool numbers = false;   // some measure sums doubles
  bool distinct = false;  // some measure counts contacts once
  std::uint32_t most_rows = 10'000;

  std::size_t Block() const { return std::size_t{measures} * periods; }
};

class Totals {
 public:
  explicit Totals(const TotalsShape& shape);

  std::uint32_t rows() const { return rows_.size(); }
  std::uint64_t key(std::uint32_t row) const { return rows_.key(row); }
  bool too_many_rows() const { return too_many_rows_; }
  bool too_large() const { return too_large_; }

  /// The row of a key; its cells start at zero. Empty once there are too many rows.
  std::optional<std::uint32_t> Row(std::uint64_t key) {
    if (too_many_rows_) return std::nullopt;
    const std::uint32_t row = rows_.Find(key);
    if (rows_.size() * shape_.Block() > integers_.size()) Grow();
    if (row >= shape_.most_rows) return std::nullopt;
    return row;
  }
  std::size_t Cell(std::uint32_t row, std::uint32_t measure, std::uint32_t period) const {
    return row * shape_.Block() + std::size_t{measure} * shape_.periods + period;
  }
  void AddInteger(std::size_t cell, std::int64_t amount) {
    if (__builtin_add_overflow(integers_[cell], amount, &integers_[cell])) too_large_ = true;
  }
  void AddNumber(std::size_t cell, double amount) { numbers_[cell] += amount; }
  /// Counts the contact once; its calls must follow each other (other contacts before or after).
  void AddContact(std::size_t cell, std::uint32_t contact) {
    if (last_contact_[cell] == contact + 1) return;
    last_contact_[cell] = contact + 1;
    ++integers_[cell];
  }
  /// The values of a statistic's cell.
  StatisticState& States(std::size_t cell, const Statistic& statistic) {
    return states_.try_emplace(cell, statistic).first->second;
  }
  /// nullptr where nothing was added.
  const StatisticState* state(std::size_t cell) const {
    const auto found = states_.find(cell);
    return found == states_.end() ? nullptr : &found->second;
  }
  std::int64_t integer(std::size_t cell) const { return integers_[cell]; }
  double number(std::size_t cell) const { return numbers_.empty() ? 0 : numbers_[cell]; }

  /// Adds the totals of the next batch.
  void Merge(const Totals& next);
  /// Adds to each period of a measure what the periods before it have: steps up and down at readings become the number
  /// at each reading, what happened in a period what happened up to its end.
  void Accumulate(std::uint32_t measure);

 private:
  void Grow();
  void MergeState(std::size_t cell, const StatisticState& next);

  TotalsShape shape_;
  SplitRows rows_;
  std::vector<std::int64_t> integers_;
  std::vector<double> numbers_;
  std::vector<std::uint32_t> last_contact_;  // contact + 1
  std::unordered_map<std::size_t, StatisticState> states_;
  bool too_many_rows_ = false;
  bool too_large_ = false;
};

}  // namespace segue::engine
