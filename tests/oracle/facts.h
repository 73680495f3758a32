// The facts that random timelines are made of: those of adapters/rule_tests.
#pragma once

#include "adapters/rule_tests/contact_facts.h"

namespace segue::oracle {

using rule_tests::ContactFacts;
using rule_tests::Event;
using rule_tests::FactValue;
using rule_tests::FieldChange;
using rule_tests::MaybeValue;
using rule_tests::TextSet;

}  // namespace segue::oracle
