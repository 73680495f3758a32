// Imports into the real store: what a second import, an overlap, a refusal and snapshots leave behind.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <string>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/calendar.h"
#include "tests/import/workbench.h"

namespace segue::test {
namespace {

using Catch::Matchers::ContainsSubstring;
using Lines = std::vector<std::string>;

/// A workbench whose imports go to a SQLite store.
class StoreBench : public Workbench {
 public:
  StoreBench() {
    auto opened = sqlite::SqliteStore::Open(directory() + "/contacts.segue.db", sqlite::OpenMode::kCreate);
    if (!opened) FAIL(TextOf(opened.error()));
    sqlite_ = std::move(*opened);
    if (const auto prepared = sqlite_->Prepare(program.schema); !prepared) FAIL(TextOf(prepared.error()));
    begin = [this](const std::string& import, const std::string& file) {
      return sqlite_->Begin(program.schema, import, file);
    };
  }

  engine::Timelines Load() {
    auto timelines = sqlite_->Load(program.schema, sqlite::LoadRequest::All(program.schema));
    if (!timelines) FAIL(TextOf(timelines.error()));
    return *timelines;
  }

  /// `ann type: prospect, 2026-03-02T00:00:00.000Z client` for every contact with a value of the text field.
  Lines History(const std::string& field) {
    const engine::Timelines timelines = Load();
    Lines lines;
    for (std::size_t i = 0; i < program.schema.fields.size(); ++i) {
      if (program.schema.fields[i].name != field) continue;
      const engine::FieldColumn& column = timelines.fields[i];
      for (std::size_t contact = 0; contact + 1 < column.offsets.size(); ++contact) {
        std::string line = timelines.keys[contact] + " " + field + ":";
        for (std::size_t row = column.offsets[contact]; row < column.offsets[contact + 1]; ++row) {
          const std::string& text = column.value.dictionary->texts[column.value.codes[row]];
          const engine::Instant at = column.at[row];
          line += (line.ends_with(':') ? " " : ", ") + (at == engine::kAlways ? "" : engine::FormatUtc(at) + " ") +
                  (text.empty() ? "-" : text);
        }
        if (!line.ends_with(':')) lines.push_back(line);
      }
    }
    return lines;
  }

  /// `ann gone 2026-03-02T00:00:00.000Z [back …]`.
  Lines Absences() {
    const engine::Timelines timelines = Load();
    Lines lines;
    for (std::size_t contact = 0; contact + 1 < timelines.absences.offsets.size(); ++contact) {
      for (std::size_t i = timelines.absences.offsets[contact]; i < timelines.absences.offsets[contact + 1]; ++i) {
        const engine::Instant back = timelines.absences.ends[i];
        lines.push_back(timelines.keys[contact] + " gone " + engine::FormatUtc(timelines.absences.starts[i]) +
                        (back == engine::kForever ? "" : " back " + engine::FormatUtc(back)));
      }
    }
    return lines;
  }

