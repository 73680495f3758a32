// Opens a file for reading as UTF-8 bytes: decompresses gzip, strips the byte order mark, converts other encodings.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "adapters/result.h"
#include "adapters/rows.h"

namespace segue::csv {

/// `path` may be gzip, whatever its name. `encoding` is an iconv name such as `windows-1252`; without it the file is
/// UTF-8. A byte order mark (UTF-8, UTF-16) outweighs `encoding`. The error's `doing` is left empty.
adapters::Result<std::unique_ptr<adapters::ByteSource>> OpenBytes(const std::string& path,
                                                                  const std::optional<std::string>& encoding);

/// Whether `encoding` names an encoding that can be read.
bool KnownEncoding(const std::string& encoding);

}  // namespace segue::csv
