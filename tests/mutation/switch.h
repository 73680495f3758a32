// Mutants that are compiled in at once and switched on one at a time (mutate.py): `a < b` is compiled as
// `a < Flip<17>{} < b`, which has the same precedence and means `a <= b` in a process whose SEGUE_MUTANT is 17.
#pragma once

#include <cstdlib>

namespace segue::mutation {

/// The number of the mutant that this process tries; 0 is none. No constant expression can read it: what is computed
/// while compiling does not compile, and mutate.py builds such mutants one by one.
inline const int active = [] {
  const char* number = std::getenv("SEGUE_MUTANT");
  return number == nullptr ? 0 : std::atoi(number);
}();

template <int Number>
struct Flip {};

template <int Number, typename Left>
struct Half {
  const Left& left;
};

#define SEGUE_MUTATION_FLIP(found, mutated)                                     \
  template <int Number, typename Left>                                          \
  constexpr Half<Number, Left> operator found(const Left& left, Flip<Number>) { \
    return {left};                                                              \
  }                                                                             \
  template <int Number, typename Left, typename Right>                          \
  constexpr bool operator found(Half<Number, Left> half, const Right& right) {  \
    return active == Number ? half.left mutated right : half.left found right;  \
  }

SEGUE_MUTATION_FLIP(<, <=)
SEGUE_MUTATION_FLIP(<=, <)
SEGUE_MUTATION_FLIP(>, >=)
SEGUE_MUTATION_FLIP(>=, >)
SEGUE_MUTATION_FLIP(==, !=)
SEGUE_MUTATION_FLIP(!=, ==)
#undef SEGUE_MUTATION_FLIP

/// The 1 of `+ 1` and `- 1`.
template <int Number>
constexpr int One() {
  return active == Number ? 0 : 1;
}

}  // namespace segue::mutation
