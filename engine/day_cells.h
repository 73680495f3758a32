// Remembers functions of instants that only change at local midnights, so that asking them costs a load and a choice
// instead of calendar arithmetic.
//
// Time is cut into cells of 2^26 milliseconds (18.6 hours), shorter than a local day: in each lies at most one
// midnight, and a function has one value before it and one from it on. Cells where that is not so (the clock was
// changed, the function says) are marked, and the function is asked itself.
//
//   Europe/Paris, t ⊕ 1 month − t, the cell of 31 January 2026 14:00 UTC: 28 days before 23:00, 28 days from it on
//   (31 January and 1 February)
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "engine/calendar.h"

namespace segue::engine {

/// Of so many functions at once.
template <std::size_t kFunctions>
class DayCells {
 public:
  using Values = std::array<std::int64_t, kFunctions>;
  struct Cell {
    Instant midnight = 0;
    std::array<Values, 2> values{};  // before midnight, and from it on
    std::int32_t number = std::numeric_limits<std::int32_t>::min();
    bool plain = false;  // what stands here holds for every instant of the cell

    /// By arithmetic: which side of midnight an event is on, no processor can guess.
    const Values& At(Instant instant) const { return values[instant >= midnight ? 1 : 0]; }
  };

  explicit DayCells(const Calendar& calendar) : calendar_(&calendar), cells_(kCells) {}

  /// The cell of an instant. A new one is filled: `values(instant, last)` gives the functions' values on all of
  /// [instant, last], which lie in one local day, or nothing where one has several.
  template <typename Ask>
  const Cell& At(Instant instant, const Ask& values) {
    const std::int64_t number = instant >> kBits;
    const Cell& cell = cells_[static_cast<std::size_t>(number) % kCells];
    return cell.number == number ? cell : Filled(number, values);
  }

 private:
  static constexpr int kBits = 26;
  static constexpr std::size_t kCells = 4096;                       // eight years before one overwrites another
  static constexpr std::int64_t kFarthest = std::int64_t{1} << 22;  // cells from 1970: about 9,000 years

  template <typename Ask>
  [[gnu::noinline]] const Cell& Filled(std::int64_t number, const Ask& values) {
    static constexpr Cell kFar{};
    if (number < -kFarthest || number > kFarthest) return kFar;
    return cells_[static_cast<std::size_t>(number) % kCells] = Fill(number, values);
  }

  template <typename Ask>
  Cell Fill(std::int64_t number, const Ask& values) const {
    Cell cell;
    cell.number = static_cast<std::int32_t>(number);
    const Instant first = number << kBits, last = first + (Instant{1} << kBits) - 1;
    Day next = calendar_->DayOf(first);
    do ++next.days;
    while (calendar_->StartOf(next) <= first);
    cell.midnight = calendar_->StartOf(next);
    const std::optional<Values> before = values(first, cell.midnight <= last ? cell.midnight - 1 : last);
    const std::optional<Values> after = cell.midnight <= last ? values(cell.midnight, last) : before;
    cell.plain = before && after && (cell.midnight > last || calendar_->DayOf(last) == next);
    if (cell.plain) cell.values = {*before, *after};
    return cell;
  }

  const Calendar* calendar_;
  std::vector<Cell> cells_;
};

}  // namespace segue::engine
