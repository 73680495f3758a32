// What the packs conversion, acquisition and retention say of the shop, counted a second time from the generator's
// lists or worked out by hand.

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "examples/boutique/generator/shop.h"
#include "tests/boutique/shop_project.h"

namespace {

using boutique::Minute;
using segue::testing::Record;
using segue::testing::ShopProject;

const ShopProject& Shop() {
  static const ShopProject shop;
  return shop;
}

std::string Amount(long cents) {
  char text[32];
  std::snprintf(text, sizeof text, "%ld.%02ld", cents / 100, cents % 100);
  return text;
}

// The shop's parameters in the words of the pack "channels".
std::string ChannelOf(const std::string& medium) {
  static const std::map<std::string, std::string> channels = {
      {"organic", "Organic search"}, {"cpc", "Paid search"}, {"social", "Social"}, {"email", "E-mail"}, {"sms", "SMS"}};
  const auto found = channels.find(medium);
  return found == channels.end() ? "unknown medium " + medium : found->second;
}

// The channel of the contact's last visit with a medium in the 30 days before.
std::string LastChannel(const std::vector<const boutique::Visit*>& visits, Minute at) {
  const boutique::Visit* last = nullptr;
  for (const auto* visit : visits) {
    if (visit->medium.empty() || visit->at > at || visit->at + 30 * boutique::kMinutesPerDay < at) continue;
    if (last == nullptr || visit->at >= last->at) last = visit;
  }
  return last == nullptr ? "none" : ChannelOf(last->medium);
}

struct Sales {
  long cents = 0;
  int new_clients = 0;
};

// Of May and June 2026: the 30 days before lie in summer time like the orders, so local minutes can be subtracted.
std::map<std::pair<std::string, std::string>, Sales> SalesByMonthAndChannel(const boutique::Shop& shop) {
  std::map<int, std::vector<const boutique::Visit*>> visits;
  for (const auto& visit : shop.visits) visits[visit.contact].push_back(&visit);
  std::map<int, Minute> first;
  for (const auto& order : shop.orders) {
    const auto [known, added] = first.emplace(order.contact, order.at);
    if (!added && order.at < known->second) known->second = order.at;
  }
  std::map<std::pair<std::string, std::string>, Sales> sales;
  for (const auto& order : shop.orders) {
    const std::string month = boutique::LocalTime(order.at).substr(0, 7);
    if (month != "2026-05" && month != "2026-06") continue;
    Sales& cell = sales[{month, LastChannel(visits[order.contact], order.at)}];
    cell.cents += order.cents;
    if (order.at == first.at(order.contact)) ++cell.new_clients;
  }
  return sales;
}

}  // namespace

TEST_CASE("sales and new clients by channel are those of each order's last visit", "[boutique]") {
  auto expected = SalesByMonthAndChannel(boutique::OpenShop());
  REQUIRE(expected.size() >= 8);
  for (const Record& row : Shop().Csv("report 'Ventes par canal'")) {
    const auto found = expected.find({row.at("period"), row.at("Channel")});
    INFO(row.at("period") << " " << row.at("Channel"));
    if (found == expected.end()) {
      CHECK(row.at("earned") == "0.00");
      continue;
    }
    CHECK(row.at("earned") == Amount(found->second.cents));
    CHECK(row.at("new_clients") == std::to_string(found->second.new_clients));
    expected.erase(found);
  }
  CHECK(expected.empty());
}

TEST_CASE("the budget of each quarter stands beside what was spent", "[boutique]") {
  // The budgets: 1,000 e-mail, 120 SMS, 1,200 search engines, 400 social, and 1,100 advertisements, 1,800 in autumn.
  // Spent in the third quarter of 2025: each month 49 + 280 e-mail, 15 SMS, 400 search engines, 350 advertisements, 120
  // social, together 3 × 1,214. In the fourth, advertisements cost 600, and a fair 1,800 + 600: 3 × 1,464 + 2,400.
  const std::map<std::string, std::pair<std::string, std::string>> expected = {{"2025-Q3", {"3820.00", "3642.00"}},
                                                                               {"2025-Q4", {"4520.00", "6792.00"}}};
  std::size_t quarters = 0;
  for (const Record& row : Shop().Csv("report 'Budget against actual'")) {
    const auto found = expected.find(row.at("period"));
    if (found == expected.end()) continue;
    ++quarters;
    CHECK(row.at("budgeted") == found->second.first);
    CHECK(row.at("spending") == found->second.second);
  }
  CHECK(quarters == 2);
}

TEST_CASE("return on investment, margin on revenue and ROAS follow from revenue and costs", "[boutique]") {
  std::size_t channels = 0;
  for (const Record& row : Shop().Csv("report 'Return by channel'")) {
    if (row.at("Channel") != "Paid search") continue;
    ++channels;
    // July 2025 to June 2026: 350 in nine months, 600 in three, all of it media.
    CHECK(row.at("spending") == "4950.00");
    const double spent = 4950, earned = std::stod(row.at("earned"));
    CHECK(std::abs(std::stod(row.at("return_on_investment")) - (earned - spent) / spent) < 1e-6);
    CHECK(std::abs(std::stod(row.at("margin_on_revenue")) - (earned - spent) / earned) < 1e-6);
    CHECK(std::abs(std::stod(row.at("roas")) - earned / spent) < 1e-6);
  }
  CHECK(channels == 1);
}

TEST_CASE("clients who were prospects, and active clients, counted again", "[boutique]") {
  const auto shop = boutique::OpenShop();
  std::map<int, Minute> asked, first, last;
  for (const auto& form : shop.forms) {
    const auto [known, added] = asked.emplace(form.contact, form.at);
    if (!added && form.at < known->second) known->second = form.at;
  }
  for (const auto& order : shop.orders) {
    const auto [known, added] = first.emplace(order.contact, order.at);
    if (!added && order.at < known->second) known->second = order.at;
    Minute& latest = last[order.contact];
    if (order.at > latest) latest = order.at;
  }
  // A form at the minute of the order comes first (the kind that was declared first).
  int prospects = 0, active = 0;
  for (const auto& [contact, at] : first) {
    const auto form = asked.find(contact);
    if (form != asked.end() && form->second <= at) ++prospects;
    if (last.at(contact) > boutique::MinuteOf(2025, 7, 1) - 1) ++active;
  }
  for (const Record& row : Shop().Csv("report 'Clients who were prospects'")) {
    const int expected = row.at("A été prospect") == "yes" ? prospects : static_cast<int>(first.size()) - prospects;
    CHECK(row.at("clients_of_all_time") == std::to_string(expected));
  }
  for (const Record& row : Shop().Csv("report Retention")) {
    if (row.at("period") == "2026-06") CHECK(row.at("active_clients") == std::to_string(active));
  }
}

// Less than the part of the heap that the program likes to begin with.
TEST_CASE("with little memory the figures are the same", "[boutique]") {
  const std::string usual = Shop().Text("report Retention");
  CHECK(Shop().TextWithin(60'000, "report Retention") == usual);
}
