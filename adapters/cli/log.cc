// The only source that knows spdlog.
#include "adapters/cli/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace segue::cli {

void StartLog(bool verbose) {
  auto logger = std::make_shared<spdlog::logger>("segue", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%v");
  logger->set_level(verbose ? spdlog::level::info : spdlog::level::off);
  spdlog::set_default_logger(std::move(logger));
}

bool LogIsSilent() { return !spdlog::should_log(spdlog::level::info); }

void LogText(const std::string& text) { spdlog::info("{}", text); }

Stage::Stage(std::string name) : name_(std::move(name)), start_(std::chrono::steady_clock::now()) {}

Stage::~Stage() {
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
  spdlog::info("{:<12}{:>9.3f} s  {}", name_, elapsed.count(), detail_);
}

}  // namespace segue::cli
