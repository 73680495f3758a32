// Snapshots: values observed night by night become changes; late nights take their place; complete nights end
// existence.
//
// Nights are the instants 100, 200, 300 …; the expectations follow semantics.md, "Late, repeated and partial data".

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/sqlite/shop.h"

using namespace segue;
using namespace segue::sqlite;
using namespace segue::sqlite::test;

namespace {

/// What one night showed: contact → plan ("" shows a blank), in a file named after the night.
struct Night {
  engine::Instant observed = 0;
  std::vector<std::pair<std::string, std::string>> plans;
  bool complete = false;
  std::optional<double> at_most_gone;
  std::optional<engine::Instant> dates_at;
};

adapters::Result<adapters::FactCounts> TryNight(SqliteStore& store, const Night& night,
                                                const std::string& feed = "crm") {
  const auto sink = Must(store.Begin(ShopSchema(), feed, "contacts-" + std::to_string(night.observed) + ".csv"));
  Must(sink->BeginSnapshot({night.observed, night.complete, night.at_most_gone}));
  for (const auto& [key, plan] : night.plans) {
    const std::pair<engine::FieldId, FactValue> values[] = {{kPlan, plan}};
    Must(sink->Add(adapters::SnapshotRow{key, night.dates_at, values}));
  }
  return sink->Commit();
}

adapters::FactCounts ImportNight(SqliteStore& store, const Night& night, const std::string& feed = "crm") {
  return Must(TryNight(store, night, feed));
}

std::string After(const std::vector<Night>& nights, const std::string& key = "adam") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  for (const Night& night : nights) ImportNight(*store, night);
  return DescribeContact(ShopSchema(), LoadAll(*store), key);
}

Night Of(engine::Instant observed, const std::string& plan) { return {observed, {{"adam", plan}}, false, {}, {}}; }
Night Complete(engine::Instant observed, const std::vector<std::string>& keys) {
  Night night{observed, {}, true, {}, {}};
  for (const std::string& key : keys) night.plans.emplace_back(key, "client");
  return night;
}

}  // namespace

TEST_CASE("two nights, prospect then client, give one change dated the second night") {
  CHECK(After({Of(100, "prospect"), Of(200, "client")}) == "born 100\nplan: always=prospect 200=client\n");
}

TEST_CASE("a value that stays is no change") {
  CHECK(After({Of(100, "prospect"), Of(200, "prospect"), Of(300, "client"), Of(400, "client")}) ==
        "born 100\nplan: always=prospect 300=client\n");
}

TEST_CASE("a blank clears, and a value comes back") {
  CHECK(After({Of(100, "client"), Of(200, ""), Of(300, "client")}) ==
        "born 100\nplan: always=client 200=- 300=client\n");
}

TEST_CASE("the first snapshot's values hold from the mapped column's instant") {
  Night first = Of(100, "prospect");
  first.dates_at = 40;
  Night second = Of(200, "client");
  second.dates_at = 60;  // only the first counts
  CHECK(After({first, second}) == "born 40\nplan: 40=prospect 200=client\n");
}

TEST_CASE("the first snapshot of a contact that was created before dates its values at creation") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "leads", "leads.csv", [](FactSink& sink) { Contact(sink, "adam", 10); });
  ImportNight(*store, Of(100, "prospect"));
  CHECK(DescribeContact(ShopSchema(), LoadAll(*store), "adam") == "born 10\nplan: always=prospect\n");
}

TEST_CASE("a contact that appears later has its own first snapshot") {
  const std::vector<Night> nights = {Of(100, "prospect"),
                                     {200, {{"adam", "prospect"}, {"zoe", "client"}}, false, {}, {}}};
  CHECK(After(nights, "zoe") == "born 200\nplan: always=client\n");
}

