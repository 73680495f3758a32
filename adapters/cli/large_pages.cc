// One heap for all threads (they hardly allocate once their buffers have grown), whose first part is asked for at once
// and as large pages. What is larger than kLargest comes from the system directly, and goes back to it.

#include "adapters/cli/large_pages.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace segue::cli {

void UseLargePages() {
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
  constexpr int kLargest = 8 << 20, kHeap = 64 << 20, kGrowth = 1 << 20;
  constexpr std::uintptr_t kPage = std::uintptr_t{2} << 20;
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_THRESHOLD, kLargest);
  mallopt(M_TRIM_THRESHOLD, 2 * kHeap);
  mallopt(M_TOP_PAD, kHeap);
  char* first = static_cast<char*>(std::malloc(kPage));
  mallopt(M_TOP_PAD, kGrowth);  // only once so much: where memory is short there may be no more of it
  const char* end = static_cast<char*>(sbrk(0));
  char* begin = first + (kPage - reinterpret_cast<std::uintptr_t>(first) % kPage) % kPage;
  // Where the heap could not grow, the block lies elsewhere.
  const std::ptrdiff_t size = end - begin;
  if (first != nullptr && size > 0 && size <= kHeap + 2 * static_cast<std::ptrdiff_t>(kPage))
    madvise(begin, static_cast<std::size_t>(size), MADV_HUGEPAGE);
  std::free(first);
#endif
}

}  // namespace segue::cli
