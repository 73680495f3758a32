// A cache file of newer facts laid over its base: how the contacts of both make one sequence.
//
// Worked example: base a c e, newer b (new, put in at 1) and c (at 1): together a b c e, of which b is the file's
// contact 0 and c its contact 1.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "adapters/timeline_cache/cache_file.h"

namespace segue::timeline_cache {

class Overlay {
 public:
  /// Without newer facts: the base alone.
  explicit Overlay(std::uint32_t base_contacts) : base_contacts_(base_contacts) {}
  Overlay(std::uint32_t base_contacts, const CacheFile& newer);

  std::uint32_t contacts() const { return base_contacts_ + static_cast<std::uint32_t>(added_.size()); }

  /// What the contacts [first, last) of the whole are made of: contacts [base_first, base_last) of the base and
  /// [newer_first, newer_last) of the newer file.
  struct Parts {
    std::uint32_t base_first = 0, base_last = 0, newer_first = 0, newer_last = 0;
  };
  Parts PartsOf(std::uint32_t first, std::uint32_t last) const;

  /// Of a contact of the newer file.
  std::uint32_t PositionOf(std::uint32_t newer) const { return position_[newer]; }
  /// Of a contact of the base.
  std::uint32_t PositionOfBase(std::uint32_t base) const;
  bool IsNew(std::uint32_t newer) const { return is_new_[newer] != 0; }
  bool Replaces(std::uint32_t newer) const { return replaces_[newer] != 0; }

 private:
  std::uint32_t AddedBefore(std::uint32_t position) const;

  std::uint32_t base_contacts_;
  std::vector<std::uint32_t> position_;  // in the whole, by contact of the newer file; ascending
  std::vector<std::uint32_t> is_new_, replaces_;
  std::vector<std::uint32_t> added_;  // positions of new contacts in the whole, ascending
};

}  // namespace segue::timeline_cache
