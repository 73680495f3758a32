// The state is the same on both when no transaction was committed between their beginnings: store_state counts commits.

#include "adapters/sqlite/reader_pair.h"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "adapters/sqlite/store_file.h"

namespace segue::sqlite {
namespace {

constexpr int kAttempts = 100;

/// A transaction sees the state of its first read.
std::int64_t BeginReading(const Database& reader) {
  reader.Execute("BEGIN");
  return reader.QueryInteger("SELECT changes FROM store_state");
}

}  // namespace

ReaderPair::ReaderPair(const Database& store) {
  for (auto& reader : readers_) reader = OpenReader(store);
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    if (BeginReading(*readers_[0]) == BeginReading(*readers_[1])) return;
    for (const auto& reader : readers_) reader->Execute("ROLLBACK");
  }
  throw Failure{store.path() + " is being written to without a pause", "try again in a moment"};
}

void ReaderPair::RunAll(const std::vector<Task>& tasks) {
  std::atomic<std::size_t> next{0};
  std::mutex guard;
  std::exception_ptr failure;
  const auto work = [&](const Database& reader) {
    try {
      for (std::size_t task = next++; task < tasks.size(); task = next++) tasks[task](reader);
    } catch (...) {
      const std::lock_guard lock(guard);
      if (!failure) failure = std::current_exception();
      next = tasks.size();
    }
  };
  std::thread helper([&] { work(*readers_[1]); });
  work(*readers_[0]);
  helper.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace segue::sqlite
