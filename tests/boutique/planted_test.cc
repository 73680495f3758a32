// The figures that the generator planted (examples/boutique/generator/marketing.h) are what the packs find in the
// shop's data; what was not planted is counted a second time from the generator's own lists.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "examples/boutique/generator/marketing.h"
#include "examples/boutique/generator/shop.h"
#include "tests/boutique/shop_project.h"

namespace {

namespace planted = boutique::planted;
using segue::testing::Record;
using segue::testing::ShopProject;

// One for all tests: they only ask.
const ShopProject& Shop() {
  static const ShopProject shop;
  return shop;
}

const Record& RowOf(const std::vector<Record>& rows, const std::string& column, const std::string& value) {
  for (const Record& row : rows) {
    if (row.at(column) == value) return row;
  }
  INFO(column << " = " << value);
  REQUIRE(false);
  return rows.front();
}

// As csv writes a rate: six decimals.
std::string Rate(int part, int whole) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", static_cast<double>(part) / whole);
  return text;
}

std::string Amount(long cents) {
  char text[32];
  std::snprintf(text, sizeof text, "%ld.%02ld", cents / 100, cents % 100);
  return text;
}

std::string Month(boutique::Minute at) { return boutique::LocalTime(at).substr(0, 7); }

void CheckSales(const Record& sales) {
  CHECK(sales.at("sms_sends") == std::to_string(planted::kSalesSent));
  CHECK(sales.at("sms_credits") == std::to_string(2 * planted::kSalesSent));
  CHECK(sales.at("sms_delivery_rate") == Rate(planted::kSalesDelivered, planted::kSalesSent));
  CHECK(sales.at("sms_open_rate").empty());  // not measurable, which is not 0
  CHECK(sales.at("sms_response_rate") == "0.030000");
  CHECK(sales.at("sms_conversion_rate") == Rate(planted::kSalesBuyers, planted::kSalesDelivered));
  CHECK(sales.at("sms_unsubscribe_rate") == Rate(planted::kSalesLeft, planted::kSalesDelivered));
  // 37.80 EUR for two new clients.
  CHECK(sales.at("sms_cost_per_acquisition") == "18.90");
}

// The letter of 5 May, its resend of 8 May included.
struct Letter {
  int sends = 0, first_sends = 0, delivered = 0, opens = 0, machine_opens = 0, clicks = 0, bounces = 0;
};

Letter CountLetter(const boutique::Shop& shop, const std::string& campaign) {
  Letter letter;
  for (const auto& mail : shop.emails) {
    if (mail.campaign != campaign) continue;
    const bool bounced = mail.bounced != boutique::kNever, opened = mail.opened != boutique::kNever;
    letter.sends += 1;
    letter.first_sends += mail.resend_of.empty() ? 1 : 0;
    letter.delivered += bounced ? 0 : 1;
    letter.bounces += bounced ? 1 : 0;
    letter.opens += opened && !mail.machine ? 1 : 0;
    letter.machine_opens += opened && mail.machine ? 1 : 0;
    letter.clicks += mail.clicked != boutique::kNever ? 1 : 0;
  }
  return letter;
}

}  // namespace

TEST_CASE("the pack sms finds what was planted", "[boutique]") {
  const auto rows = Shop().Csv("report 'SMS du printemps'");
  CheckSales(RowOf(rows, "campaign", "sms-soldes-2026-01"));
  const Record& mothers = RowOf(rows, "campaign", "sms-fete-des-meres-2026-05");
  CHECK(mothers.at("sms_credits") == std::to_string(planted::kMothersSent));
  CHECK(mothers.at("sms_delivery_rate") == Rate(planted::kMothersDelivered, planted::kMothersSent));
  CHECK(mothers.at("sms_open_rate") == "0.600000");
  CHECK(mothers.at("sms_response_rate") == "0.080000");
  CHECK(mothers.at("sms_conversion_rate") == Rate(planted::kMothersBuyers, planted::kMothersDelivered));
  CHECK(mothers.at("sms_unsubscribe_rate") == Rate(planted::kMothersLeft, planted::kMothersDelivered));
  CHECK(mothers.at("sms_cost_per_acquisition") == Amount(planted::kMothersCents / planted::kMothersNewClients));
}

