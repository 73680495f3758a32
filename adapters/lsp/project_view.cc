// Views are made when asked for and thrown away at every change: parsing is quick enough for that.
#include "adapters/lsp/project_view.h"

#include <algorithm>
#include <utility>

#include "dsl/parse.h"
#include "rules/compile.h"

namespace segue::lsp {
namespace {

dsl::SourceMap SourcesOf(const std::vector<RuleText>& texts) {
  dsl::SourceMap sources;
  for (const RuleText& text : texts) sources.Add({text.path, text.text});
  return sources;
}

View MakeView(const std::vector<RuleText>& texts) {
  View view;
  view.sources = SourcesOf(texts);
  for (dsl::SourceId id = 0; id < texts.size(); ++id) {
    std::vector<dsl::Diagnostic> diagnostics;
    view.files.push_back(dsl::Parse(view.sources, id, diagnostics));
    view.broken.push_back(dsl::HasErrors(diagnostics));
  }
  return view;
}

/// Files that `use` names: as they are open in the editor, else as they are on disk.
class OpenFirst final : public rules::UsedFiles {
 public:
  OpenFirst(const std::map<std::string, std::string>& open, rules::UsedFiles* on_disk)
      : open_(open), on_disk_(on_disk) {}

  std::string Identity(const std::string& path) override {
    return on_disk_ == nullptr ? path : on_disk_->Identity(path);
  }
  std::optional<std::string> Read(const std::string& path) override {
    if (const auto found = open_.find(Identity(path)); found != open_.end()) return found->second;
    return on_disk_ == nullptr ? std::nullopt : on_disk_->Read(path);
  }
  std::vector<std::string> Beside(const std::string& path) override {
    return on_disk_ == nullptr ? std::vector<std::string>() : on_disk_->Beside(path);
  }

 private:
  const std::map<std::string, std::string>& open_;  // by absolute path
  rules::UsedFiles* on_disk_;
};

/// What points into the view's own texts, once the view stays where it is.
void Complete(View& view) {
  view.symbols = std::make_unique<SymbolTable>(view.sources, view.files);
  for (dsl::SourceId id = 0; id < view.sources.size(); ++id)
    view.places.push_back(std::make_unique<TextPlaces>(view.TextOf(id)));
}

}  // namespace

std::optional<dsl::SourceId> View::IdOf(const std::string& path) const {
  for (dsl::SourceId id = 0; id < sources.size(); ++id) {
    if (sources.Get(id).path == path) return id;
  }
  return std::nullopt;
}

void ProjectView::Open(const std::string& path, std::string text) {
  open_[path] = std::move(text);
  Changed();
}

void ProjectView::Close(const std::string& path) {
  open_.erase(path);
  ReadAgain();
}

std::string* ProjectView::Document(const std::string& path) {
  const auto found = open_.find(path);
  return found == open_.end() ? nullptr : &found->second;
}

void ProjectView::ReadAgain() {
  on_disk_.reset();
  Changed();
}

const std::vector<RuleText>& ProjectView::FilesOnDisk() {
  if (!on_disk_) on_disk_ = host_.RuleFiles();
  return *on_disk_;
}

bool ProjectView::InProject(const std::string& path) {
  return std::ranges::any_of(FilesOnDisk(), [&](const RuleText& text) { return text.path == path; });
}

std::vector<RuleText> ProjectView::Program(const std::string& path) {
  std::vector<RuleText> texts = InProject(path) ? FilesOnDisk() : std::vector<RuleText>{{path, ""}};
  for (RuleText& text : texts) {
    if (const auto open = open_.find(text.path); open != open_.end()) text.text = open->second;
  }
  return texts;
}

const View& ProjectView::Of(const std::string& path) {
  const std::vector<RuleText> texts = Program(path);
  const auto [found, added] = views_.try_emplace(texts.front().path);
  if (added) {
    found->second = MakeView(texts);
    Complete(found->second);
    found->second.plans = host_.Options().plans;
  }
  return found->second;
}

std::map<std::string, std::vector<dsl::Diagnostic>> ProjectView::Check() {
  std::map<std::string, std::vector<dsl::Diagnostic>> by_path;
  for (const auto& [path, text] : open_) {
    if (by_path.contains(path)) continue;  // checked with the program of another open file
    const std::vector<RuleText> texts = Program(path);
    dsl::SourceMap sources = SourcesOf(texts);
    rules::CompileOptions options = host_.Options();
    OpenFirst used_files(open_, options.used_files);
    if (!InProject(path)) options = {};
    options.used_files = &used_files;
    const rules::Compiled compiled = rules::Compile(sources, options);
    for (const RuleText& shown : texts) by_path[shown.path];
    for (const dsl::Diagnostic& diagnostic : compiled.diagnostics) {
      if (diagnostic.span.source < texts.size()) by_path[texts[diagnostic.span.source].path].push_back(diagnostic);
    }
  }
  return by_path;
}

}  // namespace segue::lsp
