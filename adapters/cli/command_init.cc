// segue init: a new project that can be imported and reported at once.
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>

#include "adapters/cli/commands.h"
#include "adapters/cli/starter_project.h"
#include "adapters/discover/proposal.h"
#include "adapters/discover/survey.h"
#include "adapters/discover/write_project.h"

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

/// The project gets a copy: what it imports then stays what it was proposed for, wherever the project is moved.
Status CopyFile(const std::string& directory, const std::string& from, const std::string& to) {
  const fs::path path = fs::path(directory) / to;
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  if (!failed) fs::copy_file(from, path, failed);
  if (!failed) return adapters::Ok();
  return Failure(directory, from + " cannot be copied to " + path.string() + ": " + failed.message(),
                 "check the folder and the disk");
}

Result<std::vector<discover::Survey>> SurveyFiles(const InitOptions& options) {
  std::vector<discover::Survey> surveys;
  std::set<std::string> names;
  for (const std::string& file : options.from) {
    const std::string name = fs::path(file).filename().string();
    if (!names.insert(name).second) {
      adapters::Error error = Failure(options.directory, "two of the files are called " + name,
                                      "rename one: both are copied into the project's data folder");
      error.error_class = adapters::ErrorClass::kUsage;
      return error;
    }
    Result<discover::Survey> survey = discover::SurveyFile(file);
    if (!survey) return survey.error();
    surveys.push_back(std::move(*survey));
  }
  return surveys;
}

void SayWhatWasGuessed(std::ostream& out, const discover::Proposal& proposal) {
  out << "\nwhat was guessed (also in segue.yaml, where you can correct it):\n";
  for (const discover::ProposedImport& import : proposal.imports) {
    out << "  " << import.file << '\n';
    for (const std::string& note : import.notes) out << "    - " << note << '\n';
  }
  if (!proposal.notes.empty()) out << "  all files\n";
  for (const std::string& note : proposal.notes) out << "    - " << note << '\n';
}

/// Everything that can be wrong with the files is found before the folder is touched.
Result<int> InitFromFiles(Session& session, const InitOptions& options) {
  Result<std::vector<discover::Survey>> surveys = SurveyFiles(options);
  if (!surveys) return surveys.error();
  const discover::Proposal proposal = discover::Propose(*surveys);
  if (Status prepared = PrepareFolder(options.directory); !prepared) return prepared.error();
  session.out() << "a new project in " << options.directory << ":\n";
  const std::string mapping = discover::WriteMapping(proposal), rules = discover::WriteRules(proposal);
  for (const StarterFile& file : {StarterFile{"segue.yaml", mapping}, StarterFile{"rules/main.segue", rules}}) {
    if (Status written = WriteFile(options.directory, file); !written) return written.error();
    session.out() << "  " << file.path << '\n';
  }
  for (std::size_t i = 0; i < options.from.size(); ++i) {
    const std::string copy = "data/" + proposal.imports[i].file;
    if (Status copied = CopyFile(options.directory, options.from[i], copy); !copied) return copied.error();
    session.out() << "  " << copy << " (a copy of " << options.from[i] << ")\n";
  }
  SayWhatWasGuessed(session.out(), proposal);
  session.out() << "\ntry it:\n  cd " << options.directory << "\n  segue import\n  segue count\n  segue report\n";
  return kDone;
}

}  // namespace

Result<int> RunCommand(Session& session, const InitOptions& options) {
  if (!options.from.empty()) return InitFromFiles(session, options);
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
