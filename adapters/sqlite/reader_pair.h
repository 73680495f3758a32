// Two connections that see the same state of the store, and tasks run on both at once.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <vector>

#include "adapters/sqlite/database.h"

namespace segue::sqlite {

class ReaderPair {
 public:
  /// Begins a read transaction on each; throws Failure when a writer never pauses long enough.
  explicit ReaderPair(const Database& store);

  const Database& first() const { return *readers_[0]; }

  using Task = std::function<void(const Database&)>;
  /// Runs the tasks in order, two at a time; a task may run on either connection. Throws the first Failure.
  void RunAll(const std::vector<Task>& tasks);

 private:
  std::array<std::unique_ptr<Database>, 2> readers_;
};

}  // namespace segue::sqlite
