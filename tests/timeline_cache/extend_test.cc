// A cache that imports have extended shows what the store shows, however the facts were split into imports.
#include "adapters/timeline_cache/extend.h"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <random>

#include "adapters/timeline_cache/byte_stream.h"
#include "tests/sqlite/author.h"
#include "tests/timeline_cache/cache.h"

using namespace segue;
using namespace segue::timeline_cache;
using namespace segue::timeline_cache::test;
using sqlite::test::Author;
using sqlite::test::Contact;
using sqlite::test::File;
using sqlite::test::Purchase;
using sqlite::test::ShopSchema;
using sqlite::test::TemporaryFolder;

namespace {

/// The lines around the first one that differs.
std::string FirstDifference(const std::string& expected, const std::string& shown) {
  const auto [a, b] = std::mismatch(expected.begin(), expected.end(), shown.begin(), shown.end());
  if (a == expected.end() && b == shown.end()) return "";
  const auto at = static_cast<std::size_t>(a - expected.begin());
  const std::size_t from = at > 200 ? at - 200 : 0;
  return "expected\n" + expected.substr(from, at + 60 - from) + "\nshown\n" +
         (from < shown.size() ? shown.substr(from, at + 60 - from) : "");
}

/// A store with a cache that imports extend, as `segue import` does.
class Shop {
 public:
  explicit Shop(const std::string& name = "shop.db")
      : paths_(CachePaths::Of(folder_ / name)), store_(sqlite::test::OpenShop(folder_ / name)) {}

  SqliteStore& store() { return *store_; }
  const CachePaths& paths() const { return paths_; }

  /// "extended", or why not.
  std::string Import(const std::vector<File>& files) {
    Must(store_->NoteNewFacts(ShopSchema()));
    for (const File& file : files) sqlite::test::Import(*store_, file.import, file.name, file.fill);
    const std::optional<adapters::NewFacts> facts = Must(store_->TakeNewFacts());
    if (!facts) return "not noted";
    try {
      Extend(paths_, *facts, [this](const auto& schema, const auto& request, const auto& contacts) {
        auto read = store_->LoadSome(schema, request, contacts);
        if (!read) throw Damaged(read.error().problem);
        return std::move(*read);
      });
    } catch (const Damaged& damaged) {
      return damaged.what();
    }
    return "extended";
  }

  void CheckSame() {
    const auto cached = OpenCache(*store_, paths_, ShopSchema());
    const std::string shown = DescribeWhole(*cached, ShopSchema());
    const std::string expected = sqlite::test::Describe(ShopSchema(), sqlite::test::LoadAll(*store_));
    INFO(FirstDifference(expected, shown));
    REQUIRE((shown == expected));
  }
  void Rebuild() { WriteBase(*store_, paths_); }

