// A plain or gzip file as a ByteSource.
#pragma once

#include <memory>
#include <string>

#include "adapters/rows.h"

namespace segue::csv {

/// zlib reads both kinds, several gzip members in one file too. A gzip file that ends too early or is damaged is an
/// error.
adapters::Result<std::unique_ptr<adapters::ByteSource>> OpenGzipOrPlain(const std::string& path);

}  // namespace segue::csv
