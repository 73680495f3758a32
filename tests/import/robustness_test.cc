// Random damage to mappings and files: a message or a result, never a crash. Run with the sanitizers it finds more.
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>

#include "tests/import/workbench.h"

namespace segue::test {
namespace {

const std::string kMapping =
    "    files: in.csv\n    contact: key\n    born: born\n    fields: {country: country, tags: tags}\n"
    "    events:\n      - {event: purchase, at: at, format: \"%d/%m/%Y\", id: \"#row\", when: {status: [ok]}, "
    "properties: "
    "{amount: amount}}\n    snapshot: {observed: file_time, complete: true}\n    values: {country: {a: b}}\n";
const std::string kCsv =
    "key,born,country,tags,at,status,amount\r\nann,2026-03-01,FR,\"a;b\",01/03/2026,ok,\"1,234.50\"\r\n"
    "bob,,\"Côte\",,02/03/2026,ok,5 €\n";
const std::string kJson =
    "{\"key\": \"ann\", \"at\": \"2026-03-01\", \"tags\": [\"a\", 1], \"country\": null, \"amount\": 1.5e3}\n{\"key\": "
    "7}\n";

std::string Damaged(std::string text, std::mt19937& random) {
  for (auto changes = 1 + random() % 6; changes > 0; --changes) {
    const std::size_t at = random() % (text.size() + 1);
    const std::size_t length = std::min<std::size_t>(random() % 8, text.size() - at);
    switch (random() % 4) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(at, length));
        break;
      case 2:
        text.insert(at, 1, static_cast<char>(random()));
        break;
      default:
        text.insert(at, 1, "\"{}[]:,;-#&*|>\n\t \r%'"[random() % 20]);
        break;
    }
  }
  return text;
}

TEST_CASE("damaged mappings and files give a message or a result") {
  const auto seed = std::random_device()();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  Workbench bench;
  int imported = 0;
  for (int round = 0; round < 400; ++round) {
    const bool json = random() % 3 == 0;
    const bool damage_mapping = random() % 2 == 0;
    bench.Write("in.csv", json ? kCsv : Damaged(kCsv, random));
    bench.Write("in.jsonl", json ? Damaged(kJson, random) : kJson);
    std::string mapping = kMapping;
    if (json) mapping.replace(mapping.find("in.csv"), 6, "in.jsonl");
    const auto result = bench.Import(damage_mapping ? Damaged(mapping, random) : mapping);
    if (result) {
      ++imported;
    } else {
      CHECK_FALSE(result.error().problem.empty());
      CHECK_FALSE(result.error().doing.empty());
    }
  }
  CHECK(imported > 0);
}

}  // namespace
}  // namespace segue::test
