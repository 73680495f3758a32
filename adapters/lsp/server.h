// The language server: one editor, one project. Messages in, answers and diagnostics out (Language Server
// Protocol 3.17).
//
// Nothing an editor sends ends it but `exit` and the end of the input: a message that cannot be read, an unknown
// method, a request out of order get the protocol's error.
#pragma once

#include <istream>
#include <ostream>

#include "adapters/lsp/host.h"

namespace segue::lsp {

/// Runs until `exit` or the end of the input. 0 after `shutdown`, else 1.
int Serve(Host& host, std::istream& in, std::ostream& out);

}  // namespace segue::lsp
