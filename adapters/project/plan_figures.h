// The figures of a plan file: dates, lengths, whole numbers and amounts, exactly as written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/instant.h"
#include "engine/value.h"
#include "rules/plan_data.h"

namespace segue::project {

/// `2024-01-31`, a day that the calendar has.
std::optional<engine::Day> ReadDay(const std::string& text);
/// `30 days`, `1 month`.
std::optional<engine::Length> ReadLength(const std::string& text);
/// `1000`, `1_000`.
std::optional<std::int64_t> ReadWhole(const std::string& text);
/// `20`, `19.99`; up to four decimals.
std::optional<engine::Money> ReadAmount(const std::string& text);
/// `billed.profiles`.
std::optional<rules::PlanProperty> ReadProperty(const std::string& text);

}  // namespace segue::project
