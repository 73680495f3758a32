// Two nights of a full export: snapshot_generator DIR CONTACTS writes contacts-20260301.csv and contacts-20260302.csv.
//
// Thirty fields: 8 texts, 6 of few values as choices are, 5 numbers, 4 of money, 4 dates, 2 flags and a list. In the
// second night one contact in a hundred has a different value in three of its fields; nobody came or went.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "examples/boutique/generator/random.h"

namespace {

using boutique::Random;

constexpr int kFields = 30;
constexpr const char* kStages[] = {"unknown", "prospect", "client", "former"};
constexpr const char* kTags[] = {"", "vip", "press;vip", "trade"};

enum class Type { kText, kChoice, kNumber, kMoney, kDate, kFlag, kList };

Type TypeOf(int field) {
  if (field < 8) return Type::kText;
  if (field < 14) return Type::kChoice;
  if (field < 19) return Type::kNumber;
  if (field < 23) return Type::kMoney;
  if (field < 27) return Type::kDate;
  return field < 29 ? Type::kFlag : Type::kList;
}

void WriteValue(FILE* out, Type type, std::uint64_t value) {
  const auto part = [value](std::uint64_t parts) { return static_cast<unsigned>(value % parts); };
  switch (type) {
    case Type::kText:
      std::fprintf(out, ",value %u", part(100'000));
      break;
    case Type::kChoice:
      std::fprintf(out, ",%s", kStages[part(4)]);
      break;
    case Type::kNumber:
      std::fprintf(out, ",%u", part(1'000));
      break;
    case Type::kMoney:
      std::fprintf(out, ",%u.%02u", part(900), part(97));
      break;
    case Type::kDate:
      std::fprintf(out, ",20%02u-%02u-%02u", 10 + part(16), 1 + part(12), 1 + part(28));
      break;
    case Type::kFlag:
      std::fprintf(out, ",%s", part(2) == 0 ? "true" : "false");
      break;
    case Type::kList:
      std::fprintf(out, ",%s", kTags[part(4)]);
      break;
  }
}

void WriteContact(FILE* out, std::uint64_t contact, bool second_night) {
  Random random(contact + 1);
  std::fprintf(out, "c%08llu", static_cast<unsigned long long>(contact));
  const bool changed = second_night && contact % 100 == 7;
  for (int field = 0; field < kFields; ++field) {
    const std::uint64_t value = random.Next();
    WriteValue(out, TypeOf(field), changed && field % 10 == 5 ? value + 1 : value);
  }
  std::fputc('\n', out);
}

bool WriteNight(const std::filesystem::path& path, std::uint64_t contacts, bool second_night) {
  FILE* out = std::fopen(path.c_str(), "wb");
  if (out == nullptr) return false;
  std::fputs("id", out);
  for (int field = 0; field < kFields; ++field) std::fprintf(out, ",f%02d", field);
  std::fputc('\n', out);
  for (std::uint64_t contact = 0; contact < contacts; ++contact) WriteContact(out, contact, second_night);
  return std::fclose(out) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: snapshot_generator DIR CONTACTS\n", stderr);
    return 2;
  }
  const std::filesystem::path directory = argv[1];
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  const auto contacts = std::strtoull(argv[2], nullptr, 10);
  if (WriteNight(directory / "contacts-20260301.csv", contacts, false) &&
      WriteNight(directory / "contacts-20260302.csv", contacts, true)) {
    return 0;
  }
  std::fprintf(stderr, "snapshot_generator: cannot write into %s\n", directory.c_str());
  return 3;
}
