// The project as the editor shows it: the rule files on disk, with open documents in their place, parsed and with their
// names known.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/lsp/host.h"
#include "adapters/lsp/symbols.h"
#include "adapters/lsp/text_places.h"
#include "dsl/diagnostic.h"

namespace segue::lsp {

/// One program at one moment. The text of every file, and what is known about it.
struct View {
  dsl::SourceMap sources;  // paths are absolute
  std::vector<dsl::File> files;
  std::vector<bool> broken;  // files with errors of syntax
  std::unique_ptr<SymbolTable> symbols;
  std::vector<rules::PlanData> plans;
  std::vector<std::unique_ptr<TextPlaces>> places;

  std::optional<dsl::SourceId> IdOf(const std::string& path) const;
  const std::string& TextOf(dsl::SourceId id) const { return sources.Get(id).text; }
};

class ProjectView {
 public:
  explicit ProjectView(Host& host) : host_(host) {}

  void Open(const std::string& path, std::string text);
  void Close(const std::string& path);
  /// The text of an open document, to be changed; null if it is not open. Call Changed afterwards.
  std::string* Document(const std::string& path);
  void Changed() { views_.clear(); }
  /// Files on disk may have changed.
  void ReadAgain();

  /// The program that the file belongs to: the project, or the file alone if it is not one of the project's.
  const View& Of(const std::string& path);
  /// All errors and warnings by path, of every file shown: also empty lists, which take old ones away.
  std::map<std::string, std::vector<dsl::Diagnostic>> Check();
  bool IsOpen(const std::string& path) const { return open_.contains(path); }

 private:
  const std::vector<RuleText>& FilesOnDisk();
  bool InProject(const std::string& path);
  std::vector<RuleText> Program(const std::string& path);

  Host& host_;
  std::map<std::string, std::string> open_;
  std::optional<std::vector<RuleText>> on_disk_;
  std::map<std::string, View> views_;  // by the path of the first file
};

}  // namespace segue::lsp
