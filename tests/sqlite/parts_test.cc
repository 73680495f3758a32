// The store's parts that a small import never reaches: sorting through a file, values as text, tables changed by hand.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <random>

#include "adapters/sqlite/database.h"
#include "adapters/sqlite/event_buffer.h"
#include "adapters/sqlite/json_text.h"
#include "adapters/sqlite/stored_type.h"
#include "engine/timelines.h"
#include "tests/sqlite/shop.h"

using namespace segue;
using namespace segue::sqlite;
using namespace segue::sqlite::test;

namespace {

/// An event that owns its texts.
struct OwnedRecord {
  EventRecord record;
  std::string id, values;
  bool has_id = false;

  EventRecord View() const {
    EventRecord view = record;
    view.values = values;
    if (has_id) view.source_id = id;
    return view;
  }
  std::string Text() const {
    return std::to_string(record.identity) + "/" + std::to_string(record.at) + "/" + std::to_string(record.rank) + "/" +
           std::to_string(record.contact) + "/" + (has_id ? "id " + id : "no id") + "/" + values;
  }
};

std::string TextOf(const EventRecord& view) {
  OwnedRecord owned{view, std::string(view.source_id.value_or("")), std::string(view.values),
                    view.source_id.has_value()};
  return owned.Text();
}

/// Few distinct identities and contents, so that every tie occurs; now and then a text larger than a read buffer.
std::vector<OwnedRecord> RandomRecords(std::mt19937& random, std::size_t count) {
  std::vector<OwnedRecord> records(count);
  for (OwnedRecord& owned : records) {
    owned.record.identity = static_cast<std::int64_t>(random() % 40) - 20;
    owned.record.at = static_cast<engine::Instant>(random() % 3);
    owned.record.rank = static_cast<std::int64_t>(random() % 2);
    owned.record.contact = static_cast<ContactId>(random() % 3);
    owned.has_id = random() % 4 == 0;
    owned.id = owned.has_id ? "id" + std::to_string(random() % 3) : "";
    owned.values = random() % 50 == 0 ? std::string(700'000, 'x') : std::string(random() % 3, 'v');
  }
  return records;
}

std::vector<std::string> Drained(EventBuffer& buffer) {
  std::vector<std::string> texts;
  CHECK(buffer.Drain([&](const EventRecord& record) {
    texts.push_back(TextOf(record));
    return true;
  }));
  return texts;
}

}  // namespace

TEST_CASE("events sorted through a file come out as those sorted in memory") {
  const TemporaryFolder folder;
  std::mt19937 random(11);
  const std::vector<OwnedRecord> records = RandomRecords(random, 1000);
  // What a stable sort says: by identity and content; of equal ones the first of the file first.
  std::vector<OwnedRecord> sorted = records;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const OwnedRecord& a, const OwnedRecord& b) { return ComesBefore(a.View(), b.View()); });
  std::vector<std::string> expected;
  expected.reserve(sorted.size());
  for (const OwnedRecord& owned : sorted) expected.push_back(owned.Text());

  for (const unsigned spill_every : {0U, 7U, 100U, 999U}) {
    SpillFile spill(folder / "shop.db");
    EventBuffer buffer(spill);
    for (std::size_t i = 0; i < records.size(); ++i) {
      buffer.Add(records[i].View());
      if (spill_every > 0 && i % spill_every == 0) buffer.Spill();
    }
    INFO("spilled every " << spill_every);
    CHECK(Drained(buffer) == expected);
    CHECK(Drained(buffer).empty());
  }
  CHECK(std::filesystem::is_empty(folder / ""));
}

