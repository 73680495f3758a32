// How fast the engine evaluates timelines that are already in memory.
//
//   evaluate_bench [contacts] [events] [rounds] [rule]      default 1,000,000 20,000,000 5, all rules; 1: the first
//
// A lifecycle (unknown → prospect → client ⇄ former) and five segments of window conditions over five kinds of events.
// Prints, for each rule alone and for all of them together, the best of the rounds, and per core: the events of the
// kinds that the rule names, in millions a second, and the bytes of their columns, in GB a second.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "engine/evaluation.h"

using namespace segue::engine;

namespace {

constexpr EventKindId kForm = 0, kSent = 1, kOpened = 2, kClicked = 3, kPurchase = 4;
constexpr double kShares[] = {0.05, 0.40, 0.30, 0.15, 0.10};
constexpr std::uint32_t kMissing = 0, kFalse = 1, kTrue = 2;

struct World {
  Program program;
  Timelines timelines;
};

// ---------------------------------------------------------------- facts

/// Ascending instants of one contact in three years.
void AppendInstants(std::mt19937_64& random, std::size_t count, std::vector<Instant>& at) {
  constexpr Instant kFirst = 1'672'531'200'000;  // 2023-01-01
  const auto begin = static_cast<std::ptrdiff_t>(at.size());
  for (std::size_t i = 0; i < count; ++i) {
    at.push_back(kFirst + static_cast<Instant>(random() % (1'096ULL * kMillisecondsPerDay)));
  }
  std::sort(at.begin() + begin, at.end());
}

/// A count that averages `share`, rounded at random.
std::size_t RandomCount(std::mt19937_64& random, double share) {
  const double wanted = share * 2 * static_cast<double>(random() % 1'000) / 999;
  const auto whole = static_cast<std::size_t>(wanted);
  return whole + (static_cast<double>(random() % 1'000) / 1'000 < wanted - static_cast<double>(whole) ? 1 : 0);
}

Column MachineColumn(std::mt19937_64& random, std::size_t rows) {
  std::vector<std::uint32_t> codes(rows);
  for (std::uint32_t& code : codes) code = random() % 5 == 0 ? kTrue : random() % 2 == 0 ? kFalse : kMissing;
  Column column;
  column.type = ValueType::kFlag;
  column.codes = std::move(codes);
  return column;
}

EventColumn MakeKind(std::mt19937_64& random, EventKindId kind, std::size_t contacts, double events_per_contact,
                     std::vector<Instant>& born) {
  std::vector<std::uint32_t> offsets{0};
  std::vector<Instant> at;
  for (std::size_t contact = 0; contact < contacts; ++contact) {
    AppendInstants(random, RandomCount(random, kShares[kind] * events_per_contact), at);
    if (at.size() > offsets.back()) born[contact] = std::min(born[contact], at[offsets.back()]);
    offsets.push_back(static_cast<std::uint32_t>(at.size()));
  }
  EventColumn events;
  events.imported = true;
  if (kind == kOpened) events.properties.push_back(MachineColumn(random, at.size()));
  events.offsets = std::move(offsets);
  events.at = std::move(at);
  return events;
}

Timelines MakeTimelines(std::size_t contacts, std::size_t events) {
  std::mt19937_64 random(2026);
  Timelines timelines;
  timelines.keys.resize(contacts);
  std::vector<Instant> born(contacts, kForever);
  for (EventKindId kind = 0; kind < std::size(kShares); ++kind) {
    timelines.events.push_back(
        MakeKind(random, kind, contacts, static_cast<double>(events) / static_cast<double>(contacts), born));
  }
  std::replace(born.begin(), born.end(), kForever, kAlways);
  timelines.born = std::move(born);
  return timelines;
}

// ---------------------------------------------------------------- rules

constexpr Length Days(std::int64_t days) { return {days * kMillisecondsPerDay, 0}; }

EventMatch Match(EventKindId kind) { return {kind, std::nullopt}; }
EventMatch OpenedByPeople() { return {kOpened, Predicate{PropertyTest{0, {TestKind::kEqual, true, {{true, false}}}}}}; }

NodeId Add(Program& program, NodeOperation operation, std::string label) {
  program.nodes.push_back({std::move(operation), std::move(label)});
  return static_cast<NodeId>(program.nodes.size() - 1);
}

NodeId AddDid(Program& program, std::vector<EventMatch> matches, std::vector<WhenClause> when, std::int64_t at_least,
              std::string label) {
  return Add(program, DidNode{{std::move(matches), {}}, std::move(when), at_least, std::nullopt}, std::move(label));
}

/// Adds a segment whose condition is the last node added.
void Name(Program& program, const std::string& name) {
  program.segments.push_back({name, static_cast<NodeId>(program.nodes.size() - 1), ""});
}

void AddSegments(Program& program) {
  AddDid(program, {Match(kPurchase)}, {InLastWindow{Days(90)}}, 1, "");
  Name(program, "did purchase in last 90 days");
  AddDid(program, {OpenedByPeople()}, {InLastWindow{Days(30)}}, 3, "");
  Name(program, "did email_opened with machine is not true at least 3 times in last 30 days");
  const NodeId active =
      AddDid(program, {OpenedByPeople(), Match(kClicked), Match(kPurchase)}, {InLastWindow{Days(180)}}, 1, "");
  const NodeId inactive = Add(program, ComplementNode{active}, "");
  const NodeId known = Add(program, KnownForNode{Days(180)}, "");
  Add(program, AllOfNode{{inactive, known}}, "");
  Name(program, "did not (opened or clicked or purchase) in last 180 days and known for 180 days");
  Add(program, OrdinalNode{false, {{Match(kPurchase)}, {}}, {OlderThanWindow{Length{0, 6}}}, {}}, "");
  Name(program, "last purchase more than 6 months ago");
  const RelativeWindow::Bound start{{CalendarUnit::kMonth, 0, 0}, false}, end{{CalendarUnit::kMonth, 0, 0}, true};
  AddDid(program, {Match(kSent)}, {RelativeWindow{start, end}}, 4, "");
  Name(program, "did email_sent at least 4 times in this month");
}

Transition On(std::vector<StateId> from, StateId to, EventKindId kind) {
  return {std::move(from), to, EventSet{{Match(kind)}, {}}, std::nullopt, std::nullopt};
}

void AddLifecycle(Program& program) {
  const NodeId bought = AddDid(program, {Match(kPurchase)}, {InLastWindow{Days(365)}}, 1, "");
  const NodeId lapsed = Add(program, ComplementNode{bought}, "");
  Lifecycle lifecycle{"Relation", {"unknown", "prospect", "client", "former_client"}, 0, {}, ""};
  lifecycle.transitions = {On({0}, 1, kForm), On({0, 1}, 2, kPurchase),
                           Transition{{2}, 3, std::nullopt, std::nullopt, lapsed}, On({3}, 2, kPurchase)};
  program.lifecycles.push_back(std::move(lifecycle));
  program.lifecycle_runs.push_back(Add(program, LifecycleRunNode{0}, ""));
  Add(program, InStateNode{program.lifecycle_runs.back(), {2}}, "");
  Name(program, "lifecycle unknown -> prospect -> client <-> former_client");
}

Program MakeProgram() {
  Program program;
  program.zone = "Europe/Paris";
  for (const char* name : {"form_submitted", "email_sent", "email_opened", "email_clicked", "purchase"}) {
    program.schema.events.push_back({name, {}, std::nullopt, false, ""});
  }
  program.schema.events[kOpened].properties.push_back({"machine", ValueType::kFlag, {}, "", ""});
  AddSegments(program);
  AddLifecycle(program);
  return program;
}

// ---------------------------------------------------------------- measuring

/// What evaluating the rules must at least read: the instants of the kinds they name, and the columns they filter by.
struct Reading {
  std::size_t events = 0;
  std::size_t bytes = 0;
};

Reading ReadingOf(const Timelines& timelines, const std::vector<EventKindId>& kinds) {
  Reading reading;
  for (const EventKindId kind : kinds) {
    const std::size_t rows = timelines.events[kind].at.size();
    reading.events += rows;
    reading.bytes += rows * (sizeof(Instant) + timelines.events[kind].properties.size() * sizeof(std::uint32_t));
  }
  return reading;
}

/// The kinds of events that each rule of AddSegments and AddLifecycle names, in their order.
const std::vector<std::vector<EventKindId>> kKinds = {{kPurchase}, {kOpened}, {kOpened, kClicked, kPurchase},
                                                      {kPurchase}, {kSent},   {kForm, kPurchase}};

struct Best {
  double seconds = 1e9;       // on the clock
  double processor = 1e9;     // of all cores, which a busy machine disturbs less
  std::size_t intervals = 0;  // of the result
};

Best BestOf(const Evaluator& evaluator, const std::vector<NodeId>& roots, int rounds) {
  const Instant as_of = 1'767'225'600'000;  // 2026-01-01
  Best best;
  for (int round = 0; round < rounds; ++round) {
    std::vector<std::size_t> per_batch(evaluator.Batches());
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t processor = std::clock();
    evaluator.Run({as_of, as_of}, roots, [&](std::size_t number, unsigned, const Batch& batch) {
      for (const NodeId root : roots) per_batch[number] += batch.Moments(root).starts.size();
    });
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    best.seconds = std::min(best.seconds, elapsed.count());
    best.processor = std::min(best.processor, static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC);
    best.intervals = std::accumulate(per_batch.begin(), per_batch.end(), std::size_t{0});
  }
  return best;
}

void Print(const Best& best, const Reading& reading, const std::string& what) {
  std::printf("%8.3f s  %8.3f processor s  %10zu intervals  %7.1f M events/s  %6.2f GB/s  %s\n", best.seconds,
              best.processor, best.intervals, static_cast<double>(reading.events) / best.processor / 1e6,
              static_cast<double>(reading.bytes) / best.processor / 1e9, what.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  const auto argument = [&](int index, long otherwise) {
    return argc > index ? std::max(1L, std::atol(argv[index])) : otherwise;
  };
  const auto contacts = static_cast<std::size_t>(argument(1, 1'000'000));
  const World world{MakeProgram(), MakeTimelines(contacts, static_cast<std::size_t>(argument(2, 20'000'000)))};
  const int rounds = static_cast<int>(argument(3, 5));
  const Calendar calendar = *Calendar::Load(world.program.zone);
  const Evaluator evaluator(world.program, world.timelines, calendar);
  std::size_t events = 0;
  for (const EventColumn& kind : world.timelines.events) events += kind.at.size();
  std::printf("%zu contacts, %zu events, %u threads\n", contacts, events, evaluator.Threads());

  std::vector<NodeId> all;
  const auto only = argc > 4 ? static_cast<std::size_t>(argument(4, 1)) : 0;
  for (std::size_t rule = 0; rule < world.program.segments.size(); ++rule) {
    if (only != 0 && rule + 1 != only) continue;
    const NamedNode& segment = world.program.segments[rule];
    Print(BestOf(evaluator, {segment.node}, rounds), ReadingOf(world.timelines, kKinds[rule]), segment.name);
    all.push_back(segment.node);
  }
  if (only != 0) return 0;
  Print(BestOf(evaluator, all, rounds), ReadingOf(world.timelines, {kForm, kSent, kOpened, kClicked, kPurchase}),
        "all together");
}
