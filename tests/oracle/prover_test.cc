// What the prover claims holds: in random programs, with variants of their conditions that lie close to each other, no
// two conditions that it says never hold together do so at any moment of any random timeline.
//
//   SEGUE_PROOF_PROGRAMS=5000   how many programs, default 400
//   SEGUE_SEED=12345            the first seed
#include "rules/prover.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <iostream>
#include <mutex>

#include "engine/evaluation.h"
#include "tests/oracle/dump.h"
#include "tests/oracle/pack.h"
#include "tests/oracle/random_program.h"
#include "tests/oracle/random_timeline.h"

namespace segue::oracle {
namespace {

using engine::Instant;
using engine::NodeId;
using rules::Fact;

/// What conditions read, but no condition itself.
bool IsRun(const engine::NodeOperation& operation) {
  return std::holds_alternative<engine::LifecycleRunNode>(operation) ||
         std::holds_alternative<engine::ScoreRunNode>(operation);
}

/// A condition close to a given one: another length, count, filter or test, so that claims have something to bite on.
class Variant {
 public:
  Variant(RandomSource& random, const engine::Program& program) : random_(random), program_(program) {}

  template <typename T>
  engine::NodeOperation operator()(T node) {
    Change(node);
    return node;
  }
  /// `last E …` has `did E …` beside it.
  engine::NodeOperation operator()(engine::OrdinalNode node) {
    if (random_.Chance(50)) return engine::DidNode{node.events, node.when, 1, {}};
    Change(node.when);
    if (random_.Chance(50)) node.has.clear();
    return node;
  }

 private:
  void Change(auto&) {}
  void Change(engine::Length& length) {
    static const std::vector<engine::Length> lengths = {{0, 1},
                                                        {0, 2},
                                                        {0, 12},
                                                        {engine::kMillisecondsPerDay, 0},
                                                        {30 * engine::kMillisecondsPerDay, 0},
                                                        {90 * engine::kMillisecondsPerDay, 0}};
    if (length.months == 0 && random_.Chance(60)) {
      length.milliseconds += random_.Between(-1, 1) * (random_.Chance(50) ? 1 : engine::kMillisecondsPerDay);
      length.milliseconds = std::max<std::int64_t>(length.milliseconds, 1);
    } else {
      length = random_.Pick(lengths);
    }
  }
  void Change(engine::WhenClause& clause) {
    if (auto* last = std::get_if<engine::InLastWindow>(&clause)) Change(last->length);
    if (auto* older = std::get_if<engine::OlderThanWindow>(&clause)) Change(older->length);
    if (auto* range = std::get_if<engine::AbsoluteWindow>(&clause)) range->range.start += random_.Between(-1, 1);
    if (random_.Chance(15)) {
      engine::Length length{30 * engine::kMillisecondsPerDay, 0};
      Change(length);
      if (random_.Chance(50)) {
        clause = engine::InLastWindow{length};
      } else {
        clause = engine::OlderThanWindow{length};
      }
    }
  }
  void Change(engine::DateClause& clause) {
    if (random_.Chance(25)) clause = engine::OlderThanWindow{{30 * engine::kMillisecondsPerDay, 0}};
    if (random_.Chance(25)) clause = engine::MoreThanAheadWindow{{30 * engine::kMillisecondsPerDay, 0}};
    if (auto* last = std::get_if<engine::InLastWindow>(&clause)) Change(last->length);
    if (auto* older = std::get_if<engine::OlderThanWindow>(&clause)) Change(older->length);
    if (auto* next = std::get_if<engine::InNextWindow>(&clause)) Change(next->length);
    if (auto* ahead = std::get_if<engine::MoreThanAheadWindow>(&clause)) Change(ahead->length);
  }
  void Change(engine::DateFieldNode& date) { Change(date.when); }
  void Change(engine::AnniversaryNode& anniversary) { Change(anniversary.when); }
  void Change(engine::ScoreTestNode& score) {
    engine::PointRange& range = score.ranges[random_.Below(score.ranges.size())];
    if (range.high - range.low > 1)
      (random_.Chance(50) ? range.low : range.high) = range.low + (range.high - range.low) / 2;
    if (random_.Chance(40)) score.ranges.resize(1);
  }
  void Change(std::vector<engine::WhenClause>& when) {
    if (when.empty()) when.push_back(engine::InLastWindow{{30 * engine::kMillisecondsPerDay, 0}});
    Change(when[random_.Below(when.size())]);
    if (random_.Chance(30)) when.erase(when.begin());
  }
  void Change(engine::EventSet& events) {
    if (random_.Chance(50)) events.during.clear();
    if (events.alternatives.empty()) return;
    engine::EventMatch& match = events.alternatives[random_.Below(events.alternatives.size())];
    if (random_.Chance(30)) match.filter.reset();
    const auto& properties = program_.schema.events[match.kind].properties;
    if (!properties.empty() && random_.Chance(40)) {
      const auto property = random_.Below(static_cast<engine::PropertyId>(properties.size()));
      match.filter = engine::Predicate{engine::PropertyTest{property, RandomTest(random_, properties[property].type)}};
    }
    if (events.alternatives.size() > 1 && random_.Chance(30)) events.alternatives.pop_back();
  }
  void Change(engine::DidNode& did) {
    if (random_.Chance(60)) Change(did.when);
    if (random_.Chance(40)) Change(did.events);
    if (random_.Chance(40)) did.at_least = random_.Between(0, 3);
    if (random_.Chance(25)) did.at_most = random_.Between(did.at_least, did.at_least + 2);
    if (random_.Chance(40)) did.at_most.reset();
  }
  void Change(engine::FieldNode& field) {
    if (random_.Chance(30)) {
      field.test.negated = !field.test.negated;
    } else {
      field.test = RandomTest(random_, program_.schema.fields[field.field].type);
    }
  }
  void Change(engine::HeldForNode& held) { Change(held.length); }
  void Change(engine::KnownForNode& known) { Change(known.length); }
  void Change(std::vector<engine::StateId>& states) {
    if (states.size() > 1) states.pop_back();
  }
  void Change(engine::InStateNode& in) { Change(in.states); }
  void Change(engine::WasInStateNode& was) { Change(was.states); }

