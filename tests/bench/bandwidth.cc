// How fast this machine's memory is: bandwidth [MEGABYTES] [ROUNDS]. Prints "read_one copy_one read_all copy_all" in
// GB/s.
//
// After STREAM (McCalpin 1995): arrays far larger than any cache, the best of several rounds. Copying n bytes counts 2
// n, as STREAM does. Each thread has its own part of the arrays and touches it first.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <thread>
#include <vector>

namespace {

struct Part {
  std::unique_ptr<std::uint64_t[]> from, to;
  std::size_t count = 0;
  std::uint64_t sum = 0;
};

Part MakePart(std::size_t count) {
  Part part{std::make_unique_for_overwrite<std::uint64_t[]>(count),
            std::make_unique_for_overwrite<std::uint64_t[]>(count), count, 0};
  std::memset(part.from.get(), 1, count * sizeof(std::uint64_t));
  std::memset(part.to.get(), 2, count * sizeof(std::uint64_t));
  return part;
}

// Four sums, so that additions do not wait for one another.
void Read(Part& part) {
  std::uint64_t sums[4] = {};
  for (std::size_t i = 0; i + 4 <= part.count; i += 4) {
    for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += part.from[i + lane];
  }
  part.sum += sums[0] + sums[1] + sums[2] + sums[3];
}

void Copy(Part& part) { std::memcpy(part.to.get(), part.from.get(), part.count * sizeof(std::uint64_t)); }

template <typename Work>
double SecondsOf(std::vector<Part>& parts, Work work) {
  const auto start = std::chrono::steady_clock::now();
  std::vector<std::thread> threads;
  for (Part& part : parts) threads.emplace_back([&part, work] { work(part); });
  for (std::thread& thread : threads) thread.join();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <typename Work>
double BestGigabytes(std::vector<Part>& parts, int rounds, double bytes, Work work) {
  double best = 1e9;
  for (int round = 0; round < rounds; ++round) best = std::min(best, SecondsOf(parts, work));
  return bytes / best / 1e9;
}

std::uint64_t Measure(unsigned cores, std::size_t bytes, int rounds) {
  std::vector<Part> parts;
  for (unsigned core = 0; core < cores; ++core) parts.push_back(MakePart(bytes / cores / sizeof(std::uint64_t)));
  const double read = BestGigabytes(parts, rounds, static_cast<double>(bytes), Read);
  const double copy = BestGigabytes(parts, rounds, 2 * static_cast<double>(bytes), Copy);
  std::printf("%.2f %.2f ", read, copy);
  std::uint64_t sum = 0;
  for (const Part& part : parts) sum += part.sum + part.to[part.count / 2];
  return sum;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t bytes = (argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 512) << 20;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 10;
  const std::uint64_t sum = Measure(1, bytes, rounds) + Measure(std::thread::hardware_concurrency(), bytes, rounds);
  std::printf("\n");
  return sum == 0 ? 1 : 0;  // the sums are used, so that no compiler leaves the reading out
}
