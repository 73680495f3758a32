// The made-up shop, one contact after the other, each day by day from joining to the end of June 2026.

#include "examples/boutique/generator/shop.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "examples/boutique/generator/marketing.h"
#include "examples/boutique/generator/random.h"

namespace boutique {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr sys_days kFirstDay = sys_days{std::chrono::July / 1 / 2023};

year_month_day DateOf(int day) { return year_month_day{kFirstDay + std::chrono::days{day}}; }
int MonthOf(int day) { return static_cast<int>(static_cast<unsigned>(DateOf(day).month())); }
int DayOfMonth(int day) { return static_cast<int>(static_cast<unsigned>(DateOf(day).day())); }

// Orders of a tea shop through the year, January first; the mean is about 1.
constexpr std::array<double, 12> kSeason = {0.9, 0.9, 0.9, 0.8, 0.8, 0.7, 0.6, 0.6, 0.9, 1.1, 1.6, 2.2};
double Season(int day) { return kSeason[static_cast<std::size_t>(MonthOf(day) - 1)]; }

Minute DuringDay(Random& random, int day) { return day * kMinutesPerDay + random.Between(8 * 60, 22 * 60 - 1); }

const char* Pick(Random& random, std::initializer_list<std::pair<const char*, double>> shares) {
  double left = random.Share();
  for (const auto& [name, share] : shares) {
    if ((left -= share) < 0) return name;
  }
  return (shares.end() - 1)->first;
}

// One contact's life. `interest_` is between 0 and 1 and halves every ~130 days without a sign of life.
class Life {
 public:
  Life(Shop& shop, int contact, Random random) : shop_(shop), contact_(contact), random_(random) {}

  void Live(int first_day) {
    Join(first_day);
    for (int day = first_day + 1; day < kDays; ++day) LiveDay(day);
  }

 private:
  void Join(int day) {
    auto& contact = shop_.contacts[static_cast<std::size_t>(contact_)];
    contact.created = DuringDay(random_, day);
    interest_ = 0.35 + 0.65 * random_.Share();
    machine_ = random_.Chance(0.3);  // reads with a program that opens by itself
    now_ = contact.created + 1;
    if (contact.origin == "salon") return Subscribe();
    if (random_.Chance(0.62)) FillForm(random_.Chance(0.6) ? "guide" : "newsletter");
    if (random_.Chance(0.9)) Subscribe();
    if (random_.Chance(0.07)) Buy("");
  }

  void LiveDay(int day) {
    interest_ *= 0.9947;
    now_ = DuringDay(random_, day);
    if (subscribed_) ReceiveMail(day);
    if (random_.Chance(0.025 * interest_)) Browse(day);
    if (random_.Chance(OrderChance(day))) Buy(random_.Chance(0.15) ? "PROMO10" : "");
    if (!subscribed_ && left_ && random_.Chance(0.0004)) Subscribe();
    if (subscribed_ && random_.Chance(0.0003 + 0.0008 * (1 - interest_))) Leave();
  }

  double OrderChance(int day) const {
    const double base = client_ ? 0.0075 : prospect_ ? 0.0028 : 0.0006;
    return base * interest_ * Season(day);
  }

  // A newsletter on the 5th and the 20th, and a welcome message two days after subscribing.
  void ReceiveMail(int day) {
    const int date = DayOfMonth(day);
    if (day == welcome_day_) return Mail(day, "bienvenue", true);
    if (date != 5 && date != 20) return;
    char campaign[32];
    std::snprintf(campaign, sizeof campaign, "lettre-%d-%02d-%c", static_cast<int>(DateOf(day).year()), MonthOf(day),
                  date == 5 ? 'a' : 'b');
    Mail(day, campaign, false);
  }

  void Mail(int day, std::string campaign, bool flow) {
    Email mail;
    mail.contact = contact_;
    mail.campaign = std::move(campaign);
    mail.flow = flow;
    mail.sent = day * kMinutesPerDay + Minute{9} * 60 + contact_ % 30;
    if (random_.Chance(0.55 * interest_)) {
      mail.opened = mail.sent + random_.Between(3, 600);
      if (random_.Chance(0.22)) mail.clicked = mail.opened + random_.Between(1, 10);
      interest_ = std::min(1.0, interest_ + (mail.clicked != kNever ? 0.15 : 0.03));
    } else if (machine_) {
      mail.machine = true;
      mail.opened = mail.sent + random_.Between(1, 5);
    }
    if (mail.clicked != kNever) {
      shop_.visits.push_back({contact_, mail.clicked + 1, "/the", "lettre", "email", mail.campaign});
    }
    shop_.emails.push_back(std::move(mail));
  }

