// One writer at a time, and a second one learns who holds the store.
//
// The lock is the kernel's (flock) on a small file beside the store, `<store>.writer`, that says who holds it: process,
// command, since when. A process that dies, even by kill -9, loses its lock at once; what it left in the file is
// stale and overwritten. Other SQLite programs do not know this file: they are met at BEGIN IMMEDIATE.
#pragma once

#include <chrono>
#include <string>

namespace segue::sqlite {

class WriterLock {
 public:
  /// Waits up to `patience`, then throws a Failure that names the holder.
  WriterLock(const std::string& store_path, std::chrono::milliseconds patience);
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;
  /// Removes the file and lets go.
  ~WriterLock();

 private:
  bool TryAcquire();
  void WriteHolder() const;
  std::string DescribeHolder() const;

  std::string store_path_;
  std::string path_;
  int file_ = -1;
};

}  // namespace segue::sqlite
