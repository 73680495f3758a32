// Writes the shop's exports: boutique_generator DIR. The same bytes every time.

#include <zlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "examples/boutique/generator/shop.h"

namespace {

using boutique::FrenchTime;
using boutique::LocalTime;
using boutique::Shop;

const std::string& EmailOf(const Shop& shop, int contact) {
  return shop.contacts[static_cast<std::size_t>(contact)].email;
}

void WriteContacts(const Shop& shop, std::ofstream out) {
  out << "email,phone,country,origin,birthday,subject_test,created_at,vip_since\n";
  for (const auto& contact : shop.contacts) {
    out << contact.email << ',' << contact.phone << ',' << contact.country << ',' << contact.origin << ','
        << contact.birthday << ',' << contact.subject_test << ',' << LocalTime(contact.created) << ','
        << LocalTime(contact.vip_since) << '\n';
  }
}

void WriteForms(const Shop& shop, std::ofstream out) {
  out << "form_id,email,submitted_at,form\n";
  int number = 0;
  for (const auto& form : shop.forms) {
    out << 'F' << ++number << ',' << EmailOf(shop, form.contact) << ',' << LocalTime(form.at) << ',' << form.form
        << '\n';
  }
}

void WriteVisits(const Shop& shop, std::ofstream out) {
  out << "visit_id,email,visited_at,page,source,medium,campaign\n";
  int number = 0;
  for (const auto& visit : shop.visits) {
    out << 'V' << ++number << ',' << EmailOf(shop, visit.contact) << ',' << LocalTime(visit.at) << ',' << visit.page
        << ',' << visit.source << ',' << visit.medium << ',' << visit.campaign << '\n';
  }
}

void WriteOrders(const Shop& shop, std::ofstream out) {
  out << "commande;client;date;montant;code\r\n";
  int number = 0;
  for (const auto& order : shop.orders) {
    char amount[32];
    std::snprintf(amount, sizeof amount, "%d,%02d €", order.cents / 100, order.cents % 100);
    out << 'C' << ++number << ';' << EmailOf(shop, order.contact) << ';' << FrenchTime(order.at) << ';' << amount << ';'
        << order.code << "\r\n";
  }
}

void WriteSubscriptions(const Shop& shop, std::ofstream out) {
  out << "email,at,action,channel\n";
  for (const auto& entry : shop.subscriptions) {
    out << EmailOf(shop, entry.contact) << ',' << LocalTime(entry.at) << ','
        << (entry.subscribe ? "subscribe" : "unsubscribe") << ',' << entry.channel << '\n';
  }
}

const char* YesNo(bool value) { return value ? "yes" : "no"; }

std::string Amount(int cents) {
  char text[32];
  std::snprintf(text, sizeof text, "%d.%02d", cents / 100, cents % 100);
  return text;
}

void WriteSms(const Shop& shop, std::ofstream out) {
  out << "sms_id,email,campaign,flow,credits,read_receipts,sent_at,delivered_at,opened_at,clicked_at,replied_at\n";
  int number = 0;
  for (const auto& sms : shop.sms) {
    out << 'S' << ++number << ',' << EmailOf(shop, sms.contact) << ',' << sms.campaign << ',' << YesNo(sms.flow) << ','
        << sms.credits << ',' << YesNo(sms.read_receipts) << ',' << LocalTime(sms.sent) << ','
        << LocalTime(sms.delivered) << ',' << LocalTime(sms.opened) << ',' << LocalTime(sms.clicked) << ','
        << LocalTime(sms.replied) << '\n';
  }
}

void WriteHappenings(const Shop& shop, const std::vector<boutique::Happening>& happenings, const char* what,
                     std::ofstream out) {
  out << "email,at," << what << '\n';
  for (const auto& happening : happenings) {
    out << EmailOf(shop, happening.contact) << ',' << LocalTime(happening.at) << ',' << happening.what << '\n';
  }
}

void WriteSpend(const Shop& shop, std::ofstream out) {
  out << "at,campaign,channel,kind,amount\n";
  for (const auto& spend : shop.spend) {
    out << LocalTime(spend.at) << ',' << spend.campaign << ',' << spend.channel << ',' << spend.kind << ','
        << Amount(spend.cents) << '\n';
  }
}

void WriteBudgets(const Shop& shop, std::ofstream out) {
  out << "at,channel,amount\n";
  for (const auto& budget : shop.budgets) {
    out << LocalTime(budget.at) << ',' << budget.channel << ',' << Amount(budget.cents) << '\n';
  }
}

void WriteTraffic(const Shop& shop, std::ofstream out) {
  out << "day,source,medium,visits,impressions,clicks\n";
  for (const auto& row : shop.traffic) {
    out << LocalTime(row.day * boutique::kMinutesPerDay).substr(0, 10) << ',' << row.source << ',' << row.medium << ','
        << row.visits << ',' << row.impressions << ',' << row.clicks << '\n';
  }
}

void WritePlans(const Shop& shop, std::ofstream out) {
  out << "at,plan\n";
  for (const auto& change : shop.plans) out << LocalTime(change.at) << ',' << change.plan << '\n';
}

void WriteBills(const Shop& shop, std::ofstream out) {
  out << "at,profiles,amount\n";
  for (const auto& bill : shop.bills) {
    out << LocalTime(bill.at) << ',' << bill.profiles << ',' << Amount(bill.cents) << '\n';
  }
}

void WriteCrm(const Shop& shop, bool june, std::ofstream out) {
  out << "email,Type de contact\n";
  for (const auto& entry : shop.crm) {
    const auto& type = june ? entry.type_in_june : entry.type_in_may;
    if (!type.empty()) out << EmailOf(shop, entry.contact) << ',' << type << '\n';
  }
}

std::string EmailRow(const Shop& shop, const boutique::Email& mail, int number) {
  const boutique::Minute delivered = mail.bounced == boutique::kNever ? mail.sent + 1 : boutique::kNever;
  return 'M' + std::to_string(number) + ',' + EmailOf(shop, mail.contact) + ',' + mail.campaign + ',' + mail.message +
         ',' + mail.resend_of + ',' + YesNo(mail.flow) + ',' + LocalTime(mail.sent) + ',' + LocalTime(delivered) + ',' +
         LocalTime(mail.opened) + ',' + YesNo(mail.machine) + ',' + LocalTime(mail.clicked) + ',' +
         LocalTime(mail.bounced) + ',' + YesNo(mail.hard) + '\n';
}

// One compressed file per year, as an archive of exports would have.
bool WriteEmails(const Shop& shop, const std::filesystem::path& directory) {
  std::map<std::string, std::string> by_year;
  int number = 0;
  for (const auto& mail : shop.emails) by_year[LocalTime(mail.sent).substr(0, 4)] += EmailRow(shop, mail, ++number);
  for (const auto& [year, rows] : by_year) {
    const auto text =
        "message_id,email,campaign,message,resend_of,flow,sent_at,delivered_at,opened_at,machine,clicked_at,bounced_at,"
        "hard\n" +
        rows;
    gzFile file = gzopen((directory / ("emails-" + year + ".csv.gz")).c_str(), "wb6");
    if (file == nullptr) return false;
    const bool written =
        gzwrite(file, text.data(), static_cast<unsigned>(text.size())) == static_cast<int>(text.size());
    if (gzclose(file) != Z_OK || !written) return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: boutique_generator DIR\n", stderr);
    return 2;
  }
  const std::filesystem::path directory = argv[1];
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  const auto shop = boutique::OpenShop();
  WriteContacts(shop, std::ofstream(directory / "contacts.csv"));
  WriteForms(shop, std::ofstream(directory / "forms.csv"));
  WriteVisits(shop, std::ofstream(directory / "visits.csv"));
  WriteOrders(shop, std::ofstream(directory / "commandes.csv"));
  WriteSubscriptions(shop, std::ofstream(directory / "subscriptions.csv"));
  WriteSms(shop, std::ofstream(directory / "sms.csv"));
  WriteHappenings(shop, shop.memberships, "campaign", std::ofstream(directory / "members.csv"));
  WriteHappenings(shop, shop.downloads, "file", std::ofstream(directory / "downloads.csv"));
  WriteHappenings(shop, shop.updates, "by", std::ofstream(directory / "updates.csv"));
  WriteSpend(shop, std::ofstream(directory / "spend.csv"));
  WriteBudgets(shop, std::ofstream(directory / "budget.csv"));
  WriteTraffic(shop, std::ofstream(directory / "traffic.csv"));
  WritePlans(shop, std::ofstream(directory / "plans.csv"));
  WriteBills(shop, std::ofstream(directory / "billed.csv"));
  WriteCrm(shop, false, std::ofstream(directory / "crm-20260531.csv"));
  WriteCrm(shop, true, std::ofstream(directory / "crm-20260630.csv"));
  if (!WriteEmails(shop, directory)) {
    std::fprintf(stderr, "boutique_generator: cannot write into %s\n", directory.c_str());
    return 3;
  }
  return 0;
}
