// `did E …`: windows, counts, filters, while. Expected moments are worked by hand from the definitions in
// docs/internals/semantics.md ("Exact definitions").
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/moments.h"

namespace segue::engine {
namespace {

RelativeWindow::Bound Start(CalendarUnit unit, std::int32_t months = 0, std::int32_t days = 0) {
  return {{unit, months, days}, false};
}
RelativeWindow::Bound End(CalendarUnit unit, std::int32_t months = 0, std::int32_t days = 0) {
  return {{unit, months, days}, true};
}

struct Shop {
  TimelineBuilder facts;
  EventKindId purchase = facts.Kind("purchase", {{"amount", ValueType::kNumber}, {"code", ValueType::kText}});
  EventKindId click = facts.Kind("click");

  /// The moments of one condition about ann.
  std::string Of(DidNode node, Scope scope = Always(), std::string_view zone = "UTC") {
    Rules rules(facts.schema());
    const NodeId did = rules.Add(std::move(node));
    return Moments(rules.program, facts.Build(), scope, zone).Of("ann", did);
  }
  std::string Purchased(std::vector<WhenClause> when, std::int64_t at_least = 1,
                        std::optional<std::int64_t> at_most = {}) {
    return Of({Rules::Events({purchase}), std::move(when), at_least, at_most});
  }
};

TEST_CASE("each when-clause covers what the table says", "[did]") {
  Shop shop;
  shop.facts.Born("ann", "2026-01-01");
  shop.facts.Event("ann", shop.purchase, "2026-01-15T10:00");
  CHECK(shop.Purchased({}) == "2026-01-15T10:00..forever");
  CHECK(shop.Purchased({InLastWindow{Days(30)}}) == "2026-01-15T10:00..2026-02-14T10:00");
  CHECK(shop.Purchased({InLastWindow{Months(1)}}) == "2026-01-15T10:00..2026-02-15T10:00");
  CHECK(shop.Purchased({OlderThanWindow{Days(30)}}) == "2026-02-14T10:00..forever");
  CHECK(shop.Purchased({AbsoluteWindow{{At("2026-01-01"), At("2026-02-01")}}}) == "2026-01-15T10:00..forever");
  CHECK(shop.Purchased({AbsoluteWindow{{At("2026-01-01"), At("2026-01-15T10:00")}}}).empty());
  CHECK(shop.Purchased({AbsoluteWindow{{At("2026-01-15T10:00"), At("2026-01-16")}}}) == "2026-01-15T10:00..forever");
}

TEST_CASE("a window without length covers nothing, of one kind or several", "[did]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-01-15T10:00");
  shop.facts.Event("ann", shop.click, "2026-01-15T10:00");
  CHECK(shop.Purchased({InLastWindow{Days(0)}}).empty());
  CHECK(shop.Of({Rules::Events({shop.purchase, shop.click}), {InLastWindow{Days(0)}}, 1, {}}).empty());
  CHECK(shop.Of({Rules::Events({shop.purchase, shop.click}), {InLastWindow{{1, 0}}}, 1, {}}) ==
        "2026-01-15T10:00..2026-01-15T10:00:00.001");
}

TEST_CASE("windows of several kinds, also beyond what one line of numbers holds", "[did]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-01-01");
  shop.facts.Event("ann", shop.click, "2026-01-11");  // exactly ten days later: without a break
  shop.facts.Event("ann", shop.purchase, "2026-02-01");
  const EventSet any = Rules::Events({shop.purchase, shop.click});
  CHECK(shop.Of({any, {InLastWindow{Days(10)}}, 1, {}}) == "2026-01-01..2026-01-21 2026-02-01..2026-02-11");
  CHECK(shop.Of({any, {InLastWindow{{kForever, 0}}}, 1, {}}) == "2026-01-01..forever");
}

