// One run of the program: arguments in, exit status out.
#pragma once

namespace segue::cli {

/// Never throws. Results go to standard output, everything else to standard error.
int RunApplication(int argc, const char* const* argv);

}  // namespace segue::cli
