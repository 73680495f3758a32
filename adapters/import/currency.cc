// Currency signs and codes around an amount; see the header.
#include "adapters/import/currency.h"

#include <algorithm>

#include "adapters/import/text.h"

namespace segue::import {
namespace {

struct Sign {
  std::string_view mark;
  std::string_view currencies;  // codes, blank between them
};

constexpr Sign kSigns[] = {
    {"€", "EUR"},
    {"$", "USD CAD AUD NZD MXN ARS CLP COP SGD HKD TWD"},
    {"US$", "USD"},
    {"CA$", "CAD"},
    {"C$", "CAD"},
    {"A$", "AUD"},
    {"NZ$", "NZD"},
    {"£", "GBP"},
    {"¥", "JPY CNY"},
    {"₹", "INR"},
    {"R$", "BRL"},
    {"zł", "PLN"},
    {"kr", "SEK NOK DKK ISK"},
    {"kr.", "DKK ISK"},
    {"Fr.", "CHF"},
    {"Fr", "CHF"},
    {"SFr.", "CHF"},
    {"Kč", "CZK"},
    {"Ft", "HUF"},
    {"₺", "TRY"},
    {"₩", "KRW"},
    {"₽", "RUB"},
    {"₴", "UAH"},
    {"₪", "ILS"},
    {"lei", "RON"},
    {"R", "ZAR"},
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool BeginsAmount(std::string_view text) {
  const char c = text.front();
  return IsDigit(c) || c == '-' || c == '+' || text.starts_with("\u2212") ||
         ((c == '.' || c == ',') && text.size() > 1 && IsDigit(text[1]));
}
char Upper(char c) { return static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c); }

bool SameCode(std::string_view mark, std::string_view currency) {
  return mark.size() == currency.size() &&
         std::equal(mark.begin(), mark.end(), currency.begin(), [](char a, char b) { return Upper(a) == Upper(b); });
}

}  // namespace

std::optional<MarkedAmount> SplitAmount(std::string_view text) {
  const std::size_t last = text.find_last_of("0123456789");
  if (last == std::string_view::npos) return std::nullopt;
  MarkedAmount split;
  const std::string_view behind = Trimmed(text.substr(last + 1));
  std::string_view rest = text.substr(0, last + 1);
  if (rest.size() > 1 && rest.front() == '-' && !IsDigit(rest[1]) && !BeginsAmount(rest.substr(1))) {
    split.minus_before_mark = true;
    rest.remove_prefix(1);
  }
  std::size_t begin = 0;
  while (begin < rest.size() && !BeginsAmount(rest.substr(begin))) ++begin;
  const std::string_view before = Trimmed(rest.substr(0, begin));
  if (!before.empty() && !behind.empty()) return std::nullopt;
  split.mark = before.empty() ? behind : before;
  split.amount = Trimmed(rest.substr(begin));
  return split;
}

bool MarkFits(std::string_view mark, std::string_view currency) {
  if (mark.empty() || currency.empty() || SameCode(mark, currency)) return true;
  for (const Sign& sign : kSigns) {
    if (sign.mark == mark) return sign.currencies.find(currency) != std::string_view::npos;
  }
  return false;
}

}  // namespace segue::import
