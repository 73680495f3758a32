// Names that come from outside: ISO 4217 currencies, and the time zones people usually mean.
#pragma once

#include <string_view>
#include <vector>

namespace segue::rules {

/// ISO 4217 codes in use.
const std::vector<std::string_view>& Currencies();
bool IsCurrency(std::string_view code);

/// For "did you mean" only: engine::Calendar knows every zone of the machine's IANA database.
const std::vector<std::string_view>& CommonZones();

}  // namespace segue::rules