 private:
  TemporaryFolder folder_;
  CachePaths paths_;
  std::unique_ptr<SqliteStore> store_;
};

/// Many contacts, so that chunks are crossed: events, values, new contacts in between, equal instants, the account's.
File Busy(std::mt19937& random, int number, int contacts) {
  std::vector<unsigned> facts(300);
  for (unsigned& fact : facts) fact = static_cast<unsigned>(random());
  return {"busy", "busy-" + std::to_string(number) + ".csv", [facts, number, contacts](adapters::FactSink& sink) {
            for (const unsigned fact : facts) {
              const std::string key =
                  "contact " + std::to_string(1'000'000 + fact % static_cast<unsigned>(contacts) * 7);
              const engine::Instant at = fact / 7 % 1'000 * 1'000LL;
              Purchase(sink, key, at, fact % 50, "code " + std::to_string(fact % 90 + static_cast<unsigned>(number)),
                       {}, fact % 11 == 0 ? 1 : 0);
              if (fact % 5 == 0) sqlite::test::Visit(sink, key, at, fact % 2 == 0 ? "home" : "shop");
              if (fact % 17 == 0)
                sqlite::test::Field(sink, key, sqlite::test::kPlan, "plan " + std::to_string(fact % 4), at);
              if (fact % 23 == 0) sqlite::test::Field(sink, key, sqlite::test::kAge, fact % 60 / 2.0);
              if (fact % 41 == 0) Contact(sink, key, {}, at + 500'000);
              if (fact % 43 == 0) Contact(sink, key, at / 2);
              if (fact % 47 == 0) Must(sink.Add(adapters::ListFact{key, 0, at, true}));
            }
          }};
}

File Spend(int number, engine::Instant at) {
  return {"spend", "spend-" + std::to_string(number) + ".csv", [number, at](adapters::FactSink& sink) {
            const std::vector<adapters::FactValue> values = {engine::Money{number * 10'000}};
            Must(sink.Add(adapters::EventFact{"", sqlite::test::kSpend, at, {}, 0, values}));
          }};
}

}  // namespace

TEST_CASE("random imports extend the cache to what the store shows") {
  int extended = 0;
  for (unsigned seed = 1; seed <= 80; ++seed) {
    Author author(seed);
    Shop shop;
    for (int number = 1; number <= 6; ++number) {
      INFO("seed " << seed << ", import " << number);
      const File file = number % 3 == 0 ? author.Fields(number) : author.Orders(number);
      if (shop.Import({file}) == "extended") {
        ++extended;
      } else {
        shop.Rebuild();
      }
      shop.CheckSame();
    }
  }
  CHECK(extended > 80);  // links between identities end it now and then
}

TEST_CASE("nightly snapshots extend the cache: who changed, came, left and returned") {
  int nights = 0, extended = 0;
  for (unsigned seed = 1; seed <= 80; ++seed) {
    Author author(seed);
    Shop shop;
    for (int number = 1; number <= 8; ++number) {
      INFO("seed " << seed << ", import " << number);
      const bool is_night = number % 4 != 0;
      nights += is_night ? 1 : 0;
      if (shop.Import({is_night ? author.Night(number) : author.Orders(number)}) == "extended") {
        extended += is_night ? 1 : 0;
      } else {
        shop.Rebuild();
      }
      shop.CheckSame();
    }
  }
  CHECK(extended > nights / 2);  // links between identities end it now and then
}

TEST_CASE("a snapshot that is put before another one leaves the cache stale") {
  const auto night = [](engine::Instant observed) {
    return File{"crm", "crm-" + std::to_string(observed) + ".csv", [observed](adapters::FactSink& sink) {
                  Must(sink.BeginSnapshot({observed, true, {}}));
                  const std::pair<engine::FieldId, adapters::FactValue> values[] = {{sqlite::test::kAge, 30.0}};
                  Must(sink.Add(adapters::SnapshotRow{"adam", {}, values}));
                }};
  };
  Shop shop;
  shop.Import({night(100)});
  shop.Rebuild();
  CHECK(shop.Import({night(300)}) == "extended");
  shop.CheckSame();
  CHECK(shop.Import({night(200)}) == "not noted");
  shop.Rebuild();
  CHECK(shop.Import({night(300)}) == "not noted");
}

TEST_CASE("imports into many chunks, new contacts in between, ties and returns") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    std::mt19937 random(seed);
    Shop shop;
    shop.Import({Busy(random, 0, 5'000), Busy(random, 1, 5'000), Busy(random, 2, 5'000), Busy(random, 3, 5'000)});
    shop.Rebuild();
    for (int number = 4; number < 12; ++number) {
      INFO("seed " << seed << ", import " << number);
      REQUIRE(shop.Import({Busy(random, number, number % 2 == 0 ? 5'000 : 7'000), Spend(number, number * 1'000LL)}) ==
              "extended");
      shop.CheckSame();
      if (number % 4 == 1) Compact(shop.paths());
      shop.CheckSame();
    }
  }
}

TEST_CASE("a second file of the same facts changes nothing") {
  std::mt19937 random(3);
  Shop shop;
  const File file = Busy(random, 0, 100);
  shop.Import({file});
  shop.Rebuild();
  CHECK(shop.Import({file}) == "extended");
  shop.CheckSame();
}

TEST_CASE("newer facts do not outgrow the base") {
  std::mt19937 random(5);
  Shop shop;
  shop.Import({Spend(0, 5)});
  shop.Rebuild();
  for (int number = 1; number < 50; ++number) CHECK(shop.Import({Busy(random, number, 50'000)}) == "extended");
  shop.CheckSame();
  CHECK(std::filesystem::file_size(shop.paths().base) > std::filesystem::file_size(shop.paths().newer));
}

TEST_CASE("what another program imports meanwhile makes the cache stale") {
  Shop shop;
  shop.Import({Spend(0, 5)});
  shop.Rebuild();
  Must(shop.store().NoteNewFacts(ShopSchema()));
  const auto other = Must(
      SqliteStore::Open(shop.paths().base.substr(0, shop.paths().base.rfind(".timelines")), sqlite::OpenMode::kWrite));
  sqlite::test::Import(*other, "a", "a.csv", [](adapters::FactSink& sink) { Contact(sink, "zoe", 5); });
  sqlite::test::Import(shop.store(), "b", "b.csv", [](adapters::FactSink& sink) { Contact(sink, "ann", 5); });
  CHECK_FALSE(Must(shop.store().TakeNewFacts()));
  CHECK_THROWS_AS(OpenCache(shop.store(), shop.paths(), ShopSchema()), Damaged);
}

TEST_CASE("a damaged file of newer facts is noticed") {
  std::mt19937 random(9);
  Shop shop;
  shop.Import({Busy(random, 0, 200)});
  shop.Rebuild();
  REQUIRE(shop.Import({Busy(random, 1, 200)}) == "extended");
  const auto size = std::filesystem::file_size(shop.paths().newer);
  for (std::uintmax_t cut = 1; cut < size; cut += 1 + size / 40) {
    std::filesystem::copy_file(shop.paths().newer, shop.paths().newer + ".whole",
                               std::filesystem::copy_options::overwrite_existing);
    REQUIRE(truncate(shop.paths().newer.c_str(), static_cast<off_t>(size - cut)) == 0);
    try {
      shop.CheckSame();  // only what nothing is written to was cut off
      CHECK(cut < 8);
    } catch (const Damaged&) {
    }
    std::filesystem::rename(shop.paths().newer + ".whole", shop.paths().newer);
  }
  shop.CheckSame();
  std::filesystem::remove(shop.paths().newer);
  CHECK_THROWS_AS(OpenCache(shop.store(), shop.paths(), ShopSchema()), Damaged);
}
