// Which events are the same event: importing twice, overlapping exports, ids of the source, equal rows.

#include <catch2/catch_test_macros.hpp>

#include "adapters/sqlite/database.h"
#include "adapters/sqlite/event_identity.h"
#include "tests/sqlite/shop.h"

using namespace segue;
using namespace segue::sqlite;
using namespace segue::sqlite::test;

namespace {

struct Counts {
  std::int64_t added, duplicates;
  friend bool operator==(const Counts&, const Counts&) = default;
};

Counts ImportCounts(SqliteStore& store, const std::string& import, const std::string& file,
                    const std::function<void(FactSink&)>& fill) {
  const adapters::FactCounts counts = Import(store, import, file, fill);
  return {counts.events_added, counts.duplicates};
}

std::size_t Purchases(SqliteStore& store) { return LoadAll(store).events[kPurchase].at.size(); }

}  // namespace

TEST_CASE("importing a file twice adds nothing") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  const auto fill = [](FactSink& sink) {
    Purchase(sink, "adam", 50, 10, "A");
    Purchase(sink, "adam", 50, 10, "B");
    Purchase(sink, "zoe", 60, 10, "A", "id-1");
  };
  CHECK(ImportCounts(*store, "orders", "orders.csv", fill) == Counts{3, 0});
  CHECK(ImportCounts(*store, "orders", "orders.csv", fill) == Counts{0, 3});
  CHECK(ImportCounts(*store, "orders", "copy.csv", fill) == Counts{0, 3});
  CHECK(Purchases(*store) == 3);
}

TEST_CASE("equal rows of one file are different events, of two files the same") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  const auto times = [](int count) {
    return [count](FactSink& sink) {
      for (int i = 0; i < count; ++i) Purchase(sink, "adam", 50, 10, "A");
    };
  };
  CHECK(ImportCounts(*store, "orders", "a.csv", times(2)) == Counts{2, 0});
  CHECK(ImportCounts(*store, "orders", "b.csv", times(1)) == Counts{0, 1});
  CHECK(ImportCounts(*store, "orders", "c.csv", times(4)) == Counts{2, 2});
  CHECK(Purchases(*store) == 4);
}

TEST_CASE("an overlapping export adds only what is new") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  const auto days = [](int first, int last) {
    return [=](FactSink& sink) {
      for (int day = first; day <= last; ++day) Purchase(sink, "adam", day * 1000LL, day, "A");
    };
  };
  CHECK(ImportCounts(*store, "orders", "january.csv", days(1, 20)) == Counts{20, 0});
  CHECK(ImportCounts(*store, "orders", "february.csv", days(15, 40)) == Counts{20, 6});
  CHECK(Purchases(*store) == 40);
}

TEST_CASE("the source's id is the identity, per import; the first content stays") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  CHECK(ImportCounts(*store, "web", "w1.csv", [](FactSink& sink) { Purchase(sink, "adam", 50, 10, "A", "17"); }) ==
        Counts{1, 0});
  CHECK(ImportCounts(*store, "web", "w2.csv", [](FactSink& sink) { Purchase(sink, "adam", 90, 99, "B", "17"); }) ==
        Counts{0, 1});
  CHECK(ImportCounts(*store, "till", "t.csv", [](FactSink& sink) { Purchase(sink, "adam", 50, 10, "A", "17"); }) ==
        Counts{1, 0});
  CHECK(DescribeContact(ShopSchema(), LoadAll(*store), "adam") ==
        "born 50\npurchase 50 100000 A\npurchase 50 100000 A\n");
}

TEST_CASE("one id twice in one file is one event") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  CHECK(ImportCounts(*store, "web", "w.csv", [](FactSink& sink) {
          Purchase(sink, "adam", 50, 10, "first", "17");
          Purchase(sink, "adam", 40, 10, "second", "17");
        }) == Counts{1, 1});
  CHECK(DescribeContact(ShopSchema(), LoadAll(*store), "adam") == "born 50\npurchase 50 100000 first\n");
}

