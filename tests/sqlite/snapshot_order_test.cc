// A snapshot's rows in any order say the same: those in the order of the store are read on from contact to contact,
// others are sought, and a contact may come twice.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>

#include "tests/sqlite/shop.h"

using namespace segue;
using namespace segue::sqlite;
using namespace segue::sqlite::test;

namespace {

constexpr int kContacts = 30;

struct Row {
  int contact = 0;
  std::string plan;
  std::optional<double> age;  // empty: the row does not speak of it
};
struct Night {
  engine::Instant observed = 0;
  bool complete = false;
  std::vector<Row> rows;
};

std::string KeyOf(int contact) { return "c" + std::to_string(contact); }

Row RandomRow(std::mt19937& random, int contact) {
  static const std::string kPlans[] = {"prospect", "client", ""};
  Row row{contact, kPlans[random() % 3], {}};
  if (random() % 3 != 0) row.age = static_cast<double>(random() % 2);
  return row;
}

/// Most contacts once, some twice, some not at all; in the order of the contacts but for the second times.
Night RandomNight(std::mt19937& random, engine::Instant observed) {
  Night night{observed, random() % 2 == 0, {}};
  for (int contact = 0; contact < kContacts; ++contact) {
    if (random() % 5 != 0) night.rows.push_back(RandomRow(random, contact));
  }
  const std::size_t once = night.rows.size();
  for (std::size_t i = 0; i < once; ++i) {
    if (random() % 6 == 0) night.rows.push_back(RandomRow(random, night.rows[i].contact));
  }
  return night;
}

/// The same rows in another order, but for those of one contact, of which the last one holds.
Night Shuffled(const Night& night, std::mt19937& random) {
  std::map<int, std::vector<Row>> rows;
  std::vector<int> contacts;
  for (const Row& row : night.rows) {
    rows[row.contact].push_back(row);
    contacts.push_back(row.contact);
  }
  std::shuffle(contacts.begin(), contacts.end(), random);
  Night shuffled{night.observed, night.complete, {}};
  std::map<int, std::size_t> given;
  for (const int contact : contacts) shuffled.rows.push_back(rows[contact][given[contact]++]);
  return shuffled;
}

void ImportNight(SqliteStore& store, const Night& night) {
  const auto sink = Must(store.Begin(ShopSchema(), "crm", "contacts-" + std::to_string(night.observed) + ".csv"));
  Must(sink->BeginSnapshot({night.observed, night.complete, std::nullopt}));
  for (const Row& row : night.rows) {
    std::vector<std::pair<engine::FieldId, FactValue>> values = {{kPlan, row.plan}};
    if (row.age) values.emplace_back(kAge, *row.age);
    Must(sink->Add(adapters::SnapshotRow{KeyOf(row.contact), std::nullopt, values}));
  }
  Must(sink->Commit());
}

std::string All(SqliteStore& store) {
  const engine::Timelines timelines = LoadAll(store);
  std::string text;
  for (int contact = 0; contact < kContacts; ++contact) {
    text += KeyOf(contact) + "\n" + DescribeContact(ShopSchema(), timelines, KeyOf(contact));
  }
  return text;
}

}  // namespace

TEST_CASE("a snapshot's rows in any order say the same, also in a night that comes late or again") {
  std::mt19937 random(31);
  for (int round = 0; round < 25; ++round) {
    // The first night gives every contact its place; the others come in any order, one of them twice.
    Night first{100, false, {}};
    for (int contact = 0; contact < kContacts; ++contact) first.rows.push_back(RandomRow(random, contact));
    std::vector<Night> nights;
    for (int i = 2; i <= 5; ++i) nights.push_back(RandomNight(random, i * 100));
    nights.push_back(nights.front());
    std::shuffle(nights.begin(), nights.end(), random);

    const TemporaryFolder folder;
    const auto ordered = OpenShop(folder / "ordered.db"), shuffled = OpenShop(folder / "shuffled.db");
    for (const auto& store : {ordered.get(), shuffled.get()}) ImportNight(*store, first);
    for (const Night& night : nights) {
      ImportNight(*ordered, night);
      ImportNight(*shuffled, Shuffled(night, random));
    }
    INFO("round " << round);
    REQUIRE(All(*ordered) == All(*shuffled));
  }
}
