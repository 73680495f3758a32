// What commands share: the project, the rules, the store and the as-of instant, each opened when first asked for.
#pragma once

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "adapters/cli/arguments.h"
#include "adapters/cli/facts.h"
#include "adapters/cli/needed_columns.h"
#include "adapters/cli/output.h"
#include "adapters/project/project.h"
#include "adapters/result.h"
#include "adapters/sqlite/sqlite_store.h"
#include "dsl/source.h"
#include "engine/evaluation.h"
#include "rules/compile.h"

namespace segue::cli {

using adapters::Result;
using adapters::Status;

/// The contacts with what evaluates the rules over them. Does not move: the evaluator points into it.
struct Population {
  const engine::Program& program;
  const engine::Calendar& calendar;
  engine::Instant as_of;
  Facts facts;
  std::unique_ptr<engine::Evaluator> evaluator;

  const engine::Timelines& common() const { return facts.source().common(); }
  std::string_view Key(std::uint32_t contact) const { return facts.source().Key(contact); }
};

class Session {
 public:
  Session(GlobalOptions options, std::ostream& out);
  ~Session();

  const GlobalOptions& options() const { return options_; }
  std::ostream& out() { return out_; }

  /// segue.yaml of the project's folder.
  Result<const project::Project*> Project();
  bool HasProject() const;

  /// --rules, else the project's.
  Result<std::vector<std::string>> RuleFiles();
  /// Those that the project names; none without a project.
  Result<std::vector<rules::PlanData>> Plans();
  /// Rules that stand in no file, read with the others.
  void AddRules(std::string text) { added_rules_ = std::move(text); }
  /// The compiled rules. Errors in them are printed to standard error; the Error then only counts them.
  Result<const engine::Program*> Program();
  /// Of the rules' texts, their params and this version of the program: what is equal gives equal answers. Once
  /// Program() was asked for.
  std::uint64_t rules_fingerprint() const { return rules_fingerprint_; }
  struct RuleText {
    std::string path;
    std::string text;
    bool used = false;  // by `use`, not given itself
  };
  /// The files that the rules were read from, packs of Segue's own left out. Once Program() was asked for.
  const std::vector<RuleText>& rule_texts() const { return rule_texts_; }
  /// The zone of the rules, once Program() was asked for.
  const engine::Calendar& calendar() const { return calendar_; }
  /// --as-of, else now.
  Result<engine::Instant> AsOf();

  /// --store, else the project's.
  Result<std::string> StorePath();
  /// Opened once; a store that does not exist is an error that names `segue import`, except for kCreate.
  Result<sqlite::SqliteStore*> Store(sqlite::OpenMode mode);

  /// The facts in these columns.
  Result<Facts> LoadFacts(const engine::Schema& schema, const adapters::LoadRequest& request);
  /// The same for this session's program, ready to be evaluated.
  Result<std::unique_ptr<Population>> Load(const NeededColumns& columns);
  /// One contact with everything about it. A key that does not exist is a usage error with the nearest one.
  Result<std::unique_ptr<Population>> LoadContact(const std::string& key);

  /// A writer in the format asked for. Tables show times in the zone of the rules (UTC while there are none).
  std::unique_ptr<ResultWriter> Writer(TableFrame frame);

 private:
  Result<const engine::Program*> Compile();
  std::unique_ptr<Population> MakePopulation(engine::Instant as_of, Facts facts);
  adapters::Error UnknownContact(const std::string& key);

  GlobalOptions options_;
  std::ostream& out_;
  std::optional<project::Project> project_;
  std::string added_rules_;
  std::optional<rules::Compiled> compiled_;
  std::uint64_t rules_fingerprint_ = 0;
  std::vector<RuleText> rule_texts_;
  engine::Calendar calendar_;  // UTC until the rules say otherwise
  std::unique_ptr<sqlite::SqliteStore> store_;
};

/// "as of the end of 2026-06-30, Europe/Paris; data runs through 2026-06-28 14:22".
std::string HeaderLine(const Population& population);
/// Says on standard error which contacts' lifecycles had to be stopped.
void WarnOfRunaways(const engine::Evaluator& evaluator);

}  // namespace segue::cli
