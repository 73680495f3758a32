// Rules of conditions. Included only by grammar.cc.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "dsl/grammar_events.h"

namespace segue::dsl::grammar {

const x3::rule<class condition_id, Condition> condition = "condition";
const auto in_parentheses_def = Sign("(") > Nested(condition)[Take()] > Sign(")");

// ---------------------------------------------------------------- what happened

const x3::rule<class did_id, DidCondition> did = "did";
const auto did_def = Word("did") > -Word("not")[Mark(&DidCondition::negated)] > events[Put{&DidCondition::events}] >
                     -filters[Add{&DidCondition::filters}] >
                     ((then[Put{&DidCondition::then}] > *clause[Add{&DidCondition::clauses}]) |
                      *(clause[Add{&DidCondition::clauses}] | filters[Add{&DidCondition::filters}]));

const x3::rule<class is_kind_id, IsKind> is_kind = "is_kind";
const auto is_kind_def = Word("is") > (event_name[Add{&IsKind::kinds}] |
                                       (Sign("(") > event_name[Add{&IsKind::kinds}] >
                                        *(Sign(",") > event_name[Add{&IsKind::kinds}]) > Sign(")")));
const x3::rule<class has_filter_id, HasFilter> has_filter = "has_filter";
const auto has_filter_def = Word("has") > filter_body[Put{&HasFilter::filter}];

struct OrdinalAsk {
  std::variant<When, IsKind, HasFilter> ask;
};
struct PutAsk {
  template <typename Context>
  void operator()(Context& context) const {
    x3::_val(context).ask = std::move(x3::_attr(context).ask);
  }
};
const x3::rule<class ordinal_ask_id, OrdinalAsk> ordinal_ask = "ordinal_ask";
const auto ordinal_ask_def =
    As("a time such as \"in last 30 days\", \"is\" or \"has\"",
       when[Put{&OrdinalAsk::ask}] | is_kind[Put{&OrdinalAsk::ask}] | has_filter[Put{&OrdinalAsk::ask}]);

const x3::rule<class last_event_id, OrdinalCondition> last_event = "last_event";
const auto last_event_def = Word("last") > events[Put{&OrdinalCondition::events}] >
                            -filters[Put{&OrdinalCondition::filter}] > ordinal_ask[PutAsk()];

// "first" may be a field: `first starts with "A"`.
const x3::rule<class first_event_id, OrdinalCondition> first_event = "first_event";
const auto first_event_def =
    Word("first")[Mark(&OrdinalCondition::first)] >>
    Unless(Word("starts") | Word("ends") | Word("more")) >> events[Put{&OrdinalCondition::events}] >>
    -filters[Put{&OrdinalCondition::filter}] >> ordinal_ask[PutAsk()];

const x3::rule<class aggregate_id, AggregateCondition> aggregate = "aggregate";
const auto aggregate_def = OneOf(Means("sum", AggregateKind::kSum), Means("average", AggregateKind::kAverage),
                                 Means("largest", AggregateKind::kLargest), Means("smallest", AggregateKind::kSmallest),
                                 Means("distinct", AggregateKind::kDistinct))[Put{&AggregateCondition::kind}] >>
                           Word("of") > property[Put{&AggregateCondition::property}] >
                           *(clause[Add{&AggregateCondition::clauses}] | filters[Add{&AggregateCondition::filters}]) >
                           comparator[Put{&AggregateCondition::comparator}] > literal[Put{&AggregateCondition::value}];

// "days" may be a field: `days since last month`.
const x3::rule<class elapsed_id, ElapsedCondition> elapsed = "elapsed";
const auto elapsed_def =
    OneOf(Means("minutes", TimeUnit::kMinute), Means("hours", TimeUnit::kHour), Means("days", TimeUnit::kDay),
          Means("weeks", TimeUnit::kWeek))[Put{&ElapsedCondition::unit}] >>
    Word("since") >> Word("last") >> Unless(calendar_unit) > events[Put{&ElapsedCondition::events}] >
    -filters[Put{&ElapsedCondition::filter}] >
    ordered_comparator[Put{&ElapsedCondition::comparator}] > literal[Put{&ElapsedCondition::value}];

BOOST_SPIRIT_DEFINE(in_parentheses, did, is_kind, has_filter, ordinal_ask, last_event, first_event, aggregate, elapsed)

// ---------------------------------------------------------------- what is

const x3::rule<class known_id, KnownCondition> known = "known";
const auto known_def = Word("known") >> Word("for") > duration_value[Put{&KnownCondition::length}];

const x3::rule<class was_member_id, WasMemberCondition> was_member = "was_member";
const auto was_member_def = Word("was") > Word("in") > As("a segment", name)[Put{&WasMemberCondition::segment}];

const x3::rule<class anniversary_id, AnniversaryCondition> anniversary = "anniversary";
const auto anniversary_def =
    Word("anniversary") >> Word("of") > As("a date field", name)[Put{&AnniversaryCondition::field}] >
    ((Word("is") > As("a day such as \"today\"", relative_day)[Put{&AnniversaryCondition::when}]) |
     (Word("in") > As("a time such as \"next 7 days\" or \"this month\"",
                      in_last[Put{&AnniversaryCondition::when}] | in_next[Put{&AnniversaryCondition::when}] |
                          calendar[Put{&AnniversaryCondition::when}])));

const x3::rule<class list_member_id, MemberCondition> list_member = "list_member";
const auto list_member_def = Word("list")[Mark(&MemberCondition::list)] >
                             As("the name of a list", name)[Put{&MemberCondition::name}];
const x3::rule<class segment_member_id, MemberCondition> segment_member = "segment_member";
const auto segment_member_def = name[Put{&MemberCondition::name}];
const x3::rule<class sample_member_id, SampleCondition> sample_member = "sample_member";
const auto sample_member_def = Word("sample") > percent_value[Put{&SampleCondition::share}] >
                               Word("of") > quoted[PutString{&SampleCondition::name}];

const x3::rule<class member_id, Condition> member = "member";
const auto member_def = Word("in") > As("a segment, \"list\" or \"sample\"", list_member[Put{&Condition::node}] |
                                                                                 sample_member[Put{&Condition::node}] |
                                                                                 segment_member[Put{&Condition::node}]);

const x3::rule<class was_id, WasCondition> was = "was";
const x3::rule<class was_set_id, WasSet> was_set = "was_set";
const auto was_set_def = Word("set");
const auto was_def = Word("was") > As("a value or \"set\"", was_set[Put{&WasCondition::what}] |
                                                                (Word("in") > values[Put{&WasCondition::what}]) |
                                                                value[Put{&WasCondition::what}]);

/// A name, alone or with what is asked of it.
struct Named {
  Name name;
  std::optional<WasCondition> was;
  std::optional<Test> test;
};
struct MakeNamed {
  template <typename Context>
  void operator()(Context& context) const {
    Named& named = x3::_attr(context);
    if (named.was) {
      named.was->name = std::move(named.name);
      x3::_val(context).node = std::move(*named.was);
    } else {
      x3::_val(context).node = NameCondition{std::move(named.name), std::move(named.test)};
    }
  }
};
const x3::rule<class named_id, Named> named = "named";
const auto named_def = name[Put{&Named::name}] >>
                       -As("a test such as \"= 5\" or \"is set\"", was[Put{&Named::was}] | test[Put{&Named::test}]);

const x3::rule<class group_id, GroupCondition> group = "group";
const auto group_def = in_parentheses[Put{&GroupCondition::part}];

BOOST_SPIRIT_DEFINE(known, was_member, anniversary, list_member, segment_member, sample_member, member, was_set, was,
                    named, group)

// ---------------------------------------------------------------- and, or, not, for

template <typename Node>
struct Become {
  template <typename Context>
  void operator()(Context& context) const {
    x3::_val(context).node = Node{};
  }
};

const x3::rule<class operand_id, Condition> operand = "operand";
const auto operand_def =
    Spanned(Word("everyone")[Become<Everyone>()] | Word("nobody")[Become<Nobody>()] | did[Put{&Condition::node}] |
            last_event[Put{&Condition::node}] | first_event[Put{&Condition::node}] | aggregate[Put{&Condition::node}] |
            elapsed[Put{&Condition::node}] | anniversary[Put{&Condition::node}] | known[Put{&Condition::node}] |
            was_member[Put{&Condition::node}] | group[Put{&Condition::node}] | member[Take()] | named[MakeNamed()]);

/// A field, state, score, membership or ( ) can last; what happened at an instant cannot.
inline bool CanLast(const Condition& part) {
  return std::holds_alternative<NameCondition>(part.node) || std::holds_alternative<MemberCondition>(part.node) ||
         std::holds_alternative<SampleCondition>(part.node) || std::holds_alternative<GroupCondition>(part.node);
}

inline std::string TextOf(const Reading& reading, Span place) {
  return std::string(reading.text().substr(place.begin, place.end - place.begin));
}

struct Hold {
  template <typename Context>
  void operator()(Context& context) const {
    Condition& part = x3::_val(context);
    if (!CanLast(part)) Complain(ReadingOf(context), part.span, x3::_attr(context).span);
    Condition held;
    held.node = HeldCondition{std::move(part), std::move(x3::_attr(context))};
    part = std::move(held);
  }

