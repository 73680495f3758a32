// One diagnostic as text: place and message, the line, a caret under the span, then note and hint.
//
// The line shown is made safe for a terminal: a tab becomes a space, control characters and invalid bytes become "?".
// Of a very long line only the part around the span is shown.
#include "dsl/render.h"

#include <algorithm>
#include <tuple>

#include "unicode/unicode.h"

namespace segue::dsl {
namespace {

constexpr std::size_t kShownColumns = 100;
constexpr std::size_t kContextColumns = 40;

struct Colours {
  const char* strong = "";
  const char* severity = "";
  const char* end = "";
};

Colours ColoursOf(Severity severity, bool colour) {
  if (!colour) return {};
  return {"\x1b[1m", severity == Severity::kError ? "\x1b[1;31m" : "\x1b[1;33m", "\x1b[0m"};
}

bool IsControl(std::string_view character) {
  const auto byte = static_cast<unsigned char>(character.front());
  const bool high_control = character.size() == 2 && byte == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
  return byte < 0x20 || byte == 0x7F || high_control;
}

std::string Printable(std::string_view text) {
  std::string printable;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto rest = text.substr(offset);
    std::size_t length = 1;
    while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0) == 0x80) ++length;
    const auto character = rest.substr(0, length);
    if (character == "\t") {
      printable += ' ';
    } else if (IsControl(character) || unicode::FindInvalidUtf8(character)) {
      printable += '?';
    } else {
      printable += character;
    }
    offset += length;
  }
  return printable;
}

/// The line in three printable pieces: before the span, the span, after it.
struct Excerpt {
  std::string before, marked, after;
};

/// The last `width` columns of the text.
std::string TailOfWidth(std::string_view text, std::size_t width) {
  const std::size_t skip = unicode::DisplayWidth(text) - width;
  return std::string(text.substr(unicode::TruncateToWidth(text, skip).size()));
}

void Shorten(Excerpt& excerpt) {
  const std::size_t width = unicode::DisplayWidth(excerpt.before + excerpt.marked + excerpt.after);
  if (width <= kShownColumns) return;
  if (unicode::DisplayWidth(excerpt.before) > kContextColumns) {
    excerpt.before = "…" + TailOfWidth(excerpt.before, kContextColumns);
  }
  excerpt.marked = unicode::TruncateToWidth(excerpt.marked, kShownColumns - kContextColumns);
  const std::size_t used = unicode::DisplayWidth(excerpt.before) + unicode::DisplayWidth(excerpt.marked);
  if (used + unicode::DisplayWidth(excerpt.after) > kShownColumns) {
    excerpt.after = std::string(unicode::TruncateToWidth(excerpt.after, kShownColumns - used)) + "…";
  }
}

Excerpt ExcerptOf(const SourceMap& sources, Span span) {
  const std::string_view line = sources.Line(span.source, span.begin);
  const std::string_view text = sources.Get(span.source).text;
  const auto line_begin = static_cast<std::size_t>(line.data() - text.data());
  const std::size_t begin = std::clamp<std::size_t>(span.begin, line_begin, line_begin + line.size()) - line_begin;
  const std::size_t end = std::clamp<std::size_t>(span.end, line_begin + begin, line_begin + line.size()) - line_begin;
  Excerpt excerpt{Printable(line.substr(0, begin)), Printable(line.substr(begin, end - begin)),
                  Printable(line.substr(end))};
  Shorten(excerpt);
  return excerpt;
}

std::string ExcerptLines(const SourceMap& sources, Span span, std::uint32_t line, const Colours& colours) {
  const Excerpt excerpt = ExcerptOf(sources, span);
  const std::string number = std::to_string(line);
  const std::string gutter(number.size(), ' ');
  const std::size_t carets = std::max<std::size_t>(1, unicode::DisplayWidth(excerpt.marked));
  std::string lines = " " + number + " | " + excerpt.before + excerpt.marked + excerpt.after + "\n";
  lines += " " + gutter + " | " + std::string(unicode::DisplayWidth(excerpt.before), ' ') + colours.severity +
           std::string(carets, '^') + colours.end + "\n";
  return lines;
}

std::string Remark(const std::string& remark, std::uint32_t line) {
  if (remark.empty()) return "";
  return " " + std::string(std::to_string(line).size(), ' ') + " = " + remark + "\n";
}

}  // namespace

std::string Render(const SourceMap& sources, const Diagnostic& diagnostic, bool colour) {
  const Colours colours = ColoursOf(diagnostic.severity, colour);
  const Span span = diagnostic.span;
  const Location place = sources.Locate(span.source, span.begin);
  const char* severity = diagnostic.severity == Severity::kError ? "error" : "warning";
  std::string text = colours.strong + Printable(sources.Get(span.source).path) + ":" + std::to_string(place.line) +
                     ":" + std::to_string(place.column) + ": " + colours.end + colours.severity + severity + ": " +
                     colours.end + diagnostic.message + " [" + diagnostic.code + "]\n";
  text += ExcerptLines(sources, span, place.line, colours);
  return text + Remark(diagnostic.note, place.line) + Remark(diagnostic.hint, place.line);
}

void Sort(std::vector<Diagnostic>& diagnostics) {
  const auto key = [](const Diagnostic& d) {
    return std::tie(d.span.source, d.span.begin, d.code, d.span.end, d.message, d.note, d.hint);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  const auto repeats = std::unique(diagnostics.begin(), diagnostics.end(),
                                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) == key(b); });
  diagnostics.erase(repeats, diagnostics.end());
}

}  // namespace segue::dsl
