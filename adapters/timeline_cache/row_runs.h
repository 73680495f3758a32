// Putting rows of two sources together in a new order, run by run, column by column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace segue::timeline_cache {

enum class Side : std::uint8_t { kBase, kNewer };

/// Neighbouring rows of one source.
struct RowRun {
  Side side = Side::kBase;
  std::uint32_t first = 0, last = 0;
};

/// Which rows, in order; neighbours are joined.
class RowRuns {
 public:
  void Clear() {
    runs_.clear();
    rows_ = 0;
  }
  void Add(Side side, std::uint32_t first, std::uint32_t last) {
    if (first == last) return;
    rows_ += last - first;
    if (!runs_.empty() && runs_.back().side == side && runs_.back().last == first) {
      runs_.back().last = last;
    } else {
      runs_.push_back({side, first, last});
    }
  }
  std::uint32_t rows() const { return rows_; }

  /// The rows of a column that is there on both sides; of one that is empty on both nothing.
  template <typename T>
  void Gather(const std::vector<T>& base, const std::vector<T>& newer, std::vector<T>& out) const {
    out.clear();
    if (base.empty() && newer.empty()) return;
    out.reserve(rows_);
    for (const RowRun& run : runs_) {
      const std::vector<T>& from = run.side == Side::kBase ? base : newer;
      out.insert(out.end(), from.begin() + run.first, from.begin() + run.last);
    }
  }

 private:
  std::vector<RowRun> runs_;
  std::uint32_t rows_ = 0;
};

}  // namespace segue::timeline_cache
