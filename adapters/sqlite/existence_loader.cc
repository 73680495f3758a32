// Reading endings and what comes after them.

#include "adapters/sqlite/existence_loader.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "adapters/sqlite/event_table.h"
#include "adapters/sqlite/field_loader.h"
#include "adapters/sqlite/interval_group.h"
#include "adapters/sqlite/list_loader.h"

namespace segue::sqlite {
namespace {

using engine::Instant;

/// A fact that ends absences which began before it; a restore also one that began at the same instant.
struct Opening {
  std::uint32_t position = 0;
  Instant at = 0;
  bool restore = false;
};

/// Where facts are looked up.
struct FactSource {
  const Database& database;
  const Declarations& stored;
  const ContactOrder& order;
  const std::vector<Feed>& feeds;
};

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

void ReadEventsAfter(const FactSource& source, const Ended& ended, std::vector<Opening>& openings) {
  Instant earliest = engine::kForever;
  for (const auto& [position, at] : ended) earliest = std::min(earliest, at);
  for (const StoredKind& kind : source.stored.kinds) {
    if (kind.account || kind.events == 0) continue;
    Statement statement(source.database, "SELECT contact, at FROM " + Quoted(kind.table) + " WHERE at > ?" +
                                             AndEventsOf(source.order, kind.table));
    statement.Bind(1, earliest);
    while (statement.Step()) {
      const std::uint32_t position = source.order.PositionOf(statement.Integer(0));
      if (ended.contains(position)) openings.push_back({position, statement.Integer(1), false});
    }
  }
}

/// The identities of the contacts that have ended.
std::vector<ContactId> IdentitiesOf(const FactSource& source, const Ended& ended) {
  std::vector<ContactId> identities;
  const std::vector<std::uint32_t>& position_of = source.order.position_of;
  for (std::size_t id = 0; id < position_of.size(); ++id) {
    if (position_of[id] != kNoPosition && ended.contains(position_of[id]))
      identities.push_back(static_cast<ContactId>(id));
  }
  return identities;
}

/// Changes of values, stated and observed; repeated values are none.
void ReadChangesAfter(const FactSource& source, const Ended& ended, std::vector<Opening>& openings) {
  const FileRanks files = FileRanks::Read(source.database);
  const std::vector<ContactId> only = IdentitiesOf(source, ended);
  for (const StoredField& field : source.stored.fields) {
    FieldRows rows(field.type);
    ReadStatedValues(source.database, field.id, source.order, files, rows, only);
    ReadObservedValues(source.database, source.feeds, field.id, source.order, files, rows, only);
    const engine::FieldColumn column = BuildField(std::move(rows), source.order.keys.size());
    if (column.offsets.empty()) continue;
    for (const auto& [position, end] : ended) {
      for (std::uint32_t row = column.offsets[position]; row < column.offsets[position + 1]; ++row) {
        if (column.at[row] > end) openings.push_back({position, column.at[row], false});
      }
    }
  }
}

/// Contacts with a run of observed values that starts after their ending.
void FindObservedAfter(const FactSource& source, const Ended& ended, Ended& with_changes) {
  if (source.feeds.empty()) return;
  Statement statement(source.database,
                      "SELECT contact, max(observed) FROM snapshot_field "
                      "WHERE import IN (SELECT import FROM snapshot)" +
                          AndOneOf("contact", IdentitiesOf(source, ended)) + " GROUP BY import, contact");
  while (statement.Step()) {
    const std::uint32_t position = source.order.PositionOf(statement.Integer(0));
    const auto end = ended.find(position);
    if (end != ended.end() && statement.Integer(1) > end->second) with_changes.insert(*end);
  }
}

void ReadListsAfter(const FactSource& source, const Ended& ended, std::vector<Opening>& openings) {
  for (const StoredList& list : source.stored.lists) {
    const engine::IntervalGroup group =
        LoadList(source.database, list.id, source.order, FileRanks::Read(source.database), source.feeds);
    if (group.offsets.empty()) continue;
    for (const auto& [position, end] : ended) {
      for (std::uint32_t row = group.offsets[position]; row < group.offsets[position + 1]; ++row) {
        openings.push_back({position, group.starts[row], false});
      }
    }
  }
}

/// When the contact comes back by a later fact. `openings` by contact and instant.
Instant FirstOpening(const std::vector<Opening>& openings, const Ending& ending) {
  const auto earlier = [](const Opening& opening, const Ending& end) {
    return opening.position != end.position ? opening.position < end.position : opening.at < end.at;
  };
  auto opening = std::lower_bound(openings.begin(), openings.end(), ending, earlier);
  for (; opening != openings.end() && opening->position == ending.position; ++opening) {
    if (opening->at > ending.at || opening->restore) return opening->at;
  }
  return engine::kForever;
}

void ReadStatedExistence(const Database& database, const ContactOrder& order, std::vector<Ending>& endings,
                         std::vector<Opening>& openings) {
  Statement statement(database,
                      "SELECT contact, at, what IN ('gone', 'pruned'), what = 'restored' FROM existence WHERE true" +
                          order.And("contact"));
  while (statement.Step()) {
    const std::uint32_t position = order.PositionOf(statement.Integer(0));
    if (statement.Integer(2) != 0) {
      endings.push_back({position, statement.Integer(1)});
    } else {
      openings.push_back({position, statement.Integer(1), statement.Integer(3) != 0});
    }
  }
}

void ReadLaterFacts(const FactSource& source, const DatesByPosition& dates, const std::vector<Ending>& endings,
                    std::vector<Opening>& openings) {
  const Ended ended = FirstEndings(endings);
  Ended with_events, with_changes;
  for (const auto& [position, at] : ended) {
    const ContactDates& of = dates[position];
    if (of.born != engine::kForever) openings.push_back({position, of.born, false});
    if (of.last_event > at) with_events.emplace(position, at);
    if (of.last_change > at) with_changes.emplace(position, at);
  }
  FindObservedAfter(source, ended, with_changes);
  if (!with_events.empty()) ReadEventsAfter(source, with_events, openings);
  if (!with_changes.empty()) ReadChangesAfter(source, with_changes, openings);
  ReadListsAfter(source, ended, openings);
}

engine::IntervalGroup BuildAbsences(const std::vector<Ending>& endings, std::vector<Opening> openings,
                                    const engine::Array<Instant>& born) {
  std::sort(openings.begin(), openings.end(), [](const Opening& left, const Opening& right) {
    return std::tie(left.position, left.at) < std::tie(right.position, right.at);
  });
  std::vector<ContactInterval> absences;
  for (const Ending& ending : endings) {
    const Instant back = std::min(FirstOpening(openings, ending), ending.shown_again);
    absences.push_back({ending.position, {std::max(ending.at, born[ending.position]), back}});
  }
  return GroupIntervals(std::move(absences), born.size());
}

}  // namespace

DatesByPosition ReadDates(const Database& database, const ContactOrder& order, const std::vector<Feed>& feeds) {
  DatesByPosition dates(order.keys.size());
  Statement statement(database,
                      std::string("SELECT id, ") + kContactDateColumns + " FROM contact WHERE true" + order.And("id"));
  while (statement.Step()) dates[order.PositionOf(statement.Integer(0))].Include(ReadContactDates(statement, 1));
  IncludeSights(feeds, order, dates);
  return dates;
}

engine::Array<Instant> Births(const DatesByPosition& dates) {
  std::vector<Instant> born;
  born.reserve(dates.size());
  for (const ContactDates& of : dates) {
    const Instant earliest = std::min({of.born, of.first_event, of.first_change});
    born.push_back(earliest == engine::kForever ? engine::kAlways : earliest);
  }
  return born;
}

engine::IntervalGroup LoadAbsences(const Database& database, const Declarations& stored, const ContactOrder& order,
                                   const std::vector<Feed>& feeds, const DatesByPosition& dates,
                                   const engine::Array<Instant>& born) {
  std::vector<Ending> endings;
  std::vector<Opening> openings;
  ReadStatedExistence(database, order, endings, openings);
  ReadDepartures(feeds, order, endings);
  if (endings.empty()) return {};
  ReadLaterFacts({database, stored, order, feeds}, dates, endings, openings);
  return BuildAbsences(endings, std::move(openings), born);
}

}  // namespace segue::sqlite