TEST_CASE("a night that arrives late takes its place") {
  CHECK(After({Of(100, "prospect"), Of(300, "prospect"), Of(200, "client")}) ==
        "born 100\nplan: always=prospect 200=client 300=prospect\n");
  CHECK(After({Of(200, "client"), Of(100, "prospect")}) == "born 100\nplan: always=prospect 200=client\n");
  CHECK(After({Of(300, "client"), Of(100, "prospect"), Of(200, "client")}) ==
        "born 100\nplan: always=prospect 200=client\n");
}

TEST_CASE("a field that a night does not speak of keeps its value") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  ImportNight(*store, Of(100, "prospect"));
  ImportNight(*store, Of(300, "prospect"));
  {
    const auto sink = Must(store->Begin(ShopSchema(), "crm", "contacts-200.csv"));
    Must(sink->BeginSnapshot({200, false, {}}));
    const std::pair<engine::FieldId, FactValue> values[] = {{kAge, 30.0}};
    Must(sink->Add(adapters::SnapshotRow{"adam", {}, values}));
    Must(sink->Commit());
  }
  // The age first shown on the second night differs from nothing: a change on that night.
  CHECK(DescribeContact(ShopSchema(), LoadAll(*store), "adam") ==
        "born 100\nplan: always=prospect\nage: 200=30.000000\n");
}

TEST_CASE("the same snapshot twice changes nothing") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  const std::vector<Night> nights = {Complete(100, {"adam", "zoe"}), Complete(200, {"zoe"}),
                                     Complete(300, {"adam", "zoe"})};
  for (const Night& night : nights) ImportNight(*store, night);
  const std::string once = Describe(ShopSchema(), LoadAll(*store));
  for (const Night& night : nights) CHECK(ImportNight(*store, night).contacts_gone == 0);
  CHECK(Describe(ShopSchema(), LoadAll(*store)) == once);
}

TEST_CASE("a corrected file for the same night replaces what it showed") {
  CHECK(After({Of(100, "prospect"), Of(200, "client"), Of(300, "client"), Of(200, "prospect")}) ==
        "born 100\nplan: always=prospect 300=client\n");
}

TEST_CASE("a complete snapshot ends the existence of contacts it no longer shows") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  ImportNight(*store, Complete(100, {"adam", "zoe"}));
  CHECK(ImportNight(*store, Complete(200, {"zoe"})).contacts_gone == 1);
  CHECK(ImportNight(*store, Complete(300, {"zoe"})).contacts_gone == 0);
  CHECK(DescribeContact(ShopSchema(), LoadAll(*store), "adam") ==
        "born 100\nabsent: [200, forever)\nplan: always=client\n");
  ImportNight(*store, Complete(400, {"adam", "zoe"}));
  CHECK(DescribeContact(ShopSchema(), LoadAll(*store), "adam") ==
        "born 100\nabsent: [200, 400)\nplan: always=client\n");
}

TEST_CASE("a snapshot that is not complete says nothing of contacts it does not show") {
  CHECK(After({Complete(100, {"adam", "zoe"}), Of(200, "client"), Complete(300, {"adam"})}, "zoe") ==
        "born 100\nabsent: [300, forever)\nplan: always=client\n");
  CHECK(After({Of(100, "client"), {200, {{"zoe", "client"}}, false, {}, {}}}) == "born 100\nplan: always=client\n");
}

TEST_CASE("complete speaks only of contacts that the same feed has shown") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "shop", "orders.csv", [](FactSink& sink) { Purchase(sink, "bob", 50, 10); });
  ImportNight(*store, Complete(60, {"eve"}), "other feed");
  ImportNight(*store, Complete(100, {"adam"}));
  CHECK(DescribeContact(ShopSchema(), LoadAll(*store), "bob") == "born 50\npurchase 50 100000 -\n");
  CHECK(DescribeContact(ShopSchema(), LoadAll(*store), "eve") == "born 60\nplan: always=client\n");
}

