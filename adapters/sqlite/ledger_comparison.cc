// What stands is what was recorded more often than withdrawn.
#include "adapters/sqlite/ledger_comparison.h"

#include <algorithm>
#include <tuple>

namespace segue::sqlite {

LedgerComparison::LedgerComparison(engine::Instant as_of, const std::vector<std::string>& lifecycles,
                                   const LookedAt& looked_at)
    : as_of_(as_of) {
  for (const std::string& lifecycle : lifecycles) {
    if (NumberOf(lifecycle) < looked_at_.size()) continue;
    const auto found = looked_at.find(lifecycle);
    looked_at_.push_back(found == looked_at.end() ? std::nullopt : std::optional(found->second));
  }
}

std::uint32_t LedgerComparison::NumberOf(std::string_view name) {
  const auto known = numbers_.find(name);
  if (known != numbers_.end()) return known->second;
  const auto added = numbers_.emplace(name, static_cast<std::uint32_t>(names_.size())).first;
  names_.push_back(added->first);
  return added->second;
}

LedgerComparison::Move LedgerComparison::InNumbers(const LedgerMove& move) {
  return {move.contact_id, NumberOf(move.lifecycle), NumberOf(move.from), NumberOf(move.to), move.at};
}

void LedgerComparison::AddRow(const LedgerMove& row) {
  const Move move = InNumbers(row);
  if (IsCompared(move)) rows_.push_back({move, row.withdrawn ? -1 : 1});
}

/// Sorted, each once.
std::vector<LedgerComparison::Move> LedgerComparison::TakeStanding() {
  std::ranges::sort(rows_, {}, &Row::move);
  std::vector<Move> standing;
  for (std::size_t first = 0; first < rows_.size();) {
    std::size_t last = first;
    int count = 0;
    for (; last < rows_.size() && rows_[last].move == rows_[first].move; ++last) count += rows_[last].count;
    if (count > 0) standing.push_back(rows_[first].move);
    first = last;
  }
  rows_.clear();
  return standing;
}

void LedgerComparison::Compare(std::span<const LedgerMove> said) {
  const std::vector<Move> standing = TakeStanding();
  std::vector<bool> is_said(standing.size());
  for (const LedgerMove& one : said) {
    const Move move = InNumbers(one);
    if (!IsCompared(move)) continue;
    const auto found = std::ranges::lower_bound(standing, move);
    if (found == standing.end() || *found != move) {
      AddMissing(one, move.lifecycle);
    } else {
      is_said[static_cast<std::size_t>(found - standing.begin())] = true;
    }
  }
  for (std::size_t i = 0; i < standing.size(); ++i) {
    if (!is_said[i]) withdrawn_.push_back(standing[i]);
  }
}

void LedgerComparison::AddMissing(const LedgerMove& said, std::uint32_t lifecycle) {
  const std::optional<engine::Instant> looked_at = looked_at_[lifecycle];
  LedgerMove& added = missing_.emplace_back(said);
  added.history = !looked_at.has_value();
  added.correction = looked_at.has_value() && said.at <= *looked_at;
  added.withdrawn = false;
}

std::vector<LedgerMove> LedgerComparison::Withdrawn() const {
  std::vector<LedgerMove> moves;
  for (const Move& move : withdrawn_) {
    LedgerMove& told = moves.emplace_back();
    told.contact_id = move.contact;
    told.lifecycle = names_[move.lifecycle];
    told.from = names_[move.from];
    told.to = names_[move.to];
    told.at = move.at;
    told.correction = told.withdrawn = true;
  }
  const auto order = [](const LedgerMove& move) {
    return std::tie(move.contact_id, move.at, move.lifecycle, move.from, move.to);
  };
  std::ranges::sort(moves, [&](const auto& left, const auto& right) { return order(left) < order(right); });
  return moves;
}

}  // namespace segue::sqlite
