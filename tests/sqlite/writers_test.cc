// Two at once: a second writer learns who holds the store, readers go on, and a full disk loses nothing.

#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include "adapters/sqlite/database.h"
#include "tests/sqlite/shop.h"

using namespace segue;
using namespace segue::sqlite;
using namespace segue::sqlite::test;
using namespace std::chrono_literals;

TEST_CASE("a second writer is told who holds the store, and gets in afterwards") {
  const TemporaryFolder folder;
  const std::string path = folder / "shop.db";
  const auto first = OpenShop(path);
  const auto second = Must(SqliteStore::Open(path, OpenMode::kWrite, 100ms));
  {
    const auto sink = Must(first->Begin(ShopSchema(), "a", "a.csv"));
    const auto refused = second->Begin(ShopSchema(), "b", "b.csv");
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().doing == "importing b.csv into " + path);
    const std::string holder = path + " is being written to by process " + std::to_string(getpid()) + " (";
    CHECK(refused.error().problem.starts_with(holder));
    CHECK(refused.error().problem.find("test_sqlite") != std::string::npos);
    CHECK(refused.error().problem.find(") since 20") != std::string::npos);
    CHECK(refused.error().advice == "try again when it has finished");
    Contact(*sink, "adam", 10);
    Must(sink->Commit());
    CHECK(second->Begin(ShopSchema(), "b", "b.csv").ok());
  }
  CHECK_FALSE(std::filesystem::exists(path + ".writer"));
}

TEST_CASE("a second writer waits for the first") {
  const TemporaryFolder folder;
  const std::string path = folder / "shop.db";
  const auto first = OpenShop(path);
  const auto second = Must(SqliteStore::Open(path, OpenMode::kWrite, 20s));
  auto sink = Must(first->Begin(ShopSchema(), "a", "a.csv"));
  Contact(*sink, "adam", 10);
  std::thread waiting([&] { Import(*second, "b", "b.csv", [](FactSink& other) { Contact(other, "zoe", 20); }); });
  std::this_thread::sleep_for(200ms);
  Must(sink->Commit());
  waiting.join();
  CHECK(LoadAll(*first).contacts() == 2);
  // The first learns of contacts that the second has made.
  CHECK(Import(*first, "c", "c.csv", [](FactSink& other) { Contact(other, "zoe", 5); }).contacts_added == 0);
}

TEST_CASE("what a killed writer left behind does not lock anybody out") {
  const TemporaryFolder folder;
  const std::string path = folder / "shop.db";
  OpenShop(path);
  int ready[2];
  REQUIRE(pipe(ready) == 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const auto store = OpenShop(path);
    const auto sink = Must(store->Begin(ShopSchema(), "a", "a.csv"));
    if (write(ready[1], "x", 1) != 1) _exit(1);
    pause();
  }
  char byte = 0;
  REQUIRE(read(ready[0], &byte, 1) == 1);
  close(ready[0]);
  close(ready[1]);
  const auto store = Must(SqliteStore::Open(path, OpenMode::kWrite, 50ms));
  CHECK(store->Begin(ShopSchema(), "b", "b.csv").error().problem.find("process " + std::to_string(child)) !=
        std::string::npos);
  kill(child, SIGKILL);
  REQUIRE(waitpid(child, nullptr, 0) == child);
  CHECK(std::filesystem::exists(path + ".writer"));
  Import(*store, "b", "b.csv", [](FactSink& sink) { Contact(sink, "adam", 10); });
  CHECK_FALSE(std::filesystem::exists(path + ".writer"));
}

TEST_CASE("another program that writes is named as such") {
  const TemporaryFolder folder;
  const std::string path = folder / "shop.db";
  const auto store = Must(SqliteStore::Open(path, OpenMode::kCreate, 50ms));
  const Database browser(path, Access::kWrite, 0);
  browser.Execute("BEGIN IMMEDIATE");
  CHECK(store->Begin(ShopSchema(), "a", "a.csv").error().problem ==
        path + " is being written to by a program that is not segue");
  browser.Execute("ROLLBACK");
  CHECK(store->Begin(ShopSchema(), "a", "a.csv").ok());
}

