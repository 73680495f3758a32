// What --verbose says on standard error: how long each stage took, and more (evaluation_stage.h). Silent otherwise.
#pragma once

#include <chrono>
#include <string>

namespace segue::cli {

void StartLog(bool verbose);
/// Without --verbose.
bool LogIsSilent();
/// Whole lines.
void LogText(const std::string& text);

/// Measures from its construction to its end of life: `load        0.412 s  5,000 contacts`.
class Stage {
 public:
  explicit Stage(std::string name);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  /// What was achieved, said behind the time.
  void Say(std::string detail) { detail_ = std::move(detail); }

 private:
  std::string name_;
  std::string detail_;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace segue::cli