  void Browse(int day) {
    shop_.visits.push_back({contact_, now_,
                            random_.Chance(0.5)   ? "/the"
                            : random_.Chance(0.5) ? "/coffrets"
                                                  : "/blog",
                            "", "", ""});
    if (!prospect_ && !client_ && random_.Chance(0.2)) {
      now_ = std::min<Minute>(now_ + 4, (day + 1) * kMinutesPerDay - 1);
      FillForm("guide");
    }
  }

  void FillForm(const char* form) {
    shop_.forms.push_back({contact_, now_++, form});
    prospect_ = true;
  }

  void Buy(const char* code) {
    const int cents = 990 + random_.Between(0, 60) * 50 + (random_.Chance(0.2) ? random_.Between(20, 90) * 100 : 0);
    shop_.orders.push_back({contact_, now_++, cents, code});
    client_ = true;
    interest_ = std::min(1.0, interest_ + 0.35);
    auto& contact = shop_.contacts[static_cast<std::size_t>(contact_)];
    if (++orders_ == 8) contact.vip_since = now_;
  }

  void Subscribe() {
    shop_.subscriptions.push_back({contact_, now_++, true});
    subscribed_ = true;
    welcome_day_ = static_cast<int>(now_ / kMinutesPerDay) + 2;
  }

  void Leave() {
    shop_.subscriptions.push_back({contact_, now_++, false});
    subscribed_ = false;
    left_ = true;
  }

  Shop& shop_;
  int contact_;
  Random random_;
  double interest_ = 0.5;
  Minute now_ = 0;
  int orders_ = 0;
  int welcome_day_ = -1;
  bool machine_ = false, prospect_ = false, client_ = false, subscribed_ = false, left_ = false;
};

Contact MakeContact(Random& random, int number) {
  static constexpr std::array kFirst = {"alice", "bruno",  "chloe", "denis", "elise",
                                        "farid", "gaelle", "hugo",  "ines",  "jules"};
  static constexpr std::array kLast = {"martin", "bernard", "petit", "durand", "leroy", "moreau", "simon", "laurent"};
  Contact contact;
  char text[64];
  std::snprintf(text, sizeof text, "%s.%s%04d@example.org", kFirst[random.Next() % kFirst.size()],
                kLast[random.Next() % kLast.size()], number);
  contact.email = text;
  contact.country = Pick(random, {{"FR", 0.74}, {"BE", 0.12}, {"CH", 0.07}, {"", 0.07}});
  contact.origin = Pick(random, {{"site", 0.68}, {"salon", 0.2}, {"parrainage", 0.12}});
  if (random.Chance(0.4)) {
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", random.Between(1950, 2005), random.Between(1, 12),
                  random.Between(1, 28));
    contact.birthday = text;
  }
  return contact;
}

// The shop grows, and people join in the season in which they buy.
int JoinDay(Random& random) {
  for (;;) {
    const int day = random.Between(0, kDays - 1);
    const double growth = 0.5 + 0.5 * day / kDays;
    if (random.Chance(growth * (0.4 + 0.6 * Season(day) / 2.2))) return day;
  }
}

}  // namespace

Shop OpenShop() {
  Shop shop;
  Random random(20230701);
  for (int number = 0; number < kContacts; ++number) shop.contacts.push_back(MakeContact(random, number));
  for (int number = 0; number < kContacts; ++number) {
    const int day = JoinDay(random);
    Life(shop, number, Random(random.Next())).Live(day);
  }
  AddMarketing(shop);
  return shop;
}

Minute MinuteOf(int year, int month, int day, int hour, int minute) {
  const sys_days date = std::chrono::year{year} / month / day;
  return (date - kFirstDay).count() * kMinutesPerDay + Minute{hour} * 60 + minute;
}

std::string LocalTime(Minute minute) {
  if (minute == kNever) return "";
  const auto date = DateOf(static_cast<int>(minute / kMinutesPerDay));
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d:00", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(minute / 60 % 24), static_cast<int>(minute % 60));
  return text;
}

std::string FrenchTime(Minute minute) {
  const auto date = DateOf(static_cast<int>(minute / kMinutesPerDay));
  char text[64];
  std::snprintf(text, sizeof text, "%02u/%02u/%04d %02d:%02d", static_cast<unsigned>(date.day()),
                static_cast<unsigned>(date.month()), static_cast<int>(date.year()), static_cast<int>(minute / 60 % 24),
                static_cast<int>(minute % 60));
  return text;
}

}  // namespace boutique
