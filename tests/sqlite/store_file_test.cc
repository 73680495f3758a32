// The store's file: creation, mode, versions, and a message for every way in which a file can be wrong.

#include "adapters/sqlite/store_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdlib>
#include <fstream>

#include "adapters/sqlite/database.h"
#include "adapters/sqlite/schema.h"
#include "tests/sqlite/shop.h"

using namespace segue;
using namespace segue::sqlite;
using namespace segue::sqlite::test;

namespace {

std::string ProblemOf(const std::string& path, OpenMode mode) {
  const auto store = SqliteStore::Open(path, mode);
  if (store.ok()) return "opened";
  CHECK(store.error().doing == "opening the store " + path);
  CHECK_FALSE(store.error().advice.empty());
  return store.error().problem;
}

mode_t ModeOf(const std::string& path) {
  struct stat status {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777;
}

}  // namespace

TEST_CASE("a new store is ours alone, in WAL mode, with application id and version") {
  const TemporaryFolder folder;
  const mode_t old_mask = umask(0);
  const auto store = OpenShop(folder / "shop.db");
  umask(old_mask);
  CHECK(ModeOf(folder / "shop.db") == 0600);
  Import(*store, "a", "a.csv", [](FactSink& sink) { Contact(sink, "adam"); });
  CHECK(ModeOf(folder / "shop.db-wal") == 0600);
  const Database database(folder / "shop.db", Access::kRead, 100);
  CHECK(database.QueryInteger("PRAGMA application_id") == 0x53475545);
  CHECK(database.QueryInteger("PRAGMA user_version") == 4);
  Statement mode(database, "PRAGMA journal_mode");
  REQUIRE(mode.Step());
  CHECK(mode.Text(0) == "wal");
}

TEST_CASE("names with a meaning in SQL or in a URI are names") {
  const TemporaryFolder folder;
  const std::string path = folder / "a?mode=memory#b%41 \"c\".db";
  engine::Schema schema;
  schema.fields = {{"drop table \"contact\";--", engine::ValueType::kText, {}, "", ""}};
  schema.events = {{"kind", {{"property", engine::ValueType::kText, {}, "", ""}}, {}, false, ""},
                   {"Kind",
                    {{"at", engine::ValueType::kText, {}, "", ""}, {"AT", engine::ValueType::kText, {}, "", ""}},
                    {},
                    false,
                    ""},
                   {"a\"b c", {{"select", engine::ValueType::kText, {}, "", ""}}, {}, false, ""}};
  {
    const auto store = OpenShop(path);
    const auto sink = Must(store->Begin(schema, "a", "a.csv"));
    Must(sink->Add(adapters::FieldFact{"adam", 0, {}, std::string("x")}));
    const FactValue one[] = {std::string("1")}, two[] = {std::string("2"), std::string("3")};
    Must(sink->Add(adapters::EventFact{"adam", 0, 10, {}, 0, one}));
    Must(sink->Add(adapters::EventFact{"adam", 1, 20, {}, 0, two}));
    Must(sink->Add(adapters::EventFact{"adam", 2, 30, {}, 0, one}));
    Must(sink->Commit());
  }
  CHECK(std::filesystem::exists(path));
  const auto store = Must(SqliteStore::Open(path, OpenMode::kRead));
  const engine::Timelines timelines = Must(store->Load(schema, LoadRequest::All(schema)));
  CHECK(DescribeContact(schema, timelines, "adam") ==
        "born 10\ndrop table \"contact\";--: always=x\nkind 10 1\nKind 20 2 3\na\"b c 30 1\n");
}

TEST_CASE("what is not a store says so") {
  const TemporaryFolder folder;
  CHECK(ProblemOf(folder / "missing.db", OpenMode::kRead) == "there is no store " + folder / "missing.db");
  CHECK(ProblemOf(folder / "missing.db", OpenMode::kWrite) == "there is no store " + folder / "missing.db");
  CHECK_FALSE(std::filesystem::exists(folder / "missing.db"));
  CHECK(ProblemOf(folder / "no/such/folder.db", OpenMode::kCreate).find("there is no file or folder") == 0);

  std::filesystem::create_directory(folder / "folder");
  CHECK(ProblemOf(folder / "folder", OpenMode::kCreate) == folder / "folder" + " is a folder, not a store");

  std::ofstream(folder / "letter.txt") << "Dear customer, this is a text and longer than a header.";
  CHECK(ProblemOf(folder / "letter.txt", OpenMode::kCreate) == folder / "letter.txt" + " is not a SQLite file");
  std::ofstream(folder / "short.txt") << "SQLite";
  CHECK(ProblemOf(folder / "short.txt", OpenMode::kRead) == folder / "short.txt" + " is not a SQLite file");

  std::ofstream(folder / "header.db") << std::string("SQLite format 3\0", 16) << std::string(200, 'x');
  CHECK(ProblemOf(folder / "header.db", OpenMode::kRead) == folder / "header.db" + " is not a SQLite file");

  CHECK(std::ofstream(folder / "empty.db").good());
  CHECK(ProblemOf(folder / "empty.db", OpenMode::kRead) == folder / "empty.db" + " is an empty file, not a store");
  CHECK(ProblemOf(folder / "empty.db", OpenMode::kCreate) == "opened");
  CHECK(ProblemOf(folder / "empty.db", OpenMode::kRead) == "opened");
}

TEST_CASE("a SQLite file of another program is left alone") {
  const TemporaryFolder folder;
  const std::string path = folder / "other.db";
  CHECK(std::ofstream(path).good());
  Database(path, Access::kWrite, 100).Execute("CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')");
  const std::string expected = path + " is a SQLite file of another program, not a segue store";
  for (const OpenMode mode : {OpenMode::kRead, OpenMode::kWrite, OpenMode::kCreate})
    CHECK(ProblemOf(path, mode) == expected);
  Database(path, Access::kWrite, 100).Execute("PRAGMA application_id = 7");
  CHECK(ProblemOf(path, OpenMode::kCreate) == expected);
  CHECK(Database(path, Access::kRead, 100).QueryInteger("SELECT count(*) FROM sqlite_schema") == 1);
}

TEST_CASE("a store of a newer version is refused and not touched") {
  const TemporaryFolder folder;
  const std::string path = folder / "shop.db";
  OpenShop(path);
  Database(path, Access::kWrite, 100).Execute("PRAGMA user_version = 5");
  for (const OpenMode mode : {OpenMode::kRead, OpenMode::kWrite, OpenMode::kCreate}) {
    CHECK(ProblemOf(path, mode) ==
          path + " has schema version 5, written by a newer segue; this one knows versions up to 4");
  }
  CHECK(Database(path, Access::kRead, 100).QueryInteger("PRAGMA user_version") == 5);
}

TEST_CASE("an older store is migrated step by step, and a failed step leaves it as it was") {
  const TemporaryFolder folder;
  const std::string path = folder / "shop.db";
  {
    const auto store = OpenShop(path);
    Import(*store, "a", "a.csv", [](FactSink& sink) { Contact(sink, "adam", 10); });
  }
  const Database database(path, Access::kWrite, 100);
  // Version 4 as it is, and two steps that a later segue might bring.
  const std::array later = {Migration{4, "not run: the store has version 4"}, Migration{5, "CREATE TABLE added (n);"},
                            Migration{6, "INSERT INTO added SELECT born FROM contact;"}};
  std::array broken = later;
  broken[2].sql = "INSERT INTO no_such_table VALUES (1);";
  CHECK_THROWS_AS(Migrate(database, broken), Failure);
  CHECK(VersionOf(database) == 4);
  CHECK(database.QueryInteger("SELECT count(*) FROM sqlite_schema WHERE name = 'added'") == 0);
  Migrate(database, later);
  CHECK(VersionOf(database) == 6);
  CHECK(database.QueryInteger("SELECT n FROM added") == 10);
  Migrate(database, later);
  CHECK(database.QueryInteger("SELECT count(*) FROM added") == 1);
}

TEST_CASE("an older store gets what finds one contact's rows") {
  const int version = GENERATE(1, 3);
  const TemporaryFolder folder;
  const std::string path = folder / "shop.db";
  Import(*OpenShop(path), "a", "a.csv", [](FactSink& sink) {
    Purchase(sink, "adam", 50, 1);
    Purchase(sink, "zoe", 60, 2);
    Purchase(sink, "adam", 70, 3);
  });
  {
    const Database old(path, Access::kWrite, 100);
    std::vector<std::string> tables;
    Statement statement(old, "SELECT table_name FROM event_kind WHERE NOT account");
    while (statement.Step()) tables.emplace_back(statement.Text(0));
    for (const std::string& table : tables) {
      old.Execute("DROP TABLE " + Quoted("by_contact_" + table));
      if (version == 3)
        old.Execute("CREATE INDEX " + Quoted("contact_of_" + table) + " ON " + Quoted(table) + " (contact)");
    }
    if (version == 1)
      old.Execute(
          "DROP INDEX alias_of_contact; DROP INDEX ledger_of_contact; ALTER TABLE store_state DROP COLUMN stamp");
    old.Execute("PRAGMA user_version = " + std::to_string(version));
  }
  CHECK(ProblemOf(path, OpenMode::kRead) == "opened");
  const Database migrated(path, Access::kRead, 100);
  CHECK(migrated.QueryInteger("SELECT count(*) FROM sqlite_schema WHERE name GLOB 'contact_of_event_*'") == 0);
  CHECK(migrated.QueryInteger("SELECT count(*) FROM sqlite_schema WHERE name IN ('alias_of_contact', "
                              "'ledger_of_contact')") == 2);
  CHECK(migrated.QueryInteger("SELECT count(*) FROM by_contact_event_purchase NATURAL JOIN event_purchase") == 3);
  const auto store = OpenShop(path);
  CHECK(DescribeContact(ShopSchema(), *Must(store->LoadContact(ShopSchema(), LoadRequest::All(ShopSchema()), "adam")),
                        "adam") == DescribeContact(ShopSchema(), LoadAll(*store), "adam"));
}

TEST_CASE("a store whose creation was interrupted is finished by the next import") {
  const TemporaryFolder folder;
  const std::string path = folder / "shop.db";
  CHECK(std::ofstream(path).good());
  Database(path, Access::kWrite, 100).Execute("PRAGMA journal_mode = WAL");
  CHECK(ProblemOf(path, OpenMode::kRead) == path + " is an empty file, not a store");
  CHECK(ProblemOf(path, OpenMode::kCreate) == "opened");
}

TEST_CASE("a type that changed is an error that names both types") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Must(store->Prepare(ShopSchema()));
  engine::Schema changed = ShopSchema();
  changed.fields[kAge].type = engine::ValueType::kText;
  for (const adapters::Status& status :
       {store->Prepare(changed), adapters::Status(store->Begin(changed, "a", "a.csv").error()),
        adapters::Status(store->Load(changed, LoadRequest::All(changed)).error())}) {
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().problem == "field \"age\" is number in the store, but the rules declare it as text");
  }
  changed = ShopSchema();
  changed.events[kPurchase].properties[0].currency = "USD";
  CHECK(store->Prepare(changed).error().problem ==
        "property \"purchase.amount\" is money EUR in the store, but the rules declare it as money USD");
  changed = ShopSchema();
  changed.events[kSpend].account = false;
  CHECK(store->Prepare(changed).error().problem ==
        "event \"spend\" is an account event in the store, but the rules declare the opposite");
}

