// Grows a program node by node: leaves first, then nodes over the ones that exist; see random_program.h.
#include "tests/oracle/random_program.h"

#include <algorithm>
#include <limits>

namespace segue::oracle {

using engine::CalendarUnit;
using engine::EventKindId;
using engine::EventMatch;
using engine::EventSet;
using engine::Length;
using engine::NodeId;
using engine::Predicate;
using engine::StateId;
using engine::ValueType;
using engine::WhenClause;

namespace {

constexpr std::int64_t kHour = 3'600'000;
constexpr std::int64_t kDay = engine::kMillisecondsPerDay;
constexpr engine::FieldId kBirthday = 4, kSeen = 5;  // of RandomSchema

class Grower {
 public:
  Grower(RandomSource& random, engine::Program& program) : random_(random), program_(program) {}

  void Grow() {
    const auto nodes = static_cast<std::size_t>(random_.Between(6, 16));
    AddLeaf();
    AddLeaf();
    while (program_.nodes.size() < nodes) AddRandom();
    program_.longest = longest_;
  }

 private:
  RandomSource& random_;
  engine::Program& program_;
  Length longest_;
  std::vector<NodeId> conditions_;  // nodes that may be parts
  std::vector<NodeId> runs_, scores_;

  void Add(engine::NodeOperation operation) {
    conditions_.push_back(static_cast<NodeId>(program_.nodes.size()));
    program_.nodes.push_back({std::move(operation), {}});
  }

  NodeId Part() {
    // mostly a recent node, so that programs grow deep
    const std::size_t recent = std::min<std::size_t>(conditions_.size(), random_.Chance(70) ? 3 : 100);
    return conditions_[conditions_.size() - 1 - random_.Below(recent)];
  }

  void AddRandom() {
    const int roll = random_.Below(100);
    if (roll < 30) return AddLeaf();
    if (roll < 50) return AddLogic();
    if (roll < 62) return Add(engine::HeldForNode{Part(), RandomLength()});
    if (roll < 68) return Add(engine::EverNode{Part()});
    if (roll < 80) return AddLatch();
    if (roll < 86 && runs_.size() < 2) return AddLifecycle();
    if (roll < 92) return AddScoreTest();
    AddStateTest();
  }

  void AddLeaf() {
    const int roll = random_.Below(100);
    if (roll < 36) return Add(RandomDid());
    if (roll < 47) return Add(RandomOrdinal());
    if (roll < 57) return Add(RandomAggregate());
    if (roll < 72) return AddField();
    if (roll < 81) return AddDate();
    if (roll < 87) return Add(engine::SwitchNode{RandomEvents(), RandomEvents()});
    if (roll < 90) return Add(engine::KnownForNode{RandomLength()});
    if (roll < 95) return Add(engine::InListNode{0});
    if (roll < 97) return Add(engine::SampleNode{random_.Next(), random_.Chance(50) ? "holdout" : "Été 2026"});
    if (roll < 99) return Add(engine::EveryoneNode{});
    Add(engine::NobodyNode{});
  }

  void AddField() {
    // mostly country and age, so that a contact that changes meets a rule that notices
    const auto fields = static_cast<engine::FieldId>(random_.Chance(60) ? 2 : program_.schema.fields.size());
    const auto field = random_.Below(fields);
    Add(engine::FieldNode{field, RandomTest(random_, program_.schema.fields[field].type)});
  }

  void AddDate() {
    const engine::FieldId field = random_.Chance(50) ? kBirthday : kSeen;
    if (random_.Chance(60)) return Add(engine::DateFieldNode{field, RandomDateClause()});
    engine::DateClause when = RandomDateClause();
    while (!BelongsToAnniversaries(when)) when = RandomDateClause();
    Add(engine::AnniversaryNode{field, when});
  }

  /// The language asks of an anniversary only what has two ends.
  static bool BelongsToAnniversaries(const engine::DateClause& when) {
    if (const auto* relative = std::get_if<engine::RelativeWindow>(&when)) return relative->lower && relative->upper;
    return std::holds_alternative<engine::InLastWindow>(when) || std::holds_alternative<engine::InNextWindow>(when);
  }

  void AddLogic() {
    if (random_.Chance(35)) return Add(engine::ComplementNode{Part()});
    std::vector<NodeId> parts{Part()};
    while (parts.size() < 4 && random_.Chance(parts.size() == 1 ? 90 : 25)) parts.push_back(Part());
    if (random_.Chance(50)) return Add(engine::AllOfNode{std::move(parts)});
    Add(engine::AnyOfNode{std::move(parts)});
  }

