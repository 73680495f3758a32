// The arithmetic of formulas, and the numbers it reads from cells.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "adapters/import/exact.h"
#include "adapters/import/formula.h"

namespace segue::import {

/// Empty on overflow.
std::optional<Exact> Compute(const Arithmetic& steps, std::span<const Exact> operands);

/// Reads a number; for amounts (`currency` is set) with that currency's mark beside it. Returns the reason why the cell
/// cannot be read, or nothing.
std::string ReadAmount(std::string_view cell, char decimal, const std::optional<std::string>& currency,
                       std::optional<Decimal>& amount);

}  // namespace segue::import