TEST_CASE("text and choice may replace each other") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "a", "a.csv", [](FactSink& sink) { Field(sink, "adam", kPlan, std::string("client")); });
  engine::Schema changed = ShopSchema();
  changed.fields[kPlan].type = engine::ValueType::kText;
  const engine::Timelines timelines = Must(store->Load(changed, LoadRequest::All(changed)));
  CHECK(timelines.fields[kPlan].value.type == engine::ValueType::kText);
  CHECK(DescribeContact(changed, timelines, "adam") == "born always\nplan: always=client\n");
}

TEST_CASE("a value of another type than declared is refused") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  const auto sink = Must(store->Begin(ShopSchema(), "a", "a.csv"));
  CHECK_FALSE(sink->Add(adapters::FieldFact{"adam", kAge, {}, std::string("41")}).ok());
}

TEST_CASE("the catalogue names what was fed") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "a", "a.csv", [](FactSink& sink) {
    Purchase(sink, "adam", 50, 1);
    Purchase(sink, "zoe", 80, 1);
    Field(sink, "adam", kAge, 3.0);
  });
  const Catalog catalog = Must(store->ReadCatalog());
  CHECK(catalog.contacts == 2);
  CHECK(catalog.fields == std::vector<std::string>{"age"});
  CHECK(catalog.lists.empty());
  CHECK(catalog.data_through == 80);
  REQUIRE(catalog.kinds.size() == 1);
  CHECK(catalog.kinds[0].name == "purchase");
  CHECK(catalog.kinds[0].events == 2);
  CHECK(catalog.kinds[0].properties == std::vector<std::string>{"amount", "code"});
}

