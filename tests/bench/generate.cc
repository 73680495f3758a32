// Data for the benchmark: bench_generator DIR CONTACTS EVENTS writes contacts.csv, events.csv and later.csv.
//
// Events of 36 months to 2026-06-30: 60 % e-mails sent, 22 % opened, 8 % visits, 6 % clicked, 4 % purchases, skewed
// so that some contacts are busy and most are quiet. Rows are in the order of time, as an export would be.
// later.csv has one event more for every hundred: of the ten days that follow, and one in twenty of them came late.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "examples/boutique/generator/random.h"

namespace {

using boutique::Random;

constexpr std::int64_t kStart = 1688169600;  // 2023-07-01T00:00:00Z, seconds
constexpr std::int64_t kEnd = 1782864000;    // 2026-07-01T00:00:00Z
constexpr std::int64_t kLaterEnd = kEnd + 864000;

// Squaring favours low numbers: busy contacts.
std::uint64_t PickContact(Random& random, std::uint64_t contacts) {
  const double share = random.Share();
  return static_cast<std::uint64_t>(share * share * static_cast<double>(contacts));
}

const char* PickKind(Random& random) {
  const double share = random.Share();
  if (share < 0.60) return "sent";
  if (share < 0.82) return "opened";
  if (share < 0.90) return "visit";
  if (share < 0.96) return "clicked";
  return "purchase";
}

bool WriteContacts(const std::filesystem::path& path, std::uint64_t contacts) {
  FILE* out = std::fopen(path.c_str(), "wb");
  if (out == nullptr) return false;
  static constexpr const char* kCountries[] = {"FR", "FR", "FR", "BE", "CH", "DE", ""};
  Random random(1);
  std::fputs("id,country\n", out);
  for (std::uint64_t i = 0; i < contacts; ++i) {
    std::fprintf(out, "c%08llu,%s\n", static_cast<unsigned long long>(i), kCountries[random.Next() % 7]);
  }
  return std::fclose(out) == 0;
}

void WriteEvent(FILE* out, Random& random, std::uint64_t contacts, std::int64_t at) {
  const char* kind = PickKind(random);
  const bool purchase = kind[0] == 'p';
  std::fprintf(out, "c%08llu,%s,%lld,campaign-%d,", static_cast<unsigned long long>(PickContact(random, contacts)),
               kind, static_cast<long long>(at), random.Between(1, 200));
  if (purchase) std::fprintf(out, "%d.%02d", random.Between(5, 200), random.Between(0, 99));
  std::fputc('\n', out);
}

bool WriteEvents(const std::filesystem::path& path, std::uint64_t contacts, std::uint64_t events) {
  FILE* out = std::fopen(path.c_str(), "wb");
  if (out == nullptr) return false;
  Random random(2);
  std::fputs("id,kind,at,campaign,amount\n", out);
  const double step = static_cast<double>(kEnd - kStart) / static_cast<double>(events);
  for (std::uint64_t i = 0; i < events; ++i) {
    WriteEvent(out, random, contacts, kStart + static_cast<std::int64_t>(static_cast<double>(i) * step));
  }
  return std::fclose(out) == 0;
}

bool WriteLater(const std::filesystem::path& path, std::uint64_t contacts, std::uint64_t events) {
  FILE* out = std::fopen(path.c_str(), "wb");
  if (out == nullptr) return false;
  Random random(3);
  std::fputs("id,kind,at,campaign,amount\n", out);
  const double step = static_cast<double>(kLaterEnd - kEnd) / static_cast<double>(events);
  for (std::uint64_t i = 0; i < events; ++i) {
    const bool late = i % 20 == 19;
    const auto on_time = kEnd + static_cast<std::int64_t>(static_cast<double>(i) * step);
    const auto in_the_past = kStart + static_cast<std::int64_t>(random.Share() * static_cast<double>(kEnd - kStart));
    WriteEvent(out, random, contacts, late ? in_the_past : on_time);
  }
  return std::fclose(out) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: bench_generator DIR CONTACTS EVENTS\n", stderr);
    return 2;
  }
  const std::filesystem::path directory = argv[1];
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  const auto contacts = std::strtoull(argv[2], nullptr, 10);
  const auto events = std::strtoull(argv[3], nullptr, 10);
  if (WriteContacts(directory / "contacts.csv", contacts) && WriteEvents(directory / "events.csv", contacts, events) &&
      WriteLater(directory / "later.csv", contacts, events / 100)) {
    return 0;
  }
  std::fprintf(stderr, "bench_generator: cannot write into %s\n", directory.c_str());
  return 3;
}
