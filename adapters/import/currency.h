// Currency signs and codes around an amount.
#pragma once

#include <optional>
#include <string_view>

namespace segue::import {

/// `1 234,56 €` is the amount `1 234,56` and the mark `€`; `-$5` is `-5` and `$`.
struct MarkedAmount {
  bool minus_before_mark = false;
  std::string_view mark;  // empty: none
  std::string_view amount;
};

/// Empty when marks stand on both sides or there is no digit.
std::optional<MarkedAmount> SplitAmount(std::string_view text);

/// Whether the mark can stand for the currency: its code, or a sign in use for it (`$` for every dollar).
bool MarkFits(std::string_view mark, std::string_view currency);

}  // namespace segue::import
