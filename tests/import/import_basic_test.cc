// A mapping's rows become contacts, fields and events.
#include <catch2/catch_test_macros.hpp>

#include "tests/import/workbench.h"

namespace segue::test {
namespace {

using Facts = std::vector<std::string>;

TEST_CASE("leads become contacts with fields and events") {
  Workbench bench;
  bench.Write("leads.csv",
              "id,created,page,country\n"
              "a1,2026-03-01,guide,FR\n"
              "b2,2026-03-02 10:30:00,salon,\n");
  const import::ImportSummary summary = bench.Imported(
      "    files: leads*.csv\n"
      "    contact: id\n"
      "    born: created\n"
      "    fields: {country: country}\n"
      "    events:\n"
      "      - event: form_submitted\n"
      "        at: created\n"
      "        id: id\n"
      "        properties: {form: page}\n");
  // Paris is UTC+1 on these days.
  CHECK(bench.store.facts == Facts{"contact a1 born 2026-02-28T23:00:00.000Z",
                                   "contact b2 born 2026-03-02T09:30:00.000Z", "field a1 country = FR",
                                   "field b2 country = -",
                                   "event a1 form_submitted 2026-02-28T23:00:00.000Z {form: guide} id a1",
                                   "event b2 form_submitted 2026-03-02T09:30:00.000Z {form: salon} id b2"});
  CHECK(summary.rows == 2);
  CHECK(summary.rejected == 0);
  CHECK(summary.rejects_path.empty());
}

}  // namespace
}  // namespace segue::test