TEST_CASE("relative windows follow the calendar", "[did]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-01-15T10:00");  // a Thursday
  using enum CalendarUnit;
  CHECK(shop.Purchased({RelativeWindow{Start(kMonth), End(kMonth)}}) == "2026-01-15T10:00..2026-02-01");
  CHECK(shop.Purchased({RelativeWindow{Start(kMonth, -1), End(kMonth, -1)}}) == "2026-02-01..2026-03-01");
  CHECK(shop.Purchased({RelativeWindow{Start(kWeek, 0, -7), End(kWeek, 0, -7)}}) == "2026-01-19..2026-01-26");
  CHECK(shop.Purchased({RelativeWindow{Start(kDay), End(kDay)}}) == "2026-01-15T10:00..2026-01-16");
  CHECK(shop.Purchased({RelativeWindow{Start(kDay, 0, -1), End(kDay, 0, -1)}}) == "2026-01-16..2026-01-17");
  CHECK(shop.Purchased({RelativeWindow{Start(kQuarter), End(kQuarter)}}) == "2026-01-15T10:00..2026-04-01");
  CHECK(shop.Purchased({RelativeWindow{Start(kYear, -12), End(kYear, -12)}}) == "2027-01-01..2028-01-01");
  CHECK(shop.Purchased({RelativeWindow{Start(kDay, 0, -5), {}}}) ==
        "2026-01-15T10:00..2026-01-21");                                              // since 5 days ago
  CHECK(shop.Purchased({RelativeWindow{{}, Start(kDay)}}) == "2026-01-16..forever");  // before today
}

TEST_CASE("relative months clamp: since a month ago", "[did]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-02-28T10:00");
  // On 28 to 31 March "a month ago" is 28 February; on 1 April it is 1 March.
  CHECK(shop.Purchased({RelativeWindow{Start(CalendarUnit::kDay, -1), {}}}) == "2026-02-28T10:00..2026-04-01");
}

TEST_CASE("relative windows follow the zone, also over a day that it skipped", "[did]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2011-12-30T09:00");  // 29 December 23:00 in Samoa; the next day was the 31st
  const DidNode today{
      Rules::Events({shop.purchase}), {RelativeWindow{Start(CalendarUnit::kDay), End(CalendarUnit::kDay)}}, 1, {}};
  CHECK(shop.Of(today, Always(), "Pacific/Apia") == "2011-12-30T09:00..2011-12-30T10:00");
  const DidNode yesterday{Rules::Events({shop.purchase}),
                          {RelativeWindow{Start(CalendarUnit::kDay, 0, -1), End(CalendarUnit::kDay, 0, -1)}},
                          1,
                          {}};
  CHECK(shop.Of(yesterday, Always(), "Pacific/Apia").empty());  // the day before the 31st did not happen
}

TEST_CASE("several clauses cover their intersection", "[did]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-01-15T10:00");
  CHECK(shop.Purchased({OlderThanWindow{Days(10)}, InLastWindow{Days(30)}}) == "2026-01-25T10:00..2026-02-14T10:00");
  CHECK(shop.Purchased({OlderThanWindow{Days(40)}, InLastWindow{Days(30)}}).empty());
  CHECK(shop.Purchased({AbsoluteWindow{{At("2025-01-01"), At("2026-01-01")}}, OlderThanWindow{Days(10)}}).empty());
}

TEST_CASE("counts are of intervals that cover the moment", "[did]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-01-01");
  shop.facts.Event("ann", shop.purchase, "2026-01-11");
  shop.facts.Event("ann", shop.purchase, "2026-01-11");
  const std::vector<WhenClause> last_30{InLastWindow{Days(30)}};
  CHECK(shop.Purchased(last_30, 2) == "2026-01-11..2026-02-10");
  CHECK(shop.Purchased(last_30, 3) == "2026-01-11..2026-01-31");
  CHECK(shop.Purchased(last_30, 4).empty());
  CHECK(shop.Purchased(last_30, 2, 2) == "2026-01-31..2026-02-10");
  CHECK(shop.Purchased(last_30, 1, 1) == "2026-01-01..2026-01-11");
  CHECK(shop.Purchased(last_30, 0, 1) == "2025-12-31T23:59:59.999..2026-01-11 2026-02-10..forever");
  CHECK(shop.Purchased({}, 0, 0) == "2025-12-31T23:59:59.999..2026-01-01");
  CHECK(shop.Purchased({}, 3) == "2026-01-11..forever");
}

TEST_CASE("ends of calendar lengths are sorted, not assumed sorted", "[did]") {
  // Plus six months both clamp to 28 February: 23:00 for the earlier event, 01:00 for the later.
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-08-30T23:00");
  shop.facts.Event("ann", shop.purchase, "2026-08-31T01:00");
  CHECK(shop.Purchased({InLastWindow{Months(6)}}) == "2026-08-30T23:00..2027-02-28T23:00");
  CHECK(shop.Purchased({InLastWindow{Months(6)}}, 2) == "2026-08-31T01:00..2027-02-28T01:00");
  CHECK(shop.Purchased({OlderThanWindow{Months(6)}}) == "2027-02-28T01:00..forever");
  CHECK(shop.Purchased({OlderThanWindow{Months(6)}}, 2) == "2027-02-28T23:00..forever");
}

