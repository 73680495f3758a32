// Rules of metrics and reports. Included only by grammar.cc.
#pragma once

#include <utility>

#include "dsl/grammar_conditions.h"

namespace segue::dsl::grammar {

const auto metric_name = As("a metric", name);

// ---------------------------------------------------------------- parts

const x3::rule<class target_id, Target> target = "target";
const auto target_def =
    Spanned(As("a segment, a flag or Lifecycle.state",
               Word("everyone")[Mark(&Target::everyone)] |
                   (name[Put{&Target::name}] >> -(Sign(".") > As("a state", name)[Put{&Target::state}]))));

const x3::rule<class origin_id, Origin> origin = "origin";
const auto state_name = NewName("a state", name);
const auto origin_def = Spanned(NewName("a state", Word("any")[Mark(&Origin::any)] | state_name[Add{&Origin::states}] |
                                                       (Sign("(") > state_name[Add{&Origin::states}] >
                                                        *(Sign(",") > state_name[Add{&Origin::states}]) > Sign(")"))));

/// `sum`, `median`, `p90`: how many values become one.
struct Statistic {
  AggregateKind kind = AggregateKind::kSum;
  int rank = 0;
};
struct PutStatistic {
  template <typename Context>
  void operator()(Context& context) const {
    x3::_val(context).kind = x3::_attr(context).kind;
    x3::_val(context).rank = x3::_attr(context).rank;
  }
};
// These also speak of a field or of the days between two states …
const x3::rule<class level_statistic_id, Statistic> level_statistic = "level_statistic";
const auto level_statistic_def =
    OneOf(Means("average", AggregateKind::kAverage), Means("median", AggregateKind::kMedian))[Put{&Statistic::kind}] |
    rank[Put{&Statistic::rank}][Set{&Statistic::kind, AggregateKind::kRank}];
// … and these only of an event's property.
const x3::rule<class event_statistic_id, Statistic> event_statistic = "event_statistic";
const auto event_statistic_def =
    OneOf(Means("sum", AggregateKind::kSum), Means("smallest", AggregateKind::kSmallest),
          Means("largest", AggregateKind::kLargest), Means("distinct", AggregateKind::kDistinct),
          Means("last", AggregateKind::kLast))[Put{&Statistic::kind}];

const x3::rule<class only_for_member_id, Condition> only_for_member = "only_for_member";
const auto only_for_member_def = Spanned(segment_member[Put{&Condition::node}]);
const x3::rule<class only_for_id, Condition> only_for = "only_for";
const auto only_for_def = Word("for") > As("a segment or \"(\"", in_parentheses[Take()] | only_for_member[Take()]);

BOOST_SPIRIT_DEFINE(target, origin, level_statistic, event_statistic, only_for_member, only_for)

// ---------------------------------------------------------------- measures

const x3::rule<class entries_id, EntriesMeasure> entries = "entries";
const auto entries_def =
    ((Word("entries") >> Word("to")) | (Word("exits")[Mark(&EntriesMeasure::exits)] >> Word("from"))) >
    target[Put{&EntriesMeasure::target}];

// "moves" may be a metric: only the arrow tells.
const x3::rule<class moves_id, MovesMeasure> moves = "moves";
const auto moves_def = Word("moves") >>
                       As("a lifecycle", name)[Put{&MovesMeasure::lifecycle}] >> origin[Put{&MovesMeasure::from}] >>
                       Sign("->") > origin[Put{&MovesMeasure::to}];

const x3::rule<class members_id, MembersMeasure> members = "members";
const auto members_def = ((Word("average")[Mark(&MembersMeasure::average)] >> Word("members")) | Word("members")) >>
                         Word("of") > target[Put{&MembersMeasure::target}];

const auto to_date = Word("to") >> Word("date");

const x3::rule<class contacts_with_id, EventsMeasure> contacts_with = "contacts_with";
const auto contacts_with_def = Word("contacts")[Mark(&EventsMeasure::contacts)] >>
                               Word("with") > events[Put{&EventsMeasure::events}] >
                               -filters[Put{&EventsMeasure::filter}] > -while_clause[Put{&EventsMeasure::during}] >
                               -followed[Put{&EventsMeasure::followed}];

const x3::rule<class count_of_id, EventsMeasure> count_of = "count_of";
const auto count_of_def = Word("count") >> Word("of") > events[Put{&EventsMeasure::events}] >
                          -filters[Put{&EventsMeasure::filter}] > -while_clause[Put{&EventsMeasure::during}] >
                          -followed[Put{&EventsMeasure::followed}] > -(to_date[Mark(&EventsMeasure::to_date)]);

const x3::rule<class property_measure_id, PropertyMeasure> property_measure = "property_measure";
const auto property_measure_def =
    ((event_statistic[PutStatistic()] >> Word("of") > property[Put{&PropertyMeasure::property}]) |
     (level_statistic[PutStatistic()] >> Word("of") >> property[Put{&PropertyMeasure::property}])) >>
    -filters[Put{&PropertyMeasure::filter}] >> -while_clause[Put{&PropertyMeasure::during}] >>
    -(to_date[Mark(&PropertyMeasure::to_date)]);

const x3::rule<class level_measure_id, LevelMeasure> level_measure = "level_measure";
const auto level_measure_def = level_statistic[PutStatistic()] >> Word("of") >
                               As("a score or a field", name)[Put{&LevelMeasure::name}];

const x3::rule<class duration_measure_id, DurationMeasure> duration_measure = "duration_measure";
const auto duration_measure_def = level_statistic[PutStatistic()] >>
                                  OneOf(Means("hours", TimeUnit::kHour),
                                        Means("days", TimeUnit::kDay))[Put{&DurationMeasure::unit}] >>
                                  Word("from") > target[Put{&DurationMeasure::from}] >
                                  Word("to") > target[Put{&DurationMeasure::to}];

const x3::rule<class credit_id, Credit> credit = "credit";
const auto credit_def = Word("credited") > Word("to") >
                        OneOf(Means("first", TouchKind::kFirst), Means("last", TouchKind::kLast),
                              Means("any", TouchKind::kAny))[Put{&Credit::touch}] > property[Put{&Credit::property}] >
                        Word("within") > duration_value[Put{&Credit::within}] > -while_clause[Put{&Credit::during}];

const x3::rule<class measure_id, Measure> measure = "measure";
const auto measure_def =
    (entries[Put{&Measure::what}] | moves[Put{&Measure::what}] | members[Put{&Measure::what}] |
     contacts_with[Put{&Measure::what}] | count_of[Put{&Measure::what}] | property_measure[Put{&Measure::what}] |
     level_measure[Put{&Measure::what}] | duration_measure[Put{&Measure::what}]) >>
    -credit[Put{&Measure::credit}];

const x3::rule<class cohort_id, CohortMeasure> cohort = "cohort";
const auto cohort_def = name[Put{&CohortMeasure::outcome}] >> Word("of") > metric_name[Put{&CohortMeasure::entry}] >
                        Word("within") > duration_value[Put{&CohortMeasure::within}];

// "used" and "price" may be metrics, too: `price of orders within 30 days` is a cohort.
const x3::rule<class plan_allowance_id, PlanMeasure> plan_allowance = "plan_allowance";
const auto plan_allowance_def = OneOf(Means("used", PlanFigure::kUsed),
                                      Means("allowance", PlanFigure::kAllowance))[Put{&PlanMeasure::figure}] >>
                                Word("of") >> As("a plan", name)[Put{&PlanMeasure::plan}] >> !Word("within") >
                                As("an allowance of the plan", name)[Put{&PlanMeasure::allowance}];
const x3::rule<class plan_price_id, PlanMeasure> plan_price = "plan_price";
const auto plan_price_def = OneOf(Means("price", PlanFigure::kPrice))[Put{&PlanMeasure::figure}] >> Word("of") >>
                            As("a plan", name)[Put{&PlanMeasure::plan}] >> !Word("within");

BOOST_SPIRIT_DEFINE(entries, moves, members, contacts_with, count_of, property_measure, level_measure, duration_measure,
                    credit, measure, cohort, plan_allowance, plan_price)

// ---------------------------------------------------------------- formulas

const x3::rule<class sum_id, Sum> sum = "sum";
const x3::rule<class sum_group_id, Sum> sum_group = "sum_group";
const auto sum_group_def = Sign("(") > Nested(sum)[Take()] > Sign(")");

const x3::rule<class factor_id, Factor> factor = "factor";
const auto factor_def =
    Spanned(As("a metric, a measure or a number", sum_group[Put{&Factor::what}] | measure[Put{&Factor::what}] |
                                                      plan_allowance[Put{&Factor::what}] |
                                                      plan_price[Put{&Factor::what}] | cohort[Put{&Factor::what}] |
                                                      name[Put{&Factor::what}] | number_literal[Put{&Factor::what}]) >>
            -only_for[Put{&Factor::only_for}]);

template <char kOperator>
struct AddOperator {
  template <typename Context>
  void operator()(Context& context) const {
    x3::_val(context).operators.push_back(kOperator);
  }
};
const x3::rule<class product_id, Product> product = "product";
const auto product_def = factor[Add{&Product::factors}] >>
                         *((Sign("*")[AddOperator<'*'>()] | Sign("/")[AddOperator<'/'>()]) >
                           factor[Add{&Product::factors}]);
const auto sum_def =
    Spanned(product[Add{&Sum::products}] >>
            *((Sign("+")[AddOperator<'+'>()] | Minus()[AddOperator<'-'>()]) > product[Add{&Sum::products}]));

const x3::rule<class metric_id, MetricDeclaration> metric = "metric";
const auto metric_def = Word("metric") > NewName("a name for the metric", name)[Put{&MetricDeclaration::name}] >
                        Sign("=") > sum[Put{&MetricDeclaration::formula}] >
                        -(Word("as") > Word("percent")[Mark(&MetricDeclaration::as_percent)]);

BOOST_SPIRIT_DEFINE(sum_group, factor, product, sum, metric)

// ---------------------------------------------------------------- reports

const x3::rule<class period_split_id, PeriodSplit> period_split = "period_split";
const auto period_split_def = calendar_unit[Put{&PeriodSplit::unit}];
const x3::rule<class name_split_id, NameSplit> name_split = "name_split";
const auto name_split_def = name[Put{&NameSplit::name}] >>
                            -(Sign(".") > As("a state", name)[Put{&NameSplit::member}]) >>
                            -(Word("in") > Word("bands") > Sign("(") > literal[Add{&NameSplit::bands}] >
                              *(Sign(",") > literal[Add{&NameSplit::bands}]) > Sign(")"));
const x3::rule<class split_id, Split> split = "split";
const auto split_def = Spanned(As("a period such as \"month\" or a name to split by",
                                  period_split[Put{&Split::split}] | name_split[Put{&Split::split}]));

const x3::rule<class by_item_id, ByItem> by_item = "by_item";
const auto by_item_def = Word("by") > split[Add{&ByItem::splits}] > *(Sign(",") > split[Add{&ByItem::splits}]);

const x3::rule<class cohorts_item_id, CohortsItem> cohorts_item = "cohorts_item";
const auto cohorts_item_def = Word("cohorts") > Word("of") > target[Put{&CohortsItem::target}];

const x3::rule<class over_item_id, OverItem> over_item = "over_item";
const auto over_item_def = Word("over") > Word("last") > integer[Put{&OverItem::count}] >
                           -Word("complete")[Mark(&OverItem::complete)] >
                           OneOf(Means("days", TimeUnit::kDay), Means("weeks", TimeUnit::kWeek),
                                 Means("months", TimeUnit::kMonth), Means("quarters", TimeUnit::kQuarter),
                                 Means("years", TimeUnit::kYear))[Put{&OverItem::unit}];

const x3::rule<class from_to_item_id, FromToItem> from_to_item = "from_to_item";
const auto from_to_item_def = Word("from") > period[Put{&FromToItem::from}] > Word("to") > period[Put{&FromToItem::to}];

const x3::rule<class for_item_id, ForItem> for_item = "for_item";
const auto for_item_def = only_for[Put{&ForItem::only_for}];

const x3::rule<class shown_id, Shown> shown = "shown";
const auto shown_def = metric_name[Put{&Shown::metric}] >> -(Word("as") > quoted[PutString{&Shown::title}]);
const x3::rule<class show_item_id, ShowItem> show_item = "show_item";
const auto show_item_def = Word("show") > shown[Add{&ShowItem::shown}] > *(Sign(",") > shown[Add{&ShowItem::shown}]);

const x3::rule<class compare_item_id, CompareItem> compare_item = "compare_item";
const auto compare_item_def = Word("compare") >
                              ((Word("previous") > Word("period")) | (Word("same") > Word("period") > Word("last") >
                                                                      Word("year")[Mark(&CompareItem::last_year)]));

const x3::rule<class trend_item_id, TrendItem> trend_item = "trend_item";
const auto trend_item_def = OneOf(Means("trend", false), Means("seasonal", true))[Put{&TrendItem::seasonal}];

const x3::rule<class project_item_id, ProjectItem> project_item = "project_item";
const auto project_item_def = Word("project") > integer[Put{&ProjectItem::count}] >
                              OneOf(Means("days", TimeUnit::kDay), Means("weeks", TimeUnit::kWeek),
                                    Means("months", TimeUnit::kMonth), Means("quarters", TimeUnit::kQuarter),
                                    Means("years", TimeUnit::kYear))[Put{&ProjectItem::unit}];

const x3::rule<class correlate_item_id, CorrelateItem> correlate_item = "correlate_item";
const auto correlate_item_def = Word("correlate") > metric_name[Put{&CorrelateItem::metric}] >
                                Word("with") > metric_name[Put{&CorrelateItem::with}];

const auto goal_name = As("a goal", name);
const auto segment_name = As("a segment", name);
const x3::rule<class goals_item_id, GoalsItem> goals_item = "goals_item";
const auto goals_item_def = Word("goals") >
                            -(goal_name[Add{&GoalsItem::goals}] >> *(Sign(",") > goal_name[Add{&GoalsItem::goals}])) >
                            -(Word("for") > Word("each") > segment_name[Add{&GoalsItem::segments}] >
                              *(Sign(",") > segment_name[Add{&GoalsItem::segments}]));

const x3::rule<class sort_item_id, SortItem> sort_item = "sort_item";
const auto sort_item_def = Word("sort") > Word("by") > metric_name[Put{&SortItem::by}] >
                           -Word("descending")[Mark(&SortItem::descending)] >
                           -(Word("top") > integer[Put{&SortItem::top}]);

const x3::rule<class drawing_id, Drawing> drawing = "drawing";
const auto drawing_def = OneOf(Means("line", "line"), Means("bars", "bars"), Means("pie", "pie"),
                               Means("funnel", "funnel"), Means("heatmap", "heatmap"),
                               Means("sankey", "sankey"))[Put{&Drawing::kind}] > Word("of") > name[Put{&Drawing::of}];
const x3::rule<class draw_item_id, DrawItem> draw_item = "draw_item";
const auto draw_item_def = Word("draw") > drawing[Add{&DrawItem::drawings}] >
                           *(Sign(",") > drawing[Add{&DrawItem::drawings}]);

const x3::rule<class report_item_id, ReportItem> report_item = "report_item";
const auto report_item_def = Spanned(
    As("an item such as \"by month\"",
       by_item[Put{&ReportItem::item}] | cohorts_item[Put{&ReportItem::item}] | over_item[Put{&ReportItem::item}] |
           from_to_item[Put{&ReportItem::item}] | for_item[Put{&ReportItem::item}] | show_item[Put{&ReportItem::item}] |
           compare_item[Put{&ReportItem::item}] | trend_item[Put{&ReportItem::item}] |
           project_item[Put{&ReportItem::item}] | correlate_item[Put{&ReportItem::item}] |
           goals_item[Put{&ReportItem::item}] | sort_item[Put{&ReportItem::item}] | draw_item[Put{&ReportItem::item}]));

const x3::rule<class report_id, ReportDeclaration> report = "report";
const auto report_def = Word("report") > NewName("a name for the report", name)[Put{&ReportDeclaration::name}] >
                        Sign("{") > Block(BlockKind::kReport, report_item[Add{&ReportDeclaration::items}]);

BOOST_SPIRIT_DEFINE(period_split, name_split, split, by_item, cohorts_item, over_item, from_to_item, for_item, shown,
                    show_item, compare_item, trend_item, project_item, correlate_item, goals_item, sort_item, drawing,
                    draw_item, report_item, report)

}  // namespace segue::dsl::grammar
