// Rows in another order.
#pragma once

#include <cstdint>
#include <vector>

namespace segue::sqlite {

/// values[order[0]], values[order[1]], …
template <typename T>
std::vector<T> Gather(const std::vector<T>& values, const std::vector<std::uint32_t>& order) {
  std::vector<T> gathered;
  gathered.reserve(order.size());
  for (const std::uint32_t row : order) gathered.push_back(values[row]);
  return gathered;
}

}  // namespace segue::sqlite
