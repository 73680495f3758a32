// The values of one property as 64-bit codes that can be compared across event kinds and their dictionaries.
//
// Two codes are equal exactly when `=` holds between the values: letter case does not count. Codes of numbers, money,
// dates and times are in the order of the values, and the value can be read back from them.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::engine {

using ValueCode = std::uint64_t;

/// Of a missing value.
inline constexpr ValueCode kNoCode = 0;

inline constexpr ValueCode kSignBit = std::uint64_t{1} << 63;

inline ValueCode CodeOfInteger(std::int64_t value) { return std::bit_cast<std::uint64_t>(value) ^ kSignBit; }
inline std::int64_t IntegerOfCode(ValueCode code) { return std::bit_cast<std::int64_t>(code ^ kSignBit); }
/// Zero has one code, whatever its sign. NaN is missing and has none here.
inline ValueCode CodeOfNumber(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);
  return (bits & kSignBit) != 0 ? ~bits : bits | kSignBit;
}
inline double NumberOfCode(ValueCode code) {
  return std::bit_cast<double>((code & kSignBit) != 0 ? code ^ kSignBit : ~code);
}

class ValueCodes {
 public:
  /// Of `events` (by kind) only types and dictionaries count.
  ValueCodes(const SameProperty& properties, const std::vector<EventColumn>& events);

  /// `events` are of the given kind, with the same dictionaries. A list's code stands for the whole set of its items.
  /// kNoCode for kinds without the property.
  ValueCode Of(const EventColumn& events, EventKindId kind, std::uint32_t row) const;
  /// The items of a list, one code each; none when it is missing.
  std::span<const ValueCode> ItemsOf(const EventColumn& events, EventKindId kind, std::uint32_t row) const;
  /// All kinds' values are lists (or there is none).
  bool AreLists() const { return lists_; }

 private:
  struct KindCodes {
    std::optional<PropertyId> property;  // none: no values
    std::vector<ValueCode> by_code;      // text, choice, list, flag: by the column's own code
    std::vector<std::vector<ValueCode>> items_by_code;
  };
  using Interned = std::unordered_map<std::string, ValueCode>;

  static std::vector<ValueCode> Intern(const Dictionary& dictionary, Interned& texts);
  static void AddSets(const SetDictionary& sets, Interned& items, Interned& wholes, KindCodes& codes);

  std::vector<KindCodes> kinds_;
  bool lists_ = true;
};

}  // namespace segue::engine
