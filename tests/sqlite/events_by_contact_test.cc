// The table by which one contact's events are found says what the table of events says, however it was filled.
#include "adapters/sqlite/events_by_contact.h"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>

#include "adapters/sqlite/event_table.h"
#include "tests/sqlite/shop.h"

using namespace segue;
using namespace segue::sqlite;
using namespace segue::sqlite::test;
using adapters::FactSink;

namespace {

/// Pairs that are in one of the two tables only.
std::int64_t Differences(const Database& database, const std::string& table) {
  const std::string events = "SELECT contact, identity FROM " + Quoted(table);
  const std::string pairs = "SELECT contact, identity FROM " + ByContactTable(table);
  return database.QueryInteger("SELECT count(*) FROM (SELECT * FROM (" + events + " EXCEPT " + pairs +
                               ") UNION ALL SELECT * FROM (" + pairs + " EXCEPT " + events + "))");
}

}  // namespace

TEST_CASE("pairs are inserted in the order of contacts, many or few in memory at a time") {
  const TemporaryFolder folder;
  std::mt19937 random(5);
  int number = 0;
  for (const std::int64_t in_memory : {1, 7, 100, 10'000}) {
    for (const int pairs : {0, 1, 63, 64, 1'000}) {
      const std::string path = folder / ("shop" + std::to_string(number++) + ".db");
      Must(OpenShop(path)->Prepare(ShopSchema()));
      const Database database(path, Access::kWrite, 100);
      const auto last_contact = static_cast<ContactId>(1 + random() % 300);
      database.Execute("PRAGMA foreign_keys = OFF; BEGIN");
      EventsByContact by_contact(database, "event_purchase", pairs, last_contact, in_memory);
      std::int64_t sum = 0;
      for (int i = 0; i < pairs; ++i) {
        const ContactId contact = i == 0 ? last_contact : static_cast<ContactId>(1 + random() % last_contact);
        sum += std::int64_t{contact} * (i + 1);
        by_contact.Add(contact, i);
      }
      by_contact.Insert();
      INFO(in_memory << " in memory, " << pairs << " pairs of " << last_contact << " contacts");
      CHECK(database.QueryInteger("SELECT count(*) FROM by_contact_event_purchase") == pairs);
      CHECK(database.QueryInteger("SELECT sum(contact * (identity + 1)) FROM by_contact_event_purchase") == sum);
      database.Execute("ROLLBACK");
    }
  }
}

TEST_CASE("imports, late ones and repeated ones keep the table by contact") {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  std::mt19937 random(9);
  const Database reader(folder / "shop.db", Access::kRead, 100);
  for (int file = 0; file < 6; ++file) {
    Import(*store, "a", "a" + std::to_string(file % 4) + ".csv", [&](FactSink& sink) {
      for (int i = 0; i < 300; ++i) {
        const std::string key = "c" + std::to_string(random() % 40);
        Purchase(sink, key, static_cast<engine::Instant>(random() % 50), i % 3);
        if (i % 5 == 0) Visit(sink, key, i, "home", "id" + std::to_string(random() % 100));
      }
    });
    CHECK(Differences(reader, "event_purchase") == 0);
    CHECK(Differences(reader, "event_visit") == 0);
    CHECK(reader.QueryInteger("SELECT count(*) FROM pragma_foreign_key_check") == 0);
  }
  CHECK(reader.QueryInteger("SELECT count(*) FROM by_contact_event_purchase") > 300);
}
