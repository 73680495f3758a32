// See audit_changes.h.
#include "adapters/cli/audit_changes.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include "adapters/cli/audit_figures.h"
#include "adapters/cli/evaluation_stage.h"
#include "adapters/cli/suggestion.h"

namespace segue::cli {
namespace {

namespace fs = std::filesystem;
using Figures = std::vector<AuditedFigure>;

Result<Figures> FiguresOf(Session& session) {
  Result<std::unique_ptr<Population>> population = LoadAudited(session);
  if (!population) return population.error();
  const EvaluationStage stage(*(*population)->evaluator, "audit");
  return AuditFigures(**population);
}

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

/// How many lines of one text the other has not, each as often as it stands there.
std::size_t LinesOnlyIn(const std::string& text, const std::string& other) {
  std::multiset<std::string> lines;
  std::istringstream in(other);
  for (std::string line; std::getline(in, line);) lines.insert(line);
  std::size_t count = 0;
  std::istringstream own(text);
  for (std::string line; std::getline(own, line);) {
    const auto found = lines.find(line);
    if (found == lines.end()) {
      ++count;
    } else {
      lines.erase(found);
    }
  }
  return count;
}

/// The files of rules that are not as they were.
std::vector<ChangedRules> RulesThatChanged(Session& session, const std::string& project, const Audit& audit) {
  std::map<std::string, std::pair<std::string, std::string>> texts;  // then, now
  for (const AuditedRules& rules : audit.rules) texts[rules.path].first = rules.text;
  for (const Session::RuleText& rules : session.rule_texts())
    texts[AuditedPath(project, rules.path)].second = rules.text;
  std::vector<ChangedRules> changed;
  for (const auto& [path, text] : texts) {
    const auto& [then, now] = text;
    if (then != now) changed.push_back({path, LinesOnlyIn(now, then), LinesOnlyIn(then, now)});
  }
  return changed;
}

}  // namespace

std::string AuditedPath(const std::string& project, const std::string& path) {
  return fs::absolute(path).lexically_proximate(fs::absolute(project)).generic_string();
}

Result<std::unique_ptr<Population>> LoadAudited(Session& session) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  NeededColumns columns(**program);
  AddAuditedColumns(**program, columns);
  return session.Load(columns);
}

std::string HashText(std::uint64_t number) {
  std::array<char, 17> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(number));
  return digits.data();
}

Result<AuditChanges> ChangesSince(Session& session, const std::string& project, const std::string& name) {
  Result<std::string> path = AuditPath(project, name);
  if (!path) return path.error();
  if (!fs::exists(*path)) return UnknownName("comparing audits", "audit", name, AuditNames(project));
  Result<Audit> audit = ReadAudit(*path);
  if (!audit) return audit.error();
  Result<Steps> steps = TakeSteps(session, project, *audit);
  if (!steps) return steps.error();
  AuditChanges changes;
  changes.figures = Compare(*steps, changes.same);
  changes.rules = RulesThatChanged(session, project, *audit);
  changes.rules_are_the_same = HashText(session.rules_fingerprint()) == audit->rules_hash;
  changes.audit = std::move(*audit);
  return changes;
}

}  // namespace segue::cli
