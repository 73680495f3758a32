// Draws over its own line with a carriage return.
#include "adapters/cli/progress.h"

#include <algorithm>
#include <iostream>

#include "adapters/cli/rule_files.h"
#include "adapters/cli/terminal.h"
#include "adapters/cli/value.h"

namespace segue::cli {
namespace {

constexpr std::uint64_t kBarWidth = 30;
constexpr std::chrono::milliseconds kPause{100};

}  // namespace

ProgressBar::ProgressBar() : enabled_(IsTerminal(Stream::kError)), next_(std::chrono::steady_clock::now() + kPause) {}

ProgressBar::~ProgressBar() { Clear(); }

void ProgressBar::Show(const std::string& file, std::uint64_t done, std::uint64_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (!enabled_ || now < next_ || total == 0) return;
  next_ = now + kPause;
  drawn_ = true;
  const std::uint64_t filled = std::min(done, total) * kBarWidth / total;
  std::string bar(filled, '#');
  bar.resize(kBarWidth, '.');
  std::cerr << "\r\x1b[K[" << bar << "] " << std::min(done, total) * 100 / total << " % " << Printable(ShortPath(file))
            << std::flush;
}

void ProgressBar::Clear() {
  if (drawn_) std::cerr << "\r\x1b[K" << std::flush;
  drawn_ = false;
}

}  // namespace segue::cli
