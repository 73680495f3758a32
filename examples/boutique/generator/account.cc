// What happens to the account and to no contact: spend by channel and kind, the site's traffic, the plan of the
// sending platform. And where each visit came from.

#include <array>
#include <string>
#include <utility>

#include "examples/boutique/generator/marketing.h"
#include "examples/boutique/generator/random.h"

namespace boutique {
namespace {

// Visits that a click brought know their source already.
void NameSources(Shop& shop) {
  Random random(20230702);
  for (auto& visit : shop.visits) {
    if (!visit.source.empty()) continue;
    const double share = random.Share();
    if (share < 0.45) {
      visit.source = "google", visit.medium = "organic";
    } else if (share < 0.60) {
      visit.source = "google", visit.medium = "cpc", visit.campaign = "the-vert";
    } else if (share < 0.70) {
      visit.source = "instagram", visit.medium = "social";
    }
  }
}

// On the first of each month: fixed costs, and advertising that follows the season. Fairs in March and October.
void SpendMonthly(Shop& shop, int year, int month) {
  const Minute at = MinuteOf(year, month, 1, 12);
  const auto spend = [&](const char* campaign, const char* channel, const char* kind, int cents) {
    shop.spend.push_back({at, campaign, channel, kind, cents});
  };
  spend("", "email", "tools", 49'00);
  spend("", "email", "labour", 280'00);
  spend("", "sms", "tools", 15'00);
  spend("", "seo", "labour", 400'00);
  spend("the-vert", "search", "media", month >= 10 ? 600'00 : 350'00);
  spend("", "social", "media", 120'00);
  if (month == 3 || month == 10) {
    spend("salon", "salon", "media", 1800'00);
    spend("salon", "salon", "labour", 600'00);
  }
}

// Since July 2025 each quarter has a budget.
void PlanBudgets(Shop& shop) {
  constexpr std::array<std::pair<int, int>, 4> kQuarters = {{{2025, 7}, {2025, 10}, {2026, 1}, {2026, 4}}};
  for (const auto& [year, month] : kQuarters) {
    const Minute at = MinuteOf(year, month, 1, 9);
    shop.budgets.push_back({at, "email", 1000'00});
    shop.budgets.push_back({at, "sms", 120'00});
    shop.budgets.push_back({at, "seo", 1200'00});
    shop.budgets.push_back({at, "search", month == 10 ? 1800'00 : 1100'00});
    shop.budgets.push_back({at, "social", 400'00});
  }
}

// A greeting costs 4.5 cents, paid together at the end of June 2026 by its campaign.
void SpendOnSms(Shop& shop) {
  shop.spend.push_back({MinuteOf(2026, 1, 14, 12), "sms-soldes-2026-01", "sms", "media", planted::kSalesCents});
  shop.spend.push_back(
      {MinuteOf(2026, 5, 20, 12), "sms-fete-des-meres-2026-05", "sms", "media", planted::kMothersCents});
  int greetings = 0;
  for (const auto& sms : shop.sms) greetings += sms.flow ? sms.credits : 0;
  shop.spend.push_back({MinuteOf(2026, 6, 30, 12), "sms-anniversaire", "sms", "media", (greetings * 45 + 5) / 10});
}

// The whole site's visits, those of people without a name included, as a web statistic shows them.
void CountTraffic(Shop& shop) {
  struct Source {
    const char *source, *medium;
    int visits, impressions_per_click;
  };
  static constexpr std::array<Source, 4> kSources = {
      {{"google", "organic", 60, 40}, {"google", "cpc", 25, 12}, {"instagram", "social", 18, 60}, {"", "", 30, 0}}};
  Random random(20230703);
  for (int day = 0; day < kDays; ++day) {
    for (const auto& source : kSources) {
      const int visits = source.visits * (kDays + day) / kDays + random.Between(-8, 8);
      const int clicks = source.impressions_per_click == 0 ? 0 : visits + random.Between(0, 3);
      shop.traffic.push_back(
          {day, source.source, source.medium, visits, clicks * source.impressions_per_click, clicks});
    }
  }
}

}  // namespace

void AddAccount(Shop& shop) {
  NameSources(shop);
  for (int month = 6; month < 6 + 36; ++month) SpendMonthly(shop, 2023 + month / 12, month % 12 + 1);
  SpendOnSms(shop);
  PlanBudgets(shop);
  CountTraffic(shop);
  shop.plans = {
      {MinuteOf(2023, 7, 1, 9), "1_000"}, {MinuteOf(2024, 3, 1, 9), "2_500"}, {MinuteOf(2025, 9, 1, 9), "5_000"}};
  shop.bills = {{MinuteOf(2026, 4, 30, 9), planted::kBilledInApril, 10'000},
                {MinuteOf(2026, 5, 31, 9), planted::kBilledInMay, 10'000},
                {MinuteOf(2026, 6, 30, 9), planted::kBilledInJune, 10'000}};
}

}  // namespace boutique
