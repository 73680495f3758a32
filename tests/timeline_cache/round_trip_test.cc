// What is read from the cache is what is read from the store.
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "adapters/sqlite/timeline_export.h"
#include "adapters/timeline_cache/byte_stream.h"
#include "adapters/timeline_cache/copy_timelines.h"
#include "tests/sqlite/author.h"
#include "tests/timeline_cache/cache.h"

using namespace segue;
using namespace segue::timeline_cache;
using namespace segue::timeline_cache::test;
using sqlite::test::Author;
using sqlite::test::Contact;
using sqlite::test::Field;
using sqlite::test::OpenShop;
using sqlite::test::ShopSchema;
using sqlite::test::TemporaryFolder;

namespace {

/// Each contact as windows of `size` show it.
std::string DescribeWindows(const engine::TimelineSource& source, const engine::Schema& schema, std::uint32_t size) {
  const auto reader = source.OpenReader();
  std::string text;
  for (std::uint32_t first = 0; first < source.contacts(); first += size) {
    const std::uint32_t count = std::min(size, source.contacts() - first);
    const engine::TimelineWindow window = reader->Read(first, count);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::string& key = window.timelines->keys[window.first + i];
      CHECK(key == source.Key(first + i));
      text += key + "\n" + sqlite::test::DescribeContact(schema, *window.timelines, key);
    }
  }
  return text;
}

void ImportSome(SqliteStore& store, unsigned seed) {
  Author author(seed);
  for (int number = 1; number <= 3; ++number) {
    for (const auto& file : {author.Orders(number), author.Fields(number), author.Night(number)})
      sqlite::test::Import(store, file.import, file.name, file.fill);
  }
}

}  // namespace

TEST_CASE("the cache of a random store shows what the store shows") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    const TemporaryFolder folder;
    const CachePaths paths = CachePaths::Of(folder / "shop.db");
    const auto store = OpenShop(folder / "shop.db");
    ImportSome(*store, seed);
    const engine::Timelines direct = sqlite::test::LoadAll(*store);
    WriteBase(*store, paths);
    const auto cached = OpenCache(*store, paths, ShopSchema());
    CHECK(cached->contacts() == direct.contacts());
    CHECK(cached->common().first_data == direct.first_data);
    CHECK(cached->common().data_through == direct.data_through);
    REQUIRE(DescribeWhole(*cached, ShopSchema()) == sqlite::test::Describe(ShopSchema(), direct));
    const std::string windows = DescribeWindows(engine::TimelinesInMemory(direct), ShopSchema(), 1'000);
    for (const std::uint32_t size : {1U, 2U, 3U}) CHECK(DescribeWindows(*cached, ShopSchema(), size) == windows);
  }
}

