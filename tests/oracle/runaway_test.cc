// "More than 10,000 moves of one contact in one lifecycle stop with a diagnostic."
#include <catch2/catch_test_macros.hpp>

#include "engine/evaluation.h"
#include "tests/oracle/pack.h"

namespace segue::oracle {
namespace {

using engine::Instant;

constexpr Instant kHour = 3'600'000;

struct Outcome {
  std::size_t moves = 0;
  std::vector<engine::RunawayLifecycle> runaways;
};

/// Two contacts, the second born `late`, go from a to b and back every hour until the horizon.
Outcome RunUntil(Instant horizon, Instant late) {
  engine::Program program;
  const engine::Length hour{kHour, 0};
  program.lifecycles.push_back({"L", {"a", "b"}, 0, {{{0}, 1, {}, hour, {}}, {{1}, 0, {}, hour, {}}}, {}});
  program.nodes.push_back({engine::LifecycleRunNode{0}, {}});
  program.lifecycle_runs.push_back(0);
  std::vector<ContactFacts> contacts{{"early", 0, {}, {}, {}, {}}, {"late", late, {}, {}, {}, {}}};
  const engine::Timelines timelines = Pack(program.schema, contacts);
  const engine::Calendar calendar = engine::Calendar::Load("UTC").value();
  const engine::Evaluator evaluator(program, timelines, calendar);
  Outcome outcome;
  evaluator.Run({horizon, horizon}, std::vector<engine::NodeId>{0},
                [&](std::size_t, unsigned, const engine::Batch& batch) { outcome.moves = batch.Moves(0).offsets[1]; });
  outcome.runaways = evaluator.Runaways();
  return outcome;
}

TEST_CASE("10,000 moves are no runaway") {
  // From birth at 0: moves at hour 1, 2, … 10,000.
  const Outcome outcome = RunUntil(10'000 * kHour, 5'000 * kHour);
  CHECK(outcome.moves == 10'000);
  CHECK(outcome.runaways.empty());
}

TEST_CASE("10,001 moves are a runaway, of that contact only") {
  const Outcome outcome = RunUntil(10'001 * kHour, 5'000 * kHour);
  REQUIRE(outcome.runaways.size() == 1);
  CHECK(outcome.runaways[0].contact == 0);
  CHECK(outcome.runaways[0].lifecycle == 0);
}

}  // namespace
}  // namespace segue::oracle
