// Some batches of a source, as a source of its own: for evaluating again only where something may have changed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/timeline_source.h"

namespace segue::engine {

/// Contacts of a batch of the evaluator: few enough for a batch's columns to stay in a core's cache.
inline constexpr std::uint32_t kBatchSize = 512;

class SelectedBatches : public TimelineSource {
 public:
  /// Batches of `source`, ascending. The source must outlive this.
  SelectedBatches(const TimelineSource& source, std::vector<std::uint32_t> batches)
      : source_(source), batches_(std::move(batches)) {}

  std::uint32_t contacts() const override {
    if (batches_.empty()) return 0;
    const std::uint32_t first = batches_.back() * kBatchSize;
    const std::uint32_t last = std::min(first + kBatchSize, source_.contacts());
    return (static_cast<std::uint32_t>(batches_.size()) - 1) * kBatchSize + last - first;
  }
  const Timelines& common() const override { return source_.common(); }
  std::string_view Key(std::uint32_t contact) const override { return source_.Key(Original(contact)); }
  std::unique_ptr<TimelineReader> OpenReader() const override { return std::make_unique<Reader>(*this); }

  /// The number of a contact in the whole source.
  std::uint32_t Original(std::uint32_t contact) const {
    return batches_[contact / kBatchSize] * kBatchSize + contact % kBatchSize;
  }

 private:
  class Reader : public TimelineReader {
   public:
    explicit Reader(const SelectedBatches& selected) : selected_(selected), reader_(selected.source_.OpenReader()) {}
    /// The evaluator reads batch by batch.
    TimelineWindow Read(std::uint32_t first, std::uint32_t size) override {
      return reader_->Read(selected_.Original(first), size);
    }

   private:
    const SelectedBatches& selected_;
    std::unique_ptr<TimelineReader> reader_;
  };

  const TimelineSource& source_;
  const std::vector<std::uint32_t> batches_;
};

}  // namespace segue::engine
