// Rules of events, their filters and clauses. Included only by grammar.cc.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "dsl/grammar_values.h"

namespace segue::dsl::grammar {

const auto event_name = As("an event", name);

// ---------------------------------------------------------------- filters: with …

const x3::rule<class filter_test_id, FilterTest> filter_test = "filter_test";
const auto filter_test_def = As("a property", name)[Put{&FilterTest::property}] > test[Put{&FilterTest::test}];

const x3::rule<class simple_filter_id, Filter> simple_filter = "simple_filter";
const auto simple_filter_def = Spanned(filter_test[Put{&Filter::node}]);

const x3::rule<class any_filter_id, Filter> any_filter = "any_filter";
const x3::rule<class not_filter_id, Filter> not_filter = "not_filter";

const x3::rule<class filter_group_id, Filter> filter_group = "filter_group";
const auto filter_group_def = Sign("(") > Nested(any_filter)[Take()] > Sign(")");

const x3::rule<class filter_not_id, FilterNot> filter_not = "filter_not";
const auto filter_not_def = Word("not") > Nested(not_filter)[Put{&FilterNot::part}];

const auto not_filter_def = Spanned(
    As("a property, \"not\" or \"(\"", filter_not[Put{&Filter::node}] | filter_group[Take()] | simple_filter[Take()]));

const x3::rule<class filter_ands_id, Many<Filter>> filter_ands = "filter_ands";
const auto filter_ands_def = not_filter[Add{&Many<Filter>::parts}] >
                             *(Word("and") > not_filter[Add{&Many<Filter>::parts}]);
const x3::rule<class all_filter_id, Filter> all_filter = "all_filter";
const auto all_filter_def = Spanned(filter_ands[Fold<FilterAll>()]);

const x3::rule<class filter_ors_id, Many<Filter>> filter_ors = "filter_ors";
const auto filter_ors_def = all_filter[Add{&Many<Filter>::parts}] >
                            *(Word("or") > all_filter[Add{&Many<Filter>::parts}]);
const auto any_filter_def = Spanned(filter_ors[Fold<FilterAny>()]);

const x3::rule<class filter_commas_id, Many<Filter>> filter_commas = "filter_commas";
const auto filter_commas_def = simple_filter[Add{&Many<Filter>::parts}] >
                               *(Sign(",") > simple_filter[Add{&Many<Filter>::parts}]);

/// What stands after `with` or `has`.
const x3::rule<class filter_body_id, Filter> filter_body = "filter_body";
const auto filter_body_def =
    Spanned(As("a property or \"(\"", filter_group[Take()] | filter_commas[Fold<FilterAll>()]));

const x3::rule<class filters_id, Filter> filters = "filters";
const auto filters_def = Word("with") > filter_body[Take()];

BOOST_SPIRIT_DEFINE(filter_test, simple_filter, filter_group, filter_not, not_filter, filter_ands, all_filter,
                    filter_ors, any_filter, filter_commas, filter_body, filters)

// ---------------------------------------------------------------- events

struct AddPlainEvent {
  template <typename Context>
  void operator()(Context& context) const {
    x3::_val(context).alternatives.push_back({std::move(x3::_attr(context)), std::nullopt});
  }
};
const x3::rule<class one_event_id, OneEvent> one_event = "one_event";
const auto one_event_def = event_name[Put{&OneEvent::name}] >> -filters[Put{&OneEvent::filter}];

const x3::rule<class events_id, Events> events = "events";
const auto events_def =
    Spanned(As("an event", (Word("any")[Mark(&Events::any)] > Word("event")) | event_name[AddPlainEvent()] |
                               (Sign("(") > one_event[Add{&Events::alternatives}] >
                                *(Word("or") > one_event[Add{&Events::alternatives}]) > Sign(")"))));

const x3::rule<class property_id, PropertyPath> property = "property";
const auto property_def = Spanned(As(
    "an event and its property such as purchase.amount",
    (event_name[Add{&PropertyPath::events}] | (Sign("(") > event_name[Add{&PropertyPath::events}] >
                                               *(Word("or") > event_name[Add{&PropertyPath::events}]) > Sign(")"))) >>
        Sign(".") > As("a property", name)[Put{&PropertyPath::property}]));

BOOST_SPIRIT_DEFINE(one_event, events, property)

// ---------------------------------------------------------------- clauses

const x3::rule<class at_count_id, CountClause> at_count = "at_count";
const auto at_count_def = Word("at") >> OneOf(Means("least", CountKind::kAtLeast),
                                              Means("most", CountKind::kAtMost))[Put{&CountClause::kind}] >>
                          integer[Put{&CountClause::count}] >> (Word("times") | Word("time"));
const x3::rule<class exact_count_id, CountClause> exact_count = "exact_count";
const auto exact_count_def = Word("exactly")[Set{&CountClause::kind, CountKind::kExactly}] >
                             (OneOf(Means("once", std::int64_t{1}),
                                    Means("twice", std::int64_t{2}))[Put{&CountClause::count}] |
                              (integer[Put{&CountClause::count}] > (Word("times") | Word("time"))));

const x3::rule<class side_point_id, SidePoint> side_point = "side_point";
const auto side_point_def = side[Put{&SidePoint::side}] > point[Put{&SidePoint::point}];
const x3::rule<class between_points_id, BetweenPoints> between_points = "between_points";
const auto between_points_def = Word("between") > point[Put{&BetweenPoints::from}] >
                                Word("and") > point[Put{&BetweenPoints::until}];
const x3::rule<class more_than_ago_id, MoreThanAgo> more_than_ago = "more_than_ago";
const auto more_than_ago_def = Word("more") >> Word("than") > duration_value[Put{&MoreThanAgo::length}] > Word("ago");

const x3::rule<class when_id, When> when = "when";
const auto when_def =
    Spanned((Word("in") > As("a time such as \"last 30 days\" or 2026-Q1",
                             in_last[Put{&When::when}] | calendar[Put{&When::when}] | period[Put{&When::when}])) |
            side_point[Put{&When::when}] | between_points[Put{&When::when}] | more_than_ago[Put{&When::when}] |
            OneOf(Means("today", DayWord::kToday), Means("yesterday", DayWord::kYesterday))[Put{&When::when}]);

/// `( condition )`, giving the condition inside; defined in grammar_conditions.h.
const x3::rule<class in_parentheses_id, Condition> in_parentheses = "in_parentheses";

const x3::rule<class while_clause_id, WhileClause> while_clause = "while_clause";
const auto while_clause_def = Word("while") > -(Word("just")[Mark(&WhileClause::just_before)] >
                                                Word("before")) > in_parentheses[Put{&WhileClause::condition}];

const x3::rule<class clause_id, Clause> clause = "clause";
const auto clause_def = Spanned(
    As("a clause such as \"in last 30 days\"", at_count[Put{&Clause::clause}] | exact_count[Put{&Clause::clause}] |
                                                   when[Put{&Clause::clause}] | while_clause[Put{&Clause::clause}]));

BOOST_SPIRIT_DEFINE(at_count, exact_count, side_point, between_points, more_than_ago, when, while_clause, clause)

// ---------------------------------------------------------------- then …, followed by …

/// What stands after the second event's `with`.
struct ThenFilters {
  std::vector<SameProperty> same;
  std::vector<Filter> filters;
  Span span;
};

const x3::rule<class same_property_id, SameProperty> same_property = "same_property";
const auto same_property_def = Word("same") >> As("a property", name)[Put{&SameProperty::property}] >>
                               Unless(comparator | Word("is") | Word("in") | Word("not") | Word("between") |
                                      Word("has") | Word("contains"));

const x3::rule<class then_filters_id, ThenFilters> then_filters = "then_filters";
const auto then_filter = As("a property or \"same\" and a property",
                            same_property[Add{&ThenFilters::same}] | simple_filter[Add{&ThenFilters::filters}]);
const auto then_filters_def = Word("with") > Spanned(filter_group[Add{&ThenFilters::filters}] |
                                                     (then_filter > *(Sign(",") > then_filter)));

/// A Then or FollowedBy node takes over its filters; several hold all together.
struct PutThenFilters {
  template <typename Context>
  void operator()(Context& context) const {
    ThenFilters& read = x3::_attr(context);
    x3::_val(context).same = std::move(read.same);
    if (read.filters.size() == 1) x3::_val(context).filter = std::move(read.filters.front());
    if (read.filters.size() > 1) x3::_val(context).filter = Filter{FilterAll{std::move(read.filters)}, read.span};
  }
};

const x3::rule<class then_id, ThenClause> then = "then";
const auto then_def = Spanned(Word("then") > events[Put{&ThenClause::events}] > -then_filters[PutThenFilters()] >
                              Word("within") > duration_value[Put{&ThenClause::within}]);

const x3::rule<class followed_id, FollowedBy> followed = "followed";
const auto followed_def = Word("followed") >> Word("by") > events[Put{&FollowedBy::events}] >
                          -then_filters[PutThenFilters()] > Word("within") > duration_value[Put{&FollowedBy::within}];

BOOST_SPIRIT_DEFINE(same_property, then_filters, then, followed)

}  // namespace segue::dsl::grammar
