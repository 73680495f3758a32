// One heap for all threads (they hardly allocate once their buffers have grown), whose first part is asked for at once
// and as large pages. What is larger than kLargest comes from the system directly, and goes back to it.

#include "adapters/cli/large_pages.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

namespace segue::cli {

void UseLargePages() {
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
  constexpr int kLargest = 8 << 20, kHeap = 64 << 20;
  constexpr std::uintptr_t kPage = std::uintptr_t{2} << 20;
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_THRESHOLD, kLargest);
  mallopt(M_TRIM_THRESHOLD, 2 * kHeap);
  mallopt(M_TOP_PAD, kHeap);
  void* first = std::malloc(kPage);
  const std::uintptr_t begin = (reinterpret_cast<std::uintptr_t>(first) + kPage - 1) / kPage * kPage;
  const std::uintptr_t end = reinterpret_cast<std::uintptr_t>(sbrk(0));
  if (first != nullptr && end > begin && end - begin <= kHeap + 2 * kPage)
    madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
  std::free(first);
#endif
}

}  // namespace segue::cli
