// One rule test made ready: its contacts as timelines in memory, its expectations as questions; then checked.
//
// Beyond the test's moment (`as of`) nothing happens, but time goes on: windows run out and timers fire, up to the
// engine's horizon.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/rule_tests/condition_coverage.h"
#include "adapters/rule_tests/question.h"
#include "engine/evaluation.h"

namespace segue::rule_tests {

/// What would explain an answer: a segment, flag or lifecycle's run, for a contact, as of an instant.
struct Subject {
  std::uint32_t contact = 0;
  engine::NodeId node = 0;
  engine::Instant at = 0;
};

struct Failure {
  std::string question, expected, found;
  project::Place place;
  std::optional<Subject> subject;
};

class TestCase {
 public:
  /// `program` and `calendar` must outlive the test. What it says wrongly becomes mistakes; then Check has no meaning.
  TestCase(const engine::Program& program, const engine::Calendar& calendar, const RuleTest& test,
           project::Mistakes& mistakes);

  const std::string& name() const { return name_; }
  /// The expectations that do not hold, in order. Notes in `coverage`, when given, what became true and false.
  std::vector<Failure> Check(ConditionCoverage* coverage = nullptr);

  std::size_t expectations() const { return questions_.size(); }
  const engine::Timelines& timelines() const { return timelines_; }
  /// After Check.
  const engine::Evaluator& evaluator() const { return *evaluator_; }

 private:
  struct Asked {
    Written written;
    Question question;
    std::string expected;
  };
  using Intervals = std::vector<engine::Interval>;
  struct Evaluated;
  struct Answerer;

  void ReadFacts(const RuleTest& test, project::Mistakes& mistakes);
  void ReadQuestions(const RuleTest& test, project::Mistakes& mistakes);
  std::vector<engine::NodeId> Roots(const ConditionCoverage* coverage) const;
  Evaluated Evaluate(ConditionCoverage* coverage);
  std::uint32_t NumberOf(const std::string& contact) const;

  const engine::Program& program_;
  const engine::Calendar& calendar_;
  std::string name_;
  engine::Instant as_of_ = 0;
  engine::Timelines timelines_;
  std::vector<Asked> questions_;
  std::unique_ptr<engine::Evaluator> evaluator_;
};

}  // namespace segue::rule_tests
