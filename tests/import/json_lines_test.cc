// JSON lines: nested keys, arrays, lines that are wrong.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <string>

#include "tests/import/workbench.h"

namespace segue::test {
namespace {

using Catch::Matchers::ContainsSubstring;
using Facts = std::vector<std::string>;

const std::string kOrders =
    "    files: in.jsonl*\n    contact: customer.email\n"
    "    fields: {country: customer.address.country, tags: tags, optin: optin, age: age}\n"
    "    events: [{event: purchase, at: at, id: id, properties: {amount: total, order: number}}]\n";

TEST_CASE("nested keys, arrays, numbers, nulls and absent keys") {
  Workbench bench;
  const std::string content =
      R"({"id": 7, "at": "2026-03-01T10:00:00Z", "customer": {"email": "ann", "address": {"country": "FR"}}, "total": 49.90, "number": "A\u00e9", "tags": ["vip", "a,b"], "optin": true, "age": 41})"
      "\r\n\n"
      R"({"at": 1772359200, "customer": {"email": "bob", "x": [{"email": "nobody"}]}, "customer.address.country": "BE", "total": 1e2, "tags": null, "optin": false, "age": null})"
      "\n";
  SECTION("plain") { bench.Write("in.jsonl", content); }
  SECTION("gzip") { bench.WriteGzip("in.jsonl.gz", content); }
  const import::ImportSummary summary = bench.Imported(kOrders);
  // 1772359200 s is 2026-03-01T10:00:00Z. A key that is not there says nothing; null is an empty cell.
  CHECK(bench.store.facts == Facts{"contact ann", "contact bob", "field ann country = FR", "field ann tags = [vip|a,b]",
                                   "field ann optin = yes", "field ann age = 41", "field bob country = BE",
                                   "field bob tags = -", "field bob optin = no", "field bob age = -",
                                   "event ann purchase 2026-03-01T10:00:00.000Z {amount: 49.9000, order: Aé} id 7",
                                   "event bob purchase 2026-03-01T10:00:00.000Z {amount: 100.0000}"});
  CHECK(summary.rows == 2);
  CHECK(summary.rejected == 0);
}

TEST_CASE("JSON's own numbers do not follow the mapping's decimal sign, numbers in texts do") {
  Workbench bench;
  bench.Write("in.jsonl",
              "{\"at\": \"2026-03-01\", \"customer\": {\"email\": \"ann\"}, \"total\": 1.234, \"age\": \"1.234,5\"}\n");
  bench.Imported(kOrders + "    decimal: \",\"\n");
  CHECK(bench.store.facts.at(1) == "field ann age = 1234.5");
  CHECK(bench.store.facts.at(2) == "event ann purchase 2026-02-28T23:00:00.000Z {amount: 1.2340}");
}

TEST_CASE("lines that are wrong") {
  Workbench bench;
  bench.Write("in.jsonl",
              "{\"at\": \"2026-03-01\", \"customer\": {\"email\": \"ann\"}, \"total\": 1}\n"
              "{\"at\": \"2026-03-01\", \"customer\": {\"email\": \"bob\"\n"
              "[1, 2]\n"
              "7\n"
              "{\"at\": \"2026-03-01\", \"customer\": {\"email\": {\"work\": \"x\"}}}\n"
              "{\"at\": \"2026-03-01\", \"customer\": {\"email\": \"cid\"}, \"tags\": [[1]]}\n"
              "{\"at\": \"2026-03-01\", \"customer\": {\"email\": \"d\\u0000\"}}\n"
              "{\"at\": \"2026-03-01\", \"customer\": {\"email\": \"\xFF\"}}\n"
              "{\"at\": \"2026-03-01\"}\n");
  const import::ImportSummary summary = bench.Imported(kOrders);
  CHECK(summary.rows == 9);
  CHECK(summary.rejected == 8);
  const std::string rejects = bench.Read("rejects/it.csv");
  CHECK_THAT(rejects,
             ContainsSubstring("in.jsonl,2,this is not a JSON object: it breaks off or is wrong at character 49"));
  CHECK_THAT(rejects, ContainsSubstring("in.jsonl,3,\"expected a JSON object, found an array\",\"[1, 2]\""));
  CHECK_THAT(rejects, ContainsSubstring("in.jsonl,4,\"expected a JSON object, found a single value\",7"));
  CHECK_THAT(rejects, ContainsSubstring("in.jsonl,5,\"\"\"customer.email\"\" is an object; name one of its parts"));
  CHECK_THAT(rejects, ContainsSubstring("in.jsonl,6,\"\"\"tags\"\" is a nested array"));
  CHECK_THAT(rejects, ContainsSubstring("in.jsonl,7,\"the row holds a NUL byte"));
  CHECK_THAT(rejects, ContainsSubstring("in.jsonl,8,this is not a JSON object"));
  CHECK_THAT(rejects, ContainsSubstring("in.jsonl,9,\"no contact: the column \"\"customer.email\"\" is empty\""));
}

TEST_CASE("keys that no line has") {
  Workbench bench;
  bench.Write("in.jsonl", "{\"at\": \"2026-03-01\", \"customer\": {\"email\": \"ann\"}}\n");
  SECTION("are worth a note where rows do not hang on them") {
    CHECK(bench.Imported(kOrders).notes.at(0) == "in.jsonl: no line has the key \"customer.address.country\"");
  }
  SECTION("are an error of the file where they do") {
    CHECK_THAT(bench.ProblemOf("    files: in.jsonl\n    contact: customer.mail\n    fields: {country: c}\n"),
               ContainsSubstring("no line has the key \"customer.mail\""));
    CHECK(bench.store.facts.empty());
  }
}

TEST_CASE("a JSON array is not JSON lines") {
  Workbench bench;
  bench.Write("in.jsonl", "[{\"at\": 1}]\n");
  CHECK_THAT(bench.ProblemOf(kOrders), ContainsSubstring("it is a JSON array; one object per line"));
}

TEST_CASE("deep nesting is no way to crash") {
  Workbench bench;
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "{\"a\":";
  bench.Write("in.jsonl", deep + "\n{\"at\": \"2026-03-01\", \"customer\": {\"email\": \"ann\"}}\n" +
                              std::string(200'000, '[') + "\n");
  CHECK(bench.Imported(kOrders).rejected == 2);
}

}  // namespace
}  // namespace segue::test
