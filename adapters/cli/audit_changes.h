// What became of the figures of a saved audit, and why.
//
// Why a figure differs is found by taking the steps from then to now one at a time: today's facts under the rules of
// then at the moment of then (a difference is the data's: late or corrected facts), today's rules at that moment (the
// rules'), and today's moment (the time's).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/audit_file.h"
#include "adapters/cli/session.h"

namespace segue::cli {

struct ChangedFigure {
  std::string name;
  std::optional<std::string> then, now;  // none: the figure was, or is, not there
  std::string because;                   // "data", "rules", "time", or several: "data, time"
};

struct ChangedRules {
  std::string path;                    // from the project's folder
  std::size_t added = 0, removed = 0;  // lines
};
struct AuditChanges {
  Audit audit;
  std::vector<ChangedFigure> figures;
  std::size_t same = 0;  // figures that are as they were
  std::vector<ChangedRules> rules;
  bool rules_are_the_same = true;  // params and this version of the program, too
};

/// Compares with the audit of that name. `project` is the folder that holds `audits`.
Result<AuditChanges> ChangesSince(Session& session, const std::string& project, const std::string& name);

/// The contacts with everything that an audit looks at.
Result<std::unique_ptr<Population>> LoadAudited(Session& session);
/// A rule file's path as audits keep it: the same whatever folder the command runs in.
std::string AuditedPath(const std::string& project, const std::string& path);
/// A fingerprint in 16 hexadecimal digits.
std::string HashText(std::uint64_t number);

}  // namespace segue::cli
