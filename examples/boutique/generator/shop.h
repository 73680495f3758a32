// A made-up tea shop: 5,000 contacts from July 2023 to June 2026, day by day.
//
// People join through forms, fairs and friends; interest halves every few months; clicks and orders wake it up again.
// Orders peak before Christmas. Some leave the newsletter, a few come back. Times are local (Europe/Paris), between
// 08:00 and 22:00, so no clock change is ever hit.
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
  std::string email, country, origin, birthday;
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
};
struct Visit {
  int contact = 0;
  Minute at = 0;
  std::string page;
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
};

struct Shop {
  std::vector<Contact> contacts;
  std::vector<Form> forms;
  std::vector<Email> emails;
  std::vector<Visit> visits;
  std::vector<Order> orders;
  std::vector<Subscription> subscriptions;
};

/// The same shop every time.
Shop OpenShop();

/// "2023-07-01 08:15:00"; empty for kNever.
std::string LocalTime(Minute minute);
/// "01/07/2023 08:15".
std::string FrenchTime(Minute minute);

}  // namespace boutique
