// Names of events that undo each other: subscribed / unsubscribed, opt_in / opt_out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace segue::rules {

/// Names that would be the opposite of `name`; whether they are declared is for the caller to see.
std::vector<std::string> OppositesOf(std::string_view name);

}  // namespace segue::rules
