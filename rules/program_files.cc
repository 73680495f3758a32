// Follows `use` from file to file.
//
//   rules/main.segue            use "shared/clients.segue" with commande = purchase
//   rules/shared/clients.segue  use "lifecycle" with purchase = commande     so `purchase` of the pack reads `purchase`
//
// A file is parsed when first met and renamed then; met again, its names must read the same.
#include "rules/program_files.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "dsl/parse.h"
#include "dsl/visit_names.h"
#include "rules/codes.h"
#include "rules/packs.h"
#include "rules/renaming.h"

namespace segue::rules {
namespace {

constexpr std::size_t kMostUses = 1000;  // followed, a file counting for each way that leads to it

struct Entry {
  dsl::File file;
  std::string identity;
  std::set<std::string> names;                           // as written in the file
  std::unordered_map<std::string, std::string> read_as;  // names that read otherwise
  bool claimed = false;                                  // names are settled
  std::optional<dsl::Span> used_at;                      // none for a given file
  bool is_pack = false;
};

/// Where a `use` leads.
struct Target {
  std::string path;      // what messages call it
  std::string identity;  // what tells it from other files
  const Pack* pack = nullptr;
};

bool NamesAPack(const std::string& file) { return file.find('/') == std::string::npos && !file.ends_with(".segue"); }

class Loader {
 public:
  Loader(dsl::SourceMap& sources, UsedFiles* used_files, Reporter& report, Suggestions& suggestions,
         std::vector<dsl::Diagnostic>& unreadable)
      : sources_(sources),
        used_files_(used_files),
        report_(report),
        suggestions_(suggestions),
        unreadable_(unreadable) {}

  ProgramFiles Load() {
    const auto given = static_cast<dsl::SourceId>(sources_.size());
    for (dsl::SourceId source = 0; source < given; ++source) {
      entries_[Parse(source, IdentityOf(sources_.Get(source).path))]->claimed = true;
    }
    for (std::size_t entry = 0; entry < given; ++entry) {
      if (ways_.emplace(entry, Changes{}).second) FollowUses(entry, nullptr);
    }
    ReportUnmatched();
    return Finish();
  }

 private:
  using Changes = std::map<std::string, std::string>;

  // ------------------------------------------------------------ opening

  std::string IdentityOf(const std::string& path) const {
    return used_files_ == nullptr ? path : used_files_->Identity(path);
  }

  std::size_t Parse(dsl::SourceId source, std::string identity) {
    auto entry = std::make_unique<Entry>();
    entry->file = dsl::Parse(sources_, source, unreadable_);
    entry->identity = std::move(identity);
    for (dsl::Declaration& declaration : entry->file.declarations) {
      dsl::VisitNames(declaration, [&](const dsl::Name& name) { entry->names.insert(name.text); });
    }
    by_identity_.emplace(entry->identity, entries_.size());
    entries_.push_back(std::move(entry));
    return entries_.size() - 1;
  }

  std::optional<Target> Resolve(const dsl::UseDeclaration& use, const Entry& from) {
    if (NamesAPack(use.file)) {
      const Pack* pack = FindPack(use.file);
      if (pack == nullptr) return ReportNoPack(use);
      return Target{"packs/" + use.file + ".segue", "pack " + use.file, pack};
    }
    const std::filesystem::path folder = std::filesystem::path(sources_.Get(from.file.source).path).parent_path();
    const std::string path = (folder / use.file).lexically_normal().generic_string();
    return Target{path, IdentityOf(path)};
  }

  std::optional<std::string> TextOf(const Target& target) {
    if (target.pack != nullptr) return std::string(target.pack->text);
    return used_files_ == nullptr ? std::nullopt : used_files_->Read(target.path);
  }

