// The grammar itself is asked: the declaration is read up to the place, and what the grammar missed there is the
// answer. For names a stand-in is written at the place; wherever the text then parses, the tree tells what the name
// stands for.
#include "dsl/expectations.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dsl/grammar.h"
#include "dsl/lexical.h"
#include "dsl/parse.h"
#include "dsl/reading.h"
#include "dsl/recovery.h"

namespace segue::dsl {
namespace {

constexpr std::string_view kStandIn = "zzz_here";

/// How a sentence may go on behind a name, so that it parses.
constexpr std::array<std::string_view, 13> kContinuations = {"",
                                                             " is set",
                                                             " = 1",
                                                             ".zzz = 1",
                                                             ".zzz",
                                                             " -> b on c",
                                                             " within 1 day",
                                                             " = zzz in 2026",
                                                             " >= 1 in 2026",
                                                             " in last 1 day",
                                                             ".zzz within 1 day",
                                                             " text",
                                                             " zzz"};

/// The last declaration that begins before the offset.
std::size_t DeclarationBefore(std::string_view text, std::size_t offset) {
  std::size_t begin = 0;
  for (std::size_t next = 0; next < offset;) {
    begin = next;
    next = NextDeclaration(text, begin, begin + 1);
  }
  return begin;
}

/// The brackets that are open at the end of the text, closed.
std::string Closers(std::string_view text) {
  std::string open;
  for (Token token = NextToken(text, 0); token.kind != TokenKind::kEnd; token = NextToken(text, token.end)) {
    const auto sign = token.in(text);
    if (sign == "(") open += ')';
    if (sign == "{") open += '}';
    if ((sign == ")" || sign == "}") && !open.empty()) open.pop_back();
  }
  std::reverse(open.begin(), open.end());
  return open;
}

void AddUnique(std::vector<std::string>& list, std::string_view text) {
  if (std::ranges::find(list, text) == list.end()) list.emplace_back(text);
}

/// Everything that the grammar missed at the end of the text.
void ReadMisses(const std::string& text, Expectations& found) {
  SourceMap sources;
  const SourceId id = sources.Add({"", text});
  Reading reading(sources, id);
  std::size_t stopped = 0;
  // Behind a whole declaration it may go on, or the next one begin: the end is read, too.
  for (std::size_t at = SkipBlank(text, 0), begin = 0; at <= text.size(); at = reading.Skip(at)) {
    begin = at;
    reading.BeginDeclaration(at);
    if (!ReadDeclaration(reading, at, stopped) || at <= begin) break;
  }
  const Failure& failure = reading.failure();
  if (SkipBlank(text, failure.offset) < text.size()) return;
  for (const char* word : failure.words) AddUnique(found.words, word);
  for (const Expected& expected : failure.expected) {
    AddUnique(expected.kind == Expected::Kind::kSign ? found.words : found.things, expected.text);
  }
  std::erase_if(found.words, [](const std::string& word) { return WordLength(word, 0) != word.size(); });
}

void ReadNames(const std::string& before, Expectations& found) {
  const std::string closers = Closers(before);
  for (const auto continuation : kContinuations) {
    SourceMap sources;
    const SourceId id = sources.Add({"", before + std::string(kStandIn) + std::string(continuation) + closers});
    std::vector<Diagnostic> diagnostics;
    const File file = Parse(sources, id, diagnostics);
    for (NameUse& use : NameUses(file)) {
      if (use.text != kStandIn || use.span.begin != before.size() || HasErrors(diagnostics)) continue;
      const bool known = std::ranges::any_of(found.names, [&](const NameUse& other) { return other.role == use.role; });
      if (!known) found.names.push_back(std::move(use));
    }
  }
}

}  // namespace

Expectations ExpectedAt(std::string_view text, std::size_t offset) {
  const auto read = text.substr(0, offset);
  const std::string before(read.substr(DeclarationBefore(read, offset)));
  Expectations found;
  ReadMisses(before, found);
  ReadNames(before, found);
  return found;
}

}  // namespace segue::dsl
