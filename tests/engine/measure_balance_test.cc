// Members at the end = members at the start + entries − exits, for every state and segment, whatever the absences.
//
// Random lifecycles (events, conditions, timers) over 30 ms with absences that begin and end where moves happen. The
// second test recounts entries, exits and members of states from the raw moves and the absences as told.
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

constexpr Instant kSpan = 30;
const Instant kBase = At("2026-01-01");
constexpr StateId kStates = 3;

class World {
 public:
  explicit World(unsigned seed, bool away) : random_(seed) {
    for (char key = 'p'; key < 's'; ++key) Fill({key}, away);
  }

  TimelineBuilder facts;
  std::vector<std::vector<Interval>> absences;
  std::vector<Instant> born;

  std::int64_t Up(std::int64_t bound) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(bound));
  }

  /// A lifecycle of random transitions between three states.
  Lifecycle Draw(Rules& rules) {
    const NodeId recent = rules.Did(a_, {InLastWindow{{1 + Up(5), 0}}});
    const NodeId before = rules.Did(b_);
    Lifecycle lifecycle{"L", {"s", "t", "u"}, static_cast<StateId>(Up(kStates)), {}, ""};
    for (std::int64_t left = 2 + Up(4); left > 0; --left) {
      const auto to = static_cast<StateId>(Up(kStates));
      const auto from = static_cast<StateId>((to + 1 + Up(2)) % kStates);
      Transition transition{{from}, to, std::nullopt, std::nullopt, std::nullopt};
      switch (Up(5)) {
        case 0:
        case 1:
          transition.on = Rules::Events({a_});
          break;
        case 2:
          transition.on = Rules::Events({b_});
          break;
        case 3:
          transition.when = Up(2) == 0 ? recent : before;
          break;
        default:
          transition.after = Length{1 + Up(4), 0};
          break;
      }
      lifecycle.transitions.push_back(std::move(transition));
    }
    return lifecycle;
  }

 private:
  void Fill(const std::string& key, bool away) {
    const Instant birth = kBase + Up(6);
    for (std::int64_t left = Up(6); left > 0; --left) {
      const Instant at = birth + Up(kSpan);
      facts.Event(key, Up(2) == 0 ? a_ : b_, at);
      if (Up(3) == 0) facts.Event(key, b_, at);
    }
    facts.Event(key, birth_, birth);
    born.push_back(birth);
    absences.emplace_back();
    for (Instant t = birth + Up(10); away && t < kBase + kSpan && Up(4) > 0;) {
      const Interval absence{t, t + 1 + Up(6)};
      absences.back().push_back(absence);
      facts.Absence(key, absence.start, absence.end);
      t = absence.end + 1 + Up(4);
    }
  }

  EventKindId a_ = facts.Kind("a"), b_ = facts.Kind("b"), birth_ = facts.Kind("birth");
  std::mt19937 random_;
};

std::vector<std::int64_t> Numbers(const Evaluator& evaluator, Report report, Interval range) {
  report.range = range;
  const ReportResult result = ComputeReport(evaluator, kBase + 100, report);
  std::vector<std::int64_t> numbers;
  for (const Cell& cell : result.table.rows.at(0).cells) numbers.push_back(std::get<std::int64_t>(cell.value));
  return numbers;
}

struct Case {
  explicit Case(unsigned seed, bool away = true) : world(seed, away), rules(world.facts.schema()) {
    run = rules.Run(world.Draw(rules));
    for (StateId state = 0; state < kStates; ++state) Measure({run, state});
    Measure({rules.Add(InStateNode{run, {0, 2}}), std::nullopt});
    Measure({rules.Add(EveryoneNode{}), std::nullopt});
    for (const EventKindId kind : {EventKindId{0}, EventKindId{1}}) {
      events.push_back(rules.Measured(EventCountMeasure{Rules::Events({kind})}));
      events.push_back(rules.Measured(ContactsWithMeasure{Rules::Events({kind})}));
    }
    events.push_back(rules.Measured(ContactsWithMeasure{Rules::Events({0, 1})}));
    events.push_back(rules.Measured(MovesMeasure{run, {0, 1}, {1, 2}}));
    timelines = world.facts.Build();
  }
  void Measure(Target target) {
    measures.insert(measures.end(), {rules.Measured(EntriesMeasure{target}), rules.Measured(ExitsMeasure{target}),
                                     rules.Measured(MembersMeasure{target})});
  }

  World world;
  Rules rules;
  NodeId run = 0;
  std::vector<std::uint32_t> measures;  // entries, exits, members of each target
  std::vector<std::uint32_t> events;    // counts, contacts, moves
  Timelines timelines;
};

