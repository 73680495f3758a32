// One Walk per form. A form without names is listed in IsNameless, so that a new form of the language does not
// compile until it is decided here what its names stand for.
#include "dsl/name_uses.h"

#include <type_traits>
#include <utility>

namespace segue::dsl {
namespace {

template <typename T, typename... Candidates>
inline constexpr bool kIsAnyOf = (std::is_same_v<T, Candidates> || ...);

template <typename T>
concept IsNameless = kIsAnyOf<T, Text, Number, Percent, Money, Duration, Date, InstantLiteral, PeriodLiteral, Boolean,
                              RelativeDay, CalendarWord, DayWord, SetTest, IsDayTest, CountClause, Everyone, Nobody,
                              WasSet, TimezoneSetting, CurrencySetting, WeekSetting, std::monostate, PeriodSplit,
                              OverItem, CompareItem, TrendItem, ProjectItem, GoalNote>;

class NameWalker {
 public:
  explicit NameWalker(std::vector<NameUse>& uses) : uses_(uses) {}

  void Walk(const Declaration& declaration) { Walk(declaration.node); }

 private:
  /// What bare words to the right of a test are values of, and the events whose properties names are.
  struct Scope {
    std::string subject;
    std::vector<std::string> events;
    bool in_filter = false;
  };
  /// Names are read in another scope until the guard dies.
  class Within {
   public:
    Within(NameWalker& walker, Scope scope)
        : walker_(walker), before_(std::exchange(walker.scope_, std::move(scope))) {}
    ~Within() { walker_.scope_ = std::move(before_); }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;

   private:
    NameWalker& walker_;
    Scope before_;
  };

  static std::vector<std::string> NamesOf(const Events& events) {
    std::vector<std::string> names;
    for (const OneEvent& event : events.alternatives) names.push_back(event.name.text);
    return names;
  }
  static std::vector<std::string> NamesOf(const std::vector<Name>& events) {
    std::vector<std::string> names;
    names.reserve(events.size());
    for (const Name& event : events) names.push_back(event.text);
    return names;
  }

  NameUse& Use(const Name& name, NameRole role, std::string subject = "", std::vector<std::string> events = {}) {
    uses_.push_back({role, false, name.text, name.span, name.quoted, std::move(subject), std::move(events)});
    return uses_.back();
  }
  void Declare(const Name& name, NameRole role, std::string subject = "", std::vector<std::string> events = {}) {
    Use(name, role, std::move(subject), std::move(events)).declares = true;
  }
  void UseAll(const std::vector<Name>& names, NameRole role, const std::string& subject = "") {
    for (const Name& name : names) Use(name, role, subject);
  }

  // --- containers
  template <typename T>
  requires IsNameless<T>
  void Walk(const T&) {}
  template <typename... T>
  void Walk(const std::variant<T...>& forms) {
    std::visit([this](const auto& form) { Walk(form); }, forms);
  }
  template <typename T>
  void Walk(const std::optional<T>& part) {
    if (part) Walk(*part);
  }
  template <typename T>
  void Walk(const std::vector<T>& parts) {
    for (const T& part : parts) Walk(part);
  }
  template <typename T>
  void Walk(const Box<T>& part) {
    Walk(*part);
  }

