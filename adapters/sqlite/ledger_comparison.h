// The difference of two sets of moves: what the ledger says, and what the rules say.
//
// Moves are compared as numbers; names of lifecycles and states are numbered as they are met.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/sqlite_store.h"

namespace segue::sqlite {

/// The latest instant that a run has looked at, by lifecycle.
using LookedAt = std::map<std::string, engine::Instant, std::less<>>;

class LedgerComparison {
 public:
  /// Compares moves up to `as_of` of these lifecycles; others are left alone.
  LedgerComparison(engine::Instant as_of, const std::vector<std::string>& lifecycles, const LookedAt& looked_at);

  /// A row of the ledger, about one of the contacts that are compared next. Order does not matter.
  void AddRow(const LedgerMove& row);
  /// Compares the rows since the last comparison with all that the rules say of the same contacts, who have ids.
  void Compare(std::span<const LedgerMove> said);

  /// What the ledger lacks, in the order in which the rules said it.
  std::vector<LedgerMove> TakeMissing() { return std::move(missing_); }
  /// What stands in the ledger and the rules do not say: without the contacts' keys, sorted by id, then names. The
  /// texts live as long as the comparison.
  std::vector<LedgerMove> Withdrawn() const;

 private:
  struct Move {
    std::uint32_t contact, lifecycle, from, to;
    engine::Instant at;
    friend auto operator<=>(const Move&, const Move&) = default;
  };
  struct Row {
    Move move;
    int count;  // −1: it withdraws the move
  };

  std::uint32_t NumberOf(std::string_view name);
  Move InNumbers(const LedgerMove& move);
  bool IsCompared(const Move& move) const { return move.at <= as_of_ && move.lifecycle < looked_at_.size(); }
  std::vector<Move> TakeStanding();
  void AddMissing(const LedgerMove& said, std::uint32_t lifecycle);

  const engine::Instant as_of_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::vector<std::string_view> names_;                    // by number; the lifecycles to compare come first
  std::vector<std::optional<engine::Instant>> looked_at_;  // by number of the lifecycle
  std::vector<Row> rows_;
  std::vector<LedgerMove> missing_;
  std::vector<Move> withdrawn_;
};

}  // namespace segue::sqlite
