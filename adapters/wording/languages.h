// The two languages, and what they share in writing.
#pragma once

#include <cstddef>

#include "adapters/wording/language.h"

namespace segue::wording {

const Language& EnglishLanguage();
const Language& FrenchLanguage();

/// Whether the table has every form of say.h in its order, so that a form is found by its number.
template <std::size_t kSize>
constexpr bool IsComplete(const Words (&table)[kSize]) {
  if (kSize != static_cast<std::size_t>(Say::kCount)) return false;
  for (std::size_t i = 0; i < kSize; ++i) {
    if (static_cast<std::size_t>(table[i].say) != i) return false;
  }
  return true;
}

/// Digits with a mark between thousands and before decimals. Fewer than `from` whole digits stay together: a rule's
/// 2026 may be a year.
std::string GroupDigits(const std::string& digits, std::string_view thousands, std::string_view point,
                        std::size_t from = 5);

/// "a, b and c" for between ", " and last " and ".
std::string JoinWith(const std::vector<std::string>& items, std::string_view between, std::string_view last);

/// "10:30", with seconds and offset only where they are written.
std::string ClockText(const dsl::InstantLiteral& instant);

/// Marks a word that contracts with the next one ("de~", "que~"). Cannot occur in a rule's own text.
inline constexpr char kContracts = '\x01';
struct Contraction {
  std::string_view before, after;  // with kContracts between them in the line
  std::string_view written;
};
/// Replaces marks: by a contraction that fits, else by a space.
std::string Contract(std::string_view line, const std::vector<Contraction>& contractions);

}  // namespace segue::wording
