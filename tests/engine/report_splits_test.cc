// Splits by field, event property, membership and state; their order, sorting, and the limit of rows.
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/answer_rules.h"

namespace segue::engine {
namespace {

const std::string_view kAsOf = "2026-03-31T23:59:59.999";

Report Whole(const std::vector<std::uint32_t>& measures, std::vector<Split> splits) {
  Report report = Shown(measures);
  report.range = Interval{At("2026-01-01"), At("2026-04-01")};
  report.splits = std::move(splits);
  return report;
}

TEST_CASE("split rows come in code-point order, missing last, in every period", "[engine][report]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase", {{"code", ValueType::kText}});
  facts.Event("a", purchase, "2026-01-10", {"b"});
  facts.Event("a", purchase, "2026-01-11", {"Z"});
  facts.Event("a", purchase, "2026-01-12", {"é"});
  facts.Event("a", purchase, "2026-03-31T23:59:59.999", {});
  facts.Event("a", purchase, "2025-12-31", {"before the range"});
  Rules rules(facts.schema());
  Report report = Monthly({rules.Measured(EventCountMeasure{Rules::Events({purchase})})}, "2026-01-01", "2026-04-01");
  report.splits = {{"code", PropertySplit{{PropertyId{0}}}}};
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table(kAsOf, report) == Lines{"2026-01,Z,1", "2026-01,b,1", "2026-01,é,1", "2026-01,-,0",  //
                                              "2026-02,Z,0", "2026-02,b,0", "2026-02,é,0", "2026-02,-,0",  //
                                              "2026-03,Z,0", "2026-03,b,0", "2026-03,é,0", "2026-03,-,1"});
}

TEST_CASE("a field is read at entries and events, one millisecond before moves and exits, at the end for members",
          "[engine][report]") {
  TimelineBuilder facts;
  const auto country = facts.Field("country", ValueType::kText);
  const auto purchase = facts.Kind("purchase");
  facts.Change("ann", country, "2025-12-01", "old");
  facts.Change("ann", country, "2026-01-10", "new");
  facts.Event("ann", purchase, "2026-01-10");
  facts.Change("ann", country, "2026-01-20", "late");
  Rules rules(facts.schema());
  const NodeId run = rules.Run({"L", {"s", "t"}, 0, {Rules::On({0}, 1, purchase)}, ""});
  const Target recent{rules.Did(purchase, {InLastWindow{Days(10)}}), std::nullopt}, moved{run, StateId{1}},
      left{run, StateId{0}};
  const Report report =
      Whole({rules.Measured(EntriesMeasure{recent}), rules.Measured(ExitsMeasure{recent}),
             rules.Measured(EntriesMeasure{moved}), rules.Measured(ExitsMeasure{left}),
             rules.Measured(MovesMeasure{run, {0}, {1}}), rules.Measured(EventCountMeasure{Rules::Events({purchase})}),
             rules.Measured(MembersMeasure{moved})},
            {{"country", FieldSplit{country}}});
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table(kAsOf, report) ==
        Lines{"all,late,0,0,0,0,0,0,1", "all,new,1,1,1,0,0,1,0", "all,old,0,0,0,1,1,0,0"});
}

TEST_CASE("values of birth hold just before birth, a cleared value is missing", "[engine][report]") {
  TimelineBuilder facts;
  const auto country = facts.Field("country", ValueType::kText);
  const auto purchase = facts.Kind("purchase");
  facts.Change("dated", country, "2026-01-10", "FR");
  facts.Event("dated", purchase, "2026-01-10");
  facts.Change("undated", country, "", "BE");
  facts.Event("undated", purchase, "2026-01-10");
  facts.Change("cleared", country, "2026-01-01", "DE");
  facts.Change("cleared", country, "2026-01-09T23:59:59.999", {});
  facts.Event("cleared", purchase, "2026-01-10");
  Rules rules(facts.schema());
  const NodeId run = rules.Run({"L", {"s", "t"}, 0, {Rules::On({0}, 1, purchase)}, ""});
  const Report report = Whole({rules.Measured(MovesMeasure{run, {0}, {1}})}, {{"country", FieldSplit{country}}});
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table(kAsOf, report) == Lines{"all,BE,1", "all,FR,1", "all,-,1"});
}

