// Phones and consent, the two SMS campaigns with planted figures, and greetings on birthdays.

#include <cstdio>
#include <string>

#include "examples/boutique/generator/history.h"
#include "examples/boutique/generator/marketing.h"

namespace boutique {
namespace {

constexpr Minute kWindow = 7 * kMinutesPerDay;

/// A campaign and how many of its contacts do what. `both` of those who clicked replied too.
struct Plan {
  const char* campaign;
  Minute at;
  int credits;
  bool read_receipts;
  int sent, delivered, opened, clicked, replied, both, buyers, new_clients, left;
};

void GivePhones(Shop& shop, Random& random) {
  for (int number = 0; number < kContacts; ++number) {
    auto& contact = shop.contacts[static_cast<std::size_t>(number)];
    if (!random.Chance(0.8)) continue;
    char phone[32];
    std::snprintf(phone, sizeof phone, "+336%08d", 10000000 + number * 7919 % 89999999);
    contact.phone = phone;
    if (random.Chance(0.75)) shop.subscriptions.push_back({number, contact.created, true, "sms"});
  }
}

/// Whom the message reaches: as many new clients, other buyers and others as planned, then those whom it does not
/// reach.
std::vector<int> Choose(const Shop& shop, const Plan& plan, Random& random) {
  const History history(shop);
  const auto pool = [&](bool buys, bool client) {
    return Shuffled(random, [&, buys, client](int contact) {
      return history.IsSubscribed(contact, "sms", plan.at) && history.IsClient(contact, plan.at + 2) == client &&
             history.Orders(contact, plan.at + 2, plan.at + kWindow + 2) == buys;
    });
  };
  auto new_clients = pool(true, false), buyers = pool(true, true);
  auto others = Shuffled(random, [&](int contact) {
    return history.IsSubscribed(contact, "sms", plan.at) && !history.Orders(contact, plan.at, plan.at + kWindow + 2);
  });
  std::vector<int> chosen = Take(new_clients, plan.new_clients);
  for (const int buyer : Take(buyers, plan.buyers - plan.new_clients)) chosen.push_back(buyer);
  for (const int other : Take(others, plan.sent - plan.buyers)) chosen.push_back(other);
  return chosen;
}

void Send(Shop& shop, const Plan& plan, Random& random) {
  const auto chosen = Choose(shop, plan, random);
  const auto before = [](int index, int first, int count) { return index >= first && index < first + count; };
  for (int index = 0; index < plan.sent; ++index) {
    Sms sms{chosen[static_cast<std::size_t>(index)], plan.campaign, false, plan.read_receipts, plan.credits, plan.at};
    if (index < plan.delivered) sms.delivered = plan.at + 1;
    // Counted from the end of those who received it, so that who responds is not who buys.
    const int from_end = plan.delivered - 1 - index;
    if (before(from_end, 0, plan.opened)) sms.opened = plan.at + 10;
    if (before(from_end, 0, plan.clicked)) sms.clicked = plan.at + 15 + index % 60;
    if (before(from_end, plan.clicked - plan.both, plan.replied)) sms.replied = plan.at + 90 + index % 60;
    if (before(from_end, plan.clicked + plan.replied, plan.left)) {
      shop.subscriptions.push_back({sms.contact, plan.at + 30 + index % 60, false, "sms"});
    }
    shop.sms.push_back(sms);
  }
}

// At ten in the morning, to those who may be written to. Began on the shop's second birthday.
void GreetOnBirthdays(Shop& shop) {
  const History history(shop);
  for (Minute day = MinuteOf(2025, 7, 1); day < kDays * kMinutesPerDay; day += kMinutesPerDay) {
    const std::string date = LocalTime(day).substr(5, 5);
    for (int number = 0; number < kContacts; ++number) {
      const auto& birthday = shop.contacts[static_cast<std::size_t>(number)].birthday;
      if (birthday.empty() || birthday.substr(5) != date) continue;
      const Minute at = day + Minute{10} * 60;
      if (!history.IsSubscribed(number, "sms", at)) continue;
      shop.sms.push_back({number, "sms-anniversaire", true, false, 1, at, at + 1});
    }
  }
}

}  // namespace

void AddSms(Shop& shop) {
  using namespace planted;
  Random random(20260114);
  GivePhones(shop, random);
  Send(shop,
       {"sms-soldes-2026-01", MinuteOf(2026, 1, 14, 10), 2, false, kSalesSent, kSalesDelivered, 0, kSalesClicked,
        kSalesReplied, kSalesBoth, kSalesBuyers, kSalesNewClients, kSalesLeft},
       random);
  Send(shop,
       {"sms-fete-des-meres-2026-05", MinuteOf(2026, 5, 20, 10), 1, true, kMothersSent, kMothersDelivered,
        kMothersOpened, kMothersClicked, 0, 0, kMothersBuyers, kMothersNewClients, kMothersLeft},
       random);
  GreetOnBirthdays(shop);
}

}  // namespace boutique
