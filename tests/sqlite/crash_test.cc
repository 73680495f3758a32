// kill -9 at any moment of an import: the store opens afterwards, holds no half file, and the import works again.

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <csignal>
#include <random>
#include <thread>

#include "adapters/sqlite/database.h"
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

/// Starts an import in a child process and kills it after `delay`. Whether the child was still at it.
bool KillImport(const std::string& path, std::chrono::microseconds delay) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    try {
      ImportBig(*OpenShop(path));
    } catch (...) {
      _exit(1);
    }
    _exit(0);
  }
  std::this_thread::sleep_for(delay);
  kill(child, SIGKILL);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFSIGNALED(status);
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
  const auto started = std::chrono::steady_clock::now();
  {
    const auto store = OpenShop(folder / "reference.db");
    ImportBig(*store);
  }
  const std::string whole = Describe(ShopSchema(), LoadAll(*OpenShop(folder / "reference.db")));
  const auto duration =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started);

  std::mt19937_64 random(20260301);
  int killed = 0;
  for (int round = 0; round < 50; ++round) {
    const std::string path = folder / ("shop" + std::to_string(round) + ".db");
    const auto delay = std::chrono::microseconds(random() % static_cast<std::uint64_t>(duration.count()));
    killed += KillImport(path, delay) ? 1 : 0;
    INFO("round " << round << ", killed after " << delay.count() << " microseconds");
    const auto store = OpenShop(path);
    const engine::Timelines after = LoadAll(*store);
    const bool nothing = after.contacts() == 0 && !after.data_through;
    REQUIRE((nothing || Describe(ShopSchema(), after) == whole));
    const adapters::FactCounts counts = ImportBig(*store);
    CHECK(counts.events_added == (nothing ? kEvents : 0));
    REQUIRE(Describe(ShopSchema(), LoadAll(*store)) == whole);
    CheckIntegrity(path);
  }
  // If every child had finished before its signal, nothing would have been tested.
  CHECK(killed > 10);
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
