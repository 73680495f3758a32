// A name that does not exist, with what was perhaps meant and what there is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/result.h"

namespace segue::cli {

/// A usage error for a name that does not exist, listing those that do: `there is no segment "Inactiv"`.
adapters::Error UnknownName(std::string doing, std::string_view kind, std::string_view name,
                            const std::vector<std::string>& existing);

}  // namespace segue::cli
