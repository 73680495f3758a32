// How the cells of a column are written; see the header. Cells are read by the importer's own readers, so that what is
// proposed can be read.
#include "adapters/discover/notation.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/import/currency.h"
#include "adapters/import/decimal.h"
#include "adapters/import/text.h"

namespace segue::discover {
namespace {

using import::CivilMoment;
using import::Reading;

constexpr std::size_t kMostHashes = 2'000'000;
constexpr std::size_t kMostItems = 200;
constexpr std::size_t kLongestItem = 40;
// Beyond these years a number of ten digits is a telephone number.
constexpr engine::Instant kFirstEpoch = 946'684'800'000;   // 2000-01-01
constexpr engine::Instant kLastEpoch = 2'051'222'400'000;  // 2035-01-01

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsAddress(std::string_view cell) {
  const std::size_t at = cell.find('@');
  if (at == 0 || at == std::string_view::npos || cell.find('@', at + 1) != std::string_view::npos) return false;
  const std::size_t dot = cell.rfind('.');
  return dot != std::string_view::npos && dot > at + 1 && dot + 1 < cell.size() &&
         cell.find_first_of(" ,;") == std::string_view::npos;
}

bool IsEpoch(std::string_view cell) {
  CivilMoment moment;
  return import::ParseMoment(cell, moment) == Reading::kOk && moment.exact && *moment.exact >= kFirstEpoch &&
         *moment.exact < kLastEpoch;
}

bool IsIso(std::string_view cell, bool& has_time) {
  CivilMoment moment;
  if (import::ParseMoment(cell, moment) != Reading::kOk || moment.exact) return false;
  has_time = has_time || moment.has_time;
  return true;
}

}  // namespace

const std::vector<DateFamily>& DateFamilies() {
  static const std::vector<DateFamily> families = {{"year-month-day", ""},
                                                   {"day/month/year", "%d/%m/%Y[ %H:%M[:%S]]"},
                                                   {"month/day/year", "%m/%d/%Y[ %H:%M[:%S][ %p]]"},
                                                   {"day.month.year", "%d.%m.%Y[ %H:%M[:%S]]"},
                                                   {"day-month-year", "%d-%m-%Y[ %H:%M[:%S]]"},
                                                   {"year/month/day", "%Y/%m/%d[ %H:%M[:%S]]"},
                                                   {"month day, year", "%b %d, %Y[ %H:%M[:%S][ %p]]"}};
  return families;
}

std::optional<std::string> CurrencyOfMark(std::string_view mark) {
  constexpr std::string_view kCodes = "EUR USD GBP CHF JPY CAD AUD NZD SEK NOK DKK PLN CZK HUF RON TRY BRL MXN INR CNY";
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kSigns = {
      {{"€", "EUR"}, {"$", "USD"}, {"US$", "USD"}, {"£", "GBP"}, {"¥", "JPY"}, {"zł", "PLN"}, {"Fr.", "CHF"}}};
  for (const auto& [sign, currency] : kSigns) {
    if (mark == sign) return std::string(currency);
  }
  const bool code =
      mark.size() == 3 && mark.find(' ') == std::string_view::npos && kCodes.find(mark) != std::string_view::npos;
  return code ? std::optional<std::string>(mark) : std::nullopt;
}

ColumnNotation::ColumnNotation() {
  for (const DateFamily& family : DateFamilies())
    families_.push_back({true, import::TimeFormat::Compile(family.format)});
}

void ColumnNotation::Look(std::string_view cell) {
  if (cell.empty()) {
    ++blank_;
    return;
  }
  static const import::FlagWords kFlagWords({}, {});
  ++filled_;
  longest_ = std::max(longest_, static_cast<std::int64_t>(cell.size()));
  addresses_ = addresses_ && IsAddress(cell);
  flags_ = flags_ && kFlagWords.Read(cell).has_value();
  epochs_ = epochs_ && IsEpoch(cell);
  LookAtNumber(cell);
  LookAtDates(cell);
  LookAtList(cell);
  Remember(cell);
}

void ColumnNotation::LookAtNumber(std::string_view cell) {
  if (!point_ && !comma_) return;
  std::string_view amount = cell;
  if (cell.ends_with('%')) {
    percents_ = true;
    amount = import::Trimmed(cell.substr(0, cell.size() - 1));
  } else if (const auto split = import::SplitAmount(cell)) {
    const std::optional<std::string> currency = CurrencyOfMark(split->mark);
    if (currency) currencies_.insert(*currency);
    // Any other mark makes an article's number or an address of it.
    if (split->mark.empty() || currency) amount = split->amount;
  }
  point_ = point_ && import::ParseDecimal(amount, '.').has_value();
  comma_ = comma_ && import::ParseDecimal(amount, ',').has_value();
  fractions_ = fractions_ || amount.find_first_of(".,") != std::string_view::npos;
  leading_zeros_ = leading_zeros_ || (amount.size() > 1 && amount[0] == '0' && IsDigit(amount[1]));
}

void ColumnNotation::LookAtDates(std::string_view cell) {
  families_[kIsoFamily].fits = families_[kIsoFamily].fits && IsIso(cell, has_times_);
  for (std::size_t i = kIsoFamily + 1; i < families_.size(); ++i) {
    Family& family = families_[i];
    CivilMoment moment;
    family.fits = family.fits && family.format->Parse(cell, moment) == Reading::kOk;
    has_times_ = has_times_ || (family.fits && moment.has_time);
  }
}

void ColumnNotation::LookAtList(std::string_view cell) {
  const char separator = cell.find(';') != std::string_view::npos ? ';' : ',';
  std::size_t items = 0;
  for (std::size_t begin = 0; begin <= cell.size();) {
    const std::size_t end = std::min(cell.find(separator, begin), cell.size());
    const std::string_view item = import::Trimmed(cell.substr(begin, end - begin));
    long_items_ = long_items_ || item.size() > kLongestItem;
    if (!item.empty() && items_.size() < kMostItems) items_.emplace(item);
    items += item.empty() ? 0 : 1;
    begin = end + 1;
  }
  item_count_ += static_cast<std::int64_t>(items);
  cells_with_items_ += items > 1 ? 1 : 0;
}

void ColumnNotation::Remember(std::string_view cell) {
  if (!many_values_ && !values_.contains(cell)) {
    values_.emplace(cell);
    many_values_ = values_.size() > kMostValues;
    if (many_values_) values_.clear();
  }
  if (repeats_ || hashes_.size() >= kMostHashes) return;
  repeats_ = !hashes_.insert(std::hash<std::string_view>{}(cell)).second;
  if (repeats_) hashes_ = {};
}

std::vector<std::string> ColumnNotation::Values() const { return {values_.begin(), values_.end()}; }

bool ColumnNotation::lists() const {
  if (long_items_ || cells_with_items_ == 0 || items_.size() >= kMostItems) return false;
  return item_count_ >= 2 * static_cast<std::int64_t>(items_.size());
}

}  // namespace segue::discover