 private:
  std::unique_ptr<sqlite::SqliteStore> sqlite_;
};

const std::string kPurchases =
    "    files: in*.csv\n    contact: key\n    zone: UTC\n"
    "    events: [{event: purchase, at: at, properties: {amount: amount, order: order}}]\n";

TEST_CASE("the same file twice, and an overlapping export, add only what is new") {
  StoreBench bench;
  const std::string january = "key,at,amount,order\nann,2026-01-05,10,A\nann,2026-01-05,10,A\nbob,2026-01-06,20,B\n";
  bench.Write("in.csv", january);
  const import::ImportSummary first = bench.Imported(kPurchases);
  // Two equal rows in one file are two purchases.
  CHECK(first.events_added == 3);
  CHECK(first.contacts_added == 2);
  CHECK(first.duplicates == 0);
  const import::ImportSummary again = bench.Imported(kPurchases);
  CHECK(again.events_added == 0);
  CHECK(again.contacts_added == 0);
  CHECK(again.duplicates == 3);
  bench.Write("in.csv", january + "ann,2026-02-01,5,C\ncid,2026-02-02,6,D\n");
  const import::ImportSummary overlap = bench.Imported(kPurchases);
  CHECK(overlap.events_added == 2);
  CHECK(overlap.contacts_added == 1);
  CHECK(overlap.duplicates == 3);
}

TEST_CASE("a file with too many rejects leaves the store as it was") {
  StoreBench bench;
  bench.options.max_rejects = 0.01;
  bench.Write("in.csv", "key,at,amount,order\nann,2026-01-05,10,A\nbob,2026-01-05,ten,A\n");
  CHECK_THAT(bench.ProblemOf(kPurchases), ContainsSubstring("1 of 2 rows (50 %) were rejected"));
  CHECK(bench.Load().contacts() == 0);
  bench.Write("in.csv", "key,at,amount,order\nann,2026-01-05,10,A\n");
  CHECK(bench.Imported(kPurchases).events_added == 1);
}

const std::string kNightly =
    "    files: crm-*.csv\n    contact: key\n    zone: UTC\n    fields: {type: type}\n"
    "    snapshot: {observed: file_name \"%Y%m%d\"";

TEST_CASE("two nightly files, Prospect then Client, are one change dated the second night") {
  StoreBench bench;
  bench.Write("crm-20260301.csv", "key,type\nann,Prospect\nbob,Client\n");
  bench.Write("crm-20260302.csv", "key,type\nann,Client\nbob,Client\n");
  bench.Imported(kNightly + "}\n");
  const Lines expected = {"ann type: prospect, 2026-03-02T00:00:00.000Z client", "bob type: client"};
  CHECK(bench.History("type") == expected);
  bench.Imported(kNightly + "}\n");
  CHECK(bench.History("type") == expected);
}

TEST_CASE("a nightly file that arrives late takes its place") {
  StoreBench bench;
  bench.Write("crm-20260301.csv", "key,type\nann,Prospect\n");
  bench.Write("crm-20260303.csv", "key,type\nann,Client\n");
  bench.Imported(kNightly + "}\n");
  CHECK(bench.History("type") == Lines{"ann type: prospect, 2026-03-03T00:00:00.000Z client"});
  bench.Write("crm-20260302.csv", "key,type\nann,Client\n");
  bench.Imported(kNightly + "}\n");
  CHECK(bench.History("type") == Lines{"ann type: prospect, 2026-03-02T00:00:00.000Z client"});
}

TEST_CASE("contacts that a complete feed no longer shows are gone, unless they are too many") {
  StoreBench bench;
  std::string all = "key,type\n", most = "key,type\n";
  for (int i = 100; i < 140; ++i) {
    all += "c" + std::to_string(i) + ",Prospect\n";
    if (i > 100) most += "c" + std::to_string(i) + ",Prospect\n";
  }
  bench.Write("crm-20260301.csv", all);
  bench.Write("crm-20260302.csv", most);
  bench.Write("crm-20260303.csv", all);
  // One of 40 is 2.5 %.
  bench.Imported(kNightly + ", complete: true, at_most_gone: 5%}\n");
  CHECK(bench.Absences() == Lines{"c100 gone 2026-03-02T00:00:00.000Z back 2026-03-03T00:00:00.000Z"});
  bench.Write("crm-20260304.csv", "key,type\nc101,Prospect\n");
  const std::string problem = bench.ProblemOf(kNightly + ", complete: true, at_most_gone: 5%}\n");
  CHECK_THAT(problem, ContainsSubstring("crm-20260304.csv") && ContainsSubstring("39 of the 40 contacts"));
  CHECK(bench.Absences().size() == 1);
}

// ---------------------------------------------------------------- real data, read in place

std::string SharedData(const std::string& name) {
  const std::string path = std::string(SEGUE_SOURCE_DIR) + "/../shared/data/" + name;
  if (!std::filesystem::exists(path)) SKIP("the real data is not there: " + path);
  return path;
}

/// A reading of the store's events: how many of a kind, and the sum of its amounts in ten-thousandths.
struct Totals {
  std::size_t events = 0;
  std::int64_t amount = 0;
};
Totals TotalsOf(const engine::Timelines& timelines, std::size_t kind) {
  Totals totals{timelines.events[kind].at.size(), 0};
  for (const std::int64_t amount : timelines.events[kind].properties[0].integers) {
    if (amount != engine::kMissingInteger) totals.amount += amount;
  }
  return totals;
}

TEST_CASE("CDNOW: every purchase to the cent") {
  StoreBench bench;
  const std::string file = SharedData("cdnow/purchases.csv");
  bench.options.max_rejects = 0;
  const std::string mapping =
      "    files: " + file +
      "\n    contact: customer_id\n    scale: {cents: 0.01}\n    events: [{event: purchase, at: ts, id: "
      "row_no, properties: {amount: cents, items: cds}}]\n";
  const import::ImportSummary summary = bench.Imported(mapping);
  CHECK(summary.rows == 69'659);
  CHECK(summary.events_added == 69'659);
  CHECK(summary.contacts_added == 23'570);
  const engine::Timelines timelines = bench.Load();
  // 250,031,563 cents: the sum of revenue_cents in truth_monthly.csv.
  CHECK(TotalsOf(timelines, 0).amount == 250'031'563LL * 100);
  CHECK(*timelines.data_through == 899'164'800'000);  // the last row's 1998-06-30T00:00:00Z
  CHECK(bench.Imported(mapping).events_added == 0);
}

TEST_CASE("Olist: leads and deals in two files") {
  StoreBench bench;
  const std::string leads = SharedData("olist_funnel/olist_marketing_qualified_leads_dataset.csv");
  const std::string deals = SharedData("olist_funnel/olist_closed_deals_dataset.csv");
  bench.options.max_rejects = 0;
  const import::ImportSummary of_leads = bench.Imported(
      "    files: " + leads +
      "\n    contact: mql_id\n    born: first_contact_date\n    zone: America/Sao_Paulo\n    fields: {country: "
      "origin}\n    events: [{event: form_submitted, at: first_contact_date, id: mql_id, properties: {form: "
      "landing_page_id}}]\n");
  CHECK(of_leads.rows == 8'000);
  CHECK(of_leads.contacts_added == 8'000);
  const import::ImportSummary of_deals = bench.Imported(
      "    files: " + deals +
      "\n    contact: mql_id\n    zone: America/Sao_Paulo\n    events: [{event: purchase, at: won_date, id: "
      "mql_id, properties: {amount: declared_monthly_revenue}}]\n");
  CHECK(of_deals.rows == 842);
  CHECK(of_deals.events_added == 842);
  CHECK(of_deals.contacts_added == 0);  // orphan_deals is 0 in truth_quality.csv
}

}  // namespace
}  // namespace segue::test
