// kill -9 at any moment of an import: the store opens afterwards, holds no half file, and the import works again.

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <csignal>
#include <random>
#include <thread>

#include "adapters/sqlite/database.h"
#include "tests/sqlite/mortal_files.h"
#include "tests/sqlite/shop.h"

using namespace segue;
using namespace segue::sqlite;
using namespace segue::sqlite::test;

namespace {

constexpr int kContacts = 300, kEvents = 6000;

void Fill(FactSink& sink) {
  for (int i = 0; i < kEvents; ++i) {
    const std::string key = "contact " + std::to_string(i % kContacts);
    Purchase(sink, key, i * 10'000'000LL % 977'000'000'000, i, "code " + std::to_string(i % 50));
    if (i < kContacts) Field(sink, key, kPlan, std::string("client"), i);
  }
}

adapters::FactCounts ImportBig(SqliteStore& store) { return Import(store, "orders", "orders.csv", Fill); }

/// Starts an import in a child process that dies of kill -9 at its write of that number.
void KillImport(const std::string& path, const Death& death) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    MortalFiles::Expect(death);
    try {
      ImportBig(*OpenShop(path));
    } catch (...) {
      _exit(1);
    }
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
}

void CheckIntegrity(const std::string& path) {
  const Database database(path, Access::kWrite, 1000);
  Statement integrity(database, "PRAGMA integrity_check");
  REQUIRE(integrity.Step());
  CHECK(integrity.Text(0) == "ok");
}

}  // namespace

TEST_CASE("an import killed at 50 random moments leaves all or nothing") {
  const TemporaryFolder folder;
  MortalFiles::Register();
  {
    const auto store = OpenShop(folder / "reference.db");
    ImportBig(*store);
  }
  const std::uint64_t writes = MortalFiles::Writes();
  REQUIRE(writes > 50);
  const std::string whole = Describe(ShopSchema(), LoadAll(*OpenShop(folder / "reference.db")));

  std::mt19937_64 random(20260301);
  for (int round = 0; round < 50; ++round) {
    const std::string path = folder / ("shop" + std::to_string(round) + ".db");
    const Death death{.at_write = random() % writes, .half_written = round % 2 == 1};
    KillImport(path, death);
    INFO("round " << round << ", killed at write " << death.at_write << " of " << writes);
    const auto store = OpenShop(path);
    const engine::Timelines after = LoadAll(*store);
    const bool nothing = after.contacts() == 0 && !after.data_through;
    REQUIRE((nothing || Describe(ShopSchema(), after) == whole));
    const adapters::FactCounts counts = ImportBig(*store);
    CHECK(counts.events_added == (nothing ? kEvents : 0));
    REQUIRE(Describe(ShopSchema(), LoadAll(*store)) == whole);
    CheckIntegrity(path);
  }
}

TEST_CASE("a run killed and started again records each move once") {
  const TemporaryFolder folder;
  const std::string path = folder / "shop.db";
  Import(*OpenShop(path), "a", "a.csv", [](FactSink& sink) {
    for (int i = 0; i < kContacts; ++i) Contact(sink, "contact " + std::to_string(i), 1);
  });
  std::vector<std::string> keys;
  for (int i = 0; i < kContacts; ++i) keys.push_back("contact " + std::to_string(i));
  std::vector<LedgerMove> moves;
  for (int i = 0; i < kContacts; ++i) {
    LedgerMove& move = moves.emplace_back();
    move.contact = keys[static_cast<std::size_t>(i)];
    move.lifecycle = "Relation";
    move.from = "a";
    move.to = "b";
    move.at = i;
  }
  std::mt19937_64 random(7);
  for (int round = 0; round < 10; ++round) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      const auto store = SqliteStore::Open(path, OpenMode::kWrite);
      _exit(store.ok() && (*store)->RecordRun(1000, moves, {"Relation"}, false).ok() ? 0 : 1);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
    kill(child, SIGKILL);
    REQUIRE(waitpid(child, nullptr, 0) == child);
  }
  Must(OpenShop(path)->RecordRun(1000, moves, {"Relation"}, false));
  CHECK(Database(path, Access::kWrite, 1000).QueryInteger("SELECT count(*) FROM ledger") == kContacts);
}
