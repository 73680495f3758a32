// See the header.
#include "adapters/import/pipeline.h"

#include <new>
#include <optional>
#include <thread>
#include <utility>

#include "adapters/channel.h"

namespace segue::import {
namespace {

using adapters::Error;
using adapters::Status;
using BatchPointer = std::unique_ptr<FactBatch>;

constexpr int kBatches = 6;

using Batches = adapters::Channel<BatchPointer>;

/// Takes batches from one channel, works on each, and hands them on to the next, in a thread of its own.
class Stage {
 public:
  /// False: there is nothing more to do.
  using Work = std::function<adapters::Result<bool>(FactBatch&)>;

  Stage(Batches& from, Batches& to, Work work) : from_(from), to_(to), work_(std::move(work)) {
    thread_ = std::thread([this] { Run(); });
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  ~Stage() { Stop(); }

  /// Ends the thread; what failed in it, if anything.
  std::optional<Error> Stop() {
    from_.Close();
    to_.Close();
    if (thread_.joinable()) thread_.join();
    return error_;
  }

 private:
  void Run() {
    // No exception may leave a thread; running out of memory is the one that can happen.
    try {
      while (std::optional<BatchPointer> batch = from_.Pop()) {
        const adapters::Result<bool> more = work_(**batch);
        if (!more) error_ = more.error();
        if (!more || !*more || !to_.Push(std::move(*batch))) break;
      }
    } catch (const std::bad_alloc&) {
      error_ =
          Error{"", "the memory is used up", "close other programs and import again", adapters::ErrorClass::kFailure};
    }
    to_.Close();
  }

  Batches &from_, &to_;
  Work work_;
  std::optional<Error> error_;
  std::thread thread_;
};

}  // namespace

Status RunPipeline(adapters::RowSource& source, RowMapper& mapper, const std::function<Status(FactBatch&)>& store) {
  Batches empty, read, mapped;
  for (int i = 0; i < kBatches; ++i) empty.Push(std::make_unique<FactBatch>());
  Stage reading(empty, read, [&source](FactBatch& batch) {
    batch.Clear();
    adapters::Result<bool> more = source.Read(batch.rows);
    batch.bytes_read = source.Position();
    return more;
  });
  Stage mapping(read, mapped, [&source, &mapper](FactBatch& batch) -> adapters::Result<bool> {
    Status status = mapper.Map(source, batch);
    return status ? adapters::Result<bool>(true) : adapters::Result<bool>(status.error());
  });
  while (std::optional<BatchPointer> batch = mapped.Pop()) {
    if (Status status = store(**batch); !status) return status;
    empty.Push(std::move(*batch));
  }
  // What failed in mapping stands before what could not be read.
  std::optional<Error> unmapped = mapping.Stop(), unread = reading.Stop();
  if (unmapped) return *unmapped;
  if (unread) return *unread;
  return adapters::Ok();
}

}  // namespace segue::import