 private:
  static void Complain(Reading& reading, Span part, Span length) {
    const std::string shown = part.end - part.begin <= 60 ? TextOf(reading, part) : "…";
    reading.Report(Problem{part.begin, length.end, codes::kCannotBeHeld,
                           "\"for\" cannot follow this condition directly",
                           "put the condition in parentheses: (" + shown + ") for " + TextOf(reading, length)});
  }
};

/// `not x for D`: with either reading a marketer would be surprised by the other.
struct RefuseHeldNot {
  template <typename Context>
  void operator()(Context& context) const {
    Reading& reading = ReadingOf(context);
    const Span part = x3::_val(context).span;
    const Span length = x3::_attr(context).span;
    const std::string shown = part.end - part.begin <= 60 ? TextOf(reading, part) : "…";
    const std::string time = TextOf(reading, length);
    reading.Report(Problem{part.begin, length.end, codes::kNotHeld, "\"not … for\" can be read in two ways",
                           "write (not " + shown + ") for " + time + ", or not (" + shown + " for " + time + ")"});
  }
};

const x3::rule<class held_id, Condition> held = "held";
const auto held_def = Spanned(operand[Take()] >> -(Word("for") > duration_value[Hold()]));

const x3::rule<class unheld_id, Condition> unheld = "unheld";
const x3::rule<class not_condition_id, NotCondition> not_condition = "not_condition";
const auto not_condition_def = Word("not") > As("a condition", Nested(unheld))[Put{&NotCondition::part}];
const auto unheld_def = Spanned(not_condition[Put{&Condition::node}] |
                                (operand[Take()] >> -(Word("for") > duration_value[RefuseHeldNot()])));

const x3::rule<class negation_id, Condition> negation = "negation";
const auto negation_def = Spanned(As("a condition", not_condition[Put{&Condition::node}] | held[Take()]));

const x3::rule<class condition_ands_id, Many<Condition>> condition_ands = "condition_ands";
const auto condition_ands_def = negation[Add{&Many<Condition>::parts}] >>
                                *(Word("and") > negation[Add{&Many<Condition>::parts}]);
const x3::rule<class conjunction_id, Condition> conjunction = "conjunction";
const auto conjunction_def = Spanned(condition_ands[Fold<AndCondition>()]);

const x3::rule<class condition_ors_id, Many<Condition>> condition_ors = "condition_ors";
const auto condition_ors_def = conjunction[Add{&Many<Condition>::parts}] >>
                               *(Word("or") > conjunction[Add{&Many<Condition>::parts}]);
const auto condition_def = Spanned(condition_ors[Fold<OrCondition>()]);

BOOST_SPIRIT_DEFINE(operand, held, unheld, not_condition, negation, condition_ands, conjunction, condition_ors,
                    condition)

}  // namespace segue::dsl::grammar
