// Memory for tables that are looked up all over: in large pages, of which the processor can remember enough. In pages
// of 4 KiB most of a look-up's time goes into finding out where its page is.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace segue::sqlite {

/// As std::allocator; from 2 MiB on it asks the system for large pages, which may refuse.
template <typename T>
struct LargePages {
  using value_type = T;

  LargePages() = default;
  template <typename U>
  LargePages(const LargePages<U>&) {}

  T* allocate(std::size_t count) {
    if (count * sizeof(T) < kPage) return std::allocator<T>().allocate(count);
    const std::size_t bytes = (count * sizeof(T) + kPage - 1) / kPage * kPage;
    void* place = std::aligned_alloc(kPage, bytes);
    if (place == nullptr) throw std::bad_alloc();
    ::madvise(place, bytes, MADV_HUGEPAGE);
    return static_cast<T*>(place);
  }
  void deallocate(T* place, std::size_t count) {
    count * sizeof(T) < kPage ? std::allocator<T>().deallocate(place, count) : std::free(place);
  }

  template <typename U>
  bool operator==(const LargePages<U>&) const {
    return true;
  }

 private:
  static constexpr std::size_t kPage = std::size_t{2} << 20;
};

template <typename T>
using LargeVector = std::vector<T, LargePages<T>>;

}  // namespace segue::sqlite
