// Columns of small files joined to the rows of an import.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <string>

#include "tests/import/workbench.h"

namespace segue::test {
namespace {

using Catch::Matchers::ContainsSubstring;
using Facts = std::vector<std::string>;

const std::string kSends =
    "    files: sends.csv\n    contact: who\n    zone: UTC\n"
    "    events: [{event: form_submitted, at: start, properties: {form: title}}]\n";

TEST_CASE("columns of a lookup file stand beside the rows' own") {
  Workbench bench;
  bench.Write("sends.csv", "campaign,who\n7,ann\n8,bob\n7,cid\n");
  bench.Write("campaigns.csv", "id;title;start\n7;Été;2026-03-01\n8;Winter ;2026-04-01\n9;none;x\n");
  bench.Imported(kSends + "    lookup: {campaign: {file: campaigns.csv, key: id}}\n");
  CHECK(bench.store.facts == Facts{"event ann form_submitted 2026-03-01T00:00:00.000Z {form: Été}",
                                   "event bob form_submitted 2026-04-01T00:00:00.000Z {form: Winter}",
                                   "event cid form_submitted 2026-03-01T00:00:00.000Z {form: Été}"});
}

TEST_CASE("a lookup's key may come from another lookup, in any order") {
  Workbench bench;
  bench.Write("sends.csv", "campaign,who\n7,ann\n");
  bench.Write("campaigns.csv", "id,kind,start\n7,k2,2026-03-01\n");
  bench.Write("kinds.csv", "kind,title\nk1,Letter\nk2,Call\n");
  bench.Imported(kSends +
                 "    lookup:\n      kind: {file: kinds.csv, key: kind}\n"
                 "      campaign: {file: campaigns.csv, key: id}\n");
  CHECK(bench.store.facts == Facts{"event ann form_submitted 2026-03-01T00:00:00.000Z {form: Call}"});
}

TEST_CASE("rows of JSON lines are joined too, and keep their text for the rejects") {
  Workbench bench;
  bench.Write("sends.jsonl", "{\"campaign\": 7, \"who\": \"ann\"}\n{\"campaign\": 9, \"who\": \"bob\"}\n");
  bench.Write("campaigns.csv", "id,title,start\n7,A,2026-03-01\n");
  bench.Imported("    files: sends.jsonl\n" + kSends.substr(kSends.find("    contact")) +
                 "    lookup: {campaign: {file: campaigns.csv, key: id}}\n");
  CHECK(bench.store.facts == Facts{"event ann form_submitted 2026-03-01T00:00:00.000Z {form: A}"});
  CHECK_THAT(bench.Read("rejects/it.csv"),
             ContainsSubstring("sends.jsonl,2,") && ContainsSubstring("\"\"who\"\": \"\"bob\"\""));
}

TEST_CASE("a value that the lookup file lacks") {
  Workbench bench;
  bench.Write("sends.csv", "campaign,who,day\n7,ann,2026-03-01\n9,bob,2026-03-01\n,cid,2026-03-01\n");
  bench.Write("campaigns.csv", "id,title\n7,A\n");
  const std::string head =
      "    files: sends.csv\n    contact: who\n    zone: UTC\n"
      "    events: [{event: form_submitted, at: day, properties: {form: title}}]\n";
  SECTION("rejects the row; an empty cell asks for nothing") {
    CHECK(bench.Imported(head + "    lookup: {campaign: {file: campaigns.csv, key: id}}\n").rejected == 1);
    CHECK(bench.store.facts == Facts{"event ann form_submitted 2026-03-01T00:00:00.000Z {form: A}",
                                     "event cid form_submitted 2026-03-01T00:00:00.000Z {}"});
    CHECK_THAT(bench.Read("rejects/it.csv"),
               ContainsSubstring(
                   "sends.csv,3,\"column \"\"campaign\"\": \"\"9\"\" is not in campaigns.csv\",\"9,bob,2026-03-01\""));
  }
  SECTION("or is blank") {
    CHECK(bench.Imported(head + "    lookup: {campaign: {file: campaigns.csv, key: id, unknown: blank}}\n").rejected ==
          0);
    CHECK(bench.store.facts.size() == 3);
    CHECK(bench.store.facts[1] == "event bob form_submitted 2026-03-01T00:00:00.000Z {}");
  }
}

TEST_CASE("a column that the file and its lookup both have") {
  Workbench bench;
  bench.Write("sends.csv", "campaign,who,title,start\n7,ann,mine,2026-03-01\n");
  bench.Write("campaigns.csv", "id,title\n7,theirs\n");
  SECTION("is not guessed at") {
    CHECK_THAT(bench.ProblemOf(kSends + "    lookup: {campaign: {file: campaigns.csv, key: id}}\n"),
               ContainsSubstring("the column \"title\" is in this file and in the lookup file campaigns.csv") &&
                   ContainsSubstring("columns: {campaign title: title}"));
  }
  SECTION("can have another name") {
    bench.Imported(
        "    files: sends.csv\n    contact: who\n    zone: UTC\n"
        "    lookup: {campaign: {file: campaigns.csv, key: id, columns: {their title: title}}}\n"
        "    events: [{event: form_submitted, at: start, properties: {form: their title}}]\n");
    CHECK(bench.store.facts == Facts{"event ann form_submitted 2026-03-01T00:00:00.000Z {form: theirs}"});
  }
  SECTION("two lookups that both have it") {
    bench.Write("others.csv", "id,title\n7,x\n");
    CHECK_THAT(bench.ProblemOf(kSends + "    lookup:\n      campaign: {file: campaigns.csv, key: id}\n"
                                        "      who: {file: others.csv, key: id}\n"),
               ContainsSubstring("the column \"title\" is in campaigns.csv and in others.csv"));
  }
}

TEST_CASE("what is wrong with a lookup is said with its place in segue.yaml") {
  Workbench bench;
  bench.Write("sends.csv", "campaign,who\n7,ann\n");
  bench.Write("campaigns.csv", "id,title,start\n7,A,2026-03-01\n");
  const auto problem = [&](const std::string& lookup) {
    return bench.ProblemOf(kSends + "    lookup: " + lookup + "\n");
  };
  CHECK_THAT(problem("{campaign: {file: nowhere.csv, key: id}}"),
             ContainsSubstring("segue.yaml:7:14: the lookup file nowhere.csv does not exist"));
  CHECK_THAT(problem("{campaign: {file: campaigns.csv, key: Id}}"),
             ContainsSubstring("segue.yaml:7:14: the lookup file campaigns.csv has no column \"Id\"; it has \"id\", "
                               "\"title\" and \"start\"; did you mean \"id\"?"));
  CHECK_THAT(problem("{campaign: {file: campaigns.csv}}"),
             ContainsSubstring("segue.yaml:7:24:") && ContainsSubstring("lacks `key`"));
  CHECK_THAT(problem("{campaign: {file: campaigns.csv, key: id, unknown: drops}}"),
             ContainsSubstring("expected rejects or blank, found \"drops\""));
  CHECK_THAT(problem("{campaign: {file: campaigns.csv, key: id, encoding: klingon}}"),
             ContainsSubstring("the encoding \"klingon\" is not known"));
  CHECK_THAT(problem("{campaign: {file: campaigns.csv, key: id, colums: {}}}"),
             ContainsSubstring("unknown key \"colums\"") && ContainsSubstring("did you mean \"columns\"?"));
  CHECK_THAT(problem("{campain: {file: campaigns.csv, key: id}}"),
             ContainsSubstring("there is no column \"campain\"; did you mean \"campaign\"?"));
  bench.Write("empty.csv", "");
  CHECK_THAT(problem("{campaign: {file: empty.csv, key: id}}"),
             ContainsSubstring("the lookup file empty.csv is empty"));
  bench.Write("idle.csv", "id,nothing\n");
  CHECK_THAT(problem("{campaign: {file: campaigns.csv, key: id}, who: {file: idle.csv, key: id}}"),
             ContainsSubstring("nothing is mapped to a column of the lookup file idle.csv, which has \"nothing\""));
}

TEST_CASE("lookups that need one another are a circle") {
  Workbench bench;
  bench.Write("sends.csv", "who\nann\n");
  bench.Write("a.csv", "a,b,title\n1,2,x\n");
  bench.Write("b.csv", "b,a,start\n2,1,2026-03-01\n");
  CHECK_THAT(
      bench.ProblemOf(kSends + "    lookup:\n      a: {file: a.csv, key: a}\n      b: {file: b.csv, key: b}\n"),
      ContainsSubstring("segue.yaml:8:7: lookups in a circle: a.csv is looked up by \"a\", b.csv is looked up by "
                        "\"b\", each given by the other"));
}

TEST_CASE("the rows of a lookup file must be clear") {
  Workbench bench;
  bench.Write("sends.csv", "campaign,who\n7,ann\n");
  const std::string mapping = kSends + "    lookup: {campaign: {file: campaigns.csv, key: id}}\n";
  SECTION("one key with two meanings") {
    bench.Write("campaigns.csv", "id,title,start\n7,A,2026-03-01\n8,B,2026-03-01\n7,C,2026-03-01\n");
    CHECK_THAT(bench.ProblemOf(mapping),
               ContainsSubstring("reading the lookup file campaigns.csv: line 4: \"7\" stands in line 2 already, with "
                                 "other values"));
  }
  SECTION("the same row twice does no harm, and other columns do not count") {
    bench.Write("campaigns.csv", "id,title,start,note\n7,A,2026-03-01,x\n7,A,2026-03-01,y\n");
    CHECK(bench.Imported(mapping).rejected == 0);
  }
  SECTION("a ragged row") {
    bench.Write("campaigns.csv", "id,title,start\n7,A,2026-03-01\n8,B\n");
    CHECK_THAT(bench.ProblemOf(mapping), ContainsSubstring("line 3: expected 3 cells as in the header, found 2"));
  }
  SECTION("another encoding") {
    bench.Write("campaigns.csv", "id,title,start\n7,\xC9t\xE9,2026-03-01\n");
    CHECK_THAT(bench.ProblemOf(mapping), ContainsSubstring("line 2: the row is not valid text"));
    bench.Imported(kSends + "    lookup: {campaign: {file: campaigns.csv, key: id, encoding: windows-1252}}\n");
    CHECK_THAT(bench.store.facts.at(0), ContainsSubstring("{form: Été}"));
  }
  SECTION("larger than what is allowed") {
    std::string content = "id,title,start\n";
    for (int i = 0; i < 10'000; ++i) content += std::to_string(i) + ",title,2026-03-01\n";
    bench.Write("campaigns.csv", content);
    CHECK(bench.Imported(mapping).rejected == 0);
    bench.options.most_lookup_bytes = std::size_t{1} << 20;
    CHECK_THAT(bench.ProblemOf(mapping), ContainsSubstring("it needs more than 1 MiB of memory"));
  }
}

}  // namespace
}  // namespace segue::test
