// The events of a whole batch on one line of numbers: the contact in the upper 16 bits, the instant in the lower 48.
// What is sorted by contact and instant is then sorted by one number, a contact's neighbours lie further away than any
// window reaches, and lists of events are merged as one list each, whatever the contacts.
//
//   contact 0 at 5 and 9, contact 1 at 2   →   0·2⁴⁸ + 5', 0·2⁴⁸ + 9', 1·2⁴⁸ + 2'      (x' = x + 2⁴⁶)
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/event_stream.h"
#include "engine/unfilled.h"

namespace segue::engine {

using LinePlace = std::uint64_t;

/// Instants and lengths must be nearer to zero than this, some 2,229 years.
inline constexpr Instant kLineReach = Instant{1} << 46;
inline constexpr int kLineInstantBits = 48;

inline Position PositionOf(LinePlace place) { return static_cast<Position>(place >> kLineInstantBits); }
inline Instant InstantOf(LinePlace place) {
  return static_cast<Instant>(place & ((LinePlace{1} << kLineInstantBits) - 1)) - kLineReach;
}

/// Places of events, ascending, and the buffers they are merged in.
class BatchLine {
 public:
  /// The events of all streams (one at least), which are of one batch; valid until the next call. None when some
  /// instant is out of reach.
  std::optional<std::span<const LinePlace>> Merge(std::span<const EventStream* const> streams);

 private:
  /// A list of places between two that are never reached: below and above all others.
  struct Buffer {
    UnfilledVector<LinePlace> places;
    std::size_t size = 0;

    void Resize(std::size_t new_size);
    LinePlace* begin() { return places.data() + 1; }
  };
  static bool Fill(const EventStream& stream, Buffer& buffer);
  static void Merge(Buffer& a, Buffer& b, Buffer& out);

  Buffer merged_, next_, other_;
};

}  // namespace segue::engine
