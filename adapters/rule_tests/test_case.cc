// The engine evaluates all that is asked in one pass; answers are read from copies of the intervals and moves.
#include "adapters/rule_tests/test_case.h"

#include <algorithm>
#include <map>
#include <set>

#include "adapters/rule_tests/answer_text.h"
#include "adapters/rule_tests/pack_timelines.h"
#include "engine/answers.h"

namespace segue::rule_tests {

using engine::Instant;
using engine::Interval;
using engine::NodeId;

namespace {

std::vector<Interval> Copy(engine::IntervalView view) {
  std::vector<Interval> intervals;
  for (std::size_t i = 0; i < view.size(); ++i) intervals.push_back(view[i]);
  return intervals;
}

std::vector<Interval> Common(const std::vector<Interval>& a, const std::vector<Interval>& b) {
  std::vector<Interval> common;
  for (const Interval& left : a) {
    for (const Interval& right : b) {
      const Interval both{std::max(left.start, right.start), std::min(left.end, right.end)};
      if (both.start < both.end) common.push_back(both);
    }
  }
  return common;
}

bool Contains(const std::vector<Interval>& intervals, Instant instant) {
  return std::any_of(intervals.begin(), intervals.end(),
                     [&](const Interval& each) { return each.start <= instant && instant < each.end; });
}

/// The states of one contact, one after the other, from birth; visits of no length are left out.
struct Visit {
  engine::StateId state = 0;
  Interval stay;
};
std::vector<Visit> Visits(const engine::Lifecycle& lifecycle, const engine::MoveColumn& moves, std::uint32_t position,
                          Instant born) {
  std::vector<Visit> visits{{lifecycle.start, {born, engine::kForever}}};
  for (std::uint32_t i = moves.offsets[position]; i < moves.offsets[position + 1]; ++i) {
    visits.back().stay.end = moves.at[i];
    if (visits.back().stay.start == moves.at[i]) visits.pop_back();
    visits.push_back({moves.to[i], {moves.at[i], engine::kForever}});
  }
  return visits;
}

/// The node that must be evaluated for a question; lifecycles by their runs.
struct NodeOfQuestion {
  const engine::Program& program;
  std::optional<NodeId> operator()(const HoldsAt& asked) const { return asked.target.node; }
  std::optional<NodeId> operator()(const HoldsWhen& asked) const { return asked.target.node; }
  std::optional<NodeId> operator()(const MembersOf& asked) const { return asked.target.node; }
  std::optional<NodeId> operator()(const StateAt& asked) const { return program.lifecycle_runs[asked.lifecycle]; }
  std::optional<NodeId> operator()(const MovesOf& asked) const { return program.lifecycle_runs[asked.lifecycle]; }
  std::optional<NodeId> operator()(const auto&) const { return {}; }
};

bool IsRun(const engine::Program& program, NodeId node) {
  return std::holds_alternative<engine::LifecycleRunNode>(program.nodes[node].operation);
}

}  // namespace

/// What the questions look at, by contact.
struct TestCase::Evaluated {
  std::vector<Intervals> existence;
  std::map<NodeId, std::vector<Intervals>> present;          // segments and flags, absences cut out
  std::map<NodeId, std::vector<std::vector<Visit>>> visits;  // runs of lifecycles
};

TestCase::TestCase(const engine::Program& program, const engine::Calendar& calendar, const RuleTest& test,
                   project::Mistakes& mistakes)
    : program_(program), calendar_(calendar), name_(test.name) {
  ReadFacts(test, mistakes);
  if (test.as_of.text.empty()) return;
  const auto as_of = ReadMoment(test.as_of, calendar_, mistakes);
  if (!as_of) return;
  as_of_ = *as_of;
  ReadQuestions(test, mistakes);
}

void TestCase::ReadFacts(const RuleTest& test, project::Mistakes& mistakes) {
  std::vector<ContactFacts> contacts;
  for (const ContactText& contact : test.contacts) {
    contacts.push_back(ReadContact(contact, program_.schema, calendar_, mistakes));
  }
  timelines_ = Pack(program_.schema, contacts, ReadAccount(test.account, program_.schema, calendar_, mistakes));
}

void TestCase::ReadQuestions(const RuleTest& test, project::Mistakes& mistakes) {
  const TestContext context{program_, calendar_, timelines_.keys, as_of_};
  for (const Expectation& expectation : test.expectations) {
    auto question = ReadQuestion(expectation.question, context, mistakes);
    if (!question) continue;
    auto expected = ReadAnswer(expectation.answer, context, *question, mistakes);
    if (expected) questions_.push_back({expectation.question, std::move(*question), std::move(*expected)});
  }
}

std::vector<NodeId> TestCase::Roots(const ConditionCoverage* coverage) const {
  std::set<NodeId> roots;
  for (const Asked& asked : questions_) {
    if (const auto node = std::visit(NodeOfQuestion{program_}, asked.question)) roots.insert(*node);
  }
  if (coverage != nullptr) roots.insert(coverage->nodes().begin(), coverage->nodes().end());
  return {roots.begin(), roots.end()};
}

TestCase::Evaluated TestCase::Evaluate(ConditionCoverage* coverage) {
  evaluator_ = std::make_unique<engine::Evaluator>(program_, timelines_, calendar_, 1);
  const engine::Scope scope = engine::ScopeWithOutlook(program_, calendar_, as_of_);
  const std::vector<NodeId> roots = Roots(coverage);
  Evaluated evaluated;
  // One thread, batches in order.
  evaluator_->Run(scope, roots, [&](std::size_t, unsigned, const engine::Batch& batch) {
    if (coverage != nullptr) coverage->Note(batch, as_of_);
    for (std::uint32_t i = 0; i < batch.size(); ++i) {
      evaluated.existence.push_back(Copy(batch.Existence()[i]));
      for (const NodeId node : roots) {
        if (IsRun(program_, node)) {
          const auto lifecycle = std::get<engine::LifecycleRunNode>(program_.nodes[node].operation).lifecycle;
          evaluated.visits[node].push_back(
              Visits(program_.lifecycles[lifecycle], batch.Moves(node), i, timelines_.born[batch.first() + i]));
        } else {
          evaluated.present[node].push_back(Common(Copy(batch.Moments(node)[i]), evaluated.existence.back()));
        }
      }
    }
  });
  return evaluated;
}

std::uint32_t TestCase::NumberOf(const std::string& contact) const {
  const auto found = std::lower_bound(timelines_.keys.begin(), timelines_.keys.end(), contact);
  return static_cast<std::uint32_t>(found - timelines_.keys.begin());
}

/// The found answer, and what would explain it.
struct TestCase::Answerer {
  const TestCase& test;
  const Evaluated& evaluated;
  std::optional<Subject> subject;

