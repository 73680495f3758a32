// What a mapping says about the cells of one column: replaced values, a factor, words for yes and no.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "adapters/import/decimal.h"

namespace segue::import {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <typename T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

/// `values:` of one column: exact first, then without regard to letter case.
class Replacements {
 public:
  Replacements() = default;
  explicit Replacements(const std::vector<std::pair<std::string, std::string>>& pairs);
  bool empty() const { return exact_.empty(); }
  /// The replacement, or the cell itself. A view into this object or of `cell`.
  std::string_view Replace(std::string_view cell) const;

 private:
  TextMap<std::string> exact_;
  TextMap<std::string> folded_;
};

/// The values of `when:` for one column; letter case does not matter.
class AcceptedWords {
 public:
  explicit AcceptedWords(std::vector<std::string> words);
  bool Accept(std::string_view cell) const;

 private:
  std::vector<std::string> words_, folded_;
};

/// Words for true and false: `true 1 yes oui y t on`, `false 0 no non n f off`, and the mapping's own.
class FlagWords {
 public:
  FlagWords(const std::vector<std::string>& yes, const std::vector<std::string>& no);
  std::optional<bool> Read(std::string_view cell) const;

 private:
  TextMap<bool> words_;  // folded
};

}  // namespace segue::import
