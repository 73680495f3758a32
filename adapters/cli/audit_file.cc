// See audit_file.h.
#include "adapters/cli/audit_file.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "adapters/cli/rule_files.h"
#include "adapters/whole_file.h"

namespace segue::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int kFormat = 1;

Json ToJson(const Audit& audit) {
  Json json = {{"audit", audit.name},  {"format", kFormat},
               {"segue", audit.segue}, {"rules_hash", audit.rules_hash},
               {"as_of", audit.as_of}, {"data_through", audit.data_through}};
  json["known"] = Json::object();
  for (const KnownFacts& known : audit.known) json["known"][known.name] = known.count;
  json["parameters"] = Json::array();
  for (const auto& [name, value] : audit.parameters) json["parameters"].push_back({{"name", name}, {"value", value}});
  json["figures"] = Json::array();
  for (const AuditedFigure& figure : audit.figures) {
    json["figures"].push_back({{"name", figure.name}, {"value", figure.value}});
  }
  json["rules"] = Json::array();
  for (const AuditedRules& rules : audit.rules) {
    json["rules"].push_back({{"path", rules.path}, {"used", rules.used}, {"text", rules.text}});
  }
  return json;
}

Audit FromJson(const Json& json) {
  Audit audit;
  audit.name = json.at("audit");
  audit.segue = json.at("segue");
  audit.rules_hash = json.at("rules_hash");
  audit.as_of = json.at("as_of");
  audit.data_through = json.at("data_through");
  for (const auto& [name, count] : json.at("known").items()) audit.known.push_back({name, count});
  for (const Json& one : json.at("parameters")) audit.parameters.emplace_back(one.at("name"), one.at("value"));
  for (const Json& one : json.at("figures")) audit.figures.push_back({one.at("name"), one.at("value")});
  for (const Json& one : json.at("rules")) audit.rules.push_back({one.at("path"), one.at("text"), one.at("used")});
  return audit;
}

adapters::Error Failure(const std::string& doing, const std::string& path, const std::string& advice) {
  return {doing + " " + ShortPath(path), std::strerror(errno), advice};
}

}  // namespace

adapters::Result<std::string> AuditPath(const std::string& project, const std::string& name) {
  const bool plain = !name.empty() && name.front() != '.' && name.size() <= 100 &&
                     name.find_first_of("/\\:*?\"<>|") == std::string::npos &&
                     std::none_of(name.begin(), name.end(), [](unsigned char sign) { return sign < ' '; });
  if (!plain) {
    return adapters::Error{"naming the audit", "\"" + name + "\" cannot be the name of a file",
                           "use letters, digits, blanks and hyphens, such as \"2026-Q1\"",
                           adapters::ErrorClass::kUsage};
  }
  return (fs::path(project) / "audits" / (name + ".json")).string();
}

std::vector<std::string> AuditNames(const std::string& project) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(fs::path(project) / "audits", ignored)) {
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

adapters::Status WriteAudit(const std::string& path, const Audit& audit) {
  const std::string text = ToJson(audit).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  return adapters::WriteWholeFile(path, text, "writing the audit " + ShortPath(path));
}

adapters::Result<Audit> ReadAudit(const std::string& path) {
  const char* const doing = "reading the audit";
  std::ifstream in(path, std::ios::binary);
  if (!in) return Failure(doing, path, "save one with: segue audit --save NAME");
  std::ostringstream text;
  text << in.rdbuf();
  const Json json = Json::parse(text.str(), nullptr, false);
  const std::string damaged = "the file is no audit, or it is damaged";
  if (json.is_discarded() || !json.is_object()) {
    return adapters::Error{std::string(doing) + " " + ShortPath(path), damaged,
                           "restore the file, or save a new audit"};
  }
  try {
    if (json.value("format", 0) != kFormat) {
      return adapters::Error{std::string(doing) + " " + ShortPath(path), "it is of another version of Segue",
                             "compare it with the version that wrote it"};
    }
    return FromJson(json);
  } catch (const Json::exception&) {  // a member is missing or of another type
    return adapters::Error{std::string(doing) + " " + ShortPath(path), damaged,
                           "restore the file, or save a new audit"};
  }
}

}  // namespace segue::cli