TEST_CASE("reading goes on while a file is imported, and sees whole files only") {
  const TemporaryFolder folder;
  const std::string path = folder / "shop.db";
  const auto writer = OpenShop(path);
  Import(*writer, "a", "0.csv", [](FactSink& sink) { Purchase(sink, "adam", 1, 1); });
  std::atomic<bool> done = false;
  std::thread writing([&] {
    for (int file = 1; file <= 20; ++file) {
      Import(*writer, "a", std::to_string(file) + ".csv", [&](FactSink& sink) {
        for (int i = 0; i < 500; ++i) Purchase(sink, "contact " + std::to_string(i), file * 1000 + i, 1);
      });
    }
    done = true;
  });
  const auto reader = Must(SqliteStore::Open(path, OpenMode::kRead));
  int reads = 0;
  while (!done || reads == 0) {
    const std::size_t events = LoadAll(*reader).events[kPurchase].at.size();
    ++reads;
    if (events % 500 != 1) FAIL("half a file: " << events);
  }
  writing.join();
  CHECK(LoadAll(*reader).events[kPurchase].at.size() == 10'001);
}

namespace {

/// A small file system of its own, which only the superuser can make.
class SmallDisk {
 public:
  explicit SmallDisk(const std::string& path) : path_(path) {
    std::filesystem::create_directory(path);
    mounted_ = mount("tmpfs", path.c_str(), "tmpfs", 0, "size=2m") == 0;
  }
  ~SmallDisk() {
    if (mounted_) umount2(path_.c_str(), MNT_DETACH);
  }
  bool mounted() const { return mounted_; }

 private:
  std::string path_;
  bool mounted_ = false;
};

}  // namespace

TEST_CASE("a full disk keeps nothing of the file and loses nothing of what was there") {
  const TemporaryFolder folder;
  const SmallDisk disk(folder / "disk");
  if (!disk.mounted()) SKIP("no permission to mount a small file system");
  const std::string path = folder / "disk/shop.db";
  const auto store = OpenShop(path);
  Import(*store, "a", "small.csv", [](FactSink& sink) { Purchase(sink, "adam", 10, 1); });
  const std::string before = Describe(ShopSchema(), LoadAll(*store));
  {
    const auto sink = Must(store->Begin(ShopSchema(), "a", "big.csv"));
    std::optional<adapters::Error> error;
    for (int i = 0; i < 200'000 && !error; ++i) {
      const FactValue values[] = {engine::Money{i}, "a rather long code, number " + std::to_string(i)};
      const adapters::Status status =
          sink->Add(adapters::EventFact{"contact " + std::to_string(i), kPurchase, i, {}, 0, values});
      if (!status.ok()) error = status.error();
    }
    if (!error) {
      const auto committed = sink->Commit();
      REQUIRE_FALSE(committed.ok());
      error = committed.error();
    }
    CHECK(error->doing == "importing big.csv into " + path);
    CHECK(error->problem == "the disk that holds " + path + " is full");
    CHECK(error->advice == "free some space and try again; nothing of this step was kept");
  }
  CHECK(Describe(ShopSchema(), LoadAll(*store)) == before);
  Import(*store, "a", "small2.csv", [](FactSink& sink) { Purchase(sink, "adam", 20, 1); });
  CHECK(LoadAll(*store).events[kPurchase].at.size() == 2);

  std::ofstream(folder / "disk/filler") << std::string(4 << 20, 'x');
  const adapters::Status pruned = store->Prune({"adam"}, 500, folder / "disk/pruned.jsonl");
  REQUIRE_FALSE(pruned.ok());
  CHECK(pruned.error().problem.find("is full") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder / "disk/pruned.jsonl"));
}

TEST_CASE("a store on a read-only file system is read, and writing says why not") {
  const TemporaryFolder folder;
  const SmallDisk disk(folder / "disk");
  if (!disk.mounted()) SKIP("no permission to mount a small file system");
  const std::string path = folder / "disk/shop.db";
  {
    const auto store = OpenShop(path);
    Import(*store, "a", "small.csv", [](FactSink& sink) { Purchase(sink, "adam", 10, 1); });
  }
  if (mount("tmpfs", (folder / "disk").c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, "size=2m") != 0) SKIP("no remount");
  const auto store = Must(SqliteStore::Open(path, OpenMode::kRead));
  CHECK(LoadAll(*store).contacts() == 1);
  const auto refused = SqliteStore::Open(path, OpenMode::kWrite);
  std::string problem =
      refused.ok() ? (*refused)->Begin(ShopSchema(), "a", "a.csv").error().problem : refused.error().problem;
  CHECK(problem == path + " cannot be written to: the file or its folder is read-only");
  problem = SqliteStore::Open(folder / "disk/new.db", OpenMode::kCreate).error().problem;
  CHECK(problem == folder / "disk/new.db" + " cannot be written to: the file or its folder is read-only");
}