  void AddLatch() {
    engine::LatchNode latch{Part(), {}, {}};
    if (random_.Chance(60)) latch.clear = Part();
    if (!runs_.empty() && random_.Chance(40)) {
      latch.visited = RandomStates(random_.Pick(runs_));
      Add(*latch.visited);  // `when` is just `L is s`
      latch.set = conditions_.back();
    }
    Add(latch);
  }

  void AddStateTest() {
    if (runs_.empty()) return AddLifecycle();
    engine::InStateNode in = RandomStates(random_.Pick(runs_));
    if (random_.Chance(60)) return Add(in);
    Add(engine::WasInStateNode{in.run, std::move(in.states)});
  }

  /// Few small points, so that totals often meet the bounds that are asked about.
  engine::Points RandomPoints() {
    static const std::vector<engine::Points> points{10'000, 10'000, 20'000, 5'000, -10'000, -5'000, 2'500};
    return random_.Pick(points);
  }

  void AddScore() {
    engine::Score score;
    const std::int64_t items = random_.Between(1, 4);
    for (std::int64_t i = 0; i < items; ++i) {
      if (random_.Chance(30)) {
        score.during.push_back({RandomPoints(), Part()});
      } else {
        score.per_event.push_back({RandomPoints(), RandomEvents(), RandomWhens()});
      }
    }
    if (random_.Chance(40)) score.at_most = random_.Between(0, 4) * 5'000;
    scores_.push_back(static_cast<NodeId>(program_.nodes.size()));
    program_.nodes.push_back({engine::ScoreRunNode{static_cast<engine::ScoreId>(program_.scores.size())}, {}});
    program_.scores.push_back(std::move(score));
  }

  void AddScoreTest() {
    if (scores_.empty() || (scores_.size() < 2 && random_.Chance(40))) AddScore();
    constexpr engine::Points least = std::numeric_limits<engine::Points>::min();
    constexpr engine::Points most = std::numeric_limits<engine::Points>::max();
    const engine::Points a = random_.Between(-4, 6) * 5'000, b = a + random_.Between(0, 4) * 5'000;
    engine::ScoreTestNode test{random_.Pick(scores_), {}};
    const int roll = random_.Below(4);
    if (roll == 0) test.ranges = {{a, most}};                      // >=
    if (roll == 1) test.ranges = {{least, a}};                     // <=
    if (roll == 2) test.ranges = {{a, b}};                         // between, =
    if (roll == 3) test.ranges = {{least, a - 1}, {b + 1, most}};  // not between, !=
    Add(std::move(test));
  }

  engine::InStateNode RandomStates(NodeId run) {
    const auto& operation = std::get<engine::LifecycleRunNode>(program_.nodes[run].operation);
    const auto states = static_cast<StateId>(program_.lifecycles[operation.lifecycle].states.size());
    engine::InStateNode in{run, {random_.Below(states)}};
    if (random_.Chance(25)) in.states.push_back(static_cast<StateId>((in.states[0] + 1) % states));
    return in;
  }

  void AddLifecycle() {
    engine::Lifecycle lifecycle;
    const auto states = static_cast<StateId>(random_.Between(2, 4));
    for (StateId i = 0; i < states; ++i) lifecycle.states.push_back(std::string(1, static_cast<char>('a' + i)));
    lifecycle.start = random_.Below(states);
    const std::int64_t transitions = random_.Between(2, 7);
    for (std::int64_t i = 0; i < transitions; ++i) lifecycle.transitions.push_back(RandomTransition(states));
    const auto run = static_cast<NodeId>(program_.nodes.size());
    program_.nodes.push_back(
        {engine::LifecycleRunNode{static_cast<engine::LifecycleId>(program_.lifecycles.size())}, {}});
    program_.lifecycles.push_back(std::move(lifecycle));
    program_.lifecycle_runs.push_back(run);
    runs_.push_back(run);
    AddStateTest();
  }

  engine::Transition RandomTransition(StateId states) {
    engine::Transition transition;
    transition.to = random_.Below(states);
    for (StateId from = 0; from < states; ++from)  // now and then from the state itself
      if (random_.Chance(from == transition.to ? 8 : 55)) transition.from.push_back(from);
    if (transition.from.empty()) transition.from.push_back(static_cast<StateId>((transition.to + 1) % states));
    const int roll = random_.Below(100);
    if (roll < 50) {
      transition.on = RandomEvents();
      if (random_.Chance(30)) transition.when = Part();
    } else if (roll < 80) {
      transition.when = Part();
    } else {
      transition.after = RandomTimer();
      if (random_.Chance(50)) transition.when = Part();
    }
    return transition;
  }

  Length Note(Length length) {
    const auto rough = [](const Length& l) { return l.milliseconds + l.months * 30 * kDay; };
    if (rough(length) > rough(longest_)) longest_ = length;
    return length;
  }

  Length RandomLength() {
    static const std::vector<Length> lengths{{1, 0},        {1000, 0},      {kHour, 0},     {kDay, 0}, {2 * kDay, 0},
                                             {7 * kDay, 0}, {30 * kDay, 0}, {90 * kDay, 0}, {0, 1},    {0, 1},
                                             {0, 3},        {0, 6},         {0, 12},        {kDay, 0}};
    return Note(random_.Pick(lengths));
  }

  /// Timers are long, so that cycles of `after` make few moves.
  Length RandomTimer() {
    static const std::vector<Length> lengths{{7 * kDay, 0}, {30 * kDay, 0}, {90 * kDay, 0}, {0, 1}, {0, 3}};
    return Note(random_.Pick(lengths));
  }

  Predicate RandomPredicate(EventKindId kind, int depth) {
    if (depth > 0 && random_.Chance(25)) {
      std::vector<Predicate> parts{RandomPredicate(kind, depth - 1), RandomPredicate(kind, depth - 1)};
      const int roll = random_.Below(3);
      if (roll == 0) return {engine::PredicateAll{std::move(parts)}};
      if (roll == 1) return {engine::PredicateAny{std::move(parts)}};
      parts.pop_back();
      return {engine::PredicateNot{std::move(parts)}};
    }
    const auto& properties = program_.schema.events[kind].properties;
    const auto property = random_.Below(static_cast<engine::PropertyId>(properties.size()));
    const ValueType type = properties[property].type;
    if ((type == ValueType::kDate || type == ValueType::kTime) && random_.Chance(60))
      return {engine::DatePropertyTest{property, RandomDateClause()}};
    return {engine::PropertyTest{property, RandomTest(random_, type)}};
  }

  EventMatch RandomMatch() {
    EventMatch match;
    match.kind = random_.Below(static_cast<EventKindId>(program_.schema.events.size()));
    if (random_.Chance(20)) match.filter = RandomPredicate(match.kind, 2);
    return match;
  }

  EventSet RandomEvents() {
    EventSet events;
    events.alternatives.push_back(RandomMatch());
    while (random_.Chance(35)) events.alternatives.push_back(RandomMatch());
    if (!conditions_.empty() && random_.Chance(20)) events.during.push_back({Part(), random_.Chance(60)});
    if (random_.Chance(20)) events.preceded_by = RandomPrecedent(events);
    return events;
  }

  /// Mostly of few kinds, so that the two sides share properties to be the same.
  engine::Precedent RandomPrecedent(EventSet& events) {
    engine::Precedent precedent{{RandomMatch()}, {}, RandomLength()};
    while (random_.Chance(25)) precedent.alternatives.push_back(RandomMatch());
    if (random_.Chance(40)) precedent.alternatives.front().kind = events.alternatives.front().kind;
    if (precedent.alternatives.front().kind == events.alternatives.front().kind) precedent.alternatives[0].filter = {};
    while (random_.Chance(50) && precedent.same.size() < 2) precedent.same.push_back(RandomSame());
    return precedent;
  }

  /// One type for every kind: a property of it where the kind has one.
  engine::SameProperty RandomSame() {
    static const std::vector<ValueType> types{ValueType::kText,   ValueType::kMoney, ValueType::kFlag, ValueType::kDate,
                                              ValueType::kNumber, ValueType::kTime,  ValueType::kList};
    const ValueType type = random_.Pick(types);
    engine::SameProperty same;
    for (const engine::EventKind& kind : program_.schema.events) {
      std::optional<engine::PropertyId> found;
      for (engine::PropertyId id = 0; id < kind.properties.size(); ++id) {
        const bool textual = type == ValueType::kText && kind.properties[id].type == ValueType::kChoice;
        if (kind.properties[id].type == type || textual) found = id;
      }
      same.property_by_kind.push_back(found);
    }
    return same;
  }

  engine::AggregateNode RandomAggregate() {
    engine::AggregateNode node;
    node.kind = static_cast<engine::AggregateKind>(random_.Below(5));
    const bool sum = node.kind == engine::AggregateKind::kSum || node.kind == engine::AggregateKind::kAverage;
    static const std::vector<ValueType> summed{ValueType::kNumber, ValueType::kMoney};
    static const std::vector<ValueType> ordered{ValueType::kNumber, ValueType::kMoney, ValueType::kDate,
                                                ValueType::kTime};
    static const std::vector<ValueType> all{ValueType::kText, ValueType::kFlag,   ValueType::kList,  ValueType::kChoice,
                                            ValueType::kDate, ValueType::kNumber, ValueType::kMoney, ValueType::kTime};
    const bool distinct = node.kind == engine::AggregateKind::kDistinct;
    const ValueType type = random_.Pick(sum ? summed : distinct ? all : ordered);
    AddAlternatives(type, node);
    if (!conditions_.empty() && random_.Chance(20)) node.events.during.push_back({Part(), random_.Chance(60)});
    node.when = RandomWhens();
    node.test = RandomComparison(distinct ? ValueType::kNumber : type, distinct);
    return node;
  }

  void AddAlternatives(ValueType type, engine::AggregateNode& node) {
    for (EventKindId kind = 0; kind < program_.schema.events.size(); ++kind) {
      const auto& properties = program_.schema.events[kind].properties;
      const auto found = std::find_if(properties.begin(), properties.end(),
                                      [&](const auto& property) { return property.type == type; });
      if (found == properties.end() || (!node.properties.empty() && random_.Chance(40))) continue;
      EventMatch match{kind, {}};
      if (random_.Chance(20)) match.filter = RandomPredicate(kind, 1);
      node.events.alternatives.push_back(std::move(match));
      node.properties.push_back(static_cast<engine::PropertyId>(found - properties.begin()));
    }
  }

  engine::ValueTest RandomComparison(ValueType type, bool count) {
    using engine::TestKind;
    static const std::vector<TestKind> kinds{TestKind::kEqual,   TestKind::kLess,           TestKind::kLessOrEqual,
                                             TestKind::kGreater, TestKind::kGreaterOrEqual, TestKind::kBetween};
    engine::ValueTest test{random_.Pick(kinds), random_.Chance(15), {}};
    const auto operand = [&]() -> engine::Value {
      if (count) return static_cast<double>(random_.Between(0, 3));
      return RandomValue(random_, type);
    };
    test.operands.push_back({operand(), false});
    if (test.kind == TestKind::kBetween) test.operands.push_back({operand(), false});
    return test;
  }

  /// `ahead`: a day or period to come as well.
  engine::RelativePeriod RandomPeriod(bool ahead) {
    static const std::vector<CalendarUnit> units{CalendarUnit::kDay, CalendarUnit::kWeek, CalendarUnit::kMonth,
                                                 CalendarUnit::kQuarter, CalendarUnit::kYear};
    engine::RelativePeriod period{random_.Pick(units), 0, 0};
    const int sign = ahead && random_.Chance(50) ? 1 : -1;
    if (random_.Chance(30))
      period.months = sign * random_.Pick(std::vector<std::int32_t>{1, 3, 12});
    else if (random_.Chance(40))
      period.days = sign * random_.Pick(std::vector<std::int32_t>{1, 5, 7});
    return period;
  }

  engine::RelativeWindow RandomRelative(bool ahead = false) {
    const engine::RelativePeriod period = RandomPeriod(ahead);
    const int roll = random_.Below(5);
    if (roll < 2) return engine::RelativeWindow{{{period, false}}, {{period, true}}};  // in this month
    if (roll == 2) return engine::RelativeWindow{{{period, random_.Chance(50)}}, {}};  // since, after
    if (roll == 3) return engine::RelativeWindow{{}, {{period, random_.Chance(50)}}};  // before
    return engine::RelativeWindow{{{period, false}}, {{RandomPeriod(ahead), true}}};   // between
  }

  engine::DateClause RandomDateClause() {
    const int roll = random_.Below(10);
    if (roll < 2) return engine::InLastWindow{RandomLength()};
    if (roll < 4) return engine::InNextWindow{RandomLength()};
    if (roll < 5) return engine::OlderThanWindow{RandomLength()};
    if (roll < 6) return engine::MoreThanAheadWindow{RandomLength()};
    return RandomRelative(true);
  }

  WhenClause RandomWhen() {
    const int roll = random_.Below(100);
    if (roll < 45) return engine::InLastWindow{RandomLength()};
    if (roll < 65) return engine::OlderThanWindow{RandomLength()};
    if (roll < 85) return RandomRelative();
    return engine::AbsoluteWindow{absolute_[random_.Below(absolute_.size())]};
  }

  std::vector<WhenClause> RandomWhens() {
    std::vector<WhenClause> when;
    if (random_.Chance(75)) when.push_back(RandomWhen());
    if (random_.Chance(20)) when.push_back(RandomWhen());
    return when;
  }

  engine::DidNode RandomDid() {
    engine::DidNode did{RandomEvents(), RandomWhens(), 1, {}};
    const int roll = random_.Below(10);
    if (roll == 0) did = {did.events, did.when, 0, random_.Below<std::int64_t>(2)};  // at most
    if (roll == 1) did.at_least = 2;
    if (roll == 2) did.at_most = 1;  // exactly once
    if (roll == 3) did = {did.events, did.when, 2, 2 + random_.Below<std::int64_t>(2)};
    return did;
  }

  engine::OrdinalNode RandomOrdinal() {
    engine::OrdinalNode ordinal{random_.Chance(40), RandomEvents(), RandomWhens(), {}};
    if (ordinal.when.empty() || random_.Chance(30)) ordinal.has.push_back(RandomMatch());
    return ordinal;
  }

 public:
  std::vector<engine::Interval> absolute_;
};

engine::FieldDeclaration Declare(const char* name, ValueType type) {
  engine::FieldDeclaration declaration{name, type, {}, {}, {}};
  if (type == ValueType::kMoney) declaration.currency = "EUR";
  if (type == ValueType::kChoice) declaration.choices = {"lead", "client"};
  return declaration;
}

}  // namespace

engine::Schema RandomSchema() {
  engine::Schema schema;
  schema.fields = {Declare("country", ValueType::kText),  Declare("age", ValueType::kNumber),
                   Declare("spent", ValueType::kMoney),   Declare("vip", ValueType::kFlag),
                   Declare("birthday", ValueType::kDate), Declare("seen", ValueType::kTime),
                   Declare("tags", ValueType::kList),     Declare("stage", ValueType::kChoice)};
  engine::EventKind form, open, buy;
  form.name = "form";
  form.properties = {Declare("form", ValueType::kText), Declare("answers", ValueType::kNumber)};
  open.name = "open";
  open.properties = {Declare("machine", ValueType::kFlag), Declare("topics", ValueType::kList),
                     Declare("mail", ValueType::kText), Declare("score", ValueType::kNumber)};
  buy.name = "buy";
  buy.properties = {Declare("amount", ValueType::kMoney), Declare("day", ValueType::kDate),
                    Declare("ready", ValueType::kTime), Declare("how", ValueType::kChoice)};
  schema.events = {form, open, buy};
  schema.lists = {"Salon"};
  return schema;
}

engine::Program RandomProgram(RandomSource& random, const std::string& zone, bool week_starts_sunday,
                              const std::vector<engine::Instant>& instants) {
  engine::Program program;
  program.zone = zone;
  program.week_starts_sunday = week_starts_sunday;
  program.schema = RandomSchema();
  Grower grower(random, program);
  for (int i = 0; i < 3; ++i) {
    const engine::Instant a = random.Pick(instants);
    const engine::Instant b = random.Pick(instants);
    grower.absolute_.push_back({std::min(a, b), std::max(a, b)});
  }
  grower.absolute_.push_back({engine::kAlways, random.Pick(instants)});
  grower.absolute_.push_back({random.Pick(instants), engine::kForever});
  grower.Grow();
  return program;
}

bool NeedsHorizon(const engine::Program& program) {
  const auto comes_every_year = [](const engine::Node& node) {
    return std::holds_alternative<engine::AnniversaryNode>(node.operation);
  };
  if (std::any_of(program.nodes.begin(), program.nodes.end(), comes_every_year)) return true;
  return std::any_of(program.lifecycles.begin(), program.lifecycles.end(), [](const engine::Lifecycle& lifecycle) {
    return std::any_of(lifecycle.transitions.begin(), lifecycle.transitions.end(),
                       [](const engine::Transition& transition) { return transition.after.has_value(); });
  });
}

}  // namespace segue::oracle
