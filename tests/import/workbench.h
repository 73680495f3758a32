// A project in a temporary folder, imported into memory: facts come back as lines of text that a test can name.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/import/import.h"
#include "adapters/store.h"
#include "engine/program.h"

namespace segue::test {

/// Committed facts, in the order in which the store was told:
///   contact ann born 2026-01-01T00:00:00.000Z        alias ann = 17        list ann VIP yes from 2026-01-01T…
///   field ann country = FR [from 2026-01-01T…]       event ann purchase 2026-01-01T… {amount: 49.9} [id 7] [rank 2]
///   snapshot 2026-01-01T… [complete]                 row ann {type: client} [from …]
/// Text values stand as they are, a missing one as `-`, money with its currency-free amount.
struct MemoryStore {
  std::vector<std::string> facts;
  std::vector<std::string> begun;  // files whose transaction was opened
  int failures_until_add = -1;     // ≥ 0: the sink fails after that many facts
};

class Workbench {
 public:
  Workbench();
  Workbench(const Workbench&) = delete;
  Workbench& operator=(const Workbench&) = delete;
  ~Workbench();

  const std::string& directory() const { return directory_; }
  void Write(const std::string& name, const std::string& content) const;
  void WriteGzip(const std::string& name, const std::string& content, std::size_t cut_bytes = 0) const;
  std::string Read(const std::string& name) const;

  /// Writes segue.yaml with `imports: {it: …}`, the mapping's lines indented by the caller's own four blanks, and loads
  /// it.
  adapters::Result<project::Project> Load(const std::string& mapping) const;
  /// Imports the mapping `it`.
  adapters::Result<import::ImportSummary> Import(const std::string& mapping);
  /// Fails the test with the error's text if it did not work.
  import::ImportSummary Imported(const std::string& mapping);
  /// The problem; fails the test if the import worked.
  std::string ProblemOf(const std::string& mapping);

  engine::Program program;  // a schema to map to; change it before importing
  import::ImportOptions options;
  MemoryStore store;
  import::BeginFile begin;  // another store than `store`, when set

 private:
  std::string directory_;
};

/// `doing: problem (advice)`.
std::string TextOf(const adapters::Error& error);

}  // namespace segue::test
