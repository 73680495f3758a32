// segue init: a new project that can be imported and reported at once.
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "adapters/cli/commands.h"
#include "adapters/cli/starter_project.h"

namespace segue::cli {
namespace {

namespace fs = std::filesystem;

adapters::Error Failure(const std::string& directory, const std::string& problem, const std::string& advice) {
  return {"making a project in " + directory, problem, advice};
}

/// Makes the folder where it does not exist; refuses one that holds something.
Status PrepareFolder(const std::string& directory) {
  std::error_code failed;
  if (fs::exists(directory, failed) && !fs::is_directory(directory, failed)) {
    return Failure(directory, "that is a file, not a folder", "choose another name");
  }
  fs::create_directories(directory, failed);
  if (failed) return Failure(directory, failed.message(), "check that you may write there");
  const bool empty = fs::is_empty(directory, failed);
  if (failed) return Failure(directory, failed.message(), "check that you may read the folder");
  if (empty) return adapters::Ok();
  adapters::Error error = Failure(directory, "the folder is not empty", "choose a new folder; nothing was changed");
  error.error_class = adapters::ErrorClass::kRefused;
  return error;
}

Status WriteFile(const std::string& directory, const StarterFile& file) {
  const fs::path path = fs::path(directory) / file.path;
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  if (failed) return Failure(directory, failed.message(), "check that you may write there");
  errno = 0;
  std::ofstream out(path, std::ios::binary);
  out << file.text;
  out.close();
  if (out) return adapters::Ok();
  return Failure(directory, path.string() + " cannot be written: " + std::strerror(errno),
                 "check the folder and the disk");
}

}  // namespace

Result<int> RunCommand(Session& session, const InitOptions& options) {
  if (Status prepared = PrepareFolder(options.directory); !prepared) return prepared.error();
  session.out() << "a new project in " << options.directory << ":\n";
  for (const StarterFile& file : StarterProject()) {
    if (Status written = WriteFile(options.directory, file); !written) return written.error();
    session.out() << "  " << file.path << '\n';
  }
  session.out() << "\ntry it:\n  cd " << options.directory << "\n  segue import\n  segue report\n  segue prune\n";
  return kDone;
}

}  // namespace segue::cli
