// Opens lazily, so that `check` needs no store and `--store --rules` no project.
#include "adapters/cli/session.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "adapters/cli/log.h"
#include "adapters/cli/points.h"
#include "adapters/cli/rule_files.h"
#include "adapters/cli/terminal.h"
#include "adapters/project/plan_file.h"
#include "adapters/timeline_cache/run_memory.h"
#include "dsl/render.h"
#include "unicode/unicode.h"

namespace segue::cli {
namespace {

namespace fs = std::filesystem;

void PrintErrors(const dsl::SourceMap& sources, const std::vector<dsl::Diagnostic>& diagnostics) {
  const bool colour = UsesColour(Stream::kError);
  for (const dsl::Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == dsl::Severity::kError) std::cerr << dsl::Render(sources, diagnostic, colour);
  }
}

template <typename Parameters>
std::uint64_t Fingerprint(const dsl::SourceMap& sources, const Parameters& parameters) {
  std::uint64_t fingerprint = timeline_cache::FingerprintOf(SEGUE_VERSION);
  for (dsl::SourceId id = 0; id < sources.size(); ++id)
    fingerprint = timeline_cache::FingerprintOf(sources.Get(id).text, fingerprint);
  for (const auto& [name, value] : parameters) {
    fingerprint = timeline_cache::FingerprintOf(name, fingerprint);
    fingerprint = timeline_cache::FingerprintOf(value, fingerprint);
  }
  return fingerprint;
}

}  // namespace

Session::Session(GlobalOptions options, std::ostream& out)
    : options_(std::move(options)), out_(out), calendar_(*engine::Calendar::Load("UTC")) {}

Session::~Session() = default;

bool Session::HasProject() const { return FileExists((fs::path(options_.project) / "segue.yaml").string()); }

Result<const project::Project*> Session::Project() {
  if (project_) return &*project_;
  if (!HasProject()) {
    const std::string folder = fs::weakly_canonical(fs::absolute(options_.project)).string();
    return adapters::Error{"opening the project", "there is no segue.yaml in " + folder,
                           "go to the project's folder, give --project DIR, or start one with: segue init DIR"};
  }
  Result<project::Project> project = project::LoadProject(options_.project);
  if (!project) return project.error();
  project_ = std::move(*project);
  return &*project_;
}

Result<std::vector<std::string>> Session::RuleFiles() {
  if (!options_.rules.empty()) return FindRuleFiles(".", options_.rules);
  Result<const project::Project*> project = Project();
  if (!project) return project.error();
  return FindRuleFiles((*project)->directory, (*project)->rules);
}

Result<std::vector<rules::PlanData>> Session::Plans() {
  std::vector<rules::PlanData> plans;
  if (!HasProject()) return plans;
  Result<const project::Project*> project = Project();
  if (!project) return project.error();
  if ((*project)->plans.empty()) return plans;
  Result<std::vector<std::string>> files =
      FindFiles("plan files", (*project)->directory, (*project)->plans, "check `plans:` in segue.yaml");
  if (!files) return files.error();
  for (const std::string& file : *files) {
    Result<rules::PlanData> plan = project::LoadPlan(ShortPath(file));
    if (!plan) return plan.error();
    const auto same = std::ranges::find(plans, plan->name, &rules::PlanData::name);
    if (same != plans.end()) {
      return adapters::Error{"reading the plan " + ShortPath(file),
                             same->file + " describes a plan \"" + plan->name + "\", too",
                             "keep one, or give one another name; a change of prices is a version of the same plan"};
    }
    plans.push_back(std::move(*plan));
  }
  return plans;
}

Result<const engine::Program*> Session::Program() {
  if (compiled_) return &compiled_->program;
  const Stage stage("rules");
  return Compile();
}

Result<const engine::Program*> Session::Compile() {
  Result<std::vector<std::string>> files = RuleFiles();
  if (!files) return files.error();
  Result<dsl::SourceMap> sources = ReadRuleFiles(*files);
  if (!sources) return sources.error();
  if (!added_rules_.empty()) sources->Add({"(added)", added_rules_});
  Result<std::vector<rules::PlanData>> plans = Plans();
  if (!plans) return plans.error();
  RuleFilesOnDisk used_files;
  const std::size_t given = sources->size();
  rules::Compiled compiled =
      rules::Compile(*sources, {options_.parameters, std::nullopt, &used_files, false, std::move(*plans)});
  if (!compiled.ok) {
    PrintErrors(*sources, compiled.diagnostics);
    std::erase_if(compiled.diagnostics,
                  [](const auto& diagnostic) { return diagnostic.severity != dsl::Severity::kError; });
    return adapters::Error{"reading the rules", CountMistakes(compiled.diagnostics) + " found",
                           "correct the rule files and try again", adapters::ErrorClass::kRefused};
  }
  std::optional<engine::Calendar> calendar =
      engine::Calendar::Load(compiled.program.zone, compiled.program.week_starts_sunday);
  if (!calendar) {
    return adapters::Error{"reading the rules", "this system knows no time zone \"" + compiled.program.zone + "\"",
                           "install the time zone data (package tzdata)"};
  }
  calendar_ = std::move(*calendar);
  rules_fingerprint_ = Fingerprint(*sources, options_.parameters);
  for (dsl::SourceId id = 0; id < sources->size(); ++id) {
    const dsl::Source& source = sources->Get(id);
    if (FileExists(source.path)) rule_texts_.push_back({source.path, source.text, id >= given});
  }
  compiled_ = std::move(compiled);
  return &compiled_->program;
}