TEST_CASE("a late complete snapshot withdraws and dates departures anew") {
  // Gone on night 300 by what was known; the late night 200 showed that it was gone earlier.
  CHECK(After({Complete(100, {"adam", "zoe"}), Complete(300, {"zoe"}), Complete(200, {"zoe"})}) ==
        "born 100\nabsent: [200, forever)\nplan: always=client\n");
  // The late night shows the contact: its absence began later.
  CHECK(After({Complete(100, {"adam", "zoe"}), Complete(300, {"zoe"}), Complete(200, {"adam", "zoe"})}) ==
        "born 100\nabsent: [300, forever)\nplan: always=client\n");
}

TEST_CASE("an event or a changed value after a departure brings the contact back") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  ImportNight(*store, Complete(100, {"adam", "zoe"}));
  ImportNight(*store, Complete(200, {"zoe"}));
  ImportNight(*store, Complete(300, {"zoe"}));
  Import(*store, "shop", "orders.csv", [](FactSink& sink) { Purchase(sink, "adam", 250, 10); });
  CHECK(DescribeContact(ShopSchema(), LoadAll(*store), "adam") ==
        "born 100\nabsent: [200, 250)\nplan: always=client\npurchase 250 100000 -\n");
}

TEST_CASE("at_most_gone refuses the file and keeps nothing of it") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  ImportNight(*store, Complete(100, {"a", "b", "c", "d"}));
  const std::string before = Describe(ShopSchema(), LoadAll(*store));
  Night half = Complete(200, {"a", "b"});
  half.at_most_gone = 0.25;
  const auto refused = TryNight(*store, half);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().error_class == adapters::ErrorClass::kRefused);
  CHECK(refused.error().problem ==
        "2 of the 4 contacts of this feed (50.0 %) are not in the file, more than at_most_gone allows (25.0 %)");
  CHECK(Describe(ShopSchema(), LoadAll(*store)) == before);
  half.at_most_gone = 0.5;
  CHECK(TryNight(*store, half).ok());
}

TEST_CASE("two files for one instant are parts of one snapshot") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  ImportNight(*store, Complete(100, {"adam", "zoe"}));
  for (const std::string part : {"adam", "zoe"}) {
    const auto sink = Must(store->Begin(ShopSchema(), "crm", "contacts-200-" + part + ".csv"));
    Must(sink->BeginSnapshot({200, true, {}}));
    const std::pair<engine::FieldId, FactValue> values[] = {{kPlan, std::string("client")}};
    Must(sink->Add(adapters::SnapshotRow{part, {}, values}));
    Must(sink->Commit());
  }
  for (const std::string key : {"adam", "zoe"}) {
    CHECK(DescribeContact(ShopSchema(), LoadAll(*store), key) == "born 100\nplan: always=client\n");
  }
}

TEST_CASE("a list column of a snapshot: joined, left, joined again") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  const auto night = [&](engine::Instant observed, std::optional<bool> member) {
    const auto sink = Must(store->Begin(ShopSchema(), "crm", "contacts-" + std::to_string(observed) + ".csv"));
    Must(sink->BeginSnapshot({observed, false, {}}));
    const std::pair<engine::FieldId, FactValue> values[] = {{kPlan, std::string("client")}};
    for (const std::string key : {"adam", "zoe"}) Must(sink->Add(adapters::SnapshotRow{key, {}, values}));
    Must(sink->Add(adapters::ListFact{"zoe", 0, 70, true}));
    if (member) Must(sink->Add(adapters::ListFact{"adam", 0, observed, *member}));
    Must(sink->Commit());
  };
  night(100, true);
  night(200, true);
  night(300, std::nullopt);  // blank: no longer on the list
  night(500, true);
  night(400, false);
  CHECK(DescribeContact(ShopSchema(), LoadAll(*store), "adam") ==
        "born 100\nplan: always=client\nlist VIP: [always, 300) [500, forever)\n");
  CHECK(DescribeContact(ShopSchema(), LoadAll(*store), "zoe") ==
        "born 100\nplan: always=client\nlist VIP: [70, forever)\n");
}
