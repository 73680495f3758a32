// segue test: the rule tests of a project. Needs no store: contacts are told in the tests.
#include <fstream>
#include <iostream>
#include <map>

#include "adapters/cli/commands.h"
#include "adapters/cli/explanation_output.h"
#include "adapters/cli/log.h"
#include "adapters/cli/points.h"
#include "adapters/cli/rule_files.h"
#include "adapters/cli/terminal.h"
#include "adapters/rule_tests/junit.h"
#include "adapters/rule_tests/test_case.h"
#include "engine/explanation.h"
#include "rules/written_conditions.h"

namespace segue::cli {
namespace {

using rule_tests::ConditionCoverage;
using rule_tests::Failure;
using rule_tests::TestCase;

struct ReadyFile {
  std::string path;
  std::vector<std::unique_ptr<TestCase>> cases;
};

Result<std::vector<std::string>> TestFiles(Session& session, const std::vector<std::string>& asked) {
  if (!asked.empty()) return FindFiles("test files", ".", asked, "check the name of the test file");
  Result<const project::Project*> project = session.Project();
  if (!project) return project.error();
  return FindFiles("test files", (*project)->directory, {"tests/*.test.yaml"},
                   "write tests in the project's folder tests/ (docs/testing.md), or name a file");
}

/// The files with every test ready, or all their mistakes.
Result<std::vector<ReadyFile>> ReadTests(const engine::Program& program, const engine::Calendar& calendar,
                                         const std::vector<std::string>& paths) {
  std::vector<ReadyFile> files;
  std::string problems;
  std::size_t wrong = 0;
  for (const std::string& path : paths) {
    project::Mistakes mistakes;
    Result<rule_tests::RuleTestFile> file = rule_tests::ReadTestFile(path, mistakes);
    if (!file) return file.error();
    ReadyFile& ready = files.emplace_back(ReadyFile{ShortPath(path), {}});
    for (const rule_tests::RuleTest& test : file->tests) {
      ready.cases.push_back(std::make_unique<TestCase>(program, calendar, test, mistakes));
    }
    if (mistakes.empty()) continue;
    wrong += mistakes.all().size();
    problems += "\n" + mistakes.Render(ShortPath(path));
  }
  if (wrong == 0) return files;
  return adapters::Error{"reading the tests",
                         std::to_string(wrong) + (wrong == 1 ? " mistake" : " mistakes") + problems,
                         "correct these lines; no test was run", adapters::ErrorClass::kRefused};
}

class TestRunner {
 public:
  TestRunner(Session& session, const engine::Program& program, const std::vector<ReadyFile>& files)
      : session_(session), program_(program), files_(files) {}

  void Run(ConditionCoverage* coverage) {
    for (const ReadyFile& file : files_) {
      rule_tests::FileOutcome& outcome = outcomes_.emplace_back(rule_tests::FileOutcome{file.path, {}});
      for (const auto& test : file.cases) RunCase(file.path, *test, coverage, outcome);
    }
  }
  const std::vector<rule_tests::FileOutcome>& outcomes() const { return outcomes_; }

 private:
  void RunCase(const std::string& path, TestCase& test, ConditionCoverage* coverage, rule_tests::FileOutcome& outcome) {
    rule_tests::CaseOutcome& result = outcome.cases.emplace_back(rule_tests::CaseOutcome{test.name(), {}});
    for (const Failure& failure : test.Check(coverage)) result.failures.push_back(FailureText(path, test, failure));
  }

  /// Expected and found side by side, then why.
  std::string FailureText(const std::string& path, const TestCase& test, const Failure& failure) const {
    std::string text = path + ":" + std::to_string(failure.place.line) + ": " + failure.question +
                       "\n  expected: " + failure.expected + "\n  found:    " + failure.found;
    if (!failure.subject) return text;
    const rule_tests::Subject& subject = *failure.subject;
    const engine::Calendar& calendar = session_.calendar();
    const ExplanationWords words(program_, test.timelines(), calendar, subject.contact, subject.at);
    const engine::ContactExplanation why =
        engine::Explain(test.evaluator(), subject.at, subject.contact, std::vector<engine::NodeId>{subject.node});
    text += "\n  why, as of " + DescribeMoment(subject.at, calendar) + ":";
    if (!why.known || !why.exists) return text + "\n    the contact does not exist then";
    constexpr std::size_t kIndent = 4;
    for (const std::string& line : TreeLines(words, words.Part(why.nodes.front()), OutputWidth() - kIndent)) {
      text += "\n" + std::string(kIndent, ' ') + line;
    }
    return text;
  }

