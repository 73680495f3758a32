// Existence: deletion, pruning with its archive, restore, and what brings a contact back.

#include <sys/stat.h>

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

#include "tests/sqlite/shop.h"

using namespace segue;
using namespace segue::sqlite;
using namespace segue::sqlite::test;

namespace {

std::string ContactText(SqliteStore& store, const std::string& key) {
  return DescribeContact(ShopSchema(), LoadAll(store), key);
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// adam buys at 100 and 200; zoe buys at 150.
std::unique_ptr<SqliteStore> SmallShop(const std::string& path) {
  auto store = OpenShop(path);
  Import(*store, "orders", "orders.csv", [](FactSink& sink) {
    Purchase(sink, "adam", 100, 10, "A");
    Purchase(sink, "adam", 200, 20, "B");
    Purchase(sink, "zoe", 150, 30, "C \"quoted\"\n");
    Field(sink, "zoe", kTags, std::vector<std::string>{"x", "y"});
    Field(sink, "zoe", kPlan, std::string("client"), 160);
  });
  return store;
}

}  // namespace

TEST_CASE("a deletion ends existence, a later fact opens it again") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "crm", "crm.csv", [](FactSink& sink) {
    Contact(sink, "gone", 10, 50);
    Contact(sink, "bought", 10, 50);
    Purchase(sink, "bought", 50, 1);  // at the very instant: not later
    Purchase(sink, "bought", 70, 1);
    Purchase(sink, "bought", 80, 1);
    Contact(sink, "changed", 10, 50);
    Field(sink, "changed", kPlan, std::string("client"), 20);
    Field(sink, "changed", kPlan, std::string("client"), 60);  // the same value: no fact
    Field(sink, "changed", kPlan, std::string("lost"), 90);
    Contact(sink, "created", 10, 50);
    Contact(sink, "created", 75);
    Contact(sink, "joined", 10, 50);
    Must(sink.Add(adapters::ListFact{"joined", 0, 65, true}));
    Contact(sink, "twice", 10, 50);
    Purchase(sink, "twice", 60, 1);
    Contact(sink, "twice", {}, 80);
  });
  const auto absent = [&](const std::string& key) {
    const std::string text = ContactText(*store, key);
    const std::size_t start = text.find("absent: ");
    return start == std::string::npos ? std::string("never")
                                      : text.substr(start + 8, text.find('\n', start) - start - 8);
  };
  CHECK(absent("gone") == "[50, forever)");
  CHECK(absent("bought") == "[50, 70)");
  CHECK(absent("changed") == "[50, 90)");
  CHECK(absent("created") == "[50, 75)");
  CHECK(absent("joined") == "[50, 65)");
  CHECK(absent("twice") == "[50, 60) [80, forever)");
}

TEST_CASE("a deletion before the first known fact begins no absence before birth") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "crm", "crm.csv", [](FactSink& sink) {
    Contact(sink, "adam", {}, 50);
    Purchase(sink, "adam", 70, 1);
  });
  CHECK(ContactText(*store, "adam") == "born 70\npurchase 70 10000 -\n");
}

