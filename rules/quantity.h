// The result of a formula while metrics are built up.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "engine/program.h"

namespace segue::rules {

/// What the values of a measure or a formula are.
struct MeasuredUnit {
  engine::Unit unit = engine::Unit::kCount;
  std::string currency;  // kMoney
};

/// An expression with what its value is.
struct Quantity {
  engine::Expression expression;
  MeasuredUnit unit;
  std::size_t size = 1;  // parts, other metrics written out
  /// Of what is used of a plan: what the plan allows.
  std::optional<engine::Expression> allowance;
};

}  // namespace segue::rules