TEST_CASE("every reference in the store holds") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  Import(*store, "a", "a.csv", [](FactSink& sink) {
    Purchase(sink, "adam", 50, 1);
    Field(sink, "zoe", kAge, 3.0, 10);
    Must(sink.Add(adapters::ListFact{"zoe", 0, 600, true}));
    Must(sink.Add(adapters::AliasFact{"zoe", "z"}));
  });
  const Database database(folder / "shop.db", Access::kRead, 100);
  Statement broken(database, "PRAGMA foreign_key_check");
  CHECK_FALSE(broken.Step());
  Statement integrity(database, "PRAGMA integrity_check");
  REQUIRE(integrity.Step());
  CHECK(integrity.Text(0) == "ok");
}

namespace {

/// The superuser may write anywhere: such a test goes on as nobody.
class AsNobody {
 public:
  explicit AsNobody(const std::vector<std::string>& own) : superuser_(geteuid() == 0) {
    constexpr uid_t kNobody = 65534;
    if (!superuser_) return;
    for (const std::string& path : own) REQUIRE(chown(path.c_str(), kNobody, kNobody) == 0);
    REQUIRE(seteuid(kNobody) == 0);
  }
  ~AsNobody() {
    if (superuser_ && seteuid(0) != 0) std::abort();
  }

