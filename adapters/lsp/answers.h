// Answers to an editor's questions, as the JSON that the protocol wants. Offsets and paths in, positions and URIs out.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "adapters/lsp/host.h"
#include "adapters/lsp/project_view.h"

namespace segue::lsp {

using Json = nlohmann::json;

/// A place in a file of a view.
struct Cursor {
  const View& view;
  dsl::SourceId source = 0;
  std::size_t offset = 0;
};

Json RangeOf(const View& view, dsl::Span span);
/// One text of a file becomes another: the whole file is replaced.
Json WholeFile(const View& view, dsl::SourceId source, const std::string& text);

Json DiagnosticsOf(const View& view, dsl::SourceId source, const std::vector<dsl::Diagnostic>& diagnostics);
Json Completion(const Cursor& cursor);
/// Null where no name stands.
Json Hover(const Cursor& cursor, const std::optional<LiveCounts>& counts);
Json Definition(const Cursor& cursor);
Json References(const Cursor& cursor, bool with_declaration);
Json Highlights(const Cursor& cursor);
Json DocumentSymbols(const View& view, dsl::SourceId source);
/// The edits that format the file; null where it has errors.
Json Formatting(const View& view, dsl::SourceId source);

/// The name under the cursor and its range, or null.
Json PrepareRename(const Cursor& cursor);
/// A workspace edit, or why the name cannot be that.
struct Renaming {
  Json edit;
  std::string refusal;
};
Renaming Rename(const Cursor& cursor, const std::string& new_name, const rules::CompileOptions& options);

}  // namespace segue::lsp
