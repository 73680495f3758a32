// See rates.h.
#include "engine/rates.h"

#include "statistics/proportion.h"

namespace segue::engine {

namespace {

std::optional<statistics::Counts> CountsOf(const Cell& cell, Rate rate) {
  if (rate == Rate::kNone || !cell.parts) return {};
  const auto* numerator = std::get_if<std::int64_t>(&cell.parts->numerator);
  const auto* denominator = std::get_if<std::int64_t>(&cell.parts->denominator);
  if (numerator == nullptr || denominator == nullptr) return {};
  return statistics::Counts{*numerator, *denominator};
}

}  // namespace

std::optional<statistics::Interval> IntervalOf(const Cell& cell, Rate rate) {
  const std::optional<statistics::Counts> counts = CountsOf(cell, rate);
  if (!counts || rate != Rate::kProportion) return {};
  return statistics::WilsonInterval(*counts);
}

bool IsTooFew(const Cell& cell, Rate rate, std::int64_t fewest) {
  const std::optional<statistics::Counts> counts = CountsOf(cell, rate);
  return counts && counts->trials < fewest && cell.missing == NoValue::kNone;
}

}  // namespace segue::engine