  // --- values and tests
  void Walk(const ParamUse& param) { Use(param.name, NameRole::kParam); }
  void Walk(const Literal& literal) { Walk(literal.value); }
  void Walk(const Value& value) {
    if (const auto* word = std::get_if<Name>(&value.value)) {
      Use(*word, NameRole::kValue, scope_.subject, scope_.events);
      return;
    }
    const Literal& literal = std::get<Literal>(value.value);
    if (const auto* text = std::get_if<Text>(&literal.value)) {
      Use({text->text, literal.span, true}, NameRole::kText, scope_.subject, scope_.events);
    } else {
      Walk(literal);
    }
  }
  void Walk(const Values& values) { Walk(values.values); }
  void Walk(const DurationValue& value) { Walk(value.value); }
  void Walk(const PercentValue& value) { Walk(value.value); }
  void Walk(const Point& point) { Walk(point.value); }
  void Walk(const Period& period) { Walk(period.value); }
  void Walk(const CompareTest& test) { Walk(test.value); }
  void Walk(const IsTest& test) { Walk(test.value); }
  void Walk(const InLast& last) { Walk(last.length); }
  void Walk(const InNext& next) { Walk(next.length); }
  void Walk(const InTest& test) { Walk(test.range); }
  void Walk(const BetweenTest& test) {
    Walk(test.low);
    Walk(test.high);
  }
  void Walk(const TextTest& test) { Walk(test.value); }
  void Walk(const MatchesTest& test) { Walk(test.pattern); }
  void Walk(const HasTest& test) { Walk(test.values); }
  void Walk(const SideTest& test) { Walk(test.point); }
  void Walk(const MoreThanTest& test) { Walk(test.length); }
  void Walk(const Test& test) { Walk(test.test); }

  // --- events and filters
  void Walk(const FilterTest& filter) {
    Use(filter.property, NameRole::kProperty, "", scope_.events);
    const Within within(*this, {filter.property.text, scope_.events, true});
    Walk(filter.test);
  }
  void Walk(const FilterAll& filter) { Walk(filter.parts); }
  void Walk(const FilterAny& filter) { Walk(filter.parts); }
  void Walk(const FilterNot& filter) { Walk(filter.part); }
  void Walk(const Filter& filter) { Walk(filter.node); }
  void Walk(const OneEvent& event) {
    Use(event.name, NameRole::kEvent);
    if (event.filter) WalkFilter(*event.filter, {event.name.text});
  }
  void Walk(const Events& events) { Walk(events.alternatives); }
  void WalkFilter(const Filter& filter, std::vector<std::string> events) {
    const Within within(*this, {"", std::move(events), true});
    Walk(filter);
  }
  template <typename Filters>
  void WalkFilters(const Filters& filters, const std::vector<std::string>& events) {
    for (const Filter& filter : filters) WalkFilter(filter, events);
  }
  void WalkFilters(const std::optional<Filter>& filter, const std::vector<std::string>& events) {
    if (filter) WalkFilter(*filter, events);
  }
  void Walk(const BetweenPoints& between) {
    Walk(between.from);
    Walk(between.until);
  }
  void Walk(const MoreThanAgo& more) { Walk(more.length); }
  void Walk(const SidePoint& side) { Walk(side.point); }
  void Walk(const When& when) { Walk(when.when); }
  void Walk(const WhileClause& clause) { Walk(clause.condition); }
  void Walk(const Clause& clause) { Walk(clause.clause); }
  /// `with same` names a property of both events.
  template <typename Following>
  void WalkFollowing(const Following& following, std::vector<std::string> events) {
    Walk(following.events);
    for (const std::string& name : NamesOf(following.events)) events.push_back(name);
    for (const SameProperty& same : following.same) Use(same.property, NameRole::kProperty, "", events);
    WalkFilters(following.filter, NamesOf(following.events));
    Walk(following.within);
  }
  void Walk(const PropertyPath& path) {
    UseAll(path.events, NameRole::kEvent);
    Use(path.property, NameRole::kProperty, "", NamesOf(path.events));
  }

