// Buffers that grow without being filled first: their elements are written before they are read, batch after batch.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "engine/instant.h"

namespace segue::engine {

/// What `resize` adds is left as it is in memory; everything else as in std::allocator.
template <typename T>
struct Unfilled : std::allocator<T> {
  template <typename U>
  struct rebind {
    using other = Unfilled<U>;
  };
  template <typename U>
  void construct(U* place) noexcept {
    ::new (static_cast<void*>(place)) U;
  }
  template <typename U, typename... Arguments>
  void construct(U* place, Arguments&&... arguments) {
    ::new (static_cast<void*>(place)) U(std::forward<Arguments>(arguments)...);
  }
};

template <typename T>
using UnfilledVector = std::vector<T, Unfilled<T>>;
using InstantBuffer = UnfilledVector<Instant>;

}  // namespace segue::engine