  /// The entry of the used file, read now when it is met for the first time.
  std::optional<std::size_t> Open(const dsl::UseDeclaration& use, const Entry& from) {
    const std::optional<Target> target = Resolve(use, from);
    if (!target) return {};
    if (const auto known = by_identity_.find(target->identity); known != by_identity_.end()) return known->second;
    std::optional<std::string> text = TextOf(*target);
    if (!text) {
      ReportNoFile(use, target->path);
      return {};
    }
    const std::size_t entry = Parse(sources_.Add({target->path, std::move(*text)}), target->identity);
    entries_[entry]->is_pack = target->pack != nullptr;
    return entry;
  }

  // ------------------------------------------------------------ following

  void FollowUses(std::size_t index, const Renaming* outer) {
    on_the_way_.push_back(index);
    for (const dsl::Declaration& declaration : entries_[index]->file.declarations) {
      const auto* use = std::get_if<dsl::UseDeclaration>(&declaration.node);
      if (use != nullptr) Follow(*use, declaration.span, index, outer);
    }
    on_the_way_.pop_back();
  }

  /// As deep as kMostUses at most.
  void Follow(const dsl::UseDeclaration& use, dsl::Span span, std::size_t from, const Renaming* outer) {
    if (++followed_ > kMostUses) return ReportTooMany(use);
    if (met_.try_emplace(&use).second) CheckRenames(use);
    const std::optional<std::size_t> target = Open(use, *entries_[from]);
    if (!target) return;
    if (std::find(on_the_way_.begin(), on_the_way_.end(), *target) != on_the_way_.end()) {
      return ReportCircle(use, *target);
    }
    uses_.emplace_back(from, *target);
    Entry& entry = *entries_[*target];
    const Renaming renaming(use, outer);
    Note(use, entry, renaming);
    if (!entry.claimed) {
      Claim(entry, renaming, span);
    } else if (const std::string* name = FirstDifference(entry, renaming)) {
      return ReportDifference(use, entry, *name, renaming(*name));
    }
    if (ways_.emplace(*target, renaming.Changes()).second) FollowUses(*target, &renaming);
  }

  static void Claim(Entry& entry, const Renaming& renaming, dsl::Span span) {
    entry.claimed = true;
    entry.used_at = span;
    for (const std::string& name : entry.names) {
      std::string reads = renaming(name);
      if (reads != name) entry.read_as.emplace(name, std::move(reads));
    }
    const auto rename = [&](dsl::Name& name) { name.text = renaming(name.text); };
    for (dsl::Declaration& declaration : entry.file.declarations) dsl::VisitNames(declaration, rename);
    for (dsl::Name& name : entry.file.unread) rename(name);
  }

  static const std::string& Reads(const Entry& entry, const std::string& name) {
    const auto found = entry.read_as.find(name);
    return found == entry.read_as.end() ? name : found->second;
  }
  static const std::string* FirstDifference(const Entry& entry, const Renaming& renaming) {
    const auto differs = std::find_if(entry.names.begin(), entry.names.end(),
                                      [&](const std::string& name) { return renaming(name) != Reads(entry, name); });
    return differs == entry.names.end() ? nullptr : &*differs;
  }

  /// Which renames of `use` and of those around it the file's names met.
  void Note(const dsl::UseDeclaration& use, const Entry& entry, const Renaming& renaming) {
    met_[&use].used = &entry;
    for (const std::string& name : entry.names) {
      for (auto& [met, from] : renaming.Met(name)) met_[met].names.insert(std::move(from));
    }
  }

  // ------------------------------------------------------------ mistakes

  std::optional<Target> ReportNoPack(const dsl::UseDeclaration& use) {
    std::vector<std::string_view> names;
    std::vector<std::string> quoted;
    for (const Pack& pack : Packs()) {
      names.push_back(pack.name);
      quoted.push_back(Quote(pack.name));
    }
    std::string hint = suggestions_.DidYouMean(use.file, names);
    if (hint.empty()) hint = "a file of your own is named with its ending: `use \"" + use.file + ".segue\"`";
    report_.Error(code::kNoSuchFile, use.file_span, "there is no rule pack " + Quote(use.file), hint,
                  "the packs are " + Enumerate(quoted));
    return {};
  }