TEST_CASE("a file of many megabytes is imported through sorted runs") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  const std::string large(10 << 20, 'x');
  const auto fill = [&](FactSink& sink) {
    for (int i = 0; i < 15; ++i) Purchase(sink, "adam", 100 - i, i, large + std::to_string(i % 3));
  };
  CHECK(Import(*store, "orders", "large.csv", fill).events_added == 15);
  CHECK(Import(*store, "orders", "large.csv", fill).duplicates == 15);
  const engine::Timelines timelines = LoadAll(*store);
  CHECK(timelines.events[kPurchase].at.size() == 15);
  CHECK(timelines.events[kPurchase].properties[1].dictionary->texts.size() == 4);
}

TEST_CASE("days as text, by hand") {
  const std::pair<int, std::string> days[] = {
      {0, "1970-01-01"},        {-1, "1969-12-31"},      {11016, "2000-02-29"},    {-719528, "0000-01-01"},
      {-719529, "-0001-12-31"}, {2932896, "9999-12-31"}, {2932897, "+10000-01-01"}};
  for (const auto& [day, text] : days) {
    CHECK(FormatDay(engine::Day{day}) == text);
    CHECK(ParseDay(text) == day);
  }
  for (const std::string wrong : {"", "2026-3-1", "yesterday", "2026-03-01T00:00", "20260301"}) {
    CHECK(ParseDay(wrong) == engine::kMissingInteger);
  }
}

TEST_CASE("lists as JSON are sets") {
  const std::vector<std::string> items = {"b", "a \"quoted\" \\ item", "b", "", "line\nbreak\ttab\x01", "Ünïcode"};
  std::string json;
  AppendJsonSet(json, items);
  CHECK(json == R"(["a \"quoted\" \\ item","b","line\nbreak\ttab\u0001","Ünïcode"])");
  std::vector<std::string> sorted = items;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  sorted.erase(sorted.begin());
  CHECK(ParseJsonSet(json) == sorted);
  json.clear();
  AppendJsonSet(json, {"", ""});
  CHECK(json.empty());
}

TEST_CASE("extreme values survive") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  Import(*store, "a", "a.csv", [](FactSink& sink) {
    Field(sink, "adam", kAge, 1e308);
    Field(sink, "zoe", kAge, std::numeric_limits<double>::quiet_NaN());
    const FactValue values[] = {engine::Money{kMost}, std::string("zero\0byte", 9)};
    Must(sink.Add(adapters::EventFact{"adam", kPurchase, -62'135'596'800'000, {}, kMost, values}));
  });
  const engine::Timelines timelines = LoadAll(*store);
  CHECK(timelines.fields[kAge].value.numbers[0] == 1e308);
  CHECK(timelines.fields[kAge].value.numbers.size() == 1);
  const engine::EventColumn& purchases = timelines.events[kPurchase];
  CHECK(purchases.at[0] == -62'135'596'800'000);
  CHECK(purchases.rank[0] == kMost);
  CHECK(purchases.properties[0].integers[0] == kMost);
  CHECK(purchases.properties[1].dictionary->texts[purchases.properties[1].codes[0]] == std::string("zero\0byte", 9));
}

TEST_CASE("rows that were added or removed by hand are read as they are") {
  const TemporaryFolder folder;
  const std::string path = folder / "shop.db";
  const auto store = OpenShop(path);
  Import(*store, "a", "a.csv", [](FactSink& sink) {
    for (int i = 0; i < 100; ++i) Purchase(sink, "adam", i * 100'000'000LL, i);
  });
  const Database browser(path, Access::kWrite, 1000);
  browser.Execute(
      "INSERT INTO event_purchase (identity, contact, at, rank, position, import_file) "
      "SELECT identity + 1, contact, at + 1, 0, 0, import_file FROM event_purchase");
  CHECK(LoadAll(*store).events[kPurchase].at.size() == 200);
  browser.Execute("DELETE FROM event_purchase WHERE at > 1000000000");
  const engine::Timelines few = LoadAll(*store);
  CHECK(few.events[kPurchase].at.size() == 21);
  CHECK(std::is_sorted(few.events[kPurchase].at.begin(), few.events[kPurchase].at.end()));
}
