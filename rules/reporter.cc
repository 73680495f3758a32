// Collects diagnostics and words their parts.
#include "rules/reporter.h"

#include <utility>

namespace segue::rules {
namespace {

bool IsSpace(char character) { return character == ' ' || character == '\t' || character == '\n' || character == '\r'; }

/// Length of the string literal that starts at `begin` (a `"`), or the rest of the text.
std::size_t StringLength(std::string_view text, std::size_t begin) {
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1 - begin;
    }
  }
  return text.size() - begin;
}

void AppendWord(std::string& line, std::string_view word, bool& space) {
  if (space && !line.empty()) line += ' ';
  space = false;
  line += word;
}

std::string OnOneLine(std::string_view text) {
  std::string line;
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    if (IsSpace(text[i])) {
      space = true;
      ++i;
    } else if (text[i] == '#') {
      while (i < text.size() && text[i] != '\n') ++i;
    } else {
      const std::size_t length = text[i] == '"' ? StringLength(text, i) : 1;
      AppendWord(line, text.substr(i, length), space);
      i += length;
    }
  }
  return line;
}

}  // namespace

void Reporter::Error(const char* code, dsl::Span span, std::string message, std::string hint, std::string note) {
  diagnostics_.push_back({code, dsl::Severity::kError, span, std::move(message), std::move(note), std::move(hint)});
}

void Reporter::Warning(const char* code, dsl::Span span, std::string message, std::string hint, std::string note) {
  diagnostics_.push_back({code, dsl::Severity::kWarning, span, std::move(message), std::move(note), std::move(hint)});
}

void Reporter::SetUnread(const std::vector<dsl::File>& files) {
  for (const dsl::File& file : files) {
    for (const dsl::Name& name : file.unread) unread_.insert(name.text);
  }
}

void Reporter::Unknown(const char* code, const dsl::Name& name, std::string message, std::string hint) {
  if (unread_.count(name.text) == 0) Error(code, name.span, std::move(message), std::move(hint));
}

std::string Reporter::Place(dsl::Span span) const {
  const dsl::Location location = sources_.Locate(span.source, span.begin);
  return sources_.Get(span.source).path + ":" + std::to_string(location.line) + ":" + std::to_string(location.column);
}

std::string Reporter::Text(dsl::Span span) const {
  const std::string_view text = sources_.Get(span.source).text;
  if (span.begin >= text.size() || span.end <= span.begin) return {};
  return OnOneLine(text.substr(span.begin, span.end - span.begin));
}

std::string Quote(std::string_view name) { return "\"" + std::string(name) + "\""; }

std::string Enumerate(const std::vector<std::string>& words, std::string_view last_joint) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? last_joint : std::string_view(", ");
    text += words[i];
  }
  return text;
}

}  // namespace segue::rules