TEST_CASE("the planted effect of the subject is found, and the CRM's new clients", "[boutique]") {
  const auto rows = Shop().Csv("experiment 'Objet du guide'");
  const auto& plain = RowOf(rows, "arm", "sans_prenom");
  const auto& named = RowOf(rows, "arm", "avec_prenom");
  CHECK(plain.at("n") == std::to_string(planted::kArm));
  CHECK(plain.at("value") == "0.080000");
  CHECK(named.at("value") == "0.120000");
  const auto& comparison = RowOf(rows, "against", "sans_prenom");
  CHECK(comparison.at("difference") == "0.040000");
  CHECK(comparison.at("lift") == "0.500000");
  // Pooled: 0.04 / sqrt(0.1 × 0.9 × 2/1000) = 2.981, two-sided p = 0.00287.
  CHECK(comparison.at("p").substr(0, 6) == "0.0028");

  const auto crm = Shop().Csv("list --metric crm_new_clients --period 2026-06");
  CHECK(crm.size() == planted::kCrmConversions);
}

TEST_CASE("low figures of a message draw the pack's advice", "[boutique]") {
  // 95.24 % and 96.77 % were delivered, 60 % opened, 2.5 % left. In the last whole week 30
  // contacts had one message each.
  const std::string sms = "report 'SMS du printemps' ";
  CHECK(Shop().Text(sms + "--set sms_delivery_floor=95.2%").find("quality of the list") == std::string::npos);
  CHECK(Shop().Text(sms + "--set sms_delivery_floor=95.3%").find("quality of the list") != std::string::npos);
  CHECK(Shop().Text(sms + "--set sms_open_floor=60%").find("the timing") == std::string::npos);
  CHECK(Shop().Text(sms + "--set sms_open_floor=61%").find("the timing") != std::string::npos);
  CHECK(Shop().Text(sms + "--set sms_unsubscribe_limit=2.5%").find("Many leave") == std::string::npos);
  CHECK(Shop().Text(sms + "--set sms_unsubscribe_limit=2.4%").find("Many leave") != std::string::npos);
  const std::string pressure = "report 'SMS pressure' ";
  CHECK(Shop().Text(pressure + "--set sms_pressure_limit=1").find("space them out") == std::string::npos);
  CHECK(Shop().Text(pressure + "--set sms_pressure_limit=0.9").find("space them out") != std::string::npos);
}

TEST_CASE("the pack prospects finds the clients who were written to by mistake", "[boutique]") {
  std::map<std::string, int> sends;
  for (const auto& mail : boutique::OpenShop().emails) {
    if (mail.message == "prospect-1") ++sends[Month(mail.sent)];
  }
  for (const auto& row : Shop().Csv("report 'New prospects, four ways'")) {
    const std::string month = row.at("period");
    INFO(month);
    const int mistaken = month == "2026-03" ? planted::kMistaken : 0;
    CHECK(row.at("first_prospect_emails") == std::to_string(sends[month]));
    CHECK(row.at("first_emails_to_others") == std::to_string(mistaken));
    CHECK(row.at("prospects_by_email") == std::to_string(sends[month] - mistaken));
  }
  CHECK(Shop().Csv("list --metric first_emails_to_others --period 2026-03").size() == planted::kMistaken);

  // The last three months as of the end of April have March.
  const auto members = RowOf(Shop().Csv("report 'Campaign members'", "2026-04-30"), "campaign", "prospects-printemps");
  CHECK(members.at("campaign_members") == std::to_string(planted::kMistaken));
  CHECK(members.at("campaign_visit_rate") == "0.300000");
  CHECK(members.at("campaign_update_rate") == "0.250000");
}

TEST_CASE("forms, members and subscribers are those of the generator's lists", "[boutique]") {
  const auto all = boutique::OpenShop();
  std::map<std::string, int> by_form, by_campaign;
  std::map<int, boutique::Minute> form, member;
  for (const auto& filled : all.forms) {
    const auto known = form.try_emplace(filled.contact, filled.at).first;
    known->second = std::min(known->second, filled.at);
  }
  for (const auto& joined : all.memberships) {
    const auto known = member.try_emplace(joined.contact, joined.at).first;
    known->second = std::min(known->second, joined.at);
  }
  for (const auto& [contact, at] : form) ++by_form[Month(at)];
  for (const auto& [contact, at] : member) ++by_campaign[Month(at)];
  for (const auto& row : Shop().Csv("report 'New prospects, four ways'")) {
    INFO(row.at("period"));
    CHECK(row.at("prospects_by_form") == std::to_string(by_form[row.at("period")]));
    CHECK(row.at("prospects_by_campaign") == std::to_string(by_campaign[row.at("period")]));
  }

  // Everybody has an address; the latest word on e-mail decides.
  std::map<int, std::pair<boutique::Minute, bool>> latest;
  for (const auto& entry : all.subscriptions) {
    if (entry.channel != std::string("email")) continue;
    auto& word = latest.try_emplace(entry.contact, -1, false).first->second;
    if (entry.at > word.first) word = {entry.at, entry.subscribe};
  }
  int subscribers = 0;
  for (const auto& [contact, word] : latest) subscribers += word.second ? 1 : 0;
  const Record june = RowOf(Shop().Csv("report 'E-mail list'"), "period", "2026-06");
  CHECK(june.at("email_subscribers") == std::to_string(subscribers));
}

