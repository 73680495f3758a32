// Values as timelines write them: `40`, `49.90 EUR`, `"VIP"`, `true`, `2026-03-01`, `("b2b", "vip")`, `missing`.
#pragma once

#include "adapters/project/mistakes.h"
#include "adapters/rule_tests/contact_facts.h"
#include "adapters/rule_tests/tokens.h"
#include "engine/calendar.h"
#include "engine/program.h"

namespace segue::rule_tests {

/// Takes a value of the field's type; what is none becomes a mistake and counts as missing. `currency` is the
/// program's.
MaybeValue ReadFactValue(const engine::FieldDeclaration& field, const std::string& currency,
                         const engine::Calendar& calendar, TokenReader& tokens, project::Mistakes& mistakes);

/// An exact decimal number in ten-thousandths: `49.90` is 499000. Nothing for another text, or more than four decimals.
std::optional<engine::Money> ParseMoney(std::string_view text);
/// The whole text as a number.
std::optional<double> ParseNumber(std::string_view text);

}  // namespace segue::rule_tests
