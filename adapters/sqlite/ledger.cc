// Rows of the ledger, and what is appended to them. An index leads from contacts to their rows; where more rows come
// than there are, it is built anew from sorted rows, which costs a fraction of adding them one by one.

#include "adapters/sqlite/ledger.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <tuple>

#include "adapters/sqlite/ledger_comparison.h"

namespace segue::sqlite {
namespace {

constexpr char kCreateIndex[] = "CREATE INDEX ledger_of_contact ON ledger (contact)";

bool ByInstant(const LedgerMove& left, const LedgerMove& right) {
  return std::tie(left.at, left.contact) < std::tie(right.at, right.contact);
}

LookedAt ReadLookedAt(const Database& database) {
  LookedAt looked_at;
  Statement statement(database,
                      "SELECT lifecycle, max(as_of) FROM run_lifecycle JOIN run ON run.id = run GROUP BY lifecycle");
  while (statement.Step()) looked_at[std::string(statement.Text(0))] = statement.Integer(1);
  return looked_at;
}

/// Rows of the ledger, of everybody or of one contact after the other.
class LedgerRows {
 public:
  LedgerRows(const Database& database, const std::string& where)
      : statement_(database,
                   "SELECT contact, lifecycle, from_state, to_state, at, what = 'withdrawn' FROM ledger" + where) {}

  void AddAll(LedgerComparison& comparison) {
    while (statement_.Step()) {
      LedgerMove row;
      row.contact_id = static_cast<std::uint32_t>(statement_.Integer(0));
      row.lifecycle = statement_.Text(1);
      row.from = statement_.Text(2);
      row.to = statement_.Text(3);
      row.at = statement_.Integer(4);
      row.withdrawn = statement_.Integer(5) != 0;
      comparison.AddRow(row);
    }
  }
  void AddOf(std::uint32_t contact, LedgerComparison& comparison) {
    statement_.Bind(1, std::int64_t{contact});
    AddAll(comparison);
  }

 private:
  Statement statement_;
};

std::uint32_t ContactIdOf(Statement& find, std::string_view key) {
  find.Bind(1, key);
  if (!find.Step())
    throw Failure{"there is no contact \"" + std::string(key) + "\" in the store",
                  "run again; the store changed meanwhile"};
  const std::int64_t id = find.Integer(0);
  find.Reset();
  return static_cast<std::uint32_t>(id);
}

/// Only facts that come from the store itself, without the cache, have no ids.
void FindIds(const Database& database, std::vector<LedgerMove>& moves) {
  Statement find(database, "SELECT id FROM contact WHERE key = ?");
  const LedgerMove* before = nullptr;
  for (LedgerMove& move : moves) {
    if (move.contact_id != 0) continue;
    const bool again = before != nullptr && before->contact == move.contact;
    move.contact_id = again ? before->contact_id : ContactIdOf(find, move.contact);
    before = &move;
  }
}

/// Moves the texts of a withdrawn move to where the outcome keeps them.
void KeepTexts(Statement& key_of, LedgerMove& move, RunOutcome& outcome) {
  const auto keep = [&](std::string_view text) { return std::string_view(*outcome.texts.emplace(text).first); };
  move.lifecycle = keep(move.lifecycle);
  move.from = keep(move.from);
  move.to = keep(move.to);
  key_of.Bind(1, std::int64_t{move.contact_id});
  if (key_of.Step()) move.contact = keep(key_of.Text(0));
  key_of.Reset();
}

void FillOutcome(const Database& database, LedgerComparison& comparison, RunOutcome& outcome) {
  Statement key_of(database, "SELECT key FROM contact WHERE id = ?");
  outcome.recorded = comparison.Withdrawn();
  for (LedgerMove& move : outcome.recorded) KeepTexts(key_of, move, outcome);
  std::vector<LedgerMove> missing = comparison.TakeMissing();
  if (outcome.recorded.empty()) {
    outcome.recorded = std::move(missing);
  } else {
    outcome.recorded.insert(outcome.recorded.end(), missing.begin(), missing.end());
  }
  std::ranges::stable_sort(outcome.recorded, ByInstant);
}

std::string_view WhatOf(const LedgerMove& move) {
  if (move.withdrawn) return "withdrawn";
  if (move.correction) return "added";
  return move.history ? "history" : "new";
}

void InsertRun(const Database& database, std::int64_t run, engine::Instant as_of,
               const std::vector<std::string>& lifecycles) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  Statement insert(database, "INSERT INTO run (id, ran_at, as_of) VALUES (?, ?, ?)");
  insert.Bind(1, run).Bind(2, std::int64_t{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()});
  insert.Bind(3, as_of).Run();
  Statement covered(database, "INSERT INTO run_lifecycle (run, lifecycle) VALUES (?, ?) ON CONFLICT DO NOTHING");
  for (const std::string& lifecycle : lifecycles) covered.Bind(1, run).Bind(2, lifecycle).Run();
}

/// Whether run `run` looked as far ahead as any: then nothing of the ledger lies behind what it looked at.
bool LookedFurthest(const Database& database, std::int64_t run) {
  return database.QueryInteger("SELECT (SELECT as_of FROM run WHERE id = " + std::to_string(run) +
                               ") >= (SELECT max(as_of) FROM run)") != 0;
}

void InsertMoves(const Database& database, const RunOutcome& outcome) {
  Statement insert(
      database,
      "INSERT INTO ledger (run, contact, lifecycle, from_state, to_state, at, what) VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (const LedgerMove& move : outcome.recorded) {
    insert.Bind(1, outcome.run).Bind(2, std::int64_t{move.contact_id}).Bind(3, move.lifecycle);
    insert.Bind(4, move.from).Bind(5, move.to).Bind(6, move.at).Bind(7, WhatOf(move)).Run();
  }
}

}  // namespace