TEST_CASE("pruning archives everything, ends existence and removes no fact") {
  const TemporaryFolder folder;
  const auto store = SmallShop(folder / "shop.db");
  const std::string archive = folder / "pruned.jsonl";
  Must(store->Prune({"zoe"}, 500, archive));
  CHECK(ContactText(*store, "zoe") ==
        "born 150\nabsent: [500, forever)\nplan: 160=client\ntags: always=x+y\npurchase 150 300000 C \"quoted\"\n\n");
  CHECK(ContactText(*store, "adam").find("absent") == std::string::npos);
  const std::string text = ReadFile(archive);
  CHECK(text.starts_with("{\"contact\":\"zoe\",\"identities\":[{\"key\":\"zoe\",\"born\":null}]"));
  CHECK(text.find("\"field_values\":[{\"field\":\"tags\",\"value\":\"[\\\"x\\\",\\\"y\\\"]\",\"import_file\":\"orders: "
                  "orders.csv\"}]") != std::string::npos);
  CHECK(text.find("\"field_changes\":[{\"field\":\"plan\",\"at\":160,\"value\":\"client\"") != std::string::npos);
  CHECK(text.find("\"amount\":300000") != std::string::npos);
  CHECK(text.find("\"code\":\"C \\\"quoted\\\"\\n\"") != std::string::npos);
  CHECK(text.ends_with("}\n"));
  CHECK(std::count(text.begin(), text.end(), '\n') == 1);
  struct stat status {};
  REQUIRE(stat(archive.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("pruning refuses an archive that exists, and then changes nothing") {
  const TemporaryFolder folder;
  const auto store = SmallShop(folder / "shop.db");
  std::ofstream(folder / "pruned.jsonl") << "mine";
  const adapters::Status refused = store->Prune({"zoe"}, 500, folder / "pruned.jsonl");
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().problem.find("exists already") != std::string::npos);
  CHECK(ReadFile(folder / "pruned.jsonl") == "mine");
  CHECK(ContactText(*store, "zoe").find("absent") == std::string::npos);
}

TEST_CASE("pruning an unknown contact leaves neither archive nor change") {
  const TemporaryFolder folder;
  const auto store = SmallShop(folder / "shop.db");
  CHECK_FALSE(store->Prune({"zoe", "nobody"}, 500, folder / "pruned.jsonl").ok());
  CHECK_FALSE(std::filesystem::exists(folder / "pruned.jsonl"));
  CHECK(ContactText(*store, "zoe").find("absent") == std::string::npos);
}

TEST_CASE("a pruned contact who buys again is back; an unchanged snapshot row does not bring one back") {
  const TemporaryFolder folder;
  const auto store = SmallShop(folder / "shop.db");
  const auto night = [&](engine::Instant observed, const std::string& plan) {
    const auto sink = Must(store->Begin(ShopSchema(), "crm", "crm-" + std::to_string(observed) + ".csv"));
    Must(sink->BeginSnapshot({observed, true, {}}));
    const std::pair<engine::FieldId, FactValue> values[] = {{kPlan, plan}};
    for (const std::string key : {"adam", "zoe"}) Must(sink->Add(adapters::SnapshotRow{key, {}, values}));
    Must(sink->Commit());
  };
  night(400, "client");
  Must(store->Prune({"adam", "zoe"}, 500, folder / "pruned.jsonl"));
  night(600, "client");
  CHECK(ContactText(*store, "zoe").find("absent: [500, forever)") != std::string::npos);
  Import(*store, "orders", "more.csv", [](FactSink& sink) { Purchase(sink, "adam", 650, 5); });
  CHECK(ContactText(*store, "adam").find("absent: [500, 650)") != std::string::npos);
  night(700, "lost");
  CHECK(ContactText(*store, "zoe").find("absent: [500, 700)") != std::string::npos);
}

TEST_CASE("restore brings back who is absent, once") {
  const TemporaryFolder folder;
  const auto store = SmallShop(folder / "shop.db");
  const std::string archive = folder / "pruned.jsonl";
  Must(store->Prune({"adam", "zoe"}, 500, archive));
  Import(*store, "orders", "more.csv", [](FactSink& sink) { Purchase(sink, "adam", 650, 5); });
  CHECK(Must(store->Restore(archive, 700)) == 1);
  CHECK(ContactText(*store, "zoe").find("absent: [500, 700)") != std::string::npos);
  CHECK(Must(store->Restore(archive, 800)) == 0);
  CHECK(ContactText(*store, "adam").find("absent: [500, 650)") != std::string::npos);
}

TEST_CASE("restore at the very instant of the pruning undoes it, pruning again does it") {
  const TemporaryFolder folder;
  const auto store = SmallShop(folder / "shop.db");
  Must(store->Prune({"zoe"}, 500, folder / "1.jsonl"));
  CHECK(Must(store->Restore(folder / "1.jsonl", 500)) == 1);
  CHECK(ContactText(*store, "zoe").find("absent") == std::string::npos);
  Must(store->Prune({"zoe"}, 500, folder / "2.jsonl"));
  CHECK(ContactText(*store, "zoe").find("absent: [500, forever)") != std::string::npos);
}

TEST_CASE("restoring what is no archive is an error and restores nothing") {
  const TemporaryFolder folder;
  const auto store = SmallShop(folder / "shop.db");
  std::ofstream(folder / "letter.txt") << "{\"contact\":\"zoe\"}\nDear customer,\n";
  const auto refused = store->Restore(folder / "letter.txt", 700);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().problem.find("line 2 is not a line of an archive") != std::string::npos);
  CHECK_FALSE(store->Restore(folder / "missing.jsonl", 700).ok());
}

TEST_CASE("identities with an alias in common are one contact, and apart again without it") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "web", "web.csv", [](FactSink& sink) {
    Purchase(sink, "cookie-7", 100, 10);
    Contact(sink, "adam@example.com", 300);
    Field(sink, "adam@example.com", kPlan, std::string("client"), 300);
    Purchase(sink, "crm-1", 200, 20);
  });
  CHECK(LoadAll(*store).keys == std::vector<std::string>{"adam@example.com", "cookie-7", "crm-1"});
  Import(*store, "crm", "crm.csv", [](FactSink& sink) {
    Must(sink.Add(adapters::AliasFact{"adam@example.com", "cookie-7"}));
    Must(sink.Add(adapters::AliasFact{"adam@example.com", "loyalty-9"}));
    Must(sink.Add(adapters::AliasFact{"crm-1", "loyalty-9"}));
  });
  const engine::Timelines merged = LoadAll(*store);
  CHECK(merged.keys == std::vector<std::string>{"adam@example.com"});
  CHECK(DescribeContact(ShopSchema(), merged, "adam@example.com") ==
        "born 100\nplan: 300=client\npurchase 100 100000 -\npurchase 200 200000 -\n");
  // A fact under a known alias is no new contact.
  CHECK(Import(*store, "web", "more.csv", [](FactSink& sink) { Purchase(sink, "loyalty-9", 400, 1); }).contacts_added ==
        0);
  CHECK(LoadAll(*store).keys == std::vector<std::string>{"adam@example.com"});
  CHECK(LoadAll(*store).events[kPurchase].at.size() == 3);
}