  // --- conditions
  void Walk(const AndCondition& node) { Walk(node.parts); }
  void Walk(const OrCondition& node) { Walk(node.parts); }
  void Walk(const NotCondition& node) { Walk(node.part); }
  void Walk(const GroupCondition& node) { Walk(node.part); }
  void Walk(const HeldCondition& node) {
    Walk(node.part);
    Walk(node.length);
  }
  void Walk(const NameCondition& node) {
    Use(node.name, NameRole::kFact);
    const Within within(*this, {node.name.text, {}, false});
    Walk(node.test);
  }
  void Walk(const MemberCondition& node) { Use(node.name, node.list ? NameRole::kList : NameRole::kFact); }
  void Walk(const SampleCondition& node) { Walk(node.share); }
  void Walk(const DidCondition& node) {
    Walk(node.events);
    WalkFilters(node.filters, NamesOf(node.events));
    if (node.then) WalkFollowing(*node.then, NamesOf(node.events));
    Walk(node.clauses);
  }
  void Walk(const IsKind& ask) { UseAll(ask.kinds, NameRole::kEvent); }
  void Walk(const OrdinalCondition& node) {
    Walk(node.events);
    WalkFilters(node.filter, NamesOf(node.events));
    if (const auto* has = std::get_if<HasFilter>(&node.ask)) return WalkFilter(has->filter, NamesOf(node.events));
    if (const auto* when = std::get_if<When>(&node.ask)) return Walk(*when);
    Walk(std::get<IsKind>(node.ask));
  }
  void Walk(const AggregateCondition& node) {
    Walk(node.property);
    WalkFilters(node.filters, NamesOf(node.property.events));
    Walk(node.clauses);
    Walk(node.value);
  }
  void Walk(const ElapsedCondition& node) {
    Walk(node.events);
    WalkFilters(node.filter, NamesOf(node.events));
    Walk(node.value);
  }
  void Walk(const KnownCondition& node) { Walk(node.length); }
  void Walk(const WasMemberCondition& node) { Use(node.segment, NameRole::kFact); }
  void Walk(const WasCondition& node) {
    Use(node.name, NameRole::kFact);
    const Within within(*this, {node.name.text, {}, false});
    Walk(node.what);
  }
  void Walk(const AnniversaryCondition& node) {
    Use(node.field, NameRole::kFact);
    Walk(node.when);
  }
  void Walk(const Condition& condition) { Walk(condition.node); }

  // --- what is declared
  void Walk(const UseDeclaration& use) {
    for (const Rename& rename : use.renames) {
      Use(rename.from, NameRole::kForeign);
      Use(rename.to, NameRole::kOurs);
    }
  }
  void WalkFields(const std::vector<Field>& fields, NameRole role, const std::vector<std::string>& events) {
    for (const Field& field : fields) {
      Declare(field.name, role, "", events);
      for (const Name& choice : field.choices) Declare(choice, NameRole::kChoice, field.name.text, events);
    }
  }
  void Walk(const ContactDeclaration& contact) { WalkFields(contact.fields, NameRole::kFact, {}); }
  void Walk(const EventDeclaration& event) {
    Declare(event.name, NameRole::kEvent);
    WalkFields(event.properties, NameRole::kProperty, {event.name.text});
  }
  void Walk(const ParamDeclaration& param) {
    Declare(param.name, NameRole::kParam);
    Walk(param.value);
  }
  void Walk(const SegmentDeclaration& segment) {
    Declare(segment.name, NameRole::kFact);
    Walk(segment.condition);
  }
  void Walk(const FlagWhen& how) {
    Walk(how.when);
    Walk(how.until);
  }
  void Walk(const FlagOn& how) {
    Walk(how.on);
    WalkFilters(how.on_filter, NamesOf(how.on));
    Walk(how.until);
    WalkFilters(how.until_filter, NamesOf(how.until));
  }
  void Walk(const FlagDeclaration& flag) {
    Declare(flag.name, NameRole::kFact);
    Walk(flag.how);
  }
  void Walk(const PerEvent& per) {
    Walk(per.events);
    WalkFilters(per.filter, NamesOf(per.events));
    Walk(per.in_last);
  }
  void Walk(const ScoreItem& item) { Walk(item.why); }
  void Walk(const ScoreDeclaration& score) {
    Declare(score.name, NameRole::kFact);
    Walk(score.items);
  }
  void Walk(const GroupLabel& label) { Walk(label.when); }
  void Walk(const GroupDeclaration& group) {
    Declare(group.name, NameRole::kFact);
    Walk(group.labels);
  }
  void Walk(const OnTrigger& trigger) {
    Walk(trigger.events);
    WalkFilters(trigger.filter, NamesOf(trigger.events));
    Walk(trigger.when);
  }
  void Walk(const WhenTrigger& trigger) { Walk(trigger.when); }
  void Walk(const AfterTrigger& trigger) {
    Walk(trigger.after);
    Walk(trigger.when);
  }
  void Walk(const LifecycleDeclaration& lifecycle) {
    const std::string& name = lifecycle.name.text;
    Declare(lifecycle.name, NameRole::kFact);
    for (const auto& item : lifecycle.items) {
      if (const auto* state = std::get_if<StateItem>(&item)) {
        Declare(state->name, NameRole::kState, name);
      } else {
        const auto& move = std::get<TransitionItem>(item);
        UseAll(move.from.states, NameRole::kState, name);
        Use(move.to, NameRole::kState, name);
        Walk(move.trigger);
      }
    }
  }

