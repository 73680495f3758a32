// The store's contacts as the engine sees them: in the order of their keys, with merged identities as one.
//
// Rows of `contact` are identities. Two of them are one contact when one's key is the other's alias or when both have
// an alias in common. The contact goes by the surviving key: one that is nobody's alias, of several the first in
// code-point order. The links are rows of `alias`; without a row the identities are apart again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/sqlite/contact_index.h"
#include "adapters/sqlite/database.h"

namespace segue::sqlite {

inline constexpr std::uint32_t kNoPosition = 0xFFFFFFFF;

/// A condition that leaves only the rows of these identities: ` AND contact IN (3, 8)`.
std::string AndOneOf(const std::string& column, const std::vector<ContactId>& identities);

struct ContactOrder {
  std::vector<std::string> keys;           // surviving keys, ascending
  std::vector<std::uint32_t> position_of;  // by ContactId; kNoPosition for ids without a row
  std::vector<ContactId> surviving;        // by position: the identity with the surviving key
  std::vector<std::uint32_t> key_rank;     // by ContactId: place of its key among all keys

  /// Only these identities are read; empty: all. Where they are named, so are all that are one contact with them.
  std::vector<ContactId> only;

  static ContactOrder Read(const Database& database);
  /// The one contact that goes, or went, by this key or alias; without `keys` when there is none.
  static ContactOrder ReadOne(const Database& database, const std::string& key);

  /// The contacts with these ids. One of them that is linked with another identity is a Failure: its links reach
  /// further than the ids say.
  static ContactOrder ReadSome(const Database& database, const std::vector<ContactId>& contacts);

  /// A condition that leaves only the rows of the contacts that are read: ` AND contact IN (3, 8)`, or nothing.
  std::string And(const std::string& column) const;

  /// The contact that the identity belongs to. A row that names no contact means a damaged store: a Failure.
  std::uint32_t PositionOf(std::int64_t identity) const {
    const auto id = static_cast<std::size_t>(identity);
    if (identity < 0 || id >= position_of.size() || position_of[id] == kNoPosition) FailUnknown(identity);
    return position_of[id];
  }
  /// The same for many, in two steps. Looking up a place in memory that is far away is a wait; done for all at once the
  /// waits overlap.
  ContactId Checked(std::int64_t identity) const {
    if (identity < 0 || static_cast<std::size_t>(identity) >= position_of.size()) FailUnknown(identity);
    return static_cast<ContactId>(identity);
  }
  void ToPositions(std::vector<std::uint32_t>& checked) const {
    for (std::uint32_t& contact : checked) contact = PositionOf(contact);
  }
  /// The contact with this surviving key; a Failure when there is none.
  std::uint32_t PositionOfKey(const std::string& key) const;

 private:
  [[noreturn]] static void FailUnknown(std::int64_t identity);
};

}  // namespace segue::sqlite