  void ReportNoFile(const dsl::UseDeclaration& use, const std::string& path) {
    const std::vector<std::string> beside =
        used_files_ == nullptr ? std::vector<std::string>() : used_files_->Beside(path);
    const std::filesystem::path written(use.file);
    const std::string_view nearest = suggestions_.Nearest(written.filename().string(), {beside.begin(), beside.end()});
    std::string hint = "a path is relative to the file that uses it";
    if (!nearest.empty()) {
      hint = "did you mean " + Quote((written.parent_path() / std::string(nearest)).generic_string()) + "?";
    }
    report_.Error(code::kNoSuchFile, use.file_span, "there is no file " + Quote(use.file) + " that can be read", hint,
                  "looked for " + path);
  }

  void CheckRenames(const dsl::UseDeclaration& use) {
    std::map<std::string, dsl::Span> seen;
    for (const dsl::Rename& rename : use.renames) {
      const auto [first, added] = seen.emplace(rename.from.text, rename.from.span);
      if (added) continue;
      report_.Error(code::kRenamedTwice, rename.from.span, Quote(rename.from.text) + " is renamed twice here",
                    "a name can read only one way; keep one of them",
                    "first renamed at " + report_.Place(first->second));
    }
  }

  void ReportUnmatched() {
    for (const auto& [use, met] : met_) {
      if (met.used == nullptr || !met.used->file.unread.empty()) continue;
      const std::vector<std::string_view> names(met.used->names.begin(), met.used->names.end());
      for (const dsl::Rename& rename : use->renames) {
        if (met.names.count(rename.from.text) > 0) continue;
        std::string hint = suggestions_.DidYouMean(rename.from.text, names);
        if (hint.empty()) hint = "write the name as the used file has it, left of `=`; yours stands right of it";
        report_.Error(code::kRenamesNothing, rename.from.span,
                      Quote(use->file) + " has no name " + Quote(rename.from.text), hint);
      }
    }
  }

  void ReportCircle(const dsl::UseDeclaration& use, std::size_t target) {
    std::string path;
    const auto begin = std::find(on_the_way_.begin(), on_the_way_.end(), target);
    for (auto step = begin; step != on_the_way_.end(); ++step) path += PathOf(*step) + " → ";
    report_.Error(code::kUseCircle, use.file_span, "files use each other in a circle: " + path + PathOf(target),
                  "move what both need into a file of its own and use that in both");
  }
  const std::string& PathOf(std::size_t entry) const { return sources_.Get(entries_[entry]->file.source).path; }

  void ReportDifference(const dsl::UseDeclaration& use, const Entry& entry, const std::string& name,
                        const std::string& reads) {
    const std::string message = Quote(use.file) + " is brought in once, but its " + Quote(name) + " would read " +
                                Quote(reads) + " here and " + Quote(Reads(entry, name)) + " elsewhere";
    const std::string note = entry.used_at ? "first used at " + report_.Place(*entry.used_at)
                                           : sources_.Get(entry.file.source).path + " is one of the given rule files";
    report_.Error(code::kUsedOtherwise, use.file_span, message, "use it with the same names everywhere", note);
  }

  void ReportTooMany(const dsl::UseDeclaration& use) {
    if (followed_ > kMostUses + 1) return;
    report_.Error(code::kTooManyUses, use.file_span, "a program follows at most 1,000 `use`s",
                  "use each file once, from the file that needs it");
  }

  // ------------------------------------------------------------ the result

  /// The longest way to each entry. Circles were reported; the number of rounds is bounded all the same.
  std::vector<std::uint32_t> Depths() const {
    std::vector<std::uint32_t> depths(entries_.size(), 0);
    bool changed = true;
    for (std::size_t round = 0; changed && round < entries_.size(); ++round) {
      changed = false;
      for (const auto& [from, to] : uses_) {
        if (depths[to] > depths[from]) continue;
        depths[to] = depths[from] + 1;
        changed = true;
      }
    }
    return depths;
  }

