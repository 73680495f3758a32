// See batch_line.h.
#include "engine/batch_line.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace segue::engine {

void BatchLine::Buffer::Resize(std::size_t new_size) {
  size = new_size;
  places.resize(std::max(places.size(), size + 2));
  places[0] = 0;
  places[size + 1] = ~LinePlace{0};
}

bool BatchLine::Fill(const EventStream& stream, Buffer& buffer) {
  const std::uint32_t rows = stream.Rows();
  buffer.Resize(rows);
  const Instant* at = stream.Instants().data();
  const Position* contact = stream.Positions();
  LinePlace* places = buffer.begin();
  LinePlace outside = 0;
  for (std::uint32_t row = 0; row < rows; ++row) {
    const auto instant = static_cast<LinePlace>(at[row] + kLineReach);
    outside |= (instant - 1) >> (kLineInstantBits - 1);
    places[row] = LinePlace{contact[row]} << kLineInstantBits | instant;
  }
  return outside == 0;
}

// From both ends at once, towards the middle: two chains of steps that do not wait for each other. Which list is next
// is chosen by arithmetic, not by a branch that data would make unpredictable; the places at either end of a list see
// to it that an exhausted one is not.
void BatchLine::Merge(Buffer& a, Buffer& b, Buffer& out) {
  const std::size_t size = a.size + b.size;
  out.Resize(size);
  const LinePlace *front_a = a.begin(), *front_b = b.begin();
  const LinePlace *back_a = front_a + a.size - 1, *back_b = front_b + b.size - 1;
  LinePlace *front = out.begin(), *back = out.begin() + size;
  for (std::size_t pair = size / 2; pair > 0; --pair) {
    const LinePlace first_a = *front_a, first_b = *front_b, last_a = *back_a, last_b = *back_b;
    const bool from_a = first_a <= first_b, last_from_a = last_a > last_b;
    *front++ = from_a ? first_a : first_b;
    front_a += from_a;
    front_b += !from_a;
    *--back = last_from_a ? last_a : last_b;
    back_a -= last_from_a;
    back_b -= !last_from_a;
  }
  if (size % 2 != 0) *front = std::min(*front_a, *front_b);
}

std::optional<std::span<const LinePlace>> BatchLine::Merge(std::span<const EventStream* const> streams) {
  std::vector<const EventStream*> ordered(streams.begin(), streams.end());
  std::sort(ordered.begin(), ordered.end(),
            [](const EventStream* x, const EventStream* y) { return x->Rows() < y->Rows(); });
  if (!Fill(*ordered.front(), merged_)) return std::nullopt;
  for (std::size_t i = 1; i < ordered.size(); ++i) {
    if (!Fill(*ordered[i], next_)) return std::nullopt;
    Merge(merged_, next_, other_);
    std::swap(merged_, other_);
  }
  return std::span<const LinePlace>(merged_.begin(), merged_.size);
}

}  // namespace segue::engine