TEST_CASE("a list counts once for each item, splits multiply", "[engine][report]") {
  TimelineBuilder facts;
  const auto tags = facts.Field("tags", ValueType::kList);
  const auto purchase = facts.Kind("purchase", {{"items", ValueType::kList}});
  facts.Change("ann", tags, "", std::vector<std::string>{"vip", "new"});
  facts.Event("ann", purchase, "2026-01-10", {std::vector<std::string>{"shoe", "hat"}});
  facts.Event("bob", purchase, "2026-01-10", {std::vector<std::string>{"hat"}});
  Rules rules(facts.schema());
  const Report report = Whole({rules.Measured(ContactsWithMeasure{Rules::Events({purchase})})},
                              {{"tags", FieldSplit{tags}}, {"items", PropertySplit{{PropertyId{0}}}}});
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table(kAsOf, report) ==
        Lines{"all,new,hat,1", "all,new,shoe,1", "all,vip,hat,1", "all,vip,shoe,1", "all,-,hat,1"});
}

TEST_CASE("a move takes the property of the event that fired it", "[engine][report]") {
  TimelineBuilder facts;
  const auto form = facts.Kind("form", {{"origin", ValueType::kText}});
  const auto purchase = facts.Kind("purchase", {{"amount", ValueType::kMoney}, {"origin", ValueType::kText}});
  const auto call = facts.Kind("call");
  facts.Event("ann", form, "2026-01-10", {"social"});
  facts.Event("bob", purchase, "2026-01-10", {Euro(5), "social"});
  facts.Event("cid", call, "2026-01-10");  // a kind without the property
  facts.Born("dan", "2026-01-01");         // moves by a condition, without event
  facts.Event("eve", form, "2026-01-10", {"search"});
  facts.Absence("eve", "2026-01-20", "2026-02-20");
  Rules rules(facts.schema());
  const NodeId known = rules.Add(KnownForNode{Days(30)});
  const NodeId run = rules.Run(
      {"L",
       {"s", "t"},
       0,
       {Rules::On({0}, 1, form), Rules::On({0}, 1, purchase), Rules::On({0}, 1, call), Rules::When({0}, 1, known)},
       ""});
  const Target moved{run, StateId{1}};
  const Report report = Whole({rules.Measured(MovesMeasure{run, {0}, {1}}), rules.Measured(EntriesMeasure{moved}),
                               rules.Measured(ExitsMeasure{moved})},
                              {{"origin", PropertySplit{{PropertyId{0}, PropertyId{1}, std::nullopt}}}});
  const Answers answers(rules.program, facts.Build());
  // Eve's cut and return carry no event: they count as missing.
  CHECK(answers.Table(kAsOf, report) == Lines{"all,search,1,1,0", "all,social,2,2,0", "all,-,2,3,1"});
}

TEST_CASE("membership reads yes or no, a state its name", "[engine][report]") {
  TimelineBuilder facts;
  const auto purchase = facts.Kind("purchase");
  facts.Born("ann", "2026-01-01");
  facts.Event("ann", purchase, "2026-01-10");
  facts.Event("ann", purchase, "2026-01-11");
  Rules rules(facts.schema());
  const NodeId twice = rules.Add(DidNode{Rules::Events({purchase}), {}, 2, {}});
  const NodeId run = rules.Run({"L", {"new", "client"}, 0, {Rules::On({0}, 1, purchase)}, ""});
  const std::vector<std::uint32_t> measures{rules.Measured(EventCountMeasure{Rules::Events({purchase})}),
                                            rules.Measured(MovesMeasure{run, {0}, {1}})};
  const Answers answers(rules.program, facts.Build());
  CHECK(answers.Table(kAsOf, Whole(measures, {{"twice", MembershipSplit{twice}}})) ==
        Lines{"all,no,1,1", "all,yes,1,0"});
  CHECK(answers.Table(kAsOf, Whole(measures, {{"state", StateSplit{run}}})) == Lines{"all,client,2,0", "all,new,0,1"});
}

