// Reads and maps in one thread, stores in another; see the header.
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

constexpr int kBatches = 4;

/// The reading side. Its error is looked at after the thread has ended.
class Reader {
 public:
  Reader(adapters::RowSource& source, RowMapper& mapper) : source_(source), mapper_(mapper) {
    for (int i = 0; i < kBatches; ++i) empty_.Push(std::make_unique<FactBatch>());
    thread_ = std::thread([this] { Run(); });
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { Stop(); }

  std::optional<BatchPointer> Take() { return full_.Pop(); }
  void GiveBack(BatchPointer batch) { empty_.Push(std::move(batch)); }

  /// Ends the thread; what failed in it, if anything.
  std::optional<Error> Stop() {
    empty_.Close();
    full_.Close();
    if (thread_.joinable()) thread_.join();
    return error_;
  }

 private:
  void Run() {
    // No exception may leave a thread; running out of memory is the one that can happen.
    try {
      while (std::optional<BatchPointer> batch = empty_.Pop()) {
        if (!Fill(**batch) || !full_.Push(std::move(*batch))) break;
      }
    } catch (const std::bad_alloc&) {
      error_ =
          Error{"", "the memory is used up", "close other programs and import again", adapters::ErrorClass::kFailure};
    }
    full_.Close();
  }

  bool Fill(FactBatch& batch) {
    batch.Clear();
    adapters::Result<bool> more = source_.Read(batch.rows);
    if (!more) error_ = more.error();
    if (!more || !*more) return false;
    batch.bytes_read = source_.Position();
    Status status = mapper_.Map(source_, batch);
    if (!status) error_ = status.error();
    return status.ok();
  }

  adapters::RowSource& source_;
  RowMapper& mapper_;
  adapters::Channel<BatchPointer> empty_, full_;
  std::optional<Error> error_;
  std::thread thread_;
};

}  // namespace

Status RunPipeline(adapters::RowSource& source, RowMapper& mapper, const std::function<Status(FactBatch&)>& store) {
  Reader reader(source, mapper);
  while (std::optional<BatchPointer> batch = reader.Take()) {
    if (Status status = store(**batch); !status) return status;
    reader.GiveBack(std::move(*batch));
  }
  if (std::optional<Error> error = reader.Stop()) return *error;
  return adapters::Ok();
}

}  // namespace segue::import
