// Facts as the engine's columns: the packing of adapters/rule_tests.
#pragma once

#include "adapters/rule_tests/pack_timelines.h"
#include "tests/oracle/facts.h"

namespace segue::oracle {

using rule_tests::BirthOf;
using rule_tests::Pack;

}  // namespace segue::oracle
