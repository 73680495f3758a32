// The commands: each has a file of its own, reads its options and writes to the session's output.
#pragma once

#include "adapters/cli/session.h"

namespace segue::cli {

/// Each returns the exit status, or what failed.
Result<int> RunCommand(Session& session, const InitOptions& options);
Result<int> RunCommand(Session& session, const CheckOptions& options);
Result<int> RunCommand(Session& session, const FmtOptions& options);
Result<int> RunCommand(Session& session, const LspOptions& options);
Result<int> RunCommand(Session& session, const ImportOptions& options);
Result<int> RunCommand(Session& session, const CountOptions& options);
Result<int> RunCommand(Session& session, const ListOptions& options);
Result<int> RunCommand(Session& session, const MovesOptions& options);
Result<int> RunCommand(Session& session, const ReportOptions& options);
Result<int> RunCommand(Session& session, const GoalsOptions& options);
Result<int> RunCommand(Session& session, const AuditOptions& options);
Result<int> RunCommand(Session& session, const ExperimentOptions& options);
Result<int> RunCommand(Session& session, const ExplainOptions& options);
Result<int> RunCommand(Session& session, const TestOptions& options);
Result<int> RunCommand(Session& session, const PruneOptions& options);
Result<int> RunCommand(Session& session, const RunOptions& options);
Result<int> RunCommand(Session& session, const SqlOptions& options);
Result<int> RunCommand(Session& session, const DescribeOptions& options);
Result<int> RunCommand(Session& session, const DiffOptions& options);

}  // namespace segue::cli
