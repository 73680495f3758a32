// See whole_file.h.
#include "adapters/cli/whole_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "adapters/cli/rule_files.h"

namespace segue::cli {
namespace {

namespace fs = std::filesystem;

adapters::Error CannotWrite(const std::string& doing, const std::string& path, const std::string& problem) {
  return {doing + " " + ShortPath(path), problem, "check the disk and the rights of the folder; nothing was changed"};
}

}  // namespace

adapters::Status WriteWholeFile(const std::string& path, std::string_view content, const std::string& doing) {
  std::error_code failed;
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty()) fs::create_directories(folder, failed);
  if (fs::is_directory(path, failed)) return CannotWrite(doing, path, "it is a folder");
  const std::string beside = path + ".new";
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.flush();
    if (!out) {
      const std::string problem = std::strerror(errno);
      fs::remove(beside, failed);
      return CannotWrite(doing, path, problem);
    }
  }
  fs::rename(beside, path, failed);
  if (!failed) return adapters::Ok();
  const std::string problem = failed.message();
  fs::remove(beside, failed);
  return CannotWrite(doing, path, problem);
}

}  // namespace segue::cli