TEST_CASE("the pack email counts a letter and its resend as a recount does", "[boutique]") {
  const auto rows = Shop().Csv("report 'E-mail by campaign'");
  const auto all = boutique::OpenShop();
  for (const std::string campaign : {"lettre-2026-05-a", "lettre-2026-06-a"}) {
    INFO(campaign);
    const Letter letter = CountLetter(all, campaign);
    const Record& row = RowOf(rows, "campaign", campaign);
    CHECK((letter.first_sends < letter.sends) == (campaign == "lettre-2026-05-a"));
    CHECK(row.at("email_sends") == std::to_string(letter.sends));
    CHECK(row.at("email_opens_per_send") == Rate(letter.opens, letter.first_sends));
    CHECK(row.at("email_open_rate") == Rate(letter.opens, letter.delivered));
    CHECK(row.at("email_machine_share") == Rate(letter.machine_opens, letter.opens + letter.machine_opens));
    CHECK(row.at("email_click_rate") == Rate(letter.clicks, letter.delivered));
    CHECK(row.at("email_click_to_open") == Rate(letter.clicks, letter.opens));
    CHECK(row.at("email_bounce_rate") == Rate(letter.bounces, letter.sends));
  }
}

TEST_CASE("spend and traffic add up to the generator's lists", "[boutique]") {
  const auto all = boutique::OpenShop();
  std::map<std::string, long> cents;
  for (const auto& spend : all.spend) {
    if (spend.at >= boutique::MinuteOf(2026, 4, 1)) cents[spend.channel] += spend.cents;
  }
  std::size_t channels = 0;
  for (const auto& row : Shop().Csv("report Dépenses")) {
    if (row.at("period") != "2026-Q2" || cents.count(row.at("spend.channel")) == 0) continue;
    ++channels;
    CHECK(row.at("all_costs") == Amount(cents.at(row.at("spend.channel"))));
  }
  CHECK(channels == cents.size());

  std::map<std::string, long> visits;
  for (const auto& row : all.traffic) {
    if (Month(row.day * boutique::kMinutesPerDay) == "2026-06") visits[row.medium] += row.visits;
  }
  for (const auto& row : Shop().Csv("report Trafic")) {
    if (row.at("period") != "2026-06") continue;
    CHECK(row.at("site_visits") == std::to_string(visits.at(row.at("traffic.medium"))));
  }
  CHECK(visits.size() == 4);

  CHECK(Shop().Csv("sql 'select plan from event_plan_changed'").size() == all.plans.size());
}

TEST_CASE("the platform's bill wins over what is counted, and the difference is shown", "[boutique]") {
  const auto months = Shop().Csv("report Billing");
  REQUIRE(!months.empty());
  const auto june =
      std::find_if(months.begin(), months.end(), [](const auto& row) { return row.at("period") == "2026-06"; });
  REQUIRE(june != months.end());
  CHECK(june->at("billed_profiles") == std::to_string(planted::kBilledInJune));
  for (const auto& row : Shop().Csv("report Forfait")) {
    if (row.at("period") == "2026-06") CHECK(row.at("Profils") == std::to_string(planted::kBilledInJune));
  }
  const int counted = std::stoi(june->at("active_profiles"));
  CHECK(june->at("profiles_difference") == std::to_string(counted - planted::kBilledInJune));
  CHECK(june->at("amount_difference") == "0.00");  // 100 USD for up to 5,000 profiles
  const auto changes = Shop().Csv("report 'Plan changes'");
  CHECK(!changes.empty());
}
