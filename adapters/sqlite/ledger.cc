// The difference of two sorted lists of moves: the ledger's and the rules'.

#include "adapters/sqlite/ledger.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <tuple>

namespace segue::sqlite {
namespace {

auto KeyOf(const LedgerMove& move) { return std::tie(move.contact, move.lifecycle, move.at, move.from, move.to); }

bool ByKey(const LedgerMove& left, const LedgerMove& right) { return KeyOf(left) < KeyOf(right); }

bool ByInstant(const LedgerMove& left, const LedgerMove& right) {
  return std::tie(left.at, left.contact) < std::tie(right.at, right.contact);
}

/// The latest instant that a run has looked at, by lifecycle.
std::map<std::string, engine::Instant> LookedAt(const Database& database) {
  std::map<std::string, engine::Instant> looked_at;
  Statement statement(database,
                      "SELECT lifecycle, max(as_of) FROM run_lifecycle JOIN run ON run.id = run GROUP BY lifecycle");
  while (statement.Step()) looked_at[std::string(statement.Text(0))] = statement.Integer(1);
  return looked_at;
}

/// What one contact's moves are by the ledger.
class StandingOfContact {
 public:
  explicit StandingOfContact(const Database& database)
      : statement_(
            database,
            "SELECT contact.key, lifecycle, from_state, to_state, at FROM ledger JOIN contact ON contact.id = contact "
            "WHERE contact = ? AND at <= ? GROUP BY lifecycle, from_state, to_state, at "
            "HAVING sum(CASE what WHEN 'withdrawn' THEN -1 ELSE 1 END) > 0") {}

  /// Of all lifecycles, sorted by key.
  std::vector<LedgerMove> Read(std::uint32_t contact, engine::Instant as_of) {
    std::vector<LedgerMove> moves;
    statement_.Bind(1, std::int64_t{contact}).Bind(2, as_of);
    while (statement_.Step()) {
      moves.push_back({std::string(statement_.Text(0)), std::string(statement_.Text(1)),
                       std::string(statement_.Text(2)), std::string(statement_.Text(3)), statement_.Integer(4)});
    }
    std::sort(moves.begin(), moves.end(), ByKey);
    return moves;
  }

