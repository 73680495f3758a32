// A progress bar on standard error: on a terminal only, gone when the work is done.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace segue::cli {

class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// `done` of `total` bytes of the file are read. Draws at most ten times a second.
  void Show(const std::string& file, std::uint64_t done, std::uint64_t total);
  /// Clears the line.
  void Clear();

 private:
  bool enabled_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace segue::cli
