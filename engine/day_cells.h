// Remembers a function of instants that only changes at local midnights, so that asking it costs a load and a choice
// instead of calendar arithmetic.
//
// Time is cut into cells of 2^26 milliseconds (18.6 hours), shorter than a local day: in each lies at most one
// midnight, and the function has one value before it and one from it on. Cells where that is not so (the clock was
// changed, the function says) are marked, and the function is asked itself.
//
//   Europe/Paris, t ⊕ 1 month − t, the cell of 31 January 2026 14:00 UTC: 28 days before 23:00, 28 days from it on
//   (31 January and 1 February)
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "engine/calendar.h"

namespace segue::engine {

class DayCells {
 public:
  struct Cell {
    Instant midnight = 0;
    std::int64_t values[2] = {0, 0};  // before midnight, and from it on
    std::int32_t number = std::numeric_limits<std::int32_t>::min();
    bool plain = false;  // what stands here holds for every instant of the cell

    /// By arithmetic: which side of midnight an event is on, no processor can guess.
    std::int64_t At(Instant instant) const { return values[instant >= midnight ? 1 : 0]; }
  };

  explicit DayCells(const Calendar& calendar) : calendar_(&calendar), cells_(kCells) {}

  /// The cell of an instant. A new one is filled: `value(instant, last)` gives the function's value on all of
  /// [instant, last], which lie in one local day, or nothing where it has several.
  template <typename Value>
  const Cell& At(Instant instant, const Value& value) {
    const std::int64_t number = instant >> kBits;
    const Cell& cell = cells_[static_cast<std::size_t>(number) % kCells];
    return cell.number == number ? cell : Filled(number, value);
  }

 private:
  static constexpr int kBits = 26;
  static constexpr std::size_t kCells = 4096;                       // eight years before one overwrites another
  static constexpr std::int64_t kFarthest = std::int64_t{1} << 22;  // cells from 1970: about 9,000 years

  template <typename Value>
  [[gnu::noinline]] const Cell& Filled(std::int64_t number, const Value& value) {
    static constexpr Cell kFar{};
    if (number < -kFarthest || number > kFarthest) return kFar;
    return cells_[static_cast<std::size_t>(number) % kCells] = Fill(number, value);
  }

  template <typename Value>
  Cell Fill(std::int64_t number, const Value& value) const {
    Cell cell;
    cell.number = static_cast<std::int32_t>(number);
    const Instant first = number << kBits, last = first + (Instant{1} << kBits) - 1;
    Day next = calendar_->DayOf(first);
    do ++next.days;
    while (calendar_->StartOf(next) <= first);
    cell.midnight = calendar_->StartOf(next);
    const auto before = value(first, cell.midnight <= last ? cell.midnight - 1 : last);
    const auto after = cell.midnight <= last ? value(cell.midnight, last) : before;
    cell.plain = before && after && (cell.midnight > last || calendar_->DayOf(last) == next);
    if (cell.plain) {
      cell.values[0] = *before;
      cell.values[1] = *after;
    }
    return cell;
  }

  const Calendar* calendar_;
  std::vector<Cell> cells_;
};

}  // namespace segue::engine