TEST_CASE("members at the end are members at the start plus entries less exits", "[engine][measure][random]") {
  const Calendar calendar = *Calendar::Load("UTC");
  for (unsigned seed = 1; seed <= 2000; ++seed) {
    Case sample(seed);
    const Evaluator evaluator(sample.rules.program, sample.timelines, calendar);
    const Report report = Shown(sample.measures);
    const Instant start = kBase + sample.world.Up(kSpan), end = start + 1 + sample.world.Up(kSpan);
    const auto before = Numbers(evaluator, report, {start - 1, start});
    const auto during = Numbers(evaluator, report, {start, end});
    for (std::size_t target = 0; target < during.size(); target += 3) {
      INFO("seed " << seed << ", target " << target / 3 << ", from " << start - kBase << " to " << end - kBase);
      REQUIRE(during[target + 2] == before[target + 2] + during[target] - during[target + 1]);
    }
  }
}

// Without splits and `for` figures are counted row by row; `for` everyone has them counted contact by contact.
TEST_CASE("what is counted row by row is what is counted contact by contact", "[engine][measure][random]") {
  const Calendar calendar = *Calendar::Load("UTC");
  for (unsigned seed = 1; seed <= 2000; ++seed) {
    Case sample(seed, seed % 2 == 0);
    const NodeId everyone = sample.rules.Add(EveryoneNode{});
    std::vector<std::uint32_t> row_by_row = sample.measures, one_by_one;
    row_by_row.insert(row_by_row.end(), sample.events.begin(), sample.events.end());
    for (const std::uint32_t measure : row_by_row) {
      Measure filtered = sample.rules.program.measures[measure];
      filtered.only_for = {everyone};
      one_by_one.push_back(sample.rules.Measured(filtered.what, filtered.only_for));
    }
    const Evaluator evaluator(sample.rules.program, sample.timelines, calendar);
    const Instant start = kBase + sample.world.Up(kSpan), end = start + 1 + sample.world.Up(kSpan);
    INFO("seed " << seed << ", from " << start - kBase << " to " << end - kBase);
    REQUIRE(Numbers(evaluator, Shown(row_by_row), {start, end}) == Numbers(evaluator, Shown(one_by_one), {start, end}));
  }
}

/// The raw moves of one contact.
struct RawMove {
  Instant at = 0;
  StateId from = 0, to = 0;
};

std::vector<std::vector<RawMove>> RawMoves(const Evaluator& evaluator, NodeId run) {
  std::vector<std::vector<RawMove>> moves(evaluator.contacts());
  evaluator.Run({kBase + 100, kBase + 101}, std::vector{run}, [&](std::size_t, unsigned, const Batch& batch) {
    const MoveColumn& column = batch.Moves(run);
    for (std::uint32_t position = 0; position < batch.size(); ++position) {
      for (std::uint32_t row = column.offsets[position]; row < column.offsets[position + 1]; ++row) {
        moves[batch.first() + position].push_back({column.at[row], column.from[row], column.to[row]});
      }
    }
  });
  return moves;
}

/// Entries, exits and members of one state for one contact in [range), one millisecond after the other.
struct StateRecount {
  std::int64_t entries = 0, exits = 0, members = 0;

  StateRecount(const std::vector<RawMove>& moves, const std::vector<Interval>& absences, Instant born, StateId start,
               StateId wanted, Interval range) {
    const auto exists = [&](Instant t) {
      for (const Interval& absence : absences) {
        if (t >= absence.start && t < absence.end) return false;
      }
      return t >= born;
    };
    StateId state = start;
    for (Instant t = born; t < range.end; ++t) {
      const bool counted = t >= range.start;
      if (exists(t) && !exists(t - 1) && counted) entries += state == wanted;
      if (!exists(t) && exists(t - 1) && counted) exits += state == wanted;
      for (const RawMove& move : moves) {
        if (move.at != t) continue;
        if (exists(t) && counted) exits += move.from == wanted;
        if (exists(t) && counted) entries += move.to == wanted;
        state = move.to;
      }
    }
    members = range.end > born && exists(range.end - 1) && state == wanted;
  }
};

TEST_CASE("entries, exits and members of states agree with a recount of the raw moves", "[engine][measure][random]") {
  const Calendar calendar = *Calendar::Load("UTC");
  for (unsigned seed = 5001; seed <= 7000; ++seed) {
    Case sample(seed);
    const Evaluator evaluator(sample.rules.program, sample.timelines, calendar);
    const Interval range{kBase + sample.world.Up(kSpan), kBase + kSpan + sample.world.Up(10)};
    const auto numbers = Numbers(evaluator, Shown(sample.measures), range);
    const auto moves = RawMoves(evaluator, sample.run);
    const StateId start = sample.rules.program.lifecycles[0].start;
    for (StateId state = 0; state < kStates; ++state) {
      std::vector<std::int64_t> expected(3, 0);
      for (std::size_t contact = 0; contact < moves.size(); ++contact) {
        const StateRecount recount(moves[contact], sample.world.absences[contact], sample.world.born[contact], start,
                                   state, range);
        expected[0] += recount.entries;
        expected[1] += recount.exits;
        expected[2] += recount.members;
      }
      INFO("seed " << seed << ", state " << state);
      REQUIRE(std::vector(numbers.begin() + 3 * state, numbers.begin() + 3 * state + 3) == expected);
    }
  }
}

}  // namespace
}  // namespace segue::engine
