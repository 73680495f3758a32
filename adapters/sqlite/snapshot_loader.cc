// Walks along the runs of presence and of values together: within a stretch nothing changes, so only starts of runs
// count.

#include "adapters/sqlite/snapshot_loader.h"

#include <algorithm>
#include <optional>
#include <string>

#include "adapters/sqlite/observed_changes.h"

namespace segue::sqlite {
namespace {

using engine::Instant;

void ReadSnapshots(const Database& database, Feed& feed) {
  Statement statement(database,
                      "SELECT observed, import_file, complete FROM snapshot WHERE import = ? ORDER BY observed");
  statement.Bind(1, feed.import);
  while (statement.Step()) {
    feed.snapshots.push_back(statement.Integer(0));
    feed.files.push_back(statement.Integer(1));
    if (statement.Integer(2) != 0) feed.completes.push_back(statement.Integer(0));
  }
}

void ReadPresence(const Database& database, const ContactOrder& order, Feed& feed) {
  Statement statement(database, "SELECT contact, observed, present, dates_at FROM snapshot_contact WHERE import = ?" +
                                    order.And("contact") + " ORDER BY contact, observed");
  statement.Bind(1, feed.import);
  feed.offsets.push_back(0);
  while (statement.Step()) {
    const auto contact = static_cast<std::size_t>(statement.Integer(0));
    const bool first = feed.offsets.size() <= contact + 1;
    while (feed.offsets.size() <= contact + 1) {
      feed.offsets.push_back(static_cast<std::uint32_t>(feed.runs.size()));
      feed.dates_at.push_back(engine::kAlways);
    }
    if (first) feed.dates_at[contact] = statement.OptionalInteger(3).value_or(engine::kAlways);
    feed.runs.push_back({statement.Integer(1), statement.Integer(2) != 0});
    ++feed.offsets.back();
  }
}

template <typename Visit>
void ForEachShown(const Feed& feed, Visit visit) {
  for (std::size_t contact = 0; contact + 1 < feed.offsets.size(); ++contact) {
    const auto runs = feed.RunsOf(static_cast<std::int64_t>(contact));
    if (!runs.empty()) visit(static_cast<std::int64_t>(contact), runs);
  }
}

/// What a list column shows, over time.
void DeriveMemberships(const Feed& feed, std::int64_t contact, std::uint32_t position, std::span<const ValueRun> runs,
                       const std::vector<std::optional<Instant>>& joins, std::vector<ContactInterval>& members) {
  const auto presence = feed.RunsOf(contact);
  Instant since = engine::kForever;  // not a member
  WalkStretches(presence, runs, [&](Instant observed, const ValueRun* run) {
    // Shown without being named on the list: not on it.
    const std::optional<Instant> join = run != nullptr && run->seen ? joins[run->row] : std::nullopt;
    const bool member = since != engine::kForever;
    if (join && !member) {
      const bool undated = *join == engine::kAlways;
      since = undated && observed != presence.front().observed ? observed : *join;
    } else if (!join && member) {
      members.push_back({position, {since, observed}});
      since = engine::kForever;
    }
  });
  members.push_back({position, {since, engine::kForever}});
}

/// The instant of joining, kAlways for a yes without one, nothing for no.
std::optional<Instant> ReadJoin(const Statement& statement, int column) {
  if (!statement.IsText(column)) return statement.OptionalInteger(column);
  if (statement.Text(column) == "yes") return engine::kAlways;
  return std::nullopt;
}

/// Calls `finish(contact)` whenever the rows of a contact are complete.
template <typename Add, typename Finish>
void ForEachContact(Statement& statement, Add add, Finish finish) {
  std::optional<std::int64_t> contact;
  while (statement.Step()) {
    if (contact && *contact != statement.Integer(0)) finish(*contact);
    contact = statement.Integer(0);
    add();
  }
  if (contact) finish(*contact);
}

}  // namespace

std::span<const PresenceRun> Feed::RunsOf(std::int64_t contact) const {
  const auto id = static_cast<std::size_t>(contact);
  if (id + 1 >= offsets.size()) return {};
  return std::span(runs).subspan(offsets[id], offsets[id + 1] - offsets[id]);
}

std::int64_t Feed::FileAt(Instant observed) const {
  const auto found = std::lower_bound(snapshots.begin(), snapshots.end(), observed);
  return found == snapshots.end() ? 0 : files[static_cast<std::size_t>(found - snapshots.begin())];
}

std::vector<Feed> ReadFeeds(const Database& database, const ContactOrder& order) {
  std::vector<Feed> feeds;
  Statement statement(database, "SELECT DISTINCT import FROM snapshot ORDER BY import");
  while (statement.Step()) feeds.emplace_back().import = statement.Integer(0);
  for (Feed& feed : feeds) {
    ReadSnapshots(database, feed);
    ReadPresence(database, order, feed);
  }
  return feeds;
}

void IncludeSights(const std::vector<Feed>& feeds, const ContactOrder& order, DatesByPosition& dates) {
  for (const Feed& feed : feeds) {
    ForEachShown(feed, [&](std::int64_t contact, std::span<const PresenceRun> runs) {
      ContactDates& of = dates[order.PositionOf(contact)];
      const Instant dated = feed.dates_at[static_cast<std::size_t>(contact)];
      of.first_change = std::min(of.first_change, runs.front().observed);
      if (dated != engine::kAlways) of.first_change = std::min(of.first_change, dated);
    });
  }
}

void ReadDepartures(const std::vector<Feed>& feeds, const ContactOrder& order, std::vector<Ending>& endings) {
  for (const Feed& feed : feeds) {
    ForEachShown(feed, [&](std::int64_t contact, std::span<const PresenceRun> runs) {
      for (std::size_t i = 0; i < runs.size(); ++i) {
        if (runs[i].present) continue;
        const Instant back = i + 1 < runs.size() ? runs[i + 1].observed : engine::kForever;
        const auto complete = std::lower_bound(feed.completes.begin(), feed.completes.end(), runs[i].observed);
        if (complete == feed.completes.end() || *complete >= back) continue;
        endings.push_back({order.PositionOf(contact), *complete, back});
      }
    });
  }
}

void ReadObservedValues(const Database& database, const std::vector<Feed>& feeds, std::int64_t field,
                        const ContactOrder& order, const FileRanks& files, FieldRows& rows,
                        const std::vector<ContactId>& only) {
  Statement statement(
      database, "SELECT contact, observed, seen, value FROM snapshot_field WHERE import = ? AND field = ?" +
                    (only.empty() ? order.And("contact") : AndOneOf("contact", only)) + " ORDER BY contact, observed");
  for (const Feed& feed : feeds) {
    statement.Bind(1, feed.import).Bind(2, field);
    ObservedChanges changes(feed, order, files, rows);
    while (statement.Step()) {
      changes.Add(statement.Integer(0), statement.Integer(1), statement.Integer(2) != 0,
                  ReadStored(statement, 3, rows.values.type()));
    }
    changes.Finish();
  }
}

void ReadObservedMembers(const Database& database, const std::vector<Feed>& feeds, std::int64_t list,
                         const ContactOrder& order, std::vector<ContactInterval>& members) {
  Statement statement(database,
                      "SELECT contact, observed, seen, value FROM snapshot_list WHERE import = ? AND list = ?" +
                          order.And("contact") + " ORDER BY contact, observed");
  for (const Feed& feed : feeds) {
    statement.Bind(1, feed.import).Bind(2, list);
    std::vector<ValueRun> runs;
    std::vector<std::optional<Instant>> joins;
    ForEachContact(
        statement,
        [&] {
          runs.push_back({statement.Integer(1), statement.Integer(2) != 0, static_cast<std::uint32_t>(joins.size())});
          joins.push_back(ReadJoin(statement, 3));
        },
        [&](std::int64_t contact) {
          DeriveMemberships(feed, contact, order.PositionOf(contact), runs, joins, members);
          runs.clear();
          joins.clear();
        });
  }
}

}  // namespace segue::sqlite
