// `group by`: one row per group of lines, its cells by formulas.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <string>

#include "tests/import/workbench.h"

namespace segue::test {
namespace {

using Catch::Matchers::ContainsSubstring;
using Facts = std::vector<std::string>;

/// A mapping of lines.csv whose purchase has these properties.
std::string Invoices(const std::string& properties) {
  return "    files: lines.csv\n    contact: who\n    zone: UTC\n    group by: invoice\n"
         "    events: [{event: purchase, at: day, id: invoice, properties: {" +
         properties + "}}]\n";
}

TEST_CASE("one event per invoice, though its lines stand apart") {
  Workbench bench;
  bench.Write("lines.csv",
              "invoice,who,day,price,quantity\n"
              "A1,ann,2026-03-01,0.10,3\n"
              "A2,bob,2026-03-02,5,1\n"
              "A1,ann,2026-03-01,19.99,1\n"
              "A1,ann,2026-03-01,1.005,2\n");
  const import::ImportSummary summary = bench.Imported(Invoices("amount: sum(price * quantity), items: sum(quantity)"));
  // A1: 0.30 + 19.99 + 2.01 = 22.30; 6 pieces.
  CHECK(bench.store.facts == Facts{"event ann purchase 2026-03-01T00:00:00.000Z {amount: 22.3000, items: 6} id A1",
                                   "event bob purchase 2026-03-02T00:00:00.000Z {amount: 5.0000, items: 1} id A2"});
  CHECK(summary.rows == 4);
  CHECK(summary.rejected == 0);
}

TEST_CASE("functions and arithmetic") {
  Workbench bench;
  bench.Write("lines.csv",
              "invoice,who,day,price,unit count,article,shipping\n"
              "A1,ann,2026-03-01,2.50,2,pen,\n"
              "A1,ann,2026-03-01,10,1,ink,4.90\n"
              "A1,ann,2026-03-01,-0.5,4,pen,4.90\n");
  const auto gives = [&](const std::string& formula, const std::string& property, const std::string& expected) {
    INFO(formula);
    bench.store.facts.clear();
    bench.Imported(Invoices(property + ": " + formula));
    CHECK(bench.store.facts ==
          Facts{"event ann purchase 2026-03-01T00:00:00.000Z {" + property + ": " + expected + "} id A1"});
  };
  gives("sum(price)", "amount", "12.0000");
  gives("'sum(price * \"unit count\") + shipping'", "amount", "17.9000");  // 5 + 10 − 2 + 4.90
  gives("sum(price * (1 + 0.2))", "amount", "14.4000");
  gives("-(sum(price) - 20) * 0.5", "amount", "4.0000");
  gives("min(price)", "amount", "-0.5000");
  gives("max(price)", "amount", "10.0000");  // not 2.50, as text would have it
  gives("first(price)", "amount", "2.5000");
  gives("last(price)", "amount", "-0.5000");
  gives("max(price) - min(price)", "items", "10.5");
  gives("count()", "items", "3");
  gives("count(shipping)", "items", "2");
  gives("distinct(article)", "items", "2");
  gives("first(article)", "order", "pen");
  gives("max(article)", "order", "pen");
  gives("min(article)", "order", "ink");
  gives("\"=web\"", "order", "web");
}

TEST_CASE("scale, decimal sign, currency marks and values apply to the cells of formulas") {
  Workbench bench;
  bench.Write("lines.csv",
              "invoice;who;day;cents;price;pieces\n"
              "A1;ann;2026-03-01;1250;1 000,50 €;none\n"
              "A1;ann;2026-03-01;5;0,25 €;3\n");
  bench.Imported("    decimal: \",\"\n    scale: {cents: 0.01}\n    values: {pieces: {none: \"0\"}}\n" +
                 Invoices("amount: sum(cents) + sum(price), items: sum(pieces)"));
  CHECK(bench.store.facts == Facts{"event ann purchase 2026-03-01T00:00:00.000Z {amount: 1013.3000, items: 3} id A1"});
}

TEST_CASE("dates are compared as dates") {
  Workbench bench;
  bench.Write("lines.csv", "invoice,who,day\nA1,ann,31/12/2025\nA1,ann,01/02/2026\nA1,ann,15/01/2026\n");
  const auto at = [&](const std::string& formula) {
    bench.store.facts.clear();
    bench.Imported(
        "    files: lines.csv\n    contact: who\n    zone: UTC\n    format: \"%d/%m/%Y\"\n"
        "    group by: invoice\n    events: [{event: purchase, at: " +
        formula + "}]\n");
    return bench.store.facts.at(0);
  };
  CHECK(at("min(day)") == "event ann purchase 2025-12-31T00:00:00.000Z {}");
  CHECK(at("max(day)") == "event ann purchase 2026-02-01T00:00:00.000Z {}");
  CHECK(at("last(day)") == "event ann purchase 2026-01-15T00:00:00.000Z {}");
}

TEST_CASE("a group by several columns, and by row") {
  Workbench bench;
  bench.Write("lines.csv", "a,b,who,day,price\n1,x,ann,2026-03-01,1\n1,y,ann,2026-03-01,2\n1,x,ann,2026-03-01,4\n");
  const std::string events = "    events: [{event: purchase, at: day, properties: {amount: sum(price * 2)}}]\n";
  const std::string head = "    files: lines.csv\n    contact: who\n    zone: UTC\n";
  SECTION("two columns") {
    bench.Imported(head + "    group by: [a, b]\n" + events);
    CHECK(bench.store.facts == Facts{"event ann purchase 2026-03-01T00:00:00.000Z {amount: 10.0000}",
                                     "event ann purchase 2026-03-01T00:00:00.000Z {amount: 4.0000}"});
  }
  SECTION("each row for itself") {
    bench.Imported(head + "    group by: \"#row\"\n" + events);
    CHECK(bench.store.facts.size() == 3);
  }
}

TEST_CASE("the `when` of an event chooses lines") {
  Workbench bench;
  bench.Write("lines.csv",
              "invoice,who,day,kind,price\n"
              "A1,ann,2026-03-01,sale,10\n"
              "A1,ann,2026-03-01,Return,4\n"
              "A2,bob,2026-03-01,return,3\n");
  bench.Imported(
      "    files: lines.csv\n    contact: who\n    zone: UTC\n    group by: invoice\n"
      "    events: [{event: purchase, at: day, when: {kind: [sale]}, properties: {amount: sum(price)}}]\n");
  CHECK(bench.store.facts == Facts{"event ann purchase 2026-03-01T00:00:00.000Z {amount: 10.0000}"});
}

TEST_CASE("lookups are joined before lines are grouped") {
  Workbench bench;
  bench.Write("lines.csv", "invoice,who,day,article,quantity\nA1,ann,2026-03-01,pen,2\nA1,ann,2026-03-01,ink,1\n");
  bench.Write("articles.csv", "article,price\npen,1.50\nink,4\n");
  bench.Imported(Invoices("amount: sum(price * quantity)") +
                 "    lookup: {article: {file: articles.csv, key: article}}\n");
  CHECK(bench.store.facts == Facts{"event ann purchase 2026-03-01T00:00:00.000Z {amount: 7.0000} id A1"});
}

TEST_CASE("a line that cannot be read spoils its whole group, and only that") {
  Workbench bench;
  const auto rejects = [&](const std::string& lines, std::int64_t rejected) {
    bench.Write("lines.csv", "invoice,who,day,price,quantity\n" + lines + "B1,bob,2026-03-01,1,1\n");
    bench.store.facts.clear();
    CHECK(bench.Imported(Invoices("amount: sum(price * quantity)")).rejected == rejected);
    CHECK(bench.store.facts == Facts{"event bob purchase 2026-03-01T00:00:00.000Z {amount: 1.0000} id B1"});
    return bench.Read("rejects/it.csv");
  };
  CHECK_THAT(
      rejects("A1,ann,2026-03-01,1,1\nA1,ann,2026-03-01,cheap,1\nA1,ann,2026-03-01,1,1\n", 3),
      ContainsSubstring("lines.csv,3,\"column \"\"price\"\": expected a number, found \"\"cheap\"\"; with it all 3 "
                        "lines of \"\"A1\"\"\",\"A1,ann,2026-03-01,cheap,1\""));
  CHECK_THAT(rejects("A1,ann,2026-03-01,1,1\nA1,ann,2026-03-01,1\n", 2),
             ContainsSubstring("expected 5 cells as in the header, found 4; with it all 2 lines of \"\"A1\"\""));
  CHECK_THAT(rejects("A1,ann,2026-03-01,1,\n", 1),
             ContainsSubstring("column \"\"quantity\"\": empty, expected a number for sum(price * quantity)"));
  CHECK_THAT(
      rejects("A1,ann,2026-03-01,1,1\nA1,bob,2026-03-01,1,1\n", 2),
      ContainsSubstring("column \"\"who\"\": the lines differ, \"\"ann\"\" (line 2) and \"\"bob\"\" (line 3); a group "
                        "belongs to one contact"));
  CHECK_THAT(rejects("A1,ann,2026-03-01,1,1\nA1,ann,2026-03-02,1,1\n", 2),
             ContainsSubstring("column \"\"day\"\": the lines differ") &&
                 ContainsSubstring("choose with first(), last(), min() or max()"));
  CHECK_THAT(rejects(",ann,2026-03-01,1,1\n", 1), ContainsSubstring("no group: the column \"\"invoice\"\" is empty"));
  CHECK_THAT(rejects("A1,ann,2026-02-30,1,1\n", 1), ContainsSubstring("there is no such date as"));
  CHECK_THAT(rejects("A1,ann,2026-03-01,1 USD,1\n", 1), ContainsSubstring("is not an amount in EUR"));
  CHECK_THAT(rejects("A1,ann,2026-03-01,9999999999999999999,1\nA1,ann,2026-03-01,1,1\n", 2),
             ContainsSubstring("is too large to be exact"));
  CHECK_THAT(rejects("A1,ann,2026-03-01,1000000000000000000,1000000000000000000\nA1,ann,2026-03-01,1e-20,1\n", 2),
             ContainsSubstring("is too large to be exact"));
  CHECK_THAT(rejects("A1,ann,2026-03-01,100000000000000000,100\n", 1), ContainsSubstring("too large"));
}

TEST_CASE("empty cells have no value; beside others they count nothing") {
  Workbench bench;
  bench.Write("lines.csv", "invoice,who,day,price,discount\nA1,ann,2026-03-01,,\nA2,ann,,5,\nA2,,2026-03-01,,\n");
  bench.Imported(Invoices("amount: sum(price) - sum(discount), items: sum(discount)"));
  CHECK(bench.store.facts == Facts{"event ann purchase 2026-03-01T00:00:00.000Z {} id A1",
                                   "event ann purchase 2026-03-01T00:00:00.000Z {amount: 5.0000} id A2"});
}

TEST_CASE("a quotation mark that is never closed may hide lines of any group") {
  Workbench bench;
  bench.Write("lines.csv", "invoice,who,day,price\nA1,ann,2026-03-01,1\nA2,bob,2026-03-01,\"2\nA1,ann,2026-03-01,3\n");
  CHECK_THAT(bench.ProblemOf(Invoices("amount: sum(price)")),
             ContainsSubstring("is never closed") && ContainsSubstring("groups may lack lines"));
}

TEST_CASE("memory for groups is bounded") {
  Workbench bench;
  std::string content = "invoice,who,day,price\n";
  for (int i = 0; i < 20'000; ++i) content += std::to_string(i) + ",ann,2026-03-01,1\n";
  bench.Write("lines.csv", content);
  CHECK(bench.Imported(Invoices("amount: sum(price)")).rows == 20'000);
  CHECK(bench.store.facts.size() == 20'000);
  bench.store.facts.clear();
  bench.options.most_group_bytes = std::size_t{1} << 20;
  CHECK_THAT(bench.ProblemOf(Invoices("amount: sum(price)")),
             ContainsSubstring("importing lines.csv: its groups do not fit into memory") &&
                 ContainsSubstring("more than 1 MiB are needed"));
  CHECK(bench.store.facts.empty());
}

TEST_CASE("a wrong formula is said with its place in segue.yaml") {
  Workbench bench;
  bench.Write("lines.csv", "invoice,who,day,price\nA1,ann,2026-03-01,1\n");
  const auto problem = [&](const std::string& formula) { return bench.ProblemOf(Invoices("amount: " + formula)); };
  CHECK_THAT(
      problem("summ(price)"),
      ContainsSubstring("segue.yaml:7:75: the formula \"summ(price)\": there is no function \"summ\"; did you mean "
                        "\"sum\"?"));
  CHECK_THAT(problem("sum(price"), ContainsSubstring("expected \")\", found the end"));
  CHECK_THAT(problem("sum(price) / 2"), ContainsSubstring("expected +, -, * or the end, found \"/ 2\""));
  CHECK_THAT(problem("sum(max(price))"), ContainsSubstring("a function cannot stand inside another: max(…)"));
  CHECK_THAT(problem("sum()"), ContainsSubstring("expected a column, a number or a function, found \")\""));
  CHECK_THAT(problem("sum(2)"), ContainsSubstring("sum(2) names no column"));
  CHECK_THAT(problem("count(price * 2)"), ContainsSubstring("count(…) counts the cells of one column"));
  CHECK_THAT(problem("sum(prise)"), ContainsSubstring("there is no column \"prise\"; did you mean \"price\"?"));
  CHECK_THAT(problem("sum(" + std::string(100, '(') + "price"), ContainsSubstring("nested deeper than 50 levels"));
  CHECK_THAT(bench.ProblemOf("    files: lines.csv\n    contact: first(who)\n    group by: invoice\n"
                             "    events: [{event: purchase, at: day}]\n"),
             ContainsSubstring("segue.yaml:4:14: `contact` is a column on which the lines of a group agree"));
  CHECK_THAT(bench.ProblemOf("    files: lines.csv\n    contact: who\n    group by: invoice\n"
                             "    fields: {birthday: sum(price)}\n"),
             ContainsSubstring("gives a number, and \"birthday\" is none"));
  CHECK_THAT(
      bench.ProblemOf("    files: lines.csv\n    contact: who\n    group by: \"=x\"\n    fields: {age: price}\n"),
      ContainsSubstring("`group by` of the import \"it\": expected a column's name, found \"=x\""));
  CHECK_THAT(bench.ProblemOf("    files: lines.csv\n    contact: who\n    group by: bill\n    fields: {age: price}\n"),
             ContainsSubstring("there is no column \"bill\""));
}

}  // namespace
}  // namespace segue::test
