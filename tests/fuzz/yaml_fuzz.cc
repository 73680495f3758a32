// Any bytes are a segue.yaml: its mappings are read, or its mistakes are named.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "adapters/project/read_project.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto project = segue::project::ReadProject("shop", std::string(reinterpret_cast<const char*>(data), size));
  if (!project && project.error().problem.empty()) std::abort();
  return 0;
}
