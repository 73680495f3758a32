// Union-find over the few identities that are linked; all others stand for themselves.

#include "adapters/sqlite/contact_order.h"

#include <algorithm>
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

}  // namespace

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