 private:
  Statement statement_;
};

/// Moves that stand in the ledger up to `as_of`: recorded and not withdrawn since.
std::vector<LedgerMove> StandingMoves(const Database& database, engine::Instant as_of, const std::string& lifecycle) {
  std::vector<LedgerMove> moves;
  Statement statement(database,
                      "SELECT contact.key, from_state, to_state, at FROM ledger JOIN contact ON contact.id = contact "
                      "WHERE lifecycle = ? AND at <= ? GROUP BY contact, from_state, to_state, at "
                      "HAVING sum(CASE what WHEN 'withdrawn' THEN -1 ELSE 1 END) > 0");
  statement.Bind(1, lifecycle).Bind(2, as_of);
  while (statement.Step()) {
    moves.push_back({std::string(statement.Text(0)), lifecycle, std::string(statement.Text(1)),
                     std::string(statement.Text(2)), statement.Integer(3)});
  }
  return moves;
}

LedgerMove Withdrawal(LedgerMove move) {
  move.correction = move.withdrawn = true;
  return move;
}

/// Appends to `recorded` what the rules say and the ledger lacks, in the order in which they say it.
void AddMissing(const std::vector<LedgerMove>& standing, const std::vector<LedgerMove>& moves,
                const std::string& lifecycle, engine::Instant as_of, std::optional<engine::Instant> looked_at,
                std::vector<LedgerMove>& recorded) {
  for (const LedgerMove& move : moves) {
    if (move.lifecycle != lifecycle || move.at > as_of) continue;
    if (std::binary_search(standing.begin(), standing.end(), move, ByKey)) continue;
    LedgerMove& added = recorded.emplace_back(move);
    added.history = !looked_at.has_value();
    added.correction = looked_at.has_value() && move.at <= *looked_at;
    added.withdrawn = false;
  }
}

/// `moves` sorted by key.
void AddWithdrawn(const std::vector<LedgerMove>& standing, const std::vector<LedgerMove>& moves,
                  std::vector<LedgerMove>& recorded) {
  for (const LedgerMove& move : standing) {
    if (!std::binary_search(moves.begin(), moves.end(), move, ByKey)) recorded.push_back(Withdrawal(move));
  }
}

std::string_view WhatOf(const LedgerMove& move) {
  if (move.withdrawn) return "withdrawn";
  if (move.correction) return "added";
  return move.history ? "history" : "new";
}

std::int64_t ContactIdOf(Statement& find, const std::string& key) {
  find.Bind(1, key);
  if (!find.Step())
    throw Failure{"there is no contact \"" + key + "\" in the store", "run again; the store changed meanwhile"};
  const std::int64_t id = find.Integer(0);
  find.Reset();
  return id;
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

}  // namespace

RunOutcome CompareWithLedger(const Database& database, engine::Instant as_of, const std::vector<LedgerMove>& moves,
                             const std::vector<std::string>& lifecycles) {
  RunOutcome outcome;
  outcome.run = database.QueryInteger("SELECT coalesce(max(id), 0) + 1 FROM run");
  outcome.first = outcome.run == 1;
  const std::map<std::string, engine::Instant> looked_at = LookedAt(database);
  std::vector<LedgerMove> sorted = moves;
  std::sort(sorted.begin(), sorted.end(), ByKey);
  for (const std::string& lifecycle : lifecycles) {
    std::vector<LedgerMove> standing = StandingMoves(database, as_of, lifecycle);
    std::sort(standing.begin(), standing.end(), ByKey);
    const auto found = looked_at.find(lifecycle);
    AddWithdrawn(standing, sorted, outcome.recorded);
    AddMissing(standing, moves, lifecycle, as_of,
               found == looked_at.end() ? std::nullopt : std::optional(found->second), outcome.recorded);
  }
  std::stable_sort(outcome.recorded.begin(), outcome.recorded.end(), ByInstant);
  return outcome;
}

std::optional<RunOutcome> CompareContacts(const Database& database, engine::Instant as_of, std::int64_t after_run,
                                          const std::vector<ContactMoves>& contacts,
                                          const std::vector<std::string>& lifecycles) {
  if (database.QueryInteger("SELECT coalesce(max(id), 0) FROM run") != after_run) return std::nullopt;
  RunOutcome outcome;
  outcome.run = after_run + 1;
  const std::map<std::string, engine::Instant> looked_at = LookedAt(database);
  StandingOfContact standing_of(database);
  for (const ContactMoves& contact : contacts) {
    if (!contact.history_changed) {
      outcome.recorded.insert(outcome.recorded.end(), contact.moves.begin(), contact.moves.end());
      continue;
    }
    std::vector<LedgerMove> standing = standing_of.Read(contact.contact, as_of);
    std::erase_if(standing, [&](const LedgerMove& move) {
      return std::find(lifecycles.begin(), lifecycles.end(), move.lifecycle) == lifecycles.end();
    });
    std::vector<LedgerMove> sorted = contact.moves;
    std::sort(sorted.begin(), sorted.end(), ByKey);
    AddWithdrawn(standing, sorted, outcome.recorded);
    for (const auto& [lifecycle, at] : looked_at)
      AddMissing(standing, contact.moves, lifecycle, as_of, at, outcome.recorded);
  }
  std::stable_sort(outcome.recorded.begin(), outcome.recorded.end(), ByInstant);
  return outcome;
}

void AppendToLedger(const Database& database, engine::Instant as_of, const RunOutcome& outcome,
                    const std::vector<std::string>& lifecycles) {
  InsertRun(database, outcome.run, as_of, lifecycles);
  Statement find(database, "SELECT id FROM contact WHERE key = ?");
  Statement insert(
      database,
      "INSERT INTO ledger (run, contact, lifecycle, from_state, to_state, at, what) VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (const LedgerMove& move : outcome.recorded) {
    insert.Bind(1, outcome.run).Bind(2, ContactIdOf(find, move.contact)).Bind(3, move.lifecycle);
    insert.Bind(4, move.from).Bind(5, move.to).Bind(6, move.at).Bind(7, WhatOf(move)).Run();
  }
}

}  // namespace segue::sqlite
