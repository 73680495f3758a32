// segue fmt: rewrites rule files in the one layout. A file is written beside itself and then renamed, so that nothing
// ever sees half of it; a file with errors is left as it is.
#include <iostream>
#include <iterator>

#include "adapters/cli/commands.h"
#include "adapters/cli/rule_files.h"
#include "adapters/cli/terminal.h"
#include "adapters/whole_file.h"
#include "dsl/format.h"
#include "dsl/parse.h"
#include "dsl/render.h"

namespace segue::cli {
namespace {

constexpr const char* kStandardInput = "-";

Result<std::vector<std::string>> FilesAsked(Session& session, const FmtOptions& options) {
  return options.files.empty() ? session.RuleFiles() : FindRuleFiles(".", options.files);
}

/// The canonical text, or nothing after the file's errors were printed.
std::optional<std::string> Formatted(const dsl::SourceMap& sources, dsl::SourceId id) {
  std::vector<dsl::Diagnostic> diagnostics;
  const dsl::File file = dsl::Parse(sources, id, diagnostics);
  if (!dsl::HasErrors(diagnostics)) return dsl::Format(sources, file);
  dsl::Sort(diagnostics);
  for (const dsl::Diagnostic& diagnostic : diagnostics)
    std::cerr << dsl::Render(sources, diagnostic, UsesColour(Stream::kError));
  return std::nullopt;
}

Result<int> FormatFiles(Session& session, const dsl::SourceMap& sources, const std::vector<std::string>& files,
                        bool only_check) {
  int status = kDone;
  for (dsl::SourceId id = 0; id < sources.size(); ++id) {
    const std::optional<std::string> text = Formatted(sources, id);
    if (!text) status = kAnswerIsNo;
    if (!text || *text == sources.Get(id).text) continue;
    if (only_check) {
      status = kAnswerIsNo;
    } else if (adapters::Status written = adapters::WriteWholeFile(files[id], *text, "formatting " + files[id]);
               !written) {
      return written.error();
    }
    session.out() << sources.Get(id).path << (only_check ? " is not in the canonical layout\n" : " formatted\n");
  }
  return status;
}

Result<int> FormatStandardInput(Session& session, bool only_check) {
  dsl::SourceMap sources;
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  const dsl::SourceId id = sources.Add({kStandardInput, text});
  const std::optional<std::string> formatted = Formatted(sources, id);
  if (!formatted) return kAnswerIsNo;
  if (only_check) return *formatted == text ? kDone : kAnswerIsNo;
  session.out() << *formatted;
  return kDone;
}

}  // namespace

Result<int> RunCommand(Session& session, const FmtOptions& options) {
  if (options.files == std::vector<std::string>{kStandardInput}) return FormatStandardInput(session, options.check);
  Result<std::vector<std::string>> files = FilesAsked(session, options);
  if (!files) return files.error();
  Result<dsl::SourceMap> sources = ReadRuleFiles(*files);
  if (!sources) return sources.error();
  return FormatFiles(session, *sources, *files, options.check);
}

}  // namespace segue::cli
