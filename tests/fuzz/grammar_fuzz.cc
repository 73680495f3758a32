// Any bytes are a rule file: parsing ends, every diagnostic points into the file and can be shown.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "dsl/name_uses.h"
#include "dsl/parse.h"
#include "dsl/render.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace segue::dsl;
  SourceMap sources;
  const SourceId id = sources.Add({"rules.segue", std::string(reinterpret_cast<const char*>(data), size)});
  std::vector<Diagnostic> diagnostics;
  const File file = Parse(sources, id, diagnostics);
  Sort(diagnostics);
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.span.begin > diagnostic.span.end || diagnostic.span.end > size + 1) std::abort();
    if (Render(sources, diagnostic).empty() || diagnostic.message.empty()) std::abort();
  }
  for (const NameUse& use : NameUses(file)) {
    if (use.span.begin >= use.span.end || use.span.end > size) std::abort();
  }
  return 0;
}
