// What a mapping can say, and what is wrong with one.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <string>

#include "tests/import/workbench.h"

namespace segue::test {
namespace {

using Catch::Matchers::ContainsSubstring;
using Facts = std::vector<std::string>;

TEST_CASE("values of every type") {
  Workbench bench;
  bench.Write("in.csv",
              "key;country;age;credit;optin;birthday;seen;tags;type\n"
              "a;FR;41,5;1 234,56 €;Ja;17/03/1985;01/02/2026;vip, salon ,vip;CLIENT\n"
              "b;;;;;;;;\n"
              "c;x;50%;12;0;1985-03-17;2026-02-01T10:00:00Z;\"[\"\"a\"\", \"\"b;c\"\", 3]\";Kunde\n"
              "d;x;1;1;nein;1985-03-17;1772359200;a;b;c;prospekt\n"
              "e;x;1;1;0;1985-03-17;1772359200;a,b|c;d\n"
              "f;x;1;1;vielleicht;;;;\n"
              "g;x;12 €;1;;;;;\n");
  const import::ImportSummary summary = bench.Imported(
      "    files: in.csv\n    contact: key\n    decimal: \",\"\n    format: \"%d/%m/%Y\"\n"
      "    yes: [Ja]\n    no: [Nein]\n    values: {type: {Kunde: client}}\n"
      "    fields: {country: country, age: age, credit: credit, optin: optin, birthday: birthday, seen: seen, tags: "
      "tags, type: "
      "type}\n");
  CHECK(bench.store.facts == Facts{"contact a",
                                   "contact b",
                                   "contact c",
                                   "field a country = FR",
                                   "field a age = 41.5",
                                   "field a credit = 1234.5600",
                                   "field a optin = yes",
                                   "field a birthday = 1985-03-17",
                                   "field a seen = 2026-01-31T23:00:00.000Z",
                                   "field a tags = [vip|salon]",
                                   "field a type = client",
                                   "field b country = -",
                                   "field b age = -",
                                   "field b credit = -",
                                   "field b optin = -",
                                   "field b birthday = -",
                                   "field b seen = -",
                                   "field b tags = -",
                                   "field b type = -",
                                   "field c country = x",
                                   "field c age = 0.5",
                                   "field c credit = 12.0000",
                                   "field c optin = no",
                                   "field c birthday = 1985-03-17",
                                   "field c seen = 2026-02-01T10:00:00.000Z",
                                   "field c tags = [a|b;c|3]",
                                   "field c type = client"});
  CHECK(summary.rejected == 4);
  const std::string rejects = bench.Read("rejects/it.csv");
  CHECK_THAT(rejects, ContainsSubstring("in.csv,5,\"expected 9 cells as in the header, found 11\""));
  CHECK_THAT(rejects, ContainsSubstring(
                          "column \"\"type\"\": \"\"d\"\" is none of the choices \"\"inconnu\"\", \"\"prospect\"\" and "
                          "\"\"client\"\""));
  CHECK_THAT(rejects, ContainsSubstring("column \"\"optin\"\": expected yes or no, found \"\"vielleicht\"\""));
  CHECK_THAT(rejects, ContainsSubstring("column \"\"age\"\": expected a number, found the amount \"\"12 €\"\""));
}

TEST_CASE("blank cells clear a field, or say nothing") {
  Workbench bench;
  bench.Write("in.csv", "key,country,age\na,,3\n");
  const std::string mapping = "    files: in.csv\n    contact: key\n    fields: {country: country, age: age}\n";
  SECTION("clears") {
    bench.Imported(mapping);
    CHECK(bench.store.facts == Facts{"contact a", "field a country = -", "field a age = 3"});
  }
  SECTION("keeps") {
    bench.Imported(mapping + "    blank: keeps\n");
    CHECK(bench.store.facts == Facts{"contact a", "field a age = 3"});
  }
  SECTION("a word for blank") {
    bench.Write("in.csv", "key,country,age\na,NULL,3\n");
    bench.Imported(mapping + "    values: {country: {\"null\": \"\"}}\n    blank: clears\n");
    CHECK(bench.store.facts == Facts{"contact a", "field a country = -", "field a age = 3"});
  }
}

TEST_CASE("constants, row numbers, scale, order, conditions") {
  Workbench bench;
  bench.Write("in.csv",
              "at,cents,line,status\n"
              "2026-03-01,1177,2,OK\n"
              "2026-03-01,5,1,sent\n"
              "2026-03-01,5,1,refused\n"
              "2026-03-01,5,first,ok\n");
  const import::ImportSummary summary = bench.Imported(
      "    files: in.csv\n    contact: \"#row\"\n    scale: {cents: 0.01}\n"
      "    events:\n      - {event: purchase, at: at, id: \"#row\", order: line, when: {status: [ok, sent]},\n"
      "         properties: {amount: cents, order: \"=guide\"}}\n");
  CHECK(bench.store.facts ==
        Facts{"event 1 purchase 2026-02-28T23:00:00.000Z {amount: 11.7700, order: guide} id 1 rank 2",
              "event 2 purchase 2026-02-28T23:00:00.000Z {amount: 0.0500, order: guide} id 2 rank 1"});
  CHECK(summary.rejected == 1);
  CHECK_THAT(bench.Read("rejects/it.csv"),
             ContainsSubstring("expected a whole number to order by, found \"\"first\"\""));
}

TEST_CASE("an event without an instant did not happen, where the row says something else") {
  Workbench bench;
  bench.Write("in.csv", "key,created,won\na,2026-03-01,\nb,2026-03-01,2026-03-05\n");
  SECTION("with fields or birth") {
    bench.Imported(
        "    files: in.csv\n    contact: key\n    born: created\n    events: [{event: purchase, at: won}]\n");
    CHECK(bench.store.facts == Facts{"contact a born 2026-02-28T23:00:00.000Z",
                                     "contact b born 2026-02-28T23:00:00.000Z",
                                     "event b purchase 2026-03-04T23:00:00.000Z {}"});
  }
  SECTION("with other events") {
    bench.Imported(
        "    files: in.csv\n    contact: key\n    events: [{event: form_submitted, at: created}, {event: purchase, at: "
        "won}]\n");
    CHECK(bench.store.facts.size() == 3);
  }
  SECTION("alone") {
    CHECK(bench.Imported("    files: in.csv\n    contact: key\n    events: [{event: purchase, at: won}]\n").rejected ==
          1);
  }
}

TEST_CASE("birth, end, aliases, lists and account events") {
  Workbench bench;
  bench.Write("in.csv",
              "key,since,until,crm,vip,cost\n"
              "a,2026-01-01,2026-02-01,17,2026-01-15,10\n"
              "b,,,,yes,20\n"
              "c,,,c,no,30\n"
              "d,2026-01-01,,,,40\n"
              "e,2026-01-01,,,sometimes,50\n");
  SECTION("contacts") {
    const import::ImportSummary summary = bench.Imported(
        "    files: in.csv\n    contact: key\n    born: since\n    gone: until\n    aliases: [crm]\n    lists: {VIP: "
        "vip, Gold: "
        "vip}\n    zone: UTC\n");
    CHECK(bench.store.facts ==
          Facts{"alias a = 17", "contact a born 2026-01-01T00:00:00.000Z gone 2026-02-01T00:00:00.000Z", "contact b",
                "contact c", "contact d born 2026-01-01T00:00:00.000Z", "list a VIP yes from 2026-01-15T00:00:00.000Z",
                "list b VIP yes", "list c VIP no"});
    CHECK(summary.rejected == 1);
    CHECK(summary.notes == Facts{"no rule names the list \"Gold\", so it was not imported"});
  }
  SECTION("account events") {
    bench.Write("in.csv", "day,cost\n2026-03-01,10\n");
    bench.Imported("    files: in.csv\n    events: [{event: spend, at: day, properties: {amount: cost}}]\n");
    CHECK(bench.store.facts == Facts{"event  spend 2026-02-28T23:00:00.000Z {amount: 10.0000}"});
  }
}

TEST_CASE("a mapping that does not fit the rules names all its mistakes") {
  Workbench bench;
  CHECK(bench.ProblemOf("    files: in.csv\n"
                        "    contact: key\n"
                        "    fields: {contry: c, age: \"=many\"}\n"
                        "    values: {kind: {a: b}}\n"
                        "    zone: Europe/Pari\n"
                        "    events:\n"
                        "      - {event: purchse, at: d}\n"
                        "      - {event: spend, at: d}\n"
                        "      - {event: purchase, at: d, format: \"%Q\", properties: {amont: a, size: b}}\n") ==
        "checking the import \"it\": "
        "segue.yaml:3:5: unknown time zone \"Europe/Pari\"; use an IANA name such as Europe/Paris\n"
        "segue.yaml:3:5: `values` names the column \"kind\", which nothing is mapped to\n"
        "segue.yaml:5:22: the rules declare no contact field \"contry\"; did you mean \"country\"?\n"
        "segue.yaml:5:30: the constant for \"age\": expected a number, found \"many\"\n"
        "segue.yaml:9:17: the rules declare no event \"purchse\"; did you mean \"purchase\"?\n"
        "segue.yaml:10:17: \"spend\" is an account event; import it in a mapping of its own without `contact`\n"
        "segue.yaml:11:17: the format \"%Q\" is not understood; it needs a day, such as %d/%m/%Y, and knows %Y %y %m "
        "%d %e %H "
        "%I %M %S %f %p %b %B %z %s %F %T %R\n"
        "segue.yaml:11:68: the event \"purchase\" has no property \"amont\"; did you mean \"amount\"?\n"
        "segue.yaml:11:77: the event \"purchase\" has no property \"size\"; it has \"amount\", \"order\" and \"items\" "
        "(correct segue.yaml or the rules it refers to)");
}

TEST_CASE("snapshots") {
  Workbench bench;
  bench.Write("crm-20260301.csv",
              "key,type,since,day\na,Prospect,2026-01-01,2026-03-01 04:00:00\nb,,,2026-03-01 04:00:00\n");
  const std::string mapping =
      "    files: crm-*.csv\n    contact: key\n    fields: {type: type}\n    fields_at: since\n    snapshot: ";
  SECTION("dated by the file's name") {
    bench.Imported(mapping + "{observed: file_name \"%Y%m%d\", complete: true, at_most_gone: 5%}\n");
    CHECK(bench.store.facts == Facts{"snapshot 2026-02-28T23:00:00.000Z complete", "contact a", "contact b",
                                     "row a {type: prospect} from 2025-12-31T23:00:00.000Z", "row b {type: -}"});
  }
  SECTION("dated by a column") {
    bench.Imported(mapping + "{observed: day}\n");
    CHECK(bench.store.facts.front() == "snapshot 2026-03-01T03:00:00.000Z");
  }
  SECTION("a column that is not the same everywhere") {
    bench.Write("crm-20260301.csv", "key,type,since,day\na,Prospect,,2026-03-01\nb,,,2026-03-02\n");
    CHECK_THAT(bench.ProblemOf(mapping + "{observed: day}\n"),
               ContainsSubstring("line 3") && ContainsSubstring("one instant"));
  }
  SECTION("blank keeps") {
    bench.Imported(mapping + "{observed: file_name \"%Y%m%d\"}\n    blank: keeps\n");
    CHECK(bench.store.facts.back() == "row b {}");
  }
  SECTION("a name without date") {
    bench.Write("crm-last.csv", "key,type,since,day\n");
    CHECK_THAT(bench.ProblemOf(mapping + "{observed: file_name \"%Y%m%d\"}\n"),
               ContainsSubstring("importing crm-last.csv: its name holds no date like %Y%m%d"));
  }
}

}  // namespace
}  // namespace segue::test
