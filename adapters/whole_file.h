// Writing a file whole or not at all: beside its place first, then renamed, so that what stood there stays as it was
// when something fails. A link is followed: what it points to is replaced, not the link. Rights are kept.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/result.h"

namespace segue::adapters {

/// `doing` begins the message of what failed: "writing the page report.html". Folders on the way are made.
Status WriteWholeFile(const std::string& path, std::string_view content, const std::string& doing);

/// The same for what writes files itself: `write` is given the place beside, and returns what went wrong.
Status WriteWholeFile(const std::string& path, const std::string& doing,
                      const std::function<std::optional<std::string>(const std::string& beside)>& write);

}  // namespace segue::adapters
