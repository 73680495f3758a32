// Rename: every place that means the same thing, in every file, or none. The rules with the new name must have no error
// that the old ones did not have: so a clash, or a word that means something else there, is found by the checker
// itself.
#include <algorithm>
#include <set>
#include <utility>

#include "adapters/lsp/answers.h"
#include "dsl/words.h"
#include "rules/compile.h"
#include "unicode/unicode.h"

namespace segue::lsp {
namespace {

/// A text stays a text and a title keeps its quotes; other names have quotes only where they need them.
std::string Written(const dsl::NameUse& use, const std::string& name) {
  const bool title = use.quoted && (use.role == dsl::NameRole::kText || use.role == dsl::NameRole::kReport ||
                                    use.role == dsl::NameRole::kGoal || use.role == dsl::NameRole::kAlert ||
                                    use.role == dsl::NameRole::kExperiment);
  return title || !dsl::IsPlainName(name) ? dsl::QuotedName(name) : name;
}

std::string InWords(const Cursor& cursor, const Symbol& symbol) {
  const dsl::Location place = cursor.view.sources.Locate(symbol.span.source, symbol.span.begin);
  const bool vowel = std::string_view("aeiou").find(symbol.kind.front()) != std::string_view::npos;
  return "\"" + symbol.name + "\" is already the name of " + (vowel ? "an " : "a ") + symbol.kind + ", at " +
         cursor.view.sources.Get(symbol.span.source).path + ":" + std::to_string(place.line);
}

struct Edit {
  dsl::Span span;
  std::string text;
};

/// Edits of one file are in the order of the text.
std::string Applied(const View& view, dsl::SourceId source, const std::vector<Edit>& edits) {
  const std::string& text = view.TextOf(source);
  std::string changed;
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    if (edit.span.source != source) continue;
    changed.append(text, at, edit.span.begin - at);
    changed += edit.text;
    at = edit.span.end;
  }
  return changed.append(text, at);
}

std::multiset<std::string> ErrorsOf(dsl::SourceMap sources, const rules::CompileOptions& options) {
  std::multiset<std::string> errors;
  for (const dsl::Diagnostic& diagnostic : rules::Compile(sources, options).diagnostics) {
    if (diagnostic.severity == dsl::Severity::kError) errors.insert(diagnostic.code);
  }
  return errors;
}

/// The message of an error that only the changed rules have; empty if there is none.
std::string NewError(const View& view, const std::vector<Edit>& edits, const rules::CompileOptions& options) {
  dsl::SourceMap changed;
  for (dsl::SourceId id = 0; id < view.sources.size(); ++id)
    changed.Add({view.sources.Get(id).path, Applied(view, id, edits)});
  std::multiset<std::string> before = ErrorsOf(view.sources, options);
  for (const dsl::Diagnostic& diagnostic : rules::Compile(changed, options).diagnostics) {
    if (diagnostic.severity != dsl::Severity::kError) continue;
    const auto known = before.find(diagnostic.code);
    if (known == before.end()) return diagnostic.message;
    before.erase(known);
  }
  return "";
}

Json WorkspaceEdit(const View& view, const std::vector<Edit>& edits) {
  Json changes = Json::object();
  for (const Edit& edit : edits) {
    changes[UriOf(view.sources.Get(edit.span.source).path)].push_back(
        {{"range", RangeOf(view, edit.span)}, {"newText", edit.text}});
  }
  return {{"changes", changes}};
}

std::vector<const Symbol*> RenamedSymbols(const Cursor& cursor) {
  const dsl::NameUse* use = cursor.view.symbols->UseAt(cursor.source, cursor.offset);
  return use == nullptr ? std::vector<const Symbol*>{} : cursor.view.symbols->Meanings(*use);
}

/// Why this name cannot be renamed to that, as far as the names alone tell.
std::string Refusal(const Cursor& cursor, const std::vector<const Symbol*>& symbols, const std::string& name) {
  if (symbols.empty()) return "no name that the rules declare stands here";
  for (dsl::SourceId id = 0; id < cursor.view.sources.size(); ++id) {
    if (cursor.view.broken[id])
      return "correct the errors in " + cursor.view.sources.Get(id).path +
             " first: a name in unreadable rules would be missed";
  }
  if (name.empty() || name.find_first_of("\n\r") != std::string::npos)
    return "a name has at least one character, on one line";
  if (unicode::FindInvalidUtf8(name)) return "the new name is not UTF-8";
  for (const Symbol* symbol : symbols) {
    const Symbol* other = cursor.view.symbols->Find(symbol->space, name, symbol->owner);
    if (other != nullptr && other != symbol) return InWords(cursor, *other);
  }
  return "";
}

}  // namespace

Json PrepareRename(const Cursor& cursor) {
  if (RenamedSymbols(cursor).empty()) return nullptr;
  const dsl::NameUse* use = cursor.view.symbols->UseAt(cursor.source, cursor.offset);
  return {{"range", RangeOf(cursor.view, use->span)}, {"placeholder", use->text}};
}

Renaming Rename(const Cursor& cursor, const std::string& new_name, const rules::CompileOptions& options) {
  const std::string name = unicode::Nfc(new_name);
  const std::vector<const Symbol*> symbols = RenamedSymbols(cursor);
  std::string refusal = Refusal(cursor, symbols, name);
  if (!refusal.empty()) return {nullptr, std::move(refusal)};
  std::vector<Edit> edits;
  for (const dsl::NameUse* use : cursor.view.symbols->UsesOf(symbols))
    edits.push_back({use->span, Written(*use, name)});
  if (std::string error = NewError(cursor.view, edits, options); !error.empty())
    return {nullptr, "the rules would be wrong: " + error};
  return {WorkspaceEdit(cursor.view, edits), ""};
}

}  // namespace segue::lsp
