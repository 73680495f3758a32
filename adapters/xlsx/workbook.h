// A workbook for spreadsheets: numbers as numbers with their format, rates as formulas over their parts.
//
// Texts are written as texts whatever they begin with, so that no data becomes a formula.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "adapters/result.h"

namespace segue::xlsx {

enum class NumberStyle : std::uint8_t { kText, kCount, kNumber, kPercent, kMoney };

struct Column {
  std::string title{};
  NumberStyle style = NumberStyle::kText;
  std::string currency{};  // of kMoney
  int digits = 2;          // of kMoney, after the point
  bool quiet = false;      // parts and intervals, beside what they belong to
};

/// `numerator / denominator` of two columns of the same row.
struct Quotient {
  std::uint32_t numerator = 0, denominator = 0;  // indexes into Sheet::columns
  double value = 0;                              // what it comes to, for readers that do not calculate
};
/// Empty: no value. Money is in units of its currency, shares are decimals.
using Cell = std::variant<std::monostate, std::string, double, Quotient>;

struct Sheet {
  std::string name{};                // shortened and made unique as spreadsheets need it
  std::vector<std::string> above{};  // title, description, as-of instant
  std::vector<Column> columns{};
  std::vector<std::vector<Cell>> rows{};  // parallel to columns
  std::vector<std::string> below{};       // notes, formulas
};

/// Writes the file; what stood there is replaced whole or not at all.
adapters::Status WriteWorkbook(const std::string& path, const std::vector<Sheet>& sheets);

/// Names that spreadsheets take: at most 31 characters, without `[]:*?/\`, none twice (letter case aside), in order.
std::vector<std::string> SheetNames(const std::vector<Sheet>& sheets);

}  // namespace segue::xlsx
