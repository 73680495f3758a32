// What an expectation asks for, with every name resolved.
//
//   ada in Inactive                     yes or no as of the test's moment; `… at 2026-05-01`: then
//   ada in Inactive when                from 2026-01-05 until 2026-02-04, from 2026-03-01
//   ada Relation                        the state; `… at 2026-05-01`: then
//   ada Relation moves                  2026-01-05 unknown -> prospect, 2026-01-19 prospect -> client
//   ada exists                          yes or no; `… at`, `… when`
//   members of Inactive                 how many; `members of Relation.client`
//   metric revenue                      its total; `… in 2026-03`: of a period
//   report "Clients per month" 2026-03 conversions     one cell: the row's labels, then the column
//   prune Inactive                      who would go: ada, bruno, or nobody
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "adapters/rule_tests/test_file.h"
#include "engine/calendar.h"
#include "engine/program.h"

namespace segue::rule_tests {

/// A segment or flag, or a lifecycle's state.
struct Target {
  engine::NodeId node = 0;  // for a state the lifecycle's run
  std::optional<engine::StateId> state;
  engine::LifecycleId lifecycle = 0;
};

struct HoldsAt {
  std::string contact;
  Target target;
  engine::Instant at = 0;
};
struct HoldsWhen {
  std::string contact;
  Target target;
};
struct StateAt {
  std::string contact;
  engine::LifecycleId lifecycle = 0;
  engine::Instant at = 0;
};
struct MovesOf {
  std::string contact;
  engine::LifecycleId lifecycle = 0;
};
struct ExistsAt {
  std::string contact;
  engine::Instant at = 0;
};
struct ExistsWhen {
  std::string contact;
};
struct MembersOf {
  Target target;
};
/// How an expected number is written decides how the found one is printed.
struct Precision {
  int decimals = 0;
  bool percent = false;
};
struct MetricOf {
  std::uint32_t metric = 0;
  std::optional<engine::Interval> range;
  Precision precision;
};
struct CellOf {
  std::uint32_t report = 0;
  std::vector<std::optional<std::string>> row;  // the period's label, then the splits; empty: missing
  std::size_t column = 0;                       // index into Report::shown
  Precision precision;
};
struct PruneOf {
  std::uint32_t prune = 0;
};

using Question =
    std::variant<HoldsAt, HoldsWhen, StateAt, MovesOf, ExistsAt, ExistsWhen, MembersOf, MetricOf, CellOf, PruneOf>;

/// What the reading of questions and answers looks at. All must outlive it.
struct TestContext {
  const engine::Program& program;
  const engine::Calendar& calendar;
  const std::vector<std::string>& contacts;  // keys, ascending
  engine::Instant as_of = 0;
};

/// Nothing, and a mistake, when the question is none or names what does not exist.
std::optional<Question> ReadQuestion(const Written& written, const TestContext& context, project::Mistakes& mistakes);

/// The expected answer in the form in which found ones are printed; nothing, and a mistake, when it is no answer to the
/// question. Numbers set the question's precision.
std::optional<std::string> ReadAnswer(const Written& written, const TestContext& context, Question& question,
                                      project::Mistakes& mistakes);

/// A day or period means its last moment, as for --as-of.
std::optional<engine::Instant> ReadMoment(const Written& written, const engine::Calendar& calendar,
                                          project::Mistakes& mistakes);

}  // namespace segue::rule_tests