 private:
  bool superuser_;
};

}  // namespace

TEST_CASE("a store in a read-only place is read, and writing says why not") {
  const TemporaryFolder folder;
  const std::string path = folder / "shop.db";
  {
    const auto store = OpenShop(path);
    Import(*store, "a", "a.csv", [](FactSink& sink) { Contact(sink, "adam", 10); });
  }
  const std::string inside = std::filesystem::path(path).parent_path().string();
  const AsNobody nobody({inside, path});
  REQUIRE(chmod(path.c_str(), 0400) == 0);
  CHECK(ProblemOf(path, OpenMode::kWrite) == path + " cannot be written to: the file or its folder is read-only");
  REQUIRE(chmod(inside.c_str(), 0500) == 0);
  CHECK(LoadAll(*Must(SqliteStore::Open(path, OpenMode::kRead))).contacts() == 1);
  CHECK(ProblemOf(path, OpenMode::kWrite) == path + " cannot be written to: the file or its folder is read-only");
  CHECK(ProblemOf(folder / "new.db", OpenMode::kCreate) == "no permission to open " + folder / "new.db");
  REQUIRE(chmod(path.c_str(), 0) == 0);
  CHECK(ProblemOf(path, OpenMode::kRead) == "no permission to open " + path);
  REQUIRE(chmod(inside.c_str(), 0700) == 0);
}
