// Numbers, money, durations, dates and periods of a rule file, without Boost.
//
// A quantity that reads well but cannot be (30 February, week 54, 25:00, a number of 40 digits) is returned with a
// Problem and a value nearby, so that the reader goes on and reports the next mistake too.
#pragma once

#include "dsl/lexical.h"
#include "dsl/syntax.h"

namespace segue::dsl {

Lexeme<std::int64_t> ReadInteger(std::string_view text, std::size_t offset);
/// Without a sign.
Lexeme<Number> ReadNumber(std::string_view text, std::size_t offset);
/// With a sign: `+5`, `-20`.
Lexeme<Number> ReadSigned(std::string_view text, std::size_t offset);
Lexeme<Percent> ReadPercent(std::string_view text, std::size_t offset);
Lexeme<Money> ReadMoney(std::string_view text, std::size_t offset);
/// Number and unit on one line.
Lexeme<Duration> ReadDuration(std::string_view text, std::size_t offset);

Lexeme<Date> ReadDate(std::string_view text, std::size_t offset);
Lexeme<InstantLiteral> ReadInstant(std::string_view text, std::size_t offset);
/// `2026-Q1`, `2026-03`, `2026-W09`.
Lexeme<PeriodLiteral> ReadSpan(std::string_view text, std::size_t offset);
/// `2026` as a period.
Lexeme<PeriodLiteral> ReadYear(std::string_view text, std::size_t offset);

/// Three capital letters.
Lexeme<std::string> ReadCurrency(std::string_view text, std::size_t offset);
/// `p90` is 90.
Lexeme<int> ReadRank(std::string_view text, std::size_t offset);

/// `day`, `days`, `month` …
std::optional<TimeUnit> UnitNamed(std::string_view word);

}  // namespace segue::dsl