TEST_CASE("windows across the ends of chunks show every contact once") {
  const TemporaryFolder folder;
  const CachePaths paths = CachePaths::Of(folder / "shop.db");
  const auto store = OpenShop(folder / "shop.db");
  sqlite::test::Import(*store, "a", "a.csv", [](adapters::FactSink& sink) {
    for (int i = 0; i < 2'500; ++i) {
      const std::string key = "contact " + std::to_string(10'000 + i * 7 % 2'500);
      Contact(sink, key, i * 1'000LL);
      if (i % 3 == 0) Field(sink, key, sqlite::test::kAge, i / 4.0, i * 2'000LL);
      for (int event = 0; event < i % 5; ++event)
        sqlite::test::Purchase(sink, key, i * 100LL + event * event, event, "code " + std::to_string(i % 50));
    }
  });
  WriteBase(*store, paths);
  const engine::Timelines direct = sqlite::test::LoadAll(*store);
  const auto cached = OpenCache(*store, paths, ShopSchema());
  const std::string whole = DescribeWindows(engine::TimelinesInMemory(direct), ShopSchema(), 5'000);
  for (const std::uint32_t size : {1'024U, 1'000U, 777U, 2'048U, 2'500U})
    CHECK(DescribeWindows(*cached, ShopSchema(), size) == whole);
}

TEST_CASE("few rows in memory at a time give the same cache") {
  const TemporaryFolder folder;
  const CachePaths paths = CachePaths::Of(folder / "shop.db");
  const auto store = OpenShop(folder / "shop.db");
  std::mt19937 random(3);
  for (int file = 0; file < 3; ++file) {
    sqlite::test::Import(*store, "a", "a" + std::to_string(file) + ".csv", [&](adapters::FactSink& sink) {
      for (int i = 0; i < 3'000; ++i) {
        const std::string key = "contact " + std::to_string(10'000 + random() % 2'600);
        const engine::Instant at = static_cast<engine::Instant>(random() % 40) * 1'000;  // many ties
        sqlite::test::Purchase(sink, key, at, i % 7, "code " + std::to_string(random() % 300), {}, i % 3 == 0 ? 1 : 0);
        if (i % 2 == 0) sqlite::test::Visit(sink, key, at, i % 4 == 0 ? "" : "page " + std::to_string(i % 90));
      }
    });
  }
  const std::string expected = sqlite::test::Describe(ShopSchema(), sqlite::test::LoadAll(*store));
  for (const std::int64_t rows : {1, 100, 1'000, 4'000}) {
    INFO(rows << " rows");
    CacheWriter writer(paths.base);
    sqlite::ExportTimelines(sqlite::Database(folder / "shop.db", sqlite::Access::kRead, 100), writer, rows);
    writer.Commit();
    REQUIRE((DescribeWhole(*OpenCache(*store, paths, ShopSchema()), ShopSchema()) == expected));
  }
}

TEST_CASE("a copy of a cache is a cache") {
  const TemporaryFolder folder;
  const CachePaths paths = CachePaths::Of(folder / "shop.db"), copied = CachePaths::Of(folder / "copy.db");
  const auto store = OpenShop(folder / "shop.db");
  ImportSome(*store, 5);
  WriteBase(*store, paths);
  const auto cached = OpenCache(*store, paths, ShopSchema());
  CacheWriter writer(copied.base);
  const std::vector<std::uint32_t> identities = cached->Identities();
  const std::vector<std::int64_t> changed = cached->Changed();
  CopyTimelines(*cached, ShopSchema(), cached->state(), {identities, changed}, writer);
  writer.Commit();
  const auto copy = OpenCache(*store, copied, ShopSchema());
  CHECK(DescribeWhole(*copy, ShopSchema()) == DescribeWhole(*cached, ShopSchema()));
  CHECK(copy->Identities() == identities);
  CHECK(copy->Changed() == changed);
}

TEST_CASE("names that the cache does not know have no rows, and no values") {
  const TemporaryFolder folder;
  const CachePaths paths = CachePaths::Of(folder / "shop.db");
  const auto store = OpenShop(folder / "shop.db");
  ImportSome(*store, 3);
  WriteBase(*store, paths);
  engine::Schema schema = ShopSchema();
  schema.fields.push_back({"shoe size", engine::ValueType::kNumber, {}, {}, {}});
  schema.events[sqlite::test::kPurchase].properties.push_back({"colour", engine::ValueType::kText, {}, {}, {}});
  schema.events.push_back({"return", {}, {}, false, {}});
  schema.lists.push_back("Blocked");
  const auto request = adapters::LoadRequest::All(schema);
  const engine::Timelines direct = Must(store->Load(schema, request));
  const CachedTimelines cached(CacheFiles::Open(paths, Must(store->ReadState()).stamp), schema, request);
  CHECK(DescribeWhole(cached, schema) == sqlite::test::Describe(schema, direct));
  for (std::size_t kind = 0; kind < schema.events.size(); ++kind)
    CHECK(cached.common().events[kind].imported == direct.events[kind].imported);
}

TEST_CASE("a name with another type is left to the store, which says what is wrong") {
  const TemporaryFolder folder;
  const CachePaths paths = CachePaths::Of(folder / "shop.db");
  const auto store = OpenShop(folder / "shop.db");
  ImportSome(*store, 3);
  WriteBase(*store, paths);
  engine::Schema schema = ShopSchema();
  schema.fields[sqlite::test::kAge].type = engine::ValueType::kText;
  CHECK_THROWS_AS(OpenCache(*store, paths, schema), Damaged);
}

TEST_CASE("after an import the cache is stale, after a run it is not") {
  const TemporaryFolder folder;
  const CachePaths paths = CachePaths::Of(folder / "shop.db");
  const auto store = OpenShop(folder / "shop.db");
  ImportSome(*store, 3);
  WriteBase(*store, paths);
  Must(store->RecordRun(1'000, {}, {"Relation"}, false));
  CHECK_NOTHROW(OpenCache(*store, paths, ShopSchema()));
  sqlite::test::Import(*store, "a", "a.csv", [](adapters::FactSink& sink) { Contact(sink, "zoe", 5); });
  CHECK_THROWS_AS(OpenCache(*store, paths, ShopSchema()), Damaged);
}
