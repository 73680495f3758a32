// Files of SQLite that die: a process killed at its n-th write, the same one in every run of a test.
#pragma once

#include <cstdint>

namespace segue::sqlite::test {

/// The write at which the process dies of kill -9, counted from 0; `half_written`: after the first half of its bytes.
/// A change of a file's length and a sync to the disk count as writes, too.
struct Death {
  std::uint64_t at_write = 0;
  bool half_written = false;
};

class MortalFiles {
 public:
  /// All databases that this process opens from now on.
  static void Register();

  /// Counts anew.
  static void Expect(const Death& death);

  /// Writes so far.
  static std::uint64_t Writes();
};

}  // namespace segue::sqlite::test
