// Rows of existence.

#include "adapters/sqlite/pruning.h"

#include "adapters/sqlite/contact_order.h"
#include "adapters/sqlite/declarations.h"
#include "adapters/sqlite/existence_loader.h"

namespace segue::sqlite {
namespace {

bool IsAbsent(const engine::IntervalGroup& absences, std::uint32_t position, engine::Instant at) {
  if (absences.offsets.empty()) return false;
  for (std::uint32_t row = absences.offsets[position]; row < absences.offsets[position + 1]; ++row) {
    if (absences.starts[row] <= at && at < absences.ends[row]) return true;
  }
  return false;
}

}  // namespace

void PruneContacts(const Database& database, const std::vector<std::string>& keys, engine::Instant at) {
  const ContactOrder order = ContactOrder::Read(database);
  Statement insert(database,
                   "INSERT INTO existence (contact, at, what) VALUES (?, ?, 'pruned') ON CONFLICT DO NOTHING");
  // A restore at the very instant would undo what is done now.
  Statement forget(database, "DELETE FROM existence WHERE contact = ? AND at = ? AND what = 'restored'");
  for (const std::string& key : keys) {
    const std::int64_t contact = order.surviving[order.PositionOfKey(key)];
    forget.Bind(1, contact).Bind(2, at).Run();
    insert.Bind(1, contact).Bind(2, at).Run();
  }
}

std::int64_t RestoreContacts(const Database& database, const std::vector<std::string>& keys, engine::Instant at) {
  const ContactOrder order = ContactOrder::Read(database);
  const std::vector<Feed> feeds = ReadFeeds(database, order);
  const DatesByPosition dates = ReadDates(database, order, feeds);
  const engine::IntervalGroup absences =
      LoadAbsences(database, Declarations::Read(database), order, feeds, dates, Births(dates));
  Statement insert(database,
                   "INSERT INTO existence (contact, at, what) VALUES (?, ?, 'restored') ON CONFLICT DO NOTHING");
  std::int64_t restored = 0;
  for (const std::string& key : keys) {
    const std::uint32_t position = order.PositionOfKey(key);
    if (!IsAbsent(absences, position, at)) continue;
    insert.Bind(1, std::int64_t{order.surviving[position]}).Bind(2, at).Run();
    ++restored;
  }
  return restored;
}

}  // namespace segue::sqlite
