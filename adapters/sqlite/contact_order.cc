// Union-find over the few identities that are linked; all others stand for themselves.

#include "adapters/sqlite/contact_order.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace segue::sqlite {
namespace {

using Identity = std::int64_t;

class Links {
 public:
  Identity Root(Identity identity) {
    Identity root = identity;
    while (true) {
      const auto found = parent_.find(root);
      if (found == parent_.end() || found->second == root) break;
      root = found->second;
    }
    if (root != identity) parent_[identity] = root;
    return root;
  }
  void Join(Identity left, Identity right) {
    const Identity a = Root(left), b = Root(right);
    parent_.try_emplace(a, a);
    parent_.try_emplace(b, a);
    parent_[b] = a;
  }
  bool empty() const { return parent_.empty(); }
  bool Contains(Identity identity) const { return parent_.contains(identity); }

 private:
  std::unordered_map<Identity, Identity> parent_;
};

struct MergedIdentities {
  Links links;
  std::unordered_set<Identity> aliases;  // whose key is another's alias
};

MergedIdentities ReadLinks(const Database& database) {
  MergedIdentities merged;
  Statement named(database, "SELECT alias.contact, contact.id FROM alias JOIN contact ON contact.key = alias.alias");
  while (named.Step()) {
    merged.links.Join(named.Integer(0), named.Integer(1));
    merged.aliases.insert(named.Integer(1));
  }
  Statement shared(database,
                   "SELECT one.contact, other.contact FROM alias one JOIN alias other ON other.alias = one.alias "
                   "AND other.contact > one.contact");
  while (shared.Step()) merged.links.Join(shared.Integer(0), shared.Integer(1));
  return merged;
}

/// For each merged contact the identity that survives, by root.
std::unordered_map<Identity, Identity> Survivors(const Database& database, MergedIdentities& merged) {
  std::unordered_map<Identity, Identity> survivors;
  if (merged.links.empty()) return survivors;
  Statement statement(database, "SELECT id FROM contact ORDER BY key");
  while (statement.Step()) {
    const Identity identity = statement.Integer(0);
    if (!merged.links.Contains(identity)) continue;
    const auto [entry, fresh] = survivors.try_emplace(merged.links.Root(identity), identity);
    if (!fresh && merged.aliases.contains(entry->second) && !merged.aliases.contains(identity))
      entry->second = identity;
  }
  return survivors;
}

/// Everyone that is one contact with who goes by `key`: the links of ReadLinks, followed from here.
std::set<Identity> LinkedWith(const Database& database, const std::string& key) {
  Statement by_key(database, "SELECT id FROM contact WHERE key = ?1 UNION SELECT contact FROM alias WHERE alias = ?1");
  by_key.Bind(1, key);
  std::set<Identity> linked;
  std::vector<Identity> open;
  const auto reach = [&](Statement& statement) {
    while (statement.Step()) {
      if (linked.insert(statement.Integer(0)).second) open.push_back(statement.Integer(0));
    }
  };
  reach(by_key);
  Statement neighbours(
      database,
      "SELECT contact.id FROM alias JOIN contact ON contact.key = alias.alias WHERE alias.contact = ?1 "
      "UNION SELECT other.contact FROM alias one JOIN alias other ON other.alias = one.alias "
      "WHERE one.contact = ?1 "
      "UNION SELECT alias.contact FROM contact JOIN alias ON alias.alias = contact.key "
      "WHERE contact.id = ?1");
  while (!open.empty()) {
    neighbours.Bind(1, open.back());
    open.pop_back();
    reach(neighbours);
  }
  return linked;
}

}  // namespace

