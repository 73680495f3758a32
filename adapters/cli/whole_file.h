// Writing a file whole or not at all: beside its place first, then renamed, so that what stood there stays as it was
// when something fails.
#pragma once

#include <string>
#include <string_view>

#include "adapters/result.h"

namespace segue::cli {

/// `doing` begins the message of what failed: "writing the page". Folders on the way are made.
adapters::Status WriteWholeFile(const std::string& path, std::string_view content, const std::string& doing);

}  // namespace segue::cli
