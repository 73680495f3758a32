// Names of types, and dates as text. Days ↔ dates after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".

#include "adapters/sqlite/stored_type.h"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "engine/timelines.h"

namespace segue::sqlite {
namespace {

struct Named {
  engine::ValueType type;
  std::string_view name;
  std::string_view column;
};
using engine::ValueType;
constexpr std::array kTypes = {
    Named{ValueType::kText, "text", "TEXT"},      Named{ValueType::kNumber, "number", "REAL"},
    Named{ValueType::kMoney, "money", "INTEGER"}, Named{ValueType::kFlag, "flag", "INTEGER"},
    Named{ValueType::kDate, "date", "TEXT"},      Named{ValueType::kTime, "time", "INTEGER"},
    Named{ValueType::kList, "list", "TEXT"},      Named{ValueType::kChoice, "choice", "TEXT"},
};

const Named& Find(ValueType type) {
  for (const Named& named : kTypes) {
    if (named.type == type) return named;
  }
  return kTypes.front();
}

struct Date {
  std::int64_t year;
  int month, day;
};

constexpr std::int64_t kDaysPerEra = 146'097;  // 400 years

Date FromDays(std::int64_t days) {
  days += 719'468;  // from 0000-03-01
  const std::int64_t era = (days >= 0 ? days : days - (kDaysPerEra - 1)) / kDaysPerEra;
  const std::int64_t of_era = days - era * kDaysPerEra;
  const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * of_year + 2) / 153;  // March is 0
  const int day = static_cast<int>(of_year - (153 * shifted + 2) / 5 + 1);
  const int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

std::int64_t ToDays(const Date& date) {
  const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t of_era = year - era * 400;
  const std::int64_t of_year = (153 * (date.month > 2 ? date.month - 3 : date.month + 9) + 2) / 5 + date.day - 1;
  return era * kDaysPerEra + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
}

bool ParseDigits(std::string_view text, std::int64_t& number) {
  if (text.empty() || text.size() > 9) return false;
  number = 0;
  for (const char character : text) {
    if (character < '0' || character > '9') return false;
    number = number * 10 + (character - '0');
  }
  return true;
}

}  // namespace

std::string_view TypeName(ValueType type) { return Find(type).name; }
std::string_view ColumnType(ValueType type) { return Find(type).column; }

ValueType TypeFromName(std::string_view name) {
  for (const Named& named : kTypes) {
    if (named.name == name) return named.type;
  }
  return ValueType::kText;
}

bool SameStorage(ValueType left, ValueType right) {
  const auto plain = [](ValueType type) { return type == ValueType::kChoice ? ValueType::kText : type; };
  return plain(left) == plain(right);
}

std::string FormatDay(engine::Day day) {
  const Date date = FromDays(day.days);
  char text[40];
  const char* format = date.year < 0 || date.year > 9999 ? "%+05lld-%02d-%02d" : "%04lld-%02d-%02d";
  std::snprintf(text, sizeof text, format, static_cast<long long>(date.year), date.month, date.day);
  return text;
}

std::int64_t ParseDay(std::string_view text) {
  const std::size_t sign = text.starts_with('+') || text.starts_with('-') ? 1 : 0;
  std::int64_t year = 0, month = 0, day = 0;
  const std::size_t size = text.size();
  const bool valid = size >= sign + 10 && text[size - 3] == '-' && text[size - 6] == '-' &&
                     ParseDigits(text.substr(sign, size - 6 - sign), year) &&
                     ParseDigits(text.substr(size - 5, 2), month) && ParseDigits(text.substr(size - 2), day);
  if (!valid) return engine::kMissingInteger;
  return ToDays({text.starts_with('-') ? -year : year, static_cast<int>(month), static_cast<int>(day)});
}

}  // namespace segue::sqlite