  const engine::Program& program() const { return test.program_; }

  Intervals Moments(const Target& target, std::uint32_t contact) const {
    if (!target.state) return evaluated.present.at(target.node)[contact];
    Intervals stays;
    for (const Visit& visit : evaluated.visits.at(target.node)[contact]) {
      if (visit.state == *target.state) stays.push_back(visit.stay);
    }
    return Common(stays, evaluated.existence[contact]);
  }

  /// A moment after the test's own is looked at from there.
  void Explain(std::uint32_t contact, NodeId node, Instant at) {
    subject = Subject{contact, node, std::min(at, test.as_of_)};
  }

  std::string operator()(const HoldsAt& asked) {
    const std::uint32_t contact = test.NumberOf(asked.contact);
    Explain(contact, asked.target.node, asked.at);
    return Contains(Moments(asked.target, contact), asked.at) ? "yes" : "no";
  }
  std::string operator()(const HoldsWhen& asked) {
    const std::uint32_t contact = test.NumberOf(asked.contact);
    Explain(contact, asked.target.node, test.as_of_);
    return IntervalsText(Moments(asked.target, contact), test.calendar_);
  }
  std::string operator()(const StateAt& asked) {
    const std::uint32_t contact = test.NumberOf(asked.contact);
    const NodeId run = program().lifecycle_runs[asked.lifecycle];
    Explain(contact, run, asked.at);
    if (!Contains(evaluated.existence[contact], asked.at)) return "none";
    for (const Visit& visit : evaluated.visits.at(run)[contact]) {
      if (visit.stay.start <= asked.at && asked.at < visit.stay.end) {
        return program().lifecycles[asked.lifecycle].states[visit.state];
      }
    }
    return "none";
  }
  std::string operator()(const MovesOf& asked) {
    const std::uint32_t contact = test.NumberOf(asked.contact);
    Explain(contact, program().lifecycle_runs[asked.lifecycle], test.as_of_);
    const std::vector<engine::LifecycleId> lifecycles{asked.lifecycle};
    const auto& states = program().lifecycles[asked.lifecycle].states;
    std::vector<NamedMove> moves;
    for (const engine::MoveRecord& move : engine::ListMoves(*test.evaluator_, test.as_of_, lifecycles)) {
      if (move.contact == contact) moves.push_back({move.at, states[move.from], states[move.to]});
    }
    return MovesText(moves, test.calendar_);
  }
  std::string operator()(const ExistsAt& asked) {
    return Contains(evaluated.existence[test.NumberOf(asked.contact)], asked.at) ? "yes" : "no";
  }
  std::string operator()(const ExistsWhen& asked) {
    return IntervalsText(evaluated.existence[test.NumberOf(asked.contact)], test.calendar_);
  }
  std::string operator()(const MembersOf& asked) {
    std::int64_t members = 0;
    for (std::uint32_t contact = 0; contact < test.timelines_.contacts(); ++contact) {
      if (Contains(Moments(asked.target, contact), test.as_of_)) ++members;
    }
    return std::to_string(members);
  }
  std::string operator()(const MetricOf& asked) {
    const engine::Metric& metric = program().metrics[asked.metric];
    engine::Report report;
    report.name = metric.name;
    if (asked.range) report.range = *asked.range;
    report.shown = {{metric.name, asked.metric, metric.expression}};
    const engine::ReportResult result = engine::ComputeReport(*test.evaluator_, test.as_of_, report);
    if (!result.error.empty()) return result.error;
    return result.table.rows.empty() ? "none" : CellText(result.table.rows.front().cells.front(), asked.precision);
  }
  std::string operator()(const CellOf& asked) {
    const engine::Report& report = program().reports[asked.report];
    const engine::ReportResult result = engine::ComputeReport(*test.evaluator_, test.as_of_, report);
    if (!result.error.empty()) return result.error;
    for (const engine::ReportRow& row : result.table.rows) {
      if (Labels(report, row) == asked.row) return CellText(row.cells[asked.column], asked.precision);
    }
    return "the report has no such row";
  }
  std::vector<std::optional<std::string>> Labels(const engine::Report& report, const engine::ReportRow& row) const {
    std::vector<std::optional<std::string>> labels;
    if (report.period) labels.emplace_back(test.calendar_.Label(row.period->start, *report.period));
    if (row.offset) labels.emplace_back(std::to_string(*row.offset));
    labels.insert(labels.end(), row.splits.begin(), row.splits.end());
    return labels;
  }
  std::string operator()(const PruneOf& asked) {
    std::vector<std::string> contacts;
    for (const std::uint32_t contact :
         engine::PlanPrune(*test.evaluator_, test.as_of_, program().prunes[asked.prune]).to_prune) {
      contacts.push_back(test.timelines_.keys[contact]);
    }
    return ContactsText(std::move(contacts));
  }
};

std::vector<Failure> TestCase::Check(ConditionCoverage* coverage) {
  const Evaluated evaluated = Evaluate(coverage);
  std::vector<Failure> failures;
  for (const Asked& asked : questions_) {
    Answerer answerer{*this, evaluated, {}};
    std::string found = std::visit(answerer, asked.question);
    if (found == asked.expected) continue;
    failures.push_back({asked.written.text, asked.expected, std::move(found), asked.written.place, answerer.subject});
  }
  return failures;
}

}  // namespace segue::rule_tests
