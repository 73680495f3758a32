// segue.yaml: what is read, and what is wrong with it.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <string>

#include "tests/import/workbench.h"

namespace segue::test {
namespace {

using Catch::Matchers::ContainsSubstring;
using project::Project;

adapters::Result<Project> Load(const std::string& yaml) {
  const Workbench bench;
  bench.Write("segue.yaml", yaml);
  return project::LoadProject(bench.directory());
}

Project Loaded(const std::string& yaml) {
  adapters::Result<Project> project = Load(yaml);
  if (!project) FAIL(TextOf(project.error()));
  return *project;
}

std::string Problem(const std::string& yaml) {
  const adapters::Result<Project> project = Load(yaml);
  REQUIRE_FALSE(project.ok());
  return project.error().problem;
}

TEST_CASE("the project file of the command line's page") {
  const Project project = Loaded(R"(
store: contacts.segue.db
rules: [rules/*.segue]
imports:
  leads:
    files: data/leads*.csv
    contact: mql_id
    born: first_contact_date
    fields: {origin: origin, landing_page: landing_page_id}
    fields_at: first_contact_date
    events:
      - event: form_submitted
        at: first_contact_date
        format: "%d/%m/%Y"
        zone: America/Sao_Paulo
        id: mql_id
        order: line
        when: {status: [ok, sent], kind: lead}
        properties: {form: landing_page_id, source: "=guide", row: "#row"}
  crm:
    files: nightly/contacts-*.csv
    contact: email
    snapshot: {observed: file_name "%Y%m%d", complete: true, at_most_gone: 5%}
    fields: {"Type de contact": type}
    aliases: [crm_id]
    lists: {VIP: vip_since}
    encoding: windows-1252
    delimiter: tab
    decimal: ","
    yes: [Oui]
    no: Non
    scale: {cents: 0.01}
    values: {type: {Client: client, 010: y}}
    blank: keeps
  spend:
    files: spend.csv
    events: [{event: spend, at: day, properties: {amount: cost}}]
)");
  CHECK(project.store == "contacts.segue.db");
  CHECK(project.rules == std::vector<std::string>{"rules/*.segue"});
  REQUIRE(project.imports.size() == 3);
  const project::ImportMapping& leads = project.imports[0];
  CHECK(leads.name == "leads");
  CHECK(leads.place.line == 6);
  CHECK(leads.files == "data/leads*.csv");
  CHECK(leads.contact->text == "mql_id");
  CHECK(leads.contact->place.line == 7);
  CHECK(leads.contact->place.column == 14);
  CHECK(leads.fields[1].first == "landing_page");
  CHECK(leads.fields[1].second.text == "landing_page_id");
  const project::EventMapping& form = leads.events.at(0);
  CHECK(form.format == "%d/%m/%Y");
  CHECK(form.zone == "America/Sao_Paulo");
  CHECK(form.order->text == "line");
  CHECK(form.when[0].second == std::vector<std::string>{"ok", "sent"});
  CHECK(form.when[1].second == std::vector<std::string>{"lead"});
  CHECK(form.properties[1].second.constant);
  CHECK(form.properties[1].second.text == "guide");
  CHECK(form.properties[2].second.text == project::kRowNumber);
  const project::ImportMapping& crm = project.imports[1];
  CHECK(crm.snapshot->observed == project::SnapshotMapping::Observed::kFileName);
  CHECK(crm.snapshot->pattern == "%Y%m%d");
  CHECK(crm.snapshot->complete);
  CHECK(crm.snapshot->at_most_gone == 0.05);
  CHECK(crm.fields[0].first == "Type de contact");
  CHECK(crm.aliases[0].text == "crm_id");
  CHECK(crm.lists[0].second.text == "vip_since");
  CHECK(crm.delimiter == '\t');
  CHECK(crm.yes == std::vector<std::string>{"Oui"});
  CHECK(crm.no == std::vector<std::string>{"Non"});
  CHECK(crm.scale[0].second == "0.01");
  // yaml-cpp would read these as 8 and true.
  CHECK(crm.values[0].second[1] == std::pair<std::string, std::string>{"010", "y"});
  CHECK_FALSE(crm.blank_clears);
  CHECK_FALSE(project.imports[2].contact);
}

TEST_CASE("what is left out has a default") {
  const Project project = Loaded("imports: {}\n");
  CHECK(project.store == "contacts.segue.db");
  CHECK(project.rules == std::vector<std::string>{"rules/*.segue"});
}

TEST_CASE("all mistakes of a file come at once, with line and column") {
  CHECK(Problem(R"(stroe: a.db
imports:
  leads:
    files: [a, b]
    contact: id
    filds: {a: b}
    contact: id2
    group by: "=1"
    lookup: {a: {key: b}}
    decimal: ";"
    blank: maybe
    scale: {cents: much}
    events:
      - event: signup
        properties: [a]
      - evnt: x
        at: day
  empty:
    files: x.csv
    fields: {a: b}
)") == R"(segue.yaml:1:1: unknown key "stroe" in segue.yaml; did you mean "store"?
segue.yaml:4:12: `files` of the import "leads": expected text, found a list
segue.yaml:6:5: unknown key "filds" in the import "leads"; did you mean "fields"?
segue.yaml:7:5: the key "contact" stands twice in the import "leads"
segue.yaml:8:15: `group by` of the import "leads": expected a column's name, found "=1"
segue.yaml:9:17: the lookup of "a" in the import "leads" lacks `file`: the file to look in
segue.yaml:10:14: `decimal` of the import "leads": expected "." or ",", found ";"
segue.yaml:11:12: `blank` of the import "leads": expected clears or keeps, found "maybe"
segue.yaml:12:12: `scale` of the import "leads": expected a number such as 0.01 for "cents", found "much"
segue.yaml:14:9: an event of the import "leads" lacks `at`: the column with its instant
segue.yaml:15:21: `properties` of an event of the import "leads": expected a map (`name: value`), found a list
segue.yaml:16:9: unknown key "evnt" in an event of the import "leads"; did you mean "event"?
segue.yaml:16:9: an event of the import "leads" lacks `event`: the event's name in the rules
segue.yaml:20:13: `fields` of the import "empty" needs `contact`, the column with the contact's key)");
}

TEST_CASE("snapshots and rows' numbers") {
  const std::string head = "imports:\n  crm:\n    files: a\n    contact: id\n    fields: {a: b}\n    snapshot: ";
  CHECK_THAT(Problem(head + "{complete: true}\n"),
             ContainsSubstring("6:15: the snapshot of the import \"crm\" lacks `observed`"));
  CHECK_THAT(Problem(head + "{observed: file_name}\n"),
             ContainsSubstring("6:26: `observed`: file_name needs a pattern"));
  CHECK_THAT(Problem(head + "{observed: file_time, at_most_gone: lots}\n"),
             ContainsSubstring("expected a share such as 5%"));
  CHECK_THAT(Problem("imports:\n  a:\n    files: f\n    contact: #row\n"),
             ContainsSubstring("put text that starts with # in quotes"));
  CHECK(Loaded(head + "{observed: taken_at}\n").imports[0].snapshot->column.text == "taken_at");
}

TEST_CASE("files that are no project") {
  CHECK_THAT(Problem("imports: [\n"), ContainsSubstring("this is not YAML"));
  CHECK_THAT(Problem(""), ContainsSubstring("segue.yaml:1:1: segue.yaml: expected a map"));
  CHECK_THAT(Problem("- a\n- b\n"), ContainsSubstring("expected a map (`name: value`), found a list"));
  CHECK_THAT(Problem("store: \xFF\n"), ContainsSubstring("segue.yaml:1:1: the file is not UTF-8"));
  CHECK_THAT(Problem("a: 1\n---\nb: 2\n"), ContainsSubstring("several documents"));
  CHECK_THAT(Problem(",# 27\na: 1\n"), ContainsSubstring("not YAML"));  // has no end for yaml-cpp
  CHECK_THAT(Problem("imports: {a/b: {files: x, contact: y, fields: {z: z}}}\n"),
             ContainsSubstring("an import's name cannot"));
  CHECK_THAT(Problem("? [a, b]\n: c\n"), ContainsSubstring("expected a name as key"));
  const adapters::Result<Project> none = project::LoadProject("/nowhere/at/all");
  REQUIRE_FALSE(none.ok());
  CHECK(
      TextOf(none.error()) ==
      "reading /nowhere/at/all/segue.yaml: it cannot be opened: No such file or directory (run segue in the project's "
      "folder, name it with --project, or make one with `segue init`)");
}

TEST_CASE("nesting and size are limited before the file is parsed") {
  const int depth = 100'000;
  std::string flow = "a: ", block, dashes, keys;
  for (int i = 0; i < depth; ++i) flow += '[';
  for (int i = 0; i < 400; ++i) block += std::string(static_cast<std::size_t>(2 * i), ' ') + "a:\n";
  for (int i = 0; i < depth; ++i) dashes += "- ";
  for (int i = 0; i < depth; ++i) keys += "? ";
  CHECK_THAT(Problem(flow), ContainsSubstring("nested deeper than 64 levels"));
  CHECK_THAT(Problem(block), ContainsSubstring("nested deeper than 64 levels"));
  CHECK_THAT(Problem(dashes + "a"), ContainsSubstring("nested deeper than 64 levels"));
  CHECK_THAT(Problem(keys + "a"), ContainsSubstring("nested deeper than 64 levels"));
  CHECK_THAT(Problem("a: &x [*x]\n"), ContainsSubstring("segue.yaml:1:"));
  CHECK_THAT(Problem(std::string(2'000'000, '#')), ContainsSubstring("larger than 1048576 bytes"));
}

TEST_CASE("globs name files in the order of their names") {
  const Workbench bench;
  for (const char* name : {"b-2.csv", "b-10.csv", "a.csv", "b-1.txt"}) bench.Write(name, "");
  const std::string folder = bench.directory() + "/";
  CHECK(project::ExpandGlob(bench.directory(), "b-*.csv") ==
        std::vector<std::string>{folder + "b-10.csv", folder + "b-2.csv"});
  CHECK(project::ExpandGlob(bench.directory(), "*.xml").empty());
  CHECK(project::ExpandGlob("/elsewhere", folder + "a.csv") == std::vector<std::string>{folder + "a.csv"});
}

}  // namespace
}  // namespace segue::test
