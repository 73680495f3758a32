// The questions about a contact that campaigns ask, answered by looking through all that happened.

#include "examples/boutique/generator/history.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace boutique {

History::History(const Shop& shop)
    : life_(shop.contacts.size()),
      visits_(shop.contacts.size()),
      orders_(shop.contacts.size()),
      consents_(shop.contacts.size()) {
  const auto of = [](auto& times, int contact) -> auto& { return times[static_cast<std::size_t>(contact)]; };
  for (const auto& visit : shop.visits) {
    of(visits_, visit.contact).push_back(visit.at);
    of(life_, visit.contact).push_back(visit.at);
  }
  for (const auto& order : shop.orders) {
    of(orders_, order.contact).push_back(order.at);
    of(life_, order.contact).push_back(order.at);
  }
  for (const auto& mail : shop.emails) {
    if (mail.opened != kNever && !mail.machine) of(life_, mail.contact).push_back(mail.opened);
  }
  for (const auto& entry : shop.subscriptions) {
    of(consents_, entry.contact).push_back({entry.at, entry.subscribe, entry.channel});
  }
}

bool History::IsSubscribed(int contact, const char* channel, Minute at) const {
  Minute latest = kNever;
  bool subscribed = false;
  for (const auto& consent : consents_[static_cast<std::size_t>(contact)]) {
    if (consent.channel != channel || consent.at >= at || consent.at < latest) continue;
    latest = consent.at;
    subscribed = consent.subscribe;
  }
  return subscribed;
}

bool History::Any(const Times& times, int contact, Minute from, Minute to) {
  const auto& list = times[static_cast<std::size_t>(contact)];
  return std::any_of(list.begin(), list.end(), [&](Minute at) { return at >= from && at < to; });
}

std::vector<int> Take(std::vector<int>& contacts, int count) {
  if (static_cast<int>(contacts.size()) < count) {
    std::fprintf(stderr, "boutique: %d contacts are needed, there are %zu\n", count, contacts.size());
    std::abort();
  }
  const std::vector<int> taken(contacts.begin(), contacts.begin() + count);
  contacts.erase(contacts.begin(), contacts.begin() + count);
  return taken;
}

}  // namespace boutique
