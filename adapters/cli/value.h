// One cell of a result, and how it reads in each format: csv and json are promises (docs/commands.md), tables are
// for people.
//
//   value                csv                        json                         table
//   no value             (empty)                    null                         –
//   12431                12431                      12431                        12,431
//   share 0.10525        0.105250                   0.105250                     10.53 %
//   change by a tenth    0.100000                   0.100000                     +10.00 %  (of percentages +10.00 pts)
//   49.9 EUR             49.90                      49.90                        49.90 EUR
//   an instant           2026-03-01T09:30:00.000Z   "2026-03-01T09:30:00.000Z"   2026-03-01 10:30   (Europe/Paris)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/html/figure_format.h"
#include "engine/calendar.h"
#include "engine/instant.h"
#include "engine/timelines.h"
#include "engine/value.h"

namespace segue::cli {

/// The outcome of a division: six decimals. `percent` is shown × 100 in tables.
struct Rate {
  double value = 0;
  bool percent = false;
};

/// By how much a figure differs from an earlier one: its share, or of percentages the difference. Six decimals.
struct Change {
  double value = 0;
  bool points = false;  // of percentages
};

/// Money with the currency that decides its minor digits. The currency must outlive the value.
struct Amount {
  engine::Money money;
  std::string_view currency;
  bool bare = false;  // in tables without the currency, which stands in the header
};

/// A point in time; kAlways and kForever are "no value" in csv and json.
struct Moment {
  engine::Instant at = 0;
};

/// The set of a list field, by its code. Items come in code-point order, joined with `;` in csv.
struct Items {
  const engine::SetDictionary* sets = nullptr;  // must outlive the value
  std::uint32_t code = 0;
};

/// monostate is "no value". Texts are views: what they point to must outlive the value. Copying costs nothing.
using Value = std::variant<std::monostate, std::string_view, std::int64_t, double, bool, Rate, Change, Amount, Moment,
                           engine::Day, Items>;

/// The cell's text before csv quoting.
std::string CsvText(const Value& value);
/// A complete JSON token.
std::string JsonText(const Value& value);
/// Times in the calendar's zone, thousands separated, control characters made visible.
std::string TableText(const Value& value, const engine::Calendar& calendar);

/// Quoted after RFC 4180 where it holds a comma, a quote or a line end.
std::string QuoteCsv(std::string_view text);
/// A JSON string; invalid UTF-8 becomes U+FFFD.
std::string QuoteJson(std::string_view text);

/// Decimal digits after the point that a currency is counted in: EUR 2, JPY 0, KWD 3 (ISO 4217).
int MinorDigits(std::string_view currency);
/// Rounded half-even to the currency's minor digits: `49.90`, `-1200`.
std::string MoneyText(engine::Money money, std::string_view currency);
/// The shortest decimal text that reads back as the same number, never with an exponent.
std::string NumberText(double number);
using html::WithThousands;
/// `2026-03-01 10:30` in the calendar's zone, with seconds and milliseconds only where they are not zero.
std::string LocalTime(engine::Instant instant, const engine::Calendar& calendar);
/// Text safe for a terminal: control characters become U+FFFD.
std::string Printable(std::string_view text);
/// The same of a description that may stand on several lines of a rule file: one paragraph, wrapped anew where it is
/// printed.
std::string PrintableParagraph(std::string_view text);

}  // namespace segue::cli
