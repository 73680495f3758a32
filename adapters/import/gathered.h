// What one function of a formula has gathered from the lines of one group so far.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "adapters/import/exact.h"
#include "adapters/import/group_plan.h"

namespace segue::import {

/// A cell of a line: its text with `values:` applied, its line.
struct GatheredCell {
  std::string_view text;
  std::int64_t line = 0;
};

/// Small, since there is one for every function and group.
class Gathered {
 public:
  /// Takes a cell that stands in the row as it is. Each returns the reason why the group makes no sense, or nothing.
  std::string AddCopy(const GroupCell& cell, const Gatherer& gatherer, GatheredCell next);
  /// Takes the value of the function's argument in a line.
  std::string AddNumber(const Gatherer& gatherer, const Exact& number, std::int64_t line);
  void AddCount() { ++line_; }
  void AddDistinct(std::string_view text);

  bool empty() const { return line_ == 0; }
  /// Of a copied cell.
  const std::string& text() const;
  /// Of anything else; 0 when nothing was gathered.
  Exact number(const Gatherer& gatherer) const;
  /// Bytes beyond the object itself.
  std::size_t extra_bytes() const;

 private:
  struct Extreme {
    std::string text;
    adapters::FactValue value;
  };
  using Seen = std::set<std::string, std::less<>>;

  std::int64_t line_ = 0;  // where the value stands, 0: none so far; of count(), how many
  std::variant<std::string, Exact, std::unique_ptr<Extreme>, std::unique_ptr<Seen>> value_;
};

}  // namespace segue::import
