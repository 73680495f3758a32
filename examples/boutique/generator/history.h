// What is known of each contact of the made-up shop at a moment: to choose, afterwards, whom a campaign reaches.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "examples/boutique/generator/random.h"
#include "examples/boutique/generator/shop.h"

namespace boutique {

/// A reading of the shop as it is when this is made; later additions are not seen.
class History {
 public:
  explicit History(const Shop& shop);

  bool IsSubscribed(int contact, const char* channel, Minute at) const;
  /// A click, a visit, an order or an open by a person in [from, to).
  bool ShowsLife(int contact, Minute from, Minute to) const { return Any(life_, contact, from, to); }
  bool Visits(int contact, Minute from, Minute to) const { return Any(visits_, contact, from, to); }
  bool Orders(int contact, Minute from, Minute to) const { return Any(orders_, contact, from, to); }
  bool IsClient(int contact, Minute at) const { return Orders(contact, 0, at); }

 private:
  using Times = std::vector<std::vector<Minute>>;
  struct Consent {
    Minute at;
    bool subscribe;
    std::string channel;
  };
  static bool Any(const Times& times, int contact, Minute from, Minute to);

  Times life_, visits_, orders_;
  std::vector<std::vector<Consent>> consents_;
};

/// The contacts for whom `fits` holds, in random order (Fisher and Yates).
template <typename Fits>
std::vector<int> Shuffled(Random& random, Fits fits) {
  std::vector<int> contacts;
  for (int contact = 0; contact < kContacts; ++contact) {
    if (fits(contact)) contacts.push_back(contact);
  }
  for (int last = static_cast<int>(contacts.size()) - 1; last > 0; --last) {
    std::swap(contacts[static_cast<std::size_t>(last)], contacts[static_cast<std::size_t>(random.Between(0, last))]);
  }
  return contacts;
}

/// The first `count`, taken away from `contacts`. There must be so many: the planted figure would be another one.
std::vector<int> Take(std::vector<int>& contacts, int count);

}  // namespace boutique