  ProgramFiles Finish() {
    ProgramFiles result;
    result.depth.resize(sources_.size());
    result.used_at.resize(sources_.size());
    result.is_pack.resize(sources_.size());
    const std::vector<std::uint32_t> depths = Depths();
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const dsl::SourceId source = entries_[i]->file.source;
      result.depth[source] = depths[i];
      result.used_at[source] = entries_[i]->used_at;
      result.is_pack[source] = entries_[i]->is_pack;
      result.files.push_back(std::move(entries_[i]->file));
    }
    std::stable_sort(result.files.begin(), result.files.end(), [&](const dsl::File& a, const dsl::File& b) {
      return result.depth[a.source] < result.depth[b.source];
    });
    return result;
  }

  struct Meeting {
    const Entry* used = nullptr;
    std::set<std::string> names;  // left sides of renames that some name met
  };

  dsl::SourceMap& sources_;
  UsedFiles* used_files_;
  Reporter& report_;
  Suggestions& suggestions_;
  std::vector<dsl::Diagnostic>& unreadable_;
  std::vector<std::unique_ptr<Entry>> entries_;  // stay in place: renamings and meetings point into them
  std::unordered_map<std::string, std::size_t> by_identity_;
  std::vector<std::size_t> on_the_way_;
  std::vector<std::pair<std::size_t, std::size_t>> uses_;
  std::set<std::pair<std::size_t, Changes>> ways_;  // followed already
  std::unordered_map<const dsl::UseDeclaration*, Meeting> met_;
  std::size_t followed_ = 0;
};

}  // namespace

ProgramFiles ReadProgramFiles(dsl::SourceMap& sources, UsedFiles* used_files, Reporter& report,
                              Suggestions& suggestions, std::vector<dsl::Diagnostic>& unreadable) {
  return Loader(sources, used_files, report, suggestions, unreadable).Load();
}

namespace {

bool IsMissedName(const std::string& code) {
  return code == code::kUnknownName || code == code::kUnknownEvent || code == code::kUnknownProperty ||
         code == code::kUnknownLifecycle || code == code::kUnknownSegment || code == code::kUnknownMetric;
}

/// What a used file expects and the program lacks is missed wherever that file says its name: once is enough.
void KeepFirstMissed(const ProgramFiles& files, std::vector<dsl::Diagnostic>& diagnostics) {
  std::set<std::tuple<dsl::SourceId, std::string, std::string>> missed;
  std::vector<dsl::Diagnostic> kept;
  for (dsl::Diagnostic& diagnostic : diagnostics) {
    const dsl::SourceId source = diagnostic.span.source;
    const bool used = source < files.used_at.size() && files.used_at[source];
    if (used && IsMissedName(diagnostic.code)) {
      if (!missed.insert({source, diagnostic.code, diagnostic.message}).second) continue;
      if (diagnostic.hint.empty())
        diagnostic.hint = "declare what is expected, or name yours: `use … with NAME = YOURS`";
    }
    kept.push_back(std::move(diagnostic));
  }
  diagnostics = std::move(kept);
}

}  // namespace

void ExplainUses(const ProgramFiles& files, const Reporter& report, std::vector<dsl::Diagnostic>& diagnostics) {
  KeepFirstMissed(files, diagnostics);
  for (dsl::Diagnostic& diagnostic : diagnostics) {
    dsl::SourceId source = diagnostic.span.source;
    const bool used = source < files.used_at.size() && files.used_at[source];
    if (used && diagnostic.code == code::kDeclaredTwice && diagnostic.hint.empty()) {
      diagnostic.hint = "give it another name: `use … with " + report.Text(diagnostic.span) + " = …`";
    }
    while (source < files.used_at.size() && files.used_at[source]) {
      const dsl::Span use = *files.used_at[source];
      if (!diagnostic.note.empty()) diagnostic.note += "; ";
      diagnostic.note += "brought in by the `use` at " + report.Place(use);
      source = use.source;
    }
  }
}

}  // namespace segue::rules
