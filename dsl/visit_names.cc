// One line for each form of the syntax tree, in the order of syntax.h; a new form does not compile until it has one.
#include "dsl/visit_names.h"

namespace segue::dsl {
namespace {

class NameVisitor {
 public:
  explicit NameVisitor(const std::function<void(Name&)>& visit) : visit_(visit) {}

  // ------------------------------------------------------------ containers
  template <typename T>
  void In(std::vector<T>& parts) {
    for (T& part : parts) In(part);
  }
  template <typename T>
  void In(std::optional<T>& part) {
    if (part) In(*part);
  }
  template <typename T>
  void In(Box<T>& part) {
    In(*part);
  }
  template <typename... T>
  void In(std::variant<T...>& choice) {
    std::visit([&](auto& part) { In(part); }, choice);
  }
  template <typename... T>
  void All(T&... parts) {
    (In(parts), ...);
  }

  // ------------------------------------------------------------ names, literals
  void In(Name& name) { visit_(name); }
  void In(std::string&) {}  // a text or a title
  void In(std::monostate&) {}
  void In(ParamUse& use) { In(use.name); }
  void In(Text&) {}
  void In(Number&) {}
  void In(Percent&) {}
  void In(Money&) {}
  void In(Duration&) {}
  void In(Date&) {}
  void In(InstantLiteral&) {}
  void In(PeriodLiteral&) {}
  void In(Boolean&) {}
  void In(Literal& literal) { In(literal.value); }
  void In(Value& value) { In(value.value); }
  void In(Values& values) { In(values.values); }
  void In(DurationValue& value) { In(value.value); }
  void In(PercentValue& value) { In(value.value); }
  void In(DayWord&) {}
  void In(RelativeDay&) {}
  void In(CalendarWord&) {}
  void In(Point& point) { In(point.value); }
  void In(Period& period) { In(period.value); }

  // ------------------------------------------------------------ tests of a value
  void In(CompareTest& test) { In(test.value); }
  void In(SetTest&) {}
  void In(IsDayTest&) {}
  void In(IsTest& test) { In(test.value); }
  void In(InLast& range) { In(range.length); }
  void In(InNext& range) { In(range.length); }
  void In(InTest& test) { In(test.range); }
  void In(BetweenTest& test) { All(test.low, test.high); }
  void In(TextTest& test) { In(test.value); }
  void In(MatchesTest& test) { In(test.pattern); }
  void In(HasTest& test) { In(test.values); }
  void In(SideTest& test) { In(test.point); }
  void In(MoreThanTest& test) { In(test.length); }
  void In(Test& test) { In(test.test); }

  // ------------------------------------------------------------ events and filters
  void In(FilterTest& filter) { All(filter.property, filter.test); }
  void In(FilterAll& all) { In(all.parts); }
  void In(FilterAny& any) { In(any.parts); }
  void In(FilterNot& negation) { In(negation.part); }
  void In(Filter& filter) { In(filter.node); }
  void In(OneEvent& event) { All(event.name, event.filter); }
  void In(Events& events) { In(events.alternatives); }
  void In(CountClause&) {}
  void In(BetweenPoints& points) { All(points.from, points.until); }
  void In(MoreThanAgo& ago) { In(ago.length); }
  void In(SidePoint& side) { In(side.point); }
  void In(When& when) { In(when.when); }
  void In(WhileClause& during) { In(during.condition); }
  void In(Clause& clause) { In(clause.clause); }
  void In(SameProperty& same) { In(same.property); }
  void In(ThenClause& then) { All(then.events, then.same, then.filter, then.within); }
  void In(PropertyPath& path) { All(path.events, path.property); }

  // ------------------------------------------------------------ conditions
  void In(Everyone&) {}
  void In(Nobody&) {}
  void In(AndCondition& all) { In(all.parts); }
  void In(OrCondition& any) { In(any.parts); }
  void In(NotCondition& negation) { In(negation.part); }
  void In(GroupCondition& group) { In(group.part); }
  void In(HeldCondition& held) { All(held.part, held.length); }
  void In(NameCondition& condition) { All(condition.name, condition.test); }
  void In(MemberCondition& member) { In(member.name); }
  void In(SampleCondition& sample) { In(sample.share); }
  void In(DidCondition& did) { All(did.events, did.filters, did.then, did.clauses); }
  void In(IsKind& ask) { In(ask.kinds); }
  void In(HasFilter& ask) { In(ask.filter); }
  void In(OrdinalCondition& ordinal) { All(ordinal.events, ordinal.filter, ordinal.ask); }
  void In(AggregateCondition& aggregate) {
    All(aggregate.property, aggregate.filters, aggregate.clauses, aggregate.value);
  }
  void In(ElapsedCondition& elapsed) { All(elapsed.events, elapsed.filter, elapsed.value); }
  void In(KnownCondition& known) { In(known.length); }
  void In(WasMemberCondition& was) { In(was.segment); }
  void In(WasSet&) {}
  void In(WasCondition& was) { All(was.name, was.what); }
  void In(AnniversaryCondition& anniversary) { All(anniversary.field, anniversary.when); }
  void In(Condition& condition) { In(condition.node); }

