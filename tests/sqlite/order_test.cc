// The order of import does not matter: any permutation of files gives the same timelines.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/sqlite/author.h"

using namespace segue;
using namespace segue::sqlite;
using namespace segue::sqlite::test;

namespace {

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
