// Facts go in and come out as timelines: contacts, fields, events, lists. Instants are small numbers of milliseconds.

#include <catch2/catch_test_macros.hpp>

#include "tests/sqlite/shop.h"

using namespace segue;
using namespace segue::sqlite;
using namespace segue::sqlite::test;

namespace {

std::string ContactText(SqliteStore& store, const std::string& key) {
  return DescribeContact(ShopSchema(), LoadAll(store), key);
}

}  // namespace

TEST_CASE("facts of every kind come back") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  const adapters::FactCounts counts = Import(*store, "orders", "orders.csv", [](FactSink& sink) {
    Contact(sink, "zoe", 500);
    Contact(sink, "adam", 100);
    Field(sink, "adam", kPlan, std::string("prospect"));
    Field(sink, "adam", kPlan, std::string("client"), 300);
    Field(sink, "adam", kAge, 41.5);
    Field(sink, "adam", kTags, std::vector<std::string>{"b", "a", "b", ""});
    Field(sink, "adam", kBirthday, engine::Day{-1}, 250);
    Purchase(sink, "adam", 200, 50, "VIP");
    Purchase(sink, "zoe", 700, 10);
    Visit(sink, "adam", 150, "/home");
    const FactValue cost[] = {engine::Money{12'345}};
    Must(sink.Add(adapters::EventFact{"", kSpend, 50, {}, 0, cost}));
    Must(sink.Add(adapters::ListFact{"zoe", 0, 600, true}));
  });
  CHECK(counts.contacts_added == 2);
  CHECK(counts.events_added == 4);
  CHECK(counts.duplicates == 0);
  CHECK(Describe(ShopSchema(), LoadAll(*store)) ==
        "== adam\n"
        "born 100\n"
        "plan: always=prospect 300=client\n"
        "age: always=41.500000\n"
        "tags: always=a+b\n"
        "birthday: 250=-1\n"
        "purchase 200 500000 VIP\n"
        "visit 150 /home no -\n"
        "== zoe\n"
        "born 500\n"
        "purchase 700 100000 -\n"
        "list VIP: [600, forever)\n"
        "== account\n"
        "spend 50 12345\n"
        "data 50 to 700\n");
}

TEST_CASE("a store without facts gives empty timelines") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  const engine::Timelines timelines = LoadAll(*store);
  CHECK(timelines.contacts() == 0);
  CHECK(timelines.events.size() == 3);
  CHECK_FALSE(timelines.events[kPurchase].imported);
  CHECK_FALSE(timelines.data_through.has_value());
}

TEST_CASE("a contact without any date has always existed") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "a", "a.csv", [](FactSink& sink) { Field(sink, "adam", kAge, 3.0); });
  CHECK(ContactText(*store, "adam") == "born always\nage: always=3.000000\n");
}

TEST_CASE("birth is the earliest of creation, first event and first dated value") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "a", "a.csv", [](FactSink& sink) {
    Contact(sink, "created", 100);
    Purchase(sink, "created", 200, 1);
    Contact(sink, "bought", 100);
    Purchase(sink, "bought", 50, 1);
    Contact(sink, "changed", 100);
    Field(sink, "changed", kAge, 3.0, 40);
  });
  const engine::Timelines timelines = LoadAll(*store);
  CHECK(timelines.keys == std::vector<std::string>{"bought", "changed", "created"});
  CHECK(timelines.born[0] == 50);
  CHECK(timelines.born[1] == 40);
  CHECK(timelines.born[2] == 100);
}

TEST_CASE("an event kind that the rules no longer declare still counts for birth") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "a", "a.csv", [](FactSink& sink) {
    Purchase(sink, "adam", 50, 1);
    Visit(sink, "adam", 80, "/");
  });
  engine::Schema schema = ShopSchema();
  schema.events.erase(schema.events.begin());  // purchase
  const engine::Timelines timelines = Must(store->Load(schema, LoadRequest::All(schema)));
  CHECK(DescribeContact(schema, timelines, "adam") == "born 50\nvisit 80 / no -\n");
}

TEST_CASE("the same value again changes nothing") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "a", "a.csv", [](FactSink& sink) {
    Field(sink, "adam", kPlan, std::string("client"), 10);
    Field(sink, "adam", kPlan, std::string("client"), 20);
    Field(sink, "adam", kPlan, std::string(""), 30);
    Field(sink, "adam", kPlan, std::monostate{}, 40);
    Field(sink, "adam", kPlan, std::string("client"), 50);
  });
  CHECK(ContactText(*store, "adam") == "born 10\nplan: 10=client 30=- 50=client\n");
}

TEST_CASE("only the requested columns are read") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "a", "a.csv", [](FactSink& sink) {
    Purchase(sink, "adam", 50, 1, "X");
    Visit(sink, "adam", 60, "/");
    Field(sink, "adam", kPlan, std::string("client"));
  });
  const engine::Schema schema = ShopSchema();
  LoadRequest request;
  request.kinds = {true, false, false};
  request.properties = {{false, true}, {}, {}};
  const engine::Timelines timelines = Must(store->Load(schema, request));
  CHECK(timelines.events[kPurchase].properties[0].integers.empty());
  CHECK(timelines.events[kPurchase].properties[1].codes.size() == 1);
  CHECK(timelines.events[kVisit].offsets.empty());
  CHECK(timelines.events[kVisit].imported);
  CHECK(timelines.fields[kPlan].offsets.empty());
}

TEST_CASE("names that the store does not know give empty columns, new properties missing values") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "a", "a.csv", [](FactSink& sink) { Purchase(sink, "adam", 50, 1, "X"); });
  engine::Schema schema = ShopSchema();
  schema.fields.push_back({"new field", engine::ValueType::kText, {}, "", ""});
  schema.events[kPurchase].properties.push_back({"new property", engine::ValueType::kNumber, {}, "", ""});
  schema.events.push_back({"new kind", {{"p", engine::ValueType::kText, {}, "", ""}}, {}, false, ""});
  schema.lists.push_back("new list");
  const engine::Timelines timelines = Must(store->Load(schema, LoadRequest::All(schema)));
  CHECK(DescribeContact(schema, timelines, "adam") == "born 50\npurchase 50 10000 X -\n");
  CHECK(timelines.fields.size() == 5);
  CHECK(timelines.events.size() == 4);
  CHECK(timelines.lists.size() == 2);
}

TEST_CASE("events at one instant stand by rank, then by identity") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "a", "a.csv", [](FactSink& sink) {
    Purchase(sink, "adam", 50, 1, "third", {}, 3);
    Purchase(sink, "adam", 50, 1, "first", {}, 1);
    Purchase(sink, "adam", 50, 1, "second", {}, 2);
    Purchase(sink, "adam", 40, 1, "before", {}, 9);
  });
  CHECK(ContactText(*store, "adam") ==
        "born 40\npurchase 40 #9 10000 before\npurchase 50 #1 10000 first\npurchase 50 #2 10000 second\n"
        "purchase 50 #3 10000 third\n");
}

TEST_CASE("a file that is not committed leaves nothing") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  {
    const std::unique_ptr<FactSink> sink = Must(store->Begin(ShopSchema(), "a", "a.csv"));
    Purchase(*sink, "adam", 50, 1);
  }
  CHECK(LoadAll(*store).contacts() == 0);
  CHECK(Import(*store, "a", "a.csv", [](FactSink& sink) { Purchase(sink, "adam", 50, 1); }).contacts_added == 1);
  CHECK(LoadAll(*store).contacts() == 1);
}
