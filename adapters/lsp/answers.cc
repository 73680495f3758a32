// Diagnostics, hover, navigation, symbols and formatting.
#include "adapters/lsp/answers.h"

#include <algorithm>
#include <utility>

#include "dsl/format.h"

namespace segue::lsp {
namespace {

Json PositionJson(Position position) { return {{"line", position.line}, {"character", position.character}}; }

Json LocationOf(const View& view, dsl::Span span) {
  return {{"uri", UriOf(view.sources.Get(span.source).path)}, {"range", RangeOf(view, span)}};
}

/// A span of nothing is shown as the character before it, so that there is something to underline.
dsl::Span Visible(const View& view, dsl::Span span) {
  const std::string& text = view.TextOf(span.source);
  span.end = std::min(span.end, static_cast<std::uint32_t>(text.size()));
  span.begin = std::min(span.begin, span.end);
  if (span.begin == span.end && span.begin > 0 && text[span.begin - 1] != '\n') --span.begin;
  while (span.begin > 0 && (static_cast<unsigned char>(text[span.begin]) & 0xC0) == 0x80) --span.begin;
  return span;
}

std::vector<const Symbol*> SymbolsAt(const Cursor& cursor) {
  const dsl::NameUse* use = cursor.view.symbols->UseAt(cursor.source, cursor.offset);
  return use == nullptr ? std::vector<const Symbol*>{} : cursor.view.symbols->Meanings(*use);
}

std::string Count(const Symbol& symbol, const LiveCounts& counts) {
  const std::string key = symbol.space == Space::kState ? symbol.owner + "." + symbol.name : symbol.name;
  const auto found = counts.members.find(key);
  const bool counted = symbol.space == Space::kState || symbol.space == Space::kFact;
  if (!counted || found == counts.members.end()) return "";
  return "\n\n**" + std::to_string(found->second) + "** of " + std::to_string(counts.contacts) + " contacts, as of " +
         counts.as_of;
}

std::string Description(const Symbol& symbol, const std::optional<LiveCounts>& counts) {
  std::string text = "**" + symbol.name + "** — " + symbol.kind;
  if (!symbol.description.empty()) text += "\n\n" + symbol.description;
  if (!symbol.code.empty()) text += "\n\n```segue\n" + symbol.code + "\n```";
  return counts ? text + Count(symbol, *counts) : text;
}

/// SymbolKind of the protocol.
int SymbolKindOf(const Symbol& symbol) {
  switch (symbol.space) {
    case Space::kEvent:
      return 24;
    case Space::kProperty:
      return 7;
    case Space::kState:
    case Space::kChoice:
      return 22;
    case Space::kParam:
      return 14;
    case Space::kMetric:
      return 16;
    default:
      return symbol.kind == "field" ? 8 : 5;
  }
}

Json SymbolJson(const View& view, const Symbol& symbol) {
  return {{"name", symbol.name},
          {"detail", symbol.kind},
          {"kind", SymbolKindOf(symbol)},
          {"range", RangeOf(view, symbol.whole)},
          {"selectionRange", RangeOf(view, symbol.span)},
          {"children", Json::array()}};
}

bool IsInside(const Symbol& symbol) { return symbol.space == Space::kProperty || symbol.space == Space::kState; }

}  // namespace

Json RangeOf(const View& view, dsl::Span span) {
  const TextPlaces& places = *view.places[span.source];
  return {{"start", PositionJson(places.PositionOf(span.begin))}, {"end", PositionJson(places.PositionOf(span.end))}};
}

Json WholeFile(const View& view, dsl::SourceId source, const std::string& text) {
  const dsl::Span all{source, 0, static_cast<std::uint32_t>(view.TextOf(source).size())};
  return Json::array({{{"range", RangeOf(view, all)}, {"newText", text}}});
}

Json DiagnosticsOf(const View& view, dsl::SourceId source, const std::vector<dsl::Diagnostic>& diagnostics) {
  Json list = Json::array();
  for (dsl::Diagnostic diagnostic : diagnostics) {
    diagnostic.span.source = source;
    std::string message = diagnostic.message;
    if (!diagnostic.note.empty()) message += "\n" + diagnostic.note;
    if (!diagnostic.hint.empty()) message += "\n" + diagnostic.hint;
    list.push_back({{"range", RangeOf(view, Visible(view, diagnostic.span))},
                    {"severity", diagnostic.severity == dsl::Severity::kError ? 1 : 2},
                    {"code", diagnostic.code},
                    {"source", "segue"},
                    {"message", std::move(message)}});
  }
  return list;
}

Json Hover(const Cursor& cursor, const std::optional<LiveCounts>& counts) {
  const std::vector<const Symbol*> symbols = SymbolsAt(cursor);
  if (symbols.empty()) return nullptr;
  std::string text;
  for (const Symbol* symbol : symbols) text += (text.empty() ? "" : "\n\n---\n\n") + Description(*symbol, counts);
  const dsl::NameUse* use = cursor.view.symbols->UseAt(cursor.source, cursor.offset);
  return {{"contents", {{"kind", "markdown"}, {"value", text}}}, {"range", RangeOf(cursor.view, use->span)}};
}

Json Definition(const Cursor& cursor) {
  Json places = Json::array();
  for (const Symbol* symbol : SymbolsAt(cursor)) places.push_back(LocationOf(cursor.view, symbol->span));
  return places;
}

Json References(const Cursor& cursor, bool with_declaration) {
  const std::vector<const Symbol*> symbols = SymbolsAt(cursor);
  Json places = Json::array();
  for (const dsl::NameUse* use : cursor.view.symbols->UsesOf(symbols)) {
    const bool declares = std::ranges::any_of(symbols, [&](const Symbol* symbol) {
      return symbol->span.source == use->span.source && symbol->span.begin == use->span.begin;
    });
    if (with_declaration || !declares) places.push_back(LocationOf(cursor.view, use->span));
  }
  return places;
}

Json Highlights(const Cursor& cursor) {
  Json places = Json::array();
  for (const dsl::NameUse* use : cursor.view.symbols->UsesOf(SymbolsAt(cursor))) {
    if (use->span.source == cursor.source) places.push_back({{"range", RangeOf(cursor.view, use->span)}});
  }
  return places;
}

Json DocumentSymbols(const View& view, dsl::SourceId source) {
  Json list = Json::array();
  for (const Symbol& symbol : view.symbols->symbols()) {
    if (symbol.span.source != source || symbol.space == Space::kChoice) continue;
    // Properties and states follow the event or lifecycle that they belong to.
    if (IsInside(symbol) && !list.empty() && list.back()["name"] == symbol.owner) {
      list.back()["children"].push_back(SymbolJson(view, symbol));
    } else {
      list.push_back(SymbolJson(view, symbol));
    }
  }
  return list;
}

Json Formatting(const View& view, dsl::SourceId source) {
  if (view.broken[source]) return nullptr;
  const std::string text = dsl::Format(view.sources, view.files[source]);
  return text == view.TextOf(source) ? Json::array() : WholeFile(view, source, text);
}

}  // namespace segue::lsp
