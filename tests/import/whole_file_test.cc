// A file is imported as a whole or not at all.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <string>

#include "tests/import/workbench.h"

namespace segue::test {
namespace {

using Catch::Matchers::ContainsSubstring;

const std::string kMapping =
    "    files: in*.csv\n    contact: key\n    events: [{event: purchase, at: at, properties: {amount: amount}}]\n";

std::string Rows(int good, int bad) {
  std::string content = "key,at,amount\n";
  for (int i = 0; i < good; ++i) content += "c" + std::to_string(i) + ",2026-03-01,1\n";
  for (int i = 0; i < bad; ++i) content += "c" + std::to_string(i) + ",2026-03-01,x\n";
  return content;
}

TEST_CASE("the share of rejected rows decides") {
  Workbench bench;
  bench.options.max_rejects = 0.01;
  SECTION("1 % is allowed") {
    bench.Write("in.csv", Rows(99, 1));
    const import::ImportSummary summary = bench.Imported(kMapping);
    CHECK(summary.rejected == 1);
    CHECK(summary.rejects_path == bench.directory() + "/rejects/it.csv");
    CHECK(bench.store.facts.size() == 99);
  }
  SECTION("more is not: the file is rolled back, the rejects stay") {
    bench.Write("in.csv", Rows(98, 2));
    const adapters::Result<import::ImportSummary> summary = bench.Import(kMapping);
    REQUIRE_FALSE(summary.ok());
    CHECK(summary.error().error_class == adapters::ErrorClass::kFailure);
    CHECK(TextOf(summary.error()) ==
          "importing in.csv: 2 of 100 rows (2 %) were rejected, more than the 1 % allowed; nothing of this file was "
          "kept. The "
          "first: line 100: column \"amount\": expected a number, found \"x\" (see " +
              bench.directory() +
              "/rejects/it.csv; correct the mapping or the file, or allow more with --max-rejects)");
    CHECK(bench.store.facts.empty());
    CHECK_THAT(bench.Read("rejects/it.csv"), ContainsSubstring("in.csv,101,"));
  }
  SECTION("more can be allowed") {
    bench.options.max_rejects = 0.05;
    bench.Write("in.csv", Rows(98, 2));
    CHECK(bench.Imported(kMapping).rejected == 2);
  }
  SECTION("files before the bad one stay, files after it are not begun") {
    bench.Write("in-1.csv", Rows(10, 0));
    bench.Write("in-2.csv", Rows(10, 5));
    bench.Write("in-3.csv", Rows(10, 0));
    CHECK_THAT(bench.ProblemOf(kMapping), ContainsSubstring("importing in-2.csv"));
    CHECK(bench.store.facts.size() == 10);
    CHECK(bench.store.begun == std::vector<std::string>{"in-1.csv", "in-2.csv"});
  }
}

TEST_CASE("a new import removes the rejects of the last one") {
  Workbench bench;
  bench.Write("in.csv", Rows(9, 1));
  bench.Imported(kMapping);
  CHECK_FALSE(bench.Read("rejects/it.csv").empty());
  bench.Write("in.csv", Rows(9, 0));
  CHECK(bench.Imported(kMapping).rejects_path.empty());
  CHECK(bench.Read("rejects/it.csv").empty());
}

TEST_CASE("rejects that cannot be written stop the import") {
  Workbench bench;
  bench.Write("rejects", "a file where the folder should be");
  bench.Write("in.csv", Rows(9, 1));
  CHECK_THAT(bench.ProblemOf(kMapping),
             ContainsSubstring("writing " + bench.directory() + "/rejects/it.csv: Not a directory"));
  CHECK(bench.store.facts.empty());
}

TEST_CASE("row numbers do not tell the rows of several files apart") {
  Workbench bench;
  bench.Write("in-1.csv", Rows(1, 0));
  const std::string mapping = "    files: in*.csv\n    contact: \"#row\"\n    events: [{event: purchase, at: at}]\n";
  CHECK(bench.Imported(mapping).rows == 1);
  bench.Write("in-2.csv", Rows(1, 0));
  CHECK_THAT(bench.ProblemOf(mapping), ContainsSubstring("in*.csv matches 2 files, whose rows have the same numbers"));
}

TEST_CASE("a store that fails stops the import at once") {
  Workbench bench;
  bench.Write("in.csv", Rows(200'000, 0));
  bench.store.failures_until_add = 5;
  CHECK(bench.ProblemOf(kMapping) == "importing in.csv: the disk is full (free some space)");
  CHECK(bench.store.facts.empty());
}

TEST_CASE("progress reaches the file's size, and order is kept over many batches") {
  Workbench bench;
  const std::string content = Rows(100'000, 0);
  bench.Write("in.csv", content);
  std::uint64_t last = 0, size = 0;
  bench.options.progress = [&](const std::string& file, std::uint64_t read, std::uint64_t all) {
    CHECK(file == "in.csv");
    CHECK(read >= last);
    last = read;
    size = all;
  };
  CHECK(bench.Imported(kMapping).rows == 100'000);
  CHECK(last == content.size());
  CHECK(size == content.size());
  REQUIRE(bench.store.facts.size() == 100'000);
  for (std::size_t i = 0; i < bench.store.facts.size(); i += 997) {
    CHECK(bench.store.facts[i].starts_with("event c" + std::to_string(i) + " "));
  }
}

}  // namespace
}  // namespace segue::test