TEST_CASE("values of every type have a label", "[engine][report]") {
  const auto label = [](ValueType type, Fact value) {
    TimelineBuilder facts;
    const auto event = facts.Kind("event", {{"value", type}});
    facts.Event("ann", event, "2026-01-10", {std::move(value)});
    Rules rules(facts.schema());
    const Report report =
        Whole({rules.Measured(EventCountMeasure{Rules::Events({event})})}, {{"value", PropertySplit{{PropertyId{0}}}}});
    return Answers(rules.program, facts.Build()).Table(kAsOf, report).at(0);
  };
  CHECK(label(ValueType::kNumber, 12.0) == "all,12,1");
  CHECK(label(ValueType::kNumber, 0.35) == "all,0.35,1");
  CHECK(label(ValueType::kMoney, Euro(49.9)) == "all,49.90,1");
  CHECK(label(ValueType::kMoney, Euro(-0.125)) == "all,-0.1250,1");
  CHECK(label(ValueType::kFlag, true) == "all,yes,1");
  CHECK(label(ValueType::kFlag, false) == "all,no,1");
  CHECK(label(ValueType::kDate, Day{DayFromDate(2026, 3, 1)}) == "all,2026-03-01,1");
  CHECK(label(ValueType::kTime, TimePoint{At("2026-03-01T09:30")}) == "all,2026-03-01T09:30:00.000Z,1");
  CHECK(label(ValueType::kText, {}) == "all,-,1");
}

struct Codes {
  TimelineBuilder facts;
  EventKindId purchase = facts.Kind("purchase", {{"code", ValueType::kText}});
  std::vector<std::uint32_t> measures;

  void Buy(const std::string& code, std::string_view at, int times) {
    for (int i = 0; i < times; ++i) facts.Event("ann", purchase, at, {code});
  }
  Answers Build() {
    Rules rules(facts.schema());
    measures = {rules.Measured(EventCountMeasure{Rules::Events({purchase})})};
    return {rules.program, facts.Build()};
  }
};

TEST_CASE("sorting orders the rows of each period and keeps the top", "[engine][report]") {
  Codes codes;
  codes.Buy("a", "2026-01-10", 1);
  codes.Buy("b", "2026-01-10", 3);
  codes.Buy("c", "2026-01-10", 3);
  codes.Buy("a", "2026-02-10", 2);
  const Answers answers = codes.Build();
  Report report = Monthly(codes.measures, "2026-01-01", "2026-03-01");
  report.splits = {{"code", PropertySplit{{PropertyId{0}}}}};
  report.sort = SortOrder{1, true, 2};
  CHECK(answers.Table("2026-02-10", report) == Lines{"2026-01,b,3", "2026-01,c,3", "2026-02*,a,2", "2026-02*,b,0"});
  report.sort = SortOrder{0, true, std::nullopt};
  report.period.reset();
  CHECK(answers.Table("2026-02-10", report) == Lines{"all*,c,3", "all*,b,3", "all*,a,3"});
}

TEST_CASE("without splits the periods themselves are sorted, those without value last", "[engine][report]") {
  Codes codes;
  codes.Buy("a", "2026-01-10", 1);
  codes.Buy("a", "2026-03-10", 2);
  const Answers answers = codes.Build();
  Report report = Monthly(codes.measures, "2026-01-01", "2026-04-01");
  report.sort = SortOrder{0, true, std::nullopt};
  CHECK(answers.Table("2026-03-10", report) == Lines{"2026-03*,2", "2026-01,1", "2026-02,0"});
  report.sort = SortOrder{0, false, 1};
  CHECK(answers.Table("2026-03-10", report) == Lines{"2026-02,0"});
  report.shown[0].expression =
      Combine(Expression::Kind::kDivide, report.shown[0].expression, report.shown[0].expression);
  report.sort = SortOrder{0, false, std::nullopt};
  CHECK(answers.Table("2026-03-10", report) == Lines{"2026-01,1.000000", "2026-03*,1.000000", "2026-02,none"});
}

TEST_CASE("ten thousand rows of a split are shown, one more is an error", "[engine][report]") {
  Codes codes;
  for (int i = 0; i < 9'999; ++i) codes.Buy("code " + std::to_string(i), "2026-01-10", 1);
  codes.facts.Event("zoe", codes.purchase, "2026-01-10");  // the missing code is the 10,000th row
  Report report = Shown({});
  report.splits = {{"code", PropertySplit{{PropertyId{0}}}}};
  {
    const Answers answers = codes.Build();
    report.shown = {Show(codes.measures[0])};
    CHECK(answers.Table("2026-02-10", report).size() == 10'000);
  }
  codes.Buy("one more", "2026-01-10", 1);
  const Answers answers = codes.Build();
  const ReportResult result = answers.Compute("2026-02-10", report);
  CHECK(result.table.rows.empty());
  CHECK(result.error ==
        "The split by “code” gives more than 10,000 rows. Put the values into bands or into a group, or split by "
        "something else.");
}

}  // namespace
}  // namespace segue::engine
