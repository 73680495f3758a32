// The order of import does not matter: any permutation of files gives the same timelines.
//
// Files are random and quarrelsome: equal events, overlapping files, contradicting values at one instant, snapshots
// with departures and returns, deletions, aliases. What is left out is one id with two contents, where the first stays.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "tests/sqlite/shop.h"

using namespace segue;
using namespace segue::sqlite;
using namespace segue::sqlite::test;

namespace {

struct File {
  std::string import, name;
  std::function<void(FactSink&)> fill;
};

class Author {
 public:
  explicit Author(unsigned seed) : random_(seed) {}

  File Orders(int number) {
    return {"orders", "orders-" + std::to_string(number) + ".csv", [facts = Take(8), this](FactSink& sink) {
              for (const int fact : facts) {
                const engine::Instant at = fact % 7 * 10LL;
                Purchase(sink, Key(fact), at, fact % 3, fact % 2 == 0 ? "A" : "B", {}, fact % 5 == 0 ? fact % 4 : 0);
                if (fact % 6 == 0) Purchase(sink, Key(fact), at, 7, "A", "id-" + Key(fact) + std::to_string(at));
              }
            }};
  }
  File Fields(int number) {
    return {"leads", "leads-" + std::to_string(number) + ".csv", [facts = Take(6), this](FactSink& sink) {
              for (const int fact : facts) {
                const std::string plan = fact % 4 == 0 ? "" : "plan" + std::to_string(fact % 3);
                Field(sink, Key(fact), kPlan, plan,
                      fact % 5 == 0 ? std::nullopt : std::optional<engine::Instant>(fact % 9 * 10));
                if (fact % 7 == 0) Contact(sink, Key(fact), fact % 11 * 10);
                if (fact % 11 == 0) Contact(sink, Key(fact), {}, fact % 13 * 10);
                if (fact % 13 == 0) Must(sink.Add(adapters::ListFact{Key(fact), 0, fact % 17, fact % 2 == 0}));
                if (fact % 17 == 0) Must(sink.Add(adapters::AliasFact{Key(fact), Key(fact + 1)}));
              }
            }};
  }
  File Night(int number) {
    return {"crm", "crm-" + std::to_string(number) + ".csv", [facts = Take(6), number, this](FactSink& sink) {
              Must(sink.BeginSnapshot({number * 10LL, number % 2 == 0, {}}));
              for (const int fact : facts) {
                std::vector<std::pair<engine::FieldId, FactValue>> values = {{kAge, static_cast<double>(fact % 2)}};
                if (fact % 3 == 0) values.emplace_back(kPlan, "night" + std::to_string(fact % 2));
                const std::optional<engine::Instant> dates_at =
                    fact % 5 == 0 ? std::optional<engine::Instant>(fact % 4) : std::nullopt;
                Must(sink.Add(adapters::SnapshotRow{Key(fact), dates_at, values}));
                if (fact % 7 == 0) Must(sink.Add(adapters::ListFact{Key(fact), 0, number * 10, fact % 2 == 0}));
              }
            }};
  }
  std::mt19937& random() { return random_; }

 private:
  static std::string Key(int fact) { return std::string(1, static_cast<char>('a' + fact % 5)); }
  std::vector<int> Take(int most) {
    std::vector<int> facts(1 + random_() % static_cast<unsigned>(most));
    for (int& fact : facts) fact = static_cast<int>(random_() % 2000);
    return facts;
  }
  std::mt19937 random_;
};

/// Read alone, each contact is what it is among all; a key that was merged away leads to who survived.
void CheckAlone(SqliteStore& store, const engine::Timelines& all) {
  const engine::Schema schema = ShopSchema();
  for (char letter = 'a'; letter <= 'e'; ++letter) {
    const std::string key(1, letter);
    INFO("contact " << key);
    const auto alone = Must(store.LoadContact(schema, LoadRequest::All(schema), key));
    if (!alone) continue;
    REQUIRE(alone->keys.size() == 1);
    const std::string& survivor = alone->keys.front();
    CHECK(std::binary_search(all.keys.begin(), all.keys.end(), survivor));
    CHECK((survivor == key || !std::binary_search(all.keys.begin(), all.keys.end(), key)));
    CHECK(DescribeContact(schema, *alone, survivor) == DescribeContact(schema, all, survivor));
  }
  CHECK_FALSE(Must(store.LoadContact(schema, LoadRequest::All(schema), "nobody")));
}

std::string ImportAll(const std::vector<File>& files) {
  const TemporaryFolder folder;
  const auto store = OpenShop(folder / "shop.db");
  for (const File& file : files) Import(*store, file.import, file.name, file.fill);
  const engine::Timelines all = LoadAll(*store);
  CheckAlone(*store, all);
  return Describe(ShopSchema(), all);
}

}  // namespace

TEST_CASE("any permutation of files gives the same timelines") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    Author author(seed);
    std::vector<File> files;
    for (int number = 1; number <= 3; ++number) {
      files.push_back(author.Orders(number));
      files.push_back(author.Fields(number));
      files.push_back(author.Night(number));
      files.push_back(author.Night(number + 3));
    }
    const std::string expected = ImportAll(files);
    for (int permutation = 0; permutation < 3; ++permutation) {
      std::shuffle(files.begin(), files.end(), author.random());
      INFO("seed " << seed << ", permutation " << permutation);
      REQUIRE(ImportAll(files) == expected);
    }
    // Once more over everything that is there already.
    std::vector<File> twice = files;
    twice.insert(twice.end(), files.begin(), files.end());
    INFO("seed " << seed << ", every file twice");
    REQUIRE(ImportAll(twice) == expected);
  }
}
