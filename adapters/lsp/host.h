// What the language server needs from outside: the project's rule files and what its store counts. adapters/cli
// implements it, tests too.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/compile.h"

namespace segue::lsp {

struct RuleText {
  std::string path;  // absolute
  std::string text;
};

/// Contacts per segment, and per state written `Lifecycle.state`.
struct LiveCounts {
  std::map<std::string, std::int64_t> members;
  std::int64_t contacts = 0;
  std::string as_of;  // in words
};

class Host {
 public:
  virtual ~Host() = default;
  /// The rule files of the project as they are on disk; none where there is no project.
  virtual std::vector<RuleText> RuleFiles() = 0;
  /// How the rules are checked: params given, and what the store holds.
  virtual rules::CompileOptions Options() = 0;
  /// Counts of the rules on disk; nothing without a store. May take long; called from a thread of its own, never twice
  /// at once.
  virtual std::optional<LiveCounts> Count() = 0;
};

}  // namespace segue::lsp
