// segue lsp: the language server of adapters/lsp, given the project's files and counts from its store.
#include <filesystem>
#include <iostream>
#include <set>

#include "adapters/cli/commands.h"
#include "adapters/cli/points.h"
#include "adapters/cli/rule_files.h"
#include "adapters/lsp/server.h"
#include "dsl/name_uses.h"
#include "dsl/parse.h"
#include "dsl/words.h"
#include "engine/answers.h"

namespace segue::cli {
namespace {

namespace fs = std::filesystem;

/// A state becomes a segment of this name, so that it is counted like one.
constexpr const char* kStateSegment = "segue lsp: ";

/// `segment "segue lsp: Relation.client" = Relation is client` for every state of the rules.
std::string StateSegments(const dsl::SourceMap& sources) {
  std::set<std::pair<std::string, std::string>> states;
  for (dsl::SourceId id = 0; id < sources.size(); ++id) {
    std::vector<dsl::Diagnostic> ignored;
    for (const dsl::Declaration& declaration : dsl::Parse(sources, id, ignored).declarations) {
      const auto* lifecycle = std::get_if<dsl::LifecycleDeclaration>(&declaration.node);
      if (lifecycle == nullptr) continue;
      for (const dsl::NameUse& use : dsl::NameUses(declaration)) {
        if (use.role == dsl::NameRole::kState && use.subject == lifecycle->name.text)
          states.emplace(use.subject, use.text);
      }
    }
  }
  std::string text;
  for (const auto& [lifecycle, state] : states) {
    text += "segment " + dsl::QuotedName(kStateSegment + lifecycle + "." + state) + " = " + dsl::QuotedName(lifecycle) +
            " is " + dsl::QuotedName(state) + "\n";
  }
  return text;
}

class ProjectHost final : public lsp::Host {
 public:
  explicit ProjectHost(GlobalOptions options) : options_(std::move(options)) {}

  std::vector<lsp::RuleText> RuleFiles() override {
    std::vector<lsp::RuleText> texts;
    Session session(options_, std::cerr);
    const Result<std::vector<std::string>> files = Files(session);
    if (!files) return texts;
    const Result<dsl::SourceMap> sources = ReadRuleFiles(*files);
    if (!sources) return texts;
    for (dsl::SourceId id = 0; id < sources->size(); ++id) {
      std::error_code ignored;
      texts.push_back({fs::weakly_canonical((*files)[id], ignored).string(), sources->Get(id).text});
    }
    return texts;
  }

  rules::CompileOptions Options() override {
    rules::CompileOptions options{options_.parameters, std::nullopt, &used_files_};
    Session session(options_, std::cerr);
    Result<std::vector<rules::PlanData>> plans = session.Plans();
    if (plans) options.plans = std::move(*plans);
    return options;
  }

  std::optional<lsp::LiveCounts> Count() override {
    Session session(options_, std::cerr);
    if (!session.options().store && !session.HasProject()) return std::nullopt;
    const Result<std::string> store = session.StorePath();
    if (!store || !FileExists(*store)) return std::nullopt;
    const Result<std::vector<std::string>> files = Files(session);
    if (!files) return std::nullopt;
    const Result<dsl::SourceMap> sources = ReadRuleFiles(*files);
    if (!sources || HasMistakes(*sources)) return std::nullopt;
    session.AddRules(StateSegments(*sources));
    Result<lsp::LiveCounts> counts = CountMembers(session);
    return counts ? std::optional(std::move(*counts)) : std::nullopt;
  }

 private:
  /// The editor shows them; the log need not.
  bool HasMistakes(const dsl::SourceMap& sources) {
    dsl::SourceMap copy = sources;
    return !rules::Compile(copy, Options()).ok;
  }

  static Result<lsp::LiveCounts> CountMembers(Session& session) {
    const Result<const engine::Program*> program = session.Program();
    if (!program) return program.error();
    NeededColumns columns(**program);
    std::vector<engine::NodeId> nodes;
    for (const engine::NamedNode& segment : (*program)->segments) nodes.push_back(segment.node);
    for (const engine::NodeId node : nodes) columns.AddNode(node);
    const Result<std::unique_ptr<Population>> population = session.Load(columns);
    if (!population) return population.error();
    const engine::Evaluator& evaluator = *(*population)->evaluator;
    const std::vector<std::int64_t> members = engine::CountMembers(evaluator, (*population)->as_of, nodes);
    lsp::LiveCounts counts{{},
                           engine::CountContacts(evaluator, (*population)->as_of),
                           DescribeMoment((*population)->as_of, (*population)->calendar)};
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      std::string name = (*program)->segments[i].name;
      if (name.starts_with(kStateSegment)) name.erase(0, std::string_view(kStateSegment).size());
      counts.members[name] = members[i];
    }
    return counts;
  }

  static Result<std::vector<std::string>> Files(Session& session) {
    if (session.options().rules.empty() && !session.HasProject()) return std::vector<std::string>{};
    return session.RuleFiles();
  }

  GlobalOptions options_;
  RuleFilesOnDisk used_files_;
};

}  // namespace

Result<int> RunCommand(Session& session, const LspOptions&) {
  ProjectHost host(session.options());
  return lsp::Serve(host, std::cin, session.out());
}

}  // namespace segue::cli
