// What arithmetic makes of counts, numbers and money.
#pragma once

#include <string>
#include <variant>

#include "rules/measure_lowering.h"

namespace segue::rules {

/// What is wrong with `left operation right`, in the user's words.
struct UnitMistake {
  bool currencies = false;  // two currencies met
  std::string message, hint;
};

/// count ± count → count; money ± money → money; money × number, money / number → money; money / money → number;
/// everything else without money → number.
std::variant<MeasuredUnit, UnitMistake> CombineUnits(const MeasuredUnit& left, char operation,
                                                     const MeasuredUnit& right);

}  // namespace segue::rules
