// A damaged cache is noticed, whatever the damage: never a crash, never another answer.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <random>

#include "adapters/timeline_cache/byte_stream.h"
#include "tests/sqlite/author.h"
#include "tests/timeline_cache/cache.h"

using namespace segue;
using namespace segue::timeline_cache;
using namespace segue::timeline_cache::test;
using sqlite::test::ShopSchema;
using sqlite::test::TemporaryFolder;

namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void WriteFile(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// A store with a cache, and ways to break it.
struct Shop {
  TemporaryFolder folder;
  CachePaths paths = CachePaths::Of(folder / "shop.db");
  std::unique_ptr<SqliteStore> store = sqlite::test::OpenShop(folder / "shop.db");
  std::string bytes, expected;

  Shop() {
    sqlite::test::Author author(11);
    for (int number = 1; number <= 4; ++number) {
      for (const auto& file : {author.Orders(number), author.Fields(number), author.Night(number)})
        sqlite::test::Import(*store, file.import, file.name, file.fill);
    }
    WriteBase(*store, paths);
    bytes = ReadFile(paths.base);
    expected = DescribeWhole(*OpenCache(*store, paths, ShopSchema()), ShopSchema());
  }

  /// "damaged", or what the cache shows.
  std::string Show(const std::string& broken) {
    WriteFile(paths.base, broken);
    try {
      return DescribeWhole(*OpenCache(*store, paths, ShopSchema()), ShopSchema());
    } catch (const Damaged&) {
      return "damaged";
    }
  }
};

}  // namespace

TEST_CASE("every flipped bit is noticed, or lies where nothing is written") {
  Shop shop;
  std::size_t noticed = 0;
  for (std::size_t at = 0; at < shop.bytes.size(); ++at) {
    std::string broken = shop.bytes;
    broken[at] = static_cast<char>(broken[at] ^ (1 << at % 8));
    const std::string shown = shop.Show(broken);
    INFO("byte " << at);
    REQUIRE((shown == "damaged" || shown == shop.expected));
    noticed += shown == "damaged" ? 1 : 0;
  }
  CHECK(noticed * 10 > shop.bytes.size() * 8);  // the rest is padding
}

namespace {

/// Whether opening for `request` finds any fault.
bool IsNoticed(Shop& shop, const std::string& broken, const adapters::LoadRequest& request) {
  WriteFile(shop.paths.base, broken);
  try {
    const CachedTimelines opened(CacheFiles::Open(shop.paths, Must(shop.store->ReadState()).stamp), ShopSchema(),
                                 request);
    return false;
  } catch (const Damaged&) {
    return true;
  }
}

}  // namespace

// What is read is compared with its checksum first: where damage goes unnoticed, nothing was read.
TEST_CASE("only the columns that a program names are read") {
  Shop shop;
  const auto all = adapters::LoadRequest::All(ShopSchema());
  adapters::LoadRequest times;  // of orders, nothing else
  times.kinds.assign(all.kinds.size(), false);
  times.kinds[sqlite::test::kPurchase] = true;
  REQUIRE_FALSE(IsNoticed(shop, shop.bytes, times));
  REQUIRE_FALSE(IsNoticed(shop, shop.bytes, all));
  std::size_t by_all = 0, by_times = 0, by_none = 0;  // the directory and what says who is there are always read
  for (std::size_t at = 0; at < shop.bytes.size(); ++at) {
    INFO("byte " << at);
    std::string broken = shop.bytes;
    broken[at] = static_cast<char>(broken[at] ^ 1);
    by_none += IsNoticed(shop, broken, {}) ? 1 : 0;
    by_times += IsNoticed(shop, broken, times) ? 1 : 0;
    by_all += IsNoticed(shop, broken, all) ? 1 : 0;
  }
  CHECK(by_times > by_none);
  CHECK(2 * (by_times - by_none) < by_all - by_none);
}

TEST_CASE("a file that was cut is noticed wherever the cut is") {
  Shop shop;
  for (std::size_t size = 0; size < shop.bytes.size(); size += 1 + size / 50) {
    INFO("cut to " << size);
    REQUIRE(shop.Show(shop.bytes.substr(0, size)) == "damaged");
  }
}

TEST_CASE("random bytes over the file are noticed") {
  Shop shop;
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    std::string broken = shop.bytes;
    const std::size_t begin = random() % broken.size(), length = 1 + random() % 64;
    for (std::size_t i = begin; i < std::min(begin + length, broken.size()); ++i)
      broken[i] = static_cast<char>(random());
    const std::string shown = shop.Show(broken);
    REQUIRE((shown == "damaged" || shown == shop.expected));
  }
}

TEST_CASE("what is no cache is none") {
  Shop shop;
  CHECK(shop.Show("") == "damaged");
  CHECK(shop.Show("hello") == "damaged");
  CHECK(shop.Show(std::string(100'000, 'x')) == "damaged");
  std::string other_version = shop.bytes;
  other_version[8] = 99;
  CHECK(shop.Show(other_version) == "damaged");
}
