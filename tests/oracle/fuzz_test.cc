// Random programs over random timelines: the engine must agree with the oracle.
//
//   SEGUE_FUZZ_PAIRS=200000   how many (program, timeline) pairs, default 20,000
//   SEGUE_SEED=12345          the first seed; pair i uses SEGUE_SEED + i, so a failure is repeated with its own seed
//                             and SEGUE_FUZZ_PAIRS=1
//   SEGUE_FUZZ_FAILURES=5     go on until that many failures, default 1
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <map>

#include "tests/oracle/compare.h"
#include "tests/oracle/compare_answers.h"
#include "tests/oracle/dump.h"
#include "tests/oracle/random_program.h"
#include "tests/oracle/random_timeline.h"

namespace segue::oracle {
namespace {

using engine::Instant;
using engine::NodeId;
using engine::Scope;

struct Calendars {
  engine::Calendar engine;
  NaiveCalendar naive;
};

const Calendars& CalendarsOf(const Surroundings& where) {
  static std::map<std::pair<std::string, bool>, Calendars> loaded;
  const std::pair key{where.zone, where.week_starts_sunday};
  auto found = loaded.find(key);
  if (found == loaded.end()) {
    found = loaded
                .emplace(key, Calendars{engine::Calendar::Load(where.zone, where.week_starts_sunday).value(),
                                        NaiveCalendar(where.zone, where.week_starts_sunday)})
                .first;
  }
  return found->second;
}

/// As-of in the past, at a fact, between facts, in the future; horizons at the as-of, beyond, and without end.
Scope RandomScope(RandomSource& random, const std::vector<Instant>& instants, bool timers) {
  Scope scope;
  scope.as_of = random.Pick(instants);
  const int roll = random.Below(100);
  if (roll < 20)
    scope.as_of += random.Between(-1, 1);
  else if (roll < 35)
    scope.as_of += random.Between(-40, 40) * engine::kMillisecondsPerDay;
  else if (roll < 60)
    scope.as_of =
        *std::max_element(instants.begin(), instants.end()) + random.Between(0, 300) * engine::kMillisecondsPerDay;
  else if (roll < 70 && !timers)
    scope.as_of = engine::kForever;
  scope.horizon = scope.as_of;
  if (scope.as_of == engine::kForever || random.Chance(30)) return scope;
  if (!timers && random.Chance(40))
    scope.horizon = engine::kForever;
  else
    scope.horizon = scope.as_of + random.Between(0, 900 * engine::kMillisecondsPerDay);
  return scope;
}

std::string Explain(std::uint64_t seed, Case failing, const Disagreement& first, const Calendars& calendars,
                    const RandomSource& random) {
  Case small = failing;
  small.contacts = {failing.contacts[first.contact]};
  const bool alone = Compare(small, {first.node}, calendars.engine, calendars.naive, random).has_value();
  if (alone)
    small = Shrink(std::move(small), first.node, calendars.engine, calendars.naive, random);
  else
    small = std::move(failing);  // it takes the other contacts or nodes to fail
  const auto last = alone ? Compare(small, {first.node}, calendars.engine, calendars.naive, random) : std::nullopt;
  const Disagreement found = last ? *last : first;
  return "SEGUE_SEED=" + std::to_string(seed) + " SEGUE_FUZZ_PAIRS=1\n" + Show(small.program, found.node) +
         Show(small.program, small.contacts[found.contact]) + Show(small.scope) + "\nnode #" +
         std::to_string(found.node) + ": " + found.what;
}

/// Lists of members and moves as of the last scope's instant.
std::string CheckAnswers(std::uint64_t seed, Case& checked, const Calendars& calendars, RandomSource& random) {
  if (checked.scope.as_of == engine::kForever) return {};  // no outlook beyond
  const auto node = random.Below(static_cast<NodeId>(checked.program.nodes.size()));
  const std::string what = CompareAnswers(checked, node, calendars.engine, calendars.naive);
  if (what.empty()) return {};
  std::string text = "SEGUE_SEED=" + std::to_string(seed) + " SEGUE_FUZZ_PAIRS=1\n";
  for (NodeId i = 0; i < checked.program.nodes.size(); ++i) text += Show(checked.program, i);
  for (std::size_t i = 0; i < checked.contacts.size() && i < 2; ++i) text += Show(checked.program, checked.contacts[i]);
  return text + Show(checked.scope) + "\n" + what;
}

/// One random program over so many contacts; empty when engine and oracle agree.
std::string CheckPairs(std::uint64_t seed, std::size_t contacts) {
  RandomSource random(seed);
  const Surroundings& where = PickSurroundings(random);
  const Calendars& calendars = CalendarsOf(where);
  const auto instants = RandomInstants(random, where, calendars.naive);
  Case checked;
  checked.program = RandomProgram(random, where.zone, where.week_starts_sunday, instants);
  checked.contacts = RandomContacts(random, checked.program.schema, instants, contacts);
  const bool timers = NeedsHorizon(checked.program);
  for (int i = 0; i < 2; ++i) {
    checked.scope = RandomScope(random, instants, timers);
    std::vector<NodeId> roots;  // now and then only the last node, so that the engine finds what it needs by itself
    if (random.Chance(20)) roots.push_back(static_cast<NodeId>(checked.program.nodes.size() - 1));
    if (const auto found = Compare(checked, roots, calendars.engine, calendars.naive, random))
      return Explain(seed, checked, *found, calendars, random);
  }
  return CheckAnswers(seed, checked, calendars, random);
}

TEST_CASE("random programs over random timelines agree with the oracle") {
  const std::uint64_t wanted = FromEnvironment("SEGUE_FUZZ_PAIRS", 20'000);
  const std::uint64_t first_seed = FromEnvironment("SEGUE_SEED", 1);
  const std::uint64_t most_failures = FromEnvironment("SEGUE_FUZZ_FAILURES", 1);
  std::uint64_t pairs = 0;
  std::uint64_t failures = 0;
  for (std::uint64_t seed = first_seed; pairs < wanted && failures < most_failures; ++seed) {
    const std::size_t contacts = 1 + seed % 2;
    pairs += contacts;
    const std::string failure = CheckPairs(seed, contacts);
    if (failure.empty()) continue;
    ++failures;
    FAIL_CHECK(failure);
  }
  CHECK(pairs >= wanted);
}

// The engine works in batches of contacts on several threads: nothing may leak from one contact or batch to another.
TEST_CASE("many contacts at once agree with the oracle") {
  constexpr std::size_t kContacts = 2'500;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const std::string failure = CheckPairs(seed, kContacts);
    if (!failure.empty()) FAIL_CHECK(failure);
  }
}

}  // namespace
}  // namespace segue::oracle
