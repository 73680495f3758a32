// Events on their way from the sorting thread into their table: blocks, and blocks that go in as a whole or event by
// event.

#include "adapters/sqlite/event_stream.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "tests/sqlite/shop.h"

using namespace segue;
using namespace segue::sqlite;
using namespace segue::sqlite::test;
using adapters::FactSink;

namespace {

constexpr int kEvents = 20'000;  // several times what goes round in blocks

EventRecord Numbered(int number, std::string_view values) {
  EventRecord record;
  record.identity = number;
  record.contact = 1;
  record.values = values;
  return record;
}

void Fill(EventBuffer& buffer, int spill_every) {
  for (int i = kEvents; i > 0; --i) {
    buffer.Add(Numbered(i, std::to_string(i)));
    if (i % spill_every == 0) buffer.Spill();
  }
}

/// One purchase of each number in [from, to), in an order that is not that of their identities.
void PurchasesOf(FactSink& sink, int from, int to) {
  for (int i = from; i < to; ++i)
    Purchase(sink, i % 2 == 0 ? "adam" : "bea", i * 3'600'000LL, i, "n" + std::to_string(i));
}

}  // namespace

TEST_CASE("a stream gives the events in order, whether they come from memory or from a file") {
  const TemporaryFolder folder;
  for (const int spill_every : {kEvents + 1, 7'000}) {
    SpillFile spill(folder / "shop.db");
    EventBuffer buffer(spill);
    Fill(buffer, spill_every);
    EventStream stream(buffer);
    int expected = 0;
    bool right = true;
    while (const EventBlock* block = stream.Next()) {
      right = right && block->ascending() && block->rows().size() <= EventBlock::kMostRows;
      for (const EventBlock::Row& row : block->rows()) {
        right = right && row.record.identity == ++expected && row.record.values == std::to_string(expected);
      }
    }
    CHECK(right);
    CHECK(expected == kEvents);
    CHECK(stream.Next() == nullptr);
  }
}

TEST_CASE("a stream that is not read to its end stops by itself") {
  const TemporaryFolder folder;
  SpillFile spill(folder / "shop.db");
  EventBuffer buffer(spill);
  Fill(buffer, 7'000);
  EventStream stream(buffer);
  REQUIRE(stream.Next() != nullptr);
}

TEST_CASE("what fails in the sorting thread is thrown to the reader") {
  SpillFile spill("/there/is/no/such/folder/shop.db");
  EventBuffer buffer(spill);
  buffer.Add(Numbered(1, "small"));
  // So little is not written yet; the file is made when the stream reads it.
  buffer.Spill();
  EventStream stream(buffer);
  CHECK_THROWS_AS(stream.Next(), Failure);
}

TEST_CASE("equal events are numbered, also where they stand in two blocks") {
  const TemporaryFolder folder;
  SpillFile spill(folder / "shop.db");
  EventBuffer buffer(spill);
  const int equal = static_cast<int>(EventBlock::kMostRows) + 10;
  for (int i = 0; i < equal; ++i) buffer.Add(Numbered(5, "same"));
  EventStream stream(buffer);
  std::int64_t position = 0;
  while (const EventBlock* block = stream.Next()) {
    CHECK_FALSE(block->ascending());
    for (const EventBlock::Row& row : block->rows()) REQUIRE(row.position == position++);
  }
  CHECK(position == equal);
}

TEST_CASE("a block holds a record larger than itself") {
  EventBlock block;
  const std::string large(3 << 20, 'x');
  REQUIRE(block.Add(Numbered(1, large), 0));
  CHECK_FALSE(block.Add(Numbered(2, large), 0));
  CHECK(block.rows().front().record.values == large);
  block.Clear();
  REQUIRE(block.Add(Numbered(2, "small"), 0));
  CHECK(block.rows().front().record.values == "small");
}

TEST_CASE("files that overlap add what is new, block by block and event by event") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  const auto import = [&](const std::string& file, int from, int to) {
    return Import(*store, "orders", file, [&](FactSink& sink) { PurchasesOf(sink, from, to); });
  };
  CHECK(import("middle.csv", 10'000, 20'000).events_added == 10'000);
  // Before and behind what is there, whole blocks are new; in between, none is.
  const auto all = import("all.csv", 0, 30'000);
  CHECK(all.events_added == 20'000);
  CHECK(all.duplicates == 10'000);
  CHECK(import("all.csv", 0, 30'000).duplicates == 30'000);
  const engine::Timelines timelines = LoadAll(*store);
  CHECK(timelines.events[kPurchase].at.size() == 30'000);
  CHECK(timelines.events[kPurchase].properties[1].dictionary->texts.size() >= 30'000);
}

TEST_CASE("an import given up while it sorts leaves nothing behind") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  {
    const auto sink = Must(store->Begin(ShopSchema(), "orders", "many.csv"));
    const std::string large(1 << 20, 'x');
    // The second time that 64 MiB are full, what was set aside first may still be on its way to the file.
    for (int i = 0; i < 140; ++i) Purchase(*sink, "adam", i, i, large);
  }
  for (const auto& file : std::filesystem::directory_iterator(folder / "")) {
    CHECK(file.path().filename().string().find("sorting") == std::string::npos);
  }
  CHECK(LoadAll(*store).events[kPurchase].at.empty());
  CHECK(Import(*store, "orders", "one.csv", [](FactSink& sink) { Purchase(sink, "adam", 1, 1); }).events_added == 1);
}