  // ------------------------------------------------------------ declarations
  void In(UseDeclaration&) {}
  void In(TimezoneSetting&) {}
  void In(CurrencySetting&) {}
  void In(WeekSetting&) {}
  void In(Field& field) { All(field.name, field.choices); }
  void In(ContactDeclaration& contact) { In(contact.fields); }
  void In(EventDeclaration& event) { All(event.name, event.properties); }
  void In(ParamDeclaration& param) { All(param.name, param.value); }
  void In(SegmentDeclaration& segment) { All(segment.name, segment.condition); }
  void In(FlagWhen& flag) { All(flag.when, flag.until); }
  void In(FlagOn& flag) { All(flag.on, flag.on_filter, flag.until, flag.until_filter); }
  void In(FlagDeclaration& flag) { All(flag.name, flag.how); }
  void In(PerEvent& per) { All(per.events, per.filter, per.in_last); }
  void In(ScoreItem& item) { In(item.why); }
  void In(ScoreDeclaration& score) { All(score.name, score.items); }
  void In(GroupLabel& label) { In(label.when); }
  void In(GroupDeclaration& group) { All(group.name, group.labels); }
  void In(StateItem& state) { In(state.name); }
  void In(Origin& origin) { In(origin.states); }
  void In(OnTrigger& trigger) { All(trigger.events, trigger.filter, trigger.when); }
  void In(WhenTrigger& trigger) { In(trigger.when); }
  void In(AfterTrigger& trigger) { All(trigger.after, trigger.when); }
  void In(TransitionItem& transition) { All(transition.from, transition.to, transition.trigger); }
  void In(LifecycleDeclaration& lifecycle) { All(lifecycle.name, lifecycle.items); }

  // ------------------------------------------------------------ measures, reports and the rest
  void In(Target& target) { All(target.name, target.state); }
  void In(FollowedBy& followed) { All(followed.events, followed.same, followed.filter, followed.within); }
  void In(EntriesMeasure& measure) { In(measure.target); }
  void In(MovesMeasure& measure) { All(measure.lifecycle, measure.from, measure.to); }
  void In(MembersMeasure& measure) { In(measure.target); }
  void In(EventsMeasure& measure) { All(measure.events, measure.filter, measure.during, measure.followed); }
  void In(PropertyMeasure& measure) { All(measure.property, measure.filter, measure.during); }
  void In(LevelMeasure& measure) { In(measure.name); }
  void In(DurationMeasure& measure) { All(measure.from, measure.to); }
  void In(CohortMeasure& measure) { All(measure.outcome, measure.entry, measure.within); }
  void In(PlanMeasure& measure) { All(measure.plan, measure.allowance); }
  void In(Credit& credit) { All(credit.property, credit.within, credit.during); }
  void In(Measure& measure) { All(measure.what, measure.credit); }
  void In(Factor& factor) { All(factor.what, factor.only_for); }
  void In(Product& product) { In(product.factors); }
  void In(Sum& sum) { In(sum.products); }
  void In(MetricDeclaration& metric) { All(metric.name, metric.formula); }
  void In(PeriodSplit&) {}
  void In(NameSplit& split) { All(split.name, split.member, split.bands); }
  void In(Split& split) { In(split.split); }
  void In(ByItem& item) { In(item.splits); }
  void In(CohortsItem& item) { In(item.target); }
  void In(OverItem&) {}
  void In(FromToItem& item) { All(item.from, item.to); }
  void In(ForItem& item) { In(item.only_for); }
  void In(Shown& shown) { In(shown.metric); }
  void In(ShowItem& item) { In(item.shown); }
  void In(CompareItem&) {}
  void In(TrendItem&) {}
  void In(ProjectItem&) {}
  void In(CorrelateItem& item) { All(item.metric, item.with); }
  void In(GoalsItem& item) { All(item.goals, item.segments); }
  void In(SortItem& item) { In(item.by); }
  void In(Drawing& drawing) { In(drawing.of); }
  void In(DrawItem& item) { In(item.drawings); }
  void In(ReportItem& item) { In(item.item); }
  void In(ReportDeclaration& report) { All(report.name, report.items); }
  void In(KeepItem& item) { In(item.condition); }
  void In(GraceItem& item) { In(item.length); }
  void In(NeedsItem& item) { All(item.events, item.within); }
  void In(AtMostItem& item) { In(item.share); }
  void In(PruneItem& item) { In(item.item); }
  void In(PruneDeclaration& prune) { All(prune.segment, prune.items); }
  void In(GoalThreshold& aim) { In(aim.value); }
  void In(GoalChange& aim) { In(aim.share); }
  void In(GoalDeclaration& goal) { All(goal.name, goal.metric, goal.aim, goal.period, goal.items); }
  void In(GoalNote&) {}
  void In(GoalItem& item) { In(item.item); }
  void In(PastRows& past) { In(past.split); }
  void In(BenchmarkDeclaration& benchmark) { All(benchmark.metric, benchmark.value); }
  void In(AdviseDeclaration& advise) { All(advise.metric, advise.value); }
  void In(AlertDeclaration& alert) { All(alert.name, alert.metric, alert.value); }
  void In(ArmShare& share) { In(share.share); }
  void In(ArmsByField& arms) { All(arms.field, arms.shares); }
  void In(ArmsBySample& arms) { In(arms.share); }
  void In(MeasureNames& measures) { In(measures.metrics); }
  void In(StrataNames& strata) { In(strata.fields); }
  void In(ExperimentRange& range) { All(range.from, range.to); }
  void In(ExperimentBefore& before) { In(before.length); }
  void In(ExperimentItem& item) { In(item.item); }
  void In(ExperimentDeclaration& experiment) { All(experiment.name, experiment.items); }

 private:
  const std::function<void(Name&)>& visit_;
};

}  // namespace

void VisitNames(Declaration& declaration, const std::function<void(Name&)>& visit) {
  NameVisitor(visit).In(declaration.node);
}

}  // namespace segue::dsl