TEST_CASE("an event that matches two alternatives counts once", "[did]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-01-01", {50.0, std::string("VIP")});
  shop.facts.Event("ann", shop.click, "2026-01-03");
  const EventMatch big = Rules::Match(shop.purchase, 0, {TestKind::kGreaterOrEqual, false, {{50.0, false}}});
  const EventMatch vip = Rules::Match(shop.purchase, 1, Rules::Equal(std::string("vip")));
  CHECK(shop.Of({{{big, vip}, {}}, {}, 2, {}}).empty());
  CHECK(shop.Of({{{big, vip, {shop.click, {}}}, {}}, {}, 2, {}}) == "2026-01-03..forever");
  CHECK(shop.Of({{{big, {shop.purchase, {}}}, {}}, {}, 1, 1}) == "2026-01-01..forever");
}

TEST_CASE("filters combine with and, or, not", "[did]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-01-01", {10.0, std::string("A")});
  shop.facts.Event("ann", shop.purchase, "2026-01-02", {20.0, std::string("B")});
  shop.facts.Event("ann", shop.purchase, "2026-01-03", {30.0});
  const Predicate small{PropertyTest{0, {TestKind::kLess, false, {{25.0, false}}}}};
  const Predicate is_b{PropertyTest{1, Rules::Equal(std::string("b"))}};
  const auto first_match = [&](Predicate filter) {
    return shop.Of({{{{shop.purchase, std::move(filter)}}, {}}, {}, 1, {}});
  };
  CHECK(first_match({PredicateAll{{small, is_b}}}) == "2026-01-02..forever");
  CHECK(first_match({PredicateAny{{is_b, {PredicateNot{{small}}}}}}) == "2026-01-02..forever");
  CHECK(first_match({PredicateNot{{{PredicateAny{{is_b, small}}}}}}) == "2026-01-03..forever");
  CHECK(first_match({PredicateAll{}}) == "2026-01-01..forever");
  CHECK(first_match({PredicateAny{}}).empty());
}

TEST_CASE("while looks at the event's instant, just before it one millisecond earlier", "[did]") {
  Shop shop;
  shop.facts.Event("ann", shop.click, "2026-01-01");
  shop.facts.Event("ann", shop.purchase, "2026-01-01");
  shop.facts.Event("ann", shop.purchase, "2026-01-05");
  Rules rules(shop.facts.schema());
  const NodeId bought = rules.Did(shop.purchase);
  const NodeId not_bought = rules.Not(bought);
  const auto click_while = [&](NodeId condition, bool before) {
    EventSet events = Rules::Events({shop.click});
    events.during.push_back({condition, before});
    return rules.Add(DidNode{std::move(events), {}, 1, {}});
  };
  const NodeId with = click_while(bought, false), before = click_while(bought, true);
  const NodeId newcomer = click_while(not_bought, true), never = click_while(not_bought, false);
  const Moments moments(rules.program, shop.facts.Build(), Always());
  CHECK(moments.Of("ann", with) == "2026-01-01..forever");
  CHECK(moments.Of("ann", before).empty());
  CHECK(moments.Of("ann", newcomer) == "2026-01-01..forever");  // just before birth nothing had been bought
  CHECK(moments.Of("ann", never).empty());
}

TEST_CASE("what happened after as_of is not known, windows run out up to the horizon", "[did]") {
  Shop shop;
  shop.facts.Event("ann", shop.purchase, "2026-01-01");
  shop.facts.Event("ann", shop.purchase, "2026-01-20");
  const DidNode recent{Rules::Events({shop.purchase}), {InLastWindow{Days(30)}}, 1, {}};
  CHECK(shop.Of(recent, AsOf("2026-01-10")) == "2026-01-01..forever");
  CHECK(shop.Of(recent, AsOf("2026-01-10", "2026-03-01")) == "2026-01-01..2026-01-31");
  CHECK(shop.Of(recent, AsOf("2026-01-20", "2026-03-01")) == "2026-01-01..2026-02-19");
  CHECK(shop.Of(recent, AsOf("2026-01-19T23:59:59.999", "2026-02-19")) == "2026-01-01..2026-01-31");
  CHECK(shop.Of(recent, AsOf("2026-01-20", "2026-02-19")) == "2026-01-01..2026-02-19");
  CHECK(shop.Of(recent, AsOf("2026-01-20", "2026-02-18T23:59:59.999")) == "2026-01-01..forever");
  CHECK(shop.Of(recent, AsOf("2025-12-31")).empty());
}

}  // namespace
}  // namespace segue::engine
