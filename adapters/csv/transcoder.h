// Converts bytes of another encoding to UTF-8 as they are read (iconv).
#pragma once

#include <memory>
#include <string>

#include "adapters/rows.h"

namespace segue::csv {

/// A sequence that `encoding` does not know becomes the byte 0xFF, which no UTF-8 text has, so that its row is
/// rejected.
adapters::Result<std::unique_ptr<adapters::ByteSource>> Transcode(std::unique_ptr<adapters::ByteSource> bytes,
                                                                  const std::string& encoding);
bool CanTranscode(const std::string& encoding);

}  // namespace segue::csv