  Session& session_;
  const engine::Program& program_;
  const std::vector<ReadyFile>& files_;
  std::vector<rule_tests::FileOutcome> outcomes_;
};

/// The nodes of conditions as written; of equal ones the first place counts.
struct WrittenNodes {
  std::vector<engine::NodeId> nodes;
  std::vector<rules::WrittenCondition> conditions;  // parallel to nodes
};

Result<WrittenNodes> FindWrittenNodes(Session& session, const engine::Program& program) {
  Result<std::vector<std::string>> paths = session.RuleFiles();
  if (!paths) return paths.error();
  Result<dsl::SourceMap> sources = ReadRuleFiles(*paths);
  if (!sources) return sources.error();
  // A `did not` is a node around a `did`, both of the same text: the later one is what is written.
  std::map<std::string, engine::NodeId> by_label;
  for (engine::NodeId node = 0; node < program.nodes.size(); ++node) {
    const bool run = std::holds_alternative<engine::LifecycleRunNode>(program.nodes[node].operation);
    if (!run) by_label[program.nodes[node].label] = node;
  }
  WrittenNodes written;
  for (rules::WrittenCondition& condition : rules::WrittenConditions(*sources)) {
    const auto found = by_label.find(condition.text);
    if (found == by_label.end()) continue;
    written.nodes.push_back(found->second);
    written.conditions.push_back(std::move(condition));
    by_label.erase(found);
  }
  return written;
}

void WriteCoverage(std::ostream& out, const WrittenNodes& written, const ConditionCoverage& coverage) {
  std::size_t covered = 0;
  std::string lines;
  for (std::size_t i = 0; i < written.nodes.size(); ++i) {
    const bool was_true = coverage.WasTrue(written.nodes[i]), was_false = coverage.WasFalse(written.nodes[i]);
    if (was_true && was_false) {
      ++covered;
      continue;
    }
    const char* lack = was_true ? "never false" : was_false ? "never true" : "never looked at";
    lines += "  " + written.conditions[i].place + ": " + lack + ": " + written.conditions[i].text + "\n";
  }
  out << "\nconditions made both true and false: " << covered << " of " << written.nodes.size() << '\n' << lines;
}

Status WriteJunitFile(const std::string& path, const std::vector<rule_tests::FileOutcome>& outcomes) {
  std::ofstream file(path, std::ios::binary);
  rule_tests::WriteJunit(file, outcomes);
  file.close();
  if (file) return adapters::Ok();
  return adapters::Error{"writing " + path, "it cannot be written", "check the folder and the disk"};
}

void WriteOutcomes(std::ostream& out, const std::vector<rule_tests::FileOutcome>& outcomes) {
  std::size_t tests = 0, failed = 0;
  for (const rule_tests::FileOutcome& file : outcomes) {
    for (const rule_tests::CaseOutcome& each : file.cases) {
      ++tests;
      if (each.failures.empty()) continue;
      ++failed;
      out << "FAILED " << Printable(each.name) << '\n';
      for (const std::string& failure : each.failures) out << failure << "\n\n";
    }
  }
  out << tests << (tests == 1 ? " test, " : " tests, ")
      << (failed == 0 ? "all passed" : std::to_string(failed) + " failed") << '\n';
}

void WriteRows(Session& session, const std::vector<rule_tests::FileOutcome>& outcomes) {
  const auto writer = session.Writer({});
  writer->Begin({{"file"}, {"test"}, {"passed"}, {"failures"}});
  for (const rule_tests::FileOutcome& file : outcomes) {
    for (const rule_tests::CaseOutcome& each : file.cases) {
      std::string failures;
      for (const std::string& failure : each.failures) failures += (failures.empty() ? "" : "\n\n") + failure;
      const std::vector<Value> row{std::string_view(file.path), std::string_view(each.name), each.failures.empty(),
                                   std::string_view(failures)};
      writer->Row(row);
    }
  }
  writer->End();
}

bool AnyFailed(const std::vector<rule_tests::FileOutcome>& outcomes) {
  for (const rule_tests::FileOutcome& file : outcomes) {
    for (const rule_tests::CaseOutcome& each : file.cases) {
      if (!each.failures.empty()) return true;
    }
  }
  return false;
}

}  // namespace

Result<int> RunCommand(Session& session, const TestOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  Result<std::vector<std::string>> paths = TestFiles(session, options.files);
  if (!paths) return paths.error();
  Result<std::vector<ReadyFile>> files = ReadTests(**program, session.calendar(), *paths);
  if (!files) return files.error();

  std::optional<WrittenNodes> written;
  std::optional<ConditionCoverage> coverage;
  if (options.coverage) {
    Result<WrittenNodes> found = FindWrittenNodes(session, **program);
    if (!found) return found.error();
    written = std::move(*found);
    coverage.emplace(**program, written->nodes);
  }
  TestRunner runner(session, **program, *files);
  {
    const Stage stage("test");
    runner.Run(coverage ? &*coverage : nullptr);
  }
  if (session.options().format == OutputFormat::kTable) {
    WriteOutcomes(session.out(), runner.outcomes());
  } else {
    WriteRows(session, runner.outcomes());
  }
  std::ostream& notes = session.options().format == OutputFormat::kTable ? session.out() : std::cerr;
  if (coverage) WriteCoverage(notes, *written, *coverage);
  if (options.junit) {
    if (Status saved = WriteJunitFile(*options.junit, runner.outcomes()); !saved) return saved.error();
  }
  return AnyFailed(runner.outcomes()) ? kAnswerIsNo : kDone;
}

}  // namespace segue::cli
