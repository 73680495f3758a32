// Rules of the declarations that state facts: fields, events, segments, flags, scores, groups, lifecycles, prune and
// the rest. Included only by grammar.cc.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "dsl/grammar_measures.h"

namespace segue::dsl::grammar {

// ---------------------------------------------------------------- use, settings, params

const x3::rule<class rename_id, Rename> rename = "rename";
const auto rename_def = name[Put{&Rename::from}] > Sign("=") > name[Put{&Rename::to}];
const x3::rule<class use_id, UseDeclaration> use = "use";
const auto use_def = Word("use") > As("a pack or file in quotes",
                                      quoted)[PutText{&UseDeclaration::file, &UseDeclaration::file_span}] >
                     -(Word("with") > rename[Add{&UseDeclaration::renames}] >
                       *(Sign(",") > rename[Add{&UseDeclaration::renames}]));

const x3::rule<class timezone_id, TimezoneSetting> timezone = "timezone";
const auto timezone_def = Word("timezone") > As("a time zone such as \"Europe/Paris\"",
                                                quoted)[PutText{&TimezoneSetting::zone, &TimezoneSetting::zone_span}];
const x3::rule<class currency_setting_id, CurrencySetting> currency_setting = "currency_setting";
const auto currency_setting_def =
    Word("currency") > currency[PutText{&CurrencySetting::currency, &CurrencySetting::currency_span}];
const x3::rule<class week_id, WeekSetting> week = "week";
const auto week_def = Word("week") > Word("starts") >
                      OneOf(Means("monday", false), Means("sunday", true))[Put{&WeekSetting::sunday}];

const x3::rule<class duration_literal_id, Literal> duration_literal = "duration_literal";
const auto duration_literal_def = Spanned(duration[Put{&Literal::value}]);
const x3::rule<class param_id, ParamDeclaration> param = "param";
const auto param_def = Word("param") > NewName("a name for the param", name)[Put{&ParamDeclaration::name}] > Sign("=") >
                       As("a value such as 180 days",
                          duration_literal[Put{&ParamDeclaration::value}] | literal[Put{&ParamDeclaration::value}]);

BOOST_SPIRIT_DEFINE(rename, use, timezone, currency_setting, week, duration_literal, param)

// ---------------------------------------------------------------- contact, event

/// A type and what stands with it.
struct FieldType {
  TypeName type = TypeName::kText;
  std::string currency;
  std::vector<Name> choices;
  Span span;
};
struct PutFieldType {
  template <typename Context>
  void operator()(Context& context) const {
    FieldType& read = x3::_attr(context);
    Field& field = x3::_val(context);
    field.type = read.type;
    field.currency = std::move(read.currency);
    field.choices = std::move(read.choices);
    field.type_span = read.span;
  }
};
const x3::rule<class field_type_id, FieldType> field_type = "field_type";
const auto field_type_def = Spanned(
    As("a type: text, number, money, flag, date, time, list or choice (…)",
       OneOf(Means("text", TypeName::kText), Means("number", TypeName::kNumber), Means("flag", TypeName::kFlag),
             Means("date", TypeName::kDate), Means("time", TypeName::kTime),
             Means("list", TypeName::kList))[Put{&FieldType::type}] |
           (Word("money")[Set{&FieldType::type, TypeName::kMoney}] >> -currency[PutString{&FieldType::currency}]) |
           (Word("choice")[Set{&FieldType::type, TypeName::kChoice}] > Sign("(") >
            NewName("a choice", name)[Add{&FieldType::choices}] >
            *(Sign(",") > NewName("a choice", name)[Add{&FieldType::choices}]) > Sign(")"))));

const x3::rule<class field_id, Field> field = "field";
const auto field_def = NewName("a field", -description[PutString{&Field::description}] >>
                                              NewName("a field", name)[Put{&Field::name}]) > field_type[PutFieldType()];
const x3::rule<class contact_id, ContactDeclaration> contact = "contact";
const auto contact_def = Word("contact") > Sign("{") >
                         Block(BlockKind::kFields, field[Add{&ContactDeclaration::fields}]);

struct RecordedSince {
  Date date;
  Span span;
};
struct PutRecordedSince {
  template <typename Context>
  void operator()(Context& context) const {
    x3::_val(context).recorded_since = x3::_attr(context).date;
    x3::_val(context).recorded_since_span = x3::_attr(context).span;
  }
};
const x3::rule<class recorded_since_id, RecordedSince> recorded_since = "recorded_since";
const auto recorded_since_def = Spanned(date[Put{&RecordedSince::date}]);
const x3::rule<class event_id, EventDeclaration> event = "event";
const auto event_def = ((Word("account")[Mark(&EventDeclaration::account)] > Word("event")) | Word("event")) >
                       NewName("a name for the event", name)[Put{&EventDeclaration::name}] > Sign("{") >
                       Block(BlockKind::kFields, field[Add{&EventDeclaration::properties}]) >
                       -(Word("recorded") > Word("since") > recorded_since[PutRecordedSince()]);

BOOST_SPIRIT_DEFINE(field_type, field, contact, recorded_since, event)

// ---------------------------------------------------------------- segment, flag, score, group

const x3::rule<class segment_id, SegmentDeclaration> segment = "segment";
const auto segment_def = Word("segment") > NewName("a name for the segment", name)[Put{&SegmentDeclaration::name}] >
                         Sign("=") > condition[Put{&SegmentDeclaration::condition}];

const x3::rule<class flag_when_id, FlagWhen> flag_when = "flag_when";
const auto flag_when_def = Word("when") > condition[Put{&FlagWhen::when}] >
                           -(Word("until") > condition[Put{&FlagWhen::until}]);
const x3::rule<class flag_on_id, FlagOn> flag_on = "flag_on";
const auto flag_on_def = Word("on") > events[Put{&FlagOn::on}] > -filters[Put{&FlagOn::on_filter}] >
                         Word("until") > events[Put{&FlagOn::until}] > -filters[Put{&FlagOn::until_filter}];
const x3::rule<class flag_id, FlagDeclaration> flag = "flag";
const auto flag_def = Word("flag") > NewName("a name for the flag", name)[Put{&FlagDeclaration::name}] >
                      (flag_when[Put{&FlagDeclaration::how}] | flag_on[Put{&FlagDeclaration::how}]);

struct PutPoints {
  template <typename Context>
  void operator()(Context& context) const {
    x3::_val(context).points = x3::_attr(context).value;
  }
};
const x3::rule<class per_event_id, PerEvent> per_event = "per_event";
const auto per_event_def = Word("per") > events[Put{&PerEvent::events}] > -filters[Put{&PerEvent::filter}] >
                           -(Word("in") > Word("last") > duration_value[Put{&PerEvent::in_last}]);
const x3::rule<class score_item_id, ScoreItem> score_item = "score_item";
const auto score_item_def = Spanned(
    As("an item such as \"+5 per\"",
       (Word("at") > Word("most")[Mark(&ScoreItem::at_most)] > number[PutPoints()]) |
           (signed_number[PutPoints()] > (per_event[Put{&ScoreItem::why}] | while_clause[Put{&ScoreItem::why}]))));
const x3::rule<class score_id, ScoreDeclaration> score = "score";
const auto score_def = Word("score") > NewName("a name for the score", name)[Put{&ScoreDeclaration::name}] > Sign("{") >
                       Block(BlockKind::kScore, score_item[Add{&ScoreDeclaration::items}]);

const x3::rule<class group_label_id, GroupLabel> group_label = "group_label";
const auto group_label_def =
    Spanned(quoted[PutString{&GroupLabel::label}] > Word("when") > condition[Put{&GroupLabel::when}]);

inline void RefuseAfterOtherwise(Reading& reading, Span place) {
  reading.Report(Problem{place.begin, place.end, codes::kAfterOtherwise, "nothing can follow \"otherwise\"",
                         "the first label that fits is taken: write \"otherwise\" last, and once"});
}
struct AddLabel {
  template <typename Context>
  void operator()(Context& context) const {
    GroupDeclaration& node = x3::_val(context);
    if (node.otherwise) RefuseAfterOtherwise(ReadingOf(context), x3::_attr(context).span);
    node.labels.push_back(std::move(x3::_attr(context)));
  }
};
struct PutOtherwise {
  template <typename Context>
  void operator()(Context& context) const {
    GroupDeclaration& node = x3::_val(context);
    if (node.otherwise) RefuseAfterOtherwise(ReadingOf(context), x3::_attr(context).span);
    node.otherwise = std::move(x3::_attr(context).text);
  }
};
const x3::rule<class otherwise_id, QuotedText> otherwise = "otherwise";
const auto otherwise_def = Word("otherwise") > quoted[Take()];
const x3::rule<class group_by_id, GroupDeclaration> group_by = "group_by";
const auto group_by_def = Word("group") > NewName("a name for the group", name)[Put{&GroupDeclaration::name}] >
                          Sign("{") > Block(BlockKind::kGroup, As("an item such as \"Name\" when …",
                                                                  group_label[AddLabel()] | otherwise[PutOtherwise()]));

BOOST_SPIRIT_DEFINE(segment, flag_when, flag_on, flag, per_event, score_item, score, group_label, otherwise, group_by)

// ---------------------------------------------------------------- lifecycle

const x3::rule<class state_item_id, StateItem> state_item = "state_item";
const auto state_item_def = OneOf(Means("start", StateWord::kStart), Means("final", StateWord::kFinal),
                                  Means("state", StateWord::kState))[Put{&StateItem::word}] >>
                            Unless(Sign("->")) >> NewName("a state", name)[Put{&StateItem::name}];

const x3::rule<class on_trigger_id, OnTrigger> on_trigger = "on_trigger";
const auto on_trigger_def = Word("on") > events[Put{&OnTrigger::events}] > -filters[Put{&OnTrigger::filter}] >
                            -(Word("when") > condition[Put{&OnTrigger::when}]);
const x3::rule<class when_trigger_id, WhenTrigger> when_trigger = "when_trigger";
const auto when_trigger_def = Word("when") > condition[Put{&WhenTrigger::when}];
const x3::rule<class after_trigger_id, AfterTrigger> after_trigger = "after_trigger";
const auto after_trigger_def = Word("after") > duration_value[Put{&AfterTrigger::after}] >
                               -(Word("when") > condition[Put{&AfterTrigger::when}]);

const x3::rule<class transition_id, TransitionItem> transition = "transition";
const auto transition_def =
    Spanned(origin[Put{&TransitionItem::from}] > Sign("->") > state_name[Put{&TransitionItem::to}] >
            (on_trigger[Put{&TransitionItem::trigger}] | when_trigger[Put{&TransitionItem::trigger}] |
             after_trigger[Put{&TransitionItem::trigger}]));

struct LifecycleItem {
  std::string description;
  std::variant<StateItem, TransitionItem> item;
};
struct AddLifecycleItem {
  template <typename Context>
  void operator()(Context& context) const {
    LifecycleItem& read = x3::_attr(context);
    std::visit([&](auto& item) { item.description = std::move(read.description); }, read.item);
    x3::_val(context).items.push_back(std::move(read.item));
  }
};
const x3::rule<class lifecycle_item_id, LifecycleItem> lifecycle_item = "lifecycle_item";
const auto state_or_move =
    NewName("a move such as a -> b", state_item[Put{&LifecycleItem::item}] | transition[Put{&LifecycleItem::item}]);
const auto lifecycle_item_def =
    NewName("a move such as a -> b", -description[PutString{&LifecycleItem::description}] >> state_or_move);
const x3::rule<class lifecycle_id, LifecycleDeclaration> lifecycle = "lifecycle";
const auto lifecycle_def = Word("lifecycle") >
                           NewName("a name for the lifecycle", name)[Put{&LifecycleDeclaration::name}] > Sign("{") >
                           Block(BlockKind::kLifecycle, lifecycle_item[AddLifecycleItem()]);

BOOST_SPIRIT_DEFINE(state_item, on_trigger, when_trigger, after_trigger, transition, lifecycle_item, lifecycle)

}  // namespace segue::dsl::grammar