  // --- what is counted
  void Walk(const Target& target) {
    if (target.everyone) return;
    Use(target.name, NameRole::kFact);
    if (target.state) Use(*target.state, NameRole::kState, target.name.text);
  }
  void Walk(const EntriesMeasure& measure) { Walk(measure.target); }
  void Walk(const MovesMeasure& measure) {
    Use(measure.lifecycle, NameRole::kFact);
    UseAll(measure.from.states, NameRole::kState, measure.lifecycle.text);
    UseAll(measure.to.states, NameRole::kState, measure.lifecycle.text);
  }
  void Walk(const MembersMeasure& measure) { Walk(measure.target); }
  void Walk(const EventsMeasure& measure) {
    Walk(measure.events);
    WalkFilters(measure.filter, NamesOf(measure.events));
    Walk(measure.during);
    if (measure.followed) WalkFollowing(*measure.followed, NamesOf(measure.events));
  }
  void Walk(const PropertyMeasure& measure) {
    Walk(measure.property);
    WalkFilters(measure.filter, NamesOf(measure.property.events));
    Walk(measure.during);
  }
  void Walk(const LevelMeasure& measure) { Use(measure.name, NameRole::kFact); }
  void Walk(const DurationMeasure& measure) {
    Walk(measure.from);
    Walk(measure.to);
  }
  void Walk(const CohortMeasure& measure) {
    Use(measure.outcome, NameRole::kMetric);
    Use(measure.entry, NameRole::kMetric);
    Walk(measure.within);
  }
  void Walk(const PlanMeasure& measure) {
    Use(measure.plan, NameRole::kPlan);
    if (measure.allowance) Use(*measure.allowance, NameRole::kAllowance, measure.plan.text);
  }
  void Walk(const Credit& credit) {
    Walk(credit.property);
    Walk(credit.within);
    Walk(credit.during);
  }
  void Walk(const Measure& measure) {
    Walk(measure.what);
    Walk(measure.credit);
  }
  void Walk(const Factor& factor) {
    if (const auto* metric = std::get_if<Name>(&factor.what)) {
      Use(*metric, NameRole::kMetric);
    } else {
      WalkFactor(factor);
    }
    Walk(factor.only_for);
  }
  void WalkFactor(const Factor& factor) {
    if (const auto* group = std::get_if<Box<Sum>>(&factor.what)) Walk(*group);
    if (const auto* measure = std::get_if<Measure>(&factor.what)) Walk(*measure);
    if (const auto* cohort = std::get_if<CohortMeasure>(&factor.what)) Walk(*cohort);
    if (const auto* plan = std::get_if<PlanMeasure>(&factor.what)) Walk(*plan);
    if (const auto* literal = std::get_if<Literal>(&factor.what)) Walk(*literal);
  }
  void Walk(const Product& product) { Walk(product.factors); }
  void Walk(const Sum& sum) { Walk(sum.products); }
  void Walk(const MetricDeclaration& metric) {
    Declare(metric.name, NameRole::kMetric);
    Walk(metric.formula);
  }

