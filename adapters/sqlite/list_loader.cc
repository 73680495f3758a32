// One row a contact; of merged identities the row with the last word counts.

#include "adapters/sqlite/list_loader.h"

#include <numeric>
#include <optional>
#include <vector>

namespace segue::sqlite {
namespace {

struct Membership {
  FieldRank rank;
  bool stated = false;
  std::optional<engine::Instant> since;  // empty: not a member
};

std::vector<Membership> ReadMembers(const Database& database, std::int64_t list, const ContactOrder& order,
                                    const FileRanks& files) {
  std::vector<Membership> members(order.keys.size());
  Statement statement(database, "SELECT contact, import_file, member, joined FROM list_member WHERE list = ?");
  statement.Bind(1, list);
  while (statement.Step()) {
    const auto id = static_cast<ContactId>(statement.Integer(0));
    const std::uint32_t position = order.PositionOf(id);
    Membership row{{files.Of(statement.Integer(1)), order.surviving[position] == id, id}, true, std::nullopt};
    if (statement.Integer(2) != 0) row.since = statement.OptionalInteger(3).value_or(engine::kAlways);
    if (!members[position].stated || members[position].rank < row.rank) members[position] = row;
  }
  return members;
}

}  // namespace

engine::IntervalGroup LoadList(const Database& database, std::int64_t list, const ContactOrder& order, const FileRanks& files) {
  std::vector<std::uint32_t> offsets{0};
  std::vector<engine::Instant> starts;
  for (const Membership& member : ReadMembers(database, list, order, files)) {
    if (member.since) starts.push_back(*member.since);
    offsets.push_back(static_cast<std::uint32_t>(starts.size()));
  }
  engine::IntervalGroup group;
  if (starts.empty()) return group;
  group.ends = std::vector<engine::Instant>(starts.size(), engine::kForever);
  group.offsets = std::move(offsets);
  group.starts = std::move(starts);
  return group;
}

}  // namespace segue::sqlite
