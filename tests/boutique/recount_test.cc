// The example shop's figures, counted a second time from the generator's own lists, without Segue: the lifecycle by
// hand, one contact after the other, with plain loops.
//
// Local minutes are enough here: the shop's times lie between 08:00 and 22:00, so neither a clock change nor the hour
// by which 365 × 24 h may differ from a year of local time moves anything across midnight, where months begin.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "examples/boutique/generator/shop.h"
#include "tests/support/command.h"

namespace {

using boutique::Minute;
using segue::testing::BuiltFile;
using segue::testing::ParseCsv;
using segue::testing::Record;
using segue::testing::RunShell;
using segue::testing::TemporaryFolder;

constexpr Minute kYear = 365 * boutique::kMinutesPerDay;
constexpr Minute kEnd = boutique::kDays * boutique::kMinutesPerDay;

struct Month {
  long prospects = 0, conversions = 0, clients = 0, lost = 0, orders = 0, cents = 0;
};
using Months = std::map<std::string, Month>;

std::string MonthOf(Minute at) { return boutique::LocalTime(at).substr(0, 7); }

// Every month's last minute.
std::map<std::string, Minute> MonthEnds() {
  std::map<std::string, Minute> ends;
  for (Minute day = 0; day < boutique::kDays; ++day) ends[MonthOf(day * 1440)] = day * 1440 + 1439;
  return ends;
}

// unknown → prospect on a form; → client on an order; → former client a year after the last order; → client again.
void CountContact(const std::vector<Minute>& forms, const std::vector<Minute>& orders, Months& months) {
  const Minute first_form = forms.empty() ? kEnd : forms.front();
  const Minute first_order = orders.empty() ? kEnd : orders.front();
  if (first_form < first_order) {
    ++months[MonthOf(first_form)].prospects;
    if (first_order < kEnd) ++months[MonthOf(first_order)].conversions;
  }
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const Minute silent_from = orders[i] + kYear;
    const Minute next = i + 1 < orders.size() ? orders[i + 1] : kEnd;
    if (next > silent_from) ++months[MonthOf(silent_from)].lost;
    for (const auto& [month, end] : MonthEnds()) {
      if (end >= orders[i] && end < std::min(next, silent_from)) ++months[month].clients;
    }
  }
}

Months Recount() {
  const auto shop = boutique::OpenShop();
  std::vector<std::vector<Minute>> forms(shop.contacts.size()), orders(shop.contacts.size());
  Months months;
  for (const auto& form : shop.forms) forms[static_cast<std::size_t>(form.contact)].push_back(form.at);
  for (const auto& order : shop.orders) {
    orders[static_cast<std::size_t>(order.contact)].push_back(order.at);
    ++months[MonthOf(order.at)].orders;
    months[MonthOf(order.at)].cents += order.cents;
  }
  for (std::size_t contact = 0; contact < forms.size(); ++contact) {
    std::sort(forms[contact].begin(), forms[contact].end());
    std::sort(orders[contact].begin(), orders[contact].end());
    CountContact(forms[contact], orders[contact], months);
  }
  return months;
}

std::vector<Record> Ask(const std::string& shop, const std::string& arguments) {
  const auto output =
      RunShell("cd " + shop + " && " + BuiltFile("segue") + " --format csv --as-of 2026-06-30 " + arguments);
  REQUIRE(output.exit_status == 0);
  return ParseCsv(output.text);
}

long Cents(const std::string& amount) {
  std::string digits = amount;
  std::erase(digits, '.');
  return std::strtol(digits.c_str(), nullptr, 10);
}

}  // namespace

TEST_CASE("the example shop's months are what a recount finds", "[boutique]") {
  const TemporaryFolder folder;
  const std::string source = std::string(SEGUE_SOURCE_DIR) + "/examples/boutique";
  REQUIRE(RunShell("cp -r " + source + "/segue.yaml " + source + "/rules " + source + "/plans " + folder.path())
              .exit_status == 0);
  REQUIRE(RunShell(BuiltFile("examples/boutique_generator") + " " + folder.path() + "/data").exit_status == 0);
  Ask(folder.path(), "import");

  auto expected = Recount();
  const auto months = Ask(folder.path(), "report 'Conversions par mois'");
  REQUIRE(months.size() == 12);
  for (const auto& row : months) {
    INFO(row.at("period"));
    const auto& month = expected[row.at("period")];
    CHECK(std::stol(row.at("prospects")) == month.prospects);
    CHECK(std::stol(row.at("conversions")) == month.conversions);
    CHECK(std::stol(row.at("clients")) == month.clients);
    CHECK(std::stol(row.at("lost")) == month.lost);
  }

  const auto quarters = Ask(folder.path(), "report Ventes");
  REQUIRE(quarters.size() == 8);
  CHECK(quarters.back().at("period") == "2026-Q2");
  const Month april = expected["2026-04"], may = expected["2026-05"], june = expected["2026-06"];
  CHECK(std::stol(quarters.back().at("orders")) == april.orders + may.orders + june.orders);
  CHECK(Cents(quarters.back().at("revenue")) == april.cents + may.cents + june.cents);
}