  RandomSource& random_;
  const engine::Program& program_;
};

void AddVariants(RandomSource& random, engine::Program& program) {
  const auto given = static_cast<NodeId>(program.nodes.size());
  for (int i = 0; i < 20; ++i) {
    const engine::NodeOperation operation = program.nodes[random.Below(given)].operation;
    if (IsRun(operation)) continue;
    program.nodes.push_back({std::visit(Variant(random, program), operation), {}});
  }
  std::vector<NodeId> conditions;
  for (NodeId node = 0; node < program.nodes.size(); ++node) {
    if (!IsRun(program.nodes[node].operation)) conditions.push_back(node);
  }
  for (int i = 0; i < 12; ++i) {
    std::vector<NodeId> parts{random.Pick(conditions), random.Pick(conditions)};
    const auto added = static_cast<NodeId>(program.nodes.size());
    if (i % 4 == 0) {
      program.nodes.push_back({engine::ComplementNode{parts.front()}, {}});
    } else if (i % 4 == 1) {
      program.nodes.push_back({engine::AnyOfNode{parts}, {}});
    } else if (i % 4 == 2) {
      program.nodes.push_back({engine::AllOfNode{parts}, {}});
    } else {
      program.nodes.push_back({engine::EverNode{parts.front()}, {}});
    }
    conditions.push_back(added);
  }
}

/// When each node holds for one contact.
struct Truth {
  Instant born = 0, end = 0;
  std::vector<std::vector<engine::Interval>> moments;

