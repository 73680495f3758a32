// See whole_file.h.
#include "adapters/whole_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace segue::adapters {
namespace {

namespace fs = std::filesystem;

Error CannotWrite(const std::string& doing, const std::string& problem) {
  return {doing, problem, "check the disk and the rights of the folder; nothing was changed"};
}

std::optional<std::string> WriteContent(const std::string& path, std::string_view content) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.flush();
  if (out) return std::nullopt;
  return std::strerror(errno);
}

}  // namespace

Status WriteWholeFile(const std::string& path, std::string_view content, const std::string& doing) {
  return WriteWholeFile(path, doing, [&](const std::string& beside) { return WriteContent(beside, content); });
}

Status WriteWholeFile(const std::string& path, const std::string& doing,
                      const std::function<std::optional<std::string>(const std::string& beside)>& write) {
  std::error_code failed;
  const fs::path target = fs::weakly_canonical(path, failed);
  if (failed) return CannotWrite(doing, failed.message());
  if (fs::is_directory(target, failed)) return CannotWrite(doing, "it is a folder");
  fs::create_directories(target.parent_path(), failed);
  const std::string beside = target.string() + ".segue-new";
  if (const std::optional<std::string> problem = write(beside)) {
    fs::remove(beside, failed);
    return CannotWrite(doing, *problem);
  }
  if (fs::exists(target, failed)) fs::permissions(beside, fs::status(target, failed).permissions(), failed);
  fs::rename(beside, target, failed);
  if (!failed) return Ok();
  const std::string problem = failed.message();
  fs::remove(beside, failed);
  return CannotWrite(doing, problem);
}

}  // namespace segue::adapters