  // --- what is shown
  void Walk(const NameSplit& split) {
    Use(split.name, split.member ? NameRole::kFact : NameRole::kProperty);
    if (split.member) Use(*split.member, NameRole::kState, split.name.text);
    Walk(split.bands);
  }
  void Walk(const Split& split) { Walk(split.split); }
  void Walk(const ByItem& item) { Walk(item.splits); }
  void Walk(const CohortsItem& item) { Walk(item.target); }
  void Walk(const FromToItem& item) {
    Walk(item.from);
    Walk(item.to);
  }
  void Walk(const ForItem& item) { Walk(item.only_for); }
  void Walk(const Shown& shown) { Use(shown.metric, NameRole::kMetric); }
  void Walk(const ShowItem& item) { Walk(item.shown); }
  void Walk(const CorrelateItem& item) {
    Use(item.metric, NameRole::kMetric);
    Use(item.with, NameRole::kMetric);
  }
  void Walk(const GoalsItem& item) {
    UseAll(item.goals, NameRole::kGoal);
    UseAll(item.segments, NameRole::kFact);
  }
  void Walk(const SortItem& item) { Use(item.by, NameRole::kMetric); }
  void Walk(const Drawing& drawing) { Use(drawing.of, NameRole::kMetric); }
  void Walk(const DrawItem& item) { Walk(item.drawings); }
  void Walk(const ReportItem& item) { Walk(item.item); }
  void Walk(const ReportDeclaration& report) {
    Declare(report.name, NameRole::kReport);
    Walk(report.items);
  }

  // --- what is acted on
  void Walk(const KeepItem& item) { Walk(item.condition); }
  void Walk(const GraceItem& item) { Walk(item.length); }
  void Walk(const NeedsItem& item) {
    Walk(item.events);
    Walk(item.within);
  }
  void Walk(const AtMostItem& item) { Walk(item.share); }
  void Walk(const PruneItem& item) { Walk(item.item); }
  void Walk(const PruneDeclaration& prune) {
    Use(prune.segment, NameRole::kFact);
    Walk(prune.items);
  }
  void Walk(const GoalThreshold& aim) { Walk(aim.value); }
  void Walk(const GoalChange& aim) { Walk(aim.share); }
  void Walk(const GoalDeclaration& goal) {
    Declare(goal.name, NameRole::kGoal);
    Use(goal.metric, NameRole::kMetric);
    Walk(goal.aim);
    Walk(goal.period);
    for (const GoalItem& item : goal.items) Walk(item.item);
  }
  void Walk(const PastRows& past) { Use(past.split, NameRole::kProperty); }
  void Walk(const BenchmarkDeclaration& benchmark) {
    Use(benchmark.metric, NameRole::kMetric);
    Walk(benchmark.value);
  }
  void Walk(const AdviseDeclaration& advise) {
    Use(advise.metric, NameRole::kMetric);
    Walk(advise.value);
  }
  void Walk(const AlertDeclaration& alert) {
    Declare(alert.name, NameRole::kAlert);
    Use(alert.metric, NameRole::kMetric);
    Walk(alert.value);
  }
  void Walk(const ArmShare& share) { Walk(share.share); }
  void Walk(const ArmsByField& arms) {
    Use(arms.field, NameRole::kFact);
    Walk(arms.shares);
  }
  void Walk(const ArmsBySample& arms) { Walk(arms.share); }
  void Walk(const MeasureNames& item) { UseAll(item.metrics, NameRole::kMetric); }
  void Walk(const StrataNames& item) { UseAll(item.fields, NameRole::kFact); }
  void Walk(const ExperimentRange& range) {
    Walk(range.from);
    Walk(range.to);
  }
  void Walk(const ExperimentBefore& before) { Walk(before.length); }
  void Walk(const ExperimentItem& item) { Walk(item.item); }
  void Walk(const ExperimentDeclaration& experiment) {
    Declare(experiment.name, NameRole::kExperiment);
    Walk(experiment.items);
  }

  std::vector<NameUse>& uses_;
  Scope scope_;
};

}  // namespace

std::vector<NameUse> NameUses(const Declaration& declaration) {
  std::vector<NameUse> uses;
  NameWalker(uses).Walk(declaration);
  return uses;
}

std::vector<NameUse> NameUses(const File& file) {
  std::vector<NameUse> uses;
  NameWalker walker(uses);
  for (const Declaration& declaration : file.declarations) walker.Walk(declaration);
  return uses;
}

}  // namespace segue::dsl
