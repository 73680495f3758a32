// The texts of the starter project. tests/cli/init.test imports them and checks the report by hand-worked figures.
#include "adapters/cli/starter_project.h"

#include <array>

namespace segue::cli {
namespace {

constexpr std::string_view kProjectFile =
    R"(# A Segue project: where the contacts are kept, which rules apply, which files are read.
store: contacts.segue.db        # one SQLite file, created by the first `segue import`
rules: [rules/*.segue]

imports:
  # Each import maps the columns of a file to contacts, their fields and events.
  leads:
    files: data/leads*.csv      # every file that matches; .gz too
    contact: email              # the column that names the contact
    born: date                  # when the contact came to exist
    fields: {country: country}  # contact field: column
    fields_at: date             # since when these values hold
    events:
      - event: form_submitted
        at: date                # 2026-03-01, 2026-03-01 10:30:00, or give `format:`
        properties: {form: form}
  orders:
    files: data/orders*.csv
    contact: email
    events:
      - event: purchase
        at: date
        id: order               # the order's number: importing it twice adds it once
        properties: {amount: amount}
)";

constexpr std::string_view kRules =
    R"(# The rules: what is known, who is in which segment, what is counted. Check them with `segue check`.
timezone "Europe/Paris"
currency EUR

# What a contact has, and what can happen to one.
contact {
  country text
}
event form_submitted { form text }
event purchase       { amount money }

# A value used in several places; try `segue count --set quiet=30days`.
param quiet = 90 days

"""Bought at least once, and not long ago."""
segment "Good clients" = did purchase with amount >= 50 in last {quiet}

"""Known for a while, and nothing happened lately."""
segment Inactive =
  did not (form_submitted or purchase) in last {quiet}
  and known for {quiet}

# Where each contact stands. Every move has an exact instant: `segue moves`.
lifecycle Relation {
  start unknown
  unknown             -> prospect      on form_submitted
  (unknown, prospect) -> client        on purchase
  client              -> former_client when did not purchase in last 365 days
  former_client       -> client        on purchase
}

metric prospects   = entries to Relation.prospect
metric conversions = moves Relation prospect -> client
metric orders      = count of purchase
metric revenue     = sum of purchase.amount
metric basket      = revenue / orders

"""How many prospects became clients."""
report "Clients per month" {
  by month
  from 2026-01 to 2026-06
  show prospects, conversions, orders, revenue, basket
}

# Whom a clean-up would remove: `segue prune`. It changes nothing without --apply.
prune Inactive {
  keep Relation is client
  grace 30 days
  at most 50 percent
}
)";

constexpr std::string_view kLeads = R"(email,date,country,form
ada@example.org,2026-01-05,FR,guide
bruno@example.org,2026-01-12,BE,newsletter
chloe@example.org,2026-01-30,FR,guide
dario@example.org,2026-02-03,IT,guide
emma@example.org,2026-02-17,FR,newsletter
felix@example.org,2026-03-09,BE,guide
gaelle@example.org,2026-03-21,FR,guide
hugo@example.org,2026-04-02,,newsletter
ines@example.org,2026-05-11,FR,guide
jules@example.org,2026-06-08,FR,guide
)";

constexpr std::string_view kOrders = R"(order,email,date,amount
1001,ada@example.org,2026-01-19,49.90
1002,chloe@example.org,2026-02-02,120.00
1003,ada@example.org,2026-03-02,35.50
1004,emma@example.org,2026-03-15,80.00
1005,kim@example.org,2026-03-28,15.00
1006,felix@example.org,2026-05-04,64.20
1007,ada@example.org,2026-06-15,22.00
)";

constexpr std::string_view kTests =
    R"(# Tests of the rules: what happened to a few contacts, and what must be true. Run them with `segue test`.
as of: 2026-06-30                # the moment that is asked about

tests:
  - name: a lead who buys becomes a client
    contacts:
      ada:
        - 2026-01-05 form_submitted form="guide"
        - +14 days purchase amount=49.90
    expect:
      ada Relation: client
      ada Relation moves: 2026-01-05 unknown -> prospect, 2026-01-19 prospect -> client
      metric conversions in 2026-01: 1

  - name: who bought lately is not inactive
    contacts:
      bruno:
        - born 2025-01-01
        - 2026-06-01 purchase amount=15
    expect:
      bruno in Inactive: no
      bruno in Inactive at 2026-05-31: yes
      prune Inactive: nobody
)";

constexpr std::array<StarterFile, 5> kFiles = {{{"segue.yaml", kProjectFile},
                                                {"rules/main.segue", kRules},
                                                {"tests/main.test.yaml", kTests},
                                                {"data/leads.csv", kLeads},
                                                {"data/orders.csv", kOrders}}};

}  // namespace

std::span<const StarterFile> StarterProject() { return kFiles; }

}  // namespace segue::cli