ContactOrder ContactOrder::ReadOne(const Database& database, const std::string& key) {
  ContactOrder order;
  const std::set<Identity> linked = LinkedWith(database, key);
  if (linked.empty()) return order;
  order.position_of.resize(static_cast<std::size_t>(*linked.rbegin()) + 1, kNoPosition);
  order.key_rank.resize(order.position_of.size());
  for (const Identity identity : linked) order.only.push_back(static_cast<ContactId>(identity));
  std::uint32_t rank = 0;
  bool survivor_is_alias = false;
  Statement statement(database,
                      "SELECT id, key, EXISTS (SELECT 1 FROM alias WHERE alias.alias = contact.key) "
                      "FROM contact WHERE true" +
                          order.And("id") + " ORDER BY key");
  while (statement.Step()) {
    const auto identity = static_cast<ContactId>(statement.Integer(0));
    const bool is_alias = statement.Integer(2) != 0;
    order.position_of[identity] = 0;
    order.key_rank[identity] = rank++;
    if (!order.keys.empty() && (is_alias || !survivor_is_alias)) continue;
    order.keys.assign(1, std::string(statement.Text(1)));
    order.surviving.assign(1, identity);
    survivor_is_alias = is_alias;
  }
  return order;
}

ContactOrder ContactOrder::ReadSome(const Database& database, const std::vector<ContactId>& contacts) {
  ContactOrder order;
  order.only = contacts;
  std::sort(order.only.begin(), order.only.end());
  order.position_of.resize(std::size_t{order.only.back()} + 1, kNoPosition);
  order.key_rank.resize(order.position_of.size());
  const bool has_aliases = database.QueryInteger("SELECT EXISTS (SELECT 1 FROM alias)") != 0;
  Statement statement(database, "SELECT id, key FROM contact WHERE true" + order.And("id") + " ORDER BY key");
  while (statement.Step()) {
    const auto identity = static_cast<ContactId>(statement.Integer(0));
    const std::string key(statement.Text(1));
    if (has_aliases && LinkedWith(database, key).size() > 1)
      throw Failure{"contact \"" + key + "\" has several identities", "read all contacts instead"};
    order.position_of[identity] = order.key_rank[identity] = static_cast<std::uint32_t>(order.keys.size());
    order.keys.push_back(key);
    order.surviving.push_back(identity);
  }
  return order;
}

std::string AndOneOf(const std::string& column, const std::vector<ContactId>& identities) {
  std::string ids;
  for (const ContactId id : identities) ids += (ids.empty() ? "" : ", ") + std::to_string(id);
  return " AND " + column + " IN (" + ids + ")";
}

std::string ContactOrder::And(const std::string& column) const { return only.empty() ? "" : AndOneOf(column, only); }

ContactOrder ContactOrder::Read(const Database& database) {
  ContactOrder order;
  MergedIdentities merged = ReadLinks(database);
  const std::unordered_map<Identity, Identity> survivors = Survivors(database, merged);
  order.position_of.resize(static_cast<std::size_t>(database.QueryInteger("SELECT max(id) FROM contact")) + 1,
                           kNoPosition);
  order.key_rank.resize(order.position_of.size());
  std::vector<Identity> absorbed;
  std::uint32_t rank = 0;
  Statement statement(database, "SELECT id, key FROM contact ORDER BY key");
  while (statement.Step()) {
    const Identity identity = statement.Integer(0);
    order.key_rank[static_cast<std::size_t>(identity)] = rank++;
    const bool linked = !survivors.empty() && merged.links.Contains(identity);
    if (linked && survivors.at(merged.links.Root(identity)) != identity) {
      absorbed.push_back(identity);
      continue;
    }
    order.position_of[static_cast<std::size_t>(identity)] = static_cast<std::uint32_t>(order.keys.size());
    order.keys.emplace_back(statement.Text(1));
    order.surviving.push_back(static_cast<ContactId>(identity));
  }
  for (const Identity identity : absorbed) {
    const Identity survivor = survivors.at(merged.links.Root(identity));
    order.position_of[static_cast<std::size_t>(identity)] = order.position_of[static_cast<std::size_t>(survivor)];
  }
  return order;
}

std::uint32_t ContactOrder::PositionOfKey(const std::string& key) const {
  const auto found = std::lower_bound(keys.begin(), keys.end(), key);
  if (found != keys.end() && *found == key) return static_cast<std::uint32_t>(found - keys.begin());
  throw Failure{"there is no contact \"" + key + "\" in the store", "nothing was changed; is it the right store?"};
}

void ContactOrder::FailUnknown(std::int64_t identity) {
  throw Failure{"a row names contact " + std::to_string(identity) + ", which does not exist",
                "the store was changed by hand or is damaged: restore it, or import the sources into a new store"};
}

}  // namespace segue::sqlite
