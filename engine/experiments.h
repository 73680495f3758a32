// Experiments: arms of contacts beside each other. Part of engine/program.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/measures.h"

namespace segue::engine {

/// A fixed range, or a day or period that moves with the as-of instant.
using TimePlace = std::variant<Interval, RelativePeriod>;

struct ArmShare {
  std::string arm;
  double share = 0;  // of any scale, above 0
};

/// What is compared: what a contact has of the numerator, for each of what it has of the denominator.
struct ExperimentMeasure {
  std::uint32_t metric = 0;                  // index into Program::metrics
  std::uint32_t numerator = 0;               // index into Program::measures
  std::optional<std::uint32_t> denominator;  // none: one for each contact
};

/// A contact's arm and strata are those at the beginning of the range, or at its birth if that is later; without range
/// those at the as-of instant.
struct Experiment {
  std::string name;
  std::string description;
  Split arms;  // by what the contact is; each label is an arm
  std::string control;
  std::vector<ArmShare> shares;  // intended; empty: the labels that there are, in equal parts
  std::vector<ExperimentMeasure> measures;
  std::vector<Split> strata;      // by what the contact is
  std::optional<TimePlace> from;  // from its start; none: from the first data
  std::optional<TimePlace> to;    // to its end; none: to the as-of instant. Only with `from`
  std::optional<Length> before;   // that long before `from` the same was measured. Only with `from`
};

}  // namespace segue::engine
