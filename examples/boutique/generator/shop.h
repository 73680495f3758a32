// A made-up tea shop: 5,000 contacts from July 2023 to June 2026, day by day.
//
// People join through forms, fairs and friends; interest halves every few months; clicks and orders wake it up again.
// Orders peak before Christmas. Some leave the newsletter, a few come back. Times are local (Europe/Paris), between
// 08:00 and 22:00, so no clock change is ever hit. Around these lives lies the shop's marketing: deliveries, a resend,
// a campaign for prospects, SMS, spend, traffic and a CRM (marketing.h), with figures that are planted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace boutique {

inline constexpr int kContacts = 5000;
inline constexpr int kDays = 1096;  // 2023-07-01 … 2026-06-30

/// Minutes since 2023-07-01 00:00 local time.
using Minute = std::int64_t;
inline constexpr Minute kNever = -1;
inline constexpr Minute kMinutesPerDay = 1440;

struct Contact {
  std::string email, country, origin, birthday, phone;
  std::string subject_test;  // the arm in the test of subjects, "" for most
  Minute created = 0;
  Minute vip_since = kNever;
};
struct Form {
  int contact = 0;
  Minute at = 0;
  std::string form;
};
struct Email {
  int contact = 0;
  std::string campaign;
  bool flow = false, machine = false;
  Minute sent = 0, opened = kNever, clicked = kNever;
  std::string message = "A", resend_of;
  Minute bounced = kNever;  // else delivered one minute after it was sent
  bool hard = false;
};
struct Visit {
  int contact = 0;
  Minute at = 0;
  std::string page;
  std::string source, medium, campaign;
};
struct Order {
  int contact = 0;
  Minute at = 0;
  int cents = 0;
  std::string code;
};
struct Subscription {
  int contact = 0;
  Minute at = 0;
  bool subscribe = true;
  const char* channel = "email";
};
struct Sms {
  int contact = 0;
  std::string campaign;
  bool flow = false, read_receipts = false;
  int credits = 1;
  Minute sent = 0, delivered = kNever, opened = kNever, clicked = kNever, replied = kNever;
};
/// Something that happened to a contact, and what: a campaign that was joined, a file that was downloaded.
struct Happening {
  int contact = 0;
  Minute at = 0;
  std::string what;
};
struct Spend {
  Minute at = 0;
  std::string campaign, channel, kind;
  int cents = 0;
};
/// What a quarter is meant to spend on a channel.
struct Budget {
  Minute at = 0;
  std::string channel;
  int cents = 0;
};
struct Traffic {
  int day = 0;
  std::string source, medium;
  int visits = 0, impressions = 0, clicks = 0;
};
struct PlanChange {
  Minute at = 0;
  std::string plan;
};
struct Bill {
  Minute at = 0;
  int profiles = 0, cents = 0;
};
/// A contact as the CRM shows it at the end of May 2026 and a month later; empty where it is not shown.
struct CrmEntry {
  int contact = 0;
  std::string type_in_may, type_in_june;
};

struct Shop {
  std::vector<Contact> contacts;
  std::vector<Form> forms;
  std::vector<Email> emails;
  std::vector<Visit> visits;
  std::vector<Order> orders;
  std::vector<Subscription> subscriptions;
  std::vector<Sms> sms;
  std::vector<Happening> memberships, downloads, updates;
  std::vector<Spend> spend;
  std::vector<Budget> budgets;
  std::vector<Traffic> traffic;
  std::vector<PlanChange> plans;
  std::vector<Bill> bills;
  std::vector<CrmEntry> crm;
};

/// The same shop every time.
Shop OpenShop();

/// A local time, `MinuteOf(2026, 5, 8, 9)` is 8 May 2026, 09:00.
Minute MinuteOf(int year, int month, int day, int hour = 0, int minute = 0);
/// "2023-07-01 08:15:00"; empty for kNever.
std::string LocalTime(Minute minute);
/// "01/07/2023 08:15".
std::string FrenchTime(Minute minute);

}  // namespace boutique