RunOutcome CompareWithLedger(const Database& database, engine::Instant as_of, std::vector<LedgerMove>& moves,
                             const std::vector<std::string>& lifecycles) {
  RunOutcome outcome;
  outcome.run = database.QueryInteger("SELECT coalesce(max(id), 0) + 1 FROM run");
  outcome.first = outcome.run == 1;
  FindIds(database, moves);
  LedgerComparison comparison(as_of, lifecycles, ReadLookedAt(database));
  LedgerRows(database, "").AddAll(comparison);
  comparison.Compare(moves);
  FillOutcome(database, comparison, outcome);
  return outcome;
}

std::optional<RunOutcome> CompareContacts(const Database& database, engine::Instant as_of, std::int64_t after_run,
                                          const std::vector<ContactMoves>& contacts,
                                          const std::vector<std::string>& lifecycles) {
  if (database.QueryInteger("SELECT coalesce(max(id), 0) FROM run") != after_run) return std::nullopt;
  if (!LookedFurthest(database, after_run)) return std::nullopt;
  RunOutcome outcome;
  outcome.run = after_run + 1;
  LedgerComparison comparison(as_of, lifecycles, ReadLookedAt(database));
  LedgerRows rows(database, " WHERE contact = ?");
  for (const ContactMoves& contact : contacts) {
    if (contact.history_changed) rows.AddOf(contact.contact, comparison);
    comparison.Compare(contact.moves);
  }
  FillOutcome(database, comparison, outcome);
  return outcome;
}

void AppendToLedger(const Database& database, engine::Instant as_of, const RunOutcome& outcome,
                    const std::vector<std::string>& lifecycles) {
  InsertRun(database, outcome.run, as_of, lifecycles);
  const bool rebuild = std::ssize(outcome.recorded) > database.QueryInteger("SELECT coalesce(max(id), 0) FROM ledger");
  if (rebuild) database.Execute("DROP INDEX ledger_of_contact");
  InsertMoves(database, outcome);
  if (rebuild) database.Execute(kCreateIndex);
}

}  // namespace segue::sqlite
