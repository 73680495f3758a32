// The heap in large pages.
#pragma once

namespace segue::cli {

/// To be called first in a process that evaluates: its buffers, some ten megabytes, then come in a few large pages.
/// Each page of 4 KiB costs an interruption at its first use, which in virtual machines adds up to a tenth of a short
/// report. Does nothing where the system or its C library has no such thing.
void UseLargePages();

}  // namespace segue::cli
