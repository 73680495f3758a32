// Distinct texts → codes, while reading.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/timelines.h"

namespace segue::sqlite {

/// Code 0 is the empty text, "missing".
class DictionaryBuilder {
 public:
  std::uint32_t Encode(std::string_view text);
  const std::vector<std::string>& texts() const { return dictionary_.texts; }
  engine::Dictionary Take() { return std::move(dictionary_); }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t code = 0;  // 0: free
  };
  void Grow();

  engine::Dictionary dictionary_;
  std::vector<Slot> slots_ = std::vector<Slot>(64);
  std::uint32_t last_ = 0;  // neighbours are often equal
};

}  // namespace segue::sqlite