TEST_CASE("an id may serve different kinds of events") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  CHECK(ImportCounts(*store, "web", "w.csv", [](FactSink& sink) {
          Purchase(sink, "adam", 50, 10, "A", "17");
          Visit(sink, "adam", 50, "/", "17");
        }) == Counts{2, 0});
}

TEST_CASE("the order of declaration and missing properties are no part of the identity") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "orders", "a.csv", [](FactSink& sink) { Purchase(sink, "adam", 50, 10, "A"); });
  engine::Schema other = ShopSchema();
  std::swap(other.events[kPurchase].properties[0], other.events[kPurchase].properties[1]);
  other.events[kPurchase].properties.push_back({"shop", engine::ValueType::kText, {}, "", ""});
  const auto sink = Must(store->Begin(other, "orders", "a.csv"));
  const FactValue values[] = {std::string("A"), engine::Money{100'000}, std::monostate{}};
  Must(sink->Add(adapters::EventFact{"adam", kPurchase, 50, {}, 0, values}));
  const adapters::FactCounts counts = Must(sink->Commit());
  CHECK(counts.events_added == 0);
  CHECK(counts.duplicates == 1);
}

TEST_CASE("two events whose hashes collide are both kept, and each is recognised again") {
  const TemporaryFolder folder;
  const std::string path = folder / "shop.db";
  const auto store = OpenShop(path);
  const auto victim = [](FactSink& sink) { Purchase(sink, "adam", 50, 10, "A"); };
  Import(*store, "orders", "a.csv", victim);
  // A forged collision: another event already has the identity that "B" will ask for.
  const FactValue other[] = {engine::Money{100'000}, std::string("B")};
  const auto other_event = [&](FactSink& sink) {
    Must(sink.Add(adapters::EventFact{"adam", kPurchase, 50, {}, 0, other}));
  };
  Import(*store, "orders", "b.csv", other_event);
  {
    Database database(path, Access::kWrite, 1000);
    const std::int64_t identity = database.QueryInteger("SELECT identity FROM event_purchase WHERE code = 'B'");
    database.Execute("DELETE FROM event_purchase WHERE code = 'B'; UPDATE event_purchase SET identity = " +
                     std::to_string(identity) + "; UPDATE event_kind SET events = 1 WHERE name = 'purchase'");
  }
  CHECK(ImportCounts(*store, "orders", "b.csv", other_event) == Counts{1, 0});
  CHECK(ImportCounts(*store, "orders", "b.csv", other_event) == Counts{0, 1});
  CHECK(Purchases(*store) == 2);
}

TEST_CASE("of two reports of one event the lowest rank holds, whichever came first") {
  const TemporaryFolder folder;
  const auto ranks = [&](const std::string& name, std::int64_t first, std::int64_t second) {
    const auto store = OpenShop(folder / name);
    Import(*store, "a", "a.csv", [&](FactSink& sink) { Purchase(sink, "adam", 50, 10, "A", {}, first); });
    Import(*store, "a", "b.csv", [&](FactSink& sink) { Purchase(sink, "adam", 50, 10, "A", {}, second); });
    return DescribeContact(ShopSchema(), LoadAll(*store), "adam");
  };
  CHECK(ranks("1.db", 3, 7) == "born 50\npurchase 50 #3 100000 A\n");
  CHECK(ranks("2.db", 7, 3) == "born 50\npurchase 50 #3 100000 A\n");
}

TEST_CASE("identities lie in the order of time, for negative instants too") {
  constexpr engine::Instant kDay = engine::kMillisecondsPerDay;
  const auto identity = [](engine::Instant at) { return IdentityOfContent(1, at, 2); };
  CHECK(identity(-10 * kDay) < identity(-5 * kDay));
  CHECK(identity(-5 * kDay) < identity(0));
  CHECK(identity(0) < identity(20'000 * kDay));
  // Far instants share the last step and still differ.
  CHECK(identity(engine::kForever) != identity(engine::kForever - 1));
  CHECK(IdentityAtPosition(identity(0), 1) != identity(0));
  CHECK(IdentityAtPosition(identity(0), 0) == identity(0));
}
