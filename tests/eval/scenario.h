// One scenario evaluated by the engine: a question in, the answer as text out.
//
//   ada Recent                     intervals of a segment or flag, absences cut out
//   ada Relation.client            intervals of a lifecycle's state
//   ada Relation moves             its moves up to the as-of instant, those during absences left out
//   ada exists                     intervals of existence
//   ada Recent at 2026-02-04       yes or no
//   members of Recent              how many are in at the as-of instant
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/rule_tests/contact_facts.h"
#include "engine/answers.h"
#include "engine/calendar.h"
#include "engine/evaluation.h"
#include "engine/program.h"
#include "tests/eval/test_file.h"

namespace segue::eval {

class ScenarioRun {
 public:
  /// `program` is the compiled rules. Errors of the scenario's text are appended as `line: what is wrong`.
  ScenarioRun(engine::Program program, const Scenario& scenario, std::vector<std::string>& errors);
  /// The answer, or what is wrong with the question.
  std::string Answer(const std::string& question) const;

 private:
  using Intervals = std::vector<engine::Interval>;
  void AddStateNodes();
  void Evaluate();
  std::optional<engine::NodeId> FindNode(const std::string& name) const;
  std::optional<std::size_t> FindLifecycle(const std::string& name) const;
  std::string AnswerMoves(std::uint32_t contact, std::size_t lifecycle) const;
  std::string AnswerAt(std::uint32_t contact, engine::NodeId node, const std::string& instant) const;

  engine::Program program_;
  engine::Calendar calendar_;
  std::vector<rule_tests::ContactFacts> contacts_;
  engine::Timelines timelines_;
  engine::Scope scope_;
  std::unique_ptr<engine::Evaluator> evaluator_;
  std::vector<engine::NamedNode> names_;         // segments, flags, states
  std::vector<std::vector<Intervals>> present_;  // [contact][node]
  std::vector<Intervals> existence_;             // [contact]
};

}  // namespace segue::eval
