// Merges what the batches of a run gave in batch order, whatever order they come in: sums of doubles then have one
// fixed order.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <utility>

namespace segue::engine {

/// `Part` has Merge(const Part& next).
template <typename Part>
class OrderedMerge {
 public:
  /// `whole` is what the first batch is merged into.
  explicit OrderedMerge(Part whole) : whole_(std::move(whole)) {}

  /// Safe from several threads; each batch once.
  void Add(std::size_t batch, Part part) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(batch, std::move(part));
    while (!waiting_.empty() && waiting_.begin()->first == next_) {
      whole_.Merge(waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
      ++next_;
    }
  }
  /// Once all batches were added.
  Part& whole() { return whole_; }

 private:
  std::mutex mutex_;
  std::map<std::size_t, Part> waiting_;
  std::size_t next_ = 0;
  Part whole_;
};

}  // namespace segue::engine
