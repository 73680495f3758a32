// See plan_figures.h.
#include "adapters/project/plan_figures.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>

#include "engine/civil.h"

namespace segue::project {
namespace {

constexpr std::size_t kMostDigits = 14;  // with four decimals more, an amount fits

std::optional<std::int64_t> ReadDigits(std::string_view text) {
  std::int64_t value = 0;
  std::size_t digits = 0;
  for (const char c : text) {
    if (c == '_' && digits > 0) continue;
    if (c < '0' || c > '9' || ++digits > kMostDigits) return {};
    value = value * 10 + (c - '0');
  }
  return digits == 0 ? std::nullopt : std::optional(value);
}

}  // namespace

std::optional<engine::Day> ReadDay(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const std::string_view view = text;
  const auto year = ReadDigits(view.substr(0, 4)), month = ReadDigits(view.substr(5, 2)),
             day = ReadDigits(view.substr(8));
  if (!year || !month || !day || *year < 1 || *month < 1 || *month > 12 || *day < 1) return {};
  if (*day > engine::DaysInMonth(*year, static_cast<int>(*month))) return {};
  return engine::Day{
      static_cast<std::int32_t>(engine::DaysFromDate(*year, static_cast<int>(*month), static_cast<int>(*day)))};
}

std::optional<engine::Length> ReadLength(const std::string& text) {
  constexpr std::array<std::pair<std::string_view, engine::Length>, 4> kUnits = {
      {{"day", {engine::kMillisecondsPerDay, 0}},
       {"week", {7 * engine::kMillisecondsPerDay, 0}},
       {"month", {0, 1}},
       {"year", {0, 12}}}};
  const std::size_t space = text.find(' ');
  if (space == std::string::npos) return {};
  const auto count = ReadDigits(std::string_view(text).substr(0, space));
  std::string_view word = std::string_view(text).substr(space + 1);
  if (word.ends_with('s')) word.remove_suffix(1);
  const auto unit = std::ranges::find(kUnits, word, [](const auto& one) { return one.first; });
  constexpr std::int64_t kMost = 1000;
  if (!count || *count < 1 || *count > kMost || unit == kUnits.end()) return {};
  return engine::Length{*count * unit->second.milliseconds, static_cast<std::int32_t>(*count) * unit->second.months};
}

std::optional<std::int64_t> ReadWhole(const std::string& text) { return ReadDigits(text); }

std::optional<engine::Money> ReadAmount(const std::string& text) {
  constexpr std::size_t kDecimals = 4;
  const std::size_t point = text.find('.');
  const auto whole = ReadDigits(std::string_view(text).substr(0, point));
  if (!whole) return {};
  std::int64_t fraction = 0;
  if (point != std::string::npos) {
    std::string decimals = text.substr(point + 1);
    if (decimals.empty() || decimals.size() > kDecimals) return {};
    decimals.resize(kDecimals, '0');
    const auto read = ReadDigits(decimals);
    if (!read) return {};
    fraction = *read;
  }
  return engine::Money{*whole * engine::kMoneyScale + fraction};
}

std::optional<rules::PlanProperty> ReadProperty(const std::string& text) {
  const std::size_t point = text.find('.');
  if (point == std::string::npos || point == 0 || point + 1 == text.size()) return {};
  return rules::PlanProperty{text.substr(0, point), text.substr(point + 1)};
}

}  // namespace segue::project
