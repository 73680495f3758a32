// A group's conditions as filters of one kind of event. What the kind lacks is missing: a test of it is decided here.
//
//   "SMS" when medium = "sms" or code starts with "SMS"      for a purchase with a code and no medium:
//   "SMS" when code starts with "SMS"
#pragma once

#include <functional>

#include "dsl/syntax.h"

namespace segue::rules {

/// Whether events of the kind have nothing of this name.
using LacksName = std::function<bool(const dsl::Name&)>;

/// Only for conditions of names, `everyone` and `nobody`, joined by `and`, `or` and `not`. Constant parts are left out;
/// what is constant as a whole is an empty FilterAll (always) or FilterAny (never).
dsl::Filter FilterOf(const dsl::Condition& condition, const LacksName& lacks);

bool IsConstant(const dsl::Filter& filter);

}  // namespace segue::rules
