// Fields, lists, `for`, `was`, `known for`: conditions that last, and the millisecond before birth.
#include <catch2/catch_test_macros.hpp>

#include "tests/engine/moments.h"

namespace segue::engine {
namespace {

const std::string kFrance = "FR", kBelgium = "BE";

struct People {
  TimelineBuilder facts;
  FieldId country = facts.Field("country", ValueType::kText);
  EventKindId purchase = facts.Kind("purchase");
  ListId salon = facts.List("Salon");
  Rules rules{facts.schema()};

  NodeId French() { return rules.FieldIs(country, kFrance); }
  std::string Of(std::string_view contact, NodeId node, Scope scope = Always()) {
    return Moments(rules.program, facts.Build(), scope).Of(contact, node);
  }
};

TEST_CASE("a field holds from its change to the next, the value of birth from just before", "[fields]") {
  People people;
  people.facts.Born("ann", "2026-01-01");
  people.facts.Change("ann", people.country, "2026-02-01", kFrance);
  people.facts.Change("ann", people.country, "2026-03-01", kFrance);  // the same again is no change
  people.facts.Change("ann", people.country, "2026-04-01", kBelgium);
  people.facts.Change("ann", people.country, "2026-05-01", kFrance);
  people.facts.Change("ann", people.country, "2026-06-01", {});  // cleared
  people.facts.Change("bob", people.country, "2026-02-01", kFrance);
  const NodeId french = people.French(), foreign = people.rules.Not(french);
  CHECK(people.Of("ann", french) == "2026-02-01..2026-04-01 2026-05-01..2026-06-01");
  CHECK(people.Of("ann", foreign) == "2025-12-31T23:59:59.999..2026-02-01 2026-04-01..2026-05-01 2026-06-01..forever");
  CHECK(people.Of("bob", french) == "2026-01-31T23:59:59.999..forever");
}

TEST_CASE("undated values hold from birth; a contact without dates has always existed", "[fields]") {
  People people;
  people.facts.Change("ann", people.country, "", kFrance);
  people.facts.Event("ann", people.purchase, "2026-03-01");
  people.facts.Change("zoe", people.country, "", kFrance);
  people.facts.Contact("nil");
  const NodeId french = people.French(), known = people.rules.Add(KnownForNode{Days(30)});
  const NodeId lasting = people.rules.Add(HeldForNode{french, Days(30)});
  CHECK(people.Of("ann", french) == "2026-02-28T23:59:59.999..forever");
  CHECK(people.Of("zoe", french) == "always..forever");
  CHECK(people.Of("zoe", known) == "always..forever");
  CHECK(people.Of("zoe", lasting) == "always..forever");
  CHECK(people.Of("nil", french).empty());
  CHECK(people.Of("nil", people.rules.Not(french)) == "always..forever");
}

TEST_CASE("changes after as_of are not known", "[fields]") {
  People people;
  people.facts.Change("ann", people.country, "2026-02-01", kFrance);
  people.facts.Change("ann", people.country, "2026-04-01", kBelgium);
  const NodeId french = people.French();
  CHECK(people.Of("ann", french, AsOf("2026-03-31T23:59:59.999", "2027-01-01")) == "2026-01-31T23:59:59.999..forever");
  CHECK(people.Of("ann", french, AsOf("2026-04-01", "2027-01-01")) == "2026-01-31T23:59:59.999..2026-04-01");
  CHECK(people.Of("ann", french, AsOf("2026-01-31")).empty());  // not born yet
}

TEST_CASE("for counts each run from its start, birth at the earliest", "[duration]") {
  People people;
  people.facts.Change("ann", people.country, "2026-02-01", kFrance);
  people.facts.Change("ann", people.country, "2026-02-20", kBelgium);
  people.facts.Change("ann", people.country, "2026-03-31", kFrance);
  const NodeId french = people.French();
  const NodeId days = people.rules.Add(HeldForNode{french, Days(10)});
  const NodeId month = people.rules.Add(HeldForNode{french, Months(1)});
  CHECK(people.Of("ann", days) == "2026-02-11..2026-02-20 2026-04-10..forever");
  CHECK(people.Of("ann", month) == "2026-04-30..forever");
  CHECK(people.Of("ann", month, AsOf("2026-04-01", "2026-04-29")).empty());
}

TEST_CASE("was holds from the first start on, and forgets the millisecond before birth", "[duration]") {
  People people;
  people.facts.Event("ann", people.purchase, "2026-01-01");
  people.facts.Event("bob", people.purchase, "2026-02-01");
  people.facts.Born("bob", "2026-01-01");
  const NodeId bought = people.rules.Did(people.purchase);
  const NodeId ever_bought = people.rules.Add(EverNode{bought});
  const NodeId ever_without = people.rules.Add(EverNode{people.rules.Not(bought)});
  CHECK(people.Of("ann", ever_bought) == "2026-01-01..forever");
  CHECK(people.Of("ann", ever_without) == "2025-12-31T23:59:59.999..2026-01-01");
  CHECK(people.Of("bob", ever_without) == "2025-12-31T23:59:59.999..forever");
}

TEST_CASE("known for counts from birth", "[duration]") {
  People people;
  people.facts.Born("ann", "2026-01-31");
  const NodeId known = people.rules.Add(KnownForNode{Months(1)});
  CHECK(people.Of("ann", known) == "2026-02-28..forever");
  CHECK(people.Of("ann", known, AsOf("2026-02-01", "2026-02-28")) == "2026-02-28..forever");
  CHECK(people.Of("ann", known, AsOf("2026-02-01", "2026-02-27T23:59:59.999")).empty());
}

TEST_CASE("lists hold between joining and leaving", "[fields]") {
  People people;
  people.facts.Born("ann", "2026-01-01");
  people.facts.Join("ann", people.salon, "2026-02-01", "2026-03-01");
  people.facts.Join("ann", people.salon, "2026-04-01");
  const NodeId member = people.rules.Add(InListNode{people.salon});
  CHECK(people.Of("ann", member) == "2026-02-01..2026-03-01 2026-04-01..forever");
  CHECK(people.Of("ann", member, AsOf("2026-02-15", "2027-01-01")) == "2026-02-01..forever");
}

TEST_CASE("logic of many parts", "[logic]") {
  People people;
  people.facts.Born("ann", "2026-01-01");
  for (const char* day : {"2026-02-01", "2026-03-01", "2026-04-01"}) people.facts.Event("ann", people.purchase, day);
  Rules& rules = people.rules;
  std::vector<NodeId> windows;
  for (const char* day : {"2026-02-01", "2026-03-01", "2026-04-01"}) {
    windows.push_back(rules.Did(people.purchase, {AbsoluteWindow{{At(day), At(day) + 1}}, InLastWindow{Days(45)}}));
  }
  // [1 February, 18 March) [1 March, 15 April) [1 April, 16 May)
  CHECK(people.Of("ann", rules.Add(AnyOfNode{windows})) == "2026-02-01..2026-05-16");
  CHECK(people.Of("ann", rules.Add(AllOfNode{windows})).empty());
  CHECK(people.Of("ann", rules.Add(AllOfNode{{windows[0], windows[1]}})) == "2026-03-01..2026-03-18");
  CHECK(people.Of("ann", rules.Add(AllOfNode{{windows[0], windows[1], windows[1], windows[0]}})) ==
        "2026-03-01..2026-03-18");
  CHECK(people.Of("ann", rules.Add(AnyOfNode{{windows[0], windows[2], windows[0]}})) ==
        "2026-02-01..2026-03-18 2026-04-01..2026-05-16");
  CHECK(people.Of("ann", rules.Add(AllOfNode{{windows[1]}})) == "2026-03-01..2026-04-15");
  CHECK(people.Of("ann", rules.Add(AllOfNode{})) == "2025-12-31T23:59:59.999..forever");
  CHECK(people.Of("ann", rules.Add(AnyOfNode{})).empty());
  CHECK(people.Of("ann", rules.Add(NobodyNode{})).empty());
}

}  // namespace
}  // namespace segue::engine
