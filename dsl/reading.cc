// Bookkeeping of failures and mistakes while a file is read.
#include "dsl/reading.h"

#include <algorithm>

#include "dsl/codes.h"
#include "dsl/mistakes.h"
#include "unicode/unicode.h"

namespace segue::dsl {
namespace {

/// A file with more mistakes than this is not a rule file.
constexpr std::size_t kMaxErrors = 1'000;

}  // namespace

bool Reading::MayBeginItem(std::size_t offset) const {
  return item_.kind && offset > item_.start && StartsLine(text_, offset) &&
         dsl::MayBeginItem(text_, *item_.kind, offset);
}

std::size_t Reading::Skip(std::size_t offset) {
  if (offset != skipped_from_) {
    skipped_from_ = offset;
    skipped_to_ = SkipBlank(text_, offset);
  }
  return skipped_to_;
}

void Reading::Miss(std::size_t offset, Expected expected) {
  if (silent_ > 0 || offset < failure_.offset) return;
  if (offset > failure_.offset) failure_ = {offset, {}, {}};
  failure_.expected.push_back(expected);
  if (expected.kind == Expected::Kind::kSign) failure_.words.push_back(expected.text);
}

void Reading::MissWord(std::size_t offset, const char* word) {
  if (silent_ == 0 && offset == failure_.offset) failure_.words.push_back(word);
}

void Reading::SumUp(const Mark& mark, std::size_t offset, Expected expected) {
  if (silent_ > 0 || failure_.offset != offset) return;
  failure_.expected.resize(mark.offset == offset ? mark.expected : 0);
  failure_.expected.push_back(expected);
}

void Reading::Report(const Problem& problem) {
  Report(Diagnostic{problem.code, Severity::kError, SpanOf(problem.begin, problem.end), problem.message, "",
                    problem.hint});
}

void Reading::Report(Diagnostic diagnostic) {
  if (!reported_.insert({diagnostic.span.begin, diagnostic.code}).second) return;
  diagnostics_.push_back(std::move(diagnostic));
}

std::size_t Reading::ReportFailure(std::size_t where) {
  where = SkipBlank(text_, where);
  if (where > failure_.offset) failure_ = {where, {}, {}};
  const std::size_t offset = failure_.offset;
  if (!abandoned_) Report(Explain(*this, failure_));
  abandoned_ = false;
  failure_ = {};
  return offset;
}

bool Reading::BeginsSomethingElse(std::size_t offset) const {
  if (!StartsLine(text_, offset)) return false;
  if (StartsDeclaration(text_, offset)) return true;
  return item_.kind && offset > item_.start && InterruptsItem(text_, *item_.kind, offset);
}

void Reading::AddUnread(const Token& token) {
  const bool quoted = token.kind == TokenKind::kText;
  if (!quoted && (token.kind != TokenKind::kWord || IsReserved(token.in(text_)))) return;
  std::string name = quoted ? ReadText(text_, token.begin).value : unicode::Nfc(token.in(text_));
  unread_.push_back({std::move(name), SpanOf(token.begin, token.end), quoted});
}

void Reading::LoseDeclaration(std::size_t begin) {
  Token word = NextToken(text_, begin + DocLength(text_, begin));
  if (word.in(text_) == "account") word = NextToken(text_, word.end);
  AddUnread(NextToken(text_, word.end));
}

void Reading::LoseItem(BlockKind kind, std::size_t begin, std::size_t end) {
  if (kind != BlockKind::kFields && kind != BlockKind::kLifecycle) return;
  for (Token token = NextToken(text_, begin); token.begin < end; token = NextToken(text_, token.end)) AddUnread(token);
}

bool Reading::IsFull() const { return diagnostics_.size() >= kMaxErrors; }

std::vector<Diagnostic> Reading::TakeDiagnostics() {
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; });
  return std::move(diagnostics_);
}

}  // namespace segue::dsl
