// Reads segue.yaml.
#include "adapters/project/map_reader.h"
#include "adapters/project/mapping_reader.h"
#include "adapters/project/mistakes.h"
#include "adapters/project/project.h"
#include "adapters/project/read_project.h"
#include "adapters/project/yaml_file.h"

namespace segue::project {
namespace {

using adapters::Error;
using adapters::ErrorClass;
using adapters::Result;

constexpr const char* kFileName = "segue.yaml";
constexpr const char* kDefaultStore = "contacts.segue.db";
constexpr const char* kDefaultRules = "rules/*.segue";
const std::vector<std::string> kProjectKeys = {"store", "rules", "plans", "imports"};

std::string PathIn(const std::string& directory) { return directory.empty() ? kFileName : directory + '/' + kFileName; }

/// The name becomes a file's (`<store>.rejects/NAME.csv`).
bool UsableName(const std::string& name) {
  return !name.empty() && name.find('/') == std::string::npos && !name.starts_with('.') &&
         name.find('\0') == std::string::npos;
}

void ReadImports(const MapReader& map, Project& project) {
  if (!map.Has("imports")) return;
  for (const auto& [name, value] : Entries(map.Get("imports"), map.Describe("imports"), map.mistakes())) {
    if (!UsableName(name.Scalar())) {
      map.mistakes().Add(PlaceOf(name), "an import's name cannot be empty, hold a / or start with a full stop");
    }
    project.imports.push_back(ReadMapping(name.Scalar(), value, map.mistakes()));
  }
}

}  // namespace

Result<Project> LoadProject(const std::string& directory) {
  Result<std::string> text = ReadTextFile(PathIn(directory), kLargestYaml);
  if (!text) return text.error();
  return ReadProject(directory, *text);
}

Result<Project> ReadProject(const std::string& directory, const std::string& text) {
  Mistakes mistakes;
  Project project;
  project.directory = directory;
  const YAML::Node root = ParseYaml(text, mistakes);
  if (root.IsDefined()) {
    const MapReader map(root, kFileName, kProjectKeys, mistakes);
    project.store = map.Text("store").value_or(kDefaultStore);
    project.rules = map.Has("rules") ? map.Texts("rules") : std::vector<std::string>{kDefaultRules};
    project.plans = map.Texts("plans");
    ReadImports(map, project);
  }
  if (mistakes.empty()) return project;
  return Error{"reading " + PathIn(directory), mistakes.Render(kFileName), "correct these lines and try again",
               ErrorClass::kFailure};
}

}  // namespace segue::project
