// What a column's name says; see the header.
#include "adapters/discover/column_roles.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "unicode/unicode.h"

namespace segue::discover {
namespace {

using Words = std::vector<std::string>;

bool IsLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// `Customer ID` and `customerId` are both customer, id.
Words WordsOf(std::string_view column) {
  std::string spaced;
  for (std::size_t i = 0; i < column.size(); ++i) {
    const bool hump = i > 0 && column[i] >= 'A' && column[i] <= 'Z' && column[i - 1] >= 'a' && column[i - 1] <= 'z';
    if (hump) spaced += ' ';
    spaced += column[i];
  }
  Words words;
  std::string word;
  for (const char c : unicode::FoldCase(spaced) + " ") {
    if (IsLetterOrDigit(c)) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

bool Has(std::string_view column, std::initializer_list<std::string_view> any) {
  const Words words = WordsOf(column);
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return std::find(any.begin(), any.end(), word) != any.end(); });
}

}  // namespace

bool NamesAnAddress(std::string_view column) {
  return Has(column, {"email", "mail", "courriel", "emailaddress"}) && !Has(column, {"consent", "date", "status"});
}
bool NamesAnIdentity(std::string_view column) {
  return Has(column, {"id", "key", "uuid", "guid", "identifiant", "kundennummer", "clientid", "customerid"});
}
bool NamesAPerson(std::string_view column) {
  return Has(column,
             {"customer", "contact", "client", "user", "member", "household", "person", "subscriber", "profile", "lead",
              "kunde", "kunden", "kundennummer", "buyer", "donor", "visitor", "clientid", "customerid"});
}
bool NamesAnAmount(std::string_view column) {
  return Has(column, {"amount", "price", "total", "revenue", "spend", "spent", "cost", "value", "budget", "montant",
                      "prix", "ca", "coût", "cout", "betrag", "preis", "umsatz", "ltv"});
}
bool NamesABirth(std::string_view column) {
  return Has(column, {"created", "create", "signup", "signed", "registered", "registration", "inscription", "inscrit",
                      "création", "creation", "added", "joined", "since", "depuis"}) &&
         !Has(column, {"by", "par"});
}
bool NamesATime(std::string_view column) {
  return NamesABirth(column) || Has(column, {"date", "time", "at", "on", "le", "timestamp", "ts", "last", "first",
                                             "day", "jour", "updated", "opened", "seen", "datum"});
}
bool NamesAList(std::string_view column) {
  return Has(column, {"tags", "tag", "lists", "list", "labels", "segments", "groups", "interests", "étiquettes",
                      "listes", "intérêts"});
}
bool NamesAPostcode(std::string_view column) {
  return Has(column, {"zip", "postcode", "postal", "cp", "plz", "phone", "mobile", "tel", "téléphone", "telephone",
                      "siret", "siren", "sku", "ean", "code"});
}

}  // namespace segue::discover
