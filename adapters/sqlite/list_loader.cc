// One row a contact; of merged identities the row with the last word counts.

#include "adapters/sqlite/list_loader.h"

#include <optional>
#include <utility>
#include <vector>

#include "adapters/sqlite/interval_group.h"

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
  Statement statement(
      database, "SELECT contact, import_file, member, joined FROM list_member WHERE list = ?" + order.And("contact"));
  statement.Bind(1, list);
  while (statement.Step()) {
    const auto id = static_cast<ContactId>(statement.Integer(0));
    const std::uint32_t position = order.PositionOf(id);
    Membership row{
        {files.Of(statement.Integer(1)), order.surviving[position] == id, order.key_rank[id]}, true, std::nullopt};
    if (statement.Integer(2) != 0) row.since = statement.OptionalInteger(3).value_or(engine::kAlways);
    if (!members[position].stated || members[position].rank < row.rank) members[position] = row;
  }
  return members;
}

}  // namespace

engine::IntervalGroup LoadList(const Database& database, std::int64_t list, const ContactOrder& order,
                               const FileRanks& files, const std::vector<Feed>& feeds) {
  std::vector<ContactInterval> listed;
  const std::vector<Membership> members = ReadMembers(database, list, order, files);
  for (std::uint32_t position = 0; position < members.size(); ++position) {
    if (members[position].since) listed.push_back({position, {*members[position].since, engine::kForever}});
  }
  ReadObservedMembers(database, feeds, list, order, listed);
  return GroupIntervals(std::move(listed), order.keys.size());
}

}  // namespace segue::sqlite