Result<engine::Instant> Session::AsOf() {
  if (!options_.as_of) return Now();
  if (Result<const engine::Program*> program = Program(); !program) return program.error();
  return ParseLastMoment("--as-of", *options_.as_of, calendar());
}

Result<std::string> Session::StorePath() {
  if (options_.store) return *options_.store;
  Result<const project::Project*> project = Project();
  if (!project) return project.error();
  const fs::path store((*project)->store);
  return store.is_absolute() ? store.string() : (fs::path((*project)->directory) / store).lexically_normal().string();
}

Result<sqlite::SqliteStore*> Session::Store(sqlite::OpenMode mode) {
  if (store_) return store_.get();
  Result<std::string> path = StorePath();
  if (!path) return path.error();
  if (mode != sqlite::OpenMode::kCreate && !FileExists(*path)) {
    return adapters::Error{"opening the store " + ShortPath(*path), "there is no such file yet",
                           "import data first: segue import"};
  }
  auto store = sqlite::SqliteStore::Open(*path, mode);
  if (!store) return store.error();
  store_ = std::move(*store);
  return store_.get();
}

Result<std::unique_ptr<Population>> Session::Load(const NeededColumns& columns) {
  Result<engine::Instant> as_of = AsOf();
  if (!as_of) return as_of.error();
  Result<Facts> facts = LoadFacts(compiled_->program.schema, columns.Request());
  if (!facts) return facts.error();
  return MakePopulation(*as_of, std::move(*facts));
}

Result<Facts> Session::LoadFacts(const engine::Schema& schema, const adapters::LoadRequest& request) {
  Result<sqlite::SqliteStore*> store = Store(sqlite::OpenMode::kRead);
  if (!store) return store.error();
  Result<std::string> path = StorePath();
  if (!path) return path.error();
  return cli::LoadFacts(**store, *path, schema, request);
}

Result<std::unique_ptr<Population>> Session::LoadContact(const std::string& key) {
  Result<engine::Instant> as_of = AsOf();
  if (!as_of) return as_of.error();
  Result<sqlite::SqliteStore*> store = Store(sqlite::OpenMode::kRead);
  if (!store) return store.error();
  const Stage stage("load");
  const engine::Schema& schema = compiled_->program.schema;
  auto timelines = (*store)->LoadContact(schema, adapters::LoadRequest::All(schema), unicode::Nfc(key));
  if (!timelines) return timelines.error();
  if (!*timelines) return UnknownContact(key);
  return MakePopulation(*as_of, Facts(std::move(**timelines)));
}

adapters::Error Session::UnknownContact(const std::string& key) {
  const Result<std::string> nearest = store_->NearestContact(unicode::Nfc(key));
  std::string advice = nearest && !nearest->empty() ? "did you mean \"" + *nearest + "\"? " : "";
  advice += "A contact goes by the column that `contact:` names in segue.yaml; `segue list` shows the keys";
  return {"looking up the contact", "there is no contact \"" + Printable(key) + "\" in the store", std::move(advice),
          adapters::ErrorClass::kUsage};
}

std::unique_ptr<Population> Session::MakePopulation(engine::Instant as_of, Facts facts) {
  const engine::Program& program = compiled_->program;
  auto population = std::make_unique<Population>(Population{program, calendar(), as_of, std::move(facts), nullptr});
  population->evaluator =
      std::make_unique<engine::Evaluator>(program, population->facts.source(), population->calendar);
  return population;
}

std::unique_ptr<ResultWriter> Session::Writer(TableFrame frame) {
  return MakeWriter(options_.format, out_, calendar(), std::move(frame));
}

std::string HeaderLine(const Population& population) {
  const engine::Calendar& calendar = population.calendar;
  const std::string as_of = "as of " + DescribeMoment(population.as_of, calendar) + ", " + calendar.zone();
  const std::optional<engine::Instant> through = population.common().data_through;
  return as_of + (through ? "; data runs through " + LocalTime(*through, calendar) : "; the store holds no dated data");
}

void WarnOfRunaways(const engine::Evaluator& evaluator) {
  for (const engine::RunawayLifecycle& runaway : evaluator.Runaways()) {
    std::cerr << "segue: warning: lifecycle " << evaluator.program().lifecycles[runaway.lifecycle].name
              << " of contact " << Printable(evaluator.source().Key(runaway.contact))
              << " was stopped after 10,000 moves; its rules go round in a circle\n";
  }
}

}  // namespace segue::cli
