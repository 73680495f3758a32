// The CRM of the shop's sales people, exported at the end of May 2026 and of June: contacts met at a fair, with their
// type. Its log of updates says who was changed, and when.

#include "examples/boutique/generator/history.h"
#include "examples/boutique/generator/marketing.h"

namespace boutique {

void AddCrm(Shop& shop) {
  const History history(shop);
  const Minute may = MinuteOf(2026, 6, 1), june = MinuteOf(2026, 7, 1);
  int conversions = 0, shown = 0;
  for (int number = 0; number < kContacts; ++number) {
    const auto& contact = shop.contacts[static_cast<std::size_t>(number)];
    if (contact.origin != "salon" || contact.created >= june) continue;
    CrmEntry entry{number, "", ""};
    const bool client = history.IsClient(number, may);
    if (contact.created < may) entry.type_in_may = client ? "Client" : "Prospect";
    entry.type_in_june = client ? "Client" : "Prospect";
    if (!client && !entry.type_in_may.empty() && conversions < planted::kCrmConversions) {
      // Orders over the counter, which only the CRM knows.
      entry.type_in_june = "Client";
      shop.updates.push_back({number, MinuteOf(2026, 6, 2 + conversions % 28, 11), "Paul"});
      ++conversions;
    } else if (++shown % 50 == 0) {
      entry.type_in_june.clear();  // left out of the second export: says nothing
    }
    shop.crm.push_back(entry);
  }
}

}  // namespace boutique
