// segue audit: keeps a review, and says later what became of its figures and why.
//
// Why a figure differs is found by taking the steps from then to now one at a time: today's facts under the rules of
// then at the moment of then (a difference is the data's: late or corrected facts), today's rules at that moment (the
// rules'), and today's moment (the time's).
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <utility>

#include "adapters/cli/audit_figures.h"
#include "adapters/cli/audit_file.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/evaluation_stage.h"
#include "adapters/cli/suggestion.h"

namespace segue::cli {
namespace {

namespace fs = std::filesystem;
using Figures = std::vector<AuditedFigure>;

std::string Hexadecimal(std::uint64_t number) {
  std::array<char, 17> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(number));
  return digits.data();
}

Result<std::unique_ptr<Population>> LoadAll(Session& session) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  NeededColumns columns(**program);
  AddAuditedColumns(**program, columns);
  return session.Load(columns);
}

Result<Figures> FiguresOf(Session& session) {
  Result<std::unique_ptr<Population>> population = LoadAll(session);
  if (!population) return population.error();
  const EvaluationStage stage(*(*population)->evaluator, "audit");
  return AuditFigures(**population);
}

Result<std::vector<KnownFacts>> Known(Session& session) {
  Result<sqlite::SqliteStore*> store = session.Store(sqlite::OpenMode::kRead);
  if (!store) return store.error();
  Result<sqlite::Catalog> catalog = (*store)->ReadCatalog();
  if (!catalog) return catalog.error();
  std::vector<KnownFacts> known{{"contacts", catalog->contacts}};
  for (const sqlite::Catalog::Kind& kind : catalog->kinds) known.push_back({"event " + kind.name, kind.events});
  std::sort(known.begin() + 1, known.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return known;
}

/// The same whatever folder the command runs in.
std::string PathFrom(const std::string& project, const std::string& path) {
  return fs::absolute(path).lexically_proximate(fs::absolute(project)).generic_string();
}

Result<Audit> TakeAudit(Session& session, const std::string& project, const std::string& name) {
  Result<std::unique_ptr<Population>> population = LoadAll(session);
  if (!population) return population.error();
  Audit audit;
  audit.name = name;
  audit.segue = SEGUE_VERSION;
  audit.rules_hash = Hexadecimal(session.rules_fingerprint());
  audit.as_of = engine::FormatUtc((*population)->as_of);
  if (const auto through = (*population)->common().data_through) audit.data_through = engine::FormatUtc(*through);
  audit.parameters = session.options().parameters;
  for (const Session::RuleText& rules : session.rule_texts()) {
    audit.rules.push_back({PathFrom(project, rules.path), rules.text, rules.used});
  }
  Result<std::vector<KnownFacts>> known = Known(session);
  if (!known) return known.error();
  audit.known = std::move(*known);
  const EvaluationStage stage(*(*population)->evaluator, "audit");
  Result<Figures> figures = AuditFigures(**population);
  if (!figures) return figures.error();
  audit.figures = std::move(*figures);
  return audit;
}

// ---------------------------------------------------------------- saving

Result<int> Save(Session& session, const std::string& project, const std::string& name) {
  Result<std::string> path = AuditPath(project, name);
  if (!path) return path.error();
  Result<Audit> audit = TakeAudit(session, project, name);
  if (!audit) return audit.error();
  if (adapters::Status written = WriteAudit(*path, *audit); !written) return written.error();
  const auto writer = session.Writer({.title = "", .header = {}, .notes = {}, .when_empty = ""});
  writer->Begin({{"audit", false, true}, {"as_of", false, false, true}, {"rules_hash"}, {"figures", true}, {"file"}});
  writer->Row(std::vector<Value>{std::string_view(name), std::string_view(audit->as_of),
                                 std::string_view(audit->rules_hash), static_cast<std::int64_t>(audit->figures.size()),
                                 std::string_view(*path)});
  writer->End();
  return kDone;
}

// ---------------------------------------------------------------- comparing

/// The rules of an audit, in a folder of their own for as long as it lives; their places to each other are kept, for
/// `use`.
class OldRules {
 public:
  OldRules(const Audit& audit, const std::string& project) {
    std::string pattern = (fs::temp_directory_path() / "segue-audit-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) return;
    folder_ = pattern;
    for (const AuditedRules& rules : audit.rules) {
      const fs::path file = folder_ / (fs::absolute(project) / rules.path).lexically_normal().relative_path();
      std::error_code ignored;
      fs::create_directories(file.parent_path(), ignored);
      std::ofstream out(file, std::ios::binary);
      out << rules.text;
      out.flush();
      written_ = written_ && out.good();
      if (!rules.used) given_.push_back(file.string());
    }
  }
  ~OldRules() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  OldRules(const OldRules&) = delete;
  OldRules& operator=(const OldRules&) = delete;

  bool written() const { return !folder_.empty() && written_; }
  const std::vector<std::string>& given() const { return given_; }

 private:
  fs::path folder_;
  std::vector<std::string> given_;
  bool written_ = true;
};

using ByName = std::map<std::string, std::string>;

ByName Index(const Figures& figures) {
  ByName index;
  for (const AuditedFigure& figure : figures) index.emplace(figure.name, figure.value);
  return index;
}

std::optional<std::string> Find(const ByName& figures, const std::string& name) {
  const auto found = figures.find(name);
  return found == figures.end() ? std::nullopt : std::optional(found->second);
}

struct ChangedFigure {
  std::string name;
  std::optional<std::string> then, now;  // none: the figure was, or is, not there
  std::string because;                   // "data", "rules", "time", or several: "data, time"
};

/// The four steps from then to now.
struct Steps {
  Figures saved, other_data, other_rules, now;
};

std::vector<ChangedFigure> Compare(const Steps& steps, std::size_t& same) {
  const std::array<ByName, 4> indexes{Index(steps.saved), Index(steps.other_data), Index(steps.other_rules),
                                      Index(steps.now)};
  Figures all = steps.saved;
  for (const AuditedFigure& figure : steps.now) {
    if (indexes[0].count(figure.name) == 0) all.push_back(figure);
  }
  constexpr std::array<const char*, 3> kCauses{"data", "rules", "time"};
  std::vector<ChangedFigure> changed;
  for (const AuditedFigure& figure : all) {
    std::string because;
    for (std::size_t step = 0; step < kCauses.size(); ++step) {
      if (Find(indexes[step], figure.name) == Find(indexes[step + 1], figure.name)) continue;
      because += (because.empty() ? "" : ", ") + std::string(kCauses[step]);
    }
    const auto then = Find(indexes.front(), figure.name), now = Find(indexes.back(), figure.name);
    then == now ? void(++same) : changed.push_back({figure.name, then, now, because});
  }
  return changed;
}

Result<Steps> TakeSteps(Session& session, const std::string& project, const Audit& audit) {
  Steps steps;
  steps.saved = audit.figures;
  Result<std::string> store = session.StorePath();
  if (!store) return store.error();
  const OldRules old_rules(audit, project);
  if (!old_rules.written()) {
    return adapters::Error{"comparing audits", "the rules of then cannot be written to a temporary folder",
                           "make room in " + fs::temp_directory_path().string()};
  }
  GlobalOptions then = session.options();
  then.store = *store;
  then.as_of = audit.as_of;
  GlobalOptions with_old_rules = then;
  with_old_rules.rules = old_rules.given();
  with_old_rules.parameters = audit.parameters;
  Session old_session(with_old_rules, session.out()), then_session(then, session.out());
  for (const auto& [step, figures] : {std::pair{&old_session, &steps.other_data},
                                      std::pair{&then_session, &steps.other_rules}, std::pair{&session, &steps.now}}) {
    Result<Figures> taken = FiguresOf(*step);
    if (!taken) return taken.error();
    *figures = std::move(*taken);
  }
  return steps;
}

void WriteChanges(Session& session, const Audit& audit, const std::vector<ChangedFigure>& changed, std::size_t same) {
  std::map<std::string, int> causes;
  for (const ChangedFigure& one : changed) ++causes[one.because];
  std::string counts = std::to_string(same) + " figures are the same, " + std::to_string(changed.size()) + " differ";
  for (const auto& [cause, count] : causes) {
    counts += (&cause == &causes.begin()->first ? ": " : ", ") + std::to_string(count) + " by " + cause;
  }
  TableFrame frame{
      .title = "Since the audit " + audit.name,
      .header = {"then as of " + audit.as_of + ", data through " + audit.data_through,
                 session.rules_fingerprint() != 0 && Hexadecimal(session.rules_fingerprint()) == audit.rules_hash
                     ? "the rules are the same"
                     : "the rules have changed",
                 counts},
      .notes = {},
      .when_empty = "every figure is the same"};
  const bool for_people = session.options().format == OutputFormat::kTable;
  const auto text = [&](const std::optional<std::string>& value) {
    if (value)
      return value->empty() && for_people ? Value{std::string_view("no value")} : Value{std::string_view(*value)};
    return for_people ? Value{std::string_view("not there")} : Value{};
  };
  const auto writer = session.Writer(std::move(frame));
  writer->Begin({{"figure", false, true}, {"then", true}, {"now", true}, {"because", false, false, true}});
  for (const ChangedFigure& one : changed) {
    writer->Row(
        std::vector<Value>{std::string_view(one.name), text(one.then), text(one.now), std::string_view(one.because)});
  }
  writer->End();
}

Result<int> Against(Session& session, const std::string& project, const AuditOptions& options) {
  Result<std::string> path = AuditPath(project, *options.against);
  if (!path) return path.error();
  if (!fs::exists(*path)) return UnknownName("comparing audits", "audit", *options.against, AuditNames(project));
  Result<Audit> audit = ReadAudit(*path);
  if (!audit) return audit.error();
  Result<Steps> steps = TakeSteps(session, project, *audit);
  if (!steps) return steps.error();
  std::size_t same = 0;
  const std::vector<ChangedFigure> changed = Compare(*steps, same);
  WriteChanges(session, *audit, changed, same);
  return options.exit_code && !changed.empty() ? kAnswerIsNo : kDone;
}

}  // namespace

Result<int> RunCommand(Session& session, const AuditOptions& options) {
  std::string project = session.options().project;
  if (session.HasProject()) {
    Result<const project::Project*> opened = session.Project();
    if (!opened) return opened.error();
    project = (*opened)->directory;
  }
  if (options.save && options.against) {
    return adapters::Error{"auditing", "--save and --against cannot stand together", "compare first, then save",
                           adapters::ErrorClass::kUsage};
  }
  if (options.save) return Save(session, project, *options.save);
  if (options.against) return Against(session, project, options);
  return adapters::Error{"auditing", "neither --save NAME nor --against NAME was given",
                         "keep a review with: segue audit --save 2026-Q1", adapters::ErrorClass::kUsage};
}

}  // namespace segue::cli
