// ISO 4217 currencies in use (list one, without the codes for metals, bonds and tests) and common IANA zones.
#include "rules/known_names.h"

#include <algorithm>

namespace segue::rules {
namespace {

const std::vector<std::string_view> kCommonZones = {"UTC",
                                                    "Europe/Paris",
                                                    "Europe/London",
                                                    "Europe/Berlin",
                                                    "Europe/Madrid",
                                                    "Europe/Rome",
                                                    "Europe/Brussels",
                                                    "Europe/Amsterdam",
                                                    "Europe/Zurich",
                                                    "Europe/Vienna",
                                                    "Europe/Lisbon",
                                                    "Europe/Dublin",
                                                    "Europe/Luxembourg",
                                                    "Europe/Monaco",
                                                    "Europe/Copenhagen",
                                                    "Europe/Oslo",
                                                    "Europe/Stockholm",
                                                    "Europe/Helsinki",
                                                    "Europe/Warsaw",
                                                    "Europe/Prague",
                                                    "Europe/Budapest",
                                                    "Europe/Bucharest",
                                                    "Europe/Sofia",
                                                    "Europe/Athens",
                                                    "Europe/Istanbul",
                                                    "Europe/Kiev",
                                                    "Europe/Kyiv",
                                                    "Europe/Moscow",
                                                    "Europe/Belgrade",
                                                    "Europe/Zagreb",
                                                    "Africa/Casablanca",
                                                    "Africa/Tunis",
                                                    "Africa/Algiers",
                                                    "Africa/Cairo",
                                                    "Africa/Dakar",
                                                    "Africa/Abidjan",
                                                    "Africa/Lagos",
                                                    "Africa/Nairobi",
                                                    "Africa/Johannesburg",
                                                    "America/New_York",
                                                    "America/Chicago",
                                                    "America/Denver",
                                                    "America/Los_Angeles",
                                                    "America/Phoenix",
                                                    "America/Anchorage",
                                                    "America/Toronto",
                                                    "America/Montreal",
                                                    "America/Vancouver",
                                                    "America/Halifax",
                                                    "America/Mexico_City",
                                                    "America/Sao_Paulo",
                                                    "America/Bogota",
                                                    "America/Lima",
                                                    "America/Santiago",
                                                    "America/Buenos_Aires",
                                                    "America/Argentina/Buenos_Aires",
                                                    "America/Caracas",
                                                    "America/Martinique",
                                                    "America/Guadeloupe",
                                                    "America/Cayenne",
                                                    "Indian/Reunion",
                                                    "Indian/Mauritius",
                                                    "Asia/Dubai",
                                                    "Asia/Jerusalem",
                                                    "Asia/Beirut",
                                                    "Asia/Riyadh",
                                                    "Asia/Tehran",
                                                    "Asia/Karachi",
                                                    "Asia/Kolkata",
                                                    "Asia/Calcutta",
                                                    "Asia/Dhaka",
                                                    "Asia/Bangkok",
                                                    "Asia/Jakarta",
                                                    "Asia/Ho_Chi_Minh",
                                                    "Asia/Singapore",
                                                    "Asia/Kuala_Lumpur",
                                                    "Asia/Manila",
                                                    "Asia/Hong_Kong",
                                                    "Asia/Shanghai",
                                                    "Asia/Taipei",
                                                    "Asia/Seoul",
                                                    "Asia/Tokyo",
                                                    "Australia/Perth",
                                                    "Australia/Adelaide",
                                                    "Australia/Brisbane",
                                                    "Australia/Sydney",
                                                    "Australia/Melbourne",
                                                    "Pacific/Auckland",
                                                    "Pacific/Honolulu",
                                                    "Pacific/Noumea",
                                                    "Pacific/Tahiti"};

}  // namespace

const std::vector<std::string_view>& Currencies() {
  static const std::vector<std::string_view> codes = {
      "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF",
      "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC",
      "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS",
      "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK",
      "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD",
      "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN",
      "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON",
      "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC",
      "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS",
      "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG"};
  return codes;
}

bool IsCurrency(std::string_view code) {
  const auto& codes = Currencies();
  return std::binary_search(codes.begin(), codes.end(), code);
}

const std::vector<std::string_view>& CommonZones() { return kCommonZones; }

}  // namespace segue::rules
