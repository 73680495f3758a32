// Reading endings and what comes after them.

#include "adapters/sqlite/existence_loader.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "adapters/sqlite/field_loader.h"

namespace segue::sqlite {
namespace {

using engine::Instant;

/// The earliest ending of each contact that has one.
std::unordered_map<std::uint32_t, Instant> FirstEndings(const std::vector<Ending>& endings) {
  std::unordered_map<std::uint32_t, Instant> first;
  for (const Ending& ending : endings) {
    const auto [entry, fresh] = first.try_emplace(ending.position, ending.at);
    if (!fresh) entry->second = std::min(entry->second, ending.at);
  }
  return first;
}

using Ended = std::unordered_map<std::uint32_t, Instant>;

void ReadEventsAfter(const Database& database, const Declarations& stored, const ContactOrder& order, const Ended& ended,
                     std::vector<Opening>& openings) {
  Instant earliest = engine::kForever;
  for (const auto& [position, at] : ended) earliest = std::min(earliest, at);
  for (const StoredKind& kind : stored.kinds) {
    if (kind.account || kind.events == 0) continue;
    Statement statement(database, "SELECT contact, at FROM " + Quoted(kind.table) + " WHERE at > ?");
    statement.Bind(1, earliest);
    while (statement.Step()) {
      const std::uint32_t position = order.PositionOf(statement.Integer(0));
      if (ended.contains(position)) openings.push_back({position, statement.Integer(1)});
    }
  }
}

/// Changes of dated values, repeated values left out.
void ReadChangesAfter(const Database& database, const Declarations& stored, const ContactOrder& order, const Ended& ended,
                      std::vector<Opening>& openings) {
  const FileRanks files = FileRanks::Read(database);
  for (const StoredField& field : stored.fields) {
    FieldRows rows(field.type);
    ReadStatedValues(database, field.id, order, files, rows);
    const engine::FieldColumn column = BuildField(std::move(rows), order.keys.size());
    if (column.offsets.empty()) continue;
    for (const auto& [position, end] : ended) {
      for (std::uint32_t row = column.offsets[position]; row < column.offsets[position + 1]; ++row) {
        if (column.at[row] > end) openings.push_back({position, column.at[row]});
      }
    }
  }
}

void ReadListsAfter(const Database& database, const ContactOrder& order, const Ended& ended, std::vector<Opening>& openings) {
  Statement statement(database, "SELECT contact, joined FROM list_member WHERE member AND joined IS NOT NULL");
  while (statement.Step()) {
    const std::uint32_t position = order.PositionOf(statement.Integer(0));
    if (ended.contains(position)) openings.push_back({position, statement.Integer(1)});
  }
}

template <typename Fact>
void SortByContact(std::vector<Fact>& facts) {
  std::sort(facts.begin(), facts.end(), [](const Fact& left, const Fact& right) {
    return left.position != right.position ? left.position < right.position : left.at < right.at;
  });
}

/// Collects the intervals of one contact after another, merging those that touch.
class AbsenceBuilder {
 public:
  explicit AbsenceBuilder(std::size_t contacts) : offsets_(contacts + 1) {}

  void Add(std::uint32_t position, Instant start, Instant end) {
    if (start >= end) return;
    if (position == last_ && !ends_.empty() && start <= ends_.back()) {
      ends_.back() = std::max(ends_.back(), end);
      return;
    }
    last_ = position;
    starts_.push_back(start);
    ends_.push_back(end);
    ++offsets_[std::size_t{position} + 1];
  }
  engine::IntervalGroup Build() {
    engine::IntervalGroup group;
    if (starts_.empty()) return group;
    for (std::size_t i = 1; i < offsets_.size(); ++i) offsets_[i] += offsets_[i - 1];
    group.offsets = std::move(offsets_);
    group.starts = std::move(starts_);
    group.ends = std::move(ends_);
    return group;
  }

 private:
  std::vector<std::uint32_t> offsets_;
  std::vector<Instant> starts_, ends_;
  std::uint32_t last_ = kNoPosition;
};

}  // namespace

DatesByPosition ReadDates(const Database& database, const ContactOrder& order) {
  DatesByPosition dates(order.keys.size());
  Statement statement(database, std::string("SELECT id, ") + kContactDateColumns + " FROM contact");
  while (statement.Step()) dates[order.PositionOf(statement.Integer(0))].Include(ReadContactDates(statement, 1));
  return dates;
}

void ReadStatedExistence(const Database& database, const ContactOrder& order, std::vector<Ending>& endings,
                         std::vector<Opening>& openings) {
  Statement statement(database, "SELECT contact, at, what IN ('gone', 'pruned') FROM existence");
  while (statement.Step()) {
    const std::uint32_t position = order.PositionOf(statement.Integer(0));
    if (statement.Integer(2) != 0) {
      endings.push_back({position, statement.Integer(1)});
    } else {
      openings.push_back({position, statement.Integer(1)});
    }
  }
}

void ReadLaterFacts(const Database& database, const Declarations& stored, const ContactOrder& order,
                    const DatesByPosition& dates, const std::vector<Ending>& endings, std::vector<Opening>& openings) {
  const Ended ended = FirstEndings(endings);
  Ended with_events, with_changes;
  for (const auto& [position, at] : ended) {
    const ContactDates& of = dates[position];
    if (of.born != engine::kForever) openings.push_back({position, of.born});
    if (of.last_event > at) with_events.emplace(position, at);
    if (of.last_change > at) with_changes.emplace(position, at);
  }
  if (!with_events.empty()) ReadEventsAfter(database, stored, order, with_events, openings);
  if (!with_changes.empty()) ReadChangesAfter(database, stored, order, with_changes, openings);
  if (!ended.empty()) ReadListsAfter(database, order, ended, openings);
}

engine::IntervalGroup BuildAbsences(std::vector<Ending> endings, std::vector<Opening> openings,
                                    const engine::Array<Instant>& born) {
  SortByContact(endings);
  SortByContact(openings);
  AbsenceBuilder absences(born.size());
  for (const Ending& ending : endings) {
    const auto later = [](const Ending& end, const Opening& opening) {
      return end.position != opening.position ? end.position < opening.position : end.at < opening.at;
    };
    const auto opening = std::upper_bound(openings.begin(), openings.end(), ending, later);
    const bool returns = opening != openings.end() && opening->position == ending.position;
    const Instant back = std::min(returns ? opening->at : engine::kForever, ending.shown_again);
    absences.Add(ending.position, std::max(ending.at, born[ending.position]), back);
  }
  return absences.Build();
}

}  // namespace segue::sqlite
