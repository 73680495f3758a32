// Rules of the declarations that act on numbers: prune, goals, benchmarks, advice, alerts, experiments.
// Included only by grammar.cc.
#pragma once

#include "dsl/grammar_declarations.h"

namespace segue::dsl::grammar {

// ---------------------------------------------------------------- prune

const x3::rule<class keep_item_id, KeepItem> keep_item = "keep_item";
const auto keep_item_def = Word("keep") > condition[Put{&KeepItem::condition}];
const x3::rule<class grace_item_id, GraceItem> grace_item = "grace_item";
const auto grace_item_def = Word("grace") > duration_value[Put{&GraceItem::length}];
const x3::rule<class needs_item_id, NeedsItem> needs_item = "needs_item";
const auto needs_item_def = Word("needs") > events[Put{&NeedsItem::events}] >
                            Word("within") > duration_value[Put{&NeedsItem::within}];
const x3::rule<class at_most_item_id, AtMostItem> at_most_item = "at_most_item";
const auto at_most_item_def = Word("at") > Word("most") > percent_value[Put{&AtMostItem::share}];
const x3::rule<class prune_item_id, PruneItem> prune_item = "prune_item";
const auto prune_item_def = Spanned(As("an item such as \"keep\" or \"grace\"",
                                       keep_item[Put{&PruneItem::item}] | grace_item[Put{&PruneItem::item}] |
                                           needs_item[Put{&PruneItem::item}] | at_most_item[Put{&PruneItem::item}]));
const x3::rule<class prune_id, PruneDeclaration> prune = "prune";
const auto prune_def = Word("prune") > As("a segment", name)[Put{&PruneDeclaration::segment}] > Sign("{") >
                       Block(BlockKind::kPrune, prune_item[Add{&PruneDeclaration::items}]);

BOOST_SPIRIT_DEFINE(keep_item, grace_item, needs_item, at_most_item, prune_item, prune)

// ---------------------------------------------------------------- goal, benchmark, advise, alert

const x3::rule<class goal_threshold_id, GoalThreshold> goal_threshold = "goal_threshold";
const auto goal_threshold_def =
    (Sign(">=")[Set{&GoalThreshold::comparator, Comparator::kGreaterOrEqual}] |
     Sign("<=")[Set{&GoalThreshold::comparator, Comparator::kLessOrEqual}]) > literal[Put{&GoalThreshold::value}];
const x3::rule<class goal_change_id, GoalChange> goal_change = "goal_change";
const auto goal_change_def = OneOf(Means("up", false), Means("down", true))[Put{&GoalChange::down}] >
                             percent_value[Put{&GoalChange::share}] > Word("on") > Word("last") >
                             OneOf(Means("year", true), Means("period", false))[Put{&GoalChange::on_last_year}];
const x3::rule<class goal_note_id, GoalNote> goal_note = "goal_note";
const auto goal_note_def =
    OneOf(Means("owner", GoalNote::Kind::kOwner), Means("hypothesis", GoalNote::Kind::kHypothesis),
          Means("learned", GoalNote::Kind::kLearned))[Put{&GoalNote::kind}] > quoted[PutString{&GoalNote::text}];
const x3::rule<class goal_item_id, GoalItem> goal_item = "goal_item";
const auto goal_item_def =
    Spanned(As("an item such as \"owner\"", by_item[Put{&GoalItem::item}] | goal_note[Put{&GoalItem::item}]));
const x3::rule<class goal_id, GoalDeclaration> goal = "goal";
const auto goal_def = Word("goal") > NewName("a name for the goal", name)[Put{&GoalDeclaration::name}] >
                      Sign("=") > metric_name[Put{&GoalDeclaration::metric}] >
                      (goal_threshold[Put{&GoalDeclaration::aim}] | goal_change[Put{&GoalDeclaration::aim}]) >
                      Word("in") > period[Put{&GoalDeclaration::period}] >
                      -(Sign("{") > Block(BlockKind::kGoal, goal_item[Add{&GoalDeclaration::items}]));

const x3::rule<class past_rows_id, PastRows> past_rows = "past_rows";
const auto past_rows_def = Word("past") > As("a property or field to split by", name)[Put{&PastRows::split}];
const x3::rule<class benchmark_id, BenchmarkDeclaration> benchmark = "benchmark";
const auto benchmark_def = Word("benchmark") > metric_name[Put{&BenchmarkDeclaration::metric}] > Sign("=") >
                           (past_rows[Put{&BenchmarkDeclaration::value}] | literal[Put{&BenchmarkDeclaration::value}]) >
                           -quoted[PutString{&BenchmarkDeclaration::source}];

const x3::rule<class advise_id, AdviseDeclaration> advise = "advise";
const auto advise_def = Word("advise") > Word("when") > metric_name[Put{&AdviseDeclaration::metric}] >
                        comparator[Put{&AdviseDeclaration::comparator}] > literal[Put{&AdviseDeclaration::value}] >
                        Sign(":") > quoted[PutString{&AdviseDeclaration::advice}];

const x3::rule<class alert_id, AlertDeclaration> alert = "alert";
const auto alert_def = Word("alert") > NewName("a name for the alert", name)[Put{&AlertDeclaration::name}] >
                       Word("when") > metric_name[Put{&AlertDeclaration::metric}] >
                       comparator[Put{&AlertDeclaration::comparator}] > literal[Put{&AlertDeclaration::value}] >
                       Sign(":") > quoted[PutString{&AlertDeclaration::message}];

BOOST_SPIRIT_DEFINE(goal_threshold, goal_change, goal_note, goal_item, goal, past_rows, benchmark, advise, alert)

// ---------------------------------------------------------------- experiment

const x3::rule<class arms_by_sample_id, ArmsBySample> arms_by_sample = "arms_by_sample";
const auto arms_by_sample_def = Word("sample") > percent_value[Put{&ArmsBySample::share}] >
                                Word("of") > quoted[PutString{&ArmsBySample::sample}] > Word("control") > Word("rest");
const x3::rule<class arm_share_id, ArmShare> arm_share = "arm_share";
const auto arm_share_def = Spanned(quoted[PutString{&ArmShare::arm}] > percent_value[Put{&ArmShare::share}]);
const x3::rule<class arms_by_field_id, ArmsByField> arms_by_field = "arms_by_field";
const auto arms_by_field_def = As("a field", name)[Put{&ArmsByField::field}] >
                               Word("control") > quoted[PutText{&ArmsByField::control, &ArmsByField::control_span}] >
                               -(Word("shares") > Sign("(") > arm_share[Add{&ArmsByField::shares}] >
                                 *(Sign(",") > arm_share[Add{&ArmsByField::shares}]) > Sign(")"));
const x3::rule<class measure_names_id, MeasureNames> measure_names = "measure_names";
const auto measure_names_def = Word("measure") > metric_name[Add{&MeasureNames::metrics}] >
                               *(Sign(",") > metric_name[Add{&MeasureNames::metrics}]);
const x3::rule<class strata_names_id, StrataNames> strata_names = "strata_names";
const auto strata_names_def = Word("strata") > As("a field", name)[Add{&StrataNames::fields}] >
                              *(Sign(",") > As("a field", name)[Add{&StrataNames::fields}]);
const x3::rule<class experiment_range_id, ExperimentRange> experiment_range = "experiment_range";
const auto experiment_range_def = Word("from") > point[Put{&ExperimentRange::from}] >
                                  -(Word("to") > point[Put{&ExperimentRange::to}]);
const x3::rule<class experiment_before_id, ExperimentBefore> experiment_before = "experiment_before";
const auto experiment_before_def = Word("before") > duration_value[Put{&ExperimentBefore::length}];
const x3::rule<class experiment_item_id, ExperimentItem> experiment_item = "experiment_item";
const auto experiment_item_def = Spanned(
    As("an item such as \"measure\"",
       (Word("arms") > Word("by") > As("a field or \"sample\"", arms_by_sample[Put{&ExperimentItem::item}] |
                                                                    arms_by_field[Put{&ExperimentItem::item}])) |
           measure_names[Put{&ExperimentItem::item}] | strata_names[Put{&ExperimentItem::item}] |
           experiment_range[Put{&ExperimentItem::item}] | experiment_before[Put{&ExperimentItem::item}]));
const x3::rule<class experiment_id, ExperimentDeclaration> experiment = "experiment";
const auto experiment_def = Word("experiment") >
                            NewName("a name for the experiment", name)[Put{&ExperimentDeclaration::name}] > Sign("{") >
                            Block(BlockKind::kExperiment, experiment_item[Add{&ExperimentDeclaration::items}]);

BOOST_SPIRIT_DEFINE(arms_by_sample, arm_share, arms_by_field, measure_names, strata_names, experiment_range,
                    experiment_before, experiment_item, experiment)

}  // namespace segue::dsl::grammar
