// Files as they come: byte order marks, CRLF, quotes, other encodings, rows that are wrong.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <string>

#include "tests/import/workbench.h"

namespace segue::test {
namespace {

using Catch::Matchers::ContainsSubstring;
using Facts = std::vector<std::string>;

/// Contacts with their country.
const std::string kFields = "    files: in*.csv*\n    contact: key\n    fields: {country: country}\n";
/// Purchases alone.
const std::string kEvents =
    "    files: in.csv\n    contact: key\n    events: [{event: purchase, at: at, properties: {amount: amount}}]\n";

Facts FieldsOf(const Workbench& bench) {
  Facts fields;
  for (const std::string& fact : bench.store.facts) {
    if (fact.starts_with("field ")) fields.push_back(fact.substr(6));
  }
  return fields;
}

TEST_CASE("byte order mark, CRLF, delimiter and quotes") {
  Workbench bench;
  const Facts expected = {"a country = FR", "b country = BE"};
  SECTION("BOM") { bench.Write("in.csv", "\xEF\xBB\xBFkey,country\na,FR\nb,BE\n"); }
  SECTION("CRLF") { bench.Write("in.csv", "key,country\r\na,FR\r\nb,BE\r\n"); }
  SECTION("CR") { bench.Write("in.csv", "key,country\ra,FR\rb,BE\r"); }
  SECTION("semicolons") { bench.Write("in.csv", "key;country\na;FR\nb;BE\n"); }
  SECTION("tabs") { bench.Write("in.csv", "key\tcountry\na\tFR\nb\tBE\n"); }
  SECTION("bars") { bench.Write("in.csv", "key|country\na|FR\nb|BE\n"); }
  SECTION("no line break at the end") { bench.Write("in.csv", "key,country\na,FR\nb,BE"); }
  SECTION("blank lines") { bench.Write("in.csv", "\n\nkey,country\n\na,FR\n\nb,BE\n\n"); }
  SECTION("quoted") { bench.Write("in.csv", "\"key\",\"country\"\n\"a\",\"FR\"\n\"b\",\"BE\"\n"); }
  SECTION("blanks around cells") { bench.Write("in.csv", " key , country \n a , FR \n\tb,\u00A0BE\n"); }
  SECTION("other columns") { bench.Write("in.csv", "x,country,y,key\n1,FR,2,a\n1,BE,2,b\n"); }
  SECTION("sep=") { bench.Write("in.csv", "sep=;\nkey;country\na;FR\nb;BE\n"); }
  SECTION("a title above the header") { bench.Write("in.csv", "Contacts on 1 March\n\nkey,country\na,FR\nb,BE\n"); }
  SECTION("UTF-16 with its mark") {
    std::string wide = "\xFF\xFE";
    for (const char c : std::string("key,country\na,FR\nb,BE\n")) (wide += c) += '\0';
    bench.Write("in.csv", wide);
  }
  SECTION("gzip") { bench.WriteGzip("in.csv.gz", "key,country\na,FR\nb,BE\n"); }
  const import::ImportSummary summary = bench.Imported(kFields);
  CHECK(FieldsOf(bench) == expected);
  CHECK(summary.rows == 2);
  CHECK(summary.rejected == 0);
}

TEST_CASE("quotes, delimiters and line breaks inside quotes; lines are counted through them") {
  Workbench bench;
  bench.Write("in.csv",
              "key,country\r\n"                           // line 1
              "a,\"first\r\nsecond, \"\"third\"\"\"\r\n"  // lines 2 and 3
              ",lost\r\n"                                 // line 4
              "b,5\" pipe\r\n");
  const import::ImportSummary summary = bench.Imported(kFields);
  CHECK(FieldsOf(bench) == Facts{"a country = first\r\nsecond, \"third\"", "b country = 5\" pipe"});
  CHECK(summary.rejected == 1);
  CHECK(bench.Read("rejects/it.csv") ==
        "file,line,reason,row\nin.csv,4,\"no contact: the column \"\"key\"\" is empty\",\",lost\"\n");
}

TEST_CASE("rows that are wrong are rejected with line and reason") {
  Workbench bench;
  bench.Write("in.csv",
              "key,at,amount\n"
              "a,2026-03-01,12.50\n"
              "b,2026-02-30,12.50\n"         // line 3
              "c,2026-03-01,\"1 234,56\"\n"  // line 4
              "d,2026-03-01,12 USD\n"
              "e,,1\n"
              "f,2026-03-01\n"
              "g,2026-03-01,1,2\n"
              "h,01/03/2026,1\n"
              "i,2026-03-01,twelve\n"
              "j,2026-03-29 02:30:00,1\n");
  const import::ImportSummary summary = bench.Imported(kEvents);
  CHECK(bench.store.facts == Facts{"event a purchase 2026-02-28T23:00:00.000Z {amount: 12.5000}",
                                   "event j purchase 2026-03-29T01:00:00.000Z {amount: 1.0000}"});
  CHECK(summary.rows == 10);
  CHECK(summary.rejected == 8);
  CHECK(summary.shifted == 1);
  const std::string rejects = bench.Read("rejects/it.csv");
  CHECK_THAT(rejects, ContainsSubstring("in.csv,3,\"column \"\"at\"\": there is no such date as \"\"2026-02-30\"\"\""));
  CHECK_THAT(rejects,
             ContainsSubstring("in.csv,4,\"column \"\"amount\"\": expected a number, found \"\"1 234,56\"\" (is "
                               "`decimal: \"\",\"\"` missing in the mapping?)\""));
  CHECK_THAT(rejects, ContainsSubstring("in.csv,5,\"column \"\"amount\"\": \"\"12 USD\"\" is not an amount in EUR"));
  CHECK_THAT(rejects, ContainsSubstring("in.csv,6,\"column \"\"at\"\": empty, expected the instant of the event\""));
  CHECK_THAT(rejects, ContainsSubstring("in.csv,7,\"expected 3 cells as in the header, found 2\",\"f,2026-03-01\""));
  CHECK_THAT(rejects,
             ContainsSubstring("in.csv,8,\"expected 3 cells as in the header, found 4\",\"g,2026-03-01,1,2\""));
  CHECK_THAT(rejects, ContainsSubstring("in.csv,9,\"column \"\"at\"\": expected a date or time"));
  CHECK_THAT(rejects,
             ContainsSubstring("in.csv,10,\"column \"\"amount\"\": expected a number, found \"\"twelve\"\"\""));
}

TEST_CASE("amounts with a decimal comma") {
  Workbench bench;
  bench.Write("in.csv",
              "key;at;amount\na;2026-03-01;1 234,56 €\nb;2026-03-01;1\u202F234,56\u00A0€\nc;2026-03-01;-0,5\n");
  bench.Imported(kEvents + "    decimal: \",\"\n");
  CHECK(bench.store.facts == Facts{"event a purchase 2026-02-28T23:00:00.000Z {amount: 1234.5600}",
                                   "event b purchase 2026-02-28T23:00:00.000Z {amount: 1234.5600}",
                                   "event c purchase 2026-02-28T23:00:00.000Z {amount: -0.5000}"});
}

TEST_CASE("encodings") {
  Workbench bench;
  SECTION("Windows-1252 is converted") {
    bench.Write("in.csv", "key,country\na,C\xF4te d\x92Ivoire\n");
    bench.Imported(kFields + "    encoding: windows-1252\n");
    CHECK(FieldsOf(bench) == Facts{"a country = Côte d’Ivoire"});
  }
  SECTION("a byte that Windows-1252 does not have") {
    bench.Write("in.csv", "key,country\na,\x81x\nb,FR\n");
    CHECK(bench.Imported(kFields + "    encoding: windows-1252\n").rejected == 1);
    CHECK(FieldsOf(bench) == Facts{"b country = FR"});
  }
  SECTION("what is not UTF-8 is rejected, row by row") {
    bench.Write("in.csv", "key,country\na,C\xF4te\nb,FR\n");
    CHECK(bench.Imported(kFields).rejected == 1);
    CHECK(FieldsOf(bench) == Facts{"b country = FR"});
    CHECK_THAT(bench.Read("rejects/it.csv"), ContainsSubstring("in.csv,2,") && ContainsSubstring("windows-1252"));
  }
  SECTION("a header that is not UTF-8 is an error of the file") {
    bench.Write("in.csv", "key,country,t\xE9l\na,FR,1\n");
    CHECK_THAT(bench.ProblemOf(kFields),
               ContainsSubstring("line 1: the header is not UTF-8") && ContainsSubstring("encoding: windows-1252"));
  }
  SECTION("an encoding that does not exist") {
    bench.Write("in.csv", "key,country\na,FR\n");
    CHECK_THAT(bench.ProblemOf(kFields + "    encoding: windows-9999\n"),
               ContainsSubstring("the encoding \"windows-9999\" is not known"));
  }
  SECTION("text is kept in NFC, keys too") {
    bench.Write("in.csv", "key,country\ne\u0301,Ce\u0301\n");
    bench.Imported(kFields);
    CHECK(FieldsOf(bench) == Facts{"\u00E9 country = C\u00E9"});
  }
}

TEST_CASE("headers that do not fit") {
  Workbench bench;
  SECTION("a missing column names those there are") {
    bench.Write("in.csv", "key,contry\na,FR\n");
    CHECK(bench.ProblemOf(kFields) ==
          "importing in.csv: there is no column \"country\"; did you mean \"contry\"?\nthe header (line 1) has \"key\" "
          "and "
          "\"contry\" (correct the column names in the mapping, or export the file again)");
    CHECK(bench.store.begun.empty());
  }
  SECTION("a mapped column that stands twice") {
    bench.Write("in.csv", "key,country,country\na,FR,BE\n");
    CHECK_THAT(bench.ProblemOf(kFields), ContainsSubstring("the column \"country\" stands twice"));
  }
  SECTION("another column that stands twice does no harm") {
    bench.Write("in.csv", "key,country,x,x\na,FR,1,2\n");
    CHECK(bench.Imported(kFields).rows == 1);
  }
}

TEST_CASE("empty files are no errors") {
  Workbench bench;
  SECTION("nothing") {
    bench.Write("in.csv", "");
    CHECK(bench.Imported(kFields).notes == Facts{"in.csv: is empty"});
  }
  SECTION("a mark and line breaks") {
    bench.Write("in.csv", "\xEF\xBB\xBF\r\n\n");
    CHECK(bench.Imported(kFields).notes == Facts{"in.csv: is empty"});
  }
  SECTION("only a header") {
    bench.Write("in.csv", "key,country\n");
    CHECK(bench.Imported(kFields).notes == Facts{"in.csv: has no rows"});
    CHECK(bench.store.begun.empty());
  }
}

TEST_CASE("no file at all is an error that says where was looked") {
  Workbench bench;
  CHECK(bench.ProblemOf(kFields) == "importing \"it\": no file matches in*.csv* in the folder " + bench.directory() +
                                        " (put the files there, or correct `files` in segue.yaml line 3)");
}

TEST_CASE("large and strange cells") {
  Workbench bench;
  SECTION("a field of 10 MB") {
    const std::string large(10'000'000, 'x');
    bench.Write("in.csv", "key,country\na," + large + "\nb,\"" + large + "\"\nc,FR\n");
    CHECK(bench.Imported(kFields).rows == 3);
    CHECK(FieldsOf(bench) == Facts{"a country = " + large, "b country = " + large, "c country = FR"});
  }
  SECTION("a row beyond all measure is refused, not read into memory") {
    bench.Write("in.csv", "key,country\na,FR\nb,\"" + std::string(65U << 20, 'x') + "\"\n");
    CHECK_THAT(bench.ProblemOf(kFields), ContainsSubstring("line 3 is longer than 64 MiB"));
  }
  SECTION("a NUL byte") {
    bench.Write("in.csv", std::string("key,country\na,F\0R\nb,FR\n", 23));
    CHECK(bench.Imported(kFields).rejected == 1);
    CHECK(FieldsOf(bench) == Facts{"b country = FR"});
  }
  SECTION("a quote that is never closed loses its line and all after it, and says so") {
    bench.Write("in.csv", "key,country\na,FR\nb,\"open\nc,FR\nd,FR\n");
    const import::ImportSummary summary = bench.Imported(kFields);
    CHECK(FieldsOf(bench) == Facts{"a country = FR"});
    CHECK(summary.rows == 4);
    CHECK(summary.rejected == 3);
    CHECK_THAT(bench.Read("rejects/it.csv"),
               ContainsSubstring("in.csv,3,\"a quotation mark opened in line 3 is never closed"));
  }
  SECTION("an Excel workbook") {
    bench.Write("in.csv", std::string("PK\x03\x04\0\0", 6));
    CHECK_THAT(bench.ProblemOf(kFields), ContainsSubstring("Excel workbook"));
  }
}

TEST_CASE("damaged gzip files") {
  Workbench bench;
  std::string content = "key,country\n";
  for (int i = 0; i < 20000; ++i) content += std::to_string(i * 7919 % 100003) + ",FR\n";
  bench.WriteGzip("in.csv.gz", content, 100);
  CHECK_THAT(bench.ProblemOf(kFields), ContainsSubstring("importing in.csv.gz: the gzip file ends too early"));
  CHECK(bench.store.facts.empty());
}

}  // namespace
}  // namespace segue::test
