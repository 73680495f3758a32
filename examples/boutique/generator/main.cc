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
  out << "email,country,origin,birthday,created_at,vip_since\n";
  for (const auto& contact : shop.contacts) {
    out << contact.email << ',' << contact.country << ',' << contact.origin << ',' << contact.birthday << ','
        << LocalTime(contact.created) << ',' << LocalTime(contact.vip_since) << '\n';
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
  out << "visit_id,email,visited_at,page\n";
  int number = 0;
  for (const auto& visit : shop.visits) {
    out << 'V' << ++number << ',' << EmailOf(shop, visit.contact) << ',' << LocalTime(visit.at) << ',' << visit.page
        << '\n';
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
        << (entry.subscribe ? "subscribe" : "unsubscribe") << ",email\n";
  }
}

std::string EmailRow(const Shop& shop, const boutique::Email& mail, int number) {
  return 'M' + std::to_string(number) + ',' + EmailOf(shop, mail.contact) + ',' + mail.campaign + ',' +
         (mail.flow ? "yes" : "no") + ',' + LocalTime(mail.sent) + ',' + LocalTime(mail.opened) + ',' +
         (mail.machine ? "yes" : "no") + ',' + LocalTime(mail.clicked) + '\n';
}

// One compressed file per year, as an archive of exports would have.
bool WriteEmails(const Shop& shop, const std::filesystem::path& directory) {
  std::map<std::string, std::string> by_year;
  int number = 0;
  for (const auto& mail : shop.emails) by_year[LocalTime(mail.sent).substr(0, 4)] += EmailRow(shop, mail, ++number);
  for (const auto& [year, rows] : by_year) {
    const auto text = "message_id,email,campaign,flow,sent_at,opened_at,machine,clicked_at\n" + rows;
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
  if (!WriteEmails(shop, directory)) {
    std::fprintf(stderr, "boutique_generator: cannot write into %s\n", directory.c_str());
    return 3;
  }
  return 0;
}
