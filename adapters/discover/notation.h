// How the cells of a column are written: which readings every cell so far has allowed.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "adapters/import/cell_values.h"
#include "adapters/import/civil_moment.h"

namespace segue::discover {

/// Dates in one order, with or without a time of day.
struct DateFamily {
  std::string name;    // for people: "day/month/year"
  std::string format;  // `%d/%m/%Y[ %H:%M[:%S]]`
};

/// Every notation that is tried; the first is ISO 8601, which needs no format.
const std::vector<DateFamily>& DateFamilies();
inline constexpr std::size_t kIsoFamily = 0;
/// Two that the same cells may fit: 03/04/2025.
inline constexpr std::size_t kDayFirst = 1;
inline constexpr std::size_t kMonthFirst = 2;

/// The currency that a sign or code beside an amount stands for: `€`, `$`, `EUR`.
std::optional<std::string> CurrencyOfMark(std::string_view mark);

/// Looks at the cells of one column, one after the other.
class ColumnNotation {
 public:
  ColumnNotation();

  /// `cell` without blanks around it, NFC.
  void Look(std::string_view cell);

  std::int64_t filled() const { return filled_; }
  std::int64_t blank() const { return blank_; }
  bool numbers(char decimal) const { return filled_ > 0 && (decimal == '.' ? point_ : comma_); }
  /// Some cell has a decimal or grouping sign.
  bool fractions() const { return fractions_; }
  /// Some cell is like 01000, which no number is.
  bool leading_zeros() const { return leading_zeros_; }
  bool flags() const { return filled_ > 0 && flags_; }
  bool addresses() const { return filled_ > 0 && addresses_; }
  /// Of the marks beside amounts.
  const std::set<std::string>& currencies() const { return currencies_; }
  bool percents() const { return percents_; }
  /// Epoch times of this century.
  bool epochs() const { return filled_ > 0 && epochs_; }
  /// Families that every cell fits.
  bool Fits(std::size_t family) const { return filled_ > 0 && families_[family].fits; }
  bool has_times() const { return has_times_; }
  bool repeats() const { return repeats_; }
  /// Different values in the order of the alphabet; empty when there are more than kMostValues.
  std::vector<std::string> Values() const;
  std::int64_t longest() const { return longest_; }
  /// Items of cells that look like lists, `a; b`.
  bool lists() const;

  static constexpr std::size_t kMostValues = 60;

 private:
  struct Family {
    bool fits = true;
    std::optional<import::TimeFormat> format;  // empty: ISO 8601
  };

  void LookAtNumber(std::string_view cell);
  void LookAtDates(std::string_view cell);
  void LookAtList(std::string_view cell);
  void Remember(std::string_view cell);

  std::int64_t filled_ = 0, blank_ = 0, longest_ = 0;
  bool point_ = true, comma_ = true, fractions_ = false, leading_zeros_ = false, percents_ = false;
  bool flags_ = true, addresses_ = true, epochs_ = true, has_times_ = false, repeats_ = false;
  std::set<std::string> currencies_;
  std::vector<Family> families_;
  std::set<std::string, std::less<>> values_;
  bool many_values_ = false;
  std::unordered_set<std::size_t> hashes_;
  std::set<std::string, std::less<>> items_;
  std::int64_t item_count_ = 0, cells_with_items_ = 0;
  bool long_items_ = false;
};

}  // namespace segue::discover
