// What a column's name says: words that exports in English, French and German use.
#pragma once

#include <string_view>

namespace segue::discover {

/// Each looks for whole words, letter case and accents aside from those written here.
bool NamesAnAddress(std::string_view column);   // e-mail
bool NamesAnIdentity(std::string_view column);  // id, customer_id, Record ID
bool NamesAPerson(std::string_view column);     // whose id it is: customer, household, user
bool NamesAnAmount(std::string_view column);    // amount, prix, revenue
bool NamesABirth(std::string_view column);      // when the contact came to exist: created, signup, date d'inscription
bool NamesATime(std::string_view column);       // date, at, timestamp
bool NamesAList(std::string_view column);       // tags, lists
bool NamesAPostcode(std::string_view column);   // and other digits that are no number: phone, zip

}  // namespace segue::discover