  bool Holds(Fact fact, Instant at) const {
    const auto& intervals = moments[fact.node];
    const bool holds = std::any_of(intervals.begin(), intervals.end(),
                                   [&](const engine::Interval& i) { return i.start <= at && at < i.end; });
    return holds != fact.negated;
  }
  /// A moment at which all hold; they can only change at the bounds of their intervals.
  std::optional<Instant> Meeting(const std::vector<Fact>& facts) const {
    std::vector<Instant> bounds{born};
    for (const Fact fact : facts) {
      for (const engine::Interval& interval : moments[fact.node]) {
        bounds.push_back(interval.start);
        bounds.push_back(interval.end);
      }
    }
    for (const Instant at : bounds) {
      const bool within = born <= at && at < end;
      if (within && std::all_of(facts.begin(), facts.end(), [&](Fact fact) { return Holds(fact, at); })) return at;
    }
    return {};
  }
};

std::vector<Truth> Evaluate(const engine::Program& program, const std::vector<ContactFacts>& contacts,
                            const engine::Timelines& timelines, const engine::Calendar& calendar,
                            const engine::Scope& scope) {
  std::vector<NodeId> all;
  for (NodeId node = 0; node < program.nodes.size(); ++node) {
    if (!IsRun(program.nodes[node].operation)) all.push_back(node);
  }
  std::vector<Truth> truths(contacts.size());
  std::mutex mutex;
  const engine::Evaluator evaluator(program, timelines, calendar, 1);
  evaluator.Run(scope, all, [&](std::size_t, unsigned, const engine::Batch& batch) {
    const std::lock_guard lock(mutex);
    for (std::uint32_t i = 0; i < batch.size(); ++i) {
      Truth& truth = truths[batch.first() + i];
      truth.born = contacts[batch.first() + i].born;
      truth.end = scope.horizon;
      truth.moments.resize(program.nodes.size());
      for (const NodeId node : all) {
        const engine::IntervalColumn& column = batch.Moments(node);
        for (std::uint32_t at = column.offsets[i]; at < column.offsets[i + 1]; ++at) {
          truth.moments[node].push_back({column.starts[at], column.ends[at]});
        }
      }
    }
  });
  return truths;
}

struct Tally {
  std::uint64_t claims = 0;  // that two conditions never hold together, or one never
  std::string failure;
};

void CheckProgram(std::uint64_t seed, Tally& tally) {
  RandomSource random(seed);
  const Surroundings& where = PickSurroundings(random);
  const auto calendar = engine::Calendar::Load(where.zone, where.week_starts_sunday).value();
  const auto instants = RandomInstants(random, where, NaiveCalendar(where.zone, where.week_starts_sunday));
  engine::Program program = RandomProgram(random, where.zone, where.week_starts_sunday, instants);
  AddVariants(random, program);
  std::vector<ContactFacts> contacts = RandomContacts(random, program.schema, instants, 6);
  const engine::Timelines timelines = Pack(program.schema, contacts);
  const Instant last = *std::max_element(instants.begin(), instants.end());
  const engine::Scope scope{last, last + 400 * engine::kMillisecondsPerDay};
  std::vector<Truth> truths = Evaluate(program, contacts, timelines, calendar, scope);
  std::erase_if(truths, [&](const Truth& truth) { return truth.born > last; });

  rules::ProofMemory memory;
  rules::Prover prover(program.nodes, program.lifecycles, memory);
  std::vector<Fact> facts;
  for (NodeId node = 0; node < program.nodes.size(); ++node) {
    if (IsRun(program.nodes[node].operation)) continue;
    facts.push_back({node, false});
    facts.push_back({node, true});
  }
  for (std::size_t a = 0; a < facts.size(); ++a) {
    for (std::size_t b = a; b < facts.size(); ++b) {
      if (a / 2 == b / 2 && a != b) continue;  // a condition and its own opposite
      memory.steps_left = 1'000'000;
      if (!prover.NeverTogether({facts[a], facts[b]})) continue;
      ++tally.claims;
      for (std::size_t contact = 0; contact < truths.size(); ++contact) {
        const auto meeting = truths[contact].Meeting({facts[a], facts[b]});
        if (!meeting) continue;
        tally.failure = "SEGUE_SEED=" + std::to_string(seed) + " SEGUE_PROOF_PROGRAMS=1\n";
        for (const Fact fact : {facts[a], facts[b]}) {
          tally.failure += (fact.negated ? "denied: " : "held: ") + Show(program, fact.node) + "\n";
        }
        tally.failure += "both hold at " + Show(*meeting) + "\n";
        return;
      }
    }
  }
}

}  // namespace

TEST_CASE("what the prover says never holds together never does", "[prover]") {
  const std::uint64_t programs = FromEnvironment("SEGUE_PROOF_PROGRAMS", 400);
  const std::uint64_t first = FromEnvironment("SEGUE_SEED", 1);
  Tally tally;
  for (std::uint64_t seed = first; seed < first + programs && tally.failure.empty(); ++seed) CheckProgram(seed, tally);
  INFO(tally.failure);
  CHECK(tally.failure.empty());
  if (programs >= 400) CHECK(tally.claims > 50'000);  // or the test would prove nothing
  if (std::getenv("SEGUE_PROOF_PROGRAMS") != nullptr) std::cout << tally.claims << " claims\n";
}

}  // namespace segue::oracle
