// Two facts that can never hold together: the part of a proof that knows what conditions mean.
#pragma once

#include "rules/prover.h"

namespace segue::rules {

/// Whether the two can never hold at one moment. Neither is an `and`, an `or` or a complement. Tests of fields are left
/// to ValueSet, states of a lifecycle to the caller: there more than two facts count together.
bool Clashes(Prover& prover, Fact a, Fact b);

/// Whether the fact alone can never hold.
bool ClashesWithItself(const Prover& prover, Fact fact);

}  // namespace segue::rules
